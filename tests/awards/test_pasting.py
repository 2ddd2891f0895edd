"""Names as clerks paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.pasting import read_block


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ông Nguyễn Văn A, Phó Giám đốc, Sở Tài chính", ("Nguyễn Văn A", "Phó Giám đốc", "Sở Tài chính", False)),
        ("Bà Vàng Thị Mỷ, Giám đốc, Sở Nội vụ.", ("Vàng Thị Mỷ", "Giám đốc", "Sở Nội vụ", True)),
        ("1. Ông: Lý A Sử, Chuyên viên", ("Lý A Sử", "Chuyên viên", "", False)),
        ("12) Đồng chí Lý A Sử", ("Lý A Sử", "", "", None)),
        ("- Lý A Sử; Kế toán; Phòng Ngân sách", ("Lý A Sử", "Kế toán", "Phòng Ngân sách", None)),
        ("3\tBà Hoàng Thị Bà\tChuyên viên\tSở Y tế", ("Hoàng Thị Bà", "Chuyên viên", "Sở Y tế", True)),
        (
            "Ông Ích Khiêm, Trưởng phòng, Phó Bí thư, Sở Y tế",
            ("Ích Khiêm", "Trưởng phòng, Phó Bí thư", "Sở Y tế", False),
        ),
        ("ông  Nguyễn   Văn\u00a0B", ("Nguyễn Văn B", "", "", False)),
        ("Phòng Ngân sách, Sở Tài chính", ("Phòng Ngân sách", "Sở Tài chính", "", None)),
    ],
)
def test_line_is_read(line, expected):
    (found,) = read_block(line)
    assert (found.name, found.post, found.office, found.is_woman) == expected
    assert found.fault == ""


@pytest.mark.parametrize("line", ["1.", "- ,,,", "Ông 123", f"Ông {'a' * 201}, Giám đốc"])
def test_line_without_a_name_is_a_fault_in_words(line):
    (found,) = read_block(line)
    assert found.fault.endswith(".")
    assert found.name == ""


def test_empty_lines_are_left_out_and_rows_keep_their_numbers():
    assert [(one.row, one.name) for one in read_block("\nÔng A Páo\n\n  \nBà Mỷ Lan\r\n")] == [
        (2, "A Páo"),
        (5, "Mỷ Lan"),
    ]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text):
    for found in read_block(text):
        assert found.fault or found.name
        assert len(found.post) <= 160
