"""Awards year by year as columns: values in, coordinates out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.vietnamese import format_number

WIDTH, HEIGHT = 720, 220
_LEFT, _TOP, _BOTTOM = 12, 28, 30
_MOST = 12
#: Of the room of a year, how much its column takes.
_FILLED = 0.56


@dataclass(frozen=True)
class Columnar:
    """One year: its column, its figure above, its name below. Coordinates are strings, ready for SVG attributes."""

    year: int
    count: int
    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str
    is_chosen: bool


@dataclass(frozen=True)
class YearChart:
    """What is drawn, and what it says in words."""

    columns: tuple[Columnar, ...]
    title: str
    floor: str
    names: str


def year_chart(counts: Sequence[tuple[int, int]], chosen: int) -> YearChart | None:
    """Columns of the last years up to the newest, oldest first; None where there is nothing to compare."""
    known = sorted(counts)[-_MOST:]
    if len(known) < 2:
        return None
    room = (WIDTH - 2 * _LEFT) / len(known)
    tallest = max(count for _, count in known) or 1
    floor = HEIGHT - _BOTTOM
    columns = []
    for place, (year, count) in enumerate(known):
        height = (floor - _TOP) * count / tallest
        left = _LEFT + room * place
        columns.append(
            Columnar(
                year=year,
                count=count,
                x=_at(left + room * (1 - _FILLED) / 2),
                y=_at(floor - height),
                width=_at(room * _FILLED),
                height=_at(height),
                middle=_at(left + room / 2),
                above=_at(floor - height - 7),
                is_chosen=year == chosen,
            )
        )
    return YearChart(tuple(columns), _said(known, chosen), _at(floor), _at(HEIGHT - 9))


def _said(known: Sequence[tuple[int, int]], chosen: int) -> str:
    """What the columns find: the chosen year against the one before."""
    counts = dict(known)
    if chosen not in counts or chosen - 1 not in counts:
        return "Số lần khen thưởng theo năm"
    now, before = counts[chosen], counts[chosen - 1]
    word = "nhiều hơn" if now > before else "ít hơn" if now < before else "bằng"
    return f"Năm {chosen} có {format_number(now)} lần khen thưởng, {word} năm {chosen - 1} ({format_number(before)})"


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
