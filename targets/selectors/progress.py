"""Reads that build a progress report: its figures, what it tells of, and what the pages show."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models

from campaigns.models import Directive
from campaigns.papers import author_of
from documents.enums import DocumentType
from documents.numbering import next_number
from organizations.models import Organization, User
from targets.enums import PeriodKind, ReportStatus, ReviewKind
from targets.models import Actual, ProgressReport, Target
from targets.models.reviews import ProgressReportQuerySet
from targets.narrative import Story
from targets.periods import Period
from targets.review import Figures, Line, Unreported, written
from targets.selectors.reports import missing_reports
from targets.selectors.sheet import targets_of
from targets.selectors.standing import Standing, standings

_RELATED = ("directive__issuer", "created_by", "saved_by")


def progress_reports_for(user: User | AnonymousUser) -> ProgressReportQuerySet:
    """The reports a person may see, with what their pages show."""
    found: ProgressReportQuerySet = ProgressReport.objects.visible_to(user).select_related(*_RELATED)
    return found


def figures_of(report: ProgressReport) -> Figures:
    """What the report says in numbers: kept with an issued one, read anew for a draft."""
    if report.frozen is not None:
        return Figures.from_json(report.frozen)
    return current_figures(report.directive, report.period)


def current_figures(directive: Directive, period: Period) -> Figures:
    """The verified figures up to the end of the period, and who has not sent theirs; a constant number of queries.

    Nobody is late for a period that was never opened.
    """
    found = {one.target.pk: one for one in standings(directive, until=period.ends_on)}
    lines = tuple(_line(target, found.get(target.pk), directive.issuer) for target in targets_of(directive))
    missing = tuple(
        Unreported(
            _short(organization, directive.issuer),
            "Bị trả lại, chưa gửi lại" if status == ReportStatus.RETURNED else "Chưa gửi",
            f"{due_on:%d/%m/%Y}",
        )
        for organization, status, due_on in missing_reports(directive, period)
        if due_on
    )
    return Figures(lines, missing)


def story_of(report: ProgressReport, figures: Figures | None = None) -> Story:
    """What the sentences of the report are drafted from."""
    directive = report.directive
    day = f" ngày {directive.issued_on:%d/%m/%Y}" if directive.issued_on else ""
    return Story(
        review=ReviewKind(report.review),
        period=report.period,
        issuer=directive.issuer.name,
        symbol=directive.symbol,
        directive=f"{directive.symbol}{day} của {author_of(directive.content, directive.issuer)}",
        about=directive.one_line_subject,
        figures=figures or figures_of(report),
    )


def reported_periods(directive: Directive) -> list[Period]:
    """The periods for which something is verified, the latest first."""
    found = (
        Actual.objects.filter(target__directive=directive, value__isnull=False, report__status=ReportStatus.VERIFIED)
        .order_by()
        .values_list("report__period__kind", "report__period__index")
        .distinct()
    )
    periods = [Period(directive.year, PeriodKind(kind), index) for kind, index in found]
    return sorted(periods, key=lambda period: (period.ends_on, -period.starts_on.toordinal()), reverse=True)


def last_report(issuer: Organization) -> ProgressReport | None:
    """The issuer's latest report, whose signer and recipients a new one takes over."""
    return ProgressReport.objects.filter(directive__issuer=issuer).order_by("-pk").first()


def suggested_report_number(issuer: Organization, year: int) -> int:
    """The number văn thư most likely wants."""
    return next_number(issuer, DocumentType.REPORT, year)


def issued_reports(directive: Directive) -> models.QuerySet[ProgressReport]:
    """What the whole province may read of this directive's reports."""
    return ProgressReport.objects.filter(directive=directive, number__isnull=False)


def _line(target: Target, standing: Standing | None, issuer: Organization) -> Line:
    whole = target.parent.name if target.parent else ""
    if standing is None:
        return Line(name=target.name, whole=whole, group=target.group)
    actual, attainment = standing.actual, standing.attainment
    return Line(
        name=target.name,
        whole=whole,
        group=target.group,
        asked=target.phrase,
        result=written(actual.value) if actual else "",
        unit=target.unit,
        as_of=f"{actual.as_of:%d/%m/%Y}" if actual else "",
        is_estimate=bool(actual and actual.is_estimate),
        percent="" if attainment.percent is None else written(attainment.percent),
        # The formula of such a percentage begins with a difference: "(97,5 - 88,6) / (104 - 88,6)".
        is_of_change=attainment.percent is not None and attainment.formula.startswith("("),
        verdict=attainment.verdict.value,
        sentence=attainment.sentence,
        units=tuple(_short(unit, issuer) for unit in standing.units),
        source=actual.source if actual else "",
    )


def _short(organization: Organization, issuer: Organization) -> str:
    """The name without the province's own, which the letterhead says already."""
    place = issuer.name.removeprefix("Ủy ban nhân dân ")
    return organization.name.removesuffix(f" {place}") if organization != issuer else organization.name
