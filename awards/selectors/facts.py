"""The bridge from the database to the facts that conditions are judged by: many subjects at once, few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from awards import facts as pure
from awards.enums import Nature, SubjectKind
from awards.facts import (
    AwardFact,
    Bloc,
    Discipline,
    Facts,
    Grade,
    Members,
    Pending,
    PendingKind,
    Rating,
    Reach,
    Registration,
    Subject,
)
from awards.models import AwardRecord, Honouree, Initiative, Obstacle, YearRating
from awards.registered import registered_for
from awards.selectors.head_targets import UnitTarget, targets_of_units
from organizations.selectors.blocs import Standing, standings

#: What counts as LĐTT among the people of a collective, and as CSTĐ cơ sở.
ADVANCED_CODES = frozenset({"LDTT", "CSTT"})
FIGHTER_CODES = frozenset({"CSTDCS"})

_GRADES: Mapping[str, Grade] = {
    YearRating.Grade.EXCELLENT: Grade.EXCELLENT,
    YearRating.Grade.GOOD: Grade.GOOD,
    YearRating.Grade.DONE: Grade.COMPLETED,
    YearRating.Grade.NOT_DONE: Grade.NOT_COMPLETED,
}
_PENDING: Mapping[str, PendingKind] = {
    Obstacle.Kind.DISCIPLINE_PENDING: PendingKind.DISCIPLINE,
    Obstacle.Kind.INSPECTION: PendingKind.INSPECTION,
    Obstacle.Kind.COMPLAINT: PendingKind.COMPLAINT,
    Obstacle.Kind.PRESS: PendingKind.PRESS,
}

Row = TypeVar("Row", AwardRecord, YearRating, Initiative, Obstacle)


@dataclass(frozen=True)
class _Rows:
    """What the tables hold on the subjects, by subject; the titles and the bloc of the year by unit."""

    records: Mapping[int, list[AwardRecord]]
    ratings: Mapping[int, list[YearRating]]
    initiatives: Mapping[int, list[Initiative]]
    obstacles: Mapping[int, list[Obstacle]]
    titles: Mapping[int, Mapping[str, set[int]]]
    blocs: Mapping[int, Standing]
    registrations: Mapping[int, tuple[Registration, ...]]


def facts_of(
    honourees: Iterable[Honouree], *, year: int, on: date, targets: Mapping[int, Sequence[UnitTarget]] | None = None
) -> dict[int, Facts]:
    """What is known of each subject on the day, for an achievement of the year, by primary key.

    The registers are complete only for subjects they hold something on: for others a part is None, nobody has looked.
    Registrations are told by the app above (`awards.registered`). `organization` should be loaded with the subjects.
    The number of queries depends on the directives in force in the year, never on the number of subjects; `targets`
    spares those of the targets where the caller has read them (`targets_of_subjects`).
    """
    asked = list(honourees)
    rows = _rows(asked, year)
    if targets is None:
        targets = targets_of_subjects(asked, year=year, on=on)
    found = {}
    for one in asked:
        facts = _facts(one, rows, year=year, on=on)
        if answers_for_targets(one) and (given := targets.get(one.organization_id)) is not None:
            facts = replace(facts, targets=tuple(target.fact for target in given))
        found[one.pk] = facts
    return found


def targets_of_subjects(honourees: Iterable[Honouree], *, year: int, on: date) -> dict[int, list[UnitTarget]]:
    """What was given to the units for which one of the subjects answers, by unit."""
    units = {one.organization_id for one in honourees if answers_for_targets(one)}
    return targets_of_units(units, year=year, on=on) if units else {}


def answers_for_targets(honouree: Honouree) -> bool:
    """Whether the targets given to the unit speak for or against the subject: its head, and the unit itself."""
    return honouree.is_head or _is_whole_collective(honouree)


def _rows(honourees: Sequence[Honouree], year: int) -> _Rows:
    asked = [one.pk for one in honourees]
    units = {one.organization_id for one in honourees if _is_whole_collective(one)}
    return _Rows(
        records=_by_honouree(AwardRecord.objects.filter(honouree__in=asked).order_by("year", "decided_on", "pk")),
        ratings=_by_honouree(YearRating.objects.filter(honouree__in=asked).order_by("year")),
        initiatives=_by_honouree(Initiative.objects.filter(honouree__in=asked).order_by("recognised_on", "pk")),
        obstacles=_by_honouree(Obstacle.objects.filter(honouree__in=asked).order_by("since", "pk")),
        titles=_titles_of_people(units, year) if units else {},
        blocs=standings(units, year) if units else {},
        registrations=registered_for(honourees, year),
    )


def _by_honouree(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.honouree_id].append(row)
    return found


def _is_whole_collective(honouree: Honouree) -> bool:
    return honouree.kind == SubjectKind.COLLECTIVE and honouree.is_whole_organization


def _titles_of_people(units: Iterable[int], year: int) -> Mapping[int, Mapping[str, set[int]]]:
    """Who of each unit holds LĐTT or CSTĐ cơ sở for the year: {unit: {code: people}}."""
    held = AwardRecord.objects.filter(
        Q(title_code__in=ADVANCED_CODES | FIGHTER_CODES),
        honouree__organization__in=units,
        honouree__kind=SubjectKind.INDIVIDUAL,
        year=year,
        is_revoked=False,
    ).values_list("honouree__organization", "title_code", "honouree")
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for unit, code, person in held:
        found[unit][code].add(person)
    return found


def _facts(one: Honouree, rows: _Rows, *, year: int, on: date) -> Facts:
    obstacles = [obstacle for obstacle in rows.obstacles.get(one.pk, ()) if obstacle.since <= on]
    return Facts(
        subject=_subject(one),
        awards=_or_unknown(_award(record) for record in rows.records.get(one.pk, ())),
        ratings=_or_unknown(_rating(rating) for rating in rows.ratings.get(one.pk, ())),
        initiatives=_or_unknown(_initiative(found) for found in rows.initiatives.get(one.pk, ())),
        members=_members(one, rows, year),
        bloc=_bloc(one, rows),
        registrations=rows.registrations.get(one.pk),
        pending=_pending(obstacles, on),
        disciplines=_or_unknown(
            Discipline(obstacle.ended_on, obstacle.document)
            for obstacle in obstacles
            if obstacle.kind == Obstacle.Kind.DISCIPLINED
        ),
    )


def _subject(one: Honouree) -> Subject:
    is_person = one.kind == SubjectKind.INDIVIDUAL
    return Subject(
        kind=SubjectKind(one.kind),
        name=one.name,
        is_head=one.is_head if is_person else None,
        holds_leading_post=one.holds_leading_post if is_person else None,
        unit=one.organization.name,
        unit_kind=one.organization.get_kind_display(),
    )


def _or_unknown(rows: Iterable[Any]) -> tuple[Any, ...] | None:
    """The rows; None without any: an empty register says that nobody has entered, not that there is nothing."""
    return tuple(rows) or None


def _award(record: AwardRecord) -> AwardFact:
    return AwardFact(
        code=record.title_code,
        year=record.year,
        number=record.decision_number,
        decided_on=record.decided_on,
        decided_by=record.decided_by,
        nature=Nature(record.nature),
        achievement=record.achievement,
        revoked=record.is_revoked,
        revoked_by=record.revoked_by,
    )


def _rating(rating: YearRating) -> Rating:
    return Rating(rating.year, _GRADES[rating.grade], rating.proof)


def _initiative(found: Initiative) -> pure.Initiative:
    """Its year is that of its recognition: the register holds no other."""
    return pure.Initiative(
        name=found.name,
        level=Reach(found.level),
        year=found.recognised_on.year,
        recognised_on=found.recognised_on,
        number=found.document,
    )


def _members(one: Honouree, rows: _Rows, year: int) -> Members | None:
    """The people of a collective in the year, as far as they are known. None for a person."""
    if one.kind != SubjectKind.COLLECTIVE:
        return None
    rating = next((found for found in rows.ratings.get(one.pk, ()) if found.year == year), None)
    titles = rows.titles.get(one.organization_id, {}) if one.is_whole_organization else {}
    if rating is None and not titles:
        return None
    total = rating.members if rating else None
    # A CSTĐ cơ sở of the year was LĐTT first, whether or not both were entered.
    fighters = _holders(titles, FIGHTER_CODES)
    advanced = _holders(titles, ADVANCED_CODES | FIGHTER_CODES)
    known = bool(titles)
    return Members(
        total=total,
        completed=rating.members_completed if rating else None,
        advanced=_at_most(len(advanced), total) if known else None,
        base_fighters=_at_most(len(fighters), total) if known else None,
        disciplined=rating.members_disciplined if rating else None,
    )


def _bloc(one: Honouree, rows: _Rows) -> Bloc | None:
    """The bloc of a whole unit. `leads` is the vote of the bloc on who came first, with its minutes as proof: who
    presides over the bloc that year (trưởng khối) says nothing about it.
    """
    found = rows.blocs.get(one.organization_id) if _is_whole_collective(one) else None
    return Bloc(found.bloc, found.came_first, found.minutes, found.year) if found else None


def _holders(titles: Mapping[str, set[int]], codes: Iterable[str]) -> set[int]:
    return {person for code in codes for person in titles.get(code, ())}


def _at_most(count: int, total: int | None) -> int:
    """People who came or left in the year hold titles too: never more than the whole."""
    return count if total is None else min(count, total)


def _pending(obstacles: Sequence[Obstacle], on: date) -> tuple[Pending, ...] | None:
    """What is not settled on the day. None when the register holds nothing on the subject at all."""
    if not obstacles:
        return None
    return tuple(
        Pending(_PENDING[one.kind], one.since, one.document, one.document)
        for one in obstacles
        if one.kind in _PENDING and (one.ended_on is None or one.ended_on > on)
    )
