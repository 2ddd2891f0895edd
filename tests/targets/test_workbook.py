"""Uploaded lists of targets: cells as the person sees them, the right sheet found, harmful files refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from core.workbook import UnreadableWorkbookError
from targets.importing import read
from targets.workbook import Sheet, read_sheet, template_file

HEAD = ["Chỉ tiêu", "Mức cần đạt"]


def sheet_of(book: Workbook) -> Sheet:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_sheet(buffer)


def cell(value: object, shown_as: str = "General") -> str:
    book = Workbook()
    book.active.append(HEAD)
    book.active["B2"] = value
    book.active["B2"].number_format = shown_as
    return sheet_of(book).table[1][1]


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        ("Trên 10%", "General", "Trên 10%"),
        (12800.5, "General", "12.800,5"),
        (12800, "#,##0", "12.800"),
        (0.1, "0%", "10%"),
        (0.121, "0.0%", "12,1%"),
        (1.1 + 2.2, "General", "3,3"),
        (10, '0"%"', "10%"),
        (10, "0\\%", "10%"),
        (12800, '#,##0" tỷ đồng"', "12.800 tỷ đồng"),
        (12800, "[Red]#,##0;-0%", "12.800"),
        (-5, "General", "-5"),
        (1e-9, "General", "0"),
        (date(2026, 7, 8), "d-mmm", "08/07/2026"),
        ("=1+1", "General", "=1+1"),
        (ArrayFormula("B2:B3", "=A1*2"), "General", "=A1*2"),
        (True, "General", "True"),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(value, shown_as, text):
    assert cell(value, shown_as) == text


def test_the_sheet_with_the_headings_is_found_behind_others():
    book = Workbook()
    book.active.append(["Trang bìa"])
    book.create_sheet("Biểu 1").append(HEAD)
    assert sheet_of(book) == Sheet("Biểu 1", [HEAD], [])


def test_without_the_headings_the_expected_ones_and_the_sheets_are_named():
    book = Workbook()
    book.active.title = "Bìa"
    book.create_sheet("Đơn vị").append(["Mã", "Tên"])
    with pytest.raises(UnreadableWorkbookError) as refusal:
        sheet_of(book)
    assert "“Chỉ tiêu”" in refusal.value.reasons[0]
    assert refusal.value.reasons[0].endswith("Tệp có 2 trang tính: “Bìa”, “Đơn vị”.")


def test_merged_cells_are_told_in_the_list():
    book = Workbook()
    for line in (HEAD, ["Một", "1 xã"], ["Hai", None]):
        book.active.append(line)
    book.active.merge_cells("B2:B3")
    found = sheet_of(book)
    assert found.merged == [(2, 2, 3, 2)]
    listed = read(found.table, merged=found.merged)
    assert [(row.number, *row.faults[0]) for row in listed.rows] == [
        (n, "Mức cần đạt", "Ô gộp (dòng 2 đến 3): hãy bỏ gộp ô và ghi giá trị vào từng dòng.") for n in (2, 3)
    ]


def test_a_million_blank_rows_are_passed_over():
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(["Tỷ lệ A", "5%"])
    buffer = io.BytesIO()
    book.save(buffer)
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')
            target.writestr(name, part)
    assert read_sheet(made).table == [HEAD, ["Tỷ lệ A", "5%"]]


def test_a_million_rows_that_are_there_are_refused():
    book = Workbook()
    book.active.append(HEAD)
    buffer, made = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 1_048_577))
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"</sheetData>", rows + b"</sheetData>"))
    assert len(made.getvalue()) < 5 * 1024 * 1024
    with pytest.raises(UnreadableWorkbookError, match="lớn bất thường"):
        read_sheet(made)


def test_too_many_rows_are_refused():
    book = Workbook()
    book.active.append(HEAD)
    for number in range(2001):
        book.active.append([f"Tỷ lệ {number}", "5%"])
    with pytest.raises(UnreadableWorkbookError, match="Tệp quá dài"):
        sheet_of(book)


def test_the_template_is_read_by_its_own_reader():
    found = read_sheet(io.BytesIO(template_file()))
    assert found.name == "Chỉ tiêu"
    assert read(found.table).problems == ("Tệp chỉ có dòng tiêu đề, chưa có chỉ tiêu nào.",)
