"""Reads of the pages on which units report: who has to, who has, and the rows of one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from campaigns.models import Directive
from organizations.enums import Role
from organizations.models import Organization, OrganizationQuerySet, User
from targets.entries import Asked, Entry, entry_warnings
from targets.enums import PeriodKind, ReportStatus
from targets.models import READING_ROLES, Actual, Assignment, ReportingPeriod, Target, UnitReport
from targets.models.reports import UnitReportQuerySet
from targets.periods import Period, periods_of
from targets.policies.assignments import IN_FORCE

#: Reports that are in: nothing more is awaited of the unit.
REPORTED = (ReportStatus.SUBMITTED, ReportStatus.VERIFIED)
#: A unit has this long after the end of a period unless the deadline is set otherwise.
DAYS_TO_REPORT = timedelta(days=5)
#: The periods a province usually asks for, in their order.
_USUAL = ((PeriodKind.QUARTER, 1), (PeriodKind.HALF, 1), (PeriodKind.NINE_MONTHS, 1), (PeriodKind.YEAR, 1))


@dataclass(frozen=True)
class ReportRow:
    """One target on a unit's sheet: what is asked, what was entered, what was verified before."""

    number: int
    assignment: Assignment
    actual: Actual | None
    earlier: tuple[Actual, ...] = field(default=())  # verified, of earlier periods, the latest last

    @property
    def target(self) -> Target:
        return self.assignment.target

    @property
    def previous(self) -> Actual | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def goal(self) -> str:
        """What the unit has to reach, in words."""
        return self.assignment.share_phrase or self.target.phrase

    @property
    def asked(self) -> Asked:
        return asked_of(self.assignment)


def asked_of(assignment: Assignment) -> Asked:
    """The number the unit is held to: its share, or the whole (of a range its lower end)."""
    target = assignment.target
    number = target.low if assignment.share is None else assignment.share
    return Asked(
        number=Decimal(0) if number is None else number,
        unit=target.unit,
        measure=target.measure,
        direction=target.direction,
        out_of=target.out_of if assignment.share is None else None,
        name=target.name,
    )


def missing_reports(
    directive: Directive, period: Period
) -> list[tuple[Organization, ReportStatus | None, date | None]]:
    """Units with targets whose report of the period is not in: the unit, where its report stands (None: there is none),
    and the deadline (None: the period is not open). Three queries at any size."""
    opened = ReportingPeriod.objects.filter(directive=directive, kind=period.kind, index=period.index).first()
    statuses = dict(opened.reports.values_list("organization", "status")) if opened else {}
    missing: list[tuple[Organization, ReportStatus | None, date | None]] = []
    for unit in assigned_units(directive):
        status = statuses.get(unit.pk)
        if status not in REPORTED:
            missing.append((unit, ReportStatus(status) if status else None, opened.due_on if opened else None))
    return missing


def assigned_units(directive: Directive) -> OrganizationQuerySet:
    """The units that were given a target of the directive."""
    given = Assignment.objects.filter(target__directive=directive).order_by().values("organization")
    found: OrganizationQuerySet = Organization.objects.filter(pk__in=given)
    return found


def reports_for(user: User) -> UnitReportQuerySet:
    """The reports a person may see, with what a row or a page of one shows."""
    related = ("period__directive__issuer", "organization", "saved_by", "submitted_by", "verified_by")
    return UnitReport.objects.visible_to(user).select_related(*related)


def my_reports(user: User) -> UnitReportQuerySet:
    """The reports of the units the person works for, across directives."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    return reports_for(user).filter(organization__in=units).order_by("-period__ends_on", "-pk")


def open_reports_for(user: User) -> list[UnitReport]:
    """What the person has to fill: drafts and returned reports of own units, the first due first. One query."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    waiting = UnitReport.objects.filter(
        organization__in=units,
        status__in=(ReportStatus.DRAFT, ReportStatus.RETURNED),
        period__directive__status__in=IN_FORCE,
    )
    found = waiting.select_related("period__directive__issuer", "organization").order_by("period__due_on", "pk")
    return list(found)


def open_periods(directive: Directive) -> list[ReportingPeriod]:
    """The periods of a directive in their order; each knows its directive without asking again."""
    periods = list(directive.periods.order_by("ends_on", "pk"))
    for period in periods:
        period.directive = directive
    return sorted(periods, key=lambda one: (one.ends_on, -one.period.starts_on.toordinal()))


def units_seen_by(user: User, directive: Directive) -> OrganizationQuerySet:
    """The assigned units whose reports the person may see: all for those who work on the directive, else the own."""
    units = assigned_units(directive)
    if user.is_superuser or directive.issuer_id in user.organization_ids_as(*READING_ROLES):
        return units
    own: OrganizationQuerySet = units.filter(pk__in=user.organization_ids_as(Role.UNIT_OFFICER))
    return own


def reports_by_place(periods: Collection[ReportingPeriod], user: User) -> dict[tuple[int, int], UnitReport]:
    """The reports of these periods that the person may see, by unit and period. One query."""
    known = {period.pk: period for period in periods}
    found: dict[tuple[int, int], UnitReport] = {}
    for report in UnitReport.objects.visible_to(user).filter(period__in=known):
        report.period = known[report.period_id]
        found[report.organization_id, report.period_id] = report
    return found


def suggested_period(directive: Directive, opened: Iterable[ReportingPeriod]) -> Period | None:
    """What is most likely opened next: the next of the kind opened last, else the first of the usual ones."""
    taken = [one.period for one in opened]
    if taken and taken[-1].kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        following = [p for p in periods_of(directive.year) if p.kind == taken[-1].kind and p not in taken]
        if following:
            return following[0]
    usual = (Period(directive.year, kind, index) for kind, index in _USUAL)
    return next((period for period in usual if period not in taken), None)


def usual_deadline(period: Period) -> date:
    return period.ends_on + DAYS_TO_REPORT


def report_rows(report: UnitReport) -> list[ReportRow]:
    """The sheet of a report: one row for each target given to the unit. Three queries at any length."""
    given = (
        Assignment.objects.filter(target__directive=report.period.directive_id, organization=report.organization_id)
        .select_related("target__parent")
        .order_by("target__position", "pk")
    )
    actuals = {actual.target_id: actual for actual in report.actuals.all()}
    before = earlier_figures(report)
    return [
        ReportRow(
            number,
            assignment=assignment,
            actual=actuals.get(assignment.target_id),
            earlier=tuple(before[assignment.target_id]),
        )
        for number, assignment in enumerate(given, start=1)
    ]


def earlier_figures(report: UnitReport) -> dict[int, list[Actual]]:
    """The unit's verified figures of the earlier periods of the year, by target, the latest last. One query."""
    found: QuerySet[Actual] = (
        Actual.objects.filter(
            report__organization=report.organization_id,
            report__period__directive=report.period.directive_id,
            report__period__ends_on__lt=report.period.ends_on,
            report__status=ReportStatus.VERIFIED,
            value__isnull=False,
        )
        .select_related("report__period__directive")
        .order_by("as_of", "report__period__ends_on", "pk")
    )
    by_target: dict[int, list[Actual]] = defaultdict(list)
    for actual in found:
        by_target[actual.target_id].append(actual)
    return by_target


def row_warnings(row: ReportRow, period: Period) -> list[tuple[str, str]]:
    """What should be looked at again on a saved row: the cell and a sentence."""
    actual = row.actual
    if actual is None:
        return []
    entry = Entry(
        actual.target_id, actual.value, basis=actual.basis, as_of=actual.as_of, typed_percent=actual.typed_percent
    )
    earlier = [(one.report.period.period, one.value, one.basis) for one in row.earlier if one.value is not None]
    return entry_warnings(entry, row.asked, period=period, earlier=earlier)


def all_warnings(rows: Sequence[ReportRow], period: Period) -> list[tuple[ReportRow, str, str]]:
    """The warnings of a whole sheet: row, cell, sentence."""
    return [(row, cell, text) for row in rows for cell, text in row_warnings(row, period)]
