"""How a target stands: a goal and a result in, a verdict with its explanation out. Pure.

A verdict compares either directly with the number, or with where one would have to be on that day (a mark): along the
calendar, along last year's course, or from the level at the start of the year. All is computed in fractions and
rounded only to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from core.vietnamese import format_number
from targets.enums import Measure, Polarity, Verdict
from targets.explanation import Mark, Percentage, figure, half_up, lead, reason, relation
from targets.goals import Case, Goal, Path, Result, half_unit, outcome
from targets.periods import Period, days_gone

__all__ = ["Attainment", "Goal", "Path", "Result", "assess", "cumulate", "percent_disagrees", "recompute_percent"]


@dataclass(frozen=True)
class Attainment:
    """The verdict and why.

    `percent`: how much of the target is done, one decimal; None where a percentage says nothing.
    `expected`: what would be on track that day; None where time plays no part. `compared_with`: "linear",
    "last_year", "baseline", "direct", or "" without data. `sentence` is for a clerk, `formula` the figures alone.
    """

    verdict: Verdict
    percent: Decimal | None
    expected: Decimal | None
    compared_with: str
    sentence: str
    formula: str


def assess(goal: Goal, result: Result | None, *, year: int, path: Path | None = None) -> Attainment:
    """How the goal of that year stands by the result. `path` is last year's course, used where it helps."""
    if result is None:
        return Attainment(Verdict.NO_DATA, None, None, "", "Chưa có số liệu được xác nhận.", "")
    case = Case(goal, result, year, path)
    verdict, mark = _JUDGES[goal.measure](case)
    percentage = _percentage(case)
    return Attainment(
        verdict=verdict,
        percent=percentage.percent if percentage else None,
        expected=mark.expected(case.value) if mark else None,
        compared_with=mark.compared_with if mark else "direct",
        sentence=f"{lead(case, percentage)} {reason(case, verdict, mark)}",
        formula=percentage.formula if percentage else relation(case),
    )


def cumulate(figures: Sequence[tuple[Period, Decimal]]) -> Decimal:
    """Sum since January of figures that count their own period only, in any order.

    ValueError without figures, where periods overlap, leave a gap, start after January or belong to several years.
    """
    if not figures:
        raise ValueError("no figures to sum")
    if len({period.year for period, _ in figures}) > 1:
        raise ValueError("figures of several years")
    ordered = sorted(figures, key=lambda figure: figure[0].starts_on)
    due = date(ordered[0][0].year, 1, 1)
    for period, _ in ordered:
        if period.starts_on != due:
            raise ValueError(
                f"{period.label} {'overlaps the one before' if period.starts_on < due else 'leaves a gap'}"
            )
        due = period.ends_on + timedelta(days=1)
    return sum((value for _, value in ordered), Decimal(0))


def recompute_percent(value: Decimal, whole: Decimal) -> Decimal:
    """The part in percent of the whole, one decimal, half up. ValueError for a whole of zero."""
    if not whole:
        raise ValueError("a part of zero has no percentage")
    return half_up(Fraction(value) / Fraction(whole) * 100, 1)


def percent_disagrees(typed: Decimal, value: Decimal, whole: Decimal) -> bool:
    """Whether a typed percentage is off by more than half a unit of its last typed digit: "96" stands for 95,8.

    A whole of zero gives nothing to compare with, so it is never a disagreement.
    """
    return bool(whole) and abs(Fraction(typed) - Fraction(value) / Fraction(whole) * 100) > half_unit(typed)


# Where one would have to be on that day.


def _flow_mark(case: Case) -> Mark:
    number, path = case.number(), case.path
    share = Fraction(path.at_same_point) / Fraction(path.at_end) if path and path.at_end else None
    if path and share is not None and 0 <= share <= 1:
        steps = f"{figure(number)} × {figure(path.at_same_point)} / {figure(path.at_end)}"
        return Mark(number * share, "last_year", f"tiến độ năm {path.year}", steps)
    gone, days = days_gone(case.year, case.result.as_of)
    steps = f"{figure(number)} × {gone} / {days} ngày"
    return Mark(number * Fraction(gone, days), "linear", "tiến độ chia đều theo ngày", steps)


def _level_mark(case: Case) -> Mark | None:
    if case.path:
        same_point = Fraction(case.path.at_same_point)
        return Mark(same_point, "last_year", f"cùng thời điểm năm {case.path.year}")
    if case.goal.baseline is None:
        return None
    start = Fraction(case.goal.baseline)
    number = case.number(start)
    if not _asks_for_change(case, start, number):
        return Mark(number, "baseline", "mức cần giữ vì đầu năm đã đạt chỉ tiêu")
    gone, days = days_gone(case.year, case.result.as_of)
    steps = f"{figure(start)} + ({figure(number)} - {figure(start)}) × {gone} / {days} ngày"
    at = start + (number - start) * Fraction(gone, days)
    return Mark(at, "baseline", "mức cần có nếu thay đổi đều từ đầu năm", steps)


def _asks_for_change(case: Case, start: Fraction, number: Fraction) -> bool:
    """Whether the number asks for a change for the better from the start, not for keeping what was there."""
    way = number - start
    return {Polarity.HIGHER: way > 0, Polarity.LOWER: way < 0}.get(case.better, way != 0)


# The rule of each measure: a verdict, and the mark it was judged by if time played a part.

_Judgement = tuple[Verdict, Mark | None]


def _against(case: Case, mark: Mark) -> _Judgement:
    return (Verdict.ON_TRACK if case.is_as_good_as(mark.at) else Verdict.BEHIND), mark


def _judge_flow(case: Case) -> _Judgement:
    verdict = outcome(case)
    if case.result.is_final:
        return verdict, None
    # A sum only grows: what must be kept under a number is not met before the year ends, but it can be lost before.
    may_only_be_lost = case.better != Polarity.HIGHER and case.number() >= 0
    is_past = case.value >= case.ceiling
    if (verdict == Verdict.MISSED and is_past) if may_only_be_lost else (verdict != Verdict.MISSED):
        return verdict, None
    return _against(case, _flow_mark(case))


def _judge_level(case: Case) -> _Judgement:
    verdict = outcome(case)
    if case.result.is_final or verdict != Verdict.MISSED:
        return verdict, None
    mark = _level_mark(case)
    return _against(case, mark) if mark else (Verdict.BEHIND, None)


def _judge_rate(case: Case) -> _Judgement:
    verdict = outcome(case)
    if case.result.is_final:
        return verdict, None
    return (Verdict.BEHIND if verdict == Verdict.MISSED else Verdict.ON_TRACK), None


def _judge_structure(case: Case) -> _Judgement:
    verdict = outcome(case)
    is_open = verdict == Verdict.MISSED and not case.result.is_final
    return (Verdict.BEHIND if is_open else verdict), None


_JUDGES: Mapping[str, Callable[[Case], _Judgement]] = {
    Measure.FLOW: _judge_flow,
    Measure.LEVEL: _judge_level,
    Measure.RATE: _judge_rate,
    Measure.STRUCTURE: _judge_structure,
}


def _percentage(case: Case) -> Percentage | None:
    goal, value = case.goal, case.value
    if goal.measure not in (Measure.FLOW, Measure.LEVEL):
        return None
    # Where higher is better people ask how much of the plan is done; of a level that must fall, how much of the fall.
    if goal.measure == Measure.LEVEL and goal.baseline is not None and case.better != Polarity.HIGHER:
        start = Fraction(goal.baseline)
        number = case.number(start)
        if _asks_for_change(case, start, number):
            steps = f"({figure(value)} - {figure(start)}) / ({figure(number)} - {figure(start)})"
            return _percentage_of(value - start, number - start, steps, is_of_change=True)
    number = case.number()
    if number <= 0 or (goal.measure == Measure.LEVEL and case.better != Polarity.HIGHER):
        return None
    return _percentage_of(value, number, f"{figure(value)} / {figure(number)}")


def _percentage_of(part: Fraction, whole: Fraction, steps: str, *, is_of_change: bool = False) -> Percentage:
    percent = half_up(part / whole * 100, 1)
    return Percentage(percent, f"{steps} = {format_number(percent)}%", is_of_change)
