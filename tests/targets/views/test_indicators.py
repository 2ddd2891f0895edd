"""The list of the register."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from targets.enums import Group
from tests.factories.targets import make_indicator, make_target
from tests.organizations.views.outcomes import outcomes

URL = "/danh-muc-chi-tieu/"


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def register(db):
    make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng", group=Group.ENVIRONMENT)
    make_indicator("bac-si", "Số bác sĩ trên 1 vạn dân", unit="bác sĩ", other_names="Số thầy thuốc")
    make_indicator("cu", "Chỉ tiêu cũ", is_active=False)


def codes(answer) -> list[str]:
    return [one.code for one in answer.context["listing"].page]


def test_the_register_is_common_to_all(request, province, other_province):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize(("query", "found"), [
    ("q=CHE+PHU", ["che-phu-rung"]), ("q=bác+sỹ", ["bac-si"]), ("q=bac+si", ["bac-si"]), ("q=thay+thuoc", ["bac-si"]),
    ("q=rung+che", ["che-phu-rung"]), ("q=zzz", []), ("group=environment", ["che-phu-rung"]), ("active=False", ["cu"]),
    ("active=True", ["bac-si", "che-phu-rung"]), ("sort=-ten", ["che-phu-rung", "bac-si", "cu"]),
    ("group=la", ["cu", "bac-si", "che-phu-rung"]), ("q=%00", ["cu", "bac-si", "che-phu-rung"]),
])  # fmt: skip
def test_search_ignores_accents_and_sy_si(as_staff, register, query, found):
    assert codes(as_staff.get(f"{URL}?{query}")) == found


def test_the_number_of_targets_is_counted_and_exported(as_staff, register, issued):
    from targets.models import Indicator

    make_target(issued, "Tỷ lệ che phủ rừng", "59,2%", indicator=Indicator.objects.get(code="che-phu-rung"))
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{URL}?q=che+phu&export=xlsx").content)).active
    heads, row = sheet.iter_rows(values_only=True)
    assert heads[0] == "Mã"
    assert (row[0], row[-1]) == ("che-phu-rung", 1)


def test_only_those_who_keep_the_register_are_offered_to_add(client, staff, admin, leader, unit_officer, register):
    for user, may in ((staff, True), (admin, True), (leader, False), (unit_officer, False)):
        client.force_login(user)
        assert ("Thêm vào danh mục" in client.get(URL).content.decode()) is may


def test_an_empty_register_says_what_belongs_here(as_staff, province):
    assert "Danh mục chưa có mục nào" in as_staff.get(URL).content.decode()
    assert "Không có mục nào khớp bộ lọc" in as_staff.get(f"{URL}?q=zzz").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, issued, count, django_assert_num_queries):
    for number in range(count):
        make_target(issued, f"Tỷ lệ {number}", "5%", indicator=make_indicator(f"ma-{number}"))
    with django_assert_num_queries(QUERIES):
        as_staff.get(URL)


QUERIES = 5
