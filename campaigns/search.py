"""What the search finds of this room: directives and campaigns."""

from __future__ import annotations

from django.db.models import F

from campaigns.models import Campaign, Directive
from core.search import Source, has_code, has_number, register


def register_sources() -> None:
    """Make the room's records findable."""
    register(
        Source(
            code="chi-thi",
            label="Chỉ thị",
            icon="file-earmark-text",
            rows=Directive.objects.visible_to,
            title=str,
            line=_issuer_and_state,
            day=lambda directive: directive.issued_on,
            related=("issuer",),
            newest=("-year", F("issued_on").desc(nulls_last=True)),
            exact=lambda query: has_number(query) | has_code(query),
            order=10,
        )
    )
    register(
        Source(
            code="phong-trao",
            label="Phong trào",
            icon="flag",
            rows=Campaign.objects.visible_to,
            title=str,
            line=lambda campaign: f"{campaign.organization.name} · năm {campaign.year}",
            related=("organization",),
            newest=("-year",),
            order=15,
        )
    )


def _issuer_and_state(directive: Directive) -> str:
    return f"{directive.issuer.name} · năm {directive.year} · {directive.get_status_display()}"
