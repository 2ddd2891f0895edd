"""One chapter of the manual as a page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dashboard.manuals import CHAPTERS, chapter
from tests.organizations.views.outcomes import outcomes

URL = "/tro-giup/bat-dau/"


def soup_of(client, user, name: str) -> BeautifulSoup:
    client.force_login(user)
    return BeautifulSoup(client.get(f"/tro-giup/{name}/").content, "html.parser")


def test_everybody_with_a_login_may_read_a_chapter(request, province):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_chapter_that_is_not_there_is_not_found(client, staff):
    client.force_login(staff)
    assert client.get("/tro-giup/readme/").status_code == 404


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter_has_one_heading_and_its_parts(client, staff, name):
    soup = soup_of(client, staff, name)
    assert [one.get_text(strip=True) for one in soup.select("h1")] == [CHAPTERS[name]]
    assert [one["id"] for one in soup.select(".manual h2")] == [anchor for anchor, _ in chapter(name).parts]


def test_links_between_files_become_links_between_pages(client, staff):
    links = {link["href"] for link in soup_of(client, staff, "bat-dau").select(".manual a")}
    assert "/tro-giup/van-thu/#cấp-số-và-ban-hành" in links
    assert not [link for link in links if ".md" in link]


def test_pictures_come_from_the_static_files_with_words_for_those_who_cannot_see_them(client, staff):
    pictures = soup_of(client, staff, "bat-dau").select(".manual img")
    assert pictures
    for picture in pictures:
        assert picture["src"].startswith("/static/huong-dan/")
        assert picture["alt"]


def test_reading_costs_no_query_of_its_own(client, staff, django_assert_num_queries):
    client.force_login(staff)
    with django_assert_num_queries(3):  # the session, the person, the roles
        client.get(URL)
