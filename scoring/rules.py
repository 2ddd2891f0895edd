"""Who may, in this app: the organizer's staff, the leader of the bloc in the year of the round, the units. No dates, no
status.
"""

from __future__ import annotations

from typing import Any

import rules

from organizations.enums import Role
from organizations.models import Bloc, BlocMembership, Organization, User
from organizations.rules import is_superuser, organizes_blocs_for
from scoring.models import READING_ROLES, Ballot, Scheme, ScoreSheet, ScoringRound, led_seats


def _organizer(obj: Any) -> int | None:
    """The body that organizes the bloc behind a record."""
    if isinstance(obj, Scheme | Bloc):
        return obj.organizer_id
    if isinstance(obj, ScoreSheet | Ballot):
        return obj.round.bloc.organizer_id
    if isinstance(obj, ScoringRound):
        return obj.bloc.organizer_id
    return obj.pk if isinstance(obj, Organization) else None


@rules.predicate
def works_for_the_organizer(user: User, obj: Any) -> bool:
    """Staff or administrator at the top of the organizer's tree; without a record, of any."""
    bodies = organizes_blocs_for(user)
    return bool(bodies) if obj is None else _organizer(obj) in bodies


@rules.predicate
def reads_for_the_organizer(user: User, obj: Any) -> bool:
    bodies = user.organization_ids_as(*READING_ROLES)
    return bool(bodies) if obj is None else _organizer(obj) in bodies


@rules.predicate
def leads_the_bloc(user: User, obj: Any) -> bool:
    """An officer of the unit that leads the bloc in the year of the round."""
    found = obj.round if isinstance(obj, ScoreSheet | Ballot) else obj
    if not isinstance(found, ScoringRound):
        return found is None and led_seats(user).exists()
    return led_seats(user).filter(bloc=found.bloc_id, year=found.year).exists()


@rules.predicate
def sits_in_the_bloc(user: User, obj: Any) -> bool:
    """An officer of a unit of the bloc in the year; without a record, of any unit (every page asks, so nothing is read)."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    if not isinstance(obj, ScoringRound):
        return obj is None and bool(units)
    return BlocMembership.objects.filter(bloc=obj.bloc_id, year=obj.year, organization__in=units).exists()


@rules.predicate
def is_officer_of_the_unit(user: User, sheet: ScoreSheet | None) -> bool:
    return sheet is not None and sheet.organization_id in user.organization_ids_as(Role.UNIT_OFFICER)


@rules.predicate
def is_officer_of_the_checking_unit(user: User, sheet: ScoreSheet | None) -> bool:
    if sheet is None or sheet.checker_id is None:
        return False
    return sheet.checker_id in user.organization_ids_as(Role.UNIT_OFFICER)


rules.add_perm("scoring.see", is_superuser | reads_for_the_organizer | sits_in_the_bloc)
rules.add_perm("scoring.manage_schemes", is_superuser | works_for_the_organizer)
# Staff open for a bloc as well: not every leader begins on time.
rules.add_perm("scoring.open_round", is_superuser | works_for_the_organizer)
rules.add_perm("scoring.lead_round", is_superuser | leads_the_bloc | works_for_the_organizer)
# What decides belongs to the bloc alone.
rules.add_perm("scoring.act_for_bloc", is_superuser | leads_the_bloc)
rules.add_perm("scoring.see_all_sheets", is_superuser | leads_the_bloc | reads_for_the_organizer)
rules.add_perm("scoring.score_self", is_superuser | is_officer_of_the_unit)
rules.add_perm("scoring.score_cross", is_superuser | is_officer_of_the_checking_unit)
rules.add_perm("scoring.score_bloc", is_superuser | leads_the_bloc)
rules.add_perm("scoring.score_staff", is_superuser | works_for_the_organizer)
rules.add_perm("scoring.vote", sits_in_the_bloc)
