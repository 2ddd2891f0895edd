"""Counting votes: how many are needed, and what a count comes to. Values in, values out.

A share of the catalogue is written with two decimals: 66,67% means two thirds. Counted as it is written, six of nine
votes would not be two thirds; so a share that is a simple fraction rounded to two decimals is counted as the fraction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

#: Fractions that people write as a rounded percentage: halves, thirds … twelfths.
_LARGEST_DENOMINATOR = 12
_HALF = Fraction(1, 2)
_CENT, _TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True)
class Count:
    """The votes on one item."""

    agree: int = 0
    disagree: int = 0
    blank: int = 0

    def __post_init__(self) -> None:
        if min(self.agree, self.disagree, self.blank) < 0:
            raise ValueError("a count is not negative")

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.blank


@dataclass(frozen=True)
class Outcome:
    """What the votes on one item come to; `percent` is rounded to one decimal for the eye, `passed` is exact."""

    count: Count
    base: int
    needed: int
    percent: Decimal
    passed: bool

    def to_json(self) -> dict[str, Any]:
        """Plain values, as they are frozen with the session."""
        return {
            "agree": self.count.agree,
            "disagree": self.count.disagree,
            "blank": self.count.blank,
            "base": self.base,
            "needed": self.needed,
            "percent": str(self.percent),
            "passed": self.passed,
        }


@dataclass(frozen=True)
class Turnout:
    """How many of those who are to vote have voted."""

    voted: int
    expected: int

    @property
    def complete(self) -> bool:
        return self.voted == self.expected


def share(percent: Decimal) -> Fraction:
    """The share that a percentage means: 66.67 → 2/3, 80 → 4/5, 51 → 51/100."""
    if not 0 < percent <= 100:
        raise ValueError(f"not a share: {percent}")
    exact = Fraction(percent) / 100
    simple = exact.limit_denominator(_LARGEST_DENOMINATOR)
    return simple if rounded(simple * 100, _CENT) == percent.quantize(_CENT) else exact


def needed_votes(total: int, threshold: Decimal) -> int:
    """The smallest number of votes that reaches `threshold` percent of `total`; of a half, that exceeds it.

    No rule we know carries anything with half of the votes: 50 % is how people write "quá bán".
    """
    if total < 0:
        raise ValueError("a total is not negative")
    wanted = share(threshold) * total
    if not total:
        return 0
    return math.floor(wanted) + 1 if share(threshold) == _HALF else math.ceil(wanted)


def outcome(count: Count, *, base: int, threshold: Decimal) -> Outcome:
    """What the count comes to of a base of so many members. Without a base nothing passes."""
    needed = needed_votes(base, threshold)
    percent = rounded(Fraction(100 * count.agree, base), _TENTH) if base else Decimal("0.0")
    return Outcome(count, base, needed, percent, bool(base) and count.agree >= needed)


def turnout(voted: Iterable[bool]) -> Turnout:
    """Of the marks of all who are to vote."""
    marks = list(voted)
    return Turnout(sum(marks), len(marks))


def rounded(value: Fraction, step: Decimal) -> Decimal:
    """Half up, as people do; exact, for no binary number comes in between."""
    return (math.floor(value / Fraction(step) + Fraction(1, 2)) * step).quantize(step)
