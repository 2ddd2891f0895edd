"""“Registered beforehand” as the awards ask it: by unit, by count, by name, by the version in force."""

from __future__ import annotations

import pytest
from django.utils import timezone

from awards.facts import Registration as Fact
from awards.selectors.facts import facts_of
from registrations.models import Nominee, TitleEntry
from registrations.services import registrations
from tests.factories.awards import make_honouree
from tests.factories.registrations import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(units):
    """Works in the member's unit, which registers five CSTĐ cấp tỉnh and a flag for itself."""
    return make_honouree("Giàng A Chứ", units[1])


@pytest.fixture
def unit(units):
    return make_honouree("Sở Số 2", units[1], kind="collective", is_whole_organization=True)


def known(one, year: int = 2024) -> tuple[Fact, ...] | None:
    return facts_of([one], year=year, on=timezone.localdate())[one.pk].registrations


@pytest.fixture
def accepted(registration, head, staff):
    filed(registration, by=head)
    return registrations.accept(registration, by=staff)


def test_nobody_knows_of_a_unit_without_a_round(person):
    assert known(person) is None


def test_a_unit_in_a_round_that_registered_nothing_has_nothing(registration, person):
    assert known(person) == ()


def test_what_waits_has_no_day_of_acceptance(registration, head, person):
    filed(registration, by=head)
    assert known(person) == (Fact("CSTDT", 2024, registration.round.name, None),)


def test_a_count_covers_the_people_of_the_unit_and_a_flag_the_unit(accepted, person, unit):
    today = timezone.localdate()
    assert known(person) == (Fact("CSTDT", 2024, accepted.round.name, today),)
    assert known(unit) == (Fact("COTD_T", 2024, accepted.round.name, today),)


def test_another_year_is_not_covered(accepted, person):
    assert known(person, 2025) is None


def test_a_withdrawn_registration_covers_nobody(accepted, head, person):
    registrations.withdraw(accepted, reason="Sáp nhập", by=head)
    assert known(person) == ()


def test_while_an_amendment_is_written_the_old_version_counts(accepted, head, person):
    registrations.amend(accepted, reason="Bớt một người", by=head)
    assert [fact.code for fact in known(person)] == ["CSTDT"]


def test_once_every_place_has_a_name_only_those_named_are_covered(accepted, units, person):
    entry = TitleEntry.objects.get(line__organization=units[1], title__code="CSTDT")
    others = [make_honouree(f"Người thứ {n}", units[1]) for n in range(5)]
    for one in others:
        Nominee.objects.create(entry=entry, honouree=one, name=one.name, as_of=timezone.localdate())
    assert known(person) == ()
    assert [fact.code for fact in known(others[0])] == ["CSTDT"]


def test_asking_for_many_takes_no_more_queries(accepted, units, django_assert_num_queries):
    people = [make_honouree(f"Người {n}", unit) for n, unit in enumerate(units)]
    facts_of(people[:1], year=2024, on=timezone.localdate())
    with django_assert_num_queries(7):
        facts_of(people[:1], year=2024, on=timezone.localdate())
    with django_assert_num_queries(7):
        facts_of(people, year=2024, on=timezone.localdate())
