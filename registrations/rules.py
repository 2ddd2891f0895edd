"""Who may, in this app. No dates, no status.

Three parties: the body whose campaign it is (opens rounds, receives), the officers of the unit that leads the bloc in
the registration's year (write and file it), and the officers of each member unit (write their own line).
"""

from __future__ import annotations

from typing import Any

import rules

from campaigns.models import Campaign
from organizations.enums import BlocRole, Role
from organizations.models import BlocMembership, User
from organizations.rules import is_superuser
from registrations.models import READING_ROLES, Registration, RegistrationVersion, Round, TitleEntry, UnitLine


def registration_of(obj: Any) -> Registration | None:
    """The registration behind a line, an entry or a version."""
    if isinstance(obj, TitleEntry):
        return obj.line.registration
    if isinstance(obj, UnitLine | RegistrationVersion):
        return obj.registration
    return obj if isinstance(obj, Registration) else None


def _body(obj: Any) -> int | None:
    """The body whose campaign it is."""
    if isinstance(obj, Campaign):
        return obj.organization_id
    if isinstance(obj, Round):
        return obj.campaign.organization_id
    found = registration_of(obj)
    return found.round.campaign.organization_id if found else None


def holds(*roles: Role) -> rules.Predicate:
    """The person holds one of the roles in the body of the campaign; without a record, in any."""

    @rules.predicate(f"holds:{'|'.join(roles)}")
    def predicate(user: User, obj: Any) -> bool:
        bodies = user.organization_ids_as(*roles)
        return bool(bodies) if obj is None else _body(obj) in bodies

    return predicate


def leads(user: User, registration: Registration) -> bool:
    """An officer of the unit that leads the bloc in the registration's own year, whatever year it is today."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    if not units:
        return False
    return BlocMembership.objects.filter(
        bloc=registration.bloc_id, year=registration.round.year, role=BlocRole.HEAD, organization__in=units
    ).exists()


@rules.predicate
def acts_for_the_bloc(user: User, obj: Any) -> bool:
    registration = registration_of(obj)
    return registration is not None and leads(user, registration)


@rules.predicate
def is_officer_of_the_unit(user: User, obj: Any) -> bool:
    """Works for the unit of the line; without a line, for any unit."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    line = obj.line if isinstance(obj, TitleEntry) else obj
    return bool(units) if line is None else isinstance(line, UnitLine) and line.organization_id in units


is_staff = holds(Role.STAFF)

rules.add_perm("registrations.see_rounds", is_superuser | holds(*READING_ROLES) | is_officer_of_the_unit)
rules.add_perm("registrations.manage_round", is_superuser | is_staff)
# Who has filed and what it comes to in the province: the body's own people and its council.
rules.add_perm("registrations.see_totals", is_superuser | holds(*READING_ROLES))
rules.add_perm("registrations.receive", is_superuser | is_staff)
# Who sees the registration sees its papers, drafts too.
rules.add_perm("registrations.see_papers", is_superuser | holds(*READING_ROLES) | acts_for_the_bloc)
# What was signed comes from the bloc, or on paper to the province.
rules.add_perm("registrations.sign", is_superuser | is_staff | acts_for_the_bloc)
# The letter, the pledges, the way of the whole: the leader of the bloc alone. Staff return, they do not rewrite.
rules.add_perm("registrations.file", is_superuser | acts_for_the_bloc)
rules.add_perm("registrations.fill_line", is_superuser | is_officer_of_the_unit | acts_for_the_bloc)
rules.add_perm("registrations.settle_line", is_superuser | acts_for_the_bloc)
rules.add_perm("registrations.name_people", is_superuser | is_officer_of_the_unit | acts_for_the_bloc | is_staff)
# A dossier is the unit's own; the leader of its bloc proposes nobody for another unit.
rules.add_perm("registrations.propose", is_superuser | is_officer_of_the_unit | is_staff)
rules.add_perm("registrations.judge_pledges", is_superuser | is_staff)
