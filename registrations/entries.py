"""The rows of a unit's line as they are typed, and what is wrong with them. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registrations.enums import Column
from targets.rows import Fault

LARGEST_COUNT = 9999
LONGEST_WORDS = 300
#: A unit registers a handful of titles; past this a paste went wrong.
MOST_ROWS = 100


@dataclass(frozen=True)
class Typed:
    """One row from the page; text cleaned. `key` names it there: the pk of a kept row, or "new-3".

    Empty `words` mean: the usual words of the title.
    """

    key: str
    column: str
    code: str
    count: str = ""
    words: str = ""
    without_post: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.code or self.count or self.words or self.without_post)


@dataclass(frozen=True)
class Title:
    """A title of the catalogue as a row may name it."""

    pk: int
    code: str
    name: str
    # "individual", "collective" or "household".
    subject: str
    is_active: bool = True


@dataclass(frozen=True)
class Entry:
    """A row that can be kept."""

    key: str
    column: str
    title: int
    count: int | None
    words: str
    without_post: int | None


#: How a count of the title is put into words on paper.
_OF = {"individual": "cá nhân đạt danh hiệu", "collective": "tập thể đạt danh hiệu", "household": "hộ gia đình đạt"}


def usual_words(title: Title, column: str) -> str:
    """ "cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh"; the unit itself takes the title's own name."""
    if column == Column.OWN:
        return title.name
    if title.subject == "collective" and title.name.lower().startswith("tập thể"):
        return title.name[:1].lower() + title.name[1:]
    return f"{_OF[title.subject]} {title.name}"


def read(rows: Sequence[Typed], titles: Mapping[str, Title]) -> tuple[list[Entry], list[Fault]]:
    """The rows that say something, and every fault by row and cell. `titles` by code.

    A row with a fault is not among the entries; save only when there are none.
    """
    spoken = [row for row in rows if row.says_something]
    if len(spoken) > MOST_ROWS:
        return [], [Fault(spoken[MOST_ROWS].key, "code", f"Nhiều hơn {MOST_ROWS} dòng. Hãy kiểm tra lại.")]
    entries, faults = [], []
    seen: set[tuple[str, str]] = set()
    for row in spoken:
        found = [*_faults(row, titles), *_twice(row, seen)]
        faults += [Fault(row.key, cell, text) for cell, text in found]
        if not found:
            entries.append(_entry(row, titles[row.code]))
    return entries, faults


def _entry(row: Typed, title: Title) -> Entry:
    return Entry(
        key=row.key,
        column=row.column,
        title=title.pk,
        count=_number(row.count),
        words=row.words or usual_words(title, row.column),
        without_post=_number(row.without_post),
    )


def _faults(row: Typed, titles: Mapping[str, Title]) -> list[tuple[str, str]]:
    faults = []
    if row.column not in Column:
        faults.append(("column", "Cột này không có trong bảng."))
    title = titles.get(row.code)
    if title is None:
        said = "Chọn danh hiệu." if not row.code else "Danh hiệu này không có trong danh mục."
        faults.append(("code", said))
    elif not title.is_active:
        faults.append(("code", f"“{title.name}” đã thôi dùng trong danh mục. Hãy chọn danh hiệu khác."))
    elif row.column == Column.OWN and title.subject != "collective":
        faults.append(("code", f"“{title.name}” dành cho cá nhân, không ghi cho cơ quan được. Hãy ghi ở cột bên."))
    if len(row.words) > LONGEST_WORDS:
        faults.append(("words", f"Dài quá {LONGEST_WORDS} chữ cái."))
    elif row.words[:1].isdigit():
        faults.append(("words", "Số lượng ghi ở ô riêng; ở đây chỉ ghi phần chữ sau số."))
    return faults + _count_faults(row)


def _count_faults(row: Typed) -> list[tuple[str, str]]:
    faults = []
    for cell, text in (("count", row.count), ("without_post", row.without_post)):
        if text and (said := _bad_number(text, least=1 if cell == "count" else 0)):
            faults.append((cell, said))
    if faults:
        return faults
    if row.column == Column.OWN and (row.count or row.without_post):
        return [("count", "Cơ quan là một, không ghi số lượng.")]
    count, part = _number(row.count), _number(row.without_post)
    if part is not None and count is None:
        return [("without_post", "Ghi số lượng trước.")]
    if part is not None and count is not None and part > count:
        return [("without_post", f"{part} người không giữ chức vụ nhiều hơn số lượng {count}.")]
    return []


def _bad_number(text: str, *, least: int) -> str:
    if not (text.isascii() and text.isdigit()):
        return "Ghi số nguyên, ví dụ 5."
    if len(text) > len(str(LARGEST_COUNT)) + 3 or not least <= int(text) <= LARGEST_COUNT:
        return f"Số phải từ {least} đến {LARGEST_COUNT}."
    return ""


def _number(text: str) -> int | None:
    return int(text) if text else None


def _twice(row: Typed, seen: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The unit takes a title once; its collectives may stand in several rows of the same title."""
    if row.column != Column.OWN or not row.code:
        return []
    if (row.column, row.code) in seen:
        return [("code", "Danh hiệu này đã ghi ở dòng trên.")]
    seen.add((row.column, row.code))
    return []
