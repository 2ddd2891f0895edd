"""A council of nine, a session of it with two items, and the staff at the keyboard."""

from __future__ import annotations

import pytest

from tests.awards.sitting import plan, put
from tests.factories.awards import make_council


@pytest.fixture
def council(province):
    return make_council(province, 9)


@pytest.fixture
def session(council, staff):
    made = plan(council, staff)
    put(made, staff, "T1", "T2")
    return made


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client
