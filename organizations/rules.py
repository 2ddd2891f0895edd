"""Who may, in this app. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules

from organizations.enums import Role
from organizations.models import Organization, User


@rules.predicate
def is_admin_of_its_province(user: User, organization: Organization | None) -> bool:
    """Administrator of the root of the tree to which the organization belongs."""
    if organization is None:
        return any(m.role == Role.ADMIN for m in user.current_memberships)
    return any(
        m.role == Role.ADMIN and m.organization.root_code == organization.root_code for m in user.current_memberships
    )


@rules.predicate
def is_superuser(user: User, _: Any) -> bool:
    return user.is_superuser


administers = is_superuser | is_admin_of_its_province

rules.add_perm("organizations.manage", administers)
rules.add_perm("organizations.manage_people", administers)
