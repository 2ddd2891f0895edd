"""Reports that units still owe, with who is told of it and who then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from campaigns.selectors import people_as
from notices.registry import Due
from notices.stages import reach
from organizations.enums import BlocRole, Role
from organizations.models import BlocMembership, User
from targets.enums import ReportStatus
from targets.models import ReportingPeriod, UnitReport
from targets.policies.assignments import IN_FORCE
from targets.selectors.assignments import officers_of

#: Days after the deadline: the unit that leads the bloc first, then the staff of the issuer.
LEADER_AFTER, STAFF_AFTER = 1, 3
MOST_NAMED = 3


def reports_due(on: date) -> Iterator[Due]:
    """Sheets still with their unit whose deadline is near or passed. A constant number of queries and one per issuer.

    Each unit is told of its own; whoever leads a bloc, and the staff, of a whole period at once.
    """
    waiting = list(
        UnitReport.objects.filter(
            status__in=(ReportStatus.DRAFT, ReportStatus.RETURNED),
            period__due_on__range=reach(on),
            period__directive__status__in=IN_FORCE,
        )
        .select_related("organization", "period__directive__issuer")
        .order_by("period__due_on", "pk")
    )
    officers = officers_of({one.organization_id for one in waiting}) if waiting else {}
    for one in waiting:
        yield Due(
            subject_key=str(one.pk),
            what=f"Báo cáo chỉ tiêu {one.period} của {one.organization.name}",
            url=one.get_absolute_url(),
            due_on=one.period.due_on,
            people=officers[one.organization_id],
        )
    late = [one for one in waiting if one.period.due_on < on]
    if late:
        yield from _for_leaders(late)
        yield from _for_staff(late)


def _for_leaders(late: list[UnitReport]) -> Iterator[Due]:
    """One for each period and leading unit, of what is published."""
    published = [one for one in late if one.period.directive.is_published]
    leading = _leading_units(
        {one.organization_id for one in published}, {one.period.directive.year for one in published}
    )
    groups: dict[tuple[ReportingPeriod, int], list[UnitReport]] = {}
    for one in published:
        for head in leading.get((one.organization_id, one.period.directive.year), []):
            groups.setdefault((one.period, head), []).append(one)
    officers = officers_of({head for _, head in groups}) if groups else {}
    for (period, head), reports in groups.items():
        yield Due(
            subject_key=f"{period.pk}:khoi:{head}",
            what=_summary(period, reports),
            url=reverse("targets:targets", args=[period.directive.code]),
            due_on=period.due_on,
            people=[],
            escalate=[(LEADER_AFTER, officers[head])],
        )


def _for_staff(late: list[UnitReport]) -> Iterator[Due]:
    """One for each period."""
    groups: dict[ReportingPeriod, list[UnitReport]] = {}
    for one in late:
        groups.setdefault(one.period, []).append(one)
    staff: dict[int, list[User]] = {}
    for period, reports in groups.items():
        issuer = period.directive.issuer
        if issuer.pk not in staff:
            staff[issuer.pk] = people_as(issuer, Role.STAFF)
        yield Due(
            subject_key=f"{period.pk}:theo-doi",
            what=_summary(period, reports),
            url=reverse("targets:reports", args=[period.directive.code]),
            due_on=period.due_on,
            people=[],
            escalate=[(STAFF_AFTER, staff[issuer.pk])],
        )


def _summary(period: ReportingPeriod, reports: list[UnitReport]) -> str:
    names = "; ".join(one.organization.name for one in reports[:MOST_NAMED])
    more = f" và {len(reports) - MOST_NAMED} đơn vị khác" if len(reports) > MOST_NAMED else ""
    return f"Báo cáo chỉ tiêu {period}, {len(reports)} đơn vị chưa gửi ({names}{more})"


def _leading_units(units: set[int], years: set[int]) -> dict[tuple[int, int], list[int]]:
    """The other units that lead the blocs of each of these units, by unit and year. Two queries."""
    seats = BlocMembership.objects.filter(organization__in=units, year__in=years)
    own = list(seats.values_list("organization", "year", "bloc"))
    heads = BlocMembership.objects.filter(bloc__in={bloc for *_, bloc in own}, year__in=years, role=BlocRole.HEAD)
    head_of = {(bloc, year): unit for bloc, year, unit in heads.values_list("bloc", "year", "organization")}
    found: dict[tuple[int, int], list[int]] = {}
    for unit, year, bloc in own:
        head = head_of.get((bloc, year))
        if head is not None and head != unit:
            found.setdefault((unit, year), []).append(head)
    return found
