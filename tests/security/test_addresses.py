"""Addresses nobody types: answered with a page, never with a failure of the database."""

import pytest


def test_a_nul_in_an_address_is_a_bad_request(client, admin):
    client.force_login(admin)
    assert client.get("/nguoi-dung/a%00b/").status_code == 400


@pytest.mark.parametrize(
    "address", ["/nguoi-dung/them/?don-vi=%00", "/don-vi/them/?cap-tren=%00", "/nguoi-dung/?q=%00"]
)
def test_a_nul_after_the_question_mark_does_not_stop_the_page(client, admin, address):
    client.force_login(admin)
    assert client.get(address).status_code == 200


def test_a_nul_in_where_to_go_after_the_login_leads_nowhere_else(client, db):
    assert client.get("/dang-nhap/?next=%00//evil.example").context["next"] == "/"


@pytest.mark.parametrize(
    "address",
    [
        "/don-vi/nhap/99999999999999999999/",
        "/phong-trao/99999999999999999999/",
        "/van-ban/campaigns.directive/99999999999999999999/",
        "/van-ban/tep/99999999999999999999/tai-ve/",
    ],
)
def test_a_number_no_column_holds_is_not_found(client, admin, address):
    client.force_login(admin)
    assert client.get(address).status_code == 404
