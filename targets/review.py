"""The figures of a progress report as plain values: what its sentences and tables are written from, and what an issued
one keeps. Pure.

Numbers are kept as they are printed ("12.800,5"), days as dates of the calendar; the JSON of an issued report is read
back for as long as the report exists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from core.vietnamese import format_number
from targets.enums import Verdict

#: What a reader asks about: not there at the end, or not where it should be by now.
LAGGING = (Verdict.MISSED, Verdict.BEHIND)
_WORDS = {
    Verdict.EXCEEDED: "vượt",
    Verdict.MET: "đạt",
    Verdict.ON_TRACK: "đúng tiến độ",
    Verdict.BEHIND: "chậm tiến độ",
    Verdict.MISSED: "không đạt",
    Verdict.NO_DATA: "chưa có số liệu",
}


@dataclass(frozen=True)
class Line:
    """One row of the directive's targets. The name of a breakdown has no verdict and no figures.

    `result` is the number alone, `percent` without its sign; both empty where there is none. `is_of_change`: the
    percentage is of the change from the start of the year, not of the number. `whole`: what the row is a part of.
    """

    name: str
    whole: str = ""
    group: str = ""
    asked: str = ""
    result: str = ""
    unit: str = ""
    as_of: str = ""
    is_estimate: bool = False
    percent: str = ""
    is_of_change: bool = False
    verdict: str = ""
    sentence: str = ""
    units: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_figure(self) -> bool:
        return bool(self.verdict)

    @property
    def full_name(self) -> str:
        """Its name where the row above is not seen; many parts begin with the name of their whole anyway."""
        return f"{self.whole} - {self.name}" if self.whole and not self.name.startswith(self.whole) else self.name

    @property
    def measured(self) -> str:
        """The result with its unit: "12.259 tỷ đồng", "24,9%"."""
        if not self.result:
            return ""
        return f"{self.result}{self.unit}" if self.unit.startswith(("%", "‰")) else f"{self.result} {self.unit}".strip()

    @property
    def ratio(self) -> Decimal | None:
        """The percentage as a number."""
        return Decimal(self.percent.replace(".", "").replace(",", ".")) if self.percent else None


@dataclass(frozen=True)
class Unreported:
    """A unit whose report of the period was not sent or came back."""

    name: str
    state: str
    due_on: str


@dataclass(frozen=True)
class Figures:
    """Everything a report says in numbers, as of the end of its period."""

    lines: tuple[Line, ...] = ()
    unreported: tuple[Unreported, ...] = ()

    @property
    def targets(self) -> tuple[Line, ...]:
        """The rows with a number of their own."""
        return tuple(line for line in self.lines if line.is_figure)

    @property
    def reported(self) -> tuple[Line, ...]:
        """Those of which something is known."""
        return tuple(line for line in self.targets if line.verdict != Verdict.NO_DATA)

    def having(self, *verdicts: Verdict) -> tuple[Line, ...]:
        """Those with one of these verdicts, in the order of the directive."""
        return tuple(line for line in self.targets if line.verdict in verdicts)

    @property
    def lagging(self) -> tuple[Line, ...]:
        """Worst first: what was missed before what is behind; of each the smallest percentage first, and last those
        of which a percentage says nothing."""
        worst = {verdict.value: place for place, verdict in enumerate(LAGGING)}
        return tuple(
            sorted(
                self.having(*LAGGING),
                key=lambda line: (worst[line.verdict], line.ratio is None, line.ratio or Decimal(0)),
            )
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values, to keep with an issued report."""
        return {
            "lines": [asdict(line) | {"units": list(line.units)} for line in self.lines],
            "unreported": [asdict(unit) for unit in self.unreported],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Figures:
        """The inverse of `to_json`."""
        return cls(
            tuple(Line(**{**line, "units": tuple(line["units"])}) for line in data["lines"]),
            tuple(Unreported(**unit) for unit in data["unreported"]),
        )


def verdict_word(verdict: str) -> str:
    """The verdict inside a sentence: "chậm tiến độ"."""
    return _WORDS[Verdict(verdict)]


def count(lines: Iterable[Line]) -> dict[Verdict, int]:
    """How many rows have each verdict; every verdict is there, in its order."""
    found = Counter(line.verdict for line in lines if line.is_figure)
    return {verdict: found[verdict] for verdict in Verdict}


def written(value: Decimal | None) -> str:
    """The number as it is printed, without padding zeros."""
    return "" if value is None else format_number(Decimal(f"{value.normalize():f}"))
