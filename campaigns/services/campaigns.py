"""Campaigns: opened once, described as they go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from campaigns.enums import CampaignKind
from campaigns.models import Campaign
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import fold
from organizations.models import Organization, User


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
    """Change what describes a campaign; the log keeps which fields."""
    changed = [name for name, value in fields.items() if getattr(campaign, name) != value]
    if not changed:
        return campaign
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
    campaign.search_text = fold(f"{campaign.name} {campaign.theme} {campaign.year}")
    try:
        with transaction.atomic():
            campaign.save()
    except IntegrityError as error:
        raise ActionBlocked("Cơ quan này đã có phong trào cùng tên trong năm, hoặc ngày không hợp lệ.") from error
