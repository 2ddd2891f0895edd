"""How the targets of a directive stand, from verified reports only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from campaigns.models import Directive
from organizations.models import Organization, User
from targets.attainment import Attainment, Path, Result, assess
from targets.enums import (
    VERDICT_TONES,
    Comparator,
    Group,
    PeriodKind,
    ReportStatus,
    Verdict,
)
from targets.figures import Counted, counted, latest
from targets.models import Actual, Assignment, Target
from targets.periods import Period
from targets.selectors.judging import (
    Judged,
    counts_since_january,
    figure_of,
    goal_of,
    judge,
    known_alone,
    known_of,
    without_figure,
)
from targets.selectors.verified import Reported, by_target, record, records, reported, rows_of


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
    (found,) = known_of([directive])
    return _with_records([judge(one if until is None else one.until(until)) for one in found])


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
        figures = [one for one in actuals[target.pk] if not only_final or figure_of(year, one).is_final]
        found.append(judge(known_alone(target, given[target.pk], figures)))
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
    totals = counts_since_january(known_alone(target, given, figures))
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


def _with_records(judged: Sequence[Judged]) -> list[Standing]:
    """The verdicts with the records of the figures that count: only those are fetched whole."""
    behind = records(one.one for one in judged)
    return [
        Standing(one.target, one.attainment, record(one.target, one.one, behind), one.units, one.path) for one in judged
    ]


def _judge_unit(target: Target, row: Assignment, figures: Sequence[Reported]) -> tuple[Attainment, Counted | None]:
    """A share is judged as a target of its own; the holder of the whole by the target itself."""
    year = target.directive.year
    own = [figure_of(year, actual) for actual in figures if actual.unit == row.organization_id]
    one = latest(counted(own, target.measure))
    if one is None or one.value is None:
        return without_figure(one), None
    goal = goal_of(target)
    if row.share is not None:
        goal = replace(goal, low=row.share, high=None, comparator=_of_a_share(goal.comparator), baseline=None)
    result = Result(one.value, one.figure.as_of, one.figure.is_final)
    return assess(goal, result, year=year), one


def _of_a_share(comparator: Comparator) -> Comparator:
    """A share of a range is one number, to be reached."""
    return Comparator.EQ if comparator == Comparator.RANGE else comparator
