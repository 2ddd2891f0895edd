"""A table of criteria as it is typed, row by row, and what is wrong with it. Pure: values in, values out.

A row is the name of a group or one of the criteria under it. Rows that say nothing are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.vietnamese import fold, format_number
from scoring.enums import GroupKind, Source

#: A table has dozens of criteria; past this a paste went wrong.
MOST_ROWS = 300
LONGEST_NAME = 500
SMALLEST_STEP = Decimal("0.01")
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Row:
    """One row as typed. `key` names it on the page. A group has a kind; a criterion has step, source and evidence."""

    key: str
    is_group: bool
    name: str
    maximum: Decimal | None
    kind: GroupKind = GroupKind.ORDINARY
    step: Decimal = Decimal("0.5")
    source: Source = Source.MANUAL
    needs_evidence: bool = False


@dataclass(frozen=True)
class Fault:
    """What is wrong: the row and the cell ("" for the whole row; row "" for the whole table)."""

    key: str
    cell: str
    text: str


@dataclass(frozen=True)
class TypedGroup:
    """A group with its criteria."""

    row: Row
    criteria: tuple[Row, ...]

    @property
    def sum(self) -> Decimal:
        return sum((one.maximum or _NOTHING for one in self.criteria), _NOTHING)


def read(rows: Sequence[Row]) -> tuple[list[TypedGroup], list[Fault]]:
    """The groups with their criteria, and what makes the rows impossible to keep."""
    faults = [fault for row in rows for fault in _row_faults(row)]
    if len(rows) > MOST_ROWS:
        faults.append(Fault("", "", f"Bảng có {len(rows)} dòng; nhiều nhất {MOST_ROWS} dòng."))
    groups: list[tuple[Row, list[Row]]] = []
    for row in rows:
        if row.is_group:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
        else:
            faults.append(Fault(row.key, "level", "Tiêu chí phải nằm dưới một nhóm. Hãy thêm dòng nhóm ở trên."))
    return [TypedGroup(row, tuple(criteria)) for row, criteria in groups], faults


def publishing_faults(groups: Sequence[TypedGroup], *, scale: int) -> list[str]:
    """Why people cannot score by this table yet, every reason at once."""
    if not groups:
        return ["Bảng chưa có nhóm tiêu chí nào."]
    faults = [f"Nhóm “{group.row.name}” chưa có tiêu chí nào." for group in groups if not group.criteria]
    ordinary = [group for group in groups if group.row.kind == GroupKind.ORDINARY]
    together = sum((group.row.maximum or _NOTHING for group in ordinary), _NOTHING)
    if together != scale:
        gap = "còn thiếu" if together < scale else "thừa"
        faults.append(
            f"Các nhóm điểm chuẩn cộng lại {format_number(together)} điểm, {gap} "
            f"{format_number(abs(scale - together))} so với thang {scale} điểm."
        )
    faults += [
        f"Các tiêu chí của nhóm “{group.row.name}” cộng lại {format_number(group.sum)} điểm, chưa đủ "
        f"{format_number(group.row.maximum or _NOTHING)} điểm của nhóm."
        for group in ordinary
        if group.criteria and group.sum < (group.row.maximum or _NOTHING)
    ]
    return faults


def group_faults(groups: Sequence[TypedGroup]) -> list[Fault]:
    """Sums and names that cannot stand, even in a draft. A cap may be less than what it caps."""
    faults = []
    for group in groups:
        most = group.row.maximum
        if group.row.kind == GroupKind.ORDINARY and most is not None and group.sum > most:
            faults.append(
                Fault(
                    group.row.key,
                    "maximum",
                    f"Các tiêu chí cộng lại {format_number(group.sum)} điểm, vượt {format_number(most)} điểm của nhóm.",
                )
            )
        seen: set[str] = set()
        for row in group.criteria:
            if fold(row.name) in seen:
                faults.append(Fault(row.key, "name", "Tiêu chí này đã có trong nhóm."))
            seen.add(fold(row.name))
    return faults


def _row_faults(row: Row) -> list[Fault]:
    faults = []
    if not row.name:
        faults.append(Fault(row.key, "name", "Chưa ghi tên."))
    if len(row.name) > LONGEST_NAME:
        faults.append(Fault(row.key, "name", f"Dài quá {LONGEST_NAME} chữ."))
    if row.maximum is None:
        faults.append(Fault(row.key, "maximum", "Chưa ghi điểm tối đa."))
    elif not _NOTHING < row.maximum <= 1000:
        faults.append(Fault(row.key, "maximum", "Điểm tối đa phải lớn hơn 0 và không quá 1000."))
    elif row.maximum != row.maximum.quantize(SMALLEST_STEP):
        faults.append(Fault(row.key, "maximum", "Điểm ghi nhiều nhất 2 số lẻ."))
    if not row.is_group and not any(fault.cell == "maximum" for fault in faults):
        faults += _step_faults(row)
    return faults


def _step_faults(row: Row) -> list[Fault]:
    if row.step < SMALLEST_STEP or row.step != row.step.quantize(SMALLEST_STEP):
        return [Fault(row.key, "step", "Bước điểm từ 0,01 trở lên, nhiều nhất 2 số lẻ; ví dụ 0,5.")]
    if row.maximum is not None and row.maximum > 0 and row.step > row.maximum:
        return [Fault(row.key, "step", "Bước điểm lớn hơn điểm tối đa.")]
    if row.maximum is not None and row.maximum % row.step:
        return [Fault(row.key, "step", "Điểm tối đa phải chia hết cho bước điểm.")]
    return []
