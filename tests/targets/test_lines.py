"""Lines of directives taken apart: the rows print the very line again."""

from __future__ import annotations

import json
import re
import time
from dataclasses import astuple
from pathlib import Path

import pytest

from targets.enums import Group
from targets.lines import LONGEST_LINE, split_line, split_lines, without_mark
from targets.rows import Typed, printed_lines, read_rows

DATA = Path(__file__).resolve().parents[2] / "campaigns" / "data"


def laocai() -> list[str]:
    body = json.loads((DATA / "laocai-2024.json").read_text())["appendices"][0]["body"]
    return [line for line in body.splitlines() if line]


def langson() -> list[str]:
    body = json.loads((DATA / "langson-2024.json").read_text())["body"]
    section = body[body.index("II. CÁC CHỈ TIÊU CHỦ YẾU") : body.index("III. NỘI DUNG THI ĐUA")]
    return [line for line in section.splitlines()[1:] if line]


def printed(rows: list[Typed]) -> list[str]:
    reading = read_rows(rows)
    assert reading.faults == ()
    return [line for _, lines in printed_lines(reading.lines) for line in lines]


def of_line(line: str) -> list[tuple[str, str, str, int, str]]:
    return [(row.name, row.phrase, row.words, row.level, row.joint) for row in split_line(line)]


@pytest.mark.parametrize("line", [*laocai(), *(line for line in langson() if line.startswith("-"))])
def test_each_line_of_both_directives_prints_the_same_again(line):
    assert printed(split_lines(line)) == [re.sub(r"^(?:\d+\.|-) ", "", line)]


def test_the_appendix_of_lao_cai_holds_41_figures():
    reading = read_rows(split_lines("\n".join(laocai())))
    assert (len(reading.lines), sum(1 for line in reading.lines if line.quantity)) == (42, 41)
    assert reading.warnings == ()


def test_the_section_of_lang_son_gives_each_row_its_group():
    rows = split_lines("\n".join(langson()))
    counts = {group: sum(1 for row in rows if row.group == group) for group in Group}
    assert counts == {Group.ECONOMY: 13, Group.SOCIETY: 14, Group.ENVIRONMENT: 5, Group.SECURITY: 0}
    assert rows[0] == Typed("new-1", "Tốc độ tăng tổng sản phẩm nội tỉnh (GRDP)", "7 - 7,5%", group="economy")


def test_a_plain_line_is_one_row_without_words_of_its_own():
    assert of_line("10. Tỷ lệ đô thị hóa: 33,5%.") == [("Tỷ lệ đô thị hóa", "33,5%", "", 0, "")]


def test_a_structure_is_a_heading_and_its_parts():
    assert of_line("Cơ cấu kinh tế: Nông nghiệp chiếm 40%; Dịch vụ 60%.") == [
        ("Cơ cấu kinh tế", "", "", 0, ""),
        ("Nông nghiệp", "chiếm 40%", "Nông nghiệp chiếm 40%", 1, ":"),
        ("Dịch vụ", "60%", "Dịch vụ 60%", 1, ";"),
    ]


def test_what_is_within_is_a_part_and_the_next_is_none():
    found = of_line("Lao động qua đào tạo đạt 68,8%, trong đó có bằng cấp, chứng chỉ đạt 31%; Thất nghiệp dưới 1,2%")
    assert [row[3:] for row in found] == [(0, ""), (1, ","), (0, ";")]
    assert found[1][0] == "Có bằng cấp, chứng chỉ"


def test_two_sides_of_and_are_two_rows_with_names():
    assert of_line("11,4 bác sĩ và 33,6 giường bệnh trên 1 vạn dân") == [
        ("Số bác sĩ trên 1 vạn dân", "11,4 bác sĩ", "11,4 bác sĩ", 0, ""),
        ("Số giường bệnh trên 1 vạn dân", "33,6 giường bệnh", "33,6 giường bệnh trên 1 vạn dân", 0, "và"),
    ]


def test_a_name_with_and_or_commas_stays_whole():
    line = "Tỷ lệ xã, phường và thị trấn đạt chuẩn văn hóa: 80%"
    assert of_line(line) == [("Tỷ lệ xã, phường và thị trấn đạt chuẩn văn hóa", "80%", "", 0, "")]


def test_an_unreadable_line_stays_one_row_and_its_fault_is_told():
    rows = split_line("- Số xã nông thôn mới: 1O0 xã")
    assert [(row.name, row.phrase) for row in rows] == [("Số xã nông thôn mới: 1O0 xã", "")]
    assert [fault.text for fault in read_rows(rows).faults] == ["“1O0” có chữ “O” lẫn trong số."]


def test_a_bad_target_does_not_swallow_the_good_one_after_a_semicolon():
    assert [row.name for row in split_line("Số xã: 1O0 xã; Tỷ lệ đô thị hóa: 33,5%")] == [
        "Số xã: 1O0 xã",
        "Tỷ lệ đô thị hóa",
    ]


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("12.  Một", "Một"),
        ("a) Một", "Một"),
        ("- Một", "Một"),
        ("+ Một", "Một"),
        ("• Một", "Một"),
        ("100% xã", "100% xã"),
        ("7.485 tỷ đồng", "7.485 tỷ đồng"),
        ("Một", "Một"),
        ("  ", ""),
    ],
)
def test_marks_of_lists_are_dropped(line, bare):
    assert without_mark(line) == bare


def test_blank_lines_give_no_rows():
    assert split_lines("\n \n-\n.\n") == []


def test_headings_that_name_no_group_are_rows():
    assert [astuple(row)[1] for row in split_lines("Cơ cấu kinh tế\nCác chỉ tiêu xã hội")] == ["Cơ cấu kinh tế"]


def test_the_longest_line_is_read_in_a_moment():
    line = ("Tỷ lệ hộ nghèo giảm 1%, " * 400)[:LONGEST_LINE]
    began = time.process_time()
    split_line(line)
    split_line(line * 2)
    assert time.process_time() - began < 5
