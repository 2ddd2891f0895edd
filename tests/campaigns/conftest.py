"""Directives of the province at every step of their life, brought there by the services themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from campaigns import services
from campaigns.models import Directive
from tests.factories.campaigns import DirectiveFactory


@pytest.fixture(autouse=True)
def today() -> Iterator[date]:
    """It is 20 January 2024, nine in the morning in Lào Cai."""
    with time_machine.travel("2024-01-20T09:00:00+07:00", tick=False):
        yield date(2024, 1, 20)


@pytest.fixture
def draft(province, staff) -> Directive:
    return DirectiveFactory(code="laocai-2024", issuer=province, created_by=staff)


@pytest.fixture
def in_review(draft, staff) -> Directive:
    return services.submit_directive(draft, by=staff)


@pytest.fixture
def approved(in_review, leader) -> Directive:
    return services.approve_directive(in_review, by=leader, approved_on=date(2024, 1, 18))


@pytest.fixture
def issued(approved, clerk) -> Directive:
    return services.issue_directive(approved, by=clerk, number=1, issued_on=date(2024, 1, 19))
