"""How a unit is named among those of its province."""

from __future__ import annotations

import pytest

from registrations.naming import name_on_paper


@pytest.mark.parametrize(
    ("name", "place", "printed"),
    [
        ("Sở Kế hoạch và Đầu tư tỉnh Lào Cai", "Lào Cai", "Sở Kế hoạch và Đầu tư"),
        ("Cục Thống kê tỉnh Lào Cai", "Lào Cai", "Cục Thống kê"),
        ("Ban Dân tộc tỉnh Lào Cai", "Lào Cai", "Ban Dân tộc"),
        ("Văn phòng Ủy ban nhân dân tỉnh Lào Cai", "Lào Cai", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh Lào Cai", "Lào Cai", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"),
        ("Công an tỉnh Lào Cai", "Lào Cai", "Công an tỉnh"),
        ("Văn phòng Tỉnh ủy Lào Cai", "Lào Cai", "Văn phòng Tỉnh ủy Lào Cai"),
        ("Sở Nội vụ tỉnh Lào Cai", "Lạng Sơn", "Sở Nội vụ tỉnh Lào Cai"),
        ("Sở Nội vụ tỉnh Lào Cai", "", "Sở Nội vụ tỉnh Lào Cai"),
        ("Sở Y tế thành phố Hải Phòng", "Hải Phòng", "Sở Y tế"),
    ],
)
def test_the_place_is_left_off_where_it_says_nothing(name, place, printed):
    assert name_on_paper(name, place) == printed
