"""Uploaded workbooks: opened with care, read as text, in little time and memory whatever is in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import DomainError

MAX_BYTES = 5 * 1024 * 1024
#: An honest list of 2000 units unpacks to about 1 MB; a bomb unpacks to gigabytes.
MAX_UNPACKED = 12 * 1024 * 1024
MAX_PARTS = 500
#: No workbook of a spreadsheet program declares entities; in XML they may stand in UTF-16 too.
_DECLARATIONS = tuple(
    word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("ascii", "utf-16-le", "utf-16-be")
)
_MAX_COLUMNS = 40
_MAX_CELL = 2000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_MOST_MERGED = 5000
#: How files begin that are no workbook of today: Excel 97 and workbooks with a password share one envelope.
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOO_LARGE = "Tệp lớn bất thường khi mở ra. Hãy chép danh sách sang tệp mẫu rồi tải lên lại."
_BROKEN = "Không đọc được tệp này. Hãy mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi tải lên lại."
_OLD_FORMAT = (
    "Đây là tệp Excel kiểu cũ (.xls) hoặc tệp có mật khẩu, dù tên là .xlsx. Hãy mở bằng Excel, bỏ mật khẩu nếu có, chọn"
    " “Lưu thành” dạng .xlsx rồi tải lên lại."
)
_MACROS = "Tệp có macro nên không được nhận. Hãy chọn “Lưu thành” dạng Excel Workbook (.xlsx) rồi tải lên lại."


class UnreadableWorkbookError(DomainError):
    """The file is not a list that can be read; the reason says what to do."""


@dataclass(frozen=True)
class Book:
    """An opened workbook: the names of its sheets, and their cells as text."""

    book: Any
    archive: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        return [sheet.title for sheet in self.book.worksheets]

    def table(self, index: int, *, max_rows: int, text: Callable[[Any], str]) -> list[list[str]]:
        """A sheet as rows of text without blank ends; `text` makes the words of one cell."""
        sheet = self.book.worksheets[index]
        sheet.reset_dimensions()  # what the file says of its own size is not believed
        table: list[list[str]] = []
        last = 0
        for cells in sheet.iter_rows(max_col=_MAX_COLUMNS):
            line = _without_blank_tail([text(cell)[:_MAX_CELL] for cell in cells])
            table.append(line)
            last = len(table) if line else last
            if last > 2 * max_rows:
                raise UnreadableWorkbookError(f"Tệp quá dài; mỗi lần nhập tối đa {max_rows} dòng. Hãy chia nhỏ tệp.")
            if len(table) > last + max_rows:
                break  # a sheet formatted to its very bottom has a million blank rows
        return table[:last]

    def merged(self, index: int) -> list[tuple[int, int, int, int]]:
        """The merged ranges of a sheet as (first row, first column, last row, last column), from 1."""
        part = getattr(self.book.worksheets[index], "_worksheet_path", "")  # the reader keeps no other trace of them
        found = _MERGED.findall(self.archive.read(part)) if part in self.archive.namelist() else []
        ranges = [range_boundaries(words.decode()) for words in found[:_MOST_MERGED]]
        return [(top or 1, left or 1, bottom or 1, right or 1) for left, top, right, bottom in ranges]


@contextmanager
def open_book(file: IO[bytes], *, max_unpacked: int = MAX_UNPACKED) -> Iterator[Book]:
    """An .xlsx opened for reading, formulas as they are written; `UnreadableWorkbookError` in words otherwise.

    `max_unpacked` is for lists that are known to be long.
    """
    _refuse_bombs(file, max_unpacked)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            if not book.worksheets:
                raise UnreadableWorkbookError("Tệp không có trang tính nào. Hãy dùng tệp mẫu.")
            with zipfile.ZipFile(file) as archive:
                yield Book(book, archive)
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableWorkbookError(_BROKEN) from error
    except (AttributeError, OSError, EOFError, SyntaxError) as error:  # what openpyxl raises on maimed parts
        raise UnreadableWorkbookError(_BROKEN) from error


def read_table(file: IO[bytes], *, max_rows: int, text: Callable[[Any], str]) -> list[list[str]]:
    """The first sheet as rows of text; `text` makes the words of a cell's value."""
    with open_book(file) as book:
        return book.table(0, max_rows=max_rows, text=lambda cell: text(cell.value))


def workbook_bytes(book: Workbook) -> bytes:
    """A workbook as the file to send."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _refuse_bombs(file: IO[bytes], most: int) -> None:
    file.seek(0)
    if file.read(len(_OLD)) == _OLD:
        raise UnreadableWorkbookError(_OLD_FORMAT)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > most:
                raise UnreadableWorkbookError(_TOO_LARGE)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise UnreadableWorkbookError(_MACROS)
            _unpack_counting(archive, parts, most)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UnreadableWorkbookError(_BROKEN) from error
    file.seek(0)


def _unpack_counting(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], most: int) -> None:
    """The sizes in the directory may lie: unpack once, counting."""
    left = most
    for part in parts:
        before = b""
        with archive.open(part) as stream:
            while block := stream.read(1 << 16):
                left -= len(block)
                if left < 0:
                    raise UnreadableWorkbookError(_TOO_LARGE)
                seen = before + block
                if any(words in seen for words in _DECLARATIONS):
                    raise UnreadableWorkbookError(_BROKEN)
                before = block[-32:]  # a word may lie across two blocks


def _without_blank_tail(line: list[str]) -> list[str]:
    while line and not line[-1].strip():
        line.pop()
    return line
