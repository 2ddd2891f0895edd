"""From what is known of targets to their verdicts: the figures that speak, last year's course, the judgement.

A verdict depends on nothing but its terms, so one that was reached is remembered and nothing can make it stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Q

from campaigns.enums import Status
from campaigns.models import Directive
from organizations.models import Organization
from targets.attainment import Attainment, Goal, Path, Result, assess
from targets.enums import Basis, Comparator, Direction, Measure, PeriodKind, Polarity, Verdict
from targets.fields import plain
from targets.figures import Counted, Figure, counted, final, latest, of_period, sum_of_shares
from targets.models import Assignment, Target
from targets.periods import Period
from targets.review import LAGGING
from targets.selectors.verified import Reported, rows_of
from targets.shares import adds_up

#: An earlier directive counts as last year's while it is or was in force.
IN_FORCE = (Status.ISSUED, Status.CLOSED)
#: What a brief reading leaves out.
_LONG = ("words", "note", "out_of", "share", "search_text")
#: Verdicts remembered by a process: those of all provinces with their last year.
_REMEMBERED = 4096


class Terms(NamedTuple):
    """What the figures of a target come to depends on this alone: equal terms, equal answers.

    `holders`: each unit it is given to, and whether as a whole.
    """

    year: int
    measure: str
    unit: str
    direction: str
    holders: tuple[tuple[int, bool], ...]
    figures: tuple[Reported, ...]

    @property
    def is_shared(self) -> bool:
        return bool(self.holders) and not any(whole for _, whole in self.holders)


class Known(NamedTuple):
    """One target with everything its verdict is made of; `course` is that of its indicator last year."""

    target: Target
    given: Sequence[Assignment]
    terms: Terms
    course: Terms | None

    def until(self, day: date) -> Known:
        """The same by the figures dated up to that day."""
        return self._replace(terms=_up_to(self.terms, day))


class Judged(NamedTuple):
    """A verdict before the record of its figure is fetched."""

    target: Target
    attainment: Attainment
    one: Counted | None
    units: tuple[Organization, ...]
    path: Path | None


class _Reached(NamedTuple):
    attainment: Attainment
    one: Counted | None
    path: Path | None


def known_of(directives: Sequence[Directive], *, is_brief: bool = False) -> list[list[Known]]:
    """What is known of the figures of each of these directives of one issuer. Three queries at any size.

    A brief reading leaves out what tables of many targets do not show: the indicator, the words, notes.
    """
    targets = _targets(directives, is_brief=is_brief)
    given, actuals = rows_of([target.pk for target in targets])
    found = []
    for directive in directives:
        here = [target for target in targets if target.directive_id == directive.pk]
        wanted = {target.indicator_id for target in here} - {None}
        # Of several directives of last year the one issued last speaks.
        courses = {
            target.indicator_id: _terms(target, directive.year - 1, given, actuals)
            for target in targets
            if target.indicator_id in wanted and _is_in_force(target, directive.year - 1)
        }
        for target in here:
            target.directive = directive
        found.append(
            [
                Known(target, given[target.pk], _terms(target, directive.year, given, actuals),
                      courses.get(target.indicator_id))
                for target in here
            ]
        )  # fmt: skip
    return found


def known_alone(target: Target, given: Sequence[Assignment], figures: Iterable[Reported]) -> Known:
    """One target by these figures, without last year's course; `directive` is loaded."""
    return Known(target, given, _terms_by(target, target.directive.year, given, figures), None)


def judge(known: Known) -> Judged:
    """The verdict of one target."""
    reached = _remembered(goal_of(known.target), known.terms, known.course)
    units = tuple(row.organization for row in sorted(known.given, key=lambda row: not row.is_whole))
    return Judged(known.target, reached.attainment, reached.one, units, reached.path)


def lags_since(known: Known) -> date | None:
    """The day of the earliest figure of the unbroken run that lags up to now; None where it does not lag."""
    return _since(goal_of(known.target), known.terms, known.course)


def counts_since_january(known: Known) -> list[Counted]:
    """The figures that speak for the whole target, the latest last."""
    return _counted(known.terms)


def forget() -> None:
    """As after a start; for measurements."""
    _remembered.cache_clear()
    _since.cache_clear()


def goal_of(target: Target) -> Goal:
    """What the target asks for. ValueError for the name of a breakdown, which asks for nothing."""
    if target.low is None:
        raise ValueError(f"{target} has no number of its own")
    return Goal(
        comparator=Comparator(target.comparator),
        low=plain(target.low),
        high=None if target.high is None else plain(target.high),
        unit=target.unit,
        direction=Direction(target.direction),
        polarity=Polarity(target.polarity),
        measure=Measure(target.measure),
        baseline=None if target.opening is None else plain(target.opening),
    )


def without_figure(one: Counted | None) -> Attainment:
    """The verdict where nothing usable was reported."""
    sentence = one.problem if one else "Chưa có số liệu được xác nhận."
    return Attainment(Verdict.NO_DATA, None, None, "", sentence, "")


def figure_of(year: int, actual: Reported) -> Figure:
    return Figure(
        period=Period(year, PeriodKind(actual.kind), actual.ordinal),
        value=actual.value,
        as_of=actual.as_of,
        is_own=actual.basis == Basis.PERIOD,
        row=actual.pk,
    )


def _targets(directives: Sequence[Directive], *, is_brief: bool) -> list[Target]:
    """The figures of the directives and of their issuer's of the years before, in the order in which they speak."""
    asked = Q(directive__in=[directive.pk for directive in directives])
    for directive in directives:
        asked |= Q(
            directive__issuer=directive.issuer_id,
            directive__year=directive.year - 1,
            directive__status__in=IN_FORCE,
            indicator__isnull=False,
        )
    found = Target.objects.figures().filter(asked).select_related("parent")
    found = found.defer(*_LONG) if is_brief else found.select_related("indicator")
    dated = found.annotate(in_year=F("directive__year"), standing=F("directive__status"))
    return list(dated.order_by("directive__year", "directive__issued_on", "position", "pk"))


def _is_in_force(target: Target, year: int) -> bool:
    in_year, standing = target.in_year, target.standing  # type: ignore[attr-defined]  # annotated in the query
    return in_year == year and standing in IN_FORCE


def _terms(
    target: Target, year: int, given: Mapping[int, list[Assignment]], actuals: Mapping[int, list[Reported]]
) -> Terms:
    return _terms_by(target, year, given[target.pk], actuals[target.pk])


def _terms_by(target: Target, year: int, given: Sequence[Assignment], figures: Iterable[Reported]) -> Terms:
    holders = tuple((row.organization_id, row.is_whole) for row in given)
    return Terms(year, target.measure, target.unit, target.direction, holders, tuple(figures))


def _up_to(terms: Terms, day: date) -> Terms:
    return terms._replace(figures=tuple(figure for figure in terms.figures if figure.as_of <= day))


def _reach(goal: Goal, terms: Terms, course: Terms | None) -> _Reached:
    every = _counted(terms)
    one = latest(every, skip_gaps=terms.is_shared)
    path = _path(terms, one, course) if one else None
    if one is None or one.value is None:
        return _Reached(without_figure(one), None, path)
    result = Result(one.value, one.figure.as_of, one.figure.is_final)
    attainment = assess(goal, result, year=terms.year, path=path)
    if every[-1] is not one:  # a later period of shares is not complete yet
        attainment = replace(attainment, sentence=f"{attainment.sentence} Kỳ sau chưa cộng được: {every[-1].problem}")
    return _Reached(attainment, one, path)


_remembered = lru_cache(_REMEMBERED)(_reach)


@lru_cache(_REMEMBERED)
def _since(goal: Goal, terms: Terms, course: Terms | None) -> date | None:
    since = None
    for day in sorted({figure.as_of for figure in terms.figures}, reverse=True):
        if _reach(goal, _up_to(terms, day), course).attainment.verdict not in LAGGING:
            break
        since = day
    return since


def _counted(terms: Terms) -> list[Counted]:
    """The figures that speak for the whole target."""
    by_unit: dict[int, list[Figure]] = defaultdict(list)
    for actual in terms.figures:
        by_unit[actual.unit].append(figure_of(terms.year, actual))
    holders = [unit for unit, whole in terms.holders if whole]
    if holders or not terms.holders:
        speaking = holders or list(by_unit)
        return counted((figure for unit in speaking for figure in by_unit[unit]), terms.measure)
    shares = [unit for unit, _ in terms.holders]
    if not adds_up(terms.measure, terms.unit):
        return [_not_additive(figure) for unit in shares for figure in by_unit[unit]]
    return sum_of_shares({unit: counted(by_unit[unit], terms.measure) for unit in shares})


def _not_additive(figure: Figure) -> Counted:
    problem = "Chỉ tiêu này giao theo phần nhưng không cộng được; cần giao toàn bộ cho một đơn vị tổng hợp."
    return Counted(figure, None, (figure.row,), problem)


def _path(terms: Terms, one: Counted, course: Terms | None) -> Path | None:
    """Last year's course at the same period and at its end, if it was measured in the same way."""
    if course is None or (course.unit, course.direction, course.measure) != (
        terms.unit,
        terms.direction,
        terms.measure,
    ):
        return None
    every = _counted(course)
    same, end = of_period(every, one.figure.period.same_of(terms.year - 1)), final(every)
    if same is None or end is None or same.value is None or end.value is None:
        return None
    return Path(same.value, end.value, terms.year - 1)
