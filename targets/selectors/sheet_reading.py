"""Rows on their way between the page and the reader. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from targets.lines import split_line
from targets.rows import Typed
from targets.understanding import follow


def followed(
    rows: Sequence[Typed], data: Mapping[str, Any], *, saved: Mapping[str, Typed] | None = None
) -> list[Typed]:
    """The rows with words on paper that follow a changed name or number.

    The script sends `before`, each row as it was read last: {key: [name, phrase, words]}; else `saved` tells.
    """
    before = {key: (row.name, row.phrase, row.words) for key, row in (saved or {}).items()}
    before |= _before(data.get("before", ""))
    return [follow(row, *before[row.key]) if row.key in before else row for row in rows]


def taken_apart(rows: Sequence[Typed], left: Collection[str], *, more_units: Collection[str]) -> list[Typed]:
    """The rows of `left` that hold a whole line in their name become name and quantity, or several rows.

    The first keeps its key, group and place; those that follow get keys of their own.
    """
    found: list[Typed] = []
    for row in rows:
        parts = split_line(row.name, more_units=more_units) if row.key in left and not row.phrase else []
        if len(parts) < 2 and not (parts and parts[0].phrase):
            found.append(row)
            continue
        for number, part in enumerate(parts):
            found.append(_part(row, part, number))
    return found


def _part(row: Typed, part: Typed, number: int) -> Typed:
    if number:
        level = max(row.level, part.level)
        return replace(part, key=f"{row.key}+{number}", group=row.group, level=level)
    words = row.words or part.words
    return replace(row, name=part.name, phrase=part.phrase, words=words, level=max(row.level, part.level))


def _before(words: str) -> dict[str, tuple[str, str, str]]:
    try:
        found = json.loads(words or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        key: (one[0], one[1], one[2])
        for key, one in found.items()
        if isinstance(one, list) and len(one) == 3 and all(isinstance(word, str) for word in one)
    }
