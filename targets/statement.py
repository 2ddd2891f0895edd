"""A target as one line of a directive: words before the number, the quantity, words after it. Pure.

"Tỷ lệ bao phủ bảo hiểm y tế đạt trên 97%" · "Xây dựng thêm 10 xã đạt chuẩn nông thôn mới" · "100% xã duy trì …".
The three pieces together are the line again; nothing of it is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from targets.lexicon import read_lead
from targets.quantity import Quantity, Unreadable, parse

#: Numbers that belong to a name: bases, ages, counts of criteria, years, prices of a year, numbers of documents.
_IN_NAMES = re.compile(
    r"(?:trên|dưới|/|cả|đủ|đạt)\s*(?:0?1|một|19|[3-9])\s+(?:vạn dân|ha\b|tuổi|tiêu chí)|dưới \d+ tuổi|trên \d+ (?:ha|vạn dân)"
    r"|năm\s+\d{4}|giá\s+\d{4}|\(\s*\d{4}\s*\)|số \d+/|\d{1,2}/\d{1,2}/\d{4}|giai đoạn \d{4}",
    re.IGNORECASE,
)
_CLOSING = " .;,"
_NUMBER = re.compile(r"\d[\d.,]*")
#: More numbers than any one target has: such a line is several. Reading takes time in the square of them.
MOST_NUMBERS = 12
#: No words before a number are longer ("phấn đấu tăng thêm ít nhất"), and no quantity is.
_LONGEST_LEAD, _LONGEST_QUANTITY = 80, 200


@dataclass(frozen=True)
class Statement:
    """A line read: `before` and `after` are the words around the quantity, spaces and colon included."""

    before: str
    quantity: Quantity
    after: str = ""

    @property
    def words(self) -> str:
        return f"{self.before}{self.quantity.words}{self.after}"

    @property
    def name(self) -> str:
        """What is measured, without the number: what the register of indicators would call it."""
        before = self.before.strip(" :,;")
        before = re.sub(r"^trong đó:?\s+", "", before, flags=re.IGNORECASE)
        if not self.after.strip():
            return _capital(before)
        verb = before if not _ONLY_A_VERB.fullmatch(before) else ""
        counted = f"{'Tỷ lệ' if self.quantity.unit == '%' else f'Số {self.quantity.unit}'} {self.after.strip()}"
        return _capital(f"{counted} {verb}".strip() if verb and self.quantity.unit == "%" else counted)


_ONLY_A_VERB = re.compile(
    r"(?:xây dựng|phát triển|thành lập|có|phấn đấu|công nhận|trồng|thu hút|duy trì|bảo đảm|đảm bảo)?", re.IGNORECASE
)


def read(line: str, *, more_units: Collection[str] = ()) -> Statement:
    """Read a line that names a target and says how much. Raises `Unreadable` with the piece it stumbled on."""
    text = " ".join(line.split()).rstrip(_CLOSING)
    if has_too_many_numbers(text):
        raise Unreadable(text, f"Dòng này có quá {MOST_NUMBERS} con số. Hãy tách ra, mỗi chỉ tiêu một dòng.")
    if found := _at_the_end(text, more_units):
        return found
    if found := _inside(text, more_units):
        return found
    raise _why(text, more_units)


def has_too_many_numbers(text: str) -> bool:
    """Whether a line is certainly no single target."""
    return len(_NUMBER.findall(text)) > MOST_NUMBERS


def _at_the_end(text: str, more_units: Collection[str]) -> Statement | None:
    """The usual form: name, then the quantity up to the end of the line."""
    for start in _starts(text):
        if quantity := _quantity(text[start:], more_units):
            return Statement(text[:start], quantity)
    return None


def _inside(text: str, more_units: Collection[str]) -> Statement | None:
    """The number first or in the middle: the longest unit after it, then the rest of the name."""
    protected = [match.span() for match in _IN_NAMES.finditer(text)]
    starts = _starts(text)
    for number in _NUMBER.finditer(text):
        if any(start <= number.start() < end for start, end in protected):
            continue
        before = [start for start in starts if 0 <= number.start() - start <= _LONGEST_QUANTITY]
        for end in reversed(_ends(text, number.end())):
            for start in before:
                if quantity := _quantity(text[start:end], more_units):
                    return Statement(text[:start], quantity, text[end:])
    return None


def _starts(text: str) -> list[int]:
    """Where a quantity may begin: at a number or the words that lead to it, outside a name's own numbers."""
    protected = [match.span() for match in _IN_NAMES.finditer(text)]
    words = [match.start() for match in re.finditer(r"(?<!\S)\S", text)]
    leading = {
        at
        for number in _NUMBER.finditer(text)
        for at in words[bisect_left(words, number.start() - _LONGEST_LEAD) : bisect_right(words, number.start())]
        if not read_lead(text[at : number.start()])[1]
    }
    return [at for at in sorted(leading) if not any(start <= at < end for start, end in protected)]


def _ends(text: str, after: int) -> list[int]:
    """Ends of the next words after a number, nearest first; a unit has at most six."""
    found = [match.end() for match in islice(re.finditer(r"\S+", text[after : after + _LONGEST_QUANTITY]), 7)]
    ends = {after, *(after + end for end in found)}
    return sorted({end - (text[end - 1] in ",;") for end in ends})


def _quantity(words: str, more_units: Collection[str]) -> Quantity | None:
    try:
        return parse(words, more_units=more_units)
    except Unreadable:
        return None


def _why(text: str, more_units: Collection[str]) -> Unreadable:
    """The fault of the part of the line that looks most like a quantity: what follows the colon, or the last number."""
    tail = text.rpartition(":")[2].strip()
    if not any(letter.isdigit() for letter in tail):
        tail = text
    numbers = list(re.finditer(r"-?\d[\w.,]*", tail))
    try:
        parse(tail[numbers[-1].start() :] if numbers else tail, more_units=more_units)
    except Unreadable as fault:
        return fault
    return Unreadable(tail, f"Không tách được tên chỉ tiêu và mức cần đạt trong “{text}”.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
