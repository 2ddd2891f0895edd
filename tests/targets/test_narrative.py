"""The words of a review: true to the figures, open where only the clerk knows."""

from __future__ import annotations

import pytest

from campaigns.outline import parse
from targets.enums import PeriodKind, ReviewKind
from targets.narrative import (
    FROM_FIGURES,
    Story,
    default_sections,
    drafted,
    figures_mark,
    period_words,
    subject_of,
)
from targets.periods import Period
from targets.review import Figures, Line
from tests.targets.reviewed import HALF, YEAR, figures


def story(review: ReviewKind = ReviewKind.INTERIM, given: Figures | None = None, period: Period = HALF) -> Story:
    return Story(
        review=review,
        period=period,
        issuer="Ủy ban nhân dân tỉnh Lào Cai",
        symbol="01/CT-UBND",
        directive="01/CT-UBND ngày 19/01/2024 của Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",
        about="Về phát động phong trào thi đua năm 2024",
        figures=figures() if given is None else given,
    )


def text_of(part: str, **changes) -> str:
    return drafted(story(**changes), part)


@pytest.mark.parametrize("review", [ReviewKind.INTERIM, ReviewKind.FINAL])
def test_a_review_has_the_usual_sections_in_their_order(review):
    assert [section.heading for section in default_sections(story(review))] == [
        "",
        "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
        "II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        "III. CÔNG TÁC KHEN THƯỞNG",
        "IV. HẠN CHẾ, NGUYÊN NHÂN, BÀI HỌC KINH NGHIỆM",
        "V. PHƯƠNG HƯỚNG, NHIỆM VỤ",
        "VI. KIẾN NGHỊ, ĐỀ XUẤT",
        "",
    ]


def test_a_report_of_progress_is_shorter():
    assert [section.heading for section in default_sections(story(ReviewKind.PROGRESS)) if section.heading] == [
        "I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        "II. CHỈ TIÊU CHẬM TIẾN ĐỘ VÀ NGUYÊN NHÂN",
        "III. NHIỆM VỤ KỲ TỚI",
    ]


def test_the_results_say_what_the_figures_say_and_no_more():
    assert text_of("results") == (
        "Chỉ thị số 01/CT-UBND đề ra 6 chỉ tiêu. Tính đến hết 6 tháng đầu năm 2024, 5/6 chỉ tiêu có số liệu được xác "
        "nhận: 1 chỉ tiêu vượt, 1 chỉ tiêu đạt, 2 chỉ tiêu chậm tiến độ, 1 chỉ tiêu không đạt; 1 chỉ tiêu chưa có số "
        "liệu. Kết quả từng chỉ tiêu ghi tại Phụ lục kèm theo.\n"
        "1. Chỉ tiêu vượt mức đề ra\n"
        "- Xuất khẩu: 4.600 triệu USD (tính đến 30/06/2024), mức cần đạt: 4.500 triệu USD, tỷ lệ thực hiện 102,2%.\n"
        "2. Chỉ tiêu chậm tiến độ\n"
        "- Thu ngân sách: 3.200,5 tỷ đồng (tính đến 30/06/2024), mức cần đạt: 12.800 tỷ đồng, tỷ lệ thực hiện 25%.\n"
        "- Tăng trưởng: 5,01% (tính đến 30/06/2024), mức cần đạt: trên 10%.\n"
        "3. Chỉ tiêu không đạt\n"
        "- Hộ nghèo: 1% (tính đến 30/06/2024), mức cần đạt: giảm 4%, tỷ lệ thực hiện 20% mức thay đổi cần có từ đầu "
        "năm."
    )


def test_without_figures_nothing_is_claimed():
    nothing = Figures((Line("Thu ngân sách", asked="12.800 tỷ đồng", verdict="no_data"),))
    assert text_of("results", given=nothing) == (
        "Chỉ thị số 01/CT-UBND đề ra 1 chỉ tiêu. Tính đến hết 6 tháng đầu năm 2024, chưa chỉ tiêu nào có số liệu được "
        "xác nhận."
    )
    assert text_of("lagging", given=nothing) == "Tính đến hết 6 tháng đầu năm 2024 chưa có số liệu được xác nhận."


def test_with_every_figure_in_nobody_is_said_to_be_missing():
    whole = Figures((Line("Xuất khẩu", asked="4.500 triệu USD", result="4.500", verdict="met"),))
    assert "cả 1 chỉ tiêu có số liệu được xác nhận: 1 chỉ tiêu đạt. Kết quả" in text_of("results", given=whole)
    assert "không có chỉ tiêu nào chậm tiến độ hoặc không đạt" in text_of("limits", given=whole)
    assert text_of("plans", given=whole) == "1. Nhiệm vụ trọng tâm: …"


def test_the_worst_are_named_first_as_limits_with_a_place_for_each_cause():
    lines = text_of("limits").split("\n")
    assert lines[:5] == [
        "1. Hạn chế",
        "Tính đến hết 6 tháng đầu năm 2024 có 2 chỉ tiêu chậm tiến độ, 1 chỉ tiêu không đạt:",
        "- Hộ nghèo: không đạt, tỷ lệ thực hiện 20% mức thay đổi cần có từ đầu năm.",
        "- Thu ngân sách: chậm tiến độ, tỷ lệ thực hiện 25%.",
        "- Tăng trưởng: chậm tiến độ.",
    ]
    assert lines[5:9] == ["2. Nguyên nhân", "- Hộ nghèo: …", "- Thu ngân sách: …", "- Tăng trưởng: …"]


def test_what_only_the_clerk_knows_is_left_open():
    open_ones = [section.part for section in default_sections(story()) if "…" in section.text]
    assert open_ones == ["leading", "rewards", "limits", "plans", "proposals"]
    assert "…" not in text_of("results")


def test_an_estimate_is_called_one():
    exceeded = Figures((Line("Dịch vụ", asked="35%", result="36", unit="%", as_of="01/06/2024", is_estimate=True,
                             verdict="exceeded"),))  # fmt: skip
    assert "36% (tính đến 01/06/2024, số ước)" in text_of("results", given=exceeded)


def test_the_same_figures_give_the_same_words():
    assert default_sections(story()) == default_sections(story())


def test_headings_are_read_as_the_outline_of_the_paper():
    section = next(one for one in default_sections(story()) if one.part == "limits")
    kinds = [(block.kind, block.title) for block in parse(f"{section.heading}\n{section.text}")]
    assert kinds[:4] == [("section", True), ("item", True), ("paragraph", False), ("dash", False)]


@pytest.mark.parametrize(("review", "subject"), [
    (ReviewKind.PROGRESS, "Kết quả thực hiện các chỉ tiêu thi đua quý I năm 2024\ntheo Chỉ thị số 01/CT-UBND"),
    (ReviewKind.INTERIM, "Sơ kết thực hiện các chỉ tiêu thi đua quý I năm 2024\ntheo Chỉ thị số 01/CT-UBND"),
    (ReviewKind.FINAL, "Tổng kết thực hiện các chỉ tiêu thi đua quý I năm 2024\ntheo Chỉ thị số 01/CT-UBND"),
])  # fmt: skip
def test_the_subject_names_review_period_and_directive(review, subject):
    assert subject_of(review, Period(2024, PeriodKind.QUARTER, 1), "01/CT-UBND") == subject


def test_the_period_inside_a_sentence_begins_small():
    assert [period_words(period) for period in (HALF, YEAR)] == ["6 tháng đầu năm 2024", "năm 2024"]


def test_the_mark_of_figures_changes_with_a_figure_and_with_nothing_else():
    given = figures()
    other = Figures((*given.lines[:-1], Line("Nông thôn mới", asked="72 xã", result="70", verdict="behind")))
    assert figures_mark(given) == figures_mark(figures())
    assert figures_mark(given) == figures_mark(Figures(given.lines))  # who has not reported is another matter
    assert figures_mark(given) != figures_mark(other)


def test_only_sections_of_figures_are_written_anew():
    assert {"results", "limits", "lagging"} == FROM_FIGURES


@pytest.mark.parametrize(("name", "whole", "expected"), [
    ("Công nghiệp", "Cơ cấu kinh tế", "Cơ cấu kinh tế - Công nghiệp"),
    ("Tỷ lệ suy dinh dưỡng thể cân nặng", "Tỷ lệ suy dinh dưỡng", "Tỷ lệ suy dinh dưỡng thể cân nặng"),
    ("Thu ngân sách", "", "Thu ngân sách"),
])  # fmt: skip
def test_a_part_is_named_with_its_whole_once(name, whole, expected):
    assert Line(name, whole=whole).full_name == expected
