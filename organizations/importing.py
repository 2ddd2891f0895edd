"""Reading a list of organizations from the cells of a table: values or errors per cell. No database, no files.

The first row is the heading. Its words are compared without accents, case, stars and what stands in brackets, and
the columns may come in any order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.text import clean
from core.vietnamese import fold
from organizations.enums import Kind, Level

MAX_ROWS = 2000


@dataclass(frozen=True)
class Heading:
    """A column of the list: its key, its words on the template, other words it is known by, its limits."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    required: bool = False
    max_length: int = 200


HEADINGS = (
    Heading("code", "Mã", ("mã đơn vị", "mã cơ quan"), required=True, max_length=60),
    Heading("name", "Tên cơ quan, đơn vị", ("tên", "tên đơn vị", "tên cơ quan"), required=True),
    Heading("short_name", "Tên viết tắt", ("viết tắt",), max_length=60),
    Heading("kind", "Loại", ("loại hình", "loại đơn vị"), required=True),
    Heading("level", "Cấp", ("cấp hành chính",), required=True),
    Heading("parent", "Mã cấp trên", ("trực thuộc", "mã đơn vị cấp trên", "cấp trên"), max_length=60),
    Heading("position", "Thứ tự", ("số thứ tự",)),
    Heading("valid_from", "Có hiệu lực từ", ("từ ngày", "ngày hiệu lực")),
    Heading("valid_to", "Đến trước ngày", ("đến ngày", "ngày hết hiệu lực")),
    Heading("document_symbol", "Ký hiệu văn bản", ("ký hiệu",), max_length=30),
    Heading("place", "Địa danh", max_length=100),
    Heading("letterhead", "Tên trên văn bản"),
    Heading("letterhead_superior", "Cơ quan chủ quản trên văn bản", ("cơ quan chủ quản",)),
)
_BY_KEY = {heading.key: heading for heading in HEADINGS}
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SYMBOL = re.compile(r"[A-ZĐ][A-Za-zĐđ&-]*")
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True)
class Known:
    """What the database has: codes nobody may use again, and the units the person may hang others below.

    `parents` maps a code to the day the unit ends, or None. `may_add_roots` allows units without a parent.
    """

    taken: Collection[str] = ()
    parents: Mapping[str, date | None] = field(default_factory=dict)
    may_add_roots: bool = False


@dataclass
class Row:
    """One line of the list: its number in the file, the cells as typed, the values read, what is wrong per column."""

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def blame(self, key: str, text: str) -> None:
        self.errors.setdefault(key, []).append(text)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, as (words of the column, sentence)."""
        return [(_BY_KEY[key].label, text) for key, texts in self.errors.items() for text in texts]


@dataclass(frozen=True)
class Listed:
    """The whole list as read. `problems` concern the file; `unused` are headings that mean nothing here."""

    rows: tuple[Row, ...] = ()
    problems: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def bad_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.errors)

    @property
    def is_sound(self) -> bool:
        """Everything can be imported as it stands."""
        return bool(self.rows) and not self.problems and not self.bad_rows


def read(table: Sequence[Sequence[str]], known: Known) -> Listed:
    """Read the table against what the database has. Empty lines are skipped; no other line is dropped."""
    if not table:
        return Listed(problems=("Tệp không có dòng nào. Hãy dùng tệp mẫu.",))
    columns, problems, unused = _columns(table[0])
    if problems:
        return Listed(problems=problems, unused=unused)
    lines = [(number, line) for number, line in enumerate(table[1:], start=2) if any(cell.strip() for cell in line)]
    if not lines:
        return Listed(problems=("Tệp chỉ có dòng tiêu đề, chưa có đơn vị nào.",), unused=unused)
    if len(lines) > MAX_ROWS:
        return Listed(problems=(f"Tệp có {len(lines)} dòng; mỗi lần nhập tối đa {MAX_ROWS} dòng. Hãy chia nhỏ tệp.",))
    rows = [_read_row(number, line, columns) for number, line in lines]
    _check_codes(rows, known)
    _check_parents(rows, known)
    return Listed(rows=tuple(rows), unused=unused)


def parents_first(rows: Sequence[Row]) -> list[Row]:
    """Sound rows in an order in which every parent in the list comes before its children."""
    by_code = {row.values["code"]: row for row in rows}
    ordered: dict[int, Row] = {}
    for row in rows:
        chain = [row]
        while (above := by_code.get(chain[-1].values["parent"])) and above.number not in ordered:
            chain.append(above)
        for link in reversed(chain):
            ordered.setdefault(link.number, link)
    return list(ordered.values())


def cell_text(value: object) -> str:
    """A cell of a workbook as the text a person sees: days as dd/mm/yyyy, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _columns(heading_row: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    names = {_bare(word): heading.key for heading in HEADINGS for word in (heading.label, *heading.also)}
    columns: dict[str, int] = {}
    problems, unused = [], []
    for index, words in enumerate(heading_row):
        key = names.get(_bare(words))
        if key is None:
            unused += [clean(words).text.strip()[:80]] if words.strip() else []
        elif key in columns:
            problems.append(f"Cột “{_BY_KEY[key].label}” có hai lần. Hãy bỏ bớt một cột.")
        else:
            columns[key] = index
    missing = [heading.label for heading in HEADINGS if heading.required and heading.key not in columns]
    if missing:
        problems.append(
            f"Dòng đầu thiếu cột: {', '.join(missing)}. Dòng đầu của tệp phải là tên các cột như trong tệp mẫu."
        )
    return columns, tuple(problems), tuple(unused)


def _bare(words: str) -> str:
    without_brackets = re.sub(r"\([^)]*\)", " ", clean(words).text)
    return fold(re.sub(r"[*:;.,]", " ", without_brackets))


def _read_row(number: int, line: Sequence[str], columns: Mapping[str, int]) -> Row:
    row = Row(number, {})
    for key, index in columns.items():
        cleaned = clean(line[index] if index < len(line) else "")
        text = row.cells[key] = " ".join(cleaned.text.split())
        heading = _BY_KEY[key]
        if cleaned.removed:
            row.blame(key, "Ô có ký tự ẩn (ký tự điều khiển). Hãy gõ lại ô này.")
        if heading.required and not text:
            row.blame(key, "Chưa ghi.")
        elif len(text) > heading.max_length:
            row.blame(key, f"Dài {len(text)} ký tự; tối đa {heading.max_length}.")
        else:
            row.values[key] = _READERS.get(key, _as_text)(row, key, text)
    _check_period(row)
    return row


def _as_text(row: Row, key: str, text: str) -> str:
    return text


def _as_code(row: Row, key: str, text: str) -> str:
    if text and not _CODE.fullmatch(text):
        row.blame(key, f"“{text}” không phải là mã: chỉ chữ thường không dấu, số, gạch nối; ví dụ sonoivu-laocai.")
        return ""
    return text


def _as_kind(row: Row, key: str, text: str) -> str:
    return _choice(row, key, text, Kind)


def _as_level(row: Row, key: str, text: str) -> str:
    return _choice(row, key, text, Level)


def _choice(row: Row, key: str, text: str, choices: type[Kind] | type[Level]) -> str:
    names = {_bare(word): str(choice.value) for choice in choices for word in (str(choice.label), choice.value)}
    found = names.get(_bare(text))
    if found is None:
        allowed = "; ".join(str(choice.label) for choice in choices)
        row.blame(key, f"Không có “{text}”. Các giá trị: {allowed}.")
        return ""
    return found


def _as_position(row: Row, key: str, text: str) -> int:
    if text and not re.fullmatch(r"[0-9]{1,6}", text):
        row.blame(key, "Phải là số nguyên từ 0 đến 999999.")
        return 0
    return int(text or 0)


def _as_date(row: Row, key: str, text: str) -> date | None:
    parts = _DATE.fullmatch(text)
    if parts and 1900 <= int(parts[3]) <= 2200:
        try:
            return date(int(parts[3]), int(parts[2]), int(parts[1]))
        except ValueError:
            pass  # no such day: told below
    if text:
        row.blame(key, f"“{text}” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.")
    return None


def _as_symbol(row: Row, key: str, text: str) -> str:
    if text and not _SYMBOL.fullmatch(text):
        row.blame(key, "Ký hiệu viết hoa, không dấu cách, ví dụ UBND, SNV.")
    return text


_READERS = {
    "code": _as_code,
    "parent": _as_code,
    "kind": _as_kind,
    "level": _as_level,
    "position": _as_position,
    "valid_from": _as_date,
    "valid_to": _as_date,
    "document_symbol": _as_symbol,
}


def _check_period(row: Row) -> None:
    begins, ends = row.values.get("valid_from"), row.values.get("valid_to")
    if begins and ends and ends <= begins:
        row.blame("valid_to", "Phải sau ngày có hiệu lực.")


def _check_codes(rows: Sequence[Row], known: Known) -> None:
    first: dict[str, int] = {}
    for row in rows:
        code = row.values.get("code", "")
        if not code:
            continue
        if code in known.taken:
            row.blame("code", f"Mã “{code}” đã được dùng. Danh sách này chỉ để thêm đơn vị mới.")
        if code in first:
            row.blame("code", f"Mã “{code}” trùng với dòng {first[code]}.")
        first.setdefault(code, row.number)


def _check_parents(rows: Sequence[Row], known: Known) -> None:
    by_code = {row.values["code"]: row for row in reversed(rows) if row.values.get("code")}
    ends = {code: row.values.get("valid_to") for code, row in by_code.items()} | dict(known.parents)
    for row in rows:
        if "parent" in row.errors:
            continue
        parent = row.values.setdefault("parent", "")
        if not parent and not known.may_add_roots:
            row.blame("parent", "Chưa ghi. Đơn vị phải trực thuộc một cơ quan trong tỉnh.")
        elif parent and parent not in ends:
            row.blame("parent", f"Không có đơn vị “{parent}” trong tệp này hoặc trong tỉnh.")
        elif parent and _in_a_ring(row, by_code):
            row.blame("parent", "Các đơn vị trực thuộc lẫn nhau thành vòng tròn.")
        elif parent and (end := ends[parent]) and not ((own := row.values.get("valid_to")) and own <= end):
            row.blame("parent", f"Đơn vị cấp trên kết thúc hoạt động từ ngày {end:%d/%m/%Y}, trước đơn vị này.")


def _in_a_ring(row: Row, by_code: Mapping[str, Row]) -> bool:
    seen: set[str] = set()
    above = row.values["parent"]
    while above in by_code and above not in seen:
        if above == row.values.get("code"):
            return True
        seen.add(above)
        above = by_code[above].values.get("parent", "")
    return False
