"""Which reminder of a deadline is due on a day: pure. Days are counted from the deadline, before it with a minus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

#: When those whose deadline it is are told: 7, 3 and 1 days before, and the day after it passed.
OWN_STAGES = (-7, -3, -1, 1)
#: A stage missed (nobody's machine ran) is made up for no longer than this: Tết is the longest holiday.
DAYS_MADE_UP = 14


def stage_on(due_on: date, on: date, stages: Iterable[int]) -> int | None:
    """The last of the stages that was reached by that day, or None: those missed before it are not made up for."""
    late = (on - due_on).days
    reached = [stage for stage in stages if stage <= late]
    if not reached:
        return None
    last = max(reached)
    return last if late - last <= DAYS_MADE_UP else None


def reach(on: date, *, longest_after: int = 7) -> tuple[date, date]:
    """The first and the last deadline for which something may be said on that day."""
    return on - timedelta(days=longest_after + DAYS_MADE_UP), on - timedelta(days=min(OWN_STAGES))


def how_near(due_on: date, on: date) -> str:
    """Where a day stands to the deadline, as one says it."""
    left = (due_on - on).days
    if left > 0:
        return f"còn {left} ngày đến hạn"
    return "hôm nay là hạn" if left == 0 else f"quá hạn {-left} ngày"
