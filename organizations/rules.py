"""Who may, in this app. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from organizations.enums import Role
from organizations.models import Bloc, Membership, Organization, User


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


def organizes_blocs_for(user: User) -> set[int]:
    """Bodies for which the person sets up blocs: staff and administrators at the top of a tree."""
    return {
        m.organization_id
        for m in user.current_memberships
        if m.role in (Role.ADMIN, Role.STAFF) and m.organization.is_root
    }


@rules.predicate
def works_for_the_organizer(user: User, subject: Bloc | Organization | None) -> bool:
    """Staff or administrator of the body that sets up the bloc (or would); without one, of any such body."""
    bodies = organizes_blocs_for(user)
    if subject is None:
        return bool(bodies)
    return (subject.organizer_id if isinstance(subject, Bloc) else subject.pk) in bodies


@rules.predicate
def is_officer_of_the_leading_unit(user: User, bloc: Bloc | None) -> bool:
    """Acts for the bloc this year: the leader is a unit, for one year, and its officers do its work."""
    led = Bloc.objects.led_by(user, timezone.localdate())
    return (led if bloc is None else led.filter(pk=bloc.pk)).exists()


@rules.predicate
def is_superuser(user: User, _: Any) -> bool:
    return user.is_superuser


administers = is_superuser | is_admin_of_its_province
administers_person = is_superuser | is_admin_of_all_its_provinces

rules.add_perm("organizations.manage", administers)
rules.add_perm("organizations.manage_people", administers)
rules.add_perm("organizations.manage_roots", is_superuser)
rules.add_perm("organizations.manage_person", administers_person)
rules.add_perm("organizations.manage_blocs", is_superuser | works_for_the_organizer)
rules.add_perm("organizations.act_for_bloc", is_officer_of_the_leading_unit)
