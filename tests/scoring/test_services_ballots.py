"""The vote on the leading unit."""

from datetime import date

import pytest

from core.errors import ActionBlocked
from organizations.models import BlocComposition
from organizations.selectors.blocs import standings
from scoring.enums import BallotStatus, SheetStatus
from scoring.models import Ballot, BallotMark, BallotTally
from scoring.selectors.ballots import counts_of, result_of
from scoring.services.ballots import cast_vote, conclude_ballot, count_ballot, enter_paper_ballot, open_ballot
from tests.factories.scoring import bring_to, sheet_of

DAY = date(2024, 12, 10)


@pytest.fixture
def scored(round_, units, staff):
    for unit in units:
        bring_to(sheet_of(round_, unit), SheetStatus.BLOC_SCORED, by=staff)
    return round_


@pytest.fixture
def ballot(scored, head) -> Ballot:
    return open_ballot(scored, held_on=DAY, by=head)


def test_open_ballot_waits_for_the_points_of_the_bloc(round_, head):
    with pytest.raises(ActionBlocked, match="khối chưa chấm xong"):
        open_ballot(round_, held_on=DAY, by=head)


def test_open_ballot_makes_all_marks_and_counters_once(ballot, units, scored, head):
    assert [mark.organization for mark in BallotMark.objects.all()] == units
    assert [(tally.organization, tally.count) for tally in BallotTally.objects.all()] == [
        *((unit, 0) for unit in units),
        (None, 0),
    ]
    with pytest.raises(ActionBlocked, match="Khối đã bình chọn"):
        open_ballot(scored, held_on=DAY, by=head)


def test_cast_vote_once_for_a_unit(ballot, units, member):
    cast_vote(ballot, units[0].pk, by=member)
    assert BallotTally.objects.get(organization=units[0]).count == 1
    assert [mark.has_voted for mark in BallotMark.objects.all()] == [False, True, False]
    with pytest.raises(ActionBlocked, match="đã bỏ phiếu"):
        cast_vote(ballot, units[1].pk, by=member)
    assert sum(tally.count for tally in BallotTally.objects.all()) == 1


def test_cast_vote_for_nobody(ballot, member):
    cast_vote(ballot, None, by=member)
    assert BallotTally.objects.get(organization=None).count == 1


def test_cast_vote_by_a_stranger_or_for_a_stranger(ballot, province, outsider, staff, member):
    for stranger in (outsider, staff):
        with pytest.raises(ActionBlocked, match="không có tên"):
            cast_vote(ballot, None, by=stranger)
    with pytest.raises(ActionBlocked, match="không có trong danh sách"):
        cast_vote(ballot, province.pk, by=member)
    assert not BallotMark.objects.filter(has_voted=True).exists()


def test_counts_are_not_read_before_the_vote_is_counted(ballot, units, member):
    cast_vote(ballot, units[0].pk, by=member)
    assert counts_of(ballot) == {}
    assert result_of(ballot) == []


def test_a_vote_leaves_no_row_of_its_own(ballot, units, member, checker, django_assert_num_queries):
    before = {model: model.objects.count() for model in (BallotMark, BallotTally)}
    from core.models import Change, LogEntry
    from notices.models import Notice

    kept = [model.objects.count() for model in (LogEntry, Change, Notice)]
    cast_vote(ballot, units[0].pk, by=member)
    cast_vote(ballot, units[1].pk, by=checker)
    assert {model: model.objects.count() for model in (BallotMark, BallotTally)} == before
    assert [model.objects.count() for model in (LogEntry, Change, Notice)] == kept


@pytest.mark.parametrize("swapped", [False, True])
def test_exchanged_votes_leave_the_same_rows(ballot, units, member, checker, swapped):
    first, second = (units[1], units[0]) if swapped else (units[0], units[1])
    cast_vote(ballot, first.pk, by=member)
    cast_vote(ballot, second.pk, by=checker)
    assert list(BallotTally.objects.values_list("count", flat=True)) == [1, 1, 0, 0]
    assert list(BallotMark.objects.values_list("has_voted", flat=True)) == [False, True, True]


def test_count_ballot_needs_more_than_half(ballot, units, member, checker, head):
    cast_vote(ballot, units[0].pk, by=member)
    with pytest.raises(ActionBlocked, match="1/3 đơn vị bỏ phiếu; cần quá nửa"):
        count_ballot(ballot, by=head)
    cast_vote(ballot, units[0].pk, by=checker)
    counted = count_ballot(ballot, by=head)
    assert (counted.status, counted.result) == (BallotStatus.COUNTED, {"voters": 3, "voted": 2})
    assert [(row.unit, row.count, row.leads) for row in result_of(counted)] == [
        (units[0], 2, True),
        (units[1], 0, False),
        (units[2], 0, False),
        (None, 0, False),
    ]
    with pytest.raises(ActionBlocked, match="đã kết thúc"):
        cast_vote(ballot, units[1].pk, by=head)


def test_conclude_ballot_writes_the_unit_where_awards_read_it(ballot, units, member, checker, head, bloc):
    for who in (member, checker):
        cast_vote(ballot, units[1].pk, by=who)
    counted = count_ballot(ballot, by=head)
    with pytest.raises(ActionBlocked, match="không phải đơn vị nhiều phiếu nhất"):
        conclude_ballot(counted, chosen=units[0], minutes="02/BB-KTĐ", by=head)
    with pytest.raises(ActionBlocked, match="số biên bản"):
        conclude_ballot(counted, chosen=units[1], minutes=" ", by=head)
    conclude_ballot(counted, chosen=units[1], minutes="02/BB-KTĐ", by=head)
    composition = BlocComposition.objects.get(bloc=bloc, year=2024)
    assert (composition.front_runner, composition.vote_minutes) == (units[1], "02/BB-KTĐ")
    assert composition.document == "Quyết định số 125/QĐ-UBND"
    assert [seat.organization for seat in bloc.seats.order_by("position")] == units
    assert standings([units[1].pk], 2024)[units[1].pk].came_first is True
    with pytest.raises(ActionBlocked, match="đã kết luận"):
        conclude_ballot(counted, chosen=units[1], minutes="03", by=head)


def test_conclude_ballot_between_equals_needs_a_reason(ballot, units, member, checker, head):
    cast_vote(ballot, units[1].pk, by=member)
    cast_vote(ballot, units[2].pk, by=checker)
    counted = count_ballot(ballot, by=head)
    with pytest.raises(ActionBlocked, match="bằng phiếu: phải ghi lý do"):
        conclude_ballot(counted, chosen=units[2], minutes="02/BB-KTĐ", by=head)
    concluded = conclude_ballot(counted, chosen=units[2], minutes="02/BB-KTĐ", reason="Điểm cao hơn", by=head)
    assert (concluded.chosen, concluded.reason) == (units[2], "Điểm cao hơn")


def test_paper_ballot_is_entered_by_its_counts(scored, units, head):
    counts = {units[0].pk: 2, units[1].pk: 0, units[2].pk: 0}
    ballot = enter_paper_ballot(scored, held_on=DAY, counts=counts, ballots=3, by=head)
    assert (ballot.status, ballot.is_paper, ballot.marks.count()) == (BallotStatus.COUNTED, True, 0)
    assert [row.count for row in result_of(ballot)] == [2, 0, 0, 1]


def test_paper_ballot_with_too_many_papers_is_refused(scored, units, province, head):
    with pytest.raises(ActionBlocked, match="khối chỉ có 3 đơn vị"):
        enter_paper_ballot(scored, held_on=DAY, counts={units[0].pk: 4}, ballots=4, by=head)
    with pytest.raises(ActionBlocked, match="không phải thành viên"):
        enter_paper_ballot(scored, held_on=DAY, counts={province.pk: 1}, ballots=1, by=head)
    assert not Ballot.objects.exists()
