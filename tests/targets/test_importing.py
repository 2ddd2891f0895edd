"""Targets from cells of a table: each bad cell is told at its row and column."""

from __future__ import annotations

import pytest

from targets.importing import Listed, read
from targets.rows import MOST_ROWS, Typed

HEAD = ["Nhóm", "Chỉ tiêu *", "Mức cần đạt", "Giá trị", "Đến", "Đơn vị", "So sánh", "Thuộc", "Nối dòng", "Mã danh mục"]
EXTRA = ["Mức cuối năm trước", "Ghi chú", "Câu chữ"]


def row(**cells: str) -> list[str]:
    """A line of the file with these columns filled."""
    keys = ["group", "name", "phrase", "low", "high", "unit", "comparator", "whole", "joint", "indicator"]
    return [cells.get(key, "") for key in (*keys, "opening", "note", "words")]


def listed(*rows: list[str], **known) -> Listed:
    return read([HEAD + EXTRA, *rows], **known)


def faults(found: Listed) -> list[tuple[int, str, str]]:
    return [(one.number, label, text) for one in found.rows for label, text in one.faults]


def typed(found: Listed) -> list[Typed]:
    assert faults(found) == []
    return [one.typed for one in found.rows]


def test_a_row_of_words():
    found = listed(
        row(group="Kinh tế", name="Tỷ lệ đô thị hóa", phrase="33,5%", opening="31", note="x", indicator="do-thi-hoa"),
        indicators={"do-thi-hoa"},
    )
    assert typed(found) == [
        Typed("dong-2", "Tỷ lệ đô thị hóa", "33,5%", group="economy", opening="31", note="x", indicator="do-thi-hoa")
    ]
    assert found.is_sound


@pytest.mark.parametrize(
    ("cells", "phrase"),
    [
        ({"phrase": "12.800", "unit": "tỷ đồng"}, "12.800 tỷ đồng"),
        ({"phrase": "Trên 10", "unit": "%"}, "Trên 10%"),
        ({"phrase": "7 - 7,5", "unit": "%"}, "7 - 7,5%"),
        ({"phrase": "Trên 10%", "unit": "%"}, "Trên 10%"),
        ({"low": "12.800,5", "unit": "tỷ đồng"}, "12.800,5 tỷ đồng"),
        ({"low": "10%"}, "10%"),
        ({"low": "10", "unit": "%", "comparator": "Trên"}, "trên 10%"),
        ({"low": "86", "unit": "%", "comparator": ">="}, "từ 86% trở lên"),
        ({"low": "51,7", "unit": "%", "comparator": "dưới"}, "dưới 51,7%"),
        ({"low": "7", "high": "7,5", "unit": "%"}, "7 - 7,5%"),
        ({"low": "38", "high": "39", "unit": "nghìn tỷ đồng", "comparator": "từ"}, "38 - 39 nghìn tỷ đồng"),
    ],
)
def test_the_quantity_from_whichever_columns_say_it(cells, phrase):
    assert [one.phrase for one in typed(listed(row(name="Chỉ số X", **cells)))] == [phrase]


@pytest.mark.parametrize(
    ("cells", "column", "text"),
    [
        ({"phrase": "1O0 xã"}, "Mức cần đạt", "“1O0” có chữ “O” lẫn trong số."),
        ({"low": "1O0", "unit": "xã"}, "Giá trị", "“1O0” có chữ “O” lẫn trong số."),
        (
            {"phrase": "12,800 tỷ đồng"},
            "Mức cần đạt",
            "“12,800” đọc được hai cách. Nếu là hàng nghìn, ghi 12.800; nếu là số lẻ, ghi 12,8.",
        ),
        ({"phrase": "-5%"}, "Mức cần đạt", "“-5” là số âm. Mức giảm ghi bằng chữ, ví dụ “giảm 5”."),
        ({"phrase": "5 tỷ đôla"}, "Mức cần đạt", None),
        ({"low": "5", "unit": "tỷ đôla"}, "Đơn vị", None),
        ({"low": "5"}, "Đơn vị", "Chưa ghi đơn vị tính."),
        ({"high": "5", "unit": "%"}, "Giá trị", "Chưa ghi giá trị."),
        ({"phrase": "5%", "low": "5", "unit": "%"}, "Giá trị", None),
        ({"low": "8", "high": "7", "unit": "%"}, "Giá trị", None),
        ({"low": "8", "unit": "%", "comparator": "hình như"}, "So sánh", None),
        ({"low": "8", "unit": "%", "comparator": "từ … đến …"}, "Đến", "Một khoảng phải có số ở cột này."),
        ({"low": "8", "high": "9", "unit": "%", "comparator": "trên"}, "Đến", "“Đến” chỉ ghi cho một khoảng."),
        ({"phrase": "=B2*1,1"}, "Mức cần đạt", "Ô là công thức “=B2*1,1”. Hãy chép rồi dán giá trị (Paste Values)."),
        ({"low": "=1+1", "unit": "%"}, "Giá trị", "Ô là công thức “=1+1”. Hãy chép rồi dán giá trị (Paste Values)."),
        ({"phrase": "#REF!"}, "Mức cần đạt", "Ô báo lỗi #REF! của Excel. Hãy ghi lại giá trị."),
        (
            {"phrase": "08/07/2026"},
            "Mức cần đạt",
            "Excel đã đổi ô này thành ngày 08/07/2026. Hãy định dạng ô là Văn bản (Text) rồi gõ lại.",
        ),
        ({"phrase": "5%", "group": "Linh tinh"}, "Nhóm", None),
        ({"phrase": "5%", "joint": "hoặc"}, "Nối dòng", None),
        ({"phrase": "5%", "indicator": "khong-co"}, "Mã danh mục", "Danh mục chỉ tiêu không có mã “khong-co”."),
        ({"phrase": "5%", "opening": "ba mươi"}, "Mức cuối năm trước", None),
        ({"phrase": "5%", "whole": "Cơ cấu"}, "Thuộc", "“Cơ cấu” không có ở dòng nào phía trên."),
    ],
)
def test_a_bad_cell_is_told_once_at_its_column(cells, column, text):
    found = faults(listed(row(name="Chỉ số X", **cells)))
    assert [(number, label) for number, label, _ in found] == [(2, column)]
    assert text is None or found[0][2] == text


def test_a_share_above_the_whole_is_refused():
    assert faults(listed(row(name="Tỷ lệ hộ dùng nước sạch", phrase="140%"))) == [
        (2, "Mức cần đạt", "140%: một tỷ lệ không vượt quá 100%. Hãy kiểm tra lại số.")
    ]


def test_a_row_without_a_name():
    assert faults(listed(row(phrase="5%"))) == [(2, "Chỉ tiêu", "Chưa ghi tên chỉ tiêu.")]


def test_a_repeated_row_names_the_first():
    found = listed(row(name="Tỷ lệ đô thị hóa", phrase="33%"), row(), row(name="tỷ lệ Đô thị hoá", phrase="33%"))
    assert faults(found) == [(4, "Chỉ tiêu", "Trùng với dòng 2. Hãy bỏ một dòng hoặc ghi rõ tên để phân biệt.")]


def test_parts_stand_under_their_whole():
    found = listed(
        row(name="Cơ cấu kinh tế"),
        row(name="Nông nghiệp", phrase="40%", whole="Cơ cấu kinh tế", joint=":"),
        row(name="Dịch vụ", phrase="60%", whole="cơ cấu kinh tế", joint=";"),
        row(name="Tỷ lệ đô thị hóa", phrase="33%"),
    )
    assert [(one.level, one.joint) for one in typed(found)] == [(0, ""), (1, ":"), (1, ";"), (0, "")]


def test_a_part_away_from_its_whole_is_refused():
    found = listed(
        row(name="Cơ cấu kinh tế"),
        row(name="Tỷ lệ đô thị hóa", phrase="33%"),
        row(name="Dịch vụ", phrase="60%", whole="Cơ cấu kinh tế"),
    )
    assert faults(found) == [(4, "Thuộc", "“Cơ cấu kinh tế” phải đứng liền trên các phần của nó.")]


def test_a_structure_that_is_not_100_is_a_warning():
    found = listed(
        row(name="Cơ cấu kinh tế"),
        row(name="Nông nghiệp", phrase="40%", whole="Cơ cấu kinh tế", joint=":"),
        row(name="Dịch vụ", phrase="50%", whole="Cơ cấu kinh tế", joint=";"),
    )
    assert found.is_sound
    assert found.rows[0].warnings == ["Các phần của “Cơ cấu kinh tế” cộng lại 90%, không phải 100%."]


def test_merged_cells_are_told_at_every_row_they_cover():
    found = listed(
        row(group="Kinh tế", name="Một", phrase="1 xã"), row(name="Hai", phrase="2 xã"), merged=[(2, 1, 3, 1)]
    )
    text = "Ô gộp (dòng 2 đến 3): hãy bỏ gộp ô và ghi giá trị vào từng dòng."
    assert faults(found) == [(2, "Nhóm", text), (3, "Nhóm", text)]


def test_merged_titles_above_the_heading_harm_nothing():
    table = [["BIỂU CHỈ TIÊU NĂM 2024"], [], HEAD + EXTRA, row(name="Một", phrase="1 xã")]
    found = read(table, merged=[(1, 1, 1, 10), (2, 1, 2, 4)])
    assert [(one.number, one.typed.name) for one in found.rows] == [(4, "Một")]
    assert found.is_sound


def test_columns_in_any_order_and_unused_ones_told():
    found = read([["STT", "ĐVT", "Kế hoạch (năm 2024)", "CHỈ TIÊU"], ["1", "tỷ đồng", "12.800", "Thu ngân sách"]])
    assert [(one.name, one.phrase) for one in typed(found)] == [("Thu ngân sách", "12.800 tỷ đồng")]
    assert found.unused == ("STT",)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "Không thấy dòng tiêu đề."),
        ([["Mã", "Tên đơn vị"], ["a", "b"]], "Không thấy dòng tiêu đề."),
        ([["Chỉ tiêu", "Ghi chú"]], "Không thấy dòng tiêu đề."),
        ([HEAD], "Tệp chỉ có dòng tiêu đề, chưa có chỉ tiêu nào."),
        ([["Chỉ tiêu", "Mức cần đạt", "Kế hoạch"], ["a", "b", "c"]], "Cột “Mức cần đạt” có hai lần."),
        ([["Chỉ tiêu", "Mức cần đạt"], *[["a", "1 xã"]] * (MOST_ROWS + 1)], "Tệp có 501 dòng;"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(table, words):
    found = read(table)
    assert found.rows == ()
    assert found.problems[0].startswith(words)
    assert not found.is_sound


def test_a_whole_line_in_the_name_is_read():
    found = listed(row(name="Tỷ lệ đô thị hóa: 33,5%"))
    assert found.is_sound
    assert (found.rows[0].line.name, found.rows[0].line.quantity.words) == ("Tỷ lệ đô thị hóa", "33,5%")


def test_the_parts_of_a_faulty_whole_are_not_blamed_for_it():
    found = listed(
        row(name="Lao động qua đào tạo", phrase="1O%"), row(name="Có bằng", phrase="5%", whole="Lao động qua đào tạo")
    )
    assert [number for number, _, _ in faults(found)] == [2]
