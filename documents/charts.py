"""Where everything in a chart stands: from values to places, for the picture in the PDF and on screen.

Words stand in the cells of a table and one picture per bar between them, without a gap from row to row: a long chart
breaks over pages between its bars. The words are put on lines here, so that each picture is as high as its row. Places
are strings of px (1/96 inch), as they go into the attributes of an SVG; styles would be refused by the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.letters import wrap
from documents.paper import Bar, Chart

MM = 96 / 25.4
#: The three columns, as in the style sheet; the bars keep a margin for the ends of the scale's words.
LABEL, PICTURE, TEXT = 59 * MM, 74 * MM, 32 * MM
START, PLOT = 4 * MM, 66 * MM
SIZE, LEADING, GAP = 11 * 96 / 72, 17.5, 8.0
THICKNESS, STRIPE = 14.0, 4.0
#: A hair of room, for programs that round the widths of letters.
_SAFE = 0.5 * MM
#: Dark, middle, striped: told apart on a black and white print.
_FILLS = {"good": "#404040", "fair": "#a6a6a6", "poor": "#ffffff", "none": "none"}


@dataclass(frozen=True)
class Step:
    """One mark of the scale."""

    x: str
    text: str


@dataclass(frozen=True)
class Picture:
    """One bar with its words, line by line. `stripes` and `beyond` are paths, empty where there is nothing to draw."""

    label: list[str]
    text: list[str]
    spoken: str
    height: str
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
    scale: tuple[Step, ...]


def drawing(chart: Chart) -> Drawing:
    """The places of all bars, words and lines."""
    limit = chart.limit
    steps = [step for step in (0, 50, 100, 125, 150) if step <= limit and not (step == 125 and limit > 125)]
    return Drawing(
        title=chart.title,
        note=chart.note,
        width=_px(PICTURE),
        start=_px(START),
        hundred=_px(START + _length(Decimal(100), limit)),
        pictures=tuple(_picture(bar, limit) for bar in chart.bars),
        scale=tuple(Step(_px(START + _length(Decimal(step), limit)), f"{step}%") for step in steps),
    )


def _picture(bar: Bar, limit: Decimal) -> Picture:
    label = wrap(bar.label, SIZE, LABEL - _SAFE)
    text = wrap(bar.text, SIZE, TEXT - _SAFE)
    height = max(len(label), len(text)) * LEADING + GAP
    length, top = _length(bar.drawn, limit), (height - THICKNESS) / 2
    cut = bar.value is not None and Decimal(bar.value) > bar.drawn
    return Picture(
        label=label,
        text=text,
        spoken=bar.text,
        height=_px(height),
        fill=_FILLS[bar.tone],
        top=_px(top),
        length=_px(length) if bar.tone != "none" and length else "",
        stripes=_stripes(length, top) if bar.tone == "poor" else "",
        beyond=f"M{_px(START + length + 2)} {_px(top)}l6 {_px(THICKNESS / 2)}l-6 {_px(THICKNESS / 2)}z" if cut else "",
    )


def _stripes(length: float, top: float) -> str:
    count = int((length - 1) / STRIPE)
    return "".join(f"M{_px(START + index * STRIPE)} {_px(top)}v{_px(THICKNESS)}" for index in range(1, count + 1))


def _length(percent: Decimal, limit: Decimal) -> float:
    return float(percent / limit) * PLOT


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
