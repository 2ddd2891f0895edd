"""A certificate as a picture on a page: the very places of the print, as SVG values."""

from __future__ import annotations

from dataclasses import dataclass

from awards.certificates.layout import POINT, Box, Layout, Placement, Text
from awards.certificates.qr import QUIET, dark_runs, modules_of


@dataclass(frozen=True)
class Letters:
    """Words of the picture; lengths are millimetres, as text."""

    text: str
    x: str
    y: str
    size: str
    css: str
    colour: str


@dataclass(frozen=True)
class Shape:
    """A rule, a code, or a place that stays empty in print."""

    kind: str
    x: str
    y: str
    width: str
    colour: str
    path: str = ""
    scale: str = ""


@dataclass(frozen=True)
class Picture:
    """What `templates/awards/_certificate_sheet.html` shows."""

    width: str
    height: str
    texts: tuple[Letters, ...]
    shapes: tuple[Shape, ...]
    faults: tuple[str, ...]


def picture_of(layout: Layout, placement: Placement, address: str) -> Picture:
    """The placement as it stands on this sheet."""
    return Picture(
        f"{layout.width:g}",
        f"{layout.height:g}",
        tuple(_letters(text) for text in placement.texts),
        tuple(_shape(box, address) for box in placement.boxes),
        placement.faults,
    )


def _letters(text: Text) -> Letters:
    css = " ".join(["sheet-text", *(["bold"] if text.bold else []), *(["italic"] if text.italic else [])])
    return Letters(text.text, f"{text.x:.3f}", f"{text.y:.3f}", f"{text.size * POINT:.3f}", css, text.colour)


def _shape(box: Box, address: str) -> Shape:
    path, scale = "", ""
    if box.field == "qr":
        rows = modules_of(address)
        scale = f"{box.width / (len(rows) + 2 * QUIET):.5f}"
        path = "".join(
            f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
            for y, row in enumerate(rows)
            for x, length in dark_runs(row)
        )
    return Shape(box.field, f"{box.x:.3f}", f"{box.y:.3f}", f"{box.width:.3f}", box.colour, path, scale)
