"""What was understood of a row, in words beside it; and words that follow a changed number. Pure."""

from __future__ import annotations

from dataclasses import replace

from core.vietnamese import format_number
from targets.enums import Comparator, Direction
from targets.quantity import Quantity
from targets.rows import Line, Typed
from targets.units import is_share

_CHANGES = {Direction.INCREASE: "tăng ", Direction.DECREASE: "giảm "}


def understood(line: Line) -> str:
    """ "trên 10%, tốc độ so với cùng kỳ, càng cao càng tốt"; a row without a number is a common name."""
    if line.quantity is None:
        return "tên chung, không có số"
    change = _CHANGES.get(line.direction, "")
    how = (line.measure.label, line.polarity.label)
    return ", ".join([f"{change}{_asked(line.quantity)}", *(str(label)[:1].lower() + str(label)[1:] for label in how)])


def _asked(quantity: Quantity) -> str:
    number, unit = format_number(quantity.low), quantity.unit if is_share(quantity.unit) else f" {quantity.unit}"
    if quantity.out_of is not None:
        share = f", tức {format_number(quantity.share)}%" if quantity.share is not None else ""
        return f"{number} trên {format_number(quantity.out_of)}{unit}{share}"
    if quantity.comparator == Comparator.RANGE and quantity.high is not None:
        return f"từ {number} đến {format_number(quantity.high)}{unit}"
    if quantity.comparator == Comparator.GE:
        return f"từ {number}{unit} trở lên"
    return f"{Comparator(quantity.comparator).label} {number}{unit}"


def follow(row: Typed, name: str, phrase: str, words: str) -> Typed:
    """The row with its words on paper following a changed name or quantity.

    `name`, `phrase` and `words` are the row as it was read last. Words that the person changed too are left alone.
    """
    if not row.words or row.words != words:
        return row
    for before, after in ((phrase, row.phrase), (name, row.name), (_small(name), _small(row.name))):
        if before and after and before != after and words.count(before) == 1:
            words = words.replace(before, after)
    return replace(row, words=words)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
