"""What was registered for the subjects of awards: told to `awards.registered` when this app loads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.utils import timezone

from awards.facts import Registration as Fact
from awards.models import Honouree
from registrations.content import Registered, UnitRow, from_json
from registrations.enums import RegistrationStatus
from registrations.models import Nominee, RegistrationVersion, TitleEntry, UnitLine


@dataclass
class _Unit:
    """What one unit registered in the year: each title with what is registered of it and since when."""

    facts: list[tuple[Registered, Fact]] = field(default_factory=list)
    # Titles whose places all have names, and the subjects named.
    named: dict[str, set[int]] = field(default_factory=dict)


def registered(honourees: Sequence[Honouree], year: int) -> Mapping[int, tuple[Fact, ...]]:
    """For each subject whose unit takes part in a round of the year: the titles that its unit registered for such a
    subject, by the version in force. Once every place of a title has a name, only those named have it.

    What was submitted and waits has no day of acceptance. The number of queries does not depend on how many there are.
    """
    units = _units({one.organization_id for one in honourees}, year)
    return {one.pk: _of(one, units[one.organization_id]) for one in honourees if one.organization_id in units}


def _of(one: Honouree, unit: _Unit) -> tuple[Fact, ...]:
    found = []
    for title, fact in unit.facts:
        named = unit.named.get(title.code)
        if title.subject == one.kind and (named is None or one.pk in named or one.is_whole_organization):
            found.append(fact)
    return tuple(dict.fromkeys(found))


def _units(ids: Iterable[int], year: int) -> dict[int, _Unit]:
    lines = UnitLine.objects.filter(organization__in=ids, registration__round__year=year)
    places = list(lines.values_list("registration", "organization", "organization__code"))
    if not places:
        return {}
    found = {unit: _Unit() for _, unit, _ in places}
    versions = _versions({registration for registration, _, _ in places})
    for registration, unit, code in places:
        for title, since, round_name in _titles(versions.get(registration, []), code):
            found[unit].facts.append((title, Fact(title.code, year, round_name, since)))
    for unit, named in _named(ids, year).items():
        found[unit].named = named
    return found


def _versions(registrations: Iterable[int]) -> Mapping[int, list[RegistrationVersion]]:
    """The versions that were accepted, or wait to be; oldest first."""
    found: dict[int, list[RegistrationVersion]] = defaultdict(list)
    versions = RegistrationVersion.objects.filter(registration__in=registrations).select_related("registration__round")
    for version in versions.order_by("number"):
        found[version.registration_id].append(version)
    return found


def _titles(
    versions: Sequence[RegistrationVersion], organization: str
) -> Iterable[tuple[Registered, date | None, str]]:
    """Each title of the unit in the version that counts, and since when it stands in every accepted version."""
    counts = _that_counts(versions)
    if counts is None:
        return
    accepted = [one for one in versions if one.accepted_at and one.number <= counts.number]
    for title in _titles_in(counts, organization):
        since = None
        for one in reversed(accepted):
            if title.code not in {other.code for other in _titles_in(one, organization)}:
                break
            since = one.accepted_at
        yield title, timezone.localdate(since) if since else None, counts.registration.round.name


def _that_counts(versions: Sequence[RegistrationVersion]) -> RegistrationVersion | None:
    """The version in force; without one, what was submitted last and waits."""
    if not versions:
        return None
    registration = versions[-1].registration
    in_force = next((one for one in versions if one.pk == registration.accepted_version_id), None)
    waits = versions[-1] if registration.status == RegistrationStatus.SUBMITTED else None
    return in_force or waits


def _titles_in(version: RegistrationVersion, organization: str) -> tuple[Registered, ...]:
    rows: Iterable[UnitRow] = from_json(version.content).units
    return next(((*row.own, *row.inner) for row in rows if row.organization == organization), ())


def _named(units: Iterable[int], year: int) -> Mapping[int, dict[str, set[int]]]:
    """By unit and title the subjects named, where every registered place of the title has a name."""
    entries = (
        TitleEntry.objects.filter(line__organization__in=units, line__registration__round__year=year)
        .annotate(names=Count("nominees"))
        .values_list("line__organization", "title__code", "count", "names")
    )
    places: dict[tuple[int, str], int | None] = {}
    names: dict[tuple[int, str], int] = defaultdict(int)
    for unit, code, count, named in entries:
        before = places.get((unit, code), 0)
        places[unit, code] = None if count is None or before is None else before + count
        names[unit, code] += named
    full = {key for key, count in places.items() if count and names[key] >= count}
    found: dict[int, dict[str, set[int]]] = defaultdict(dict)
    people = Nominee.objects.filter(
        entry__line__organization__in={unit for unit, _ in full}, entry__line__registration__round__year=year
    ).values_list("entry__line__organization", "entry__title__code", "honouree")
    for unit, code, honouree in people:
        if (unit, code) in full and honouree:
            found[unit].setdefault(code, set()).add(honouree)
    for unit, code in full:
        found[unit].setdefault(code, set())
    return found
