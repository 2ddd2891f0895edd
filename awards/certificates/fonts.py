"""The letters of a certificate: their widths, their pairs, and a font file with only the ones a sheet uses.

The faces are read once per process. A subset keeps the glyph numbers of the whole font, so that the drawn page is the
same bytes in the file of one certificate and in the press file of five thousand; it carries no hints, which only serve
screens of long ago.
"""

from __future__ import annotations

import io
import itertools
import struct
import sys
import threading
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from awards.certificates.layout import POINT

FOLDER = Path(settings.BASE_DIR) / "static" / "fonts" / "liberation"
#: Name of a face in the drawing, and its file.
FACES: Mapping[str, str] = {"R": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}
_TABLES = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")


def face_name(*, bold: bool, italic: bool) -> str:
    return ("B" if bold else "") + ("I" if italic else "") or "R"


@lru_cache(maxsize=4)
def face(name: str) -> Face:
    """One of the four faces, read once."""
    return Face(FOLDER / f"LiberationSerif-{FACES[name]}.ttf")


class Face:
    """A TrueType font: what a glyph is, how wide, and the subset with some of them."""

    def __init__(self, path: Path) -> None:
        # Loaded where a sheet is drawn or measured; the other pages need none of it.
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        font = TTFont(io.BytesIO(path.read_bytes()), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
        number = font.getReverseGlyphMap()
        self.postscript_name = str(font["name"].getDebugName(6))
        self.units = int(font["head"].unitsPerEm)
        self.glyphs: dict[str, int] = {chr(code): number[name] for code, name in font.getBestCmap().items()}
        order = font.getGlyphOrder()
        self.advances: list[int] = [font["hmtx"][name][0] for name in order]
        self._bearings: list[int] = [font["hmtx"][name][1] for name in order]
        self.kerns = {
            (number[left], number[right]): value
            for table in font["kern"].kernTables
            for (left, right), value in table.kernTable.items()
        }
        self._order = order
        self._number = number
        # Read now: web servers draw in several threads, and a font that is read on demand is not for two at once.
        self._glyf: Any = font["glyf"]
        self._raw = {tag: font.reader[tag] for tag in ("head", "hhea", "maxp")}
        self._outlines: dict[int, tuple[bytes, tuple[int, ...]]] = {}
        self._reading = threading.Lock()
        self.descriptor = self._described(font)

    def _described(self, font: Any) -> dict[str, Any]:
        """The figures a PDF tells of a font, in thousandths of its size."""
        head, os2, post = font["head"], font["OS/2"], font["post"]
        box = [self.thousandths(value) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        return {
            "box": box,
            "ascent": self.thousandths(os2.sTypoAscender),
            "descent": self.thousandths(os2.sTypoDescender),
            "cap_height": self.thousandths(getattr(os2, "sCapHeight", 1341)),
            "italic_angle": round(post.italicAngle),
        }

    def thousandths(self, units: int) -> int:
        return round(units * 1000 / self.units)

    def runs(self, text: str) -> list[tuple[int, int]]:
        """Each glyph with the space the pair it begins takes off (negative) or adds, in font units."""
        numbers = [self.glyphs[char] for char in text]
        kerns = [self.kerns.get(pair, 0) for pair in itertools.pairwise(numbers)]
        return list(zip(numbers, [*kerns, 0], strict=True)) if numbers else []

    @lru_cache(maxsize=20_000)  # noqa: B019  # there are four faces for the life of the process
    def units_wide(self, text: str) -> int:
        """The width of the words in font units, pairs included."""
        return sum(self.advances[glyph] + kern for glyph, kern in self.runs(text))

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font file with these glyphs (and the parts they are made of) under their own numbers."""
        kept = sorted(self._with_parts(glyphs))
        count = kept[-1] + 1
        offsets, outlines, at = array("I"), [], 0
        wide = bytearray(4 * count)
        for glyph in kept:
            # Where this outline begins, also for the empty glyphs before it.
            offsets.extend([at] * (glyph + 1 - len(offsets)))
            outline, _ = self._outline(glyph)
            outlines.append(outline)
            at += len(outline)
            struct.pack_into(">Hh", wide, 4 * glyph, self.advances[glyph], self._bearings[glyph])
        offsets.append(at)
        if sys.byteorder == "little":
            offsets.byteswap()
        head, hhea, maxp = (bytearray(self._raw[tag]) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">I", head, 8, 0)  # the checksum of a whole file; nobody reads it in a PDF
        struct.pack_into(">h", head, 50, 1)  # long offsets
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        return _font_file(
            {
                "glyf": b"".join(outlines),
                "head": head,
                "hhea": hhea,
                "hmtx": wide,
                "loca": offsets.tobytes(),
                "maxp": maxp,
            }
        )

    def _with_parts(self, glyphs: Iterable[int]) -> set[int]:
        found: set[int] = set()
        waiting = [0, *glyphs]
        while waiting:
            glyph = waiting.pop()
            if glyph not in found:
                found.add(glyph)
                waiting += self._outline(glyph)[1]
        return found

    def _outline(self, glyph: int) -> tuple[bytes, tuple[int, ...]]:
        """The outline without hints, padded, and the glyphs it is put together from."""
        found = self._outlines.get(glyph)
        if found is None:
            with self._reading:
                drawn = self._glyf[self._order[glyph]]
                drawn.removeHinting()
                outline = drawn.compile(self._glyf, recalcBBoxes=False)
                parts = tuple(self._number[name] for name in drawn.getComponentNames(self._glyf))
            found = self._outlines[glyph] = (outline + bytes(-len(outline) % 4), parts)
        return found


class FontMetrics:
    """What the layout asks of the letters."""

    def width(self, text: str, size: float, *, bold: bool, italic: bool) -> float:
        found = face(face_name(bold=bold, italic=italic))
        return found.units_wide(text) / found.units * size * POINT

    def missing(self, text: str, *, bold: bool, italic: bool) -> str:
        glyphs = face(face_name(bold=bold, italic=italic)).glyphs
        return "".join(dict.fromkeys(char for char in text if char not in glyphs and char != "\n"))


METRICS = FontMetrics()


def _font_file(tables: Mapping[str, bytes | bytearray]) -> bytes:
    """The tables with their directory, as a TrueType file. Checksums of tables are left 0: PDF readers skip them."""
    count = len(_TABLES)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    body, at = [], 12 + 16 * count
    for tag in _TABLES:
        table = bytes(tables[tag])
        directory += struct.pack(">4sIII", tag.encode(), 0, at, len(table))
        padded = table + bytes(-len(table) % 4)
        body.append(padded)
        at += len(padded)
    return directory + b"".join(body)
