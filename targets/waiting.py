"""Reports that units owe, that staff verify or ask for, and progress reports without a number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from core.waiting import Batch, Waiting, batch, day_of, first_of, register
from organizations.enums import Role
from targets.enums import ProgressStatus, ReportStatus
from targets.models import ProgressReport, ReportingPeriod, UnitReport
from targets.policies.assignments import IN_FORCE

#: What is late for longer is not asked for on the first page.
LONGEST_LATE = timedelta(days=365)
_OWED = (ReportStatus.DRAFT, ReportStatus.RETURNED)


def reports_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Of own units to fill, of own directives to verify and to ask for; one query for each kind."""
    if units := user.organization_ids_as(Role.UNIT_OFFICER):
        owed = _reports(user).filter(organization__in=units, status__in=_OWED, period__directive__status__in=IN_FORCE)
        url = reverse("targets:my_reports")
        rows = owed.order_by("period__due_on", "pk")
        yield batch("Báo cáo chỉ tiêu phải gửi", "bullseye", rows, _to_fill, url=url)
    if bodies := user.organization_ids_as(Role.STAFF):
        sent = _reports(user).filter(status=ReportStatus.SUBMITTED, period__directive__issuer__in=bodies)
        found, total = first_of(sent.order_by("submitted_at", "pk"))
        url = _reports_page(found[0].period, "dagui") if found else ""
        yield Batch("Báo cáo chờ xác nhận", "check-circle", [_to_verify(one) for one in found], total, url)
        yield from _late(bodies, on)


def progress_waiting(user: Any, on: date) -> Iterator[Batch]:
    """Drafts of progress reports to those who sign and number for the issuer. One query."""
    bodies = user.organization_ids_as(Role.LEADER, Role.CLERK)
    if bodies:
        drafts = ProgressReport.objects.visible_to(user).filter(
            directive__issuer__in=bodies, status=ProgressStatus.DRAFT
        )
        rows = drafts.select_related("directive__issuer").order_by("saved_at", "pk")
        yield batch("Dự thảo báo cáo tiến độ", "file-earmark-text", rows, _draft)


def _reports(user: Any) -> QuerySet[UnitReport]:
    found: QuerySet[UnitReport] = UnitReport.objects.visible_to(user)
    return found.select_related("period__directive__issuer", "organization")


def _to_fill(one: UnitReport) -> Waiting:
    who = one.organization.name
    if one.status == ReportStatus.RETURNED:
        who += ", bị trả lại"
    return Waiting(f"Báo cáo chỉ tiêu {one.period}", one.get_absolute_url(), due=one.period.due_on, who=who)


def _to_verify(one: UnitReport) -> Waiting:
    title = f"Xác nhận số liệu của {one.organization.name}"
    return Waiting(title, one.get_absolute_url(), since=day_of(one.submitted_at), who=str(one.period))


def _draft(one: ProgressReport) -> Waiting:
    who = f"{one.directive.issuer.name}, năm {one.directive.year}"
    return Waiting(one.one_line_subject, one.get_absolute_url(), since=day_of(one.saved_at), who=who)


def _late(bodies: set[int], on: date) -> Iterator[Batch]:
    """One for each period past its deadline that units have not sent; what is older than a year is asked for no more."""
    owing = Count("reports", filter=Q(reports__status__in=_OWED))
    periods = ReportingPeriod.objects.filter(
        directive__issuer__in=bodies, directive__status__in=IN_FORCE, due_on__lt=on, due_on__gte=on - LONGEST_LATE
    )
    rows = periods.annotate(owing=owing).filter(owing__gt=0).select_related("directive").order_by("due_on", "pk")
    found = list(rows)
    if found:
        waiting = [
            Waiting(
                f"{one.owing} đơn vị chưa gửi báo cáo {one.period.label}", _reports_page(one, "quahan"), due=one.due_on
            )
            for one in found
        ]
        yield Batch("Báo cáo chậm cần nhắc", "bell", waiting, len(found), waiting[0].url, is_reminder=True)


def _reports_page(period: ReportingPeriod, stand: str) -> str:
    return f"{reverse('targets:reports', args=[period.directive.code])}?tinhtrang={stand}"


def register_waiting() -> None:
    register("targets.reports", reports_waiting)
    register("targets.progress", progress_waiting)
