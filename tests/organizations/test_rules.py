"""Who may: administrators, each in the tree of their own province."""

import pytest

from organizations.enums import Role
from organizations.models import User
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(("who", "may"), [("admin", True), ("staff", False), ("leader", False), ("clerk", False)])
def test_manage_is_for_the_administrator_of_the_tree(request, province, who, may):
    department = OrganizationFactory(parent=province)
    user = request.getfixturevalue(who)
    for unit in (province, department, None):
        assert user.has_perm("organizations.manage", unit) is may
        assert user.has_perm("organizations.manage_people", unit) is may


def test_manage_another_province_is_refused(admin, other_province):
    assert not admin.has_perm("organizations.manage", other_province)


def test_administrator_of_a_department_administers_nothing(province):
    department = OrganizationFactory(parent=province)
    user = MembershipFactory(organization=department, role=Role.ADMIN).user
    assert not user.has_perm("organizations.manage", department)
    assert not user.has_perm("organizations.manage", province)


def test_former_administrator_administers_nothing(province):
    user = MembershipFactory(organization=province, role=Role.ADMIN, valid_to="2024-01-01").user
    assert not user.has_perm("organizations.manage", province)


def test_person_who_also_works_elsewhere_is_not_taken_over(admin, clerk, other_province):
    assert admin.has_perm("organizations.manage_person", clerk)
    MembershipFactory(user=clerk, organization=other_province)
    assert not fresh(admin).has_perm("organizations.manage_person", clerk)


def test_person_who_worked_elsewhere_before_is_managed_here(admin, clerk, other_province):
    MembershipFactory(user=clerk, organization=other_province, valid_to="2022-01-01")
    assert admin.has_perm("organizations.manage_person", clerk)


def test_person_without_any_role_or_with_all_rights_is_the_system_administrators(admin, province):
    assert not admin.has_perm("organizations.manage_person", UserFactory())
    chief = MembershipFactory(organization=province, user__is_superuser=True).user
    assert not admin.has_perm("organizations.manage_person", chief)


def test_system_administrator_may_everything(province, clerk):
    chief = UserFactory(is_superuser=True)
    assert chief.has_perm("organizations.manage", province)
    assert chief.has_perm("organizations.manage_person", clerk)
