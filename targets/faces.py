"""The faces this app adds to a directive; one line each."""

from __future__ import annotations

from campaigns.faces import Face, register
from campaigns.models import Directive
from organizations.enums import Role
from organizations.models import User
from targets.models import READING_ROLES
from targets.selectors.assignments import is_assigned_to
from targets.selectors.progress import issued_reports


def _reads_progress(user: User, directive: Directive) -> bool:
    """Those who work on reports have the page from the start; everybody else once there is one to read."""
    return user.has_perm("targets.see_progress_drafts", directive) or issued_reports(directive).exists()


def _takes_part(user: User, directive: Directive) -> bool:
    """Those who work on the directive or sit in its council, and officers of units that were given a target."""
    if user.is_superuser or directive.issuer_id in user.organization_ids_as(*READING_ROLES):
        return True
    return is_assigned_to(directive, user.organization_ids_as(Role.UNIT_OFFICER))


def register_faces() -> None:
    """Called once when the app is ready."""
    register(Face("targets:targets", "Chỉ tiêu", order=20))
    register(Face("targets:reports", "Giao và báo cáo", _takes_part, order=30))
    register(Face("targets:progress_reports", "Báo cáo tiến độ", _reads_progress, order=40))
