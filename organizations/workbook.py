"""The list of units as a workbook: read as text, and the template people fill in."""

from __future__ import annotations

from datetime import date
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core import workbook
from core.workbook import MAX_BYTES, MAX_UNPACKED, UnreadableWorkbookError, workbook_bytes
from organizations.enums import Kind, Level
from organizations.importing import HEADINGS, MAX_ROWS, cell_text

__all__ = ["MAX_BYTES", "MAX_UNPACKED", "UnreadableWorkbookError", "read_table", "template_file"]


def read_table(file: IO[bytes]) -> list[list[str]]:
    """The first sheet of an .xlsx as text, formulas as they are written; `UnreadableWorkbookError` in words otherwise."""
    return workbook.read_table(file, max_rows=MAX_ROWS, text=cell_text)


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
    return workbook_bytes(book)


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
