"""People who write blocs at the same moment, on a database that lets them: one wins, the other is told."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ActionBlocked, Conflict
from organizations.models import BlocComposition, BlocMembership
from organizations.policies.blocs import Seat
from organizations.selectors.blocs import CopyPlan
from organizations.services import Decided, compose_bloc, copy_blocs
from tests.campaigns.test_at_once import at_once
from tests.organizations.blocs import compose, department, make_bloc

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_one_unit_never_gets_into_two_blocs_of_a_province(province, staff):
    unit = department("soyte", "Sở Y tế", province)
    first, second = make_bloc(province, "k1", "Khối 1"), make_bloc(province, "k2", "Khối 2")

    def seat(bloc):
        return lambda: compose_bloc(bloc, year=2024, seats=[Seat(unit)], decided=Decided(), revision=0, by=staff)

    assert at_once(seat(first), seat(second)) == [ActionBlocked, BlocComposition]
    assert BlocMembership.objects.filter(organization=unit, year=2024).count() == 1


def test_of_two_compositions_of_one_year_one_is_kept(province, staff):
    units = [department(f"so{n}", f"Sở {n}", province) for n in range(2)]
    bloc = make_bloc(province)

    def seat(unit):
        return lambda: compose_bloc(bloc, year=2024, seats=[Seat(unit)], decided=Decided(), revision=0, by=staff)

    assert at_once(*[seat(unit) for unit in units]) == [BlocComposition, Conflict]
    assert bloc.seats.count() == 1


def test_blocs_copied_twice_at_once_are_copied_once(province, staff):
    bloc = make_bloc(province)
    compose(bloc, 2024, department("soyte", "Sở Y tế", province))

    def copy():
        return copy_blocs(province, from_year=2024, to_year=2025, on=date(2025, 1, 1), by=staff)

    assert at_once(copy, copy) == [CopyPlan, CopyPlan]
    assert bloc.seats.filter(year=2025).count() == 1
    assert bloc.compositions.get(year=2025).revision == 1
