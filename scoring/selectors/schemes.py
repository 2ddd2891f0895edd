"""Reads of tables of criteria."""

from __future__ import annotations

from organizations.models import Bloc, Organization, User
from scoring.enums import GroupKind, SchemeStatus, Source
from scoring.models import CriterionGroup, Scheme
from scoring.models.schemes import SchemeQuerySet
from scoring.outline import Row, TypedGroup
from scoring.totals import GroupRule


def schemes_for(user: User) -> SchemeQuerySet:
    """The tables a person may see, with what a row shows."""
    return Scheme.objects.visible_to(user).select_related("organizer", "bloc__organizer", "saved_by", "published_by")


def versions_of(organizer: Organization, bloc: Bloc | None, year: int) -> list[Scheme]:
    """Every version for the bloc (or for all blocs of the body) and the year, the newest first."""
    found = Scheme.objects.filter(organizer=organizer, bloc=bloc, year=year)
    return list(found.order_by("-version"))


def scheme_in_force(bloc: Bloc, year: int) -> Scheme | None:
    """The published table of the bloc for the year; else that for all blocs of its organizer."""
    published = Scheme.objects.filter(year=year, status=SchemeStatus.PUBLISHED)
    own = published.filter(bloc=bloc).first()
    return own or published.filter(bloc__isnull=True, organizer=bloc.organizer_id).first()


def groups_of(scheme: Scheme) -> list[CriterionGroup]:
    """The groups in order, each with its criteria. Two queries."""
    return list(scheme.groups.order_by("position", "pk").prefetch_related("criteria"))


def rules_of(groups: list[CriterionGroup]) -> tuple[GroupRule, ...]:
    """The groups as far as adding up goes."""
    return tuple(
        GroupRule(group.pk, GroupKind(group.kind), group.maximum, tuple(one.pk for one in group.criteria.all()))
        for group in groups
    )


def typed_groups(scheme: Scheme) -> list[TypedGroup]:
    """The kept rows as they were typed."""
    return [
        TypedGroup(
            Row(f"g{group.pk}", True, group.name, group.maximum, GroupKind(group.kind)),
            tuple(
                Row(
                    f"c{one.pk}",
                    False,
                    one.name,
                    one.maximum,
                    step=one.step,
                    source=Source(one.source),
                    needs_evidence=one.needs_evidence,
                )
                for one in group.criteria.all()
            ),
        )
        for group in groups_of(scheme)
    ]


def rows_of(groups: list[TypedGroup]) -> list[Row]:
    """All rows in the order of the page."""
    return [row for group in groups for row in (group.row, *group.criteria)]
