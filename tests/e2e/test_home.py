"""The first page of every role fits one screen of the office, however much waits; its rows open exactly what they name."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ROLES = (
    "chuyenvien.laocai",
    "lanhdao.laocai",
    "vanthu.laocai",
    "hoidong.laocai",
    "quantri.laocai",
    "laodong.laocai",
    "vanphong.langson",
    "chuyenvien.langson",
)


@pytest.mark.parametrize("username", ROLES)
def test_the_first_page_fits_the_screen_of_the_office(login, username):
    page = login(username, width=1366, height=768)
    page.goto("/")
    expect(page.get_by_role("heading", name="Việc đang chờ tôi")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == 768


def test_the_leader_of_a_bloc_goes_from_the_first_page_to_the_workbench(login):
    page = login("vanphong.langson", width=1366, height=768)
    page.goto("/")
    page.get_by_role("link", name="đơn vị đã chốt").first.click()
    expect(page).to_have_url("/dang-ky/langson-minh-hoa-tmth-langson/")
