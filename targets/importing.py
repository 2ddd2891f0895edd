"""Targets from the cells of a table: rows of the sheet, or faults per row and column. Pure: no database, no files.

One of the first rows is the heading. Its words are compared without accents, case, stars and what stands in brackets,
and the columns may come in any order. The quantity is one cell of words ("Trên 10%"), a number with its unit beside it,
or comparator, value and unit in columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from core.text import clean
from core.vietnamese import fold
from targets.enums import Comparator, Group, Joint
from targets.quantity import Unreadable, compose
from targets.rows import MOST_ROWS, Line, Typed, parse_number, read_rows
from targets.suggestions import group_of

#: How many rows of titles may stand above the heading.
TITLE_ROWS = 15


@dataclass(frozen=True)
class Heading:
    """A column: its key, its words on the template, other words it is known by."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    required: bool = False


HEADINGS = (
    Heading("group", "Nhóm", ("nhóm chỉ tiêu", "lĩnh vực")),
    Heading("name", "Chỉ tiêu", ("tên chỉ tiêu", "chỉ tiêu thi đua", "nội dung chỉ tiêu"), required=True),
    Heading("phrase", "Mức cần đạt", ("kế hoạch", "mục tiêu", "mức phấn đấu", "chỉ tiêu giao", "kế hoạch năm")),
    Heading("comparator", "So sánh", ("dấu",)),
    Heading("low", "Giá trị", ("từ", "số")),
    Heading("high", "Đến"),
    Heading("unit", "Đơn vị", ("đơn vị tính", "đvt")),
    Heading("whole", "Thuộc", ("thuộc chỉ tiêu", "chỉ tiêu chung")),
    Heading("joint", "Nối dòng", ("nối",)),
    Heading("words", "Câu chữ", ("câu chữ trên chỉ thị",)),
    Heading("indicator", "Mã danh mục", ("mã", "mã chỉ tiêu")),
    Heading("opening", "Mức cuối năm trước", ("thực hiện năm trước", "năm trước")),
    Heading("note", "Ghi chú"),
)
_BY_KEY = {heading.key: heading for heading in HEADINGS}
_COMPARATORS = {
    Comparator.EQ: ("", "=", "đạt", "bằng", "là"),
    Comparator.GE: ("≥", ">=", "từ", "từ … trở lên", "trở lên", "ít nhất", "tối thiểu", "không dưới"),
    Comparator.GT: (">", "trên", "hơn"),
    Comparator.LE: ("≤", "<=", "không quá", "tối đa", "trở xuống"),
    Comparator.LT: ("<", "dưới"),
    Comparator.APPROX: ("~", "≈", "khoảng", "gần"),
    Comparator.RANGE: ("từ … đến …", "từ đến", "khoảng từ đến", "-"),
}
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
_EXCEL_ERROR = re.compile(r"#(?:REF|VALUE|DIV/0|NAME\?|N/A|NUM|NULL|SPILL|CALC)!?")
_PERCENT = re.compile(r"(.*\d)\s*([%‰])")


@dataclass
class Row:
    """One line of the file: its number there, the cells as typed, the row made of them, what is wrong per column."""

    number: int
    cells: dict[str, str]
    typed: Typed | None = None
    line: Line | None = None
    errors: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def blame(self, key: str, text: str) -> None:
        if text not in self.errors.setdefault(key, []):
            self.errors[key].append(text)

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


def heading_row(table: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the heading: the first with the words of the required column and one more."""
    for index, line in enumerate(table[:TITLE_ROWS]):
        found = set(_columns(line)[0])
        if "name" in found and found & {"phrase", "low"}:
            return index
    return None


def read(
    table: Sequence[Sequence[str]],
    *,
    merged: Sequence[Sequence[int]] = (),
    more_units: Collection[str] = (),
    indicators: Collection[str] = (),
) -> Listed:
    """Read the table; `merged` are its merged ranges (top, left, bottom, right, from 1), `indicators` the known codes."""
    at = heading_row(table)
    if at is None:
        return Listed(problems=(no_heading(),))
    columns, unused, twice = _columns(table[at])
    if twice:
        return Listed(problems=tuple(f"Cột “{label}” có hai lần. Hãy bỏ bớt một cột." for label in twice))
    lines = [(number, line) for number, line in enumerate(table[at + 1 :], start=at + 2) if "".join(line).strip()]
    if not lines:
        return Listed(problems=("Tệp chỉ có dòng tiêu đề, chưa có chỉ tiêu nào.",), unused=unused)
    if len(lines) > MOST_ROWS:
        return Listed(problems=(f"Tệp có {len(lines)} dòng; một chỉ thị có tối đa {MOST_ROWS} chỉ tiêu.",))
    rows = [Row(number, _cells(line, columns)) for number, line in lines]
    _blame_merged(rows, columns, merged)
    for row in rows:
        _blame_cells(row)
        row.typed = _typed(row)
    _place_parts(rows)
    _blame_repeated(rows)
    _blame_unknown(rows, indicators)
    _read_together(rows, more_units)
    return Listed(rows=tuple(rows), unused=unused)


def no_heading() -> str:
    """What to say where no row is a heading."""
    return (
        "Không thấy dòng tiêu đề. Phải có cột “Chỉ tiêu” và cột “Mức cần đạt” (hoặc các cột “Giá trị”, “Đơn vị”) trong"
        f" {TITLE_ROWS} dòng đầu, như tệp mẫu."
    )


def _columns(line: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...], list[str]]:
    """Column of each heading, words that are no heading, headings that come twice."""
    names = {_bare(word): heading.key for heading in HEADINGS for word in (heading.label, *heading.also)}
    columns: dict[str, int] = {}
    unused, twice = [], []
    for index, words in enumerate(line):
        key = names.get(_bare(words))
        if key is None:
            unused += [clean(words).text.strip()[:80]] if words.strip() else []
        elif key in columns:
            twice.append(_BY_KEY[key].label)
        else:
            columns[key] = index
    return columns, tuple(unused), twice


def _bare(words: str) -> str:
    without_brackets = re.sub(r"\([^)]*\)", " ", clean(words).text)
    return fold(re.sub(r"[*:;.]", " ", without_brackets)).strip()


def _cells(line: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    found = {key: clean(line[index] if index < len(line) else "").text for key, index in columns.items()}
    return {key: text.strip() if key == "note" else " ".join(text.split()) for key, text in found.items()}


def _blame_merged(rows: Sequence[Row], columns: Mapping[str, int], merged: Sequence[Sequence[int]]) -> None:
    """Excel keeps the value of merged cells in the first one; the others would be read as blank."""
    for top, left, bottom, right in merged:
        keys = {key for key, index in columns.items() if left <= index + 1 <= right}
        for row in rows:
            if top <= row.number <= bottom and ((keys and bottom > top) or len(keys) > 1):
                for key in keys - row.errors.keys():  # ranges that overlap come from no spreadsheet program
                    row.blame(key, f"Ô gộp (dòng {top} đến {bottom}): hãy bỏ gộp ô và ghi giá trị vào từng dòng.")


def _blame_cells(row: Row) -> None:
    for key, text in row.cells.items():
        if text.startswith("=") and key != "comparator":
            row.blame(key, f"Ô là công thức “{text[:60]}”. Hãy chép rồi dán giá trị (Paste Values).")
        elif text.startswith("=") and len(text) > 1:
            row.blame(key, "Ô là công thức. Hãy dán giá trị (Paste Values).")
        elif _EXCEL_ERROR.fullmatch(text):
            row.blame(key, f"Ô báo lỗi {text} của Excel. Hãy ghi lại giá trị.")
        elif key in ("phrase", "low", "high", "opening") and _DAY.fullmatch(text):
            row.blame(key, f"Excel đã đổi ô này thành ngày {text}. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")


def _typed(row: Row) -> Typed:
    cells = row.cells
    return Typed(
        key=f"dong-{row.number}",
        name=cells.get("name", ""),
        phrase=_phrase(row),
        words=cells.get("words", ""),
        group=_group(row),
        level=1 if cells.get("whole") else 0,
        joint=_joint(row),
        indicator=cells.get("indicator", ""),
        opening=cells.get("opening", ""),
        note=cells.get("note", ""),
    )


def _phrase(row: Row) -> str:
    """The quantity in words, from whichever columns say it."""
    words, low, high, unit = (row.cells.get(key, "") for key in ("phrase", "low", "high", "unit"))
    if words and low:
        row.blame("low", "Đã ghi ở cột “Mức cần đạt”. Chỉ ghi mức cần đạt ở một chỗ.")
        return words
    if words:
        return words if not unit or fold(words).endswith(fold(unit)) else f"{words}{_gap(unit)}{unit}"
    if not low:
        if high or row.cells.get("comparator"):
            row.blame("low", "Chưa ghi giá trị.")
        return ""
    return _composed(row, low, high, unit)


def _composed(row: Row, low: str, high: str, unit: str) -> str:
    if shared := _PERCENT.fullmatch(low):  # a cell formatted as a percentage
        low, unit = shared[1], unit or shared[2]
    if shared := _PERCENT.fullmatch(high):
        high = shared[1]
    if not unit:
        row.blame("unit", "Chưa ghi đơn vị tính.")
        return ""
    comparator = _comparator(row, has_high=bool(high))
    numbers = {}
    for key, text in (("low", low), ("high", high)):
        try:
            numbers[key] = parse_number(text) if text and key not in row.errors else None
        except Unreadable as fault:
            row.blame(key, fault.reason)
    if row.errors.keys() & {"low", "high", "comparator"} or numbers["low"] is None:
        return ""
    return compose(comparator, numbers["low"], unit, high=numbers["high"]).words


def _comparator(row: Row, *, has_high: bool) -> Comparator:
    said = row.cells.get("comparator", "")
    words = {fold(word): comparator for comparator, all_words in _COMPARATORS.items() for word in all_words}
    found = words.get(fold(said), words.get(said))
    if found is None:
        row.blame("comparator", f"Không có “{said}”. Các cách: {', '.join(str(one.label) for one in Comparator)}.")
        return Comparator.EQ
    if has_high and found in (Comparator.EQ, Comparator.GE, Comparator.RANGE):
        return Comparator.RANGE
    if has_high or found == Comparator.RANGE:
        row.blame("high", "“Đến” chỉ ghi cho một khoảng." if has_high else "Một khoảng phải có số ở cột này.")
    return found


def _gap(unit: str) -> str:
    return "" if unit.startswith(("%", "‰")) else " "


def _group(row: Row) -> str:
    said = row.cells.get("group", "")
    named = {fold(str(group.label)): str(group.value) for group in Group}
    found = named.get(fold(said)) or (group_of(said) if said else "")
    if found is None:
        row.blame("group", f"Không có nhóm “{said}”. Các nhóm: {'; '.join(str(group.label) for group in Group)}.")
    return str(found or "")


def _joint(row: Row) -> str:
    said = row.cells.get("joint", "")
    named = {fold(word): str(joint.value) for joint in Joint for word in (str(joint.label), joint.value)}
    if said in Joint.values:
        return said
    if (found := named.get(fold(said))) is None:
        row.blame("joint", f"Không có “{said}”. Để trống là dòng mới; hoặc ghi một trong: ; , . : và.")
        return ""
    return found


def _place_parts(rows: Sequence[Row]) -> None:
    """A part stands right under the row that its column "Thuộc" names."""
    whole, seen = "", set()
    for row in rows:
        named = fold(row.cells.get("whole", ""))
        name = fold(row.cells.get("name", "").partition(":")[0])
        if not named:
            whole = name
            seen.add(name)
        elif named != whole:
            said = row.cells["whole"]
            why = "phải đứng liền trên các phần của nó" if named in seen else "không có ở dòng nào phía trên"
            row.blame("whole", f"“{said}” {why}.")


def _blame_repeated(rows: Sequence[Row]) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (fold(row.cells.get("name", "")), fold(row.cells.get("whole", "")))
        if key[0] and key in first:
            row.blame("name", f"Trùng với dòng {first[key]}. Hãy bỏ một dòng hoặc ghi rõ tên để phân biệt.")
        first.setdefault(key, row.number)


def _blame_unknown(rows: Sequence[Row], indicators: Collection[str]) -> None:
    for row in rows:
        code = row.cells.get("indicator", "")
        if code and code not in indicators:
            row.blame("indicator", f"Danh mục chỉ tiêu không có mã “{code}”.")


def _read_together(rows: Sequence[Row], more_units: Collection[str]) -> None:
    """Faults and warnings that the reader of the sheet finds, at the column the person filled."""
    by_key = {row.typed.key: row for row in rows if row.typed}
    reading = read_rows([row.typed for row in by_key.values() if row.typed], more_units=more_units)
    for line in reading.lines:
        by_key[line.key].line = line
    for fault in reading.faults:
        row, column = by_key[fault.key], fault.field  # where a part stands was looked at before
        if column == "phrase" and not row.cells.get("phrase") and row.cells.get("low"):
            column = "unit" if "Đơn vị" in fault.text else "low"
        # A cell that is wrong in itself is told once.
        if column in _BY_KEY and not (
            column in row.errors or (row.errors and column == "name" and row.cells.get("name"))
        ):
            row.blame(column, fault.text)
    for warning in reading.warnings:
        by_key[warning.key].warnings.append(warning.text)
