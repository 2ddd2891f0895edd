"""Two people act on the scoring of one bloc at the same moment: no vote twice, no points changed under a result."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ActionBlocked, Conflict
from scoring.enums import SheetStatus, Stage
from scoring.models import Ballot, BallotMark, BallotTally, ScoreSheet, ScoringRound
from scoring.services.ballots import cast_vote, count_ballot, open_ballot
from scoring.services.rounds import publish_round
from scoring.services.sheets import return_sheet, send_sheet
from tests.campaigns.test_at_once import at_once
from tests.factories.scoring import (
    GOOD,
    bring_to,
    make_round,
    make_scheme,
    make_scored_bloc,
    make_units,
    officer_of,
    score,
    sheet_of,
)
from tests.security.test_registrations_at_once import while_open

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
DAY = date(2024, 12, 10)


@pytest.fixture
def units(province):
    return make_units(province)


@pytest.fixture
def heads(units):
    """Officers of the three units; the first leads."""
    return [officer_of(unit) for unit in units]


@pytest.fixture
def scored(province, units, heads, staff) -> ScoringRound:
    """Every unit has the bloc's points."""
    bloc = make_scored_bloc(province, units)
    make_scheme(province, by=staff)
    round_ = make_round(bloc, by=staff)
    for unit in units:
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=heads[0])
    return ScoringRound.objects.select_related("bloc", "scheme").get(pk=round_.pk)


def test_points_are_not_returned_while_the_result_is_published(scored, units, heads, staff):
    sheet = sheet_of(scored, units[1])
    outcome = while_open(
        lambda: publish_round(scored, by=heads[0]), lambda: return_sheet(sheet, by=staff, reason="Xem lại")
    )
    assert outcome == [ActionBlocked, ScoringRound]
    assert sheet_of(scored, units[1]).status == SheetStatus.BLOC_SCORED


@pytest.mark.parametrize("order", [1, -1])
def test_points_are_not_returned_while_the_vote_on_them_opens(scored, units, heads, staff, order):
    sheet = sheet_of(scored, units[1])
    acts = [
        lambda: open_ballot(scored, held_on=DAY, by=heads[0]),
        lambda: return_sheet(sheet, by=staff, reason="Xem lại"),
    ]
    outcome = while_open(*acts[::order])
    assert ActionBlocked in outcome or Conflict in outcome
    assert Ballot.objects.exists() == (sheet_of(scored, units[1]).status == SheetStatus.BLOC_SCORED)


def test_who_may_return_one_step_does_not_return_another(scored, units, heads, staff):
    """The leader saw points that wait for the bloc; meanwhile they were sent on, and are the staff's to return."""
    sheet = return_sheet(sheet_of(scored, units[1]), by=staff, reason="Xem lại")
    seen = sheet_of(scored, units[1])
    send_sheet(score(sheet_of(scored, units[1]), GOOD, by=heads[0]), stage=Stage.BLOC, by=heads[0])
    with pytest.raises(Conflict):
        return_sheet(seen, by=heads[0], reason="Trả lại")
    assert sheet_of(sheet.round, units[1]).status == SheetStatus.BLOC_SCORED


def test_a_unit_that_votes_twice_at_once_votes_once(scored, units, heads):
    ballot = open_ballot(scored, held_on=DAY, by=heads[0])
    outcome = at_once(*[lambda unit=unit: cast_vote(ballot, unit.pk, by=heads[1]) for unit in units[:2]])
    assert outcome == [ActionBlocked, type(None)]
    assert sum(BallotTally.objects.values_list("count", flat=True)) == 1
    assert BallotMark.objects.filter(has_voted=True).count() == 1


def test_a_vote_that_comes_with_the_count_is_counted_or_refused(scored, units, heads):
    ballot = open_ballot(scored, held_on=DAY, by=heads[0])
    for officer in heads[:2]:
        cast_vote(ballot, units[0].pk, by=officer)
    while_open(lambda: count_ballot(ballot, by=heads[0]), lambda: cast_vote(ballot, units[0].pk, by=heads[2]))
    ballot.refresh_from_db()
    assert ballot.result["voted"] == sum(BallotTally.objects.values_list("count", flat=True)) == 2


def test_two_votes_opened_at_once_are_one(scored, heads):
    outcome = at_once(*[lambda: open_ballot(scored, held_on=DAY, by=heads[0])] * 2)
    assert outcome == [ActionBlocked, Ballot]


def test_a_sheet_sent_twice_at_once_goes_one_step(scored, units, heads, staff):
    return_sheet(sheet_of(scored, units[1]), by=staff, reason="Xem lại")
    sheet = score(sheet_of(scored, units[1]), GOOD, by=heads[0])
    outcome = at_once(*[lambda: send_sheet(sheet, stage=Stage.BLOC, by=heads[0])] * 2)
    assert outcome in ([ActionBlocked, ScoreSheet], [Conflict, ScoreSheet])
    assert sheet_of(scored, units[1]).status == SheetStatus.BLOC_SCORED


def test_publishing_and_opening_the_vote_do_not_wait_for_each_other(scored, heads):
    outcome = while_open(
        lambda: publish_round(scored, by=heads[0]), lambda: open_ballot(scored, held_on=DAY, by=heads[0])
    )
    assert outcome == [Ballot, ScoringRound]
