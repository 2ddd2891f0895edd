"""Words on a sheet: places, line breaks, shrinking, faults. Every letter is as wide as half its size here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from awards.certificates.layout import (
    POINT,
    Layout,
    LayoutError,
    Line,
    place,
    read_layout,
    to_json,
    words_of,
)

SHIPPED = Path("awards/data/certificate_layouts.json")


class Typewriter:
    """Metrics anybody can check by counting: half the size per letter."""

    def width(self, text: str, size: float, *, bold: bool, italic: bool) -> float:
        return len(text) * size / 2 * POINT

    def missing(self, text: str, *, bold: bool, italic: bool) -> str:
        return "".join(char for char in text if char == "☃")


LETTER = 20 / 2 * POINT  # mm, at 20 points


def line(**values: object) -> Line:
    return Line(**({"field": "name", "x": 50, "y": 100, "width": 200, "size": 20} | values))  # type: ignore[arg-type]


def placed(one: Line, values: dict[str, str], **more: float):
    return place(Layout(297, 210, False, (one,)), values, Typewriter(), **more)


def texts(placement) -> list[str]:
    return [text.text for text in placement.texts]


@pytest.mark.parametrize(
    ("align", "x"), [("left", 50), ("center", 50 + (200 - 4 * LETTER) / 2), ("right", 250 - 4 * LETTER)]
)
def test_words_stand_in_their_box_by_alignment(align, x):
    (text,) = placed(line(align=align), {"name": "Chứ."}).texts
    assert (round(text.x, 6), text.y, text.size) == (round(x, 6), 100, 20)


def test_printer_offset_moves_every_line_and_box():
    layout = Layout(297, 210, False, (line(), line(field="qr", x=10, y=150, width=20)))
    there = place(layout, {"name": "A"}, Typewriter())
    moved = place(layout, {"name": "A"}, Typewriter(), right_mm=1.5, down_mm=-2)
    assert moved.texts[0].x == pytest.approx(there.texts[0].x + 1.5)
    assert moved.texts[0].y == 98
    assert (moved.boxes[0].x, moved.boxes[0].y) == (11.5, 148)


def test_offset_that_pushes_words_off_the_sheet_is_a_fault():
    found = placed(line(x=0, align="left"), {"name": "Chứ"}, right_mm=-3)
    assert "ra ngoài tờ giấy" in found.faults[0]


def test_long_name_is_broken_into_even_lines():
    name = "Ban Quản lý dự án đầu tư xây dựng giao thông tỉnh"
    found = placed(line(width=130, max_lines=2), {"name": name})
    assert texts(found) == ["Ban Quản lý dự án đầu tư", "xây dựng giao thông tỉnh"]
    assert found.faults == ()


def test_a_break_after_a_comma_is_better_than_an_evener_one():
    found = placed(line(width=100, max_lines=2), {"name": "Phòng Kế hoạch, Sở Nội vụ tỉnh"})
    assert texts(found) == ["Phòng Kế hoạch,", "Sở Nội vụ tỉnh"]


def test_a_dash_stays_with_the_word_before_it():
    found = placed(line(width=60, max_lines=2), {"name": "Thi đua - Khen thưởng"})
    assert texts(found) == ["Thi đua -", "Khen thưởng"]


def test_clerks_own_line_breaks_are_kept():
    found = placed(line(max_lines=3), {"name": "Nhân dân\nvà cán bộ xã\nBản Hồ"})
    assert texts(found) == ["Nhân dân", "và cán bộ xã", "Bản Hồ"]


def test_own_breaks_beyond_the_lines_of_the_layout_are_a_fault():
    found = placed(line(max_lines=1), {"name": "Nhân dân\nxã Bản Hồ"})
    assert len(found.faults) == 1


@pytest.mark.parametrize(("letters", "size"), [(10, 20), (11, 18)])
def test_words_shrink_by_half_points_until_they_fit(letters, size):
    found = placed(line(width=10 * LETTER + 0.001, min_size=12), {"name": "x" * letters})
    assert found.texts[0].size == size
    assert found.faults == ()


@pytest.mark.parametrize(("letters", "faults"), [(16, 0), (17, 1)])
def test_words_that_do_not_fit_at_the_least_size_are_a_fault(letters, faults):
    found = placed(line(width=10 * LETTER + 0.001, min_size=12.5), {"name": "x" * letters})
    assert len(found.faults) == faults


def test_name_of_300_letters_is_a_fault_in_words():
    found = placed(line(max_lines=2, min_size=16), {"name": "Nguyễn Thị " * 28})
    assert found.faults[0].startswith("Tên người, tập thể được khen: “Nguyễn Thị")
    assert "Hãy rút gọn" in found.faults[0]


def test_letter_the_face_lacks_is_a_fault():
    assert "☃" in placed(line(), {"name": "Chứ ☃"}).faults[0]


@pytest.mark.parametrize(
    ("anchor", "first"), [("top", 100), ("middle", 100 - 25 * POINT / 2), ("bottom", 100 - 25 * POINT)]
)
def test_block_of_two_lines_stands_by_its_anchor(anchor, first):
    found = placed(line(anchor=anchor, max_lines=2), {"name": "Một\nHai"})
    assert [round(text.y, 4) for text in found.texts] == [round(first, 4), round(first + 25 * POINT, 4)]


def test_lines_printed_over_each_other_are_a_fault():
    layout = Layout(297, 210, False, (line(), line(field="post", y=103)))
    found = place(layout, {"name": "Giàng A Chứ", "post": "Chuyên viên"}, Typewriter())
    assert found.faults[0].startswith("“Giàng A Chứ” và “Chuyên viên” chồng lên nhau.")


def test_lines_side_by_side_do_not_overlap():
    layout = Layout(297, 210, False, (line(x=10, width=90), line(field="post", x=150, width=100)))
    assert place(layout, {"name": "Giàng A Chứ", "post": "Phó"}, Typewriter()).faults == ()


def test_preprinted_blank_prints_only_what_varies():
    lines = (line(field="words", words="BẰNG KHEN", fixed=True), line(y=120))
    blank = place(Layout(297, 210, True, lines), {"name": "Chứ"}, Typewriter())
    plain = place(Layout(297, 210, False, lines), {"name": "Chứ"}, Typewriter())
    assert texts(blank) == ["Chứ"]
    assert texts(plain) == ["BẰNG KHEN", "Chứ"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"golden_book": "12"}, "Số sổ vàng: 12"),
        ({"golden_book": ""}, ""),
        ({}, ""),
    ],
)
def test_line_without_its_value_is_left_out(values, words):
    assert words_of(line(field="golden_book"), values) == words


def test_uppercase_keeps_vietnamese_letters():
    assert words_of(line(uppercase=True), {"name": "Đặng Ửng Ỷ"}) == "ĐẶNG ỬNG Ỷ"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"x": 200}, "khung chữ phải nằm trong chiều ngang"),
        ({"x": -1}, "khung chữ phải nằm trong chiều ngang"),
        ({"y": 211}, "vị trí đứng phải nằm trong tờ giấy"),
        ({"width": 0}, "chiều rộng phải lớn hơn 0"),
        ({"size": 5.5}, "cỡ chữ phải từ 6 đến 120"),
        ({"colour": "red"}, "màu phải viết như"),
        ({"align": "justify"}, "cách căn"),
        ({"anchor": "up"}, "mốc đứng"),
        ({"max_lines": 9}, "số dòng phải từ 1 đến 8"),
        ({"words": "{cccd}"}, "không có chỗ điền {cccd}"),
        ({"field": "stamp"}, "không có loại dòng này"),
        ({"field": "words"}, "chữ cố định đang để trống"),
        ({"field": "qr", "width": 14}, "mã QR nhỏ hơn 15 mm"),
        ({"field": "qr", "width": 30, "y": 181}, "mã QR phải nằm trọn"),
        ({"x": "abc"}, "giá trị không đọc được"),
        ({"unknown": 1}, "giá trị không đọc được"),
        ({"x": "nan"}, "giá trị không đọc được"),
        ({"y": "inf"}, "giá trị không đọc được"),
    ],
)
def test_line_that_cannot_be_printed_is_refused_with_its_number(change, fault):
    values = to_json(line()) | change
    with pytest.raises(LayoutError) as refused:
        read_layout(297, 210, False, [to_json(line()), values])
    assert refused.value.reasons[0].startswith("Dòng 2")
    assert fault in refused.value.reasons[0]


def test_layout_is_read_as_it_is_kept():
    one = line(max_lines=2, bold=True, colour="#c00000")
    assert read_layout(297, 210, False, [to_json(one)]).lines == (one,)


@pytest.mark.parametrize(
    "shipped", json.loads(SHIPPED.read_text(encoding="utf-8"))["layouts"], ids=lambda one: one["name"]
)
def test_shipped_layouts_take_long_words_without_a_fault(shipped):
    from awards.certificates.fonts import METRICS
    from awards.certificates.samples import SAMPLES

    layout = read_layout(shipped["width"], shipped["height"], shipped["is_preprinted"], shipped["lines"])
    kind = "collective" if shipped["codes"][0] in ("BKT-TT", "GK-TT", "TTLDXS") else "person"
    values = {**SAMPLES[kind], "issuer": "Ủy ban nhân dân tỉnh Lào Cai", "year": "2025"}
    found = place(layout, values, METRICS)
    assert found.faults == ()
    assert [box.field for box in found.boxes if box.field == "qr"] == ["qr"]
