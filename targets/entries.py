"""The figures of a unit's report as they are entered: what cannot be, and what should be looked at again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.vietnamese import format_number
from targets.attainment import percent_disagrees, recompute_percent
from targets.enums import Basis, Direction, Measure
from targets.periods import Period
from targets.shares import amount


@dataclass(frozen=True)
class Entry:
    """One row of the grid, read. `evidence` is a new file already known to be fit, `drop_evidence` takes the old away."""

    target_id: int
    value: Decimal | None = None
    basis: str = Basis.CUMULATIVE
    as_of: date | None = None
    is_estimate: bool = False
    typed_percent: Decimal | None = None
    source: str = ""
    note: str = ""
    evidence: Any = None
    evidence_name: str = ""
    drop_evidence: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything was filled beside what the page fills itself."""
        typed = (self.value, self.typed_percent)
        return any(one is not None for one in typed) or bool(self.source or self.note or self.evidence)


@dataclass(frozen=True)
class Asked:
    """What the unit is asked for on one row: the number of its share, or of the whole."""

    number: Decimal
    unit: str
    measure: str
    direction: str
    out_of: Decimal | None = None  # the whole of a fraction: 83 of "47/83 trường"
    name: str = ""


def entry_faults(entry: Entry, asked: Asked, *, year: int, on: date) -> list[tuple[str, str]]:
    """What makes a row impossible: the cell and a sentence, in the order of the cells."""
    faults: list[tuple[str, str]] = []
    if entry.value is not None:
        faults += [("value", text) for text in value_faults(entry.value, asked)]
        faults += [] if entry.as_of else [("as_of", "Chưa ghi số liệu tính đến ngày nào.")]
    if entry.basis == Basis.PERIOD and asked.measure != Measure.FLOW:
        faults.append(("basis", "Chỉ tiêu này không cộng dồn theo kỳ, hãy ghi số tính từ đầu năm."))
    if entry.as_of and entry.says_something:
        faults += [("as_of", text) for text in day_faults(entry.as_of, year=year, on=on)]
    if entry.typed_percent is not None and entry.value is None:
        faults.append(("value", "Có tỷ lệ % nhưng chưa có kết quả bằng số."))
    return faults


def value_faults(value: Decimal, asked: Asked) -> list[str]:
    """A number that cannot be: less than nothing of an amount, more than all of a whole."""
    may_be_negative = asked.measure == Measure.RATE or asked.direction != Direction.LEVEL
    if value < 0 and not may_be_negative:
        return [f"Kết quả không thể là số âm ({format_number(value)})."]
    if value > 100 and _is_part_of_a_whole(asked):
        return [f"{amount(value, asked.unit)}: một tỷ lệ không vượt quá 100%. Hãy kiểm tra lại số."]
    if asked.out_of is not None and value > asked.out_of and asked.direction == Direction.LEVEL:
        return [f"{format_number(value)} lớn hơn tổng số {amount(asked.out_of, asked.unit)}."]
    return []


def day_faults(as_of: date, *, year: int, on: date) -> list[str]:
    if as_of.year != year:
        return [f"Ngày {as_of:%d/%m/%Y} không thuộc năm {year}."]
    if as_of > on:
        return [f"Ngày {as_of:%d/%m/%Y} sau hôm nay ({on:%d/%m/%Y}). Số liệu chỉ ghi đến ngày đã có."]
    return []


def entry_warnings(
    entry: Entry, asked: Asked, *, period: Period, earlier: Sequence[tuple[Period, Decimal, str]] = ()
) -> list[tuple[str, str]]:
    """What is possible but looks wrong: the cell and a sentence with the numbers compared.

    `earlier` are the verified figures of the earlier periods of the year: period, value, basis.
    """
    warnings: list[tuple[str, str]] = []
    if entry.value is None:
        return warnings
    if text := percent_warning(entry.value, entry.typed_percent, asked):
        warnings.append(("typed_percent", text))
    if text := _fall(entry, asked, earlier):
        warnings.append(("value", text))
    if entry.as_of and entry.as_of > period.ends_on:
        warnings.append(("as_of", f"Ngày {entry.as_of:%d/%m/%Y} sau ngày cuối kỳ ({period.ends_on:%d/%m/%Y})."))
    return warnings


def percent_warning(value: Decimal, typed: Decimal | None, asked: Asked) -> str:
    """The sentence about a typed percentage that the figures do not give; empty when they do.

    Of a fraction the percentage may speak of the target or of the whole; of a share it may repeat the value.
    """
    if typed is None or not asked.number:
        return ""
    wholes = [asked.number] if asked.out_of is None else [asked.number, asked.out_of]
    if any(not percent_disagrees(typed, value, whole) for whole in wholes):
        return ""
    if asked.unit == "%" and typed == value:
        return ""
    right = recompute_percent(value, asked.number).normalize()
    fraction = f"{format_number(value)}/{format_number(asked.number)}"
    return f"Ghi {format_number(typed)}% nhưng {fraction} là {format_number(right)}%."


def _fall(entry: Entry, asked: Asked, earlier: Sequence[tuple[Period, Decimal, str]]) -> str:
    """A sum since January that is less than it was."""
    if asked.measure != Measure.FLOW or entry.basis != Basis.CUMULATIVE or entry.value is None:
        return ""
    sums = [(value, period) for period, value, basis in earlier if basis == Basis.CUMULATIVE]
    if not sums:
        return ""
    highest, period = max(sums, key=lambda found: found[0])
    if entry.value >= highest:
        return ""
    return (
        f"Lũy kế {format_number(entry.value)} thấp hơn {format_number(highest)} đã xác nhận của kỳ "
        f"{period.label[0].lower()}{period.label[1:]}."
    )


def _is_part_of_a_whole(asked: Asked) -> bool:
    """A level in percent whose own target is within 100 and which is no rate of growth: 105% of a plan may be."""
    if asked.unit != "%" or asked.direction != Direction.LEVEL or asked.number > 100:
        return False
    return asked.measure in (Measure.LEVEL, Measure.STRUCTURE)
