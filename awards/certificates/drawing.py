"""One certificate as the drawing operators of a PDF page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from awards.certificates.fonts import face, face_name
from awards.certificates.layout import POINT, Box, Placement, Text
from awards.certificates.qr import QUIET, dark_runs, modules_of

#: Of the page's operators: they are short, and more effort saves next to nothing.
COMPRESSION = 6


@dataclass(frozen=True)
class Drawing:
    """A page: its compressed operators, and the glyphs of each face that they use, with the letters they stand for."""

    content: bytes
    glyphs: dict[str, dict[int, str]] = field(default_factory=dict)


def draw(placement: Placement, height: float, *, qr_text: str, show_places: bool = False) -> Drawing:
    """The page of a sheet this high (mm). `show_places` outlines what stays empty in print: for the preview only."""
    glyphs: dict[str, dict[int, str]] = {}
    operators = [_box(box, height, qr_text, show_places) for box in placement.boxes]
    operators += [_text(text, height, glyphs) for text in placement.texts]
    return Drawing(zlib.compress("\n".join(filter(None, operators)).encode("ascii"), COMPRESSION), glyphs)


def _text(text: Text, height: float, glyphs: dict[str, dict[int, str]]) -> str:
    name = face_name(bold=text.bold, italic=text.italic)
    found = face(name)
    runs = found.runs(text.text)
    used = glyphs.setdefault(name, {})
    used.update(zip((glyph for glyph, _ in runs), text.text, strict=True))
    shown, run = [], ""
    for glyph, kern in runs:
        run += f"{glyph:04x}"
        if kern:
            shown.append(f"<{run}>{-found.thousandths(kern)}")
            run = ""
    shown.append(f"<{run}>" if run else "")
    place = f"1 0 0 1 {_points(text.x)} {_points(height - text.y)} Tm"
    return f"BT {_colour(text.colour)} rg /{name} {text.size:g} Tf {place} [{''.join(shown)}]TJ ET"


def _box(box: Box, height: float, qr_text: str, show_places: bool) -> str:
    if box.field == "qr":
        return _qr(box, height, qr_text)
    if box.field == "rule":
        y = _points(height - box.y)
        return f"{_colour(box.colour)} RG 0.75 w {_points(box.x)} {y} m {_points(box.x + box.width)} {y} l S"
    return _outline(box, height) if show_places else ""


def _outline(box: Box, height: float) -> str:
    side = _points(box.width)
    lower = _points(height - box.y - box.width)
    return f"q 0.6 0.6 0.6 RG 0.5 w [3 3] 0 d {_points(box.x)} {lower} {side} {side} re S Q"


def _qr(box: Box, height: float, text: str) -> str:
    """Dark modules as bars along each row; the white quiet zone lies inside the box."""
    rows = modules_of(text)
    module = box.width / POINT / (len(rows) + 2 * QUIET)
    left, top = box.x / POINT + QUIET * module, (height - box.y) / POINT - QUIET * module
    # Drawn in units of one module, so that every bar is a few whole numbers.
    bars = [f"q {module:.5f} 0 0 {-module:.5f} {left:.3f} {top:.3f} cm 0 g"]
    bars += [f"{x} {y} {length} 1 re" for y, row in enumerate(rows) for x, length in dark_runs(row)]
    bars.append("f Q")
    return "\n".join(bars)


def _points(millimetres: float) -> str:
    return f"{millimetres / POINT:.3f}"


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"
