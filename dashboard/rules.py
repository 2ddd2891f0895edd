"""Who may, in this app. No dates, no status."""

from __future__ import annotations

from typing import Any

import rules

from campaigns.models import Campaign
from organizations.enums import Role
from organizations.models import User
from organizations.rules import is_superuser, organizes_blocs_for

#: Who reads how the whole province stands, unit by unit.
COUNCIL_ROLES = (Role.COUNCIL, Role.LEADER, Role.STAFF, Role.ADMIN)


@rules.predicate
def sits_above_the_campaign(user: User, campaign: Campaign | None) -> bool:
    """Holds such a role in the body of the campaign; without a campaign, in any body."""
    bodies = user.organization_ids_as(*COUNCIL_ROLES)
    return bool(bodies) if campaign is None else campaign.organization_id in bodies


rules.add_perm("dashboard.see_council", is_superuser | sits_above_the_campaign)


@rules.predicate
def works_at_the_top(user: User, _: Any) -> bool:
    """Staff or administrator at the top of a province: the same people who set up its blocs."""
    return bool(organizes_blocs_for(user))


rules.add_perm("dashboard.see_audit", is_superuser | works_at_the_top)
