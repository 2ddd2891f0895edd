"""Numbers promised in letters: the paragraphs of the real registration, and what must not be taken for a promise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.commitments import judge, read
from targets.enums import Verdict
from targets.quantity import parse


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, str(one.quantity.comparator), one.quantity.words) for one in read(text)]


FIRST = (
    "100% các đơn vị trong Khối thi đua hưởng ứng trong phong trào thi đua, quyết tâm thực hiện hoàn thành xuất sắc và "
    "vượt mức các chỉ tiêu, mục tiêu của từng đơn vị, gắn với mục tiêu phát triển kinh tế - xã hội năm 2024 của tỉnh."
)
THIRD = (
    "Thực hiện tốt quy định về bình xét; phân đấu tỷ lệ khen cán bộ, công chức, viên chức không giữ chức vụ lãnh đạo "
    "quản lý đạt từ 40% trở lên tổng số trình khen thưởng."
)
WITHOUT_POST = (
    "Tỷ lệ khen cán bộ, công chức, viên chức không giữ chức vụ lãnh đạo quản lý trên tổng số trình khen thưởng"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST, [("Tỷ lệ đơn vị trong Khối thi đua hưởng ứng trong phong trào thi đua", "eq", "100%")]),
        (THIRD, [(WITHOUT_POST, "ge", "đạt từ 40% trở lên")]),
        (
            "Phấn đấu 95% đoàn viên đạt xuất sắc, 100% chi bộ trong sạch.",
            [("Tỷ lệ đoàn viên đạt xuất sắc", "eq", "Phấn đấu 95%"), ("Tỷ lệ chi bộ trong sạch", "eq", "100%")],
        ),
        (
            "Mỗi đơn vị có ít nhất 01 sáng kiến được công nhận.",
            [("Số sáng kiến được công nhận (mỗi đơn vị)", "ge", "có ít nhất 01 sáng kiến")],
        ),
        (
            "Thực hiện Nghị định 98/2023/NĐ-CP, 30% tiền thưởng dành cho công chức.",
            [("Tỷ lệ tiền thưởng dành cho công chức", "eq", "30%")],
        ),
        ("Không quá 2% hồ sơ trễ hạn", [("Tỷ lệ hồ sơ trễ hạn", "le", "Không quá 2%")]),
    ],
)
def test_a_promise_is_read_from_its_paragraph(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tiếp tục thực hiện có hiệu quả Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành trung ương khóa XII.",
        "Chỉ thị số 23/CT-TTg ngày 02/9/2021 về cải cách hành chính giai đoạn 2021 - 2030.",
        "Chiến lược phát triển đến năm 2030, tầm nhìn đến năm 2050.",
        "Nêu cao vai trò trách nhiệm của người đứng đầu.",
        "Hoàn thành trong quý 2 theo khoản 3 Điều 12.",
        "",
    ],
)
def test_numbers_of_documents_and_years_are_no_promises(text):
    assert said(text) == []


@given(st.text(max_size=300))
def test_any_paragraph_is_read_and_each_phrase_stands_in_it(text):
    flat = " ".join(text.split())
    assert all(one.words in flat for one in read(text))


@pytest.mark.parametrize(
    ("words", "value", "verdict"),
    [
        ("100%", "100", Verdict.MET),
        ("100%", "99.9", Verdict.MISSED),
        ("từ 40% trở lên", "40", Verdict.MET),
        ("từ 40% trở lên", "39.99", Verdict.MISSED),
        ("không quá 2%", "2", Verdict.MET),
        ("không quá 2%", "2.1", Verdict.MISSED),
    ],
)
def test_a_promise_is_judged_on_both_sides_of_its_number(words, value, verdict):
    found = judge("Tỷ lệ đơn vị hưởng ứng", parse(words), Decimal(value), year=2024)
    assert found.verdict == verdict
