"""How the targets of a directive stand, from verified reports only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from campaigns.enums import Status
from campaigns.models import Directive
from organizations.models import Organization, User
from targets.attainment import Attainment, Goal, Path, Result, assess
from targets.enums import (
    VERDICT_TONES,
    Basis,
    Comparator,
    Direction,
    Group,
    Measure,
    PeriodKind,
    Polarity,
    ReportStatus,
    Verdict,
)
from targets.figures import Counted, Figure, counted, final, latest, of_period, sum_of_shares
from targets.models import Actual, Assignment, Target
from targets.periods import Period
from targets.selectors.verified import Reported, by_target, record, records, reported, rows_of
from targets.units import is_share

#: An earlier directive counts as last year's while it is or was in force.
IN_FORCE = (Status.ISSUED, Status.CLOSED)
#: A verdict depends on its arguments alone, so one that was reached is remembered; nothing can make it stale. The
#: columns give equal numbers back with equal digits (`targets.fields.plain`).
_assess = lru_cache(maxsize=8192)(assess)


class Known(NamedTuple):
    """One target with everything its verdict is made of."""

    target: Target
    given: Sequence[Assignment]
    figures: Sequence[Reported]
    course: tuple[Target, list[Counted]] | None


class Judged(NamedTuple):
    """A verdict before the record of its figure is fetched."""

    target: Target
    attainment: Attainment
    one: Counted | None
    units: tuple[Organization, ...]
    path: Path | None


@dataclass(frozen=True)
class Standing:
    """One target with its verdict. `actual` is the figure that counts, None without one.

    A figure that was summed up from several is a record that was never saved (no `pk`), with the sum as its value.
    """

    target: Target
    attainment: Attainment
    actual: Actual | None
    units: tuple[Organization, ...]
    last_year: Path | None

    @property
    def verdict(self) -> Verdict:
        return self.attainment.verdict

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.verdict]

    @property
    def value(self) -> Decimal | None:
        return self.actual.value if self.actual else None

    @property
    def as_of(self) -> date | None:
        return self.actual.as_of if self.actual else None


def standings(directive: Directive, *, until: date | None = None) -> list[Standing]:
    """The figures of a directive in order, as they stand by what was verified and dated up to `until`.

    The figure of a target is that of the unit that holds the whole of it. Given only in shares that add up, it is
    their sum for the last period that all holders reported. Four queries at any size.
    """
    return _with_records([judge(directive.year, *one) for one in known(directive, until=until)])


def standing_of(target: Target) -> Standing:
    """How one target stands today."""
    return next(one for one in standings(target.directive) if one.target.pk == target.pk)


def standings_of(targets: Sequence[Target], *, only_final: bool = False) -> list[Standing]:
    """How these targets of any directives stand, in their order; `directive` must be loaded with them.

    `only_final` counts year-end results alone. Last years' courses play no part. Three queries at any size.
    """
    given, actuals = rows_of([target.pk for target in targets])
    found = []
    for target in targets:
        year = target.directive.year
        figures = [one for one in actuals[target.pk] if not only_final or _figure(year, one).is_final]
        found.append(judge(year, target, given[target.pk], figures, None))
    return _with_records(found)


def counts(standings: Iterable[Standing]) -> dict[Verdict, int]:
    """How many have each verdict; every verdict is there, in its order."""
    found = dict.fromkeys(Verdict, 0)
    for one in standings:
        found[one.verdict] += 1
    return found


def counts_by_group(standings: Sequence[Standing]) -> dict[str, dict[Verdict, int]]:
    """The counts of each group that has targets, in the usual order; those without a group come first, under ""."""
    groups = {one.target.group for one in standings}
    return {
        str(group): counts(one for one in standings if one.target.group == group)
        for group in ("", *Group)
        if group in groups
    }


def history(target: Target) -> list[Actual]:
    """Every verified figure of the target, oldest first."""
    return list(
        Actual.objects.filter(target=target, value__isnull=False, report__status=ReportStatus.VERIFIED)
        .select_related("report__period__directive", "report__organization")
        .order_by("as_of", "report__period__ends_on", "pk")
    )


@dataclass(frozen=True)
class UnitStanding:
    """How one unit stands with what it was given; `actual` as in `Standing`."""

    assignment: Assignment
    attainment: Attainment
    actual: Actual | None

    @property
    def tone(self) -> str:
        return VERDICT_TONES[self.attainment.verdict]


def standings_of_units(given: Sequence[Assignment], until: date | None = None) -> list[UnitStanding]:
    """How units stand with what they were given, by their own verified figures dated up to `until`, in this order.

    `target.directive` must be loaded with the assignments. Two queries at any size.
    """
    found = Q(target__in={row.target_id for row in given})
    actuals = by_target(reported(found if until is None else found & Q(as_of__lte=until)))
    judged = [_judge_unit(row.target, row, actuals[row.target_id]) for row in given]
    behind = records(one for _, one in judged)
    return [
        UnitStanding(row, attainment, record(row.target, one, behind))
        for row, (attainment, one) in zip(given, judged, strict=True)
    ]


@dataclass(frozen=True)
class Detail:
    """One target in full: every verified figure, what counts since January, and its units."""

    standing: Standing
    history: list[Actual]
    counts: list[Counted]
    units: list[UnitStanding]


def detail_of(target: Target) -> Detail:
    """What the page of a target tells; six queries."""
    every = history(target)
    figures = [Reported.of(actual) for actual in every]
    by_pk = {actual.pk: actual for actual in every}
    given = list(target.assignments.select_related("organization").order_by("share", "pk"))
    units = []
    for row in given:
        attainment, one = _judge_unit(target, row, figures)
        units.append(UnitStanding(row, attainment, record(target, one, by_pk)))
    totals = _counted(target.directive.year, target, given, figures)
    return Detail(standing_of(target), every, totals, units)


def earlier_years(target: Target, user: User | AnonymousUser) -> list[Standing]:
    """The same indicator in earlier directives of the issuer that the person may see, newest first."""
    if target.indicator_id is None:
        return []
    before = Target.objects.visible_to(user).filter(
        indicator=target.indicator_id,
        directive__issuer=target.directive.issuer_id,
        directive__year__lt=target.directive.year,
        low__isnull=False,
    )
    related = before.select_related("directive__issuer", "parent")
    return standings_of(list(related.order_by("-directive__year", "-directive", "position")))


def opened_periods(directive: Directive) -> list[Period]:
    """The periods units were asked for, in the order in which they end."""
    opened = directive.periods.order_by("ends_on", "pk").values_list("kind", "index")
    periods = [Period(directive.year, PeriodKind(kind), index) for kind, index in opened]
    return sorted(periods, key=lambda period: (period.ends_on, -period.starts_on.toordinal()))


def goal_of(target: Target) -> Goal:
    """What the target asks for. ValueError for the name of a breakdown, which asks for nothing."""
    if target.low is None:
        raise ValueError(f"{target} has no number of its own")
    return Goal(
        comparator=Comparator(target.comparator),
        low=target.low,
        high=target.high,
        unit=target.unit,
        direction=Direction(target.direction),
        polarity=Polarity(target.polarity),
        measure=Measure(target.measure),
        baseline=target.opening,
    )


def _targets(directive: Directive) -> tuple[list[Target], list[Target]]:
    """The figures of the directive, and those of the issuer's directives of the year before, the last issued last."""
    last_year = Q(
        directive__issuer=directive.issuer_id,
        directive__year=directive.year - 1,
        directive__status__in=IN_FORCE,
        indicator__isnull=False,
    )
    found = (
        Target.objects.figures()
        .filter(Q(directive=directive) | last_year)
        .select_related("indicator", "parent")
        .order_by("directive__year", "directive__issued_on", "position", "pk")
    )
    here: list[Target] = []
    before: list[Target] = []
    for target in found:
        (here if target.directive_id == directive.pk else before).append(target)
    for target in here:
        target.directive = directive
    return here, before


def known(directive: Directive, *, until: date | None = None) -> list[Known]:
    """What is known of the figures of a directive by verified figures dated up to `until`. Three queries at any size."""
    here, earlier = _targets(directive)
    wanted = {target.indicator_id for target in here} - {None}
    before = [target for target in earlier if target.indicator_id in wanted]
    given, actuals = rows_of([target.pk for target in (*here, *before)])
    # Of several directives of last year the one issued last speaks.
    last_year = directive.year - 1
    courses = {t.indicator_id: (t, _counted(last_year, t, given[t.pk], actuals[t.pk])) for t in before}
    found = []
    for target in here:
        figures = [one for one in actuals[target.pk] if until is None or one.as_of <= until]
        course = courses.get(target.indicator_id) if target.indicator_id else None
        found.append(Known(target, given[target.pk], figures, course))
    return found


def judge(
    year: int,
    target: Target,
    given: Sequence[Assignment],
    actuals: Sequence[Reported],
    course: tuple[Target, list[Counted]] | None,
) -> Judged:
    """The verdict of one target by these figures."""
    every = _counted(year, target, given, actuals)
    one = latest(every, skip_gaps=_is_shared(given))
    path = _path(year, target, one, course) if one else None
    units = tuple(row.organization for row in sorted(given, key=lambda row: not row.is_whole))
    if one is None or one.value is None:
        return Judged(target, _without_figure(one), None, units, path)
    result = Result(one.value, one.figure.as_of, one.figure.is_final)
    attainment = _assess(goal_of(target), result, year=year, path=path)
    if every[-1] is not one:  # a later period of shares is not complete yet
        attainment = replace(attainment, sentence=f"{attainment.sentence} Kỳ sau chưa cộng được: {every[-1].problem}")
    return Judged(target, attainment, one, units, path)


def _with_records(judged: Sequence[Judged]) -> list[Standing]:
    """The verdicts with the records of the figures that count: only those are fetched whole."""
    behind = records(one.one for one in judged)
    return [
        Standing(one.target, one.attainment, record(one.target, one.one, behind), one.units, one.path) for one in judged
    ]


def _judge_unit(target: Target, row: Assignment, figures: Sequence[Reported]) -> tuple[Attainment, Counted | None]:
    """A share is judged as a target of its own; the holder of the whole by the target itself."""
    year = target.directive.year
    own = [_figure(year, actual) for actual in figures if actual.unit == row.organization_id]
    one = latest(counted(own, target.measure))
    if one is None or one.value is None:
        return _without_figure(one), None
    goal = goal_of(target)
    if row.share is not None:
        goal = replace(goal, low=row.share, high=None, comparator=_of_a_share(goal.comparator), baseline=None)
    result = Result(one.value, one.figure.as_of, one.figure.is_final)
    return assess(goal, result, year=year), one


def _of_a_share(comparator: Comparator) -> Comparator:
    """A share of a range is one number, to be reached."""
    return Comparator.EQ if comparator == Comparator.RANGE else comparator


def _without_figure(one: Counted | None) -> Attainment:
    sentence = one.problem if one else "Chưa có số liệu được xác nhận."
    return Attainment(Verdict.NO_DATA, None, None, "", sentence, "")


def _counted(year: int, target: Target, given: Sequence[Assignment], actuals: Iterable[Reported]) -> list[Counted]:
    """The figures that speak for the whole target."""
    by_unit: dict[int, list[Figure]] = defaultdict(list)
    for actual in actuals:
        by_unit[actual.unit].append(_figure(year, actual))
    holders = [row.organization_id for row in given if row.is_whole]
    if holders or not given:
        speaking = holders or list(by_unit)
        return counted((figure for unit in speaking for figure in by_unit[unit]), target.measure)
    shares = [row.organization_id for row in given]
    if not adds_up(target):
        return [_not_additive(figure) for unit in shares for figure in by_unit[unit]]
    return sum_of_shares({unit: counted(by_unit[unit], target.measure) for unit in shares})


def adds_up(target: Target) -> bool:
    """Whether shares of it sum to the whole: amounts do, percentages and levels do not."""
    return target.measure == Measure.FLOW and not is_share(target.unit)


def _is_shared(given: Sequence[Assignment]) -> bool:
    return bool(given) and not any(row.is_whole for row in given)


def _not_additive(figure: Figure) -> Counted:
    problem = "Chỉ tiêu này giao theo phần nhưng không cộng được; cần giao toàn bộ cho một đơn vị tổng hợp."
    return Counted(figure, None, (figure.row,), problem)


def _figure(year: int, actual: Reported) -> Figure:
    return Figure(
        period=Period(year, PeriodKind(actual.kind), actual.ordinal),
        value=actual.value,
        as_of=actual.as_of,
        is_own=actual.basis == Basis.PERIOD,
        row=actual.pk,
    )


def _path(year: int, target: Target, one: Counted, course: tuple[Target, list[Counted]] | None) -> Path | None:
    """Last year's course at the same period and at its end, if it was measured in the same way."""
    if course is None:
        return None
    before, every = course
    if (before.unit, before.direction, before.measure) != (target.unit, target.direction, target.measure):
        return None
    same, end = of_period(every, one.figure.period.same_of(year - 1)), final(every)
    if same is None or end is None or same.value is None or end.value is None:
        return None
    return Path(same.value, end.value, year - 1)
