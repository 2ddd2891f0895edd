"""Points as they are typed for one criterion, and what is wrong with them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.vietnamese import format_number


@dataclass(frozen=True)
class Asked:
    """What a criterion allows. `proposed` is what the points are held against: those of the stage before, or what
    follows from the targets; None where there is nothing to differ from.
    """

    key: int
    name: str
    maximum: Decimal
    step: Decimal
    proposed: Decimal | None = None
    needs_evidence: bool = False
    has_file: bool = False


@dataclass(frozen=True)
class Entry:
    """Points and the words beside them (reason, evidence). No points is not 0 points."""

    criterion: int
    value: Decimal | None
    note: str = ""


def impossible(entry: Entry, asked: Asked) -> str:
    """Why the points cannot be kept, "" when they can."""
    value = entry.value
    if value is None:
        return ""
    if not value.is_finite():
        return "Điểm phải là một con số."
    if value < 0:
        return "Điểm không thể âm. Điểm trừ cũng ghi bằng số dương."
    if value > asked.maximum:
        return f"{format_number(value)} vượt điểm tối đa {format_number(asked.maximum)}."
    if value % asked.step:
        return f"Điểm chấm theo bước {format_number(asked.step)}."
    return ""


def lacking(entry: Entry | None, asked: Asked, *, checks_evidence: bool) -> str:
    """What is still missing before the points are sent on, "" when nothing is."""
    if entry is None or entry.value is None:
        return "chưa chấm (không có điểm thì ghi 0)"
    if asked.proposed is not None and entry.value != asked.proposed and not entry.note:
        return f"điểm khác mức {format_number(asked.proposed)} thì phải ghi lý do"
    if checks_evidence and asked.needs_evidence and entry.value > 0 and not (entry.note or asked.has_file):
        return "phải có minh chứng: tải tệp hoặc ghi số, ngày văn bản"
    return ""
