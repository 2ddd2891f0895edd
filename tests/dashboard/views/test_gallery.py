"""The gallery of components."""

from tests.organizations.views.outcomes import outcomes

URL = "/giao-dien/"


def test_the_gallery_is_for_everybody_who_logged_in(request, province):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


def test_the_gallery_is_not_on_the_rail(client, admin):
    client.force_login(admin)
    assert URL not in client.get("/").content.decode()


def test_the_gallery_shows_every_component(client, admin):
    client.force_login(admin)
    page = client.get(URL).content.decode()
    for part in (
        "page-header", "next-step", "tabs", "badge-tone", "reasons", "dialog", "form-errors", "timeline", "empty-state",
        "list-table", "aria-sort", "exports", "note warning", "facts", "filters",
    ):  # fmt: skip
        assert f"{part}" in page, part
    assert "Ngày phải ghi theo dạng ngày/tháng/năm" in page
