"""One entry of the register with its targets across years and provinces."""

from __future__ import annotations

import pytest

from tests.factories.targets import make_actual, make_indicator, make_target
from tests.organizations.views.outcomes import outcomes
from tests.targets.test_standing import published

URL = "/danh-muc-chi-tieu/che-phu-rung/"


@pytest.fixture
def indicator(db):
    return make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng", other_names="Độ che phủ rừng")


def test_everybody_reads_an_entry(request, province, other_province, indicator):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_an_unknown_code_is_not_found(client, staff):
    client.force_login(staff)
    assert client.get("/danh-muc-chi-tieu/khong-co/").status_code == 404


def test_of_another_province_the_words_and_the_years_result_are_shown_without_a_link(
    client, staff, province, other_province, indicator
):
    mine = make_target(published(province, 2024), "Tỷ lệ che phủ rừng", "59,2%", indicator=indicator)
    other = make_target(published(other_province, 2024), "Tỷ lệ che phủ rừng", "64,6%", indicator=indicator)
    make_actual(mine, "58,5")
    make_actual(other, "64,7")
    client.force_login(staff)
    page = client.get(URL).content.decode()
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert "Tỷ lệ che phủ rừng: 64,6%" in page
    assert ("58,5" in page, "64,7" in page) == (True, True)


def test_an_entry_without_targets_says_how_one_comes(client, staff, indicator):
    client.force_login(staff)
    assert "Chưa có chỉ tiêu nào gắn vào mục này" in client.get(URL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(
    client, staff, province, other_province, indicator, count, django_assert_num_queries
):
    for year in range(2022, 2022 + count):
        for issuer in (province, other_province):
            target = make_target(published(issuer, year), "Tỷ lệ che phủ rừng", "59,2%", indicator=indicator)
            make_actual(target, "60")
    client.force_login(staff)
    client.get(URL)  # content types are read once a process
    with django_assert_num_queries(QUERIES):
        client.get(URL)


QUERIES = 13
