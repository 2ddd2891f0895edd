"""A campaign and its year as the council reads them: one object a page, a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.enums import CampaignKind
from campaigns.models import Campaign, Directive
from dashboard.rules import COUNCIL_ROLES
from dashboard.selectors.council_registrations import RoundFilings, rounds_of
from dashboard.selectors.council_targets import Before, Targets, directives_of, targets_of
from dashboard.selectors.council_titles import Titles, titles_of
from dashboard.selectors.council_year import Event, events_of


@dataclass(frozen=True)
class Council:
    """Everything the page and the handout say, as of `on`. `directives`: those of the campaign one may choose from."""

    campaign: Campaign
    on: date
    directives: list[Directive]
    targets: Targets | None
    before: Before | None
    rounds: list[RoundFilings]
    titles: Titles
    events: list[Event]

    @property
    def is_whole_year(self) -> bool:
        """The figures are those of the end of the year: last year's same day is last year's end."""
        as_of = self.targets.as_of if self.targets else None
        return as_of is None or (as_of.month, as_of.day) == (12, 31)

    @property
    def has_titles_of_others(self) -> bool:
        """Awards are counted by year: those of another campaign of the province are among them."""
        return self.campaign.kind != CampaignKind.REGULAR

    @property
    def is_empty(self) -> bool:
        titles = self.titles
        return not (self.targets and self.targets.whole.total) and not self.rounds and not titles.rows

    @property
    def next_events(self) -> list[Event]:
        return [event for event in self.events if event.day >= self.on]


def council_of(campaign: Campaign, *, on: date, code: str = "") -> Council:
    """The campaign on that day, by the directive of that code, else by the one issued last. At most 13 queries."""
    found = directives_of(campaign)
    own = [one for one in found if one.campaign_id == campaign.pk and one.year == campaign.year]
    chosen = next((one for one in own if one.code == code), own[0] if own else None)
    alike = [one for one in found if one.year == campaign.year - 1 and one.campaign.kind == campaign.kind]
    earlier = alike[0] if alike else None
    targets, before = targets_of(chosen, earlier) if chosen else (None, None)
    rounds = rounds_of(campaign, on=on)
    return Council(
        campaign=campaign,
        on=on,
        directives=own,
        targets=targets,
        before=before,
        rounds=rounds,
        titles=titles_of(campaign),
        events=events_of(campaign, chosen, rounds),
    )


def councils_for(user: Any) -> list[Campaign]:
    """The campaigns whose whole standing the person may see, the newest year first, in it the regular one first."""
    found = Campaign.objects.visible_to(user).select_related("organization")
    if not user.is_superuser:
        found = found.filter(organization__in=user.organization_ids_as(*COUNCIL_ROLES))
    return sorted(found, key=lambda one: (-one.year, one.kind != CampaignKind.REGULAR, one.pk))
