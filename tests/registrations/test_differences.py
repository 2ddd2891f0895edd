"""What staff are told has changed since the version they returned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registrations.content import Content, Letter, Registered, UnitRow
from registrations.differences import TextChange, UnitChange, compare

FLAG = Registered("COTD_T", "2022", "Cờ thi đua cấp tỉnh", "collective", "Cờ thi đua cấp tỉnh")
PEOPLE = Registered("CSTDT", "2022", "Chiến sĩ thi đua cấp tỉnh", "individual", "cá nhân Chiến sĩ thi đua cấp tỉnh", 5)
HEALTH = UnitRow("soyte", "Sở Y tế", own=(FLAG,), inner=(PEOPLE,))
MONEY = UnitRow("sotc", "Sở Tài chính", own=(FLAG,))
FIRST = Content("a", "Khối A", 2024, Letter(number="3", day=12), ("Một.", "Hai.", "Ba."), (HEALTH, MONEY))


def test_the_same_content_has_no_differences():
    assert not compare(FIRST, FIRST)


def test_a_field_of_the_letter_is_named_with_both_texts():
    found = compare(FIRST, replace(FIRST, letter=Letter(number="", day=13)))
    assert found.letter == (TextChange("number", "3", ""), TextChange("day", "12", "13"))
    assert found


@pytest.mark.parametrize(
    ("pledges", "changes"),
    [
        (("Một.", "Ba."), (TextChange("2", "Hai.", ""),)),
        (("Một.", "Hai.", "Mới.", "Ba."), (TextChange("3", "", "Mới."),)),
        (("Một.", "Hai rưỡi.", "Ba."), (TextChange("2", "Hai.", "Hai rưỡi."),)),
        ((), (TextChange("1", "Một.", ""), TextChange("2", "Hai.", ""), TextChange("3", "Ba.", ""))),
    ],
)
def test_a_pledge_is_told_by_its_number(pledges, changes):
    assert compare(FIRST, replace(FIRST, pledges=pledges)).pledges == changes


@pytest.mark.parametrize(
    ("units", "changes"),
    [
        ((HEALTH,), (UnitChange("Sở Tài chính", "removed", gone=("Cơ quan: Cờ thi đua cấp tỉnh",)),)),
        (
            (HEALTH, MONEY, UnitRow("snv", "Sở Nội vụ", reason="Mới thành lập")),
            (UnitChange("Sở Nội vụ", "added", come=("Không đăng ký: Mới thành lập",)),),
        ),
        (
            (replace(HEALTH, inner=(replace(PEOPLE, count=6, without_post=2),)), MONEY),
            (
                UnitChange(
                    "Sở Y tế",
                    "changed",
                    gone=("05 cá nhân Chiến sĩ thi đua cấp tỉnh",),
                    come=("06 cá nhân Chiến sĩ thi đua cấp tỉnh (trong đó 2 không giữ chức vụ)",),
                ),
            ),
        ),
        ((replace(HEALTH, own=()), MONEY), (UnitChange("Sở Y tế", "changed", gone=("Cơ quan: Cờ thi đua cấp tỉnh",)),)),
    ],
)
def test_a_unit_is_told_with_what_went_and_what_came(units, changes):
    assert compare(FIRST, replace(FIRST, units=units)).units == changes


def test_a_row_that_stands_twice_and_then_once_is_told():
    twice = replace(FIRST, units=(replace(HEALTH, inner=(PEOPLE, PEOPLE)), MONEY))
    assert compare(twice, FIRST).units == (
        UnitChange("Sở Y tế", "changed", gone=("05 cá nhân Chiến sĩ thi đua cấp tỉnh",)),
    )


def test_another_order_is_no_change_of_a_unit_but_is_told():
    found = compare(FIRST, replace(FIRST, units=(MONEY, HEALTH)))
    assert (found.units, found.is_reordered, bool(found)) == ((), True, True)
