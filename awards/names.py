"""Names of people and collectives as lists sort them and searches find them. Pure."""

from __future__ import annotations

from awards.enums import SubjectKind
from core.vietnamese import searchable, sort_key

_LONGEST = 220


def sort_name_of(name: str, kind: str) -> str:
    """What the column `sort_name` holds: digits only, so that every database puts them in one order.

    People sort by given name, then by the rest; collectives and households as they are written. Letters come before
    tones, as in `core.vietnamese.sort_key`.
    """
    words = name.split()
    if kind != SubjectKind.INDIVIDUAL or not words:
        return _digits(" ".join(words))[:_LONGEST]
    return f"{_digits(words[-1])}{_digits(' '.join(words[:-1]))}"[:_LONGEST]


def search_text_of(name: str) -> str:
    """What a search by name compares. The citizen's number is not in it: not everybody may look for that."""
    return searchable(name)


def _digits(text: str) -> str:
    letters, tones, _ = sort_key(text)
    return f"{''.join(map(_rank, letters))}00{''.join(map(str, tones))}"


def _rank(letter: int) -> str:
    """Two digits: blanks, then digits, then what is neither, then the letters in their order."""
    if letter > 1000:
        return str(letter - 1000 + 15)
    if letter == ord(" "):
        return "01"
    return f"{letter - ord('0') + 2:02d}" if ord("0") <= letter <= ord("9") else "12"
