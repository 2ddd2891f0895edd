"""The rows of the sheet of targets as its page shows them: what was understood, what is wrong, what looks odd."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.vietnamese import format_number
from targets.models import Indicator
from targets.quantity import Quantity, Unreadable
from targets.rows import LONGEST, Fault, Line, Typed, read_row
from targets.understanding import understood

#: Fields of the row itself; the others lie in its details.
IN_SIGHT = frozenset({"group", "name", "phrase", "joint", "level"})
LABELS = {
    "name": "Tên chỉ tiêu",
    "phrase": "Mức cần đạt",
    "words": "Câu chữ trên chỉ thị",
    "group": "Nhóm",
    "joint": "Nối dòng",
    "level": "Thành phần của dòng trên",
    "direction": "Mức hay thay đổi",
    "measure": "Cách cộng kết quả",
    "polarity": "Chiều tốt",
    "indicator": "Trong danh mục",
    "opening": "Mức cuối năm trước",
    "note": "Ghi chú",
}


@dataclass(frozen=True)
class PageRow:
    """A row with its place, its quantity as fields, and the sentences beside it."""

    index: int
    typed: Typed
    understood: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    indicator_name: str = ""
    spare: bool = False

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def is_open(self) -> bool:
        """Whether its details must be seen: something in them is wrong."""
        return bool(self.faults.keys() - IN_SIGHT)

    @property
    def sentences(self) -> list[str]:
        """What is wrong, beside the row; what lies in the details says its field."""
        return [text if name in IN_SIGHT else f"{LABELS.get(name, name)}: {text}" for name, text in self.faults.items()]

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Each fault as (id of its field, name of the field, sentence)."""
        return [(f"dong-{self.index}-{name}", LABELS.get(name, ""), text) for name, text in self.faults.items()]


def page_rows(
    rows: Sequence[Typed],
    *,
    faults: Iterable[Fault] = (),
    warnings: Iterable[Fault] = (),
    more_units: Collection[str] = (),
    spare: int = 0,
) -> list[PageRow]:
    """The rows with their sentences; then `spare` blank ones. One query."""
    wrong: dict[str, dict[str, str]] = {}
    for fault in faults:
        wrong.setdefault(fault.key, {}).setdefault(fault.field, fault.text)
    odd: dict[str, list[str]] = {}
    for warning in warnings:
        odd.setdefault(warning.key, []).append(warning.text)
    names = dict(Indicator.objects.filter(code__in={row.indicator for row in rows}).values_list("code", "name"))
    made: list[PageRow] = []
    whole = ""
    for index, row in enumerate(rows):
        line = line_of(row, whole=whole if row.level else "", more_units=more_units)
        whole = whole if row.level else (line.name if line else row.name)
        made.append(
            PageRow(
                index,
                row,
                understood=understood(line) if line and row.key not in wrong else "",
                fields=fields_of(line.quantity) if line and line.quantity else {},
                faults=wrong.get(row.key, {}),
                warnings=tuple(odd.get(row.key, ())),
                indicator_name=names.get(row.indicator, ""),
            )
        )
    blank = [Typed(f"trong-{number}", "") for number in range(spare)]
    return made + [PageRow(len(rows) + number, row, spare=True) for number, row in enumerate(blank)]


def line_of(row: Typed, *, whole: str, more_units: Collection[str]) -> Line | None:
    """The row read for its quantity, or None where it cannot be; its faults are told by `read_rows`."""
    if any(len(getattr(row, name)) > longest for name, longest in LONGEST.items()):
        return None  # told as a fault; reading it would take long
    try:
        return read_row(replace(row, opening=""), whole=whole, more_units=more_units)
    except (Unreadable, ValueError):
        return None


def fields_of(quantity: Quantity) -> dict[str, str]:
    """The quantity as the fields beside its words."""
    return {
        "comparator": str(quantity.comparator),
        "low": format_number(quantity.low),
        "high": format_number(quantity.high) if quantity.high is not None else "",
        "unit": quantity.unit,
        "direction": str(quantity.direction),
    }


def answer_of(row: PageRow) -> dict[str, Any]:
    """The row for the script of the page."""
    typed = row.typed
    return {
        "key": typed.key,
        "name": typed.name,
        "phrase": typed.phrase,
        "words": typed.words,
        "group": typed.group,
        "level": typed.level,
        "joint": typed.joint,
        "understood": row.understood,
        "fields": row.fields,
        "faults": row.faults,
        "sentences": row.sentences,
        "warnings": list(row.warnings),
    }
