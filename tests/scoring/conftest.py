"""A bloc of three units that is scored in 2024; it is December."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from organizations.enums import Role
from organizations.models import Bloc, Organization, User
from scoring.models import Scheme, ScoreSheet, ScoringRound
from tests.conftest import person
from tests.factories.scoring import make_round, make_scheme, make_scored_bloc, make_units, officer_of, sheet_of


@pytest.fixture(autouse=True)
def in_december(db) -> Iterator[None]:
    with time_machine.travel("2024-12-10T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def units(province) -> list[Organization]:
    """The first leads the bloc."""
    return make_units(province)


@pytest.fixture
def bloc(province, units) -> Bloc:
    return make_scored_bloc(province, units)


@pytest.fixture
def scheme(province, staff) -> Scheme:
    """For all blocs of the province, published."""
    return make_scheme(province, by=staff)


@pytest.fixture
def round_(bloc, scheme, staff) -> ScoringRound:
    return make_round(bloc, by=staff)


@pytest.fixture
def head(units) -> User:
    """Officer of the unit that leads the bloc."""
    return officer_of(units[0])


@pytest.fixture
def member(units) -> User:
    """Officer of a member unit, which the third unit cross-checks."""
    return officer_of(units[1])


@pytest.fixture
def checker(units) -> User:
    return officer_of(units[2])


@pytest.fixture
def council(province) -> User:
    return person("council", province, Role.COUNCIL)


@pytest.fixture
def sheet(round_, units) -> ScoreSheet:
    """Of the member's unit."""
    return sheet_of(round_, units[1])
