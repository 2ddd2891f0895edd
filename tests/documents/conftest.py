"""An issued directive and a draft to print."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns import services
from campaigns.models import Directive
from tests.factories.campaigns import DirectiveFactory


@pytest.fixture
def draft(province, staff) -> Directive:
    return DirectiveFactory(code="laocai-2024", issuer=province, created_by=staff)


@pytest.fixture
def issued(draft, staff, leader, clerk) -> Directive:
    services.submit_directive(draft, by=staff)
    services.approve_directive(draft, by=leader, approved_on=date(2024, 1, 18))
    return services.issue_directive(draft, by=clerk, number=1, issued_on=date(2024, 1, 19))
