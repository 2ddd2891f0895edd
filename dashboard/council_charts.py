"""Counts by verdict as stacked bars: values in, coordinates out. Pure.

Coordinates are strings, ready for SVG attributes whatever the language of the page. Every part that has room carries
its number, so that the bars can be read in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from targets.enums import Verdict

WIDTH, ROW = 720, 30
_LEFT, _RIGHT, _BAR, _TOP = 190, 8, 20, 4
#: A part narrower than this has no room for its number.
_NARROWEST = 18
#: The five series; what is exceeded is met.
SERIES: Mapping[str, tuple[str, tuple[Verdict, ...]]] = {
    "done": ("Đạt, vượt", (Verdict.EXCEEDED, Verdict.MET)),
    "on-track": ("Đúng tiến độ", (Verdict.ON_TRACK,)),
    "behind": ("Chậm tiến độ", (Verdict.BEHIND,)),
    "missed": ("Không đạt", (Verdict.MISSED,)),
    "no-data": ("Chưa có số liệu", (Verdict.NO_DATA,)),
}


@dataclass(frozen=True)
class Part:
    """One part of a bar; `middle` is "" where its number has no room."""

    series: str
    x: str
    width: str
    count: int
    middle: str
    words: str


@dataclass(frozen=True)
class Bar:
    """One row: its words, its parts. `y` is the top of the bar, `text_y` the line its words stand on."""

    label: str
    y: str
    text_y: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Stack:
    """What is drawn, and what it finds."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    height: int
    width: int = WIDTH
    bar: int = _BAR
    label_x: int = _LEFT - 10


def stack(rows: Sequence[tuple[str, Mapping[Verdict, int]]], *, title: str, as_shares: bool = False) -> Stack | None:
    """A bar a row, as long as its total or, as shares, all equally long. None where there is nothing to draw."""
    rows = [(label, counts) for label, counts in rows if sum(counts.values())]
    if not rows:
        return None
    longest = max(sum(counts.values()) for _, counts in rows)
    bars = tuple(_bar(place, label, counts, longest, as_shares) for place, (label, counts) in enumerate(rows))
    used = {part.series for bar in bars for part in bar.parts}
    legend = tuple((series, words) for series, (words, _) in SERIES.items() if series in used)
    return Stack(title, bars, legend, _TOP * 2 + ROW * len(rows))


def _bar(place: int, label: str, counts: Mapping[Verdict, int], longest: int, as_shares: bool) -> Bar:
    top = _TOP + ROW * place + (ROW - _BAR) / 2
    room = (WIDTH - _LEFT - _RIGHT) / (sum(counts.values()) if as_shares else longest)
    parts, left = [], float(_LEFT)
    for series, (words, verdicts) in SERIES.items():
        count = sum(counts.get(verdict, 0) for verdict in verdicts)
        if not count:
            continue
        width = count * room
        middle = _at(left + width / 2) if width >= _NARROWEST else ""
        parts.append(Part(series, _at(left), _at(width), count, middle, f"{label}: {count} {words.lower()}"))
        left += width
    return Bar(label, _at(top), _at(top + _BAR / 2 + 4.5), tuple(parts))


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
