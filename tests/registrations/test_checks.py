"""What a bloc is told to look at, and what it is not bothered with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from awards.quotas import Ceiling
from organizations.enums import Kind
from registrations.checks import remarks
from registrations.content import Content, Registered, UnitRow

NAMES = {
    "COTD_CP": ("Cờ thi đua của Chính phủ", "collective"),
    "COTD_T": ("Cờ thi đua cấp tỉnh", "collective"),
    "TTLDXS": ("Tập thể lao động xuất sắc", "collective"),
    "DVQT": ("Đơn vị quyết thắng", "collective"),
    "XATB": ("Xã, phường, thị trấn tiêu biểu", "collective"),
    "CSTDT": ("Chiến sĩ thi đua cấp tỉnh", "individual"),
    "CSTDCS": ("Chiến sĩ thi đua cơ sở", "individual"),
}
FEW = Ceiling("CSTDT", "Chiến sĩ thi đua cấp tỉnh", Decimal(15), frozenset({"CSTDCS"}), "Chiến sĩ thi đua cơ sở", "Đ.")


def title(code: str, count: int | None = None, without_post: int | None = None) -> Registered:
    name, subject = NAMES[code]
    return Registered(code, "L2022", name, subject, name.lower(), count, without_post)


def said(*rows: UnitRow, seats: dict[str, str] | None = None, **more) -> list[tuple[str, str, str]]:
    there = {"so": Kind.DEPARTMENT} if seats is None else seats
    found = remarks(Content("k", "Khối", 2024, units=rows), there, **more)
    return [(one.unit, one.level, one.words) for one in found]


def unit(*, own: tuple[Registered, ...] = (), inner: tuple[Registered, ...] = (), code: str = "so") -> UnitRow:
    return UnitRow(code, "Sở", own, inner)


@pytest.mark.parametrize(
    ("own", "kind", "words"),
    [
        (("COTD_CP",), Kind.DEPARTMENT, "Đăng ký Cờ thi đua của Chính phủ nhưng chưa đăng ký Cờ thi đua cấp tỉnh."),
        (("COTD_CP", "COTD_T"), Kind.DEPARTMENT, None),
        (("COTD_T",), Kind.DEPARTMENT, None),
        (("DVQT",), Kind.DEPARTMENT, "“Đơn vị quyết thắng” dành cho đơn vị lực lượng vũ trang."),
        (("DVQT",), Kind.ARMED_FORCES, None),
        (
            ("TTLDXS",),
            Kind.ARMED_FORCES,
            (
                "Đơn vị lực lượng vũ trang thường xét “Đơn vị tiên tiến”, “Đơn vị quyết thắng”, không phải “Tập thể lao động "
                "xuất sắc”."
            ),
        ),
        (("TTLDXS",), Kind.VERTICAL, None),
        (("XATB",), Kind.DEPARTMENT, "“Xã, phường, thị trấn tiêu biểu” dành cho cấp xã."),
        (("XATB",), Kind.PEOPLES_COMMITTEE, None),
    ],
)
def test_titles_of_the_unit_itself(own, kind, words):
    row = unit(own=tuple(title(code) for code in own))
    assert said(row, seats={"so": kind}) == ([("so", "warning", words)] if words else [])


def test_a_unit_outside_the_bloc_is_a_danger():
    row = unit(own=(title("COTD_T"),), code="khac")
    assert said(row) == [("khac", "danger", "Không có trong thành phần khối năm 2024.")]


def test_the_same_title_in_two_rows():
    row = unit(inner=(title("TTLDXS", 1), title("TTLDXS", 5)))
    assert said(row) == [("so", "warning", "Tập thể lao động xuất sắc ghi ở 2 dòng; nếu là một thì gộp lại.")]


def test_a_missing_number_is_told():
    assert said(unit(inner=(title("TTLDXS"),))) == [
        ("so", "warning", "Chưa ghi số lượng: “tập thể lao động xuất sắc”.")
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(5, 2)], None),
        ([(5, 1)], "Người không giữ chức vụ lãnh đạo: 1/5 (20%), dưới mức tối thiểu 40%."),
        ([(5, 1), (5, 3)], None),
        ([(3, 1)], "Người không giữ chức vụ lãnh đạo: 1/3 (33,3%), dưới mức tối thiểu 40%."),
        (
            [(5, None)],
            "Chưa xác định tỷ lệ người không giữ chức vụ lãnh đạo (mức tối thiểu 40%): 5 cá nhân chưa ghi.",
        ),
        ([(8, 0), (2, None)], "Người không giữ chức vụ lãnh đạo: nhiều nhất 2/10 (20%), dưới mức tối thiểu 40%."),
    ],
)
def test_the_share_of_people_without_a_leading_post(rows, words):
    row = unit(inner=tuple(title("CSTDT", count, without) for count, without in rows))
    found = [entry for entry in said(row) if entry[0] == ""]
    assert found == ([("", "warning", words)] if words else [])


def test_the_share_is_unknown_where_a_number_is_missing():
    words = "Chưa xác định tỷ lệ người không giữ chức vụ lãnh đạo (mức tối thiểu 40%): 1 dòng chưa ghi số lượng."
    assert ("", "warning", words) in said(unit(inner=(title("CSTDT", 4, 4), title("CSTDT"))))


def test_the_wanted_share_may_be_another():
    assert said(unit(inner=(title("CSTDT", 5, 2),)), least=Decimal(50)) == [
        ("", "warning", "Người không giữ chức vụ lãnh đạo: 2/5 (40%), dưới mức tối thiểu 50%.")
    ]


def test_collectives_have_no_share():
    assert said(unit(inner=(title("TTLDXS", 4),))) == []


@pytest.mark.parametrize(("base", "over"), [(20, False), (19, True)])
def test_a_ceiling_counts_both_titles_of_the_whole_bloc(base, over):
    rows = (unit(inner=(title("CSTDT", 3, 3),)), unit(inner=(title("CSTDCS", base, base),)))
    words = "Chiến sĩ thi đua cấp tỉnh: đăng ký 3, mức 15% của 19 Chiến sĩ thi đua cơ sở là 2."
    assert said(*rows, ceilings=[FEW]) == ([("", "warning", words)] if over else [])


def test_a_ceiling_without_its_base_says_nothing():
    assert said(unit(inner=(title("CSTDT", 3, 3),)), ceilings=[FEW]) == []
