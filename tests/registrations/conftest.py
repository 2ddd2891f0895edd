"""A bloc of three units of the province with a round that is open: who leads it, and who is a member."""

from __future__ import annotations

import pytest

from organizations.enums import Role
from organizations.models import Bloc, Organization, User
from registrations.models import Registration, Round, UnitLine
from tests.conftest import person
from tests.factories.registrations import make_bloc, make_registration, make_round, make_units, officer_of


@pytest.fixture
def units(province) -> list[Organization]:
    """The first leads the bloc in 2024."""
    return make_units(province, 3)


@pytest.fixture
def bloc(province, units) -> Bloc:
    return make_bloc(province, units, code="tmth", name="Khối Tham mưu Tổng hợp")


@pytest.fixture
def head(units) -> User:
    """Officer of the unit that leads the bloc in 2024."""
    return officer_of(units[0], "head")


@pytest.fixture
def member(units) -> User:
    """Officer of a member unit."""
    return officer_of(units[1], "member")


@pytest.fixture
def council(province) -> User:
    """Sits in the council of the province."""
    return person("council", province, Role.COUNCIL)


@pytest.fixture
def round_(province) -> Round:
    return make_round(province, code="laocai-2024")


@pytest.fixture
def registration(round_, bloc) -> Registration:
    return make_registration(round_, bloc)


@pytest.fixture
def line(registration, units) -> UnitLine:
    """The line of the member's unit."""
    return registration.lines.get(organization=units[1])
