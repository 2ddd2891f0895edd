"""How much time is left, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: From so many days on, the words warn.
SOON = 3


@dataclass(frozen=True)
class Deadline:
    """A last day as a page shows it; `tone` is one of the badges'."""

    day: date
    words: str
    tone: str


def deadline(day: date, *, on: date) -> Deadline:
    """ "còn 12 ngày", "hạn hôm nay", "quá hạn 2 ngày"."""
    left = (day - on).days
    if left < 0:
        return Deadline(day, f"quá hạn {-left} ngày", "neutral")
    if left == 0:
        return Deadline(day, "hạn hôm nay", "warning")
    return Deadline(day, f"còn {left} ngày", "warning" if left <= SOON else "info")


def waited(since: date, *, on: date) -> str:
    """ "hôm nay", "3 ngày": how long somebody has been waiting."""
    days = (on - since).days
    return f"{days} ngày" if days > 0 else "hôm nay"
