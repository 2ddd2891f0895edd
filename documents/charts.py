"""Where everything in a chart stands: from values to places, for the picture in the PDF and on screen.

One picture per bar, one under the other without a gap: a long chart breaks over pages between its bars. Places are
strings of px (1/96 inch), as they go into the attributes of an SVG; styles would be refused by the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.letters import wrap
from documents.paper import TEXT_WIDTH, Bar, Chart

MM = 96 / 25.4
WIDTH, LABEL, PLOT = TEXT_WIDTH * MM, 62 * MM, 68 * MM
SIZE, LEADING, GAP = 11 * 96 / 72, 17.5, 8.0
THICKNESS, STRIPE = 14.0, 4.0
_TEXT_AT = LABEL + PLOT + 3 * MM
#: Dark, middle, striped: told apart on a black and white print.
_FILLS = {"good": "#404040", "fair": "#a6a6a6", "poor": "#ffffff", "none": "none"}


@dataclass(frozen=True)
class Words:
    """One line of words: its baseline and where it begins (or is centred)."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Picture:
    """One bar with its words. `stripes` and `beyond` are paths, empty where there is nothing to draw."""

    spoken: str
    height: str
    words: tuple[Words, ...]
    fill: str
    top: str
    length: str
    stripes: str
    beyond: str


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be drawn. `start` and `hundred` are the places of the two upright lines."""

    title: str
    note: str
    width: str
    start: str
    hundred: str
    pictures: tuple[Picture, ...]
    scale: tuple[Words, ...]


def drawing(chart: Chart) -> Drawing:
    """The places of all bars, words and lines."""
    limit = chart.limit
    steps = [step for step in (0, 50, 100, 125, 150) if step <= limit and not (step == 125 and limit > 125)]
    return Drawing(
        title=chart.title,
        note=chart.note,
        width=_px(WIDTH),
        start=_px(LABEL),
        hundred=_px(LABEL + _length(Decimal(100), limit)),
        pictures=tuple(_picture(bar, limit) for bar in chart.bars),
        scale=tuple(Words(_px(LABEL + _length(Decimal(step), limit)), "15", f"{step}%") for step in steps),
    )


def _picture(bar: Bar, limit: Decimal) -> Picture:
    label = wrap(bar.label, SIZE, LABEL - 3 * MM)
    text = wrap(bar.text, SIZE, WIDTH - _TEXT_AT)
    height = max(len(label), len(text)) * LEADING + GAP
    length, top = _length(bar.drawn, limit), (height - THICKNESS) / 2
    cut = bar.value is not None and Decimal(bar.value) > bar.drawn
    return Picture(
        spoken=f"{bar.label}: {bar.text}",
        height=_px(height),
        words=(*_column(label, 0, height), *_column(text, _TEXT_AT, height)),
        fill=_FILLS[bar.tone],
        top=_px(top),
        length=_px(length) if bar.tone != "none" and length else "",
        stripes=_stripes(length, top) if bar.tone == "poor" else "",
        beyond=f"M{_px(LABEL + length + 2)} {_px(top)}l6 {_px(THICKNESS / 2)}l-6 {_px(THICKNESS / 2)}z" if cut else "",
    )


def _column(lines: list[str], x: float, height: float) -> list[Words]:
    """Lines in the middle of the height; a baseline stands about a third of the size under its line's middle."""
    first = (height - len(lines) * LEADING) / 2 + LEADING / 2 + SIZE * 0.33
    return [Words(_px(x), _px(first + index * LEADING), line) for index, line in enumerate(lines)]


def _stripes(length: float, top: float) -> str:
    count = int((length - 1) / STRIPE)
    return "".join(f"M{_px(LABEL + index * STRIPE)} {_px(top)}v{_px(THICKNESS)}" for index in range(1, count + 1))


def _length(percent: Decimal, limit: Decimal) -> float:
    return float(percent / limit) * PLOT


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
