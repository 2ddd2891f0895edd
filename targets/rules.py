"""Who may, in this app: by role in the directive's issuer or in the reporting unit. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules

from campaigns.models import Directive
from organizations.enums import Role
from organizations.models import User
from organizations.rules import is_superuser
from targets.models import ProgressReport, ReportingPeriod, Target, UnitReport


def _directive(obj: Any) -> Directive | None:
    if isinstance(obj, UnitReport):
        return obj.period.directive
    if isinstance(obj, Target | ReportingPeriod | ProgressReport):
        return obj.directive
    return obj if isinstance(obj, Directive) else None


def holds(role: Role) -> rules.Predicate:
    """The person holds this role in the issuer of the directive behind the record; without one, in any organization."""

    @rules.predicate(f"holds:{role}")
    def predicate(user: User, obj: Any) -> bool:
        directive = _directive(obj)
        if directive is None:
            return obj is None and bool(user.organization_ids_as(role))
        return role in user.roles_in(directive.issuer_id)

    return predicate


@rules.predicate
def is_officer_of_the_unit(user: User, report: UnitReport | None) -> bool:
    """Works for the unit that reports; without a report, for any unit."""
    if report is None:
        return bool(user.organization_ids_as(Role.UNIT_OFFICER))
    return report.organization_id in user.organization_ids_as(Role.UNIT_OFFICER)


is_staff, is_clerk, is_admin = holds(Role.STAFF), holds(Role.CLERK), holds(Role.ADMIN)

rules.add_perm("targets.edit_targets", is_superuser | is_staff)
rules.add_perm("targets.assign_targets", is_superuser | is_staff)
rules.add_perm("targets.open_period", is_superuser | is_staff)
rules.add_perm("targets.see_own_reports", is_officer_of_the_unit)
# Staff may enter what a unit sent on paper.
rules.add_perm("targets.fill_report", is_superuser | is_officer_of_the_unit | is_staff)
rules.add_perm("targets.verify_report", is_superuser | is_staff)
rules.add_perm("targets.manage_indicators", is_superuser | is_staff | is_admin)
rules.add_perm("targets.write_progress", is_superuser | is_staff)
rules.add_perm("targets.issue_progress", is_superuser | is_clerk)
rules.add_perm("targets.see_progress_drafts", is_superuser | is_staff | is_clerk | holds(Role.LEADER) | is_admin)
