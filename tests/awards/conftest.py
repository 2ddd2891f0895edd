"""What tests of several parts of the awards share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from organizations.models import Organization


@pytest.fixture
def in_2025() -> Iterator[date]:
    """It is 10 January 2025, nine in the morning in Lào Cai: the law of 2022 applies."""
    with time_machine.travel("2025-01-10T09:00:00+07:00", tick=False):
        yield date(2025, 1, 10)


@pytest.fixture
def unit(unit_officer) -> Organization:
    """The department of the unit officer."""
    return Organization.objects.get(code="sonoivu")
