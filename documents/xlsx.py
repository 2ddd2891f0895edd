"""The tables of a paper as a workbook: one sheet each, figures as numbers, everything else as text."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from documents.letters import wrap
from documents.package import FIXED_DAY, undated
from documents.paper import Paper, Row, Table

#: What Excel takes in one cell, in the name of a sheet, and in a number before it rounds.
_LONGEST_CELL, _LONGEST_NAME, _MOST_DIGITS = 32_767, 31, 15
_FACE, _SIZE = "Times New Roman", 12
#: Characters of width per millimetre, in the default font of a workbook.
_PER_MM = 0.54
_CAPTION_ROW, _SOURCE_ROW, _HEADER_ROW = 1, 2, 3
_NUMBER = re.compile(r"[-−]?(?:0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(?:,\d+)?(?:\s?%)?")
_EDGE = Side(style="thin", color="000000")
_RULED = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def write_xlsx(paper: Paper) -> bytes:
    """The file's bytes: caption, number and date of the paper, header, rows. Equal papers give equal bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for position, table in enumerate(paper.sheets or paper.tables, start=1):
        name = _sheet_name(position, table.caption)
        _table(book.create_sheet(name), table, paper)
    if not book.worksheets:
        _text(book.create_sheet("Không có bảng").cell(1, 1), "Văn bản này không có bảng số liệu.")
    properties = book.properties
    properties.title, properties.creator = paper.meta_title[:255], paper.meta_author[:255]
    properties.language, properties.created = "vi-VN", FIXED_DAY
    buffer = io.BytesIO()
    book.save(buffer)
    properties.modified = FIXED_DAY  # saving wrote the present time
    return undated(buffer, {"docProps/core.xml": tostring(properties.to_tree())})


def read_number(words: str) -> tuple[Decimal, str] | None:
    """A figure in Vietnamese writing and its number format: "12.800,5" → 12800.5 "#,##0.0"; None for other words."""
    if not _NUMBER.fullmatch(words) or sum(letter.isdecimal() for letter in words) > _MOST_DIGITS:
        return None
    whole, _, fraction = words.rstrip("% \u00a0").partition(",")
    value = Decimal(f"{whole.replace('.', '').replace('−', '-')}.{fraction or 0}")
    form = ("#,##0" if "." in whole else "0") + (f".{'0' * len(fraction)}" if fraction else "")
    return (value / 100, f"{form}%") if words.endswith("%") else (value if fraction else value.to_integral(), form)


def _sheet_name(position: int, caption: str) -> str:
    """Its place and the beginning of its caption: never empty, never twice."""
    words = re.sub(r"[\[\]:*?/\\]", " ", ILLEGAL_CHARACTERS_RE.sub("", caption or "Bảng"))
    return f"{position}. {' '.join(words.split())}"[:_LONGEST_NAME].rstrip("' ")


def _table(sheet: Worksheet, table: Table, paper: Paper) -> None:
    source = " · ".join(part for part in (paper.type_name, paper.number_line, paper.place_date) if part)
    heads = (
        (_CAPTION_ROW, table.caption or paper.meta_title, Font(name=_FACE, size=13, bold=True)),
        (
            _SOURCE_ROW,
            f"{source} · {paper.watermark}" if paper.watermark else source,
            Font(name=_FACE, size=_SIZE, italic=True),
        ),
    )
    for number, words, font in heads:
        _text(sheet.cell(number, 1), words, font=font, alignment=Alignment("center", "center", wrap_text=True))
        _merge(sheet, number, words, table, font)
    for index, column in enumerate(table.columns, start=1):
        head = sheet.cell(_HEADER_ROW, index)
        _text(head, column.label, font=_font(bold=True), alignment=Alignment("center", "center", wrap_text=True))
        head.border = _RULED
        sheet.column_dimensions[get_column_letter(index)].width = round(column.width * _PER_MM + 0.7, 2)
    for number, row in enumerate(table.rows, start=_HEADER_ROW + 1):
        _row(sheet, number, row, table)
    _printing(sheet, paper.watermark)


def _row(sheet: Worksheet, number: int, row: Row, table: Table) -> None:
    font = _font(bold=row.kind != "row")
    if row.kind == "group":
        for index in range(1, len(table.columns) + 1):
            sheet.cell(number, index).border = _RULED
        _text(sheet.cell(number, 1), row.cells[0], font=font, alignment=Alignment("left", "center", wrap_text=True))
        _merge(sheet, number, row.cells[0], table, font)
        return
    for index, (words, column) in enumerate(zip(row.cells, table.columns, strict=True), start=1):
        cell = sheet.cell(number, index)
        figure = read_number(words.strip()) if column.numeric else None
        if figure:
            cell.value, cell.number_format = figure
            cell.font = font
        elif words:
            _text(cell, words, font=font)
        cell.alignment, cell.border = Alignment(column.side, "center", wrap_text=True), _RULED


def _merge(sheet: Worksheet, number: int, words: str, table: Table, font: Font) -> None:
    """One cell over all columns, as high as its words need: a program fits the height of single cells only."""
    sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(table.columns))
    size = font.size or _SIZE
    lines = wrap(words, size, table.width * 72 / 25.4 * 0.95, bold=bool(font.bold))
    sheet.row_dimensions[number].height = len(lines) * size * 1.25 + 4


def _text(cell: Any, words: str, font: Font | None = None, alignment: Alignment | None = None) -> None:
    """The words as text, whatever they begin with, and still as text after somebody edited the cell."""
    assert isinstance(cell, Cell)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)[:_LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@", "'"))
    cell.font = font or _font()
    if alignment:
        cell.alignment = alignment


def _font(*, bold: bool = False) -> Font:
    return Font(name=_FACE, size=_SIZE, bold=bold)


def _printing(sheet: Worksheet, watermark: str) -> None:
    """A4 upright, as wide as the paper's text, the header on every page."""
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.paperSize = 9  # A4 in the numbering of the format
    sheet.page_setup.orientation = "portrait"
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = watermark.replace("&", "&&") or None
    sheet.oddFooter.center.text = "&P/&N"
