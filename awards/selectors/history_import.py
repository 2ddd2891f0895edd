"""What an uploaded list of past awards is read against, and what was found in it, page by page."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from awards.enums import SubjectKind
from awards.import_cells import Award, Known, Row, Title, title_key
from awards.importing import Listed
from awards.matching import Identity, Register
from awards.models import AwardImport, AwardRecord, AwardTitle, Honouree
from core.vietnamese import fold
from organizations.models import Organization

NEW = "new"
Plain = dict[str, Any]


def known_to(province: Organization, *, on: date) -> Known:
    """What the registers, units and the catalogue hold; six queries, whatever the size.

    A province holds the registers of those that merged into it too: its people were honoured there.
    """
    roots = roots_of(province)
    return Known(
        today=on,
        units=_units(province, roots),
        titles=titles_by_words(),
        register=Register.of(_subjects(roots)),
        awards=frozenset(_awards(roots)),
        foreign_numbers=frozenset(
            Honouree.objects.exclude(citizen_id="")
            .exclude(organization__root_code__in=roots)
            .values_list("citizen_id", flat=True)
        ),
    )


def roots_of(province: Organization) -> set[str]:
    """The province's own tree, and those that ended in it."""
    ended = Organization.objects.filter(successor__root_code=province.root_code, parent__isnull=True)
    return {province.root_code, *ended.values_list("root_code", flat=True)}


def key_of(pk: int) -> str:
    """How a known subject is called in a list."""
    return f"h{pk}"


def _units(province: Organization, roots: Collection[str]) -> Mapping[str, Sequence[int]]:
    """Units by folded code, name and short name; what a unit of the province is called, no ended one is."""
    own: dict[str, list[int]] = defaultdict(list)
    ended: dict[str, list[int]] = defaultdict(list)
    rows = Organization.objects.filter(root_code__in=roots)
    for pk, root, *words in rows.values_list("pk", "root_code", "code", "name", "short_name"):
        for one in {fold(word) for word in words if word}:
            (own if root == province.root_code else ended)[one].append(pk)
    return {**ended, **own}


def titles_by_words() -> dict[str, dict[SubjectKind, Title]]:
    """Every word a title is known by, of both texts of the law; the older text gives the name."""
    found: dict[str, dict[SubjectKind, Title]] = defaultdict(dict)
    rows = AwardTitle.objects.order_by("legal_version", "position")
    for code, name, abbreviations, subject in rows.values_list("code", "name", "abbreviations", "subject"):
        for word in (code, name, *abbreviations.split(",")):
            if key := title_key(word):
                found[key].setdefault(SubjectKind(subject), Title(code, name))
    return found


def _subjects(roots: Collection[str]) -> Iterable[Identity]:
    rows = Honouree.objects.filter(organization__root_code__in=roots).order_by("pk")
    for pk, kind, name, office, number, born in rows.values_list(
        "pk", "kind", "name", "organization", "citizen_id", "birth_year"
    ):
        yield Identity(key_of(pk), kind, name, office, number, born)


def _awards(roots: Collection[str]) -> Iterable[Award]:
    rows = AwardRecord.objects.filter(honouree__organization__root_code__in=roots)
    for pk, code, year, number in rows.values_list("honouree", "title_code", "year", "decision_number"):
        yield (key_of(pk), code, year, number)


# The result of a check, kept as a file.


def packed(values: Any) -> ContentFile[bytes]:
    """Values as the file that holds them."""
    words = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)
    return ContentFile(gzip.compress(words.encode(), compresslevel=3))


def unpacked(file: Any) -> Any:
    """What `packed` kept."""
    with file.open("rb") as stream:
        return json.loads(gzip.decompress(stream.read()))


def plain_result(listed: Listed) -> Plain:
    """What the pages of the preview show."""
    return {
        "problems": listed.problems,
        "unused": listed.unused,
        "rows": [_plain_row(row) for row in listed.rows],
        "questions": [{"key": one.key, "candidates": one.candidates} for one in listed.questions],
    }


def _plain_row(row: Row) -> Plain:
    return {"number": row.number, "cells": row.cells, "faults": row.faults, "subject": row.subject}


@dataclass(frozen=True)
class Candidate:
    """One answer to a question: its value and what tells the person who it is."""

    value: str
    words: str


@dataclass(frozen=True)
class Asked:
    """Somebody of the file who may be known: the lines about them, who it may be, what was answered."""

    key: str
    row: Plain
    lines: list[int]
    candidates: list[Candidate]
    answer: str

    @property
    def field(self) -> str:
        return f"doi-tuong-{self.key}"


def keys_used(result: Plain) -> list[str]:
    """The columns the file has, in the order of the template."""
    first = result["rows"][0]["cells"] if result["rows"] else {}
    return list(first)


def bad_rows(result: Plain) -> list[Plain]:
    return [row for row in result["rows"] if row["faults"]]


def questions_of(kept: AwardImport, result: Plain, questions: Sequence[Plain]) -> list[Asked]:
    """These questions with both sides in words; two queries."""
    by_number = {row["number"]: row for row in result["rows"]}
    lines: dict[str, list[int]] = defaultdict(list)
    for row in result["rows"]:
        if row["subject"] and not row["faults"]:
            lines[row["subject"]].append(row["number"])
    wanted = {int(key[1:]) for one in questions for key in one["candidates"] if key[0] == "h"}
    known = {
        key_of(one.pk): one
        for one in Honouree.objects.filter(pk__in=wanted).select_related("organization").prefetch_related("records")
    }
    asked = []
    for one in questions:
        candidates = [
            Candidate(key, _words_of(known[key]) if key in known else _words_of_row(by_number[int(key[1:])]))
            for key in one["candidates"]
            if key in known or (key[0] == "r" and int(key[1:]) in by_number)
        ]
        row = by_number[int(one["key"][1:])]
        asked.append(Asked(one["key"], row, lines[one["key"]], candidates, kept.answers.get(one["key"], "")))
    return asked


def _words_of(one: Honouree) -> str:
    awards = sorted(one.records.all(), key=lambda record: -record.year)[:2]
    parts = [
        one.name,
        f"sinh {one.birth_year}" if one.birth_year else "chưa ghi năm sinh",
        one.post,
        one.organization.name,
        *(f"{record.title_name} {record.year}" for record in awards),
    ]
    return ", ".join(part for part in parts if part)


def _words_of_row(row: Plain) -> str:
    cells = row["cells"]
    born = cells.get("birth_year", "")
    parts = [cells["name"], f"sinh {born}" if born else "chưa ghi năm sinh", cells.get("post", ""), cells["unit"]]
    return f"dòng {row['number']}: {', '.join(part for part in parts if part)}"
