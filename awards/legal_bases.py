"""The documents a decision on awards rests on (căn cứ), by the day it is written. Pure.

What was verified is filled in; the rest is only suggested, with its note, and stands on no paper by itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "legal_bases.json"
#: What the clerk has to fill in.
BLANK = "…"


@dataclass(frozen=True)
class LegalBasis:
    """One document, from the day it is in force to the day before it ends. `submission`: asks for awards rest on it."""

    text: str
    since: date
    until: date | None
    verified: bool
    note: str
    submission: bool

    @property
    def line(self) -> str:
        """As it stands on paper, without its last sign."""
        return f"Căn cứ {self.text}"


def bases_on(day: date, *, is_submission: bool) -> tuple[LegalBasis, ...]:
    """What is in force that day, in the order of the paper."""
    return tuple(
        basis
        for basis in _all()
        if basis.since <= day and (basis.until is None or day < basis.until) and (basis.submission or not is_submission)
    )


@cache
def _all() -> tuple[LegalBasis, ...]:
    rows = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(
        LegalBasis(
            text=row["text"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            verified=row["verified"],
            note=row["note"],
            submission=row["submission"],
        )
        for row in rows
    )
