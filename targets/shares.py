"""The share of a target that one unit is given: words in, a number out, and whether shares make up the whole. Pure."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from core.vietnamese import format_number
from targets.enums import Comparator, Direction, Measure
from targets.quantity import Unreadable, parse
from targets.rows import LONGEST, check_room, parse_number
from targets.units import is_share


def adds_up(measure: str, unit: str) -> bool:
    """Whether the results of several units make the result of the whole: amounts and counts summed over the year.

    A share ("%") or a rate by something ("triệu đồng/người") does not, whatever is counted.
    """
    return measure == Measure.FLOW and not is_share(unit) and not unit.startswith("điểm") and "/" not in unit


def read_share(words: str, unit: str) -> tuple[Decimal, str]:
    """The number of a share and its words with the unit: "1.200" → (1200, "1.200 tỷ đồng").

    Raises `Unreadable` for what is no bare amount in that unit: another unit, a range, "trên", "tăng".
    """
    words = " ".join(words.split())
    if " " not in words and words[:1].isdigit() and not words.endswith(unit[-1]):
        parse_number(words)  # a number alone: what is wrong with it is said of the number, not of a unit
        words = f"{words}{'' if is_share(unit) else ' '}{unit}"
    quantity = parse(words, more_units=(unit,))
    if quantity.unit != unit:
        raise Unreadable(
            quantity.unit, f"Phần giao phải ghi theo đơn vị “{unit}” của chỉ tiêu, không phải “{quantity.unit}”."
        )
    if quantity.comparator != Comparator.EQ or quantity.direction != Direction.LEVEL or quantity.out_of is not None:
        raise Unreadable(words, f"Phần giao chỉ ghi một con số, ví dụ “{format_number(quantity.low)} {unit}”.")
    check_room(quantity.low)
    if len(quantity.words) > LONGEST["phrase"]:
        raise Unreadable(words, f"Phần giao ghi dài quá {LONGEST['phrase']} chữ.")
    return quantity.low, quantity.words


def read_value(words: str) -> Decimal:
    """A bare number typed in a cell, a minus allowed. Raises `Unreadable`, also for one longer than the column."""
    value = parse_number(words)
    check_room(value)
    return value


def share_faults(share: Decimal | None, *, whole: Decimal, unit: str, adds: bool) -> list[str]:
    """Why this share of a target cannot be given."""
    if share is None:
        return []
    if share <= 0:
        return ["Phần được giao phải lớn hơn 0."]
    if adds and share > whole:
        return [f"Phần giao {amount(share, unit)} lớn hơn cả chỉ tiêu {amount(whole, unit)}."]
    return []


def sum_warnings(shares: Collection[Decimal | None], *, whole: Decimal, unit: str) -> list[str]:
    """Where the shares of a target that adds up do not make its whole. None stands for a unit with the whole."""
    given = [share for share in shares if share is not None]
    if not given:
        return []
    total = sum(given, Decimal(0))
    found = []
    if total != whole:
        gap = abs(whole - total)
        how = f"còn thiếu {amount(gap, unit)}" if total < whole else f"thừa {amount(gap, unit)}"
        found.append(f"Các phần đã giao cộng lại {amount(total, unit)}, {how} so với {amount(whole, unit)}.")
    if None in shares:
        found.append(
            "Vừa có đơn vị nhận cả chỉ tiêu, vừa có đơn vị nhận một phần. Kết quả chung lấy theo đơn vị nhận cả chỉ tiêu."
        )
    return found


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit as it is written: "12,5%", "1.200 tỷ đồng"."""
    return f"{format_number(value)}{'' if is_share(unit) else ' '}{unit}"
