"""What waits for a person, the most urgent first, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q

from campaigns.enums import PUBLISHED, Status
from campaigns.models import Campaign, Directive
from campaigns.selectors import directives_for
from core.waiting import Batch, Waiting, waiting_for
from dashboard.selectors.council import councils_for
from organizations.enums import Role
from organizations.models import User
from registrations.deadlines import SOON, Deadline, deadline, waited
from registrations.enums import SETTLED, WITH_THE_BLOC
from registrations.models import Registration

#: More do not fit a small screen; the counts above them lead to the rest.
MOST_ROWS = 7
#: This year's and last year's; the others are chosen on their page.
_MOST_CAMPAIGNS = 2
_MOST_OTHERS = 2
_MOST_ISSUED = 2
_MOST_BLOCS = 2
_ACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (Role.LEADER, (Status.IN_REVIEW,)),
    (Role.CLERK, (Status.APPROVED,)),
    (Role.STAFF, (Status.RETURNED, Status.DRAFT)),
)


@dataclass(frozen=True)
class Row:
    """One thing that waits as the page shows it: `age` "3 ngày", `due` "còn 2 ngày"."""

    batch: Batch
    one: Waiting
    age: str
    due: Deadline | None


@dataclass(frozen=True)
class Home:
    """`batches`: every kind that waits with its count; `rows`: the most urgent of them; `blocs`: the registrations of
    blocs that a unit of the person leads; `others`: directives in other hands; `issued`: the latest; `councils`: the
    campaigns whose whole standing the person reads.
    """

    batches: Sequence[Batch]
    rows: Sequence[Row]
    blocs: Sequence[Registration]
    others: Sequence[Directive]
    issued: Sequence[Directive]
    councils: Sequence[Campaign]

    @property
    def total(self) -> int:
        return sum(batch.total for batch in self.batches)


def home_of(user: User, *, on: date) -> Home:
    """The first page of a person; as many queries for one thing as for many."""
    batches = sorted(waiting_for(user, on), key=lambda batch: _urgency(batch, batch.rows[0], on))
    issued = directives_for(user).filter(status=Status.ISSUED).order_by("-issued_on", "-pk")
    return Home(
        batches,
        _rows(batches, on),
        _led(user),
        _others(user),
        list(issued[:_MOST_ISSUED]),
        councils_for(user)[:_MOST_CAMPAIGNS] if user.has_perm("dashboard.see_council") else [],
    )


def _rows(batches: Sequence[Batch], on: date) -> list[Row]:
    """The first of every kind, then whatever is most urgent: a hundred late reports do not hide one ballot."""
    firsts = [(batch, batch.rows[0]) for batch in batches]
    rest = [(batch, one) for batch in batches for one in batch.rows[1:]]
    rest.sort(key=lambda pair: _urgency(pair[0], pair[1], on))
    chosen = (firsts + rest)[: max(MOST_ROWS, len(firsts))]
    chosen.sort(key=lambda pair: _urgency(pair[0], pair[1], on))
    return [_row(batch, one, on) for batch, one in chosen]


def _row(batch: Batch, one: Waiting, on: date) -> Row:
    age = waited(one.since, on=on) if one.since else ""
    due = deadline(one.due, on=on) if one.due else None
    if due and due.day < on:
        due = replace(due, tone="danger")
    return Row(batch, one, age, due)


def _urgency(batch: Batch, one: Waiting, on: date) -> tuple[int, date]:
    """What is late or soon due by its deadline, then what has waited longest, then whom to remind, then what has time."""
    if batch.is_reminder:
        return 2, one.due or on
    if one.due:
        return (0 if one.due <= on + timedelta(days=SOON) else 3), one.due
    return 1, one.since or date.min


def _led(user: User) -> list[Registration]:
    """The newest registrations of led blocs, each with how many of its units are settled. One query."""
    if not user.organization_ids_as(Role.UNIT_OFFICER):
        return []
    settled = Count("lines", filter=Q(lines__status__in=SETTLED))
    rows = Registration.objects.led_by(user).exclude(status__in=WITH_THE_BLOC)
    rows = rows.annotate(settled=settled, units=Count("lines")).select_related("bloc", "round")
    return list(rows.order_by("-round__year", "-pk")[:_MOST_BLOCS])


def _others(user: User) -> list[Directive]:
    """Directives of the own house that wait for somebody else."""
    acts = Q(pk__in=())
    for role, statuses in _ACTS:
        acts |= Q(issuer__in=user.organization_ids_as(role), status__in=statuses)
    open_ones = directives_for(user).exclude(status__in=PUBLISHED).exclude(acts)
    return list(open_ones.order_by("saved_at", "pk")[:_MOST_OTHERS])
