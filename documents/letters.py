"""How wide words are in the typeface of the paper, by the very widths of its letters. Used where a writer cannot flow text."""

from __future__ import annotations

import functools
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts" / "liberation"


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of the words on one line, in the unit of `size`."""
    units, widths = _letters(bold)
    return sum(widths.get(ord(letter), units // 2) for letter in words) * size / units


def wrap(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The words on lines no wider than `room`; a word that is wider by itself is broken."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
            continue
        pieces = _broken(word, size, room, bold=bold)
        lines = [line for line in lines if line] + pieces
    return lines


def _broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@functools.cache
def _letters(bold: bool) -> tuple[int, dict[int, int]]:
    """Units of an em, and the width of each letter in them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # heavy, and only charts and Word files need it

    with TTFont(FONTS / f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
        glyphs = font["hmtx"]
        return font["head"].unitsPerEm, {code: glyphs[name][0] for code, name in font.getBestCmap().items()}
