"""Who may, in this app: by role in the proposing unit, in the receiving body, in the council. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules

from awards.models import Council, Decision, Dossier, Session
from organizations.enums import Role
from organizations.models import Organization, User
from organizations.rules import is_superuser


def _body(obj: Any) -> int | None:
    """The body that receives, holds the session or issues; None without a record."""
    if isinstance(obj, Dossier):
        return obj.receiver_id
    if isinstance(obj, Session):
        return obj.council.organization_id
    if isinstance(obj, Council):
        return obj.organization_id
    if isinstance(obj, Decision):
        return obj.issuer_id
    return obj.pk if isinstance(obj, Organization) else None


def holds(role: Role) -> rules.Predicate:
    """The person holds this role in the body behind the record; without one, in any organization."""

    @rules.predicate(f"holds:{role}")
    def predicate(user: User, obj: Any) -> bool:
        if obj is None:
            return bool(user.organization_ids_as(role))
        return role in user.roles_in(_body(obj))

    return predicate


@rules.predicate
def is_officer_of_the_unit(user: User, dossier: Dossier | None) -> bool:
    """Works for the unit that proposes; without a dossier, for any unit."""
    if dossier is None:
        return bool(user.organization_ids_as(Role.UNIT_OFFICER))
    return dossier.organization_id in user.organization_ids_as(Role.UNIT_OFFICER)


@rules.predicate
def sits_in_the_council(user: User, session: Session | None) -> bool:
    """Has a seat in the session's council."""
    return session is not None and session.attendances.filter(member__user=user).exists()


@rules.predicate
def is_admin_of_a_province(user: User, obj: Any = None) -> bool:
    """What all provinces share is not changed from a unit below one."""
    return any(m.role == Role.ADMIN and m.organization.is_root for m in user.current_memberships)


is_staff, is_leader, is_clerk, is_admin = holds(Role.STAFF), holds(Role.LEADER), holds(Role.CLERK), holds(Role.ADMIN)

rules.add_perm("awards.edit_catalogue", is_superuser | is_admin_of_a_province)
rules.add_perm("awards.switch_rules", is_superuser | is_admin)
rules.add_perm("awards.keep_history", is_superuser | is_staff | is_admin)
rules.add_perm("awards.write_dossier", is_superuser | is_officer_of_the_unit | is_staff)
rules.add_perm("awards.check_dossier", is_superuser | is_staff)
rules.add_perm("awards.manage_council", is_superuser | is_admin | is_staff)
rules.add_perm("awards.run_session", is_superuser | is_staff)
rules.add_perm("awards.vote", sits_in_the_council)
rules.add_perm("awards.write_decision", is_superuser | is_staff)
rules.add_perm("awards.issue_decision", is_superuser | is_clerk)
rules.add_perm("awards.see_decision_drafts", is_superuser | is_staff | is_leader | is_clerk | is_admin)
rules.add_perm("awards.print_certificates", is_superuser | is_staff)
