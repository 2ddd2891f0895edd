"""Reads that build the pages of this app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.vietnamese import name_sort_key, sort_key
from organizations.enums import Level, Role
from organizations.importing import Known, Listed, read
from organizations.models import (
    ImportPreview,
    Membership,
    Organization,
    OrganizationQuerySet,
    User,
    UserQuerySet,
)
from organizations.rules import administered_roots


@dataclass
class Node:
    """A unit and what hangs below it."""

    organization: Organization
    children: list[Node] = field(default_factory=list)


def organizations_for(user: Any) -> OrganizationQuerySet:
    """The units a person may see, with what one row of the list shows."""
    today = Membership.objects.in_force(timezone.localdate()).filter(organization=OuterRef("pk"))
    people = today.order_by().values("organization").annotate(n=Count("user", distinct=True)).values("n")
    found: OrganizationQuerySet = (
        Organization.objects.visible_to(user)
        .select_related("parent", "successor")
        .annotate(people_count=Coalesce(Subquery(people), 0))
    )
    return found


def tree_of(organizations: OrganizationQuerySet) -> list[Node]:
    """The units as trees in office order; one whose parent is not among them stands at the top. One query."""
    rows = sorted(organizations, key=lambda unit: (unit.position, sort_key(unit.name), unit.code))
    nodes = {unit.pk: Node(unit) for unit in rows}
    top: list[Node] = []
    for unit in rows:
        above = nodes.get(unit.parent_id) if unit.parent_id else None
        (above.children if above else top).append(nodes[unit.pk])
    return top


def administered_by(user: Any) -> OrganizationQuerySet:
    """The trees in which the person makes and changes units, and gives roles."""
    if user.is_superuser:
        return Organization.objects.all()
    found: OrganizationQuerySet = Organization.objects.filter(root_code__in=administered_roots(user))
    return found


def possible_parents(organization: Organization | None, user: Any) -> OrganizationQuerySet:
    """The units another may hang below: open ones first, never itself or what hangs below it."""
    found = administered_by(user)
    if organization is not None:
        below = Organization.objects.descendants(organization, include_self=True)
        found = found.exclude(pk__in=[unit.pk for unit in below])
    return _open_first(found)


def possible_successors(organization: Organization, user: Any) -> OrganizationQuerySet:
    """The units that may take over: those the person sees, and every province, for provinces merge too."""
    provinces = Organization.objects.filter(parent=None, level=Level.PROVINCE)
    found: OrganizationQuerySet = (
        Organization.objects.valid_on(timezone.localdate())
        .filter(Q(pk__in=Organization.objects.visible_to(user).values("pk")) | Q(pk__in=provinces.values("pk")))
        .exclude(pk=organization.pk)
        .order_by("name")
    )
    return found


def units_for_roles(user: Any) -> OrganizationQuerySet:
    """The units in which a person may give roles, those that exist today first."""
    return _open_first(administered_by(user))


def _open_first(organizations: OrganizationQuerySet) -> OrganizationQuerySet:
    ordered: OrganizationQuerySet = organizations.order_by(F("valid_to").asc(nulls_first=True), "position", "name")
    return ordered


def people_in(organization: Organization) -> list[Membership]:
    """Who holds which role in the unit today, by role and then by given name."""
    held = Membership.objects.in_force(timezone.localdate()).filter(organization=organization).select_related("user")
    order = list(Role.values)
    return sorted(held, key=lambda m: (order.index(m.role), name_sort_key(m.user.full_name)))


def people_for(user: Any) -> UserQuerySet:
    """The people of the trees a person administers, with their roles of today in `roles_today`. Two queries."""
    today = Membership.objects.in_force(timezone.localdate()).select_related("organization")
    found: UserQuerySet = User.objects.visible_to(user).prefetch_related(
        Prefetch("memberships", queryset=today, to_attr="roles_today")
    )
    if user.is_superuser:
        return found
    within = Q(memberships__organization__root_code__in=administered_roots(user))
    return found.filter(within | Q(pk=user.pk)).distinct()


def roles_of(person: User, viewer: Any) -> models.QuerySet[Membership]:
    """The roles a person holds and held, those in force first; other provinces' are not shown to an outsider."""
    held = Membership.objects.filter(user=person).select_related("organization", "user")
    if not viewer.is_superuser and viewer.pk != person.pk:
        held = held.filter(organization__root_code__in=viewer.root_codes)
    return held.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "-pk")


def listed(preview: ImportPreview, user: Any) -> Listed:
    """An uploaded list, read against the database as it is now. Two queries."""
    return read(
        preview.table,
        Known(
            taken=frozenset(Organization.objects.values_list("code", flat=True)),
            parents=dict(administered_by(user).values_list("code", "valid_to")),
            may_add_roots=user.is_superuser,
        ),
    )
