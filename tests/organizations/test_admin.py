"""Django's admin shows rows to those who keep the system, and changes none."""

import pytest

from tests.factories.organizations import UserFactory

PAGES = ["organization", "user", "membership"]


@pytest.mark.parametrize("model", PAGES)
def test_admin_shows_and_offers_no_change(client, clerk, model):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    listed = client.get(f"/quan-tri/organizations/{model}/")
    assert listed.status_code == 200
    assert client.get(f"/quan-tri/organizations/{model}/add/").status_code == 403
    row = {"organization": clerk.memberships.get().organization, "user": clerk, "membership": clerk.memberships.get()}
    shown = client.get(f"/quan-tri/organizations/{model}/{row[model].pk}/change/")
    assert shown.status_code == 200
    assert 'name="_save"' not in shown.content.decode()
    assert clerk.password not in shown.content.decode()


def test_admin_is_closed_to_administrators_of_a_province(client, admin):
    client.force_login(admin)
    assert client.get("/quan-tri/").status_code == 302
