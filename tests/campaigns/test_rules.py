"""Who may: by role in the issuer, and nobody from another province."""

from __future__ import annotations

import pytest

from organizations.enums import Role
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory, UserFactory

MAY = {
    "staff": {"add", "edit", "submit", "close"},
    "leader": {"return", "approve"},
    "clerk": {"issue", "revoke"},
    "admin": set(),
    "unit_officer": set(),
    "outsider": set(),
}
VERBS = ("add", "edit", "submit", "return", "approve", "issue", "close", "revoke")


@pytest.mark.parametrize("role", MAY)
def test_each_role_does_its_own_work_on_a_directive(request, draft, role):
    user = request.getfixturevalue(role)
    assert {verb for verb in VERBS if user.has_perm(f"campaigns.{verb}_directive", draft)} == MAY[role]


@pytest.mark.parametrize("role", MAY)
def test_only_staff_starts_directives_and_campaigns(request, db, role):
    user = request.getfixturevalue(role)
    is_staff_somewhere = role in ("staff", "outsider")
    assert user.has_perm("campaigns.add_directive") == is_staff_somewhere
    assert user.has_perm("campaigns.manage_campaign") == is_staff_somewhere


def test_staff_of_another_province_does_not_manage_the_campaign(draft, staff, outsider):
    assert staff.has_perm("campaigns.manage_campaign", draft.campaign)
    assert not outsider.has_perm("campaigns.manage_campaign", draft.campaign)


def test_a_role_in_a_unit_below_is_no_role_in_the_province(draft, province):
    department = OrganizationFactory(code="sonoivu", parent=province)
    below = person("below", department, Role.LEADER)
    assert not below.has_perm("campaigns.approve_directive", draft)


def test_an_approval_from_another_province_is_no_matter_of_status(in_review, other_province):
    foreign = person("foreign", other_province, Role.LEADER)
    assert not foreign.has_perm("campaigns.approve_directive", in_review)


def test_a_superuser_may_all(draft):
    chief = UserFactory(is_superuser=True)
    assert all(chief.has_perm(f"campaigns.{verb}_directive", draft) for verb in VERBS)
