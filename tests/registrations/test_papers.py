"""The paper of a registration: exactly the one that was signed in Lào Cai in March 2024, and any other in order."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.paper import Paper
from documents.rendering import render
from registrations.content import Content, Letter, Registered, UnitRow
from registrations.letter_paper import ROOM
from registrations.papers import paper_of
from tests.documents.measure import letters_of
from tests.registrations.real import CONTENT

PAPER = paper_of(CONTENT)


def bare(text: str) -> str:
    return "".join(text.split())


def in_order(letters: str, pieces: list[str]) -> list[str]:
    """The pieces that are not found, each after the one before it."""
    missing, at = [], 0
    for piece in map(bare, pieces):
        found = letters.find(piece, at)
        missing += [piece] if found < 0 else []
        at = max(at, found + len(piece))
    return missing


def pieces_of(content: Content) -> list[str]:
    """What the paper must say, in its order: pledges, then row by row."""
    said = [f"{number}. {text.replace('*', '')}" for number, text in enumerate(content.pledges, start=1)]
    for number, unit in enumerate(content.units, start=1):
        said += [f"{number}", unit.name, *(one.on_paper for one in unit.own)]
        said += [f"Không đăng ký: {unit.reason}"] if unit.reason else []
        said += [one.on_paper for one in unit.inner]
    return said


def letters(paper: Paper) -> str:
    body = [part.text for part in paper.body]
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    return bare("".join([*body, *cells]))


def test_the_letterhead_number_and_day_leave_room_for_the_pen():
    assert (PAPER.letterhead.superior, PAPER.letterhead.issuer) == (
        ("UBND TỈNH LÀO CAI",),
        ("KHỐI THAM MƯU", "TỔNG HỢP"),
    )
    assert PAPER.number_line == f"Số: {ROOM}/KTMTH-TĐKT"
    assert PAPER.place_date == f"Lào Cai, ngày {ROOM} tháng 3 năm 2024"
    assert (PAPER.type_name, PAPER.subject, PAPER.watermark) == ("", ("V/v đăng ký thi đua năm 2024",), "")


def test_a_number_and_a_day_are_printed_when_they_are_known():
    made = paper_of(replace(CONTENT, letter=replace(CONTENT.letter, number="07", month=2, day=5)))
    assert made.number_line == "Số: 07/KTMTH-TĐKT"
    assert made.place_date == "Lào Cai, ngày 05 tháng 02 năm 2024"
    assert made.appendices[0].reference == (
        "(Kèm theo văn bản số: 07/KTMTH-TĐKT ngày 05 tháng 02 năm 2024 của Khối Tham mưu Tổng hợp)"
    )


def test_the_letter_says_what_was_signed():
    texts = [part.text for part in PAPER.body]
    assert texts[0] == "Kính gửi: Thường trực Hội đồng Thi đua - Khen thưởng tỉnh."
    assert texts[1].startswith("Hưởng ứng phong trào thi đua năm 2024")
    assert [text[:2] for text in texts[2:10]] == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."]
    assert texts[9] == "8. Đăng ký các danh hiệu thi đua: (Có Bảng đăng ký kèm theo)."
    assert texts[10].endswith("tổng hợp, theo dõi./.")
    assert PAPER.recipients[0] == "- Như trên;"
    assert PAPER.recipients[-1] == "- Lưu: VT, TCHC2."
    signed = PAPER.signature
    assert signed.titles == ("TM. KHỐI THI ĐUA TMTH", "TRƯỞNG KHỐI")
    assert (signed.office, signed.name) == ("CHÁNH VĂN PHÒNG UBND TỈNH", "Phan Quốc Nghĩa")


def test_the_table_is_the_one_that_was_annexed():
    annexed = PAPER.appendices[0]
    assert annexed.title == ("BẢNG TỔNG HỢP ĐĂNG KÝ DANH HIỆU THI ĐUA", "CỦA KHỐI THAM MƯU TỔNG HỢP NĂM 2024")
    both, one = ["Cờ thi đua của Chính phủ", "Cờ thi đua của UBND tỉnh"], ["Cờ thi đua của UBND tỉnh"]
    people = "cá nhân tặng Danh hiệu Chiến sỹ thi đua cấp tỉnh"
    rooms = "05 tập thể phòng, ban, đơn vị đạt Danh hiệu tập thể lao động xuất sắc"
    teams = "tập thể Lao động xuất sắc"
    room = "01 tập thể phòng chuyên môn đạt danh hiệu tập thể lao động xs"
    cells = [row.cells for row in annexed.body[0].rows]
    assert [(number, name, own.split("\n"), inner.split("\n")) for number, name, own, inner in cells] == [
        ("1", "Văn phòng Đoàn ĐBQH và HĐND tỉnh", both, [f"01 {teams}", f"04 {people}", room]),
        ("2", "Văn phòng Ủy ban nhân dân tỉnh", both, [f"01 {teams}", f"05 {people}", rooms]),
        ("3", "Sở Ngoại vụ", one, [f"03 {teams}"]),
        ("4", "Sở Kế hoạch và Đầu tư", both, [f"09 {teams}", f"05 {people}"]),
        ("5", "Sở Nội vụ", both, [f"09 {teams}", f"02 {people}"]),
        ("6", "Cục Thống kê", one, ["Tập thể Lao động xuất sắc"]),
        ("7", "Ban Dân tộc", one, [f"01 {teams}"]),
    ]


def test_a_unit_that_registers_nothing_says_why():
    made = paper_of(replace(CONTENT, units=(UnitRow("snv", "Sở Nội vụ", reason="Mới thành lập."),)))
    assert made.tables[0].rows[0].cells == ("1", "Sở Nội vụ", "Không đăng ký: Mới thành lập.", "")


def test_an_empty_registration_prints_with_dots():
    made = paper_of(Content(code="x", bloc="Khối A", year=2026))
    assert made.subject == ("V/v đăng ký thi đua năm 2026",)
    assert (made.signature.titles, made.signature.name) == (("……",), "……")
    assert [part.text for part in made.body] == ["Kính gửi: ……."]


def test_the_pdf_holds_every_row_in_order():
    made = render(PAPER, "pdf", archival=True)
    assert made.page_count == 3
    assert in_order(letters_of(made.content), pieces_of(CONTENT)) == []


def test_the_word_file_holds_every_row_in_order():
    made = Document(io.BytesIO(render(PAPER, "docx", archival=True).content))
    table = next(table for table in made.tables if table.rows[0].cells[0].text == "STT")
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == [
        row.cells for row in PAPER.tables[0].rows
    ]


def test_the_workbook_has_numbers_as_numbers():
    book = openpyxl.load_workbook(io.BytesIO(render(PAPER, "xlsx", archival=True).content))
    paper, entries, totals = book.worksheets
    assert paper["D4"].value == PAPER.tables[0].rows[0].cells[3]
    assert [cell.value for cell in entries[6]] == [
        1, "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Tập thể", "Tập thể lao động xuất sắc", 1, "01 tập thể Lao động xuất sắc",
    ]  # fmt: skip
    assert [tuple(cell.value for cell in row) for row in totals.iter_rows(min_row=4)] == [
        ("Cờ thi đua của Chính phủ", 4, 0),
        ("Cờ thi đua cấp tỉnh", 7, 0),
        ("Tập thể lao động xuất sắc", 30, 1),
        ("Chiến sĩ thi đua cấp tỉnh", 16, 0),
    ]


WORDS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáạểỷ ,;-/.()%"), min_size=1, max_size=60).map(
    lambda text: f"t{' '.join(text.split())}"
)
ENTRIES = st.lists(
    st.builds(
        Registered,
        code=st.just("CSTDT"),
        legal_version=st.just("2022"),
        title=st.just("Chiến sĩ thi đua cấp tỉnh"),
        subject=st.just("individual"),
        words=WORDS,
        count=st.none() | st.integers(1, 9999),
    ),
    max_size=5,
).map(tuple)
CONTENTS = st.builds(
    Content,
    code=st.just("x"),
    bloc=WORDS,
    year=st.integers(2000, 2100),
    letter=st.builds(Letter, introduction=WORDS, closing=WORDS, addressee=WORDS),
    pledges=st.lists(WORDS, max_size=6).map(tuple),
    units=st.lists(st.builds(UnitRow, st.just("a"), WORDS, ENTRIES, ENTRIES, st.just("") | WORDS), max_size=6).map(
        tuple
    ),
)


@settings(max_examples=150, deadline=None)
@given(CONTENTS)
def test_every_entry_stands_on_the_paper_in_order(content):
    made = paper_of(content)
    assert in_order(letters(made), pieces_of(content)) == []
    assert Paper.from_json(made.to_json()) == made


def test_a_long_table_holds_every_row_over_pages_with_its_header():
    """A hundred units print in order; the header stands on every page of the table."""
    entry = Registered("TTLDXS", "2022", "Tập thể lao động xuất sắc", "collective", "tập thể Lao động xuất sắc", 3)
    units = tuple(UnitRow(f"so{n}", f"Sở Số {n}", (), (entry, replace(entry, count=n))) for n in range(1, 101))
    content = replace(CONTENT, units=units)
    made = render(paper_of(content), "pdf", archival=True)
    found = letters_of(made.content)
    assert in_order(found, pieces_of(content)) == []
    assert found.count(bare("Tên cơ quan, đơn vị")) == made.page_count - 2


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("KHỐI A", ("KHỐI A",)),
        ("KHỐI THAM MƯU TỔNG HỢP", ("KHỐI THAM MƯU", "TỔNG HỢP")),
        ("KHỐI|THAM MƯU", ("KHỐI", "THAM MƯU")),
        (
            "KHỐI THI ĐUA CÁC CƠ QUAN THAM MƯU TỔNG HỢP",
            ("KHỐI THI ĐUA CÁC CƠ", "QUAN THAM MƯU TỔNG", "HỢP"),
        ),
        ("", ("……",)),
    ],
)
def test_the_name_of_a_bloc_takes_the_lines_it_needs(name, lines):
    made = paper_of(replace(CONTENT, letter=replace(CONTENT.letter, sender_name=name)))
    assert made.letterhead.issuer == lines
