"""Points that follow from the targets a unit was given, with the sentence that explains them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from core.vietnamese import format_number
from scoring.totals import plain


@dataclass(frozen=True)
class Met:
    """How the targets of a unit stand: `open` are those on which nothing final can be said yet."""

    met: int = 0
    missed: int = 0
    open: int = 0

    @property
    def given(self) -> int:
        return self.met + self.missed + self.open


@dataclass(frozen=True)
class Proposal:
    """Points to start from, None where nothing follows from the targets; always with its sentence."""

    points: Decimal | None
    sentence: str


def propose(met: Met, *, maximum: Decimal, step: Decimal) -> Proposal:
    """The share of the targets that were met, of the maximum, rounded down to whole steps."""
    if not met.given:
        return Proposal(None, "Đơn vị không được giao chỉ tiêu nào trong năm nên không có điểm đề nghị.")
    exact = maximum * met.met / met.given
    points = plain((exact / step).to_integral_value(ROUND_DOWN) * step)
    others = ((met.missed, "không đạt"), (met.open, "chưa kết luận"))
    parts = "; ".join(f"{count} {words}" for count, words in others if count)
    told = f" ({parts})" if parts else ""
    return Proposal(
        points,
        f"Đạt {met.met}/{met.given} chỉ tiêu được giao{told}: {met.met}/{met.given} × {format_number(maximum)} = "
        f"{format_number(points)} điểm{'' if points == exact else f', làm tròn xuống theo bước {format_number(step)}'}.",
    )
