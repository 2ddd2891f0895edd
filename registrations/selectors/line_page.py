"""A unit's line as its page shows it: two groups of rows, each with its words as the paper will say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from registrations.entries import Title, Typed, usual_words
from registrations.enums import Column
from registrations.models import UnitLine
from targets.rows import Fault

#: Blank rows under each group for those who work without the script, and to begin with.
SPARE = 2
LABELS = {"code": "Danh hiệu", "count": "Số lượng", "words": "Ghi trên giấy", "without_post": "Không giữ chức vụ"}


@dataclass(frozen=True)
class Choice:
    """A title as the list of a row offers it; `words` are what the paper says when nothing else is typed."""

    code: str
    name: str
    words: str


@dataclass(frozen=True)
class PageRow:
    """One row of the page; `number` is its place in its group."""

    index: int
    number: int
    typed: Typed
    usual: str = ""
    # A title that the list no longer offers, and is shown so that nothing vanishes.
    withdrawn: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def on_paper(self) -> str:
        words = self.typed.words or self.usual
        count = self.typed.count
        number = f"{int(count):02d} " if count.isascii() and count.isdigit() and len(count) < 8 else ""
        return f"{number}{words}" if words else ""

    @property
    def spare(self) -> bool:
        return not self.typed.says_something


@dataclass(frozen=True)
class Group:
    """One of the two columns of the table."""

    column: str
    label: str
    choices: Sequence[tuple[str, Sequence[Choice]]]
    rows: Sequence[PageRow]
    blank: PageRow

    @property
    def is_own(self) -> bool:
        return self.column == Column.OWN


def typed_rows(line: UnitLine, titles: Mapping[str, Title]) -> list[Typed]:
    """What is kept, as it was typed: words that are the usual ones are left for the title to say."""
    rows = []
    for entry in line.entries.select_related("title"):
        title = titles.get(entry.title.code)
        usual = usual_words(title, entry.column) if title else ""
        rows.append(
            Typed(
                key=str(entry.pk),
                column=entry.column,
                code=entry.title.code,
                count="" if entry.count is None else str(entry.count),
                words="" if entry.words == usual else entry.words,
                without_post="" if entry.without_post is None else str(entry.without_post),
            )
        )
    return rows


def groups_of(
    rows: Sequence[Typed], titles: Mapping[str, Title], faults: Iterable[Fault] = (), *, spare: int = SPARE
) -> list[Group]:
    """The two groups in the order of the paper. A row of a column that does not exist stands with the people."""
    wrong: dict[str, dict[str, str]] = {}
    for fault in faults:
        wrong.setdefault(fault.key, {}).setdefault(fault.field, fault.text)
    groups, index = [], 0
    for column in Column:
        mine = [row for row in rows if (row.column == Column.OWN) == (column == Column.OWN)]
        mine += [Typed("", column, "")] * spare
        shown = []
        for number, row in enumerate(mine, start=1):
            index += 1
            shown.append(_row(row, index, number, titles, wrong.get(row.key, {}) if row.key else {}))
        blank = PageRow(0, 0, Typed("", column, ""))
        groups.append(Group(column, str(Column(column).label), _choices(column, titles), shown, blank))
    return groups


def fault_links(groups: Sequence[Group]) -> list[tuple[str, str, str]]:
    """Every fault as (id of its cell, where it is in words, what is wrong)."""
    return [
        (f"dong-{row.index}-{cell}", f"{group.label}, dòng {row.number}, {LABELS.get(cell, 'cột').lower()}", text)
        for group in groups
        for row in group.rows
        for cell, text in row.faults.items()
    ]


def _row(typed: Typed, index: int, number: int, titles: Mapping[str, Title], faults: Mapping[str, str]) -> PageRow:
    title = titles.get(typed.code)
    usual = usual_words(title, typed.column) if title else ""
    offered = title is not None and title.is_active and _fits(title, typed.column)
    withdrawn = "" if offered or not typed.code else (title.name if title else typed.code)
    return PageRow(index, number, typed, usual, withdrawn, faults)


def _fits(title: Title, column: str) -> bool:
    return column != Column.OWN or title.subject == "collective"


_SUBJECTS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}


def _choices(column: str, titles: Mapping[str, Title]) -> list[tuple[str, list[Choice]]]:
    """The titles a row of the column may name, by whom they honour."""
    found: dict[str, list[Choice]] = {}
    for subject, label in _SUBJECTS.items():
        for title in titles.values():
            if title.subject == subject and title.is_active and _fits(title, column):
                found.setdefault(label, []).append(Choice(title.code, title.name, usual_words(title, column)))
    return list(found.items())
