"""The list of the manuals, and the short help in the top bar of every page."""

from __future__ import annotations

from bs4 import BeautifulSoup

from dashboard.manuals import CHAPTERS, chapter
from tests.organizations.views.outcomes import outcomes

URL = "/tro-giup/"


def test_everybody_with_a_login_may_read_the_manuals(request, province):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_list_leads_to_every_part_of_every_chapter(client, staff):
    client.force_login(staff)
    soup = BeautifulSoup(client.get(URL).content, "html.parser")
    links = [link["href"] for link in soup.select(".manual-list a")]
    assert links == [f"{URL}{name}/#{anchor}" for name in CHAPTERS for anchor, _ in chapter(name).parts]


def test_help_of_a_page_stands_in_its_top_bar(client, staff):
    client.force_login(staff)
    soup = BeautifulSoup(client.get("/thong-bao/").content, "html.parser")
    panel = soup.select_one(".topbar details.page-help")
    assert panel.summary.get_text(strip=True) == "Trợ giúp"
    assert panel.select("li")[0].get_text() == "Những việc có liên quan đến anh/chị; chỉ mình anh/chị thấy."
    assert [link["href"] for link in panel.select("a")] == [f"{URL}bat-dau/#thông-báo", URL]
    assert not panel.has_attr("open")


def test_help_stands_on_the_login_page_too_without_a_way_that_needs_a_login(client, db):
    panel = BeautifulSoup(client.get("/dang-nhap/").content, "html.parser").select_one("details.plain-help")
    assert panel.select("li")[0].get_text() == "Ghi tên đăng nhập và mật khẩu được quản trị cấp."
    assert panel.select("a") == []


def test_page_without_help_of_its_own_still_leads_to_the_manuals(client, staff):
    client.force_login(staff)
    soup = BeautifulSoup(client.get(f"{URL}khong-co/").content, "html.parser")
    assert soup.select("details.page-help li") == []
