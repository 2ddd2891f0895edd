"""Uploaded workbooks: opened with care, read as text; and the template people fill in."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import DomainError
from organizations.enums import Kind, Level
from organizations.importing import HEADINGS, MAX_ROWS, cell_text

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
_TOO_LARGE = "Tệp lớn bất thường khi mở ra. Hãy chép danh sách sang tệp mẫu rồi tải lên lại."
_BROKEN = "Không đọc được tệp này. Hãy mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi tải lên lại."


class UnreadableWorkbookError(DomainError):
    """The file is not a list that can be read; the reason says what to do."""


def read_table(file: IO[bytes]) -> list[list[str]]:
    """The first sheet of an .xlsx as text, formulas as they are written; `UnreadableWorkbookError` in words otherwise."""
    _refuse_bombs(file)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            return _first_sheet(book)
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableWorkbookError(_BROKEN) from error
    except (AttributeError, OSError, EOFError, SyntaxError) as error:  # what openpyxl raises on maimed parts
        raise UnreadableWorkbookError(_BROKEN) from error


def _refuse_bombs(file: IO[bytes]) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise UnreadableWorkbookError(_TOO_LARGE)
            # The sizes in the directory may lie: unpack once, counting.
            left = MAX_UNPACKED
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
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UnreadableWorkbookError(_BROKEN) from error
    file.seek(0)


def _first_sheet(book: Workbook) -> list[list[str]]:
    if not book.worksheets:
        raise UnreadableWorkbookError("Tệp không có trang tính nào. Hãy dùng tệp mẫu.")
    sheet: Any = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    table: list[list[str]] = []
    last = 0
    for cells in sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True):
        line = _without_blank_tail([cell_text(value)[:_MAX_CELL] for value in cells])
        table.append(line)
        last = len(table) if line else last
        if last > 2 * MAX_ROWS:
            raise UnreadableWorkbookError(f"Tệp quá dài; mỗi lần nhập tối đa {MAX_ROWS} dòng. Hãy chia nhỏ tệp.")
        if len(table) > last + MAX_ROWS:
            break  # a sheet formatted to its very bottom has a million blank rows
    return table[:last]


def _without_blank_tail(line: list[str]) -> list[str]:
    while line and not line[-1].strip():
        line.pop()
    return line


def template_file() -> bytes:
    """The empty list with its headings and one example, and a second sheet that explains every column."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách đơn vị"
    sheet.append([f"{heading.label}{' *' if heading.required else ''}" for heading in HEADINGS])
    guide = book.create_sheet("Hướng dẫn")
    for line in _guide():
        guide.append(line)
    for page in (sheet, guide):
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
    for number, heading in enumerate(HEADINGS, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(len(heading.label) + 4, 14)
        # Text format, so that Excel leaves codes and days as they are typed.
        sheet.column_dimensions[letter].number_format = "@"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 32, 100
    for cells in guide.iter_rows(min_row=2, min_col=2, max_col=2):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _guide() -> list[list[str]]:
    day = f"ngày/tháng/năm, ví dụ {date(2025, 7, 1):%d/%m/%Y}"
    notes = {
        "code": "Bắt buộc, không trùng. Chữ thường không dấu, số, gạch nối; ví dụ sonoivu-laocai.",
        "name": "Bắt buộc. Tên đầy đủ, ví dụ Sở Nội vụ tỉnh Lào Cai.",
        "kind": f"Bắt buộc. Một trong: {', '.join(str(kind.label) for kind in Kind)}.",
        "level": f"Bắt buộc. Một trong: {', '.join(str(level.label) for level in Level)}.",
        "parent": "Mã của cơ quan cấp trên: đã có trong hệ thống hoặc ở dòng khác của danh sách này.",
        "position": "Số để xếp thứ tự khi in danh sách; để trống là 0.",
        "valid_from": f"Ngày bắt đầu hoạt động: {day}. Để trống nếu đã có từ lâu.",
        "valid_to": f"Ngày đầu tiên không còn hoạt động: {day}. Để trống nếu đang hoạt động.",
        "document_symbol": "Phần sau gạch nối của số, ký hiệu: UBND trong 01/CT-UBND.",
        "place": "Ghi trước ngày tháng trên văn bản, ví dụ Lào Cai.",
        "letterhead": "Để trống nếu giống tên; dùng dấu | để xuống dòng.",
        "letterhead_superior": "Ví dụ UBND TỈNH LÀO CAI; Ủy ban nhân dân tỉnh thì để trống.",
    }
    rows = [[heading.label, notes.get(heading.key, "Không bắt buộc.")] for heading in HEADINGS]
    return [["Cột", "Cách ghi"], *rows]
