"""The year of a campaign on one line: what was due, what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from awards.enums import SessionStatus
from awards.models import Session
from campaigns.models import Campaign, Directive
from dashboard.selectors.council_registrations import RoundFilings
from targets.enums import ReportStatus
from targets.models import ReportingPeriod

#: A deadline that near is pointed out.
SOON_DAYS = 14


@dataclass(frozen=True)
class Event:
    """A day of the year. `missing`: what was due by then and is not there, 0 for what only happens."""

    day: date
    words: str
    detail: str
    url: str
    is_deadline: bool = False
    missing: int = 0

    def state_on(self, day: date) -> str:
        """ "late", "past", "today", "soon" or "later"."""
        if self.day < day:
            return "late" if self.missing else "past"
        if self.day == day:
            return "today"
        return "soon" if self.is_deadline and (self.day - day).days <= SOON_DAYS else "later"


def events_of(campaign: Campaign, directive: Directive | None, rounds: list[RoundFilings]) -> list[Event]:
    """Every dated step of the year in order. Two queries at any size."""
    found = [*_campaign(campaign), *_registrations(rounds), *_sessions(campaign)]
    if directive:
        found += _directive(directive)
    return sorted(found, key=lambda event: (event.day, event.is_deadline))


def _campaign(campaign: Campaign) -> list[Event]:
    url = campaign.get_absolute_url()
    begins = [Event(campaign.starts_on, "Bắt đầu phong trào", campaign.name, url)] if campaign.starts_on else []
    ends = [Event(campaign.ends_on, "Kết thúc phong trào", campaign.name, url)] if campaign.ends_on else []
    return begins + ends


def _directive(directive: Directive) -> list[Event]:
    code = directive.code
    issued = Event(
        directive.issued_on or date(directive.year, 1, 1), f"Ban hành Chỉ thị {directive.symbol}",
        directive.one_line_subject, directive.get_absolute_url(),
    )  # fmt: skip
    verified = Count("reports", filter=Q(reports__status=ReportStatus.VERIFIED))
    periods = ReportingPeriod.objects.filter(directive=directive).annotate(total=Count("reports"), verified=verified)
    return [issued, *(_due(period, reverse("targets:reports", args=[code]), directive) for period in periods)]


def _due(period: ReportingPeriod, page: str, directive: Directive) -> Event:
    period.directive = directive
    total: int = period.total  # type: ignore[attr-defined]  # annotated in the query
    verified: int = period.verified  # type: ignore[attr-defined]  # as above
    label = period.period.label
    detail = f"{verified}/{total} báo cáo đã xác nhận" if total else "chưa đơn vị nào được giao chỉ tiêu"
    return Event(
        period.due_on, f"Hạn báo cáo {label[:1].lower()}{label[1:]}", detail, page, is_deadline=True,
        missing=total - verified,
    )  # fmt: skip


def _registrations(rounds: list[RoundFilings]) -> list[Event]:
    found = []
    for one in rounds:
        round_ = one.round
        found.append(Event(round_.opens_on, f"Mở {round_.name[:1].lower()}{round_.name[1:]}", "", one.url))
        detail = f"{one.filed}/{one.expected} khối, cụm đã nộp"
        words = f"Hạn nộp {round_.name[:1].lower()}{round_.name[1:]}"
        found.append(Event(round_.due_on, words, detail, one.url, is_deadline=True, missing=one.missing))
    return found


def _sessions(campaign: Campaign) -> list[Event]:
    """Sessions that deal with dossiers of the year; one without an agenda belongs to the year in which it is held."""
    of_year = Q(items__line__dossier__year=campaign.year) | Q(items__isnull=True, held_on__year=campaign.year)
    sessions = (
        Session.objects.filter(of_year, council__organization=campaign.organization_id)
        .exclude(status=SessionStatus.CANCELLED)
        .distinct()
    )
    return [Event(one.held_on, one.name, one.get_status_display().lower(), one.get_absolute_url()) for one in sessions]
