"""Reference data in Django's own admin."""

from __future__ import annotations

import pytest

from organizations.models import User
from targets.models import MeasurementUnit
from targets.quantity import parse
from targets.selectors.sheet import more_units
from tests.factories.organizations import UserFactory
from tests.factories.targets import make_indicator


@pytest.fixture
def keeper(db) -> User:
    return UserFactory(is_superuser=True, is_staff=True)


def test_a_unit_of_measure_is_added_and_then_read(client, keeper):
    client.force_login(keeper)
    answer = client.post("/quan-tri/targets/measurementunit/add/", {"name": "gùi"})
    assert answer.status_code == 302
    assert MeasurementUnit.objects.get().name == "gùi"
    assert parse("12 gùi", more_units=more_units()).unit == "gùi"


def test_the_register_is_looked_at_and_not_changed(client, keeper):
    indicator = make_indicator("che-phu-rung", "Tỷ lệ che phủ rừng")
    client.force_login(keeper)
    assert "Tỷ lệ che phủ rừng" in client.get("/quan-tri/targets/indicator/").content.decode()
    assert client.get("/quan-tri/targets/indicator/add/").status_code == 403
    assert client.post(f"/quan-tri/targets/indicator/{indicator.pk}/delete/", {"post": "yes"}).status_code == 403


def test_administrators_of_a_province_have_no_way_in(client, admin):
    client.force_login(admin)
    assert client.get("/quan-tri/targets/measurementunit/").status_code == 302
