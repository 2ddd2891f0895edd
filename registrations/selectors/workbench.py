"""A bloc's registration on one screen: every unit, what it registers, what to look at, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from awards.selectors.dossiers import ceilings_of
from registrations.checks import Remark, remarks
from registrations.content import Content, Total, UnitRow
from registrations.enums import SETTLED, WITH_THE_UNIT, LineStatus
from registrations.models import Registration, UnitLine
from registrations.policies.lines import acts_of_the_leader
from registrations.policies.registrations import blockers_to_write
from registrations.selectors.content import content_from


@dataclass(frozen=True)
class BenchRow:
    """One unit: its line, what the paper will say, what to look at, what its leader may do."""

    line: UnitLine
    unit: UnitRow
    remarks: Sequence[Remark]
    acts: frozenset[str]


@dataclass(frozen=True)
class Bench:
    """The whole screen."""

    rows: Sequence[BenchRow]
    totals: Sequence[Total]
    whole: Sequence[Remark]
    standing: Mapping[str, int]
    # Why nobody can write in it now; the same for every unit.
    closed: Sequence[str]
    content: Content
    # Units that sit in the bloc that year and have no line, or the other way round.
    is_misaligned: bool

    @property
    def settled(self) -> int:
        return sum(self.standing.get(status, 0) for status in SETTLED)

    @property
    def sent(self) -> Sequence[BenchRow]:
        return [row for row in self.rows if row.line.status == LineStatus.SENT]

    @property
    def late(self) -> int:
        return sum(self.standing.get(status, 0) for status in WITH_THE_UNIT)


def bench_of(registration: Registration, *, on: date) -> Bench:
    """Read in a constant number of queries, whatever the number of units."""
    lines = list(registration.lines.select_related("organization", "saved_by").prefetch_related("entries__title"))
    content = content_from(registration, lines)
    seats = seats_of(registration)
    titles = {entry.title.code: entry.title for line in lines for entry in line.entries.all()}
    found = remarks(content, seats, ceilings=ceilings_of(titles))
    rows = [
        BenchRow(line, unit, [one for one in found if one.unit == unit.organization], acts_of_the_leader(line))
        for line, unit in zip(lines, content.units, strict=True)
    ]
    return Bench(
        rows=rows,
        totals=list(content.totals.values()),
        whole=[one for one in found if not one.unit],
        standing=Counter(line.status for line in lines),
        closed=blockers_to_write(registration, on=on),
        content=content,
        is_misaligned=set(seats) != {unit.organization for unit in content.units},
    )


def seats_of(registration: Registration) -> dict[str, str]:
    """The kind of each unit that sits in the bloc in the registration's year, by its code."""
    seats = registration.bloc.seats.filter(year=registration.round.year)
    return dict(seats.values_list("organization__code", "organization__kind"))


def mark_of(registration: Registration) -> str:
    """What changes with every act on the registration or a line of it: the page asks whether it is still the same."""
    return f"{registration.status}-{registration.edition}-{registration.revision}"
