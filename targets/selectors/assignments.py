"""Reads of the page on which targets are given to units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from campaigns.models import Directive
from core.vietnamese import sort_key
from organizations.enums import Level, Role
from organizations.models import Membership, Organization, User
from targets.models import Assignment, Target
from targets.policies.assignments import day_of_validity, tree_of, warnings_of


@dataclass(frozen=True)
class GivenTarget:
    """One row: a figure, or a common name; to whom it is given; what does not add up."""

    target: Target
    number: int  # its place among the figures; 0 for a common name
    assignments: tuple[Assignment, ...]
    warnings: tuple[str, ...]


def given_targets(directive: Directive) -> list[GivenTarget]:
    """The rows of a directive in order with their units. Two queries at any length."""
    given = Assignment.objects.select_related("organization").order_by("organization__position", "organization__name")
    rows: list[GivenTarget] = []
    number = 0
    targets = directive.targets.order_by("position", "pk").prefetch_related(Prefetch("assignments", queryset=given))
    for target in targets:
        number += target.is_figure
        assignments = tuple(target.assignments.all())
        rows.append(
            GivenTarget(
                target,
                number=number if target.is_figure else 0,
                assignments=assignments,
                warnings=tuple(warnings_of(target, assignments)),
            )
        )
    return rows


def units_for(directive: Directive, *, on: date) -> list[Organization]:
    """Whom targets may be given to: the issuer's tree as it stands in that year, the province's departments first."""
    day = day_of_validity(directive.year, on)
    return sorted(
        tree_of(directive.issuer).valid_on(day), key=lambda unit: (_rank(unit), unit.position, sort_key(unit.name))
    )


def officers_of(organization_ids: Collection[int]) -> dict[int, list[User]]:
    """Who works for each of the units today. One query for any number of them."""
    held = (
        Membership.objects.in_force(timezone.localdate())
        .filter(organization__in=organization_ids, role=Role.UNIT_OFFICER, user__is_active=True)
        .select_related("user")
        .order_by("user__full_name", "pk")
    )
    found: dict[int, list[User]] = {pk: [] for pk in organization_ids}
    for membership in held:
        found[membership.organization_id].append(membership.user)
    return found


def is_assigned_to(directive: Directive, organization_ids: set[int]) -> bool:
    """Whether one of these organizations was given a target of the directive."""
    if not organization_ids:
        return False
    return Assignment.objects.filter(target__directive=directive, organization__in=organization_ids).exists()


def _rank(unit: Organization) -> int:
    levels = [Level.PROVINCE, Level.UNIT, Level.DISTRICT, Level.COMMUNE]
    return levels.index(Level(unit.level)) if unit.level in levels else len(levels)
