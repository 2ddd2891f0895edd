"""The list of targets as a workbook: the sheet that holds it read as text, and the template people fill in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.vietnamese import format_number
from core.workbook import Book, UnreadableWorkbookError, open_book, workbook_bytes
from targets.enums import Group
from targets.fields import plain
from targets.importing import HEADINGS, heading_row, no_heading
from targets.rows import MOST_ROWS

#: A workbook with more sheets is a year's archive, not a list of targets.
_MOST_SHEETS = 20
#: The cells are kept until they are confirmed; a small file can repeat one long text in every cell.
_MOST_LETTERS = 1_000_000
_TOO_LARGE = Decimal(10) ** 15
_WIDTHS = {"name": 60, "phrase": 24, "words": 50, "whole": 26, "note": 30, "opening": 20}


@dataclass(frozen=True)
class Sheet:
    """The sheet that holds the list: its name, cells as text, merged ranges."""

    name: str
    table: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def read_sheet(file: IO[bytes]) -> Sheet:
    """The first sheet with the headings of the list. `UnreadableWorkbookError` says what is expected otherwise."""
    with open_book(file) as book:
        for index, name in enumerate(book.names[:_MOST_SHEETS]):
            table = book.table(index, max_rows=2 * MOST_ROWS, text=cell_words)
            if heading_row(table) is not None:
                if sum(len(cell) for line in table for cell in line) > _MOST_LETTERS:
                    raise UnreadableWorkbookError(
                        "Danh sách có quá nhiều chữ. Hãy bỏ các cột không cần rồi tải lên lại."
                    )
                return Sheet(name, table, book.merged(index))
        raise UnreadableWorkbookError(f"{no_heading()} Tệp có {_sheets(book)}.")


def cell_words(cell: Any) -> str:
    """A cell as the person sees it: 12800.5 is "12.800,5", a tenth shown as a percentage is "10%"."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, str(getattr(cell, "number_format", "") or ""))
    if isinstance(value, date):  # and datetime, which is one
        return f"{value:%d/%m/%Y}"
    words = getattr(value, "text", None)  # formulas that fill several cells are objects
    return words if isinstance(words, str) and words.startswith("=") else f"={value}" if words else str(value)


def _number(value: float, shown_as: str) -> str:
    positive = shown_as.partition(";")[0]
    literal = "".join(re.findall(r'"([^"]*)"', positive)) + "".join(re.findall(r"\\(\S)", positive))
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", positive)
    exact = Decimal(repr(value))
    if not exact.is_finite() or abs(exact) >= _TOO_LARGE:  # no figure of a province; what reads it refuses it
        return str(value)
    exact = exact * 100 if "%" in bare else exact
    # What Excel computes carries a tail of its binary fractions.
    words = format_number(plain(round(exact, 6)))
    return f"{words}%" if "%" in bare else f"{words}{literal}"


def _sheets(book: Book) -> str:
    names = ", ".join(f"“{name}”" for name in book.names[:_MOST_SHEETS])
    return f"{len(book.names)} trang tính: {names}"


def template_file() -> bytes:
    """The empty list with its headings, and a second sheet that explains every column by examples."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Chỉ tiêu"
    sheet.append([f"{heading.label}{' *' if heading.required else ''}" for heading in HEADINGS])
    guide = book.create_sheet("Hướng dẫn")
    guide.append(["Cột", "Cách ghi"])
    for heading in HEADINGS:
        guide.append([heading.label, _NOTES[heading.key]])
    for page in (sheet, guide):
        page.freeze_panes = "A2"
        for cell in page[1]:
            cell.font = Font(bold=True)
    for number, heading in enumerate(HEADINGS, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        # Text format: Excel would turn "7 - 8" into a day.
        column.width, column.number_format = _WIDTHS.get(heading.key, 14), "@"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 24, 100
    for cells in guide.iter_rows(min_row=2, min_col=2, max_col=2):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    return workbook_bytes(book)


_NOTES = {
    "group": f"Một trong: {'; '.join(str(group.label) for group in Group)}. Có thể để trống.",
    "name": "Bắt buộc. Ví dụ: Tỷ lệ đô thị hóa. Tên chung như Cơ cấu kinh tế thì để trống mức cần đạt.",
    "phrase": "Ghi bằng chữ như trên chỉ thị: Trên 10%; 7 - 7,5%; Đạt từ 86% trở lên; 12.800 tỷ đồng.",
    "comparator": "Chỉ dùng khi ghi số ở cột Giá trị. Một trong: đạt; từ; trên; không quá; dưới; khoảng; từ … đến ….",
    "low": "Số: dấu chấm tách hàng nghìn, dấu phẩy trước số lẻ (12.800,5). Không dùng cùng cột Mức cần đạt.",
    "high": "Số thứ hai của một khoảng.",
    "unit": "Ví dụ: %, tỷ đồng, triệu đồng/năm, xã, giường bệnh.",
    "whole": "Tên dòng chung mà dòng này là thành phần; dòng chung phải đứng liền trên các phần của nó.",
    "joint": "Cách nối với dòng trên khi in. Để trống: dòng mới. Hoặc một trong: ; , . : và.",
    "words": "Câu chữ in trên chỉ thị. Để trống: in “tên: mức cần đạt”.",
    "indicator": "Mã của chỉ tiêu trong danh mục chỉ tiêu, nếu có.",
    "opening": "Kết quả cuối năm trước, chỉ ghi số.",
    "note": "Ghi chú nội bộ, không in trên chỉ thị.",
}
