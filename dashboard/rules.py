"""Who may, in this app. No dates, no status."""

from __future__ import annotations

import rules

from campaigns.models import Campaign
from organizations.enums import Role
from organizations.models import User
from organizations.rules import is_superuser

#: Who reads how the whole province stands, unit by unit.
COUNCIL_ROLES = (Role.COUNCIL, Role.LEADER, Role.STAFF, Role.ADMIN)


@rules.predicate
def sits_above_the_campaign(user: User, campaign: Campaign | None) -> bool:
    """Holds such a role in the body of the campaign; without a campaign, in any body."""
    bodies = user.organization_ids_as(*COUNCIL_ROLES)
    return bool(bodies) if campaign is None else campaign.organization_id in bodies


rules.add_perm("dashboard.see_council", is_superuser | sits_above_the_campaign)
