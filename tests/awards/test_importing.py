"""A list of past awards: every kind of bad cell at its row and column, who is recognised, what comes twice."""

from __future__ import annotations

from datetime import date

import pytest

from awards.enums import SubjectKind
from awards.import_cells import HEADINGS, Known, Title
from awards.importing import Listed, Question, read
from awards.matching import Identity, Register

HEAD = [heading.label for heading in HEADINGS]
TITLES = {
    "ldtt": {SubjectKind.INDIVIDUAL: Title("LDTT", "Lao động tiên tiến")},
    "ttldxs": {SubjectKind.COLLECTIVE: Title("TTLDXS", "Tập thể lao động xuất sắc")},
    "bk tinh": {
        SubjectKind.INDIVIDUAL: Title("BKT-CN", "Bằng khen (cá nhân)"),
        SubjectKind.COLLECTIVE: Title("BKT-TT", "Bằng khen (tập thể)"),
    },
}
GOOD = {
    "name": "Nguyễn Văn Hòa",
    "birth_year": "1980",
    "unit": "Sở Nội vụ",
    "title": "LĐTT",
    "year": "2022",
    "number": "15/QĐ-SNV",
    "decided_on": "05/12/2022",
}
NUMBER = "010080000001"


def line(**cells: str) -> list[str]:
    values = GOOD | cells
    return [values.get(heading.key, "") for heading in HEADINGS]


def listed(*lines: list[str], known: tuple[Identity, ...] = (), **more) -> Listed:
    facts = Known(
        today=date(2024, 1, 10),
        units={"so noi vu": [1], "sonoivu": [1], "so y te": [2], "phong noi vu": [3, 4]},
        titles=TITLES,
        register=Register.of(known),
        **more,
    )
    return read([HEAD, *lines], facts)


def faults(**cells: str) -> list[tuple[str, str]]:
    (row,) = listed(line(**cells)).rows
    return row.faults


def test_sound_row_is_read_with_its_types():
    (row,) = listed(line(citizen_id=NUMBER, is_woman="x", post="Chuyên viên")).rows
    assert row.faults == []
    assert row.values == {
        "name": "Nguyễn Văn Hòa",
        "kind": SubjectKind.INDIVIDUAL,
        "citizen_id": NUMBER,
        "birth_year": 1980,
        "is_woman": True,
        "is_ethnic_minority": None,
        "post": "Chuyên viên",
        "unit": 1,
        "title_code": "LDTT",
        "title_name": "Lao động tiên tiến",
        "year": 2022,
        "number": "15/QĐ-SNV",
        "decided_on": date(2022, 12, 5),
        "decided_by": "",
        "achievement": "",
    }


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"name": ""}, "Họ và tên/Tên tập thể", "Chưa ghi."),
        ({"name": "123"}, "Họ và tên/Tên tập thể", "“123” không phải là tên."),
        ({"name": "=A1"}, "Họ và tên/Tên tập thể", "Ô chứa công thức. Hãy dán giá trị thay công thức."),
        ({"name": "Hòa\u200b"}, "Họ và tên/Tên tập thể", "Ô có ký tự ẩn. Hãy gõ lại ô này."),
        ({"name": "Ha" * 101}, "Họ và tên/Tên tập thể", "Dài 202 ký tự; tối đa 200."),
        ({"kind": "Người"}, "Đối tượng", "Không có “Người”. Các giá trị: Cá nhân; Tập thể; Hộ gia đình."),
        (
            {"citizen_id": "12345"},
            "CCCD",
            "“12345” không phải là số CCCD 12 chữ số. Ghi lại hoặc để trống.",
        ),
        ({"birth_year": "80"}, "Năm sinh", "“80” không phải là năm sinh (ví dụ 1980)."),
        ({"birth_year": "2023"}, "Năm sinh", "“2023” không phải là năm sinh (ví dụ 1980)."),
        ({"is_woman": "?"}, "Nữ", "Không hiểu “?”. Ghi x nếu đúng, để trống nếu không."),
        ({"unit": ""}, "Đơn vị", "Chưa ghi."),
        (
            {"unit": "Sở Lạ"},
            "Đơn vị",
            "Không có đơn vị “Sở Lạ” trong tỉnh. Ghi mã hoặc tên như trong danh sách Đơn vị.",
        ),
        ({"unit": "Phòng Nội vụ"}, "Đơn vị", "Có 2 đơn vị tên “Phòng Nội vụ”. Ghi mã đơn vị để phân biệt."),
        (
            {"title": "HCXX"},
            "Danh hiệu",
            "Không có danh hiệu, hình thức “HCXX”. Ghi tên, mã hoặc viết tắt như trong danh mục.",
        ),
        ({"title": "TTLĐXS", "kind": "Cá nhân"}, "Danh hiệu", "“TTLĐXS” dành cho tập thể, không phải cá nhân."),
        ({"title": "#N/A"}, "Danh hiệu", "Ô báo lỗi #N/A của Excel. Hãy sửa trong tệp."),
        ({"year": "20x2"}, "Năm", "“20x2” không phải là năm từ 1945 đến 2024."),
        ({"year": "2025"}, "Năm", "“2025” không phải là năm từ 1945 đến 2024."),
        ({"number": "chưa rõ"}, "Số quyết định", "“chưa rõ” không có số. Ghi số và ký hiệu, ví dụ 125/QĐ-UBND."),
        (
            {"decided_on": "31/02/2023"},
            "Ngày quyết định",
            "“31/02/2023” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 05/12/2023.",
        ),
        (
            {"decided_on": "11/01/2024"},
            "Ngày quyết định",
            "Ngày 11/01/2024 chưa tới. Kiểm tra lại ngày quyết định.",
        ),
        (
            {"decided_on": "31/12/2021"},
            "Ngày quyết định",
            "Quyết định ngày 31/12/2021 trước năm thành tích 2022.",
        ),
    ],
)
def test_bad_cell_is_told_at_its_column(cells, column, words):
    assert faults(**cells) == [(column, words)]


@pytest.mark.parametrize(
    "cells",
    [
        {"citizen_id": "10080000001"},  # as a cell of numbers gives it
        {"citizen_id": "010 080 000 001"},
        {"year": "2024", "decided_on": "10/01/2024"},
        {"decided_on": "01/01/2022"},
        {"decided_on": ""},
        {"unit": "sonoivu"},
        {"unit": "SỞ  NỘI VỤ"},
        {"birth_year": "05/06/1980"},
        {"kind": "cá nhân"},
    ],
)
def test_cell_at_the_good_side_of_the_border(cells):
    assert faults(**cells) == []


def test_number_of_a_citizen_gets_the_zero_back_that_a_cell_of_numbers_lost():
    (row,) = listed(line(citizen_id="10080000001")).rows
    assert row.values["citizen_id"] == NUMBER


def test_title_for_several_kinds_needs_the_kind_unless_the_row_is_personal():
    assert faults(title="BK tỉnh", birth_year="")[0][0] == "Đối tượng"
    assert faults(title="BK tỉnh") == []
    (row,) = listed(line(title="BK tỉnh", kind="Tập thể", birth_year="", name="Phòng Một")).rows
    assert row.values["title_code"] == "BKT-TT"


def test_collective_with_a_birth_year_is_bad():
    assert faults(title="TTLĐXS", kind="Tập thể") == [
        ("Đối tượng", "Tập thể không có CCCD, năm sinh, chức vụ. Bỏ các ô đó hoặc ghi Cá nhân.")
    ]


def test_rows_about_one_person_have_one_subject_without_a_question():
    found = listed(line(), line(year="2023", decided_on="05/12/2023"))
    assert [row.subject for row in found.rows] == ["r2", "r2"]
    assert found.questions == ()


def test_known_person_is_recognised_and_a_doubtful_one_asked():
    known = (
        Identity("h1", "individual", "Nguyễn Văn Hòa", 1, "", 1980),
        Identity("h2", "individual", "Lê Thị Mai", 2, "", 1985),
    )
    found = listed(line(), line(name="Lê Thị Mai", birth_year="1985"), known=known)
    assert [row.subject for row in found.rows] == ["h1", "r3"]
    assert found.questions == (Question("r3", ("h2",)),)


def test_number_learnt_from_a_later_row_is_of_the_same_person_everywhere():
    found = listed(
        line(),
        line(citizen_id=NUMBER, year="2023", decided_on=""),
        line(citizen_id=NUMBER, year="2021", decided_on="", unit="Sở Y tế", birth_year="1981"),
        line(citizen_id=NUMBER, year="2020", decided_on="", name="Lê Thị Mai"),
    )
    assert [row.subject for row in found.rows] == ["r2", "r2", "r2", ""]
    assert found.rows[3].faults == [("CCCD", "Số CCCD này đã ghi cho Nguyễn Văn Hòa. Kiểm tra lại số hoặc tên.")]


def test_two_of_the_file_may_be_one_person():
    found = listed(line(), line(unit="Sở Y tế", year="2023", decided_on=""))
    assert found.questions == (Question("r3", ("r2",)),)


def test_question_about_a_row_that_is_bad_is_not_asked():
    known = (Identity("h2", "individual", "Nguyễn Văn Hòa", 2, "", 1980),)
    assert listed(line(year="x"), known=known).questions == ()


def test_number_of_another_name_is_bad():
    known = (Identity("h1", "individual", "Lê Thị Mai", 1, NUMBER, 1980),)
    (row,) = listed(line(citizen_id=NUMBER), known=known).rows
    assert row.faults == [("CCCD", "Số CCCD này đã ghi cho Lê Thị Mai. Kiểm tra lại số hoặc tên.")]


def test_number_held_in_another_province_is_bad_without_a_name():
    (row,) = listed(line(citizen_id=NUMBER), foreign_numbers=frozenset({NUMBER})).rows
    assert row.faults == [("CCCD", "Số CCCD này đã có ở tỉnh khác. Kiểm tra lại số, hoặc để trống.")]


def test_award_twice_in_the_file_or_known_already_is_bad():
    known = (Identity("h1", "individual", "Nguyễn Văn Hòa", 1, "", 1980),)
    twice = listed(line(), line(number="16/QĐ-SNV"), line())
    assert [row.faults for row in twice.rows] == [[], [], [("Số quyết định", "Trùng với dòng 2.")]]
    there = listed(line(), known=known, awards=frozenset({("h1", "LDTT", 2022, "15/QĐ-SNV")}))
    assert there.rows[0].faults == [("Số quyết định", "Lần khen thưởng này đã có trong hệ thống.")]


def test_headings_are_found_below_the_name_of_the_list_in_any_order_and_writing():
    table = [
        ["DANH SÁCH KHEN THƯỞNG"],
        [],
        ["STT", "Năm", "HỌ VÀ TÊN *", "Đơn vị (mã)", "Danh hiệu", "Quyết định số", "Điểm"],
        ["1", "2022", "Nguyễn Văn Hòa", "Sở Nội vụ", "LĐTT", "15/QĐ-SNV", "9"],
    ]
    found = read(table, Known(date(2024, 1, 10), units={"so noi vu": [1]}, titles=TITLES))
    assert (found.problems, found.unused) == ((), ("Điểm",))
    assert [(row.number, row.faults) for row in found.rows] == [(4, [])]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "Không tìm thấy dòng tiêu đề."),
        ([["a", "b"]], "Không tìm thấy dòng tiêu đề."),
        ([HEAD], "Tệp chỉ có dòng tiêu đề, chưa có dòng nào."),
        ([["Họ và tên", "Năm", "Danh hiệu"]], "Dòng tiêu đề thiếu cột: Đơn vị, Số quyết định."),
        ([[*HEAD, "Năm"]], "Cột “Năm” có hai lần. Hãy bỏ bớt một cột."),
    ],
)
def test_table_that_is_no_list_is_told_as_a_whole(table, words):
    (problem,) = read(table, Known(date(2024, 1, 10))).problems
    assert problem.startswith(words)


def test_empty_lines_are_skipped_and_counted_in_the_numbers():
    found = listed([], line(), [""] * 14, line(year="2021", decided_on=""))
    assert [row.number for row in found.rows] == [3, 5]
