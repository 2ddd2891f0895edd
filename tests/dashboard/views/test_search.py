"""The page of results."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes


@pytest.fixture
def communes(province):
    """Twenty-one communes of one name."""
    return [OrganizationFactory(code=f"xa-{n:02d}", name="Xã Bản Mù", parent=province) for n in range(21)]


def page(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("dashboard:search"), asked)


def test_everybody_with_a_login_may_search(request, province):
    assert outcomes(request, "/tra-cuu/?q=lao+cai") == ["login", 200, 200, 200, 200, 200, 200]


def test_without_words_it_says_what_can_be_found(client, staff):
    said = page(client, staff).content.decode()
    assert "Tìm trong mọi hồ sơ, văn bản anh/chị được xem" in said
    assert "Chỉ thị · Phong trào · Chỉ tiêu" in said
    assert '<a href="?q=01/CT-UBND">01/CT-UBND</a>' in said


def test_one_letter_asks_for_more(client, staff):
    assert "Xin gõ từ hai chữ trở lên" in page(client, staff, q="a").content.decode()


def test_nothing_found_helps(client, staff):
    said = page(client, staff, q="<không có>").content.decode()
    assert "Không tìm thấy “&lt;không có&gt;”" in said
    assert "<không có>" not in said


def test_results_are_grouped_counted_and_marked(client, staff, communes):
    answer = page(client, staff, q="ban mu")
    said = answer.content.decode()
    assert answer.context["total"] == 21
    assert [tab.label for tab in answer.context["tabs"]] == ["Tất cả", "Cơ quan, đơn vị"]
    assert said.count('class="search-hit"') == 5
    assert "Xã <mark>Bản Mù</mark>" in said
    assert "Xem cả 21 kết quả" in said


@pytest.mark.parametrize(("number", "shown"), [("1", 20), ("2", 1), ("99", 1), ("x", 20)])
def test_one_kind_has_pages(client, staff, communes, number, shown):
    answer = page(client, staff, q="ban mu", loai="don-vi", page=number)
    assert answer.content.decode().count('class="search-hit"') == shown


def test_a_kind_without_a_hit_or_unknown_shows_all(client, staff, communes):
    for kind in ("chi-thi", "nguoi-dung", "la"):
        assert page(client, staff, q="ban mu", loai=kind).context["opened"] is None


def test_another_province_finds_nothing(client, outsider, communes):
    assert page(client, outsider, q="ban mu").context["found"] == []


def test_accounts_are_found_by_who_administers_them_only(client, staff, admin):
    assert page(client, staff, q="officer staff admin").context["found"] == []
    kinds = [one.source.code for one in page(client, admin, q="admin").context["found"]]
    assert kinds == ["nguoi-dung"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, staff, province, rows, django_assert_num_queries):
    for number in range(rows):
        OrganizationFactory(code=f"xa-{number}", name="Xã Bản Mù", parent=province)
    client.force_login(staff)
    with django_assert_num_queries(QUERIES):
        client.get("/tra-cuu/?q=ban+mu")


#: Session, person, roles; one for each of eleven kinds; the rows of the one with hits.
QUERIES = 15
