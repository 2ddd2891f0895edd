"""The words that explain a verdict, with the numbers they rest on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.vietnamese import format_number
from targets.enums import Comparator, Direction, Measure, Verdict
from targets.goals import APPROX_TOLERANCE, Case, Goal, tolerance

_ASKED: Mapping[str, str] = {
    Comparator.EQ: "{}",
    Comparator.GE: "từ {} trở lên",
    Comparator.GT: "trên {}",
    Comparator.LE: "không quá {}",
    Comparator.LT: "dưới {}",
    Comparator.APPROX: "khoảng {}",
}
_VERDICTS: Mapping[str, str] = {
    Verdict.EXCEEDED: "Vượt chỉ tiêu",
    Verdict.MET: "Đạt chỉ tiêu",
    Verdict.ON_TRACK: "Đúng tiến độ",
    Verdict.BEHIND: "Chậm tiến độ",
    Verdict.MISSED: "Không đạt chỉ tiêu",
}
_CHANGES: Mapping[str, tuple[str, str]] = {
    Direction.LEVEL: ("", "-"),
    Direction.INCREASE: ("tăng ", "giảm "),
    Direction.DECREASE: ("giảm ", "tăng "),
}


@dataclass(frozen=True)
class Mark:
    """Where one would be on track that day, what that rests on in words, and the figures it was computed from.

    Without a formula the number was given, not computed.
    """

    at: Fraction
    compared_with: str
    words: str
    formula: str = ""

    def expected(self, value: Fraction) -> Decimal:
        """The number to show: exact where it was given, else rounded, on its own side of the value beside it."""
        return _shown(self.at, value) if self.formula else decimal(self.at)


@dataclass(frozen=True)
class Percentage:
    """How much is done: of the number, or of the change from the year's start to the number."""

    percent: Decimal
    formula: str
    is_of_change: bool = False


def lead(case: Case, percentage: Percentage | None) -> str:
    """What was done of what was asked: "Tính đến 28/12/2024, thực hiện 12.259 tỷ đồng, bằng 95,8% chỉ tiêu …"."""
    when = f"Cả năm {case.year}" if case.result.is_final else f"Tính đến {case.result.as_of:%d/%m/%Y}"
    done = f"{when}, thực hiện {_done(case)}"
    if percentage is None:
        return f"{done}; chỉ tiêu là {_asked(case.goal)}."
    change = "mức thay đổi cần có từ đầu năm để đạt " if percentage.is_of_change else ""
    percent = format_number(percentage.percent)
    return f"{done}, bằng {percent}% {change}chỉ tiêu {_asked(case.goal)} ({percentage.formula})."


def reason(case: Case, verdict: Verdict, mark: Mark | None) -> str:
    """The verdict and the distance it rests on: from the mark, or from the number itself."""
    if mark:
        expected = mark.expected(case.value)
        level = _measured(expected, case.goal.unit)
        steps = f"{mark.formula} = {level}" if mark.formula else level
        return f"{_VERDICTS[verdict]}: {_beside(case, expected, mark.words)} ({steps})."
    return (
        f"{_VERDICTS[verdict]}{_aside(case, verdict)}: {_distance(case)}{_allowance(case.goal)}{_why(case, verdict)}."
    )


def relation(case: Case) -> str:
    """The comparison alone: "5,01 < 10", "4 ≤ 4,47 ≤ 5"."""
    floor, value, ceiling = (figure(number) for number in (case.floor, case.value, case.ceiling))
    if case.value < case.floor:
        return f"{value} < {floor}"
    if case.value > case.ceiling:
        return f"{value} > {ceiling}"
    return f"{value} = {floor}" if floor == ceiling else f"{floor} ≤ {value} ≤ {ceiling}"


def _aside(case: Case, verdict: Verdict) -> str:
    if verdict == Verdict.EXCEEDED and case.goal.measure == Measure.STRUCTURE:
        return " (chuyển dịch nhanh hơn định hướng)"
    return " dù chưa hết năm" if verdict == Verdict.MISSED and not case.result.is_final else ""


def _why(case: Case, verdict: Verdict) -> str:
    if verdict == Verdict.BEHIND and case.goal.measure == Measure.LEVEL:
        return "; không có mức đầu năm để so tiến độ nên so trực tiếp với chỉ tiêu"
    return ""


def _distance(case: Case) -> str:
    """How far from the number, or from the end of the range that was crossed."""
    goal, number = case.goal, case.goal.low
    if goal.comparator == Comparator.RANGE and goal.high is not None:
        if goal.low <= case.result.value <= goal.high:
            return "nằm trong khoảng chỉ tiêu"
        number = goal.low if case.result.value < goal.low else goal.high
    words = _beside(case, number, _measured(number, goal.unit))
    is_just_short = goal.comparator in (Comparator.GT, Comparator.LT) and case.result.value == number
    return f"{words}, chưa {_ASKED[goal.comparator].format('mức này')}" if is_just_short else words


def _allowance(goal: Goal) -> str:
    """What the rule tolerates, where it tolerates anything."""
    if goal.comparator == Comparator.APPROX:
        return f" (“khoảng” cho phép chênh lệch {figure(APPROX_TOLERANCE * 100)}%)"
    allowed = tolerance(goal)
    return f" (cho phép chênh lệch {_amount(decimal(allowed), goal.unit)})" if allowed else ""


def _beside(case: Case, other: Decimal, words: str) -> str:
    gap = case.result.value - other
    if not gap:
        return f"đúng bằng {words}"
    return f"{'cao' if gap > 0 else 'thấp'} hơn {_amount(abs(gap), case.goal.unit)} so với {words}"


def _asked(goal: Goal) -> str:
    change = _CHANGES[goal.direction][0]
    if goal.comparator == Comparator.RANGE and goal.high is not None:
        return f"{change}từ {figure(goal.low)} đến {_measured(goal.high, goal.unit)}"
    return change + _ASKED[goal.comparator].format(_measured(goal.low, goal.unit))


def _done(case: Case) -> str:
    """A change the other way is said by the other word, not by a sign: "giảm 2%"."""
    forward, backward = _CHANGES[case.goal.direction]
    return (backward if case.value < 0 else forward) + _measured(abs(case.result.value), case.goal.unit)


def _measured(number: Decimal, unit: str) -> str:
    """A number with its unit: "12.800 tỷ đồng", "24,9%"."""
    return f"{figure(number)}{unit}" if unit.startswith(("%", "‰")) else f"{figure(number)} {unit}".rstrip()


def _amount(number: Decimal, unit: str) -> str:
    """A difference: between percentages it is counted in points."""
    points = {"%": "điểm phần trăm", "‰": "điểm phần nghìn"}.get(unit[:1], unit)
    return f"{figure(number)} {points}".rstrip()


def figure(number: Decimal | Fraction) -> str:
    """The number as it is written, without padding zeros."""
    return format_number((number if isinstance(number, Decimal) else decimal(number)).normalize())


def decimal(number: Fraction) -> Decimal:
    """The fraction as a number: exact where its digits end."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def half_up(number: Fraction, places: int) -> Decimal:
    """Rounded exactly, the half away from zero."""
    units = int(abs(number) * 10**places + Fraction(1, 2))
    return Decimal(f"{'-' if number < 0 and units else ''}{units}E-{places}")


def _shown(number: Fraction, beside: Fraction) -> Decimal:
    """Rounded to four digits or to the whole, finer only where it would else cross or touch the value beside it."""
    places = max(0, 3 - decimal(number).adjusted()) if number else 0
    while True:
        candidate = half_up(number, places)
        gap = Fraction(candidate) - beside
        if (gap > 0, gap < 0) == (number > beside, number < beside):
            return candidate
        places += 1
