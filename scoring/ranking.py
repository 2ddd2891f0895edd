"""Places by points, equal points on equal places: 1, 2, 2, 4. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def places(points: Sequence[Decimal | None]) -> list[int | None]:
    """The place of each, in the order given; None for one without points."""
    known = sorted((value for value in points if value is not None), reverse=True)
    first: dict[Decimal, int] = {}
    for place, value in enumerate(known, start=1):
        first.setdefault(value, place)
    return [None if value is None else first[value] for value in points]
