"""Members and secretaries who press at the same moment, on a database that lets them."""

from __future__ import annotations

import pytest

from awards.ballot import Count
from awards.enums import Choice, SessionStatus
from awards.models import Session
from awards.selectors import sessions as selectors
from awards.services import sessions_ballot as ballots
from core.errors import ActionBlocked
from organizations.enums import Role
from tests.awards.sitting import PAPER, opened, plan, put, vote, voters, whole
from tests.campaigns.test_at_once import at_once
from tests.conftest import person
from tests.factories.awards import make_council

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(province, staff):
    made = plan(make_council(province, 9), staff)
    put(made, staff, "T1", "T2")
    return made


def test_a_ballot_sent_twice_at_once_counts_once(session, staff):
    opened(session, staff)
    voter = voters(session)[0]
    chosen = whole(session, voter)
    send = [lambda: ballots.cast_ballot(session, chosen, by=voter)] * 2
    assert at_once(*send) == [ActionBlocked, type(None)]
    assert list(selectors.counts_of(session).values()) == [Count(1), Count(1)]


def test_nine_members_who_vote_at_once_are_all_counted(session, staff):
    opened(session, staff)
    all_ballots = [
        (voter, whole(session, voter, choice)) for voter, choice in zip(voters(session), list(Choice) * 3, strict=True)
    ]
    acts = [
        lambda voter=voter, chosen=chosen: ballots.cast_ballot(session, chosen, by=voter)
        for voter, chosen in all_ballots
    ]
    assert at_once(*acts) == [type(None)] * 9
    assert list(selectors.counts_of(session).values()) == [Count(3, 3, 3)] * 2


def test_of_two_secretaries_who_close_at_once_one_gets_words(session, staff, province):
    opened(session, staff)
    second = person("staff2", province, Role.STAFF)
    acts = [lambda by=by: ballots.close_session(session, by=by) for by in (staff, second)]
    assert at_once(*acts) == [ActionBlocked, Session]


def test_a_ballot_that_races_the_end_is_in_the_result_or_refused(session, staff):
    opened(session, staff)
    *early, late = voters(session)
    for voter in early:
        vote(session, voter)
    chosen = whole(session, late)
    found = at_once(
        lambda: ballots.cast_ballot(session, chosen, by=late), lambda: ballots.close_session(session, by=staff)
    )
    closed = Session.objects.get()
    counted = 8 if ActionBlocked in found else 9
    assert closed.status == SessionStatus.CLOSED
    assert [item["agree"] for item in closed.result["items"]] == [counted, counted]
    assert [count.agree for count in selectors.counts_of(closed).values()] == [counted, counted]


def test_two_readings_entered_at_once_are_compared(session, staff, province):
    opened(session, staff, seat9=PAPER)
    second = person("staff2", province, Role.STAFF)
    members = set(session.marks.filter(is_paper=True).values_list("member", flat=True))
    read = {item.pk: Count(1) for item in selectors.items_of(session)}
    acts = [
        lambda by=by: ballots.enter_paper_votes(session, members=members, counts=read, by=by) for by in (staff, second)
    ]
    assert at_once(*acts) == [ballots.PaperEntry] * 2
    assert list(selectors.counts_of(session).values()) == [Count(1), Count(1)]
