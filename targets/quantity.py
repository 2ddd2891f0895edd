"""The number of a target as a directive writes it. Pure: words in, values out, and the very words again.

"Trên 10%" · "7 - 7,5%" · "Đạt từ 86% trở lên" · "khoảng 38 - 39 nghìn tỷ đồng" · "47/83 trường, đạt 56,6%" · "thêm 10 xã".
A dot groups thousands, a comma stands before decimals. `to_words(parse(words)) == words` for every text that parses
(runs of spaces count as one), and what does not parse is refused with the piece it stumbled on.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from core.vietnamese import format_number
from targets.enums import Comparator, Direction
from targets.lexicon import Lead, read_lead
from targets.units import is_known_unit


class Unreadable(ValueError):
    """The words are no quantity. `piece` is what could not be read, `reason` a sentence for the clerk."""

    def __init__(self, piece: str, reason: str) -> None:
        super().__init__(reason)
        self.piece = piece
        self.reason = reason


@dataclass(frozen=True)
class Form:
    """How a number is written: with dots between thousands, with zeros in front ("06") to this many digits."""

    grouped: bool = True
    digits: int = 0


@dataclass(frozen=True)
class Wording:
    """The words around the numbers, as they stand. What is empty is not written."""

    lead: str = ""
    forms: tuple[Form, Form, Form] = (Form(), Form(), Form())  # of low, high, out_of
    gap: str = " "  # between the last number and the unit
    inner_unit: str = ""  # after the first number of a range, as in "2% - 3%"
    dash: str = " - "
    tail: str = ""
    baseline: str = ""
    share: tuple[str, str] = ("", "")  # before and after the share of a fraction


@dataclass(frozen=True)
class Quantity:
    """What is asked: a comparator, one number or two (`high` of a range only), a unit, a level or a change.

    `out_of` and `share` belong to fractions ("47/83 trường, đạt 56,6%"): the whole, and the percentage written beside
    it. `baseline_year` is the year a change is measured from, where the words name one.
    """

    comparator: Comparator
    low: Decimal
    unit: str
    high: Decimal | None = None
    direction: Direction = Direction.LEVEL
    out_of: Decimal | None = None
    share: Decimal | None = None
    baseline_year: int | None = None
    wording: Wording = field(default=Wording(), compare=False)

    @property
    def words(self) -> str:
        return to_words(self)


#: From digit to digit, so that a letter inside is seen as the slip it is and a unit glued on ("4.000ha") is left off.
_NUMBER = r"\d(?:[\w.,]*\d)?"
_FIRST_NUMBER = re.compile(rf"-?(?:{_NUMBER})")
_DASH = re.compile(r"\s*[-–—]\s*(?=\d)|\s+(?:đến|tới)\s+(?=\d)", re.IGNORECASE)
_TAIL = re.compile(r"\s+(trở lên|trở xuống)$", re.IGNORECASE)
_BASELINE = re.compile(r"\s+(?:so với|so)\s+(?:cùng kỳ\s*)?(?:năm\s+)?(?:trước|20\d\d|cùng kỳ)?.*$", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<before>,?\s+(?:đạt|bằng|chiếm|tỷ lệ|đạt tỷ lệ)\s+|\s*\()(?P<number>\d[\d.,]*)(?P<after>\s?%\)?)$"
)
_WELL_FORMED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{2}0")


def parse(words: str, *, more_units: Collection[str] = ()) -> Quantity:
    """Read one quantity without its name. `more_units`: units of the province's own. Raises `Unreadable`."""
    text = " ".join(words.split())
    lead, rest = read_lead(text)
    found = _FIRST_NUMBER.match(rest)
    if found is None:
        raise _no_number(rest, text)
    rest, baseline, tail = _ending(rest[found.end() :])
    low, low_form = read_number(found[0])
    fraction = re.match(rf"/({_NUMBER})", rest)
    if fraction:
        return _fraction(lead, (low, low_form), fraction[1], rest[fraction.end() :], tail, baseline, more_units)
    inner_unit, dash, high_words, rest = _range(rest)
    high, high_form = read_number(high_words) if high_words else (None, Form())
    gap, unit = _unit(rest, inner_unit, more_units, found[0])
    _check_order(low, high, f"{found[0]}{dash}{high_words}")
    return Quantity(
        comparator=_comparator(lead, tail, is_range=high is not None),
        low=low,
        high=high,
        unit=unit,
        direction=lead.direction,
        baseline_year=_year(baseline),
        wording=Wording(lead.words, (low_form, high_form, Form()), gap, inner_unit, dash or " - ", tail, baseline),
    )


def to_words(quantity: Quantity) -> str:
    """The words of the quantity, as they were read or as `compose` chose them."""
    w = quantity.wording
    words = w.lead + write_number(quantity.low, w.forms[0])
    if quantity.out_of is not None:
        words += f"/{write_number(quantity.out_of, w.forms[2])}"
    if quantity.high is not None:
        words += w.inner_unit + w.dash + write_number(quantity.high, w.forms[1])
    words += w.gap + quantity.unit + w.tail + w.baseline
    if quantity.share is not None:
        words += w.share[0] + format_number(quantity.share) + w.share[1]
    return words


def compose(
    comparator: Comparator,
    low: Decimal,
    unit: str,
    *,
    high: Decimal | None = None,
    direction: Direction = Direction.LEVEL,
) -> Quantity:
    """A quantity from its fields, in the usual words: "Trên 10%", "tăng 8 - 9%", "từ 86% trở lên"."""
    change = {Direction.INCREASE: "tăng ", Direction.DECREASE: "giảm "}.get(direction, "")
    bound = {
        Comparator.GE: "từ ",
        Comparator.GT: "trên ",
        Comparator.LE: "không quá ",
        Comparator.LT: "dưới ",
        Comparator.APPROX: "khoảng ",
    }.get(comparator, "")
    tail = " trở lên" if comparator == Comparator.GE else ""
    gap = "" if unit.startswith(("%", "‰")) else " "
    return Quantity(comparator, low, unit, high, direction, wording=Wording(change + bound, gap=gap, tail=tail))


def read_number(words: str) -> tuple[Decimal, Form]:
    """ "14.040,807" → 14040.807; "06" → 6 with two digits. Raises `Unreadable` with what is wrong about it."""
    if words.startswith("-"):
        raise Unreadable(words, f"“{words}” là số âm. Mức giảm ghi bằng chữ, ví dụ “giảm {words[1:]}”.")
    # Digits of other scripts too: they would not be printed as they were typed.
    if strange := re.search(r"[^0-9.,]+", words):
        raise Unreadable(words, f"“{words}” có chữ “{strange[0]}” lẫn trong số.")
    if _AMBIGUOUS.fullmatch(words):
        large, small = words.replace(",", "."), words.rstrip("0").rstrip(",")
        raise Unreadable(
            words, f"“{words}” đọc được hai cách. Nếu là hàng nghìn, ghi {large}; nếu là số lẻ, ghi {small}."
        )
    if not _WELL_FORMED.fullmatch(words):
        raise Unreadable(
            words, f"“{words}” ghi chưa đúng. Dấu chấm tách từng ba chữ số, dấu phẩy đứng trước số lẻ: 12.800,5."
        )
    whole = words.partition(",")[0]
    value = Decimal(words.replace(".", "").replace(",", "."))
    digits = len(whole) if whole.startswith("0") and len(whole) > 1 else 0
    return value, Form(grouped="." in words or abs(value) < 1000, digits=digits)


def write_number(value: Decimal, form: Form) -> str:
    """The inverse of `read_number`."""
    words = format_number(value)
    if not form.grouped:
        words = words.replace(".", "")
    whole, comma, decimals = words.partition(",")
    return f"{whole.zfill(form.digits)}{comma}{decimals}"


def _ending(rest: str) -> tuple[str, str, str]:
    """What follows the first number without its baseline ("so với năm 2023") and its "trở lên"."""
    baseline = found[0] if (found := _BASELINE.search(rest)) else ""
    rest = rest[: len(rest) - len(baseline)]
    tail = found[0] if (found := _TAIL.search(rest)) else ""
    return rest[: len(rest) - len(tail)], baseline, tail


def _range(rest: str) -> tuple[str, str, str, str]:
    """Unit after the first number, dash, second number, the rest; empty words where there is no range."""
    found = re.match(rf"(?P<unit>[^\d\-–—]*?)(?P<dash>{_DASH.pattern})(?P<number>{_NUMBER})", rest, re.IGNORECASE)
    if found is None:
        return "", "", "", rest
    return found["unit"], found["dash"], found["number"], rest[found.end() :]


def _fraction(
    lead: Lead,
    part: tuple[Decimal, Form],
    whole_words: str,
    rest: str,
    tail: str,
    baseline: str,
    more_units: Collection[str],
) -> Quantity:
    share = _SHARE.search(rest)
    if share:
        rest = rest[: share.start()]
    whole, whole_form = read_number(whole_words)
    gap, unit = _unit(rest, "", more_units, whole_words)
    if part[0] > whole:
        raise Unreadable(whole_words, f"Phần {write_number(*part)} lớn hơn toàn bộ {whole_words}.")
    return Quantity(
        comparator=_comparator(lead, tail, is_range=False),
        low=part[0],
        unit=unit,
        direction=lead.direction,
        out_of=whole,
        share=read_number(share["number"])[0] if share else None,
        baseline_year=_year(baseline),
        wording=Wording(
            lead.words,
            (part[1], Form(), whole_form),
            gap,
            tail=tail,
            baseline=baseline,
            share=(share["before"], share["after"]) if share else ("", ""),
        ),
    )


def _unit(rest: str, inner_unit: str, more_units: Collection[str], number: str) -> tuple[str, str]:
    """The gap before the unit and the unit; both ends of a range carry the same one."""
    unit = rest.strip()
    if not unit:
        raise Unreadable(number, f"Sau số {number} chưa có đơn vị tính, ví dụ %, tỷ đồng, xã.")
    if not is_known_unit(unit, more_units) and (letters := re.match(r"[^\W\d_]+", rest)):  # "1O%": meant as a number
        raise Unreadable(f"{number}{letters[0]}", f"“{number}{letters[0]}” có chữ “{letters[0]}” lẫn trong số.")
    if not is_known_unit(unit, more_units):
        raise Unreadable(
            unit, f"Đơn vị tính “{unit}” chưa có trong danh mục. Hãy kiểm tra chính tả, hoặc thêm vào danh mục."
        )
    if inner_unit.strip() and inner_unit.strip() != unit:
        raise Unreadable(inner_unit.strip(), f"Hai đầu của khoảng ghi hai đơn vị: “{inner_unit.strip()}” và “{unit}”.")
    return rest[: len(rest) - len(rest.lstrip())], unit


def _comparator(lead: Lead, tail: str, *, is_range: bool) -> Comparator:
    ending = tail.strip().lower()
    if is_range:
        return Comparator.RANGE
    if ending == "trở xuống" and lead.bound in (None, Comparator.GE):
        return Comparator.LE
    if ending == "trở lên" and lead.bound in (None, Comparator.GE):
        return Comparator.GE
    if ending:
        raise Unreadable(ending, f"“{lead.words.strip()}” và “{ending}” trái nhau.")
    return lead.bound or Comparator.EQ


def _check_order(low: Decimal, high: Decimal | None, words: str) -> None:
    if high is not None and low >= high:
        raise Unreadable(words, f"“{words}”: số đầu phải nhỏ hơn số sau.")


def _year(baseline: str) -> int | None:
    found = re.search(r"\b(?:19|20)\d\d\b", baseline)
    return int(found[0]) if found else None


def _no_number(rest: str, text: str) -> Unreadable:
    if not any(letter.isdigit() for letter in text):
        return Unreadable(text, f"Không thấy con số nào trong “{text}”." if text else "Chưa ghi mức cần đạt.")
    piece = re.split(r"\s*-?\d", rest, maxsplit=1)[0].strip()
    return Unreadable(piece, f"Không hiểu “{piece}” đứng trước con số.")
