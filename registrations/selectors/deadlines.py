"""Registrations that are due: whose they are, and who is told when they are late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from campaigns.selectors import people_as
from notices.registry import Due
from notices.stages import reach
from organizations.enums import BlocRole, Role
from organizations.models import BlocMembership, User
from registrations.enums import WITH_THE_BLOC, WITH_THE_UNIT
from registrations.models import Registration, Round, UnitLine
from registrations.policies.clock import last_days
from targets.selectors.assignments import officers_of

#: Days after the deadline when the staff of the body whose campaign it is are told.
STAFF_AFTER = 3
MOST_NAMED = 3
#: Of more time than this beyond the deadline of its round a bloc is not reminded.
LONGEST_BEYOND = timedelta(days=365)


def registrations_due(on: date) -> Iterator[Due]:
    """Lines still with their unit, registrations still with their bloc. A constant number of queries, one per body.

    The leader of a bloc hears of the bloc with the number of units that keep it waiting, the staff of a whole round.
    """
    ends = _near(on)
    if not ends:
        return
    lines: dict[int, list[UnitLine]] = {one.pk: [] for one in ends}
    waiting = UnitLine.objects.filter(registration__in=lines, status__in=WITH_THE_UNIT)
    for line in waiting.select_related("organization", "registration__bloc", "registration__round"):
        lines[line.registration_id].append(line)
    heads = _heads(list(ends))
    officers = officers_of({line.organization_id for some in lines.values() for line in some} | set(heads.values()))
    for one, end in ends.items():
        for line in lines[one.pk]:
            what = f"Phần đăng ký thi đua của {line.organization.name} ({one.bloc})"
            yield Due(f"don-vi:{line.pk}", what, line.get_absolute_url(), end, officers[line.organization_id])
        head = heads.get((one.bloc_id, one.round.year))
        count = f", {len(lines[one.pk])} đơn vị chưa gửi" if lines[one.pk] else ""
        what = f"Bản đăng ký thi đua của {one.bloc} ({one.round}{count})"
        yield Due(f"khoi:{one.pk}", what, one.get_absolute_url(), end, officers[head] if head else [])
    yield from _for_staff({one: end for one, end in ends.items() if end < on})


def _near(on: date) -> dict[Registration, date]:
    """Those not filed whose last day, with what was allowed beyond the round's, is near or passed; and that day."""
    open_ = list(
        Registration.objects.filter(
            status__in=WITH_THE_BLOC, round__opens_on__lte=on, round__due_on__gte=on - LONGEST_BEYOND
        )
        .select_related("bloc", "round__campaign__organization")
        .order_by("round", "pk")
    )
    if not open_:
        return {}
    first, last = reach(on)
    ends = last_days(open_)
    return {one: ends[one.pk] for one in open_ if first <= ends[one.pk] <= last}


def _heads(registrations: Sequence[Registration]) -> dict[tuple[int, int], int]:
    """The unit that leads each bloc in its year, by bloc and year."""
    seats = BlocMembership.objects.filter(
        role=BlocRole.HEAD,
        bloc__in={one.bloc_id for one in registrations},
        year__in={one.round.year for one in registrations},
    )
    return {(bloc, year): unit for bloc, year, unit in seats.values_list("bloc", "year", "organization")}


def _for_staff(late: dict[Registration, date]) -> Iterator[Due]:
    """One for each round and day."""
    groups: dict[tuple[Round, date], list[Registration]] = {}
    for one, end in late.items():
        groups.setdefault((one.round, end), []).append(one)
    staff: dict[int, list[User]] = {}
    for (round_, end), some in groups.items():
        body = round_.campaign.organization
        if body.pk not in staff:
            staff[body.pk] = people_as(body, Role.STAFF)
        names = "; ".join(str(one.bloc) for one in some[:MOST_NAMED])
        more = f" và {len(some) - MOST_NAMED} khối khác" if len(some) > MOST_NAMED else ""
        what = f"{round_}: {len(some)} khối chưa nộp ({names}{more})"
        later: list[tuple[int, list[User | None]]] = [(STAFF_AFTER, [*staff[body.pk]])]
        yield Due(f"dot:{round_.pk}", what, round_.get_absolute_url(), end, [], later)
