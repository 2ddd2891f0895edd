"""Who is told of what happens to a registration."""

from __future__ import annotations

from campaigns.selectors import people_as
from organizations.enums import BlocRole, Role
from organizations.models import BlocMembership, User
from registrations.enums import WITH_THE_BLOC, WITH_THE_UNIT
from registrations.models import Registration, Round, UnitLine
from targets.selectors.assignments import officers_of


def staff_of(registration: Registration) -> list[User]:
    """Those who receive it."""
    return list(people_as(registration.round.campaign.organization, Role.STAFF))


def leaders_of(registration: Registration) -> list[User]:
    """The officers of the unit that leads the bloc in the registration's year."""
    head = BlocMembership.objects.filter(
        bloc=registration.bloc_id, year=registration.round.year, role=BlocRole.HEAD
    ).values_list("organization", flat=True)
    units = list(head)
    return list(officers_of(units)[units[0]]) if units else []


def officers_of_line(line: UnitLine) -> list[User]:
    return list(officers_of([line.organization_id])[line.organization_id])


def waiting_people(round_: Round) -> list[tuple[Registration, list[User]]]:
    """For each registration that is not filed: its leaders, and the officers of units that still have to write."""
    found = []
    unfiled = round_.registrations.filter(status__in=WITH_THE_BLOC).select_related("bloc", "round__campaign")
    for registration in unfiled:
        units = list(registration.lines.filter(status__in=WITH_THE_UNIT).values_list("organization", flat=True))
        officers = [person for people in officers_of(units).values() for person in people]
        found.append((registration, list(dict.fromkeys([*leaders_of(registration), *officers]))))
    return found
