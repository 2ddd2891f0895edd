"""What waits for a person: each room registers what it knows of, the first page sorts and shows it.

A provider asks its own room for one kind of thing, through `visible_to` and the roles of the person, in a constant number
of queries. Who has nothing to do with the kind costs no query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils import timezone

#: No first page shows more of one kind; how many there are is counted all the same.
MOST = 8


@dataclass(frozen=True)
class Waiting:
    """One thing. `url` opens exactly it ("" where the person has no page of it); `since` it waits, `due` is its last day;
    `who` says whose it is or whom it waits for.
    """

    title: str
    url: str
    since: date | None = None
    due: date | None = None
    who: str = ""


@dataclass(frozen=True)
class Batch:
    """What waits of one kind: the first of them, how many there are in all, and the list that shows them ("" for none).

    `is_reminder`: it is others who are late; this person only asks for it, after what is due of himself.
    """

    label: str
    icon: str
    rows: Sequence[Waiting] = field(default_factory=tuple)
    total: int = 0
    url: str = ""
    is_reminder: bool = False


Provider = Callable[[Any, date], Iterable[Batch]]
_providers: dict[str, Provider] = {}


def register(code: str, provider: Provider) -> None:
    """Add a provider; registering the same code twice is a programming error."""
    if code in _providers:
        raise ValueError(f"waiting provider {code} is registered twice")
    _providers[code] = provider


def waiting_for(user: Any, on: date) -> list[Batch]:
    """Every kind of which something waits for this person on that day."""
    if not user.is_authenticated:
        return []
    return [batch for provider in _providers.values() for batch in provider(user, on) if batch.total]


def first_of(rows: QuerySet[Any], most: int = MOST) -> tuple[list[Any], int]:
    """The first rows, and how many there are in all; one query. A queryset that is distinct cannot be counted so."""
    found = list(rows.annotate(waiting_total=Window(Count("*")))[:most])
    return found, found[0].waiting_total if found else 0


def batch(label: str, icon: str, rows: QuerySet[Any], as_waiting: Callable[[Any], Waiting], *, url: str = "") -> Batch:
    """The first rows of a queryset, the oldest or most urgent first as it is sorted; one query."""
    found, total = first_of(rows)
    return Batch(label, icon, [as_waiting(row) for row in found], total, url)


def day_of(moment: datetime | None) -> date | None:
    """The day on the wall here."""
    return timezone.localdate(moment) if moment else None
