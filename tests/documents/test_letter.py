"""A letter (công văn): no name of a type, its subject under the number; the office of a signer between hand and name."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from docx import Document

from documents.docx import write_docx
from documents.paper import Block, Column, Letterhead, Paper, Row, Run, Signature, Table
from documents.rendering import paper_html, render
from documents.xlsx import write_xlsx
from tests.documents.measure import lines_of

TABLE = Table("", (Column("TT", 10, "center"), Column("Danh hiệu", 60)), (Row(("1", "Cờ thi đua\n05 cá nhân")),))
LETTER = Paper(
    letterhead=Letterhead(("KHỐI THAM MƯU TỔNG HỢP",), ("UBND TỈNH LÀO CAI",)),
    number_line="Số: 12/KTMTH-TĐKT",
    place_date="Lào Cai, ngày 15 tháng 3 năm 2024",
    type_name="",
    subject=("V/v đăng ký thi đua năm 2024",),
    body=(Block("center", "", (Run("Kính gửi: Hội đồng."),)), TABLE),
    signature=Signature(("TM. KHỐI THI ĐUA", "TRƯỞNG KHỐI"), "Phan Quốc Nghĩa", "CHÁNH VĂN PHÒNG"),
    recipients=("- Như trên.",),
)


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return [line.text for line in lines_of(render(LETTER, "pdf", archival=True).content)]


def test_the_subject_stands_under_the_number_and_before_the_text(printed):
    order = ["Số: 12/KTMTH-TĐKT", "V/v đăng ký thi đua năm 2024", "Kính gửi: Hội đồng."]
    assert [line for line in printed if line in order] == order


def test_the_office_stands_between_the_hand_and_the_name(printed):
    assert printed[-2:] == ["CHÁNH VĂN PHÒNG", "Phan Quốc Nghĩa"]


def test_a_letter_has_no_heading_of_a_type():
    assert "type-name" not in paper_html(LETTER, "pdf")
    assert "about" not in paper_html(replace(LETTER, type_name="BÁO CÁO"), "pdf")


def test_word_has_the_same_order():
    made = Document(io.BytesIO(write_docx(LETTER)))
    number, ending = made.tables[1].rows[0].cells[0], made.tables[-1].rows[0].cells[1]
    assert [p.text for p in number.paragraphs] == ["Số: 12/KTMTH-TĐKT", "V/v đăng ký thi đua năm 2024"]
    assert [p.text for p in ending.paragraphs if p.text] == [
        "TM. KHỐI THI ĐUA", "TRƯỞNG KHỐI", "CHÁNH VĂN PHÒNG", "Phan Quốc Nghĩa",
    ]  # fmt: skip


def test_lines_of_a_cell_stay_lines(printed):
    cell = Document(io.BytesIO(write_docx(LETTER))).tables[2].rows[1].cells[1]
    assert [p.text for p in cell.paragraphs] == ["Cờ thi đua", "05 cá nhân"]
    assert any(line.endswith("Cờ thi đua") for line in printed)


def test_a_workbook_may_hold_other_tables_than_the_paper():
    sheet = Table("Số lượng", (Column("Số", 20, numeric=True),), (Row(("5",)),))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(replace(LETTER, sheets=(sheet,)))))
    assert [page.title for page in book] == ["1. Số lượng"]
    assert [book.active.cell(row, 1).value for row in (2, 4)] == [
        "Số: 12/KTMTH-TĐKT · Lào Cai, ngày 15 tháng 3 năm 2024",
        5,
    ]


def test_json_keeps_the_letter_and_older_papers_keep_their_hash():
    made = replace(LETTER, sheets=(TABLE,))
    assert Paper.from_json(made.to_json()) == made
    plain = replace(LETTER, signature=Signature(("TRƯỞNG KHỐI",), "Nghĩa")).to_json()
    assert "sheets" not in plain
    assert plain["signature"] == {"titles": ["TRƯỞNG KHỐI"], "name": "Nghĩa"}
