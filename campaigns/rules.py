"""Who may, in this app: by role in the issuing organization. No dates, no status."""

from __future__ import annotations

import rules

from campaigns.models import DRAFTING_ROLES, Campaign, Directive
from organizations.enums import Role
from organizations.models import User
from organizations.rules import is_superuser


def holds(role: Role) -> rules.Predicate:
    """The person holds this role in the directive's issuer; without a directive, in any organization."""

    @rules.predicate(f"holds:{role}")
    def predicate(user: User, directive: Directive | None) -> bool:
        if directive is None:
            return bool(user.organization_ids_as(role))
        return role in user.roles_in(directive.issuer_id)

    return predicate


@rules.predicate
def is_staff_of_organizer(user: User, campaign: Campaign | None) -> bool:
    if campaign is None:
        return bool(user.organization_ids_as(Role.STAFF))
    return Role.STAFF in user.roles_in(campaign.organization_id)


is_staff, is_leader, is_clerk = holds(Role.STAFF), holds(Role.LEADER), holds(Role.CLERK)


@rules.predicate
def works_on_drafts(user: User, directive: Directive | None) -> bool:
    return directive is not None and directive.issuer_id in user.organization_ids_as(*DRAFTING_ROLES)


# Everybody in the province reads what is issued; how it came about stays with those who wrote it.
rules.add_perm("campaigns.see_drafts", is_superuser | works_on_drafts)
rules.add_perm("campaigns.add_directive", is_superuser | is_staff)
rules.add_perm("campaigns.edit_directive", is_superuser | is_staff)
rules.add_perm("campaigns.submit_directive", is_superuser | is_staff)
rules.add_perm("campaigns.return_directive", is_superuser | is_leader)
rules.add_perm("campaigns.approve_directive", is_superuser | is_leader)
rules.add_perm("campaigns.issue_directive", is_superuser | is_clerk)
rules.add_perm("campaigns.close_directive", is_superuser | is_staff)
rules.add_perm("campaigns.revoke_directive", is_superuser | is_clerk)
rules.add_perm("campaigns.manage_campaign", is_superuser | is_staff_of_organizer)
