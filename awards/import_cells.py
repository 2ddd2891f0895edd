"""The cells of a list of past awards: its columns, what each may hold, the sentences for what it may not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from awards.enums import SubjectKind
from awards.matching import Register
from core.text import clean
from core.vietnamese import fold

EARLIEST_YEAR = 1945


@dataclass(frozen=True)
class Heading:
    """A column: its key, its words on the template, other words it is known by, its limit."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    required: bool = False
    max_length: int = 200


HEADINGS = (
    Heading(
        "name",
        "Họ và tên/Tên tập thể",
        ("họ và tên", "họ tên", "tên tập thể", "tên tập thể, hộ gia đình", "tên"),
        required=True,
    ),
    Heading("kind", "Đối tượng", ("loại đối tượng",)),
    Heading("citizen_id", "CCCD", ("số CCCD", "căn cước công dân", "số định danh", "căn cước")),
    Heading("birth_year", "Năm sinh", ("sinh năm",)),
    Heading("is_woman", "Nữ", ("giới tính nữ", "giới tính")),
    Heading("is_ethnic_minority", "Dân tộc thiểu số", ("DTTS", "người dân tộc thiểu số")),
    Heading("post", "Chức vụ", ("chức danh", "chức vụ, chức danh"), max_length=160),
    Heading("unit", "Đơn vị", ("cơ quan", "đơn vị công tác", "mã đơn vị", "cơ quan, đơn vị"), required=True),
    Heading("title", "Danh hiệu", ("danh hiệu, hình thức", "danh hiệu, hình thức khen thưởng"), required=True),
    Heading("year", "Năm", ("năm thành tích", "năm khen thưởng", "năm xét"), required=True),
    Heading("number", "Số quyết định", ("quyết định số", "số, ký hiệu quyết định"), required=True, max_length=60),
    Heading("decided_on", "Ngày quyết định", ("ngày", "ngày ký", "ngày ban hành")),
    Heading("decided_by", "Cơ quan quyết định", ("cấp quyết định", "thẩm quyền quyết định", "nơi quyết định")),
    Heading("achievement", "Thành tích", ("nội dung thành tích", "ghi chú"), max_length=1900),
)
LABELS: Mapping[str, str] = {heading.key: heading.label for heading in HEADINGS}
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YES, _NO = frozenset({"x", "co", "1", "nu", "dung", "v", "true"}), frozenset({"", "khong", "0", "nam", "false"})
_KINDS: Mapping[str, SubjectKind] = {
    "ca nhan": SubjectKind.INDIVIDUAL,
    "tap the": SubjectKind.COLLECTIVE,
    "ho gia dinh": SubjectKind.HOUSEHOLD,
    "ho": SubjectKind.HOUSEHOLD,
    "gia dinh": SubjectKind.HOUSEHOLD,
}

Award = tuple[str, str, int, str]


@dataclass(frozen=True)
class Title:
    """What a word for a title means for one kind of subject."""

    code: str
    name: str


@dataclass(frozen=True)
class Known:
    """What the database has.

    `units` maps a folded code or name to the keys of the units of that name; `titles` maps a folded name, code or
    abbreviation to the title for each kind of subject; `register` are the subjects of the province; `awards` what they
    have (subject, title, year, decision number folded); `foreign_numbers` are held by people of other provinces.
    """

    today: date
    units: Mapping[str, Sequence[int]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[SubjectKind, Title]] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    awards: frozenset[Award] = frozenset()
    foreign_numbers: frozenset[str] = frozenset()


@dataclass
class Row:
    """One line: its number in the file, cells as typed, values read, what is wrong per column, whom it is about.

    `subject` is the key of a known subject, or "r" and the number of the line that speaks of it first.
    """

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    subject: str = ""

    def blame(self, key: str, words: str) -> None:
        self.errors.setdefault(key, []).append(words)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, as (words of the column, sentence)."""
        return [(LABELS[key], words) for key, several in self.errors.items() for words in several]


def cleaned(text: str) -> tuple[str, int]:
    """The text without what cannot be seen, and how much was taken out; nearly every cell is clean already."""
    if text.isascii() and text.isprintable():
        return text, 0
    found = clean(text)
    return found.text, found.removed


def read_cell(row: Row, heading: Heading, text: str, removed: int, known: Known) -> None:
    key = heading.key
    if removed:
        row.blame(key, "Ô có ký tự ẩn. Hãy gõ lại ô này.")
    elif text.startswith("="):
        row.blame(key, "Ô chứa công thức. Hãy dán giá trị thay công thức.")
    elif text.startswith("#") and text[1:4] in ("N/A", "REF", "VAL", "NAM", "DIV", "NUL", "NUM"):
        row.blame(key, f"Ô báo lỗi {text} của Excel. Hãy sửa trong tệp.")
    elif heading.required and not text:
        row.blame(key, "Chưa ghi.")
    elif len(text) > heading.max_length:
        row.blame(key, f"Dài {len(text)} ký tự; tối đa {heading.max_length}.")
    else:
        reader = _READERS.get(key)
        row.values[key] = reader(row, key, text, known) if reader else text


Reader = Callable[[Row, str, str, Known], Any]


def _as_name(row: Row, key: str, text: str, known: Known) -> str:
    if not any(sign.isalpha() for sign in text):
        row.blame(key, f"“{text}” không phải là tên.")
    return text


def _as_kind(row: Row, key: str, text: str, known: Known) -> SubjectKind | None:
    if not text:
        return None
    found = _KINDS.get(fold(text))
    if found is None:
        row.blame(key, f"Không có “{text}”. Các giá trị: Cá nhân; Tập thể; Hộ gia đình.")
    return found


def _as_citizen_id(row: Row, key: str, text: str, known: Known) -> str:
    digits = re.sub(r"[\s.']", "", text)
    if len(digits) == 11 and digits.isdigit() and digits[0] != "0":
        digits = f"0{digits}"  # a cell of numbers loses the zero in front
    if digits and not re.fullmatch(r"[0-9]{12}", digits):
        row.blame(key, f"“{text}” không phải là số CCCD 12 chữ số. Ghi lại hoặc để trống.")
        return ""
    if digits in known.foreign_numbers:
        row.blame(key, "Số CCCD này đã có ở tỉnh khác. Kiểm tra lại số, hoặc để trống.")
    return digits


def _as_birth_year(row: Row, key: str, text: str, known: Known) -> int | None:
    if not text:
        return None
    day = _DATE.fullmatch(text)
    words = day[3] if day else text
    if not re.fullmatch(r"[0-9]{4}", words) or not 1900 <= int(words) <= known.today.year - 5:
        row.blame(key, f"“{text}” không phải là năm sinh (ví dụ 1980).")
        return None
    return int(words)


def _as_mark(row: Row, key: str, text: str, known: Known) -> bool | None:
    words = fold(text)
    if words not in _YES and words not in _NO:
        row.blame(key, f"Không hiểu “{text}”. Ghi x nếu đúng, để trống nếu không.")
    return True if words in _YES else None if not words else False


def _as_unit(row: Row, key: str, text: str, known: Known) -> int:
    found = known.units.get(fold(text), ())
    if len(found) == 1:
        return found[0]
    if not found:
        row.blame(key, f"Không có đơn vị “{text}” trong tỉnh. Ghi mã hoặc tên như trong danh sách Đơn vị.")
    else:
        row.blame(key, f"Có {len(found)} đơn vị tên “{text}”. Ghi mã đơn vị để phân biệt.")
    return 0


def _as_title(row: Row, key: str, text: str, known: Known) -> Mapping[SubjectKind, Title]:
    found = known.titles.get(title_key(text), {})
    if not found:
        row.blame(key, f"Không có danh hiệu, hình thức “{text}”. Ghi tên, mã hoặc viết tắt như trong danh mục.")
    return found


def _as_year(row: Row, key: str, text: str, known: Known) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not EARLIEST_YEAR <= int(text) <= known.today.year:
        row.blame(key, f"“{text}” không phải là năm từ {EARLIEST_YEAR} đến {known.today.year}.")
        return 0
    return int(text)


def _as_number(row: Row, key: str, text: str, known: Known) -> str:
    if not any(sign.isdigit() for sign in text):
        row.blame(key, f"“{text}” không có số. Ghi số và ký hiệu, ví dụ 125/QĐ-UBND.")
    return text


def _as_date(row: Row, key: str, text: str, known: Known) -> date | None:
    if not text:
        return None
    parts = _DATE.fullmatch(text)
    try:
        found = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        found = None  # no such day
    if found is None or found.year < EARLIEST_YEAR:
        row.blame(key, f"“{text}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 05/12/2023.")
    elif found > known.today:
        row.blame(key, f"Ngày {found:%d/%m/%Y} chưa tới. Kiểm tra lại ngày quyết định.")
    elif row.values.get("year") and found.year < row.values["year"]:
        row.blame(key, f"Quyết định ngày {found:%d/%m/%Y} trước năm thành tích {row.values['year']}.")
    return found


_READERS: Mapping[str, Reader] = {
    "name": _as_name,
    "kind": _as_kind,
    "citizen_id": _as_citizen_id,
    "birth_year": _as_birth_year,
    "is_woman": _as_mark,
    "is_ethnic_minority": _as_mark,
    "unit": _as_unit,
    "title": _as_title,
    "year": _as_year,
    "number": _as_number,
    "decided_on": _as_date,
}


def title_key(words: str) -> str:
    """What two ways of writing a title share: no accents, no remark in brackets, "sỹ" as "sĩ"."""
    return fold(re.sub(r"\([^)]*\)", " ", re.sub(r"[“”\"']", "", words))).replace("sy", "si")
