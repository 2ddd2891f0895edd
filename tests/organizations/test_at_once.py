"""Administrators who press at the same moment, on a database that lets them: one wins, the other is told."""

from __future__ import annotations

import pytest

from core.errors import ActionBlocked
from organizations.enums import Role
from organizations.models import Membership, Organization, User
from organizations.services import (
    confirm_import,
    create_user,
    deactivate_user,
    end_membership,
    keep_preview,
    update_organization,
)
from tests.campaigns.test_at_once import at_once
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_of_two_administrators_who_lock_each_other_one_stays(province, admin):
    other = person("other", province, Role.ADMIN)
    outcomes = at_once(lambda: deactivate_user(other, by=admin), lambda: deactivate_user(admin, by=other))
    assert outcomes == [ActionBlocked, User]
    assert User.objects.filter(is_active=True, memberships__role=Role.ADMIN).count() == 1


def test_of_two_administrators_who_end_each_others_role_one_stays(province, admin):
    other = person("other", province, Role.ADMIN)
    first, second = admin.memberships.get(), other.memberships.get()
    outcomes = at_once(
        lambda: end_membership(first, on=first.valid_from, by=other),
        lambda: end_membership(second, on=second.valid_from, by=admin),
    )
    assert sorted(outcome.__name__ for outcome in outcomes) == ["ActionBlocked", "Membership"]
    assert Membership.objects.filter(role=Role.ADMIN, valid_to=None).count() == 1


def test_two_moves_never_make_a_ring(province, admin):
    first, second = (OrganizationFactory(parent=province) for _ in range(2))
    outcomes = at_once(
        lambda: update_organization(first, by=admin, parent=second),
        lambda: update_organization(second, by=admin, parent=first),
    )
    assert outcomes == [ActionBlocked, Organization]
    assert set(province.children.all()) < {first, second}


def test_an_import_confirmed_twice_at_once_is_made_once(province, admin):
    table = [["Mã", "Tên", "Loại", "Cấp", "Cấp trên"], ["so", "Sở Y tế", "Khác", "Cấp tỉnh", "laocai"]]
    kept = keep_preview(file_name="a.xlsx", table=table, by=admin)
    outcomes = at_once(lambda: confirm_import(kept, by=admin), lambda: confirm_import(kept, by=admin))
    assert outcomes == [ActionBlocked, int]
    assert Organization.objects.filter(code="so").count() == 1


def test_one_username_opened_twice_at_once_is_one_account(province, admin):
    def open_account():
        return create_user(username="mai", full_name="Lò Mai", organization=province, role=Role.CLERK, by=admin)

    outcomes = at_once(open_account, open_account)
    assert tuple in outcomes
    assert len(outcomes) == 2
    assert User.objects.filter(username="mai").count() == 1
