"""Pages of logged-in people are kept by no cache; the machine may be shared."""

import pytest


@pytest.mark.parametrize("address", ["/", "/chi-thi/", "/nguoi-dung/", "/don-vi/?export=csv"])
def test_a_private_page_is_not_kept(client, admin, address):
    client.force_login(admin)
    kept = client.get(address).headers["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_what_everybody_may_see_carries_no_such_header(client, db):
    assert "Cache-Control" not in client.get("/healthz").headers
