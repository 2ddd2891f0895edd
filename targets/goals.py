"""What was asked of a target and what was reported, and whether the one reaches the other. Pure.

Numbers are compared as fractions, exactly. Which way is better comes from the comparator where it says so ("dưới",
"trên"), else from the goal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from targets.enums import Comparator, Direction, Measure, Polarity, Verdict

#: "Khoảng 100" is kept from 95 to 105.
APPROX_TOLERANCE = Fraction(5, 100)
#: A share asked for as one number is kept within half a percentage point of it.
STRUCTURE_TOLERANCE = Fraction(1, 2)


@dataclass(frozen=True)
class Goal:
    """What was asked. `baseline` is the value at the end of the year before, in the same unit."""

    comparator: Comparator
    low: Decimal
    high: Decimal | None
    unit: str
    direction: Direction
    polarity: Polarity
    measure: Measure
    baseline: Decimal | None = None

    def __post_init__(self) -> None:
        if self.comparator == Comparator.RANGE and (self.high is None or self.high < self.low):
            raise ValueError("a range has two ends in order")


@dataclass(frozen=True)
class Result:
    """What was reported as of a day: the sum since January, or the level, rate or share. `is_final`: the year's own."""

    value: Decimal
    as_of: date
    is_final: bool


@dataclass(frozen=True)
class Path:
    """An earlier year's course of the same indicator: its value at the same point of that year, and at its end."""

    at_same_point: Decimal
    at_end: Decimal
    year: int


def better_way(goal: Goal) -> Polarity:
    """Which way the value should go; `goal.polarity` counts only where neither the comparator nor a cut says it."""
    if goal.comparator in (Comparator.LT, Comparator.LE):
        return Polarity.LOWER
    if goal.comparator in (Comparator.GT, Comparator.GE) or goal.direction == Direction.DECREASE:
        return Polarity.HIGHER  # of a decrease the value is the size of the cut
    return goal.polarity


def half_unit(number: Decimal) -> Fraction:
    """Half of what the last digit written stands for: 0,05 for 12,1 and 0,5 for 12."""
    exponent = number.as_tuple().exponent
    return Fraction(10) ** min(exponent, 0) / 2 if isinstance(exponent, int) else Fraction(0)


def tolerance(goal: Goal) -> Fraction:
    """How far from one number still counts as the number."""
    if goal.comparator == Comparator.APPROX:
        return abs(Fraction(goal.low)) * APPROX_TOLERANCE
    if goal.comparator != Comparator.EQ:
        return Fraction(0)
    if goal.measure == Measure.STRUCTURE:
        return STRUCTURE_TOLERANCE
    return half_unit(goal.low.normalize()) if better_way(goal) == Polarity.NEUTRAL else Fraction(0)


@dataclass(frozen=True)
class Case:
    """One goal with its result, and what every rule asks of the two."""

    goal: Goal
    result: Result
    year: int
    path: Path | None

    @property
    def value(self) -> Fraction:
        return Fraction(self.result.value)

    @property
    def better(self) -> Polarity:
        return better_way(self.goal)

    @property
    def floor(self) -> Fraction:
        return Fraction(self.goal.low) - tolerance(self.goal)

    @property
    def ceiling(self) -> Fraction:
        high = self.goal.high if self.goal.comparator == Comparator.RANGE else None
        return Fraction(self.goal.low if high is None else high) + tolerance(self.goal)

    def number(self, start: Fraction | None = None) -> Fraction:
        """The number to reach: of a range the end that comes first on the way from `start`."""
        low, high = Fraction(self.goal.low), self.goal.high
        if self.goal.comparator != Comparator.RANGE or high is None or self.better == Polarity.HIGHER:
            return low
        if self.better == Polarity.LOWER:
            return Fraction(high)
        return low if start is None else min(max(start, low), Fraction(high))

    def is_as_good_as(self, mark: Fraction) -> bool:
        """Whether the value is no worse than the mark: on the better side, or no farther from what was asked."""
        if self.better == Polarity.NEUTRAL:
            return self._distance(self.value) <= self._distance(mark)
        return self.value <= mark if self.better == Polarity.LOWER else self.value >= mark

    def _distance(self, value: Fraction) -> Fraction:
        return max(self.floor - value, value - self.ceiling, Fraction(0))


def outcome(case: Case) -> Verdict:
    """MISSED, MET or EXCEEDED, were this the year's own figure."""
    floor, value, ceiling = case.floor, case.value, case.ceiling
    if case.better == Polarity.NEUTRAL:
        return Verdict.MET if floor <= value <= ceiling else Verdict.MISSED
    if case.better == Polarity.LOWER:
        floor, value, ceiling = -ceiling, -value, -floor
    if case.goal.comparator in (Comparator.GT, Comparator.LT):
        return Verdict.MET if value > floor else Verdict.MISSED  # the words ask for more than the number
    if value < floor:
        return Verdict.MISSED
    return Verdict.MET if value <= ceiling else Verdict.EXCEEDED
