"""Reads a PDF as a ruler would: every word with its place, face and size, in millimetres and points."""

from __future__ import annotations

import ctypes
import io
import re
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True)
class Word:
    """`left`, `right`, `top` in mm from the sheet's upper left corner; `size` in points."""

    text: str
    page: int
    left: float
    right: float
    top: float
    face: str
    size: float


@dataclass(frozen=True)
class Line:
    """Words whose baselines are level."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def face(self) -> str:
        return self.words[0].face

    @property
    def size(self) -> float:
        return self.words[0].size

    @property
    def top(self) -> float:
        return self.words[0].top


def words_of(content: bytes) -> list[Word]:
    """All words of a PDF in the order of its text."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [word for number, page in enumerate(document, start=1) for word in _page_words(page, number)]


def lines_of(content: bytes) -> list[Line]:
    """All lines, page by page, top to bottom and left to right."""
    lines: list[list[Word]] = []
    for word in words_of(content):
        last = lines[-1][-1] if lines else None
        level = last and last.page == word.page and abs(last.top - word.top) < 1.2 and word.left > last.left
        if level and word.left - last.right < 12:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(line)) for line in lines]


def rules_of(content: bytes, page: int = 1) -> list[tuple[float, float, float]]:
    """Drawn horizontal rules of a page: left, right and height on the sheet, in mm."""
    sheet = pypdfium2.PdfDocument(io.BytesIO(content))[page - 1]
    height = sheet.get_height()
    found = []
    for item in sheet.get_objects(max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_PATH and right - left > 20 and top - bottom < 3:
            found.append((left * POINT, right * POINT, (height - top) * POINT))
    return found


def _page_words(page: pypdfium2.PdfPage, number: int) -> list[Word]:
    text = page.get_textpage()
    whole = text.get_text_range()
    height = page.get_height()
    found = []
    for match in re.finditer(r"\S+", whole):
        first, last = match.start(), match.end() - 1
        left = text.get_charbox(first, loose=True)[0]
        right = text.get_charbox(last, loose=True)[2]
        baseline = _origin(text, first)
        found.append(
            Word(
                match[0],
                number,
                left * POINT,
                right * POINT,
                (height - baseline) * POINT,
                _face(text, first),
                _size(text, first),
            )
        )
    return found


def _origin(text: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    return y.value


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    """The size as printed: the font's own, scaled by the page's matrix."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return raw.FPDFText_GetFontSize(text, index) * (matrix.a**2 + matrix.b**2) ** 0.5


def _face(text: pypdfium2.PdfTextPage, index: int) -> str:
    buffer = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, ctypes.byref(flags))
    return buffer.value.decode().partition("+")[2] or buffer.value.decode()


def letters_of(content: bytes) -> str:
    """Every printed letter in order, without spaces and page numbers: a word may be broken at the end of a line."""
    return "".join(word.text for word in words_of(content) if word.top > 20)
