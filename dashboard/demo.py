"""The whole demonstration, put together: organizations and directives, their targets, the published results."""

from __future__ import annotations

from django.db import transaction

from campaigns import demo as campaigns
from targets import demo as targets


@transaction.atomic
def load_demo(password: str) -> None:
    """Make what is missing; loading it again adds nothing."""
    campaigns.load_demo(password, prepare=targets.enter_targets)
