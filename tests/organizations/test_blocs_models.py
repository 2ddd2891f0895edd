"""What no bloc can be, whoever writes it."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from organizations.enums import BlocKind
from organizations.models import Bloc, BlocComposition, BlocMembership
from tests.organizations.blocs import DEPUTY, HEAD, MEMBER, department, make_bloc

DECIDED = {"document": "Quyết định số 1/QĐ-UBND", "decided_on": date(2024, 1, 5)}


def refused(name: str, make) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    # SQLite names a constraint of rows, of columns it names the columns.
    assert name in str(error.value)


def test_a_unit_sits_in_a_bloc_once_a_year(province):
    bloc, unit = make_bloc(province), department("so", "Sở Y tế", province)
    BlocMembership.objects.create(bloc=bloc, organization=unit, year=2024)
    BlocMembership.objects.create(bloc=bloc, organization=unit, year=2025)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlocMembership.objects.create(bloc=bloc, organization=unit, year=2024, role=DEPUTY)


def test_a_bloc_has_one_leader_a_year_and_any_number_of_deputies(province):
    bloc = make_bloc(province)
    units = [department(f"so{n}", f"Sở {n}", province) for n in range(4)]
    BlocMembership.objects.create(bloc=bloc, organization=units[0], year=2024, role=HEAD)
    BlocMembership.objects.create(bloc=bloc, organization=units[1], year=2024, role=DEPUTY)
    BlocMembership.objects.create(bloc=bloc, organization=units[2], year=2024, role=DEPUTY)
    BlocMembership.objects.create(bloc=bloc, organization=units[1], year=2025, role=HEAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlocMembership.objects.create(bloc=bloc, organization=units[3], year=2024, role=HEAD)


@pytest.mark.parametrize("year", [1947, 2101])
def test_years_are_plausible(province, year):
    bloc, unit = make_bloc(province), department("so", "Sở Y tế", province)
    seat = {"bloc": bloc, "organization": unit, "year": year}
    refused("bloc_seat_year_is_plausible", lambda: BlocMembership.objects.create(**seat))
    refused(
        "bloc_composition_year_is_plausible", lambda: BlocComposition.objects.create(bloc=bloc, year=year, **DECIDED)
    )


def test_a_decision_comes_with_its_day_and_a_vote_with_its_minutes(province):
    bloc, unit = make_bloc(province), department("so", "Sở Y tế", province)
    for half in ({"document": "Quyết định"}, {"decided_on": date(2024, 1, 5)}):
        refused("bloc_decision_has_its_day", partial(BlocComposition.objects.create, bloc=bloc, year=2024, **half))
    for half in ({"front_runner": unit}, {"vote_minutes": "Biên bản số 1"}):
        refused(
            "bloc_front_runner_has_its_minutes", partial(BlocComposition.objects.create, bloc=bloc, year=2024, **half)
        )
    both = {"front_runner": unit, "vote_minutes": "Biên bản số 1"}
    assert BlocComposition.objects.create(bloc=bloc, year=2024, **DECIDED, **both).pk


def test_a_bloc_ends_after_it_begins(province):
    bloc = make_bloc(province, valid_from=date(2024, 1, 1))
    refused("bloc_ends_after_it_begins", lambda: Bloc.objects.filter(pk=bloc.pk).update(valid_to=date(2024, 1, 1)))


def test_a_cum_speaks_of_its_own_leader(province):
    khoi, cum = Bloc(kind=BlocKind.KHOI), Bloc(kind=BlocKind.CUM)
    assert [khoi.role_label(role) for role in (HEAD, DEPUTY, MEMBER)] == [
        "Trưởng khối",
        "Phó trưởng khối",
        "Thành viên",
    ]
    assert [cum.role_label(role) for role in (HEAD, DEPUTY, MEMBER)] == ["Trưởng cụm", "Phó trưởng cụm", "Thành viên"]


@pytest.mark.parametrize(("year", "expected"), [(2022, False), (2023, True), (2025, True), (2026, False)])
def test_a_bloc_exists_in_every_year_it_touches(year, expected):
    bloc = Bloc(valid_from=date(2023, 12, 31), valid_to=date(2026, 1, 1))
    assert bloc.exists_in(year) is expected
