"""What changed between two texts, by words. Pure: two texts in, a list of changes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest
from typing import Literal

ChangeKind = Literal["same", "added", "removed"]
# A word carries the space before it, so that a text of words is not mostly made of equal spaces; "12.800" is one.
_WORD = re.compile(r"\s*\d+(?:[.,/]\d+)*%?|\s*\w+|\s*[^\w\s]|\s+")
#: How many pairs of equal pieces one comparison may weigh, about a second's work. A directive of twenty pages in
#: which every paragraph changed needs a fifth of it; what is left when it is used up is shown in coarser pieces.
_MOST_PAIRS = 5_000_000


@dataclass(frozen=True)
class Change:
    """A piece of text that both have, only the new one has, or only the old one had."""

    kind: ChangeKind
    text: str


@dataclass
class _Effort:
    """What one comparison may still weigh."""

    left: int

    def allows(self, pairs: int) -> bool:
        if pairs > self.left:
            return False
        self.left -= pairs
        return True


def compare_words(old: str, new: str) -> list[Change]:
    """The changes in reading order, neighbours of one kind joined.

    Texts joined again from "same" and "removed" give `old`, from "same" and "added" give `new`. Paragraphs are
    matched first, words only inside those that changed. The effort is bounded for texts of any kind.
    """
    changes: list[Change] = []
    for change in _by_paragraphs(old.splitlines(keepends=True), new.splitlines(keepends=True), _Effort(_MOST_PAIRS)):
        if changes and changes[-1].kind == change.kind:
            change = Change(change.kind, changes.pop().text + change.text)
        changes.append(change)
    return changes


def _by_paragraphs(old: Sequence[str], new: Sequence[str], effort: _Effort) -> Iterator[Change]:
    for is_same, before, after in _stretches(old, new, effort):
        if is_same:
            yield Change("same", "".join(before))
        else:
            yield from _inside(before, after, effort)


def _inside(old: Sequence[str], new: Sequence[str], effort: _Effort) -> Iterator[Change]:
    """Changed paragraphs by words; where there are many, one against one in their order."""
    pairs = [("".join(old), "".join(new))]
    if len(old) == len(new) or max(len(old), len(new)) > 40:
        pairs = list(zip_longest(old, new, fillvalue=""))
    for before, after in pairs:
        yield from _by_words(_WORD.findall(before), _WORD.findall(after), effort)


def _by_words(old: Sequence[str], new: Sequence[str], effort: _Effort) -> Iterator[Change]:
    for is_same, before, after in _stretches(old, new, effort):
        if is_same:
            yield Change("same", "".join(before))
            continue
        if before:
            yield Change("removed", "".join(before))
        if after:
            yield Change("added", "".join(after))


def _stretches(
    old: Sequence[str], new: Sequence[str], effort: _Effort
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Equal and differing stretches of both, in order, without empty ones."""
    start = _equal_start(old, new)
    end = min(_equal_start(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    blocks = [(0, 0, start)]
    blocks += [(i + start, j + start, size) for i, j, size in _longest_matches(before, after, effort)]
    blocks += [(len(old) - end, len(new) - end, end)]
    i_done = j_done = 0
    for i, j, size in blocks:
        if i > i_done or j > j_done:
            yield False, old[i_done:i], new[j_done:j]
        if size:
            yield True, old[i : i + size], new[j : j + size]
        i_done, j_done = i + size, j + size


def _longest_matches(old: Sequence[str], new: Sequence[str], effort: _Effort) -> list[tuple[int, int, int]]:
    """As `SequenceMatcher.get_matching_blocks`, but it stops looking where the effort would not allow it."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    times = Counter(new)
    weights = [0, *accumulate(times[piece] for piece in old)]
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        i_low, i_high, j_low, j_high = waiting.pop()
        if i_low == i_high or j_low == j_high or not effort.allows(weights[i_high] - weights[i_low]):
            continue
        i, j, size = matcher.find_longest_match(i_low, i_high, j_low, j_high)
        if size:
            found.append((i, j, size))
            waiting += [(i_low, i, j_low, j), (i + size, i_high, j + size, j_high)]
    return sorted(found)


def _equal_start(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with."""
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
