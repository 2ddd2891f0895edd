"""Who sees a bloc, who manages it, who acts for it; and who must not."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from organizations.enums import BlocKind, Level, Role
from organizations.models import Bloc, Organization, User
from organizations.selectors.blocs import led_by
from tests.conftest import person
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.organizations.blocs import compose, department, make_bloc

IN_2024, IN_2025 = date(2024, 6, 1), date(2025, 6, 1)


@pytest.fixture
def bloc(province):
    """Led by Sở Y tế in 2024 and by Sở Tài chính in 2025."""
    bloc = make_bloc(province)
    health, finance = department("soyte", "Sở Y tế", province), department("sotc", "Sở Tài chính", province)
    compose(bloc, 2024, health, finance)
    compose(bloc, 2025, finance, health)
    return bloc


def officer_of(code: str) -> User:
    return person(f"officer-{code}", Organization.objects.get(code=code), Role.UNIT_OFFICER)


def test_the_leader_is_a_unit_for_one_year(bloc):
    health, finance = officer_of("soyte"), officer_of("sotc")
    assert [list(led_by(user, IN_2024)) for user in (health, finance)] == [[bloc], []]
    assert [list(led_by(user, IN_2025)) for user in (health, finance)] == [[], [bloc]]
    assert list(led_by(health, date(2023, 6, 1))) == []


def test_last_years_leader_still_reads(bloc):
    health = officer_of("soyte")
    with time_machine.travel("2025-06-01T09:00:00+07:00", tick=False):
        assert not health.has_perm("organizations.act_for_bloc", bloc)
        assert list(Bloc.objects.visible_to(health)) == [bloc]


def test_acting_is_for_officers_of_the_unit_that_leads_this_year(bloc, staff, admin, outsider):
    health, finance = officer_of("soyte"), officer_of("sotc")
    boss = person("boss", Organization.objects.get(code="sotc"), Role.LEADER)
    with time_machine.travel("2025-06-01T09:00:00+07:00", tick=False):
        people = (finance, health, boss, staff, admin, outsider)
        assert [user.has_perm("organizations.act_for_bloc", bloc) for user in people] == [True] + [False] * 5
        assert [user.has_perm("organizations.act_for_bloc") for user in people] == [True] + [False] * 5


def test_who_left_the_unit_acts_no_more(bloc):
    finance = Organization.objects.get(code="sotc")
    left = MembershipFactory(organization=finance, role=Role.UNIT_OFFICER, valid_to="2025-03-01").user
    assert list(led_by(left, date(2025, 2, 28))) == [bloc]
    assert list(led_by(left, date(2025, 3, 1))) == []


def test_nobody_acts_for_a_bloc_that_ended(bloc):
    Bloc.objects.update(valid_to=date(2025, 6, 1))
    finance = officer_of("sotc")
    assert list(led_by(finance, date(2025, 5, 31))) == [bloc]
    assert list(led_by(finance, date(2025, 6, 1))) == []


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("staff", True),
        ("admin", True),
        ("leader", False),
        ("clerk", False),
        ("unit_officer", False),
        ("outsider", False),
    ],
)
def test_managing_is_for_staff_and_administrators_of_the_organizer(request, bloc, province, who, may):
    user = request.getfixturevalue(who)
    assert user.has_perm("organizations.manage_blocs", bloc) is may
    assert user.has_perm("organizations.manage_blocs", province) is may
    assert user.has_perm("organizations.manage_blocs") is (may or who == "outsider")


def test_staff_of_a_department_manage_nothing(bloc):
    user = person("so", Organization.objects.get(code="sotc"), Role.STAFF)
    assert not user.has_perm("organizations.manage_blocs", bloc)
    assert not user.has_perm("organizations.manage_blocs")


def test_system_administrator_manages_all_and_acts_for_none(bloc):
    chief = UserFactory(is_superuser=True)
    assert chief.has_perm("organizations.manage_blocs", bloc)
    assert list(Bloc.objects.visible_to(chief)) == [bloc]
    assert list(led_by(chief, IN_2025)) == []


def test_other_provinces_and_strangers_see_nothing(bloc, outsider):
    assert list(Bloc.objects.visible_to(outsider)) == []
    assert list(Bloc.objects.visible_to(AnonymousUser())) == []
    assert list(led_by(AnonymousUser(), IN_2025)) == []


def test_a_cum_of_provinces_is_seen_by_those_that_sit_or_sat_in_it(province, other_province, staff, outsider):
    council = OrganizationFactory(code="hdtw", name="Hội đồng Trung ương", level=Level.CENTRAL)
    cum = make_bloc(council, "cum-1", "Cụm các tỉnh miền núi phía Bắc", kind=BlocKind.CUM)
    compose(cum, 2024, province)
    assert list(Bloc.objects.visible_to(staff)) == [cum]
    assert list(Bloc.objects.visible_to(outsider)) == []
    assert not staff.has_perm("organizations.manage_blocs", cum)
    assert person("tw", council, Role.STAFF).has_perm("organizations.manage_blocs", cum)


def test_the_province_that_took_over_sees_the_old_blocs(bloc, province):
    heir = OrganizationFactory(code="laocai2025")
    newcomer = person("moi", heir, Role.STAFF)
    assert list(Bloc.objects.visible_to(newcomer)) == []
    Organization.objects.filter(pk=province.pk).update(valid_to="2025-07-01", successor=heir)
    assert list(Bloc.objects.visible_to(newcomer)) == [bloc]
    assert not newcomer.has_perm("organizations.manage_blocs", bloc)
