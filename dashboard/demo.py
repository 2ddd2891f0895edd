"""The whole demonstration, put together: organizations, directives, targets, published results, awards, registrations."""

from __future__ import annotations

from django.db import transaction

from awards import demo as awards
from campaigns import demo as campaigns
from campaigns.models import Directive
from organizations.enums import Role
from organizations.models import User
from registrations import demo as registrations
from scoring import demo as scoring
from targets import demo as targets


@transaction.atomic
def load_demo(password: str) -> None:
    """Make what is missing; loading it again adds nothing."""
    campaigns.load_demo(password, prepare=targets.enter_targets)
    officers = {
        account.organization: User.objects.get(username=account.username)
        for account in campaigns.ACCOUNTS
        if account.role == Role.UNIT_OFFICER
    }
    for province in ("laocai", "langson"):
        directive = Directive.objects.select_related("issuer").get(code=f"{province}-2024")
        staff = User.objects.get(username=f"chuyenvien.{province}")
        targets.enter_results(directive, staff=staff, officers=officers)
    people = {account.username: User.objects.get(username=account.username) for account in campaigns.ACCOUNTS}
    scoring.load_scoring(staff=people["chuyenvien.laocai"])
    awards.load_awards(people)
    registrations.load_registrations(people, officers)
