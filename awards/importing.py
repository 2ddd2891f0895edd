"""Reading a list of past awards from the cells of a table: values or faults per cell, and who each row is about. Pure.

The row of headings is looked for at the top; its words are compared without accents, case, stars and what stands in
brackets, and the columns may come in any order. No line is dropped silently: each is sound, bad, or about somebody who
may be known already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from awards.enums import SubjectKind
from awards.import_cells import HEADINGS, LABELS, Award, Known, Row, cleaned, read_cell
from awards.matching import Identity, Relation
from core.vietnamese import fold

MOST_ROWS = 50_000
#: A list may carry its name and a remark above the headings.
_HEADING_WITHIN = 15


@dataclass(frozen=True)
class Question:
    """A subject of the file that may be one of those: the first line about it, and the keys it may be."""

    key: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """The whole list as read. `problems` concern the file; `unused` are headings that mean nothing here."""

    rows: tuple[Row, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def bad_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.errors)


def read(table: Sequence[Sequence[str]], known: Known) -> Listed:
    """Read the table against what the database has. Empty lines are skipped."""
    at = heading_row(table)
    if at is None:
        return Listed(problems=(no_heading(),))
    columns, problems, unused = _columns(table[at])
    if problems:
        return Listed(problems=problems, unused=unused)
    lines = [(number, line) for number, line in enumerate(table[at + 1 :], start=at + 2) if any(map(str.strip, line))]
    if not lines:
        return Listed(problems=("Tệp chỉ có dòng tiêu đề, chưa có dòng nào.",), unused=unused)
    if len(lines) > MOST_ROWS:
        return Listed(problems=(f"Tệp có {len(lines)} dòng; tối đa {MOST_ROWS} dòng. Hãy chia nhỏ tệp.",))
    rows = [_read_row(number, line, columns, known) for number, line in lines]
    questions = _recognise(rows, known)
    _refuse_twice(rows, known)
    asked = {row.subject for row in rows if not row.errors}
    return Listed(rows=tuple(rows), questions=tuple(one for one in questions if one.key in asked), unused=unused)


def heading_row(table: Sequence[Sequence[str]]) -> int | None:
    """Which of the first lines holds the headings: the first with at least three that are known."""
    for at, line in enumerate(table[:_HEADING_WITHIN]):
        if len({_NAMES[bare] for words in line if (bare := _bare(words)) in _NAMES}) >= 3:
            return at
    return None


def no_heading() -> str:
    """What is told when no line looks like the headings."""
    wanted = ", ".join(heading.label for heading in HEADINGS if heading.required)
    return f"Không tìm thấy dòng tiêu đề. Cần các cột: {wanted}. Hãy dùng tệp mẫu."


def _bare(words: str) -> str:
    return fold(re.sub(r"[*:;.]", " ", re.sub(r"\([^)]*\)", " ", cleaned(words)[0])))


_NAMES: Mapping[str, str] = {}


def _columns(heading_line: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    columns: dict[str, int] = {}
    problems, unused = [], []
    for index, words in enumerate(heading_line):
        key = _NAMES.get(_bare(words))
        if key is None:
            unused += [cleaned(words)[0].strip()[:80]] if words.strip() and _bare(words) not in _IGNORED else []
        elif key in columns:
            problems.append(f"Cột “{LABELS[key]}” có hai lần. Hãy bỏ bớt một cột.")
        else:
            columns[key] = index
    missing = [heading.label for heading in HEADINGS if heading.required and heading.key not in columns]
    if missing:
        problems.append(f"Dòng tiêu đề thiếu cột: {', '.join(missing)}. Hãy dùng tên cột như trong tệp mẫu.")
    return columns, tuple(problems), tuple(unused)


_IGNORED = frozenset({"tt", "stt", "so tt", "so thu tu"})


def _read_row(number: int, line: Sequence[str], columns: Mapping[str, int], known: Known) -> Row:
    row = Row(number, {})
    for heading in HEADINGS:
        index = columns.get(heading.key, len(line))
        text, removed = cleaned(line[index]) if index < len(line) else ("", 0)
        text = " ".join(text.split())
        if heading.key in columns:
            row.cells[heading.key] = text
        read_cell(row, heading, text, removed, known)
    if not row.errors:
        _check_subject(row, known)
    return row


def _check_subject(row: Row, known: Known) -> None:
    """The kind of subject, from its own column or else from the title; then what only people have."""
    values, titles = row.values, row.values["title"]
    if values["kind"] is None:
        personal = SubjectKind.INDIVIDUAL in titles and (len(titles) == 1 or _is_personal(values))
        values["kind"] = SubjectKind.INDIVIDUAL if personal else next(iter(titles)) if len(titles) == 1 else None
    kind = values["kind"]
    if kind is None:
        row.blame(
            "kind", "Chưa ghi; danh hiệu này tặng cho cả cá nhân và tập thể. Ghi Cá nhân, Tập thể hoặc Hộ gia đình."
        )
    elif kind not in titles:
        given = ", ".join(one.label.lower() for one in titles)
        row.blame("title", f"“{row.cells['title']}” dành cho {given}, không phải {kind.label.lower()}.")
    else:
        values["title_code"], values["title_name"] = titles[kind].code, titles[kind].name
        if kind != SubjectKind.INDIVIDUAL and _is_personal(values):
            row.blame("kind", f"{kind.label} không có CCCD, năm sinh, chức vụ. Bỏ các ô đó hoặc ghi Cá nhân.")
    del values["title"]


def _is_personal(values: Mapping[str, Any]) -> bool:
    return bool(values["citizen_id"] or values["birth_year"] or values["post"])


def identity_of(row: Row) -> Identity:
    """Whom a sound row is about, as far as it says."""
    values = row.values
    return Identity(
        f"r{row.number}", values["kind"], values["name"], values["unit"], values["citizen_id"], values["birth_year"]
    )


def _recognise(rows: Sequence[Row], known: Known) -> list[Question]:
    """Give every sound row its subject. Rows that describe somebody in the same words are about one subject."""
    subjects: dict[tuple[object, ...], str] = {}
    questions = []
    for row in rows:
        if row.errors:
            continue
        asked = identity_of(row)
        holder = known.register.with_number(asked.citizen_id)
        if holder is not None and holder.folded != asked.folded:
            row.blame("citizen_id", f"Số CCCD này đã ghi cho {holder.name}. Kiểm tra lại số hoặc tên.")
            continue
        words = (asked.kind, asked.folded, asked.office, asked.citizen_id, asked.birth_year)
        if words not in subjects:
            match = known.register.match(asked)
            if match.relation == Relation.SAME:
                subjects[words] = match.found[0].key
                known.register.learn(asked.citizen_id, match.found[0])
            else:
                subjects[words] = asked.key
                known.register.add(asked)
            if match.relation == Relation.DOUBTFUL:
                questions.append(Question(asked.key, tuple(one.key for one in match.found)))
        row.subject = subjects[words]
    return questions


def _refuse_twice(rows: Sequence[Row], known: Known) -> None:
    first: dict[Award, int] = {}
    for row in rows:
        if row.errors:
            continue
        award = award_of(row, row.subject)
        if award in known.awards:
            row.blame("number", "Lần khen thưởng này đã có trong hệ thống.")
        elif award in first:
            row.blame("number", f"Trùng với dòng {first[award]}.")
        first.setdefault(award, row.number)


def award_of(row: Row, subject: str) -> Award:
    """What makes an award one and the same, for that subject."""
    return (subject, row.values["title_code"], row.values["year"], row.values["number"])


_NAMES = {_bare(word): heading.key for heading in HEADINGS for word in (heading.label, *heading.also)}
