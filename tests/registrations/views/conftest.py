"""Answers of a page to each of the people who may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from organizations.models import BlocMembership
from tests.factories.registrations import officer_of
from tests.organizations.views.outcomes import outcomes


@pytest.fixture
def later_head(units, bloc):
    """Officer of the unit that leads the bloc in the year after."""
    BlocMembership.objects.create(bloc=bloc, organization=units[2], year=2025, role="head")
    return officer_of(units[2], "later")


@pytest.fixture
def answers(request, head, member, later_head) -> Callable[..., list[Any]]:
    """To anonymous, staff, leader, clerk, unit_officer, outsider, admin; then the leader of the bloc, the officer of
    a member unit, and the leader of another year. Every attempt is rolled back.
    """

    def ask(url: str, post: dict[str, Any] | None = None) -> list[Any]:
        found = outcomes(request, url, post=post)
        for user in (head, member, later_head):
            client = Client()
            client.force_login(user)
            with transaction.atomic():
                answer = client.get(url) if post is None else client.post(url, post)
                transaction.set_rollback(True)
            found.append(answer.status_code)
        return found

    return ask
