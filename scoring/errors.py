"""Refusals of this app that carry more than sentences."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import DomainError
from scoring.outline import Fault


class FaultyRows(DomainError):
    """Rows that cannot be kept; `faults` say which row, which cell and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*dict.fromkeys(fault.text for fault in faults))
        self.faults = tuple(faults)
