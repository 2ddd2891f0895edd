"""Numbers promised in the paragraphs of a bloc's letter, as quantities that can be judged at year-end. Pure.

"100% đơn vị trong Khối thi đua hưởng ứng …" · "… không giữ chức vụ lãnh đạo quản lý đạt từ 40% trở lên tổng số …".
Numbers of documents, dates, years and periods are not promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from targets.attainment import Attainment, assess
from targets.goals import Goal, Result
from targets.quantity import Quantity, Unreadable
from targets.statement import Statement
from targets.statement import read as read_statement
from targets.suggestions import measure_of, polarity_of

#: A sentence longer than this names its measure before its first comma.
_LONGEST = 160
#: Of documents (18-NQ/TW, 01/CT-UBND), dates, years, periods, articles and numbered items.
_NOT_PROMISED = re.compile(
    r"(?<!\d)\d+(?:/\d{4})?[-/][A-ZĐ][\w-]*(?:/[A-ZĐ]\w*)?|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}"
    r"|(?:năm|tháng|ngày|quý|giai đoạn|nhiệm kỳ|đến năm)\s+\d+(?:\s*[-–]\s*\d+)?|\b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\b"
    r"|(?:số|điều|khoản|mục|điểm|phụ lục|lần thứ|khóa)\s+\d+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[^\s.])\.(?=\s|$)|;|…|\n|,\s+(?=(?:trong đó,?\s+)?(?:có\s+)?\d[\d.,]*\s?%)", re.IGNORECASE
)
_ONLY_LEADS = re.compile(
    r"(?:(?:ph[ấâ]n đấu|đảm bảo|bảo đảm|duy trì|có|đạt|để|trong đó|với|và|thực hiện)[\s,:]*)*", re.IGNORECASE
)
_LEADS = re.compile(
    r"^(?:(?:ph[ấâ]n đấu|đảm bảo|bảo đảm|trong đó|và|xây dựng|có|thực hiện)(?:[\s,:]+|$))+", re.IGNORECASE
)
_ALL = re.compile(r"^(?:các|số)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A promise: its phrase as it stands in the paragraph, what is measured, and how much."""

    words: str
    name: str
    quantity: Quantity


def read(text: str) -> list[Found]:
    """Every number promised in a paragraph, in its order. A clause that is not understood is passed over."""
    return [found for clause in _clauses(text) if (found := _promise(clause))]


def judge(name: str, quantity: Quantity, value: Decimal, *, year: int) -> Attainment:
    """Whether the year's own figure keeps the promise, in the words and by the rules of the province's targets."""
    goal = Goal(
        comparator=quantity.comparator,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        direction=quantity.direction,
        polarity=polarity_of(name, quantity),
        measure=measure_of(name, quantity),
    )
    return assess(goal, Result(value, date(year, 12, 31), is_final=True), year=year)


def _clauses(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        whole = " ".join(sentence.split()).strip(" ,.;:/")
        yield whole if len(whole) <= _LONGEST else _to_the_comma(whole)


def _to_the_comma(sentence: str) -> str:
    """The part up to the first comma after the first promised number; commas before it belong to the name."""
    number = re.search(r"\d", _masked(sentence))
    if number is None:
        return sentence
    comma = re.search(r",\s", sentence[number.start() :])
    return sentence[: number.start() + comma.start()] if comma else sentence


def _promise(clause: str) -> Found | None:
    masked = _masked(clause)
    if not any(letter.isdigit() for letter in masked):
        return None
    try:
        statement = read_statement(masked)
    except Unreadable:
        return None
    if not statement.quantity.unit:
        return None
    before, after = _unmasked(clause, statement)
    return Found(clause, _name(before, after, statement.quantity), statement.quantity)


def _masked(clause: str) -> str:
    """The clause, as long as it was, with the digits of what is no promise made unreadable."""
    return _NOT_PROMISED.sub(lambda match: re.sub(r"\d", "x", match[0]), clause)


def _unmasked(clause: str, statement: Statement) -> tuple[str, str]:
    start = len(statement.before)
    return clause[:start], clause[start + len(statement.quantity.words) :]


def _name(before: str, after: str, quantity: Quantity) -> str:
    """What is measured: "Tỷ lệ khen … trên tổng số trình khen thưởng", "Tỷ lệ đơn vị trong Khối …"."""
    counted = _ALL.sub("", after.strip(" ,:"))
    named = _LEADS.sub("", before).strip(" ,:")
    if quantity.unit != "%" and counted:
        words = f"Số {quantity.unit} {counted}" + (f" ({named[:1].lower()}{named[1:]})" if named else "")
    elif _ONLY_LEADS.fullmatch(before):
        words = f"Tỷ lệ {counted}"
    elif counted:
        words = f"{named} trên {counted}"
    else:
        words = named
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]
