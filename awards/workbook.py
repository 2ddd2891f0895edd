"""The list of past awards as a workbook: read as text, the template people fill in, the bad rows with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from awards.import_cells import HEADINGS, LABELS
from awards.importing import MOST_ROWS
from core.workbook import open_book, workbook_bytes
from organizations.importing import cell_text

#: 50,000 rows of 14 columns are about 4 MB, unpacked 70 MB; what unpacks to more is no list.
MAX_BYTES = 15 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
_WIDTHS = {"name": 34, "unit": 34, "title": 30, "number": 20, "decided_by": 28, "achievement": 60, "post": 24}
_NOTES: Mapping[str, str] = {
    "name": "Bắt buộc. Họ và tên cá nhân, tên tập thể hoặc tên chủ hộ.",
    "kind": "Cá nhân, Tập thể hoặc Hộ gia đình. Để trống được khi danh hiệu chỉ tặng một loại.",
    "citizen_id": "12 chữ số. Có số này thì nhận ra người cũ chắc chắn nhất.",
    "birth_year": "Bốn chữ số. Thiếu cả CCCD và năm sinh thì người trùng tên cùng đơn vị phải được hỏi lại.",
    "is_woman": "Ghi x nếu là nữ.",
    "is_ethnic_minority": "Ghi x nếu là người dân tộc thiểu số.",
    "post": "Chức vụ khi được khen thưởng.",
    "unit": "Bắt buộc. Mã hoặc tên đơn vị như trong danh sách Đơn vị.",
    "title": "Bắt buộc. Tên, mã hoặc viết tắt trong danh mục: CSTĐCS, LĐTT, TTLĐXS…",
    "year": "Bắt buộc. Năm thành tích, bốn chữ số.",
    "number": "Bắt buộc. Số và ký hiệu, ví dụ 125/QĐ-UBND.",
    "decided_on": "ngày/tháng/năm, ví dụ 05/12/2023.",
    "decided_by": "Ví dụ Chủ tịch UBND tỉnh.",
    "achievement": "Không bắt buộc.",
}


def read_awards(file: IO[bytes]) -> list[list[str]]:
    """The first sheet as text; `UnreadableWorkbookError` in words otherwise."""
    with open_book(file, max_unpacked=MAX_UNPACKED) as book:
        return book.table(0, max_rows=MOST_ROWS, text=_words)


def _words(cell: Any) -> str:
    value = cell.value
    return "" if value is None else value if isinstance(value, str) else cell_text(value)


def template_file() -> bytes:
    """The empty list with its headings, and a second sheet that explains every column."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lịch sử khen thưởng"
    sheet.append([f"{heading.label}{' *' if heading.required else ''}" for heading in HEADINGS])
    guide = book.create_sheet("Hướng dẫn")
    guide.append(["Cột", "Cách ghi"])
    for heading in HEADINGS:
        guide.append([heading.label, _NOTES[heading.key]])
    for page in (sheet, guide):
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
    for number, heading in enumerate(HEADINGS, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(heading.key, max(len(heading.label) + 4, 12))
        # Text format, so that Excel leaves numbers and days as they are typed.
        sheet.column_dimensions[letter].number_format = "@"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 28, 100
    return workbook_bytes(book)


def bad_rows_file(keys: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The bad rows as they were typed, with the line of the file and the reason, to be mended and uploaded again."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Dòng lỗi"
    sheet.append([*(LABELS[key] for key in keys), "Dòng trong tệp", "Lý do"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        reasons = "\n".join(f"{label}: {words}" for label, words in row["faults"])
        sheet.append([*(row["cells"].get(key, "") for key in keys), row["number"], reasons])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # what begins like a formula stays a text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, key in enumerate(keys, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(key, 14)
    sheet.column_dimensions[get_column_letter(len(keys) + 2)].width = 70
    sheet.freeze_panes = "A2"
    return workbook_bytes(book)
