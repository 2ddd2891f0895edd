"""What changed between two texts, by words. Pure: two texts in, a list of changes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ChangeKind = Literal["same", "added", "removed"]
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Above this many words on both sides a changed paragraph is shown whole: the comparison of words takes the product.
_MOST_WORDS = 4_000_000


@dataclass(frozen=True)
class Change:
    """A piece of text that both have, only the new one has, or only the old one had."""

    kind: ChangeKind
    text: str


def compare_words(old: str, new: str) -> list[Change]:
    """The changes in reading order, neighbours of one kind joined.

    Texts joined again from "same" and "removed" give `old`, from "same" and "added" give `new`. Paragraphs are
    matched first, words only inside those that changed.
    """
    changes: list[Change] = []
    for change in _by_paragraphs(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if changes and changes[-1].kind == change.kind:
            change = Change(change.kind, changes.pop().text + change.text)
        changes.append(change)
    return changes


def _by_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Change("same", before)
        else:
            yield from _by_words(_WORD.findall(before), _WORD.findall(after))


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    if len(old) * len(new) > _MOST_WORDS:
        yield from _pair("".join(old), "".join(new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(old[a:b]))
        else:
            yield from _pair("".join(old[a:b]), "".join(new[c:d]))


def _pair(removed: str, added: str) -> Iterator[Change]:
    if removed:
        yield Change("removed", removed)
    if added:
        yield Change("added", added)
