"""Rows of the sheet: read as a whole, with faults and warnings at the row."""

from decimal import Decimal

import pytest

from targets.enums import Direction, Measure, Polarity
from targets.rows import MOST_ROWS, Typed, parse_number, printed_lines, read_rows


def row(name: str, phrase: str = "", key: str = "1", **more) -> Typed:
    return Typed(key=key, name=name, phrase=phrase, **more)


STRUCTURE = [
    row("Cơ cấu kinh tế", key="h"),
    row("Nông, lâm, ngư nghiệp chiếm 12,1%", key="a", level=1, joint=":"),
    row("Công nghiệp - xây dựng chiếm 42,3%", key="b", level=1, joint=";"),
    row("Dịch vụ chiếm 35,6%", key="c", level=1, joint=";"),
]


def faults(*rows: Typed) -> list[tuple[str, str, str]]:
    return [(fault.key, fault.field, fault.text) for fault in read_rows(rows).faults]


def test_a_whole_line_typed_as_a_name_is_taken_apart():
    (line,) = read_rows([row("Tỷ lệ đô thị hóa: 33,5%")]).lines
    assert (line.name, line.quantity.words, line.words) == ("Tỷ lệ đô thị hóa", "33,5%", "Tỷ lệ đô thị hóa: 33,5%")
    assert (line.direction, line.measure, line.polarity) == (Direction.LEVEL, Measure.LEVEL, Polarity.HIGHER)


def test_name_and_quantity_apart_make_the_words_of_the_paper():
    (line,) = read_rows([row("Tỷ lệ đô thị hóa", "33,5%")]).lines
    assert line.words == "Tỷ lệ đô thị hóa: 33,5%"


def test_words_that_were_typed_stay_as_they_are():
    (line,) = read_rows([row("Số xã nông thôn mới", "thêm 10 xã", words="Xây dựng thêm 10 xã")]).lines
    assert (line.name, line.words, line.direction) == ("Số xã nông thôn mới", "Xây dựng thêm 10 xã", Direction.INCREASE)


def test_a_row_without_a_number_is_the_common_name_of_its_parts():
    lines = read_rows([*STRUCTURE, row("Thuế sản phẩm 10%", key="d", level=1, joint=";")]).lines
    assert lines[0].quantity is None
    assert {line.measure for line in lines[1:]} == {Measure.STRUCTURE}
    assert [line.polarity for line in lines[1:]] == ["lower", "higher", "higher", "neutral"]
    printed = (
        "Cơ cấu kinh tế: Nông, lâm, ngư nghiệp chiếm 12,1%; Công nghiệp - xây dựng chiếm 42,3%; Dịch vụ chiếm 35,6%; "
    )
    assert printed_lines(lines) == [("", [f"{printed}Thuế sản phẩm 10%."])]


def test_what_is_chosen_by_hand_wins_over_the_words():
    (line,) = read_rows(
        [row("Dân số", "khoảng 5 người", direction="increase", measure="flow", polarity="neutral")]
    ).lines
    assert (line.direction, line.measure, line.polarity) == ("increase", "flow", "neutral")


def test_parts_that_do_not_total_100_percent_are_warned_of():
    reading = read_rows([*STRUCTURE, row("Thuế sản phẩm 11%", key="d", level=1, joint=";")])
    assert reading.is_sound
    assert [(w.key, w.text) for w in reading.warnings] == [
        ("h", "Các phần của “Cơ cấu kinh tế” cộng lại 101,0%, không phải 100%.")
    ]
    assert not read_rows([*STRUCTURE, row("Thuế sản phẩm 10%", key="d", level=1, joint=";")]).warnings


def test_ranges_total_100_percent_when_100_lies_between_their_ends():
    parts = [("Nông lâm nghiệp", "23 - 24%"), ("Công nghiệp", "24 - 25%"), ("Dịch vụ", "47 - 48%"), ("Thuế", "4 - 5%")]
    rows = [row("Cơ cấu kinh tế", key="h"), *(row(n, p, key=n, level=1, joint=",") for n, p in parts)]
    assert read_rows(rows).warnings == ()
    (warning,) = read_rows(rows[:-1]).warnings
    assert warning.text == "Các phần của “Cơ cấu kinh tế” cộng lại 94 - 97%, không phải 100%."


@pytest.mark.parametrize(
    ("phrase", "warnings"),
    [
        ("47/83 trường, đạt 56,6%", []),
        ("47/83 trường, đạt 57%", []),
        ("47/83 trường, đạt 57,6%", ["47/83 là 56,63%, không phải 57,6%."]),
    ],
)
def test_a_percentage_that_its_fraction_does_not_give_is_warned_of(phrase, warnings):
    assert [w.text for w in read_rows([row("Trường đạt chuẩn", phrase)]).warnings] == warnings


def test_the_same_target_twice_is_warned_of_with_both_figures():
    rows = [row("Tỷ lệ đô thị hóa", "33,5%", key="1"), row("Tỷ lệ Đô thị hoá", "34%", key="2")]
    assert [(w.key, w.text) for w in read_rows(rows).warnings] == [
        ("2", "“Tỷ lệ Đô thị hoá” đã có ở dòng trên nhưng ghi “33,5%”.")
    ]
    linked = [
        row("Bác sỹ", "14 bác sỹ", key="1", indicator="bac-si"),
        row("Số bác sĩ", "14 bác sĩ", key="2", indicator="bac-si"),
    ]
    assert [w.key for w in read_rows(linked).warnings] == ["2"]


@pytest.mark.parametrize(
    ("typed", "field", "text"),
    [
        (row(""), "name", "Chưa ghi tên chỉ tiêu."),
        (row("Tỷ lệ đô thị hóa", "1O0%"), "phrase", "“1O0” có chữ “O” lẫn trong số."),
        (row("Tỷ lệ đô thị hóa: 1O0%"), "name", "“1O0” có chữ “O” lẫn trong số."),
        (
            row("Thu ngân sách", "12,800 tỷ đồng"),
            "phrase",
            "“12,800” đọc được hai cách. Nếu là hàng nghìn, ghi 12.800; nếu là số lẻ, ghi 12,8.",
        ),
        (row("Tỷ lệ đô thị hóa", "140%"), "phrase", "140%: một tỷ lệ không vượt quá 100%. Hãy kiểm tra lại số."),
        (row("Tỷ lệ đô thị hóa", "-5%"), "phrase", "“-5” là số âm. Mức giảm ghi bằng chữ, ví dụ “giảm 5”."),
        (row("x" * 301, "5%"), "name", "Dài quá 300 chữ."),
        (row("Tỷ lệ", "5%", group="sports"), "group", "Nhóm “sports” không có trong danh sách chọn."),
        (row("Tỷ lệ", "5%", level=1), "level", "Dòng này là phần của dòng trên nhưng chưa có dòng trên."),
        (row("Tỷ lệ", "5%", opening="8x"), "opening", "“8x” có chữ “x” lẫn trong số."),
    ],
)  # fmt: skip
def test_a_fault_names_the_row_the_field_and_the_reason(typed, field, text):
    found = faults(row("Tỷ lệ hộ nghèo", "5%", key="0") if typed.level == 0 else typed, typed)
    assert ("1", field, text) in found


def test_a_whole_with_a_fault_is_still_there_for_its_parts():
    rows = [row("Lao động qua đào tạo", "1O%", key="1"), row("Có bằng cấp", "31%", key="2", level=1)]
    assert [(key, field) for key, field, _ in faults(*rows)] == [("1", "phrase")]


def test_growth_above_100_percent_is_no_fault():
    assert faults(row("Kim ngạch xuất khẩu", "tăng 140%")) == []


def test_more_rows_than_a_directive_has_are_refused():
    many = [row(f"Chỉ tiêu {n}", "5%", key=str(n)) for n in range(MOST_ROWS + 1)]
    assert faults(*many) == [(str(MOST_ROWS), "name", "Quá nhiều dòng; một chỉ thị có tối đa 500 chỉ tiêu.")]


def test_lines_are_joined_and_ended_as_on_paper():
    rows = [
        row("Lượng khách du lịch đạt 4.060 nghìn lượt", key="1", group="economy"),
        row(
            "Doanh thu du lịch",
            "đạt 4.300 tỷ đồng",
            words="doanh thu đạt 4.300 tỷ đồng",
            key="2",
            joint=",",
            group="economy",
        ),
        row("Số bác sĩ", "11,4 bác sĩ", words="11,4 bác sĩ", key="3", group="society"),
        row(
            "Số giường",
            "33,6 giường bệnh",
            words="33,6 giường bệnh trên 1 vạn dân",
            key="4",
            joint="và",
            group="society",
        ),
        row("Số xã", "06 xã", key="5", group="society", in_text=True),
    ]
    assert printed_lines(read_rows(rows).lines) == [
        ("economy", ["Lượng khách du lịch đạt 4.060 nghìn lượt, doanh thu đạt 4.300 tỷ đồng."]),
        ("society", ["11,4 bác sĩ và 33,6 giường bệnh trên 1 vạn dân."]),
    ]


@pytest.mark.parametrize(("words", "value"), [("12.800,5", "12800.5"), ("-2,5", "-2.5"), ("− 3", "-3"), (" 06 ", "6")])
def test_a_bare_number_may_be_negative(words, value):
    assert parse_number(words) == Decimal(value)
