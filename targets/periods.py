"""Reporting periods of a year and how much of a year is gone. Pure."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from targets.enums import PeriodKind

#: How many periods of a kind a year has, and how many months each lasts. Six and nine months count from January.
_COUNTS: Mapping[str, tuple[int, int]] = {
    PeriodKind.MONTH: (12, 1),
    PeriodKind.QUARTER: (4, 3),
    PeriodKind.HALF: (1, 6),
    PeriodKind.NINE_MONTHS: (1, 9),
    PeriodKind.YEAR: (1, 12),
}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Period:
    """One reporting period. `index` counts from 1 within the kind; an impossible one raises ValueError."""

    year: int
    kind: PeriodKind
    index: int

    def __post_init__(self) -> None:
        if self.kind not in _COUNTS:
            raise ValueError(f"no such kind of period: {self.kind}")
        count = _COUNTS[self.kind][0]
        if not 1 <= self.index <= count:
            raise ValueError(f"{self.kind} {self.index} is not within 1..{count}")

    @property
    def _last_month(self) -> int:
        return self.index * _COUNTS[self.kind][1]

    @property
    def starts_on(self) -> date:
        return date(self.year, self._last_month - _COUNTS[self.kind][1] + 1, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    @property
    def label(self) -> str:
        """As an official text writes it: "Quý I năm 2024", "6 tháng đầu năm 2024"."""
        names: Mapping[str, str] = {
            PeriodKind.MONTH: f"Tháng {self.index} năm {self.year}",
            PeriodKind.HALF: f"6 tháng đầu năm {self.year}",
            PeriodKind.NINE_MONTHS: f"9 tháng năm {self.year}",
            PeriodKind.YEAR: f"Năm {self.year}",
        }
        return names.get(self.kind) or f"Quý {_ROMAN[self.index - 1]} năm {self.year}"

    @property
    def short_label(self) -> str:
        """For the head of a column under the year: "T2", "Quý I", "6 tháng", "9 tháng", "Cả năm"."""
        names: Mapping[str, str] = {
            PeriodKind.MONTH: f"T{self.index}",
            PeriodKind.HALF: "6 tháng",
            PeriodKind.NINE_MONTHS: "9 tháng",
            PeriodKind.YEAR: "Cả năm",
        }
        return names.get(self.kind) or f"Quý {_ROMAN[self.index - 1]}"

    def same_of(self, year: int) -> Period:
        """The same period of another year."""
        return Period(year, self.kind, self.index)


def periods_of(year: int) -> tuple[Period, ...]:
    """All nineteen periods in the order in which they end; of those that end together the shorter first."""
    every = [Period(year, PeriodKind(kind), n + 1) for kind, (count, _) in _COUNTS.items() for n in range(count)]
    return tuple(sorted(every, key=lambda period: (period.ends_on, -period.starts_on.toordinal())))


def days_gone(year: int, day: date) -> tuple[int, int]:
    """Days of the year gone at the end of `day`, and days of the whole year: `(366, 366)` after 31/12/2024."""
    total = 366 if isleap(year) else 365
    gone = (day - date(year, 1, 1)).days + 1
    return min(max(gone, 0), total), total


def elapsed(year: int, day: date) -> Fraction:
    """Share of the year gone at the end of `day`: 0 before the year, 1 from its last day on."""
    return Fraction(*days_gone(year, day))
