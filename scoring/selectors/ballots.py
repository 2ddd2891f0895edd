"""Reads of the vote on the leading unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from organizations.enums import Role
from organizations.models import Organization, User
from scoring.enums import BallotStatus
from scoring.models import Ballot, BallotMark, ScoringRound
from scoring.voting import leading


@dataclass(frozen=True)
class Counted:
    """One line of the result: a unit (None: papers that name nobody) and its votes."""

    unit: Organization | None
    count: int
    leads: bool


def ballot_of(round_: ScoringRound) -> Ballot | None:
    """The vote of the round, which knows its round without asking again."""
    found = Ballot.objects.select_related("chosen", "opened_by", "concluded_by").filter(round=round_).first()
    if found:
        found.round = round_
    return found


def marks_of(ballot: Ballot) -> list[BallotMark]:
    """Who is to vote and who has, by seat."""
    return list(ballot.marks.select_related("organization").order_by("position", "pk"))


def open_marks_of(ballot: Ballot, user: User) -> list[BallotMark]:
    """The units of the person that have not voted yet."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    return list(ballot.marks.filter(organization__in=units, has_voted=False).select_related("organization"))


def counts_of(ballot: Ballot) -> dict[int, int]:
    """The votes of each unit. Nobody asks before the vote was counted."""
    if ballot.status == BallotStatus.OPEN:
        return {}
    found = ballot.tallies.filter(organization__isnull=False).order_by("position")
    return {unit: count for unit, count in found.values_list("organization", "count") if unit}


def result_of(ballot: Ballot) -> list[Counted]:
    """The lines of the result in the order of the bloc; empty before the vote was counted."""
    if ballot.status == BallotStatus.OPEN:
        return []
    first = set(leading(counts_of(ballot)))
    tallies = ballot.tallies.select_related("organization").order_by("position")
    return [Counted(one.organization, one.count, one.organization_id in first) for one in tallies]


def ballots_for(user: User) -> QuerySet[Ballot]:
    """The counted votes of the rounds that the person may see."""
    found = Ballot.objects.filter(round__in=ScoringRound.objects.visible_to(user)).exclude(status=BallotStatus.OPEN)
    return found.select_related("round__bloc__organizer", "round__scheme", "chosen")
