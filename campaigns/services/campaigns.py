"""Campaigns: opened once, described as they go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns import policies
from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import searchable
from organizations.models import Organization, User

#: What a published paper says of its campaign.
_ON_PAPER = frozenset({"name", "year", "organization"})


@transaction.atomic
def create_campaign(
    *,
    organization: Organization,
    year: int,
    name: str,
    by: User,
    kind: str = CampaignKind.REGULAR,
    theme: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    parent: Campaign | None = None,
) -> Campaign:
    """Open a campaign. `ActionBlocked` when the organization has one of that name in the year."""
    campaign = Campaign(
        organization=organization,
        year=year,
        name=name,
        kind=kind,
        theme=theme,
        starts_on=starts_on,
        ends_on=ends_on,
        parent=parent,
    )
    _save(campaign)
    record(campaign, verb="tạo phong trào", by=by)
    return campaign


@transaction.atomic
def update_campaign(campaign: Campaign, *, by: User, **fields: Any) -> Campaign:
    """Change what describes a campaign; the log keeps which fields. `ActionBlocked` when a published directive
    carries what would change."""
    changed = [name for name, value in fields.items() if getattr(campaign, name) != value]
    if not changed:
        return campaign
    fixed = policies.blockers_to_edit_campaign(campaign, on=timezone.localdate())
    if fixed and not _ON_PAPER.isdisjoint(changed):
        raise ActionBlocked(*fixed)
    for name in changed:
        setattr(campaign, name, fields[name])
    _save(campaign)
    labels = [str(Campaign._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]  # plain fields
    record(campaign, verb="sửa phong trào", by=by, comment=", ".join(labels))
    return campaign


def regular_campaign(organization: Organization, year: int, *, by: User) -> Campaign:
    """The organization's yearly campaign, opened when there is none."""
    name = f"Phong trào thi đua yêu nước năm {year}"
    found = Campaign.objects.filter(organization=organization, year=year, kind=CampaignKind.REGULAR).first()
    return found or create_campaign(organization=organization, year=year, name=name, by=by)


def _save(campaign: Campaign) -> None:
    campaign.search_text = searchable(f"{campaign.name} {campaign.theme} {campaign.year}")
    try:
        campaign.validate_constraints()
        with transaction.atomic():
            campaign.save()
    except ValidationError as error:
        raise ActionBlocked(*error.messages) from error
    except IntegrityError as error:  # somebody opened one of the same name in the same moment
        raise ActionBlocked("Cơ quan này đã có phong trào cùng tên trong năm.") from error
