"""The workbook: one sheet per table, figures as numbers and the rest as text."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import time_machine
from openpyxl import load_workbook

from documents.paper import Column, Row, Table
from documents.rendering import render
from documents.xlsx import read_number
from tests.documents.tables import CHART, COLUMNS, paper_of, table


def book(*parts, **options):
    return load_workbook(io.BytesIO(render(paper_of(*parts, **options), "xlsx", archival=True).content))


def cells(made: Table):
    """Values, formats and types below the header."""
    (sheet,) = book(made)
    return [[(one.value, one.number_format, one.data_type) for one in row] for row in sheet.iter_rows(min_row=4)]


@pytest.mark.parametrize(
    ("words", "value", "form"),
    [
        ("12.800,5", "12800.5", "#,##0.0"),
        ("1.000.000", "1000000", "#,##0"),
        ("768.030", "768030", "#,##0"),
        ("96,8%", "0.968", "0.0%"),
        ("100 %", "1", "0%"),
        ("-3,25", "-3.25", "0.00"),
        ("−7", "-7", "0"),
        ("0", "0", "0"),
        ("0,40", "0.40", "0.00"),
        ("2024", "2024", "0"),
        ("14.040,807", "14040.807", "#,##0.000"),
    ],
)
def test_vietnamese_figures_become_numbers_that_look_the_same(words, value, form):
    assert read_number(words) == (Decimal(value), form)


@pytest.mark.parametrize(
    "words",
    ["", "12,800.5", "12.80", "1.2345", "007", "0.540", "7 - 7,5%", "trên 10%", "12 tỷ", "1e5", "=1+1", "+5", "0,4‰",
     "5,", ",5", "1.234.56", "٣", "1234567890123456", "--1", "1%%"],
)  # fmt: skip
def test_other_words_are_not_numbers(words):
    assert read_number(words) is None


def test_each_table_has_its_sheet_with_caption_source_header_and_rows():
    made = book(table(2), CHART, table(1, "Phụ biểu: [số] 1/2?"), appendix=(table(1, ""),))
    assert made.sheetnames == ["1. Bảng 1. Kết quả thực hiện cá", "2. Phụ biểu số 1 2", "3. Bảng"]
    sheet = made.worksheets[0]
    assert sheet["A1"].value == "Bảng 1. Kết quả thực hiện các chỉ tiêu"
    assert sheet["A2"].value == "CHỈ THỊ · Số: 01/CT-UBND · Lào Cai, ngày 19 tháng 01 năm 2024"
    assert [one.value for one in sheet[3]] == [column.label for column in COLUMNS]
    assert [one.value for one in sheet[5]] == [
        *("1", "Chỉ tiêu thứ 1 tính theo giá hiện hành của toàn tỉnh", "tỷ đồng"),
        *(12800.5, 1540.25, 0.968),
    ]
    assert [one.number_format for one in sheet[5]][3:] == ["#,##0.0", "#,##0.00", "0.0%"]
    assert [one.data_type for one in sheet[5]] == ["s", "s", "s", "n", "n", "n"]
    assert made.worksheets[2]["A1"].value == "Chỉ thị Về phát động phong trào thi đua năm 2024"


def test_captions_that_are_alike_still_name_different_sheets():
    long = "Kết quả thực hiện các chỉ tiêu kinh tế"
    assert book(table(1, long), table(1, long)).sheetnames == [
        "1. Kết quả thực hiện các chỉ ti",
        "2. Kết quả thực hiện các chỉ ti",
    ]


def test_a_group_is_one_bold_cell_over_all_columns_and_a_total_is_bold():
    (sheet,) = book(table(1))
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:F1", "A2:F2", "A4:F4"}
    assert (sheet["A4"].value, sheet["A4"].font.bold) == ("NHÓM 1", True)
    assert (sheet["D6"].value, sheet["D6"].font.bold) == (768030, True)
    assert not sheet["D5"].font.bold


def test_figures_outside_numeric_columns_and_words_inside_them_stay_text():
    columns = (Column("Mã", 40), Column("Số", 40, numeric=True))
    made = Table("", columns, (Row(("12.800,5", "7 - 7,5%")), Row(("2024", "chưa có"))))
    assert cells(made) == [
        [("12.800,5", "General", "s"), ("7 - 7,5%", "General", "s")],
        [("2024", "General", "s"), ("chưa có", "General", "s")],
    ]


@pytest.mark.parametrize("words", ["=1+1", "+84", "-cmd|' /C calc'!A0", "@SUM(A1)", "'x", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_stays_text(words):
    made = Table(words, (Column(words, 80), Column("Số", 40, numeric=True)), (Row((words, words)),))
    assert cells(made) == [[(words, "General", "s")] * 2]
    (sheet,) = book(made)
    assert [sheet[place].data_type for place in ("A1", "A3", "A4", "B4")] == ["s"] * 4
    assert sheet["A4"].quotePrefix


def test_signs_that_excel_refuses_and_words_too_long_for_a_cell_break_nothing():
    made = Table("Bảng\x07", (Column("A\x00", 80),), (Row(("chuông\x07",)), Row(("ư" * 40_000,))))
    assert [row[0][0] for row in cells(made)] == ["chuông", "ư" * 32_767]


def test_the_sheet_is_set_up_for_reading_and_for_paper():
    (sheet,) = book(table(2))
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert widths == [round(column.width * 0.54 + 0.7, 2) for column in COLUMNS]
    assert sheet["D5"].alignment.horizontal == "right"
    assert sheet["B5"].alignment.wrap_text


def test_a_draft_says_so_and_an_issued_paper_does_not():
    draft, issued = book(table(1), number=None).worksheets[0], book(table(1)).worksheets[0]
    assert draft["A2"].value.endswith("DỰ THẢO")
    assert draft.oddHeader.center.text == "DỰ THẢO"
    assert "DỰ THẢO" not in issued["A2"].value
    assert not issued.oddHeader.center.text


def test_a_paper_without_tables_gives_a_workbook_that_says_so():
    (sheet,) = book(CHART)
    assert sheet["A1"].value == "Văn bản này không có bảng số liệu."


def test_equal_papers_are_equal_files():
    made = paper_of(table(5))
    with time_machine.travel("2024-01-19 08:00", tick=False):
        morning = render(made, "xlsx", archival=False).content
    with time_machine.travel("2026-11-21 17:00", tick=False):
        assert render(made, "xlsx", archival=False).content == morning


def test_a_long_caption_has_room_for_all_its_lines():
    (sheet,) = book(table(1, "Kết quả thực hiện các chỉ tiêu kinh tế - xã hội " * 6))
    assert sheet.row_dimensions[1].height > 3 * 13
