"""Tables of criteria: drawn up, changed while a draft, published for good, replaced by a version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.errors import Conflict
from core.log import record
from core.transitions import move
from organizations.models import Bloc, Organization, User
from organizations.services.saving import refuse, save_valid
from scoring.enums import SchemeStatus
from scoring.errors import FaultyRows
from scoring.models import Criterion, CriterionGroup, Scheme, ScoringRound
from scoring.outline import Row, TypedGroup, group_faults, read
from scoring.policies import schemes as policies
from scoring.selectors.schemes import rows_of, typed_groups, versions_of

#: What may be changed of a draft beside its rows. Whose it is and of which year would be another table.
FACTS = frozenset({"name", "document", "scale", "note"})


@transaction.atomic
def create_scheme(
    organizer: Organization, *, bloc: Bloc | None, year: int, by: User, rows: Sequence[Row] = (), **facts: Any
) -> Scheme:
    """A draft for one bloc, or without one for all blocs of the body, as the next version of its year."""
    Organization.objects.select_for_update(of=("self",)).get(pk=organizer.pk)  # two who begin one wait for each other
    refuse(policies.blockers_to_create(organizer, bloc=bloc, year=year))
    found = versions_of(organizer, bloc, year)
    version = found[0].version + 1 if found else 1
    scheme = Scheme(organizer=organizer, bloc=bloc, year=year, version=version, saved_by=by, **_known(facts))
    save_valid(scheme)
    _write(scheme, _sound(rows))
    record(scheme, verb=f"lập bảng tiêu chí, phiên bản {version}", by=by, comment=scheme.name)
    return scheme


@transaction.atomic
def save_scheme(scheme: Scheme, rows: Sequence[Row], *, base_revision: int, by: User, **facts: Any) -> Scheme:
    """Keep a draft as typed. `FaultyRows` with every fault at its cell, `Conflict` when somebody saved in between."""
    now = timezone.now()
    refuse(policies.blockers_to_edit(scheme))
    groups = _sound(rows)
    _claim(scheme, base_revision, now, by)
    for name, value in _known(facts).items():
        setattr(scheme, name, value)
    scheme.revision, scheme.saved_at, scheme.saved_by = base_revision + 1, now, by
    save_valid(scheme)
    _write(scheme, groups)
    criteria = sum(len(group.criteria) for group in groups)
    record(scheme, verb="lưu bảng tiêu chí", by=by, comment=f"{len(groups)} nhóm, {criteria} tiêu chí")
    return scheme


@transaction.atomic
def publish_scheme(scheme: Scheme, *, by: User) -> Scheme:
    """Draft → published, for good; the version it replaces is superseded, and rounds without a single point follow it."""
    current = Scheme.objects.select_for_update(of=("self",)).select_related("organizer", "bloc").get(pk=scheme.pk)
    refuse(policies.blockers_to_publish(current))
    for old in versions_of(current.organizer, current.bloc, current.year):
        if old.status == SchemeStatus.PUBLISHED:
            move(old, SchemeStatus.SUPERSEDED, by=by, verb=f"thay bằng phiên bản {current.version}")
            ScoringRound.objects.filter(scheme=old).update(scheme=current)
    return move(
        current,
        SchemeStatus.PUBLISHED,
        by=by,
        verb="công bố bảng tiêu chí",
        published_at=timezone.now(),
        published_by=by,
    )


@transaction.atomic
def copy_scheme(source: Scheme, *, bloc: Bloc | None, year: int, by: User) -> Scheme:
    """A draft with the rows of another table: its next version, or the first of another year or bloc."""
    if (source.bloc, source.year) == (bloc, year):
        refuse(policies.blockers_to_replace(source))
    return create_scheme(
        source.organizer,
        bloc=bloc,
        year=year,
        by=by,
        rows=rows_of(typed_groups(source)),
        name=source.name,
        scale=source.scale,
        note=source.note,
    )


def _sound(rows: Sequence[Row]) -> list[TypedGroup]:
    groups, faults = read(rows)
    if faults := [*faults, *group_faults(groups)]:
        raise FaultyRows(faults)
    return groups


def _claim(scheme: Scheme, base_revision: int, now: datetime, by: User) -> None:
    taken = Scheme.objects.filter(pk=scheme.pk, revision=base_revision, status=SchemeStatus.DRAFT).update(
        revision=F("revision") + 1, saved_at=now, saved_by=by
    )
    if not taken:
        raise Conflict(
            "Vừa có người khác lưu bảng này. Những gì anh/chị gõ còn ở dưới, chưa được lưu. "
            "Hãy mở bảng ở cửa sổ khác để xem, rồi bấm Lưu lần nữa để ghi đè."
        )


def _write(scheme: Scheme, groups: Sequence[TypedGroup]) -> None:
    """The rows of a draft anew: nothing points at them before the table is published."""
    scheme.groups.all().delete()
    for place, typed in enumerate(groups):
        row = typed.row
        assert row.maximum is not None
        group = CriterionGroup.objects.create(
            scheme=scheme, position=place, name=row.name, kind=row.kind, maximum=row.maximum
        )
        Criterion.objects.bulk_create(
            Criterion(
                group=group,
                position=number,
                name=one.name,
                maximum=one.maximum or 0,
                step=one.step,
                source=one.source,
                needs_evidence=one.needs_evidence,
            )
            for number, one in enumerate(typed.criteria)
        )


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"not facts of a scheme: {sorted(unknown)}")
    return facts
