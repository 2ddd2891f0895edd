"""The summary to print."""

from __future__ import annotations

import pytest

from targets.enums import Group, PeriodKind
from tests.factories.targets import make_actual, make_target
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/laocai-2024/chi-tieu/tom-tat/"


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def test_who_sees_the_directive_may_print_it(request, issued):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


def test_groups_carry_their_counts_in_words(as_staff, issued):
    forest = make_target(issued, "Tỷ lệ che phủ rừng", "59,2%", group=Group.ENVIRONMENT)
    make_target(issued, "Tỷ lệ nước sạch", "94%", group=Group.ENVIRONMENT)
    make_target(issued, "GRDP bình quân đầu người", "104 triệu đồng/năm", group=Group.ECONOMY)
    make_actual(forest, "60", kind=PeriodKind.HALF)
    page = as_staff.get(URL).content.decode()
    assert "Chỉ thị số 01/CT-UBND ngày 19/01/2024" in page
    assert "1/3 chỉ tiêu có số liệu đã xác nhận, tính đến ngày 30/06/2024: 1 vượt, 2 chưa có số liệu." in page
    assert "(2 chỉ tiêu: 1 vượt, 1 chưa có số liệu)" in page
    assert page.index("GRDP bình quân") < page.index("Tỷ lệ che phủ rừng")


def test_a_period_bounds_the_figures(as_staff, issued):
    forest = make_target(issued, "Tỷ lệ che phủ rừng", "59,2%")
    make_actual(forest, "58", kind=PeriodKind.QUARTER, index=1)
    make_actual(forest, "60", kind=PeriodKind.HALF)
    page = as_staff.get(f"{URL}?period=quarter-1").content.decode()
    assert "tính đến ngày 31/03/2024" in page
    assert ">58<" in page
    assert ">60<" not in page


def test_a_directive_without_targets_says_so(as_staff, issued):
    assert "Chỉ thị này chưa có chỉ tiêu." in as_staff.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_summary_takes_the_same_queries_at_any_size(as_staff, issued, count, django_assert_num_queries):
    for number in range(count):
        make_actual(make_target(issued, f"Tỷ lệ số {number}", "59,2%"), "60")
    with django_assert_num_queries(9):
        as_staff.get(URL)
