"""The quick results under the box of the top bar."""

from __future__ import annotations

from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes


def test_everybody_with_a_login_may_search(request, province):
    assert outcomes(request, "/tra-cuu/nhanh/?q=lao+cai") == ["login", 200, 200, 200, 200, 200, 200]


def test_at_most_eight_and_the_way_to_the_rest(client, staff, province):
    for number in range(11):
        OrganizationFactory(code=f"xa-{number:02d}", name="Xã Bản Mù", parent=province)
    client.force_login(staff)
    said = client.get("/tra-cuu/nhanh/", {"q": "bản mù"}).content.decode()
    assert said.count('class="quick-text"') == 8
    assert "Xem tất cả kết quả, còn 3" in said
    assert 'href="/tra-cuu/?q=b%E1%BA%A3n%20m%C3%B9"' in said
    assert "<html" not in said


def test_nothing_found_is_said_and_nothing_asked_is_empty(client, staff):
    client.force_login(staff)
    assert "Không tìm thấy “không có”." in client.get("/tra-cuu/nhanh/", {"q": "không có"}).content.decode()
    assert client.get("/tra-cuu/nhanh/", {"q": "a"}).content.decode().strip() == ""


def test_another_province_finds_nothing(client, outsider, province):
    OrganizationFactory(code="banmu", name="Xã Bản Mù", parent=province)
    client.force_login(outsider)
    assert "Bản Mù</" not in client.get("/tra-cuu/nhanh/", {"q": "ban mu"}).content.decode()


def test_the_box_stands_on_every_page_and_works_without_script(client, staff):
    client.force_login(staff)
    said = client.get("/chi-thi/").content.decode()
    assert '<form class="topbar-search" method="get" action="/tra-cuu/"' in said
    assert 'hx-get="/tra-cuu/nhanh/"' in said
