"""The ministry's yearly forms on awards as versioned definitions: what of each is known, and what is not. Pure.

No row code is written here that was not read: `row_codes` stays empty, and the note says so wherever the form is shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_DATA = Path(__file__).parent / "data" / "statistics_forms.json"


@dataclass(frozen=True)
class StatisticsForm:
    """One form under one circular. `source`: what its rows are counted from; "none" where the facts do not suffice."""

    code: str
    version: str
    issued_by: str
    name: str
    source: Literal["records", "campaigns", "none"]
    levels: tuple[str, ...]
    note: str

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"{self.version}-{self.code}".lower()

    @property
    def can_be_filled(self) -> bool:
        return self.source != "none"


@cache
def statistics_forms() -> tuple[StatisticsForm, ...]:
    """All forms known by number, the newest circular first."""
    rows = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(StatisticsForm(**{**row, "levels": tuple(row["levels"])}) for row in rows)


def form_of(key: str) -> StatisticsForm | None:
    return next((form for form in statistics_forms() if form.key == key), None)
