"""A council in session: nine members, lines of six dossiers, and the steps up to an open vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from awards.enums import Choice, Presence
from awards.models import AgendaItem, Council, Session
from awards.selectors import sessions as selectors
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from organizations.models import Organization, User
from tests.factories.awards import make_dossier, make_title

DAY = date(2026, 1, 20)
PAPER, AWAY, HERE = Presence.ABSENT_PAPER, Presence.ABSENT, Presence.PRESENT


def plan(council: Council, staff: User, **facts: Any) -> Session:
    facts = {"name": "Phiên họp xét khen thưởng năm 2025", "held_on": DAY, "place": "Phòng họp số 1"} | facts
    facts.setdefault("chair", council.members.first())
    facts.setdefault("secretary", staff)
    return services.plan_session(council, by=staff, **facts)


def put(session: Session, staff: User, *codes: str) -> list[AgendaItem]:
    """A dossier of its own for each title."""
    province: Organization = session.council.organization
    lines = [make_dossier(province, titles=(make_title(code),)).lines.get() for code in codes]
    return services.put_lines(session, lines, by=staff)


def attend(session: Session, staff: User, **presences: str) -> None:
    """By seat, all others present: attend(session, staff, seat8=PAPER)."""
    found = {}
    for one in selectors.attendances_of(session):
        presence = presences.get(f"seat{one.member.position}", HERE)
        found[one.pk] = (presence, "" if presence == HERE else "Đi công tác")
    services.set_attendance(session, found, by=staff)


def opened(session: Session, staff: User, **presences: str) -> Session:
    """The vote is open."""
    attend(session, staff, **presences)
    services.open_session(session, by=staff)
    return ballots.open_voting(session, by=staff)


def voters(session: Session) -> list[User]:
    """Who votes here, by seat."""
    marks = session.marks.filter(is_paper=False).select_related("member__user")
    return [mark.member.user for mark in marks if mark.member.user]


def whole(session: Session, voter: User, choice: str = Choice.AGREE, **others: str) -> Mapping[int, str]:
    """A ballot with one choice for all that the voter may vote on; `item2=` by its place says otherwise."""
    seat = selectors.seat_of(session, voter)
    assert seat is not None
    return {
        row.item.pk: others.get(f"item{row.item.position}", choice)
        for row in selectors.ballot_rows(session, seat.member)
        if row.is_votable
    }


def vote(session: Session, voter: User, choice: str = Choice.AGREE, **others: str) -> None:
    ballots.cast_ballot(session, whole(session, voter, choice, **others), by=voter)
