"""Who may, in this app. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from organizations.enums import Role
from organizations.models import Membership, Organization, User


def administered_roots(user: User) -> set[str]:
    """Root codes of the trees the person administers: the role counts at the top of a tree only."""
    return {
        m.organization.root_code
        for m in user.current_memberships
        if m.role == Role.ADMIN and m.organization.code == m.organization.root_code
    }


@rules.predicate
def is_admin_of_its_province(user: User, organization: Organization | None) -> bool:
    """Administrator of the root of the tree to which the organization belongs; without one, of any tree."""
    roots = administered_roots(user)
    return bool(roots) if organization is None else organization.root_code in roots


@rules.predicate
def is_admin_of_all_its_provinces(user: User, person: User | None) -> bool:
    """Administrator of every tree in which the other person works (or worked last, when no role is in force).

    Somebody who also works elsewhere is not to be taken over from here: a new password is a key to both places.
    """
    if person is None:
        return bool(administered_roots(user))
    if person.is_superuser:
        return False
    held = Membership.objects.filter(user=person)
    roots = set(held.not_ended(timezone.localdate()).values_list("organization__root_code", flat=True))
    roots = roots or set(held.values_list("organization__root_code", flat=True))
    return bool(roots) and roots <= administered_roots(user)


@rules.predicate
def is_superuser(user: User, _: Any) -> bool:
    return user.is_superuser


administers = is_superuser | is_admin_of_its_province
administers_person = is_superuser | is_admin_of_all_its_provinces

rules.add_perm("organizations.manage", administers)
rules.add_perm("organizations.manage_people", administers)
rules.add_perm("organizations.manage_roots", is_superuser)
rules.add_perm("organizations.manage_person", administers_person)
