"""Linking a target to an entry, making an entry of it, and all of one name at once."""

from __future__ import annotations

import pytest

from targets.models import Indicator
from tests.factories.targets import make_indicator, make_target
from tests.organizations.views.outcomes import outcomes

LINKS = "/chi-thi/laocai-2024/chi-tieu/gan-danh-muc/"


@pytest.fixture
def target(issued):
    return make_target(issued, "Tỷ lệ che phủ rừng", "59,2%")


@pytest.fixture
def indicator(db):
    return make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def test_one_press_links(request, client, staff, target, indicator):
    url = f"{target.get_absolute_url()}gan-danh-muc/"
    assert outcomes(request, url, post={"indicator": "che-phu-rung"}) == ["login", 302, 403, 403, 403, 404, 403]
    client.force_login(staff)
    assert client.get(url).status_code == 405
    assert client.post(url, {"indicator": "khong-co"}).status_code == 404
    assert client.post(url, {"indicator": "che-phu-rung"}).url == target.get_absolute_url()
    target.refresh_from_db()
    assert target.indicator == indicator
    assert client.post(url, {"indicator": "che-phu-rung", "from": "links"}).url == LINKS


def test_an_entry_is_made_of_the_target(request, client, staff, target):
    url = f"{target.get_absolute_url()}them-danh-muc/"
    assert outcomes(request, url, post={}) == ["login", 302, 403, 403, 403, 404, 403]
    client.force_login(staff)
    client.post(url)
    target.refresh_from_db()
    assert (target.indicator.name, target.indicator.code) == ("Tỷ lệ che phủ rừng", "ty-le-che-phu-rung")


def test_an_entry_of_the_same_name_is_not_made_twice(as_staff, target, indicator):
    answer = as_staff.post(f"{target.get_absolute_url()}them-danh-muc/", follow=True)
    assert "Danh mục đã có “Tỷ lệ che phủ rừng”" in answer.content.decode()
    assert Indicator.objects.count() == 1


def test_the_list_of_unlinked_targets_is_for_staff(request, target):
    assert outcomes(request, LINKS) == ["login", 200, 403, 403, 403, 404, 403]
    assert outcomes(request, LINKS, post={}) == ["login", 302, 403, 403, 403, 404, 403]


def test_all_of_one_name_are_linked_at_once_and_the_rest_stays(as_staff, issued, target, indicator):
    odd = make_target(issued, "Tỷ lệ che phủ mạng 5G", "90%")
    page = as_staff.get(LINKS).content.decode()
    assert "Gắn 1 chỉ tiêu trùng tên" in page
    assert "Đã gắn 1 chỉ tiêu" in as_staff.post(LINKS, follow=True).content.decode()
    assert [row[0] for row in as_staff.get(LINKS).context["rows"]] == [odd]


def test_when_all_are_linked_it_says_so(as_staff, issued):
    assert "Mọi chỉ tiêu đã gắn với danh mục" in as_staff.get(LINKS).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, issued, count, django_assert_num_queries):
    for number in range(count):
        make_indicator(f"ty-le-{number}", f"Tỷ lệ {number}")
        make_target(issued, f"Tỷ lệ {number}", "5%")
    with django_assert_num_queries(QUERIES):
        as_staff.get(LINKS)


QUERIES = 6


@pytest.mark.parametrize("query", ["q=che+phu", "name=Tỷ+lệ+CHE+phủ+rừng", "q=ty+le+che+phu+rung"])
def test_suggestions_come_as_json(as_staff, indicator, query):
    make_indicator("khac", "Số giường bệnh")
    found = as_staff.get(f"/danh-muc-chi-tieu/goi-y/?{query}").json()
    assert found == {"entries": [{"code": "che-phu-rung", "name": "Tỷ lệ che phủ rừng", "unit": "%"}]}


def test_no_words_no_suggestions_and_at_most_eight(as_staff):
    for number in range(12):
        make_indicator(f"xa-{number}", f"Số xã loại {number}")
    assert as_staff.get("/danh-muc-chi-tieu/goi-y/").json() == {"entries": []}
    assert len(as_staff.get("/danh-muc-chi-tieu/goi-y/?q=xa+loai").json()["entries"]) == 8
