"""The vote on the leading unit: opened once, each unit once, counted once, concluded once.

Who voted is known, how is not (ADR 15, after ADR 10): marks and counters are made when the vote opens, a vote writes
every mark and every counter, and nothing else is written with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Case, Exists, F, PositiveIntegerField, Q, When
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import record
from core.transitions import move
from organizations.models import Organization, User
from organizations.policies.blocs import Seat
from organizations.selectors.blocs import composition_of, seats_of
from organizations.services import Decided, compose_bloc
from organizations.services.saving import refuse
from scoring import notices
from scoring.enums import BallotStatus
from scoring.models import Ballot, BallotMark, BallotTally, ScoringRound
from scoring.policies import ballots as policies
from scoring.selectors.ballots import counts_of, open_marks_of
from scoring.selectors.rounds import members_of, sheets_of
from scoring.services.rounds import locked_sheets
from scoring.voting import count_faults, leading


@transaction.atomic
def open_ballot(round_: ScoringRound, *, held_on: date, by: User) -> Ballot:
    """Ask every member unit for one vote. All marks and counters are made now."""
    ballot = _begin(round_, held_on=held_on, is_paper=False, by=by)
    record(round_, verb="mở bình chọn đơn vị dẫn đầu", by=by)
    units = [mark.organization_id for mark in ballot.marks.all()]
    words = "Đề nghị đơn vị bỏ phiếu bình chọn đơn vị dẫn đầu khối. Phiếu kín, mỗi đơn vị một phiếu."
    notices.tell_of_round(round_, units, kind=notices.WAITING, words=words, by=by)
    return ballot


@transaction.atomic
def cast_vote(ballot: Ballot, choice: int | None, *, by: User) -> None:
    """Count the vote of the person's unit, once; None names nobody. `ActionBlocked`, and nothing is counted, otherwise."""
    current = _locked(ballot)
    refuse(policies.blockers_to_cast(current, by))
    mark = open_marks_of(current, by)[0]
    chosen = Q(organization__isnull=True) if choice is None else Q(organization=choice)
    if not current.tallies.filter(chosen).exists():
        raise ActionBlocked("Đơn vị được chọn không có trong danh sách bình chọn.")
    waiting = BallotMark.objects.filter(pk=mark.pk, has_voted=False)
    turned = BallotMark.objects.filter(Exists(waiting), ballot=current).update(
        has_voted=Case(When(pk=mark.pk, then=True), default=F("has_voted"))
    )
    if not turned:
        raise ActionBlocked("Đơn vị của anh/chị đã bỏ phiếu. Mỗi đơn vị bỏ phiếu một lần.")
    more = Case(When(chosen, then=1), default=0, output_field=PositiveIntegerField())
    current.tallies.update(count=F("count") + more)


@transaction.atomic
def count_ballot(ballot: Ballot, *, by: User) -> Ballot:
    """Open → counted: from now on the result stands and can be read."""
    current = _locked(ballot)
    voters, voted = current.marks.count(), current.marks.filter(has_voted=True).count()
    refuse(policies.blockers_to_count(current, voted=voted, voters=voters))
    result = {"voters": voters, "voted": voted}
    return move(current, BallotStatus.COUNTED, by=by, verb=f"kiểm phiếu bình chọn ({voted}/{voters})", result=result)


@transaction.atomic
def enter_paper_ballot(
    round_: ScoringRound, *, held_on: date, counts: Mapping[int, int], ballots: int, by: User
) -> Ballot:
    """The counts of a vote on paper at a meeting of the bloc: units by number of votes, of so many papers."""
    members = members_of(round_)
    known = {unit.pk for unit in members}
    refuse(count_faults(counts, ballots=ballots, voters=len(members)))
    if not counts.keys() <= known:
        raise ActionBlocked("Có đơn vị không phải thành viên của khối trong năm.")
    ballot = _begin(round_, held_on=held_on, is_paper=True, by=by)
    for tally in ballot.tallies.all():
        given = counts.get(tally.organization_id, 0) if tally.organization_id else ballots - sum(counts.values())
        BallotTally.objects.filter(pk=tally.pk).update(count=given)
    result = {"voters": len(members), "voted": ballots}
    verb = f"nhập kết quả bình chọn tại hội nghị ({ballots}/{len(members)} phiếu)"
    return move(ballot, BallotStatus.COUNTED, by=by, verb=verb, result=result)


@transaction.atomic
def conclude_ballot(ballot: Ballot, *, chosen: Organization, minutes: str, reason: str = "", by: User) -> Ballot:
    """Counted → concluded: the unit is written into the composition of the year with the number of the minutes."""
    current = _locked(ballot)
    reason, minutes = reason.strip(), minutes.strip()
    refuse(policies.blockers_to_conclude(current, leading(counts_of(current)), chosen=chosen.pk, reason=reason))
    if not minutes:
        raise ActionBlocked("Phải ghi số biên bản bình chọn.")
    move(
        current,
        BallotStatus.CONCLUDED,
        by=by,
        verb="kết luận đơn vị dẫn đầu",
        comment=f"{chosen.name}. {reason}".strip(),
        chosen=chosen,
        minutes=minutes,
        reason=reason,
        concluded_at=timezone.now(),
        concluded_by=by,
    )
    _write_into_composition(current.round, chosen, minutes, by=by)
    units = [sheet.organization_id for sheet in sheets_of(current.round)]
    words = f"Khối suy tôn {chosen.name} là đơn vị dẫn đầu (biên bản {minutes})."
    notices.tell_of_round(current.round, units, kind=notices.RESULT, words=words, by=by)
    return current


def _begin(round_: ScoringRound, *, held_on: date, is_paper: bool, by: User) -> Ballot:
    sheets = locked_sheets(round_)  # the sheets first, as when the result is published
    locked = ScoringRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    refuse(policies.blockers_to_vote_at_all(locked, sheets))
    ballot = Ballot.objects.create(round=round_, held_on=held_on, is_paper=is_paper, opened_by=by)
    members = members_of(round_)
    if not is_paper:
        BallotMark.objects.bulk_create(
            BallotMark(ballot=ballot, organization=unit, position=place) for place, unit in enumerate(members)
        )
    choices: list[Organization | None] = [*members, None]
    BallotTally.objects.bulk_create(
        BallotTally(ballot=ballot, organization=unit, position=place) for place, unit in enumerate(choices)
    )
    return ballot


def _write_into_composition(round_: ScoringRound, chosen: Organization, minutes: str, *, by: User) -> None:
    """Where awards read who came first: the bloc's composition of the year, otherwise unchanged."""
    kept = composition_of(round_.bloc, round_.year)
    decided = Decided(kept.document, kept.decided_on, kept.front_runner, kept.vote_minutes)
    compose_bloc(
        round_.bloc,
        year=round_.year,
        seats=[Seat(seat.organization, seat.role) for seat in seats_of(round_.bloc, round_.year)],
        decided=replace(decided, front_runner=chosen, vote_minutes=minutes),
        revision=kept.revision,
        by=by,
    )


def _locked(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_for_update(of=("self",)).select_related("round__bloc__organizer").get(pk=ballot.pk)
