"""Directives at every step of their life, as in `tests/campaigns`."""

from tests.campaigns.conftest import approved, draft, in_review, issued, today
from tests.targets.reporting import (
    commune,
    department,
    given,
    growth,
    health,
    health_officer,
    in_july,
    money,
    period,
    report,
    second_staff,
    towns,
)

__all__ = [
    "approved",
    "commune",
    "department",
    "draft",
    "given",
    "growth",
    "health",
    "health_officer",
    "in_july",
    "in_review",
    "issued",
    "money",
    "period",
    "report",
    "second_staff",
    "today",
    "towns",
]
