"""The words before a number of a target, and what they mean. Pure.

They come in any order and number ("phấn đấu đạt từ", "tăng thêm ít nhất"); at most one of them may be a bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from targets.enums import Comparator, Direction

_INCREASE, _DECREASE, _LEVEL = Direction.INCREASE, Direction.DECREASE, Direction.LEVEL
_GE, _GT, _LE, _LT, _ABOUT = Comparator.GE, Comparator.GT, Comparator.LE, Comparator.LT, Comparator.APPROX

#: Words that only lead over to the number.
_PLAIN = (
    "đạt", "ước đạt", "phấn đấu đạt", "phấn đấu", "đạt mức", "đạt tỷ lệ", "là", "chiếm", "còn", "bằng", "ở mức",
    "duy trì", "giữ", "có", "được", "với", "mức", "tỷ lệ", "bình quân",
)  # fmt: skip
_CHANGES = {
    "tăng": _INCREASE, "tăng thêm": _INCREASE, "tăng lên": _INCREASE, "thêm": _INCREASE, "có thêm": _INCREASE,
    "giảm": _DECREASE, "giảm thêm": _DECREASE, "giảm được": _DECREASE,
    # A cut "down to" is a level to reach.
    "giảm còn": _LEVEL, "giảm xuống còn": _LEVEL, "giảm xuống": _LEVEL, "giảm tỷ lệ còn": _LEVEL, "tăng lên mức": _LEVEL,
    "nâng lên": _LEVEL,
}  # fmt: skip
_BOUNDS = {
    "từ": _GE, "ít nhất": _GE, "tối thiểu": _GE, "không dưới": _GE, "không thấp hơn": _GE, "không ít hơn": _GE, "≥": _GE,
    "trên": _GT, "hơn": _GT, "cao hơn": _GT, "lớn hơn": _GT, "vượt": _GT, ">": _GT,
    "không quá": _LE, "không vượt quá": _LE, "không cao hơn": _LE, "tối đa": _LE, "nhiều nhất": _LE, "≤": _LE,
    "dưới": _LT, "thấp hơn": _LT, "ít hơn": _LT, "<": _LT,
    "khoảng": _ABOUT, "gần": _ABOUT, "xấp xỉ": _ABOUT, "ước": _ABOUT, "~": _ABOUT,
}  # fmt: skip
_WORDS = sorted((*_PLAIN, *_CHANGES, *_BOUNDS), key=len, reverse=True)
_ONE = re.compile(rf"(?:{'|'.join(map(re.escape, _WORDS))})(?=[\s\d:]|$):?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Lead:
    """The words as they stand (with the space after them), the bound they set, and level or change."""

    words: str
    bound: Comparator | None
    direction: Direction


def read_lead(text: str) -> tuple[Lead, str]:
    """The known words at the start of the text, and the rest. Unknown words stay in the rest."""
    position = 0
    bounds: list[Comparator] = []
    direction = _LEVEL
    while found := _ONE.match(text, position):
        word = found[0].strip(" :").lower()
        if word in _CHANGES:
            direction = _CHANGES[word]
        elif word in _BOUNDS:
            bounds.append(_BOUNDS[word])
        elif word == "còn":  # "giảm … còn": what remains is a level
            direction = _LEVEL
        position = found.end()
    # "khoảng từ", "từ khoảng": the stronger word decides; "từ" alone only opens a range or a "trở lên".
    strong = [bound for bound in bounds if bound != _GE] or bounds
    return Lead(text[:position], strong[0] if strong else None, direction), text[position:]


def all_leads() -> tuple[str, ...]:
    """Every word the reader knows before a number, for tests and for the help beside the grid."""
    return tuple(_WORDS)
