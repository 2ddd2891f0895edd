"""The secret ballot: opened once, each member once, the papers of absent members read by two people, closed once.

Who voted is known, how is not. A choice only raises a counter. No log entry, time, order of rows or file of ours leads
from a mark to a counter: ADR 10 says against whom, and what is left to whoever runs the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, PositiveIntegerField, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from awards.ballot import Count, outcome
from awards.enums import Choice, DossierStatus, Presence, SessionStatus
from awards.models import AgendaItem, Dossier, PaperVoteEntry, Session, Tally, VoteMark
from awards.policies import sessions as policies
from awards.selectors import sessions as selectors
from awards.services.sessions import locked, refresh_conflicts
from core.errors import ActionBlocked
from core.log import record
from core.transitions import move
from organizations.models import User

#: Where the papers themselves are compared, beside the items.
_PAPERS = 0


@dataclass(frozen=True)
class PaperEntry:
    """What became of one person's reading: waits for the second, was counted, or differs on these items."""

    counted: bool = False
    differing: tuple[int, ...] = ()


@transaction.atomic
def open_voting(session: Session, *, by: User) -> Session:
    """Open → voting. All marks and counters are made now, by seat and by item: nothing is added while people vote."""
    current = locked(session)
    _refuse_if(policies.blockers_to_open_voting(current, on=_today()))
    refresh_conflicts(current)  # seats may have been corrected since the meeting began
    items = selectors.items_of(current)
    Tally.objects.bulk_create(Tally(item=item, choice=choice) for item in items for choice in Choice.values)
    marks = []
    for seat in selectors.attendances_of(current):
        kept_out = sum(seat.member_id in {one.member_id for one in item.conflicts.all()} for item in items)
        if seat.presence != Presence.ABSENT and kept_out < len(items):
            is_paper = seat.presence == Presence.ABSENT_PAPER
            marks.append(VoteMark(session=current, member=seat.member, is_paper=is_paper))
    VoteMark.objects.bulk_create(marks)
    return move(
        current, SessionStatus.VOTING, by=by, verb=f"mở bỏ phiếu kín ({len(marks)} thành viên, {len(items)} nội dung)"
    )


@transaction.atomic
def cast_ballot(session: Session, chosen: Mapping[int, str], *, by: User) -> None:
    """Count the ballot of a member, once: `chosen` has a choice for each item the member may vote on, by its number.

    `ActionBlocked` with the reasons, and nothing is counted: not now, not this person, not a whole ballot, a second one.
    """
    current = locked(session)
    _refuse_if(policies.blockers_to_vote(current, by))
    seat = selectors.seat_of(current, by)
    assert seat is not None
    _refuse_if(policies.choice_faults(selectors.ballot_rows(current, seat.member), chosen))
    _turn_marks(current, {seat.member_id}, is_paper=False)
    _raise_counters(current, {(item, Choice(choice)): 1 for item, choice in chosen.items()})


@transaction.atomic
def enter_paper_votes(session: Session, *, members: set[int], counts: Mapping[int, Count], by: User) -> PaperEntry:
    """One person's reading of the papers: whose came back, and per item how many say what.

    The first reading is kept as a digest that tells nobody what was read. The second is counted when it is the same;
    otherwise both are thrown away, both people are told on which items they differ, and both read again.
    """
    current = locked(session)
    _refuse_if(policies.blockers_to_enter_papers(current, by))
    waited_for = set(current.marks.filter(is_paper=True).values_list("member", flat=True))
    if not members <= waited_for:
        raise ActionBlocked("Có phiếu của người không được ghi là vắng, gửi phiếu giấy.")
    items = [item for item in selectors.items_of(current) if not selectors.is_stale(item)]
    _refuse_if(policies.paper_faults(items, members, counts))
    digests = _digests(current, items, members, counts)
    first = current.paper_entries.exclude(entered_by=by).exclude(digests={}).first()
    if first is None:
        _keep(current, by, digests=digests, members=members)
        return PaperEntry()
    if differing := _differing(first.digests, digests):
        for reader in (first.entered_by, by):
            _keep(current, reader, differing=differing)
        return PaperEntry(differing=tuple(differing))
    _count_papers(current, items, members, counts)
    for reader in (first.entered_by, by):
        _keep(current, reader, members=members, is_counted=True)
    record(current, verb=f"cộng {len(members)} phiếu giấy, hai người nhập khớp nhau", by=by)
    return PaperEntry(counted=True)


@transaction.atomic
def close_session(session: Session, *, by: User, ended_at: time | None = None) -> Session:
    """Voting → closed, once and for all: the result is counted and frozen with the session.

    Of two who close at once, one gets words. Dossiers of which every line was voted down are not taken further.
    """
    current = locked(session)
    _refuse_if(policies.blockers_to_close(current, on=_today()))
    result = count_result(current)
    _refuse_if(policies.lone_ballot_faults(voted=result["voted"], expected=result["expected"]))
    move(
        current,
        SessionStatus.CLOSED,
        by=by,
        verb="kết thúc bỏ phiếu, chốt kết quả",
        result=result,
        closed_at=timezone.now(),
        closed_by=by,
        ended_at=ended_at or current.ended_at,
    )
    _reject_voted_down(current, by=by)
    return current


def count_result(session: Session) -> dict[str, Any]:
    """What the votes come to now, as it is frozen when the session is closed."""
    attendances, counts = selectors.attendances_of(session), selectors.counts_of(session)
    marks = selectors.marks_of(session)
    taking_part = sum(one.presence != Presence.ABSENT for one in attendances)
    voted = {mark.member_id for mark in marks if mark.has_voted}
    return {
        "members": len(attendances),
        "present": selectors.present_count(attendances),
        "expected": len(marks),
        "voted": len(voted),
        "papers": sum(mark.has_voted and mark.is_paper for mark in marks),
        "items": [
            _item_result(item, counts[item.pk], policies.base_of(item, len(attendances), taking_part), voted)
            for item in selectors.items_of(session)
        ],
    }


def _item_result(item: AgendaItem, count: Count, base: int, voted: set[int]) -> dict[str, Any]:
    found = outcome(count, base=base, threshold=item.threshold).to_json()
    void = selectors.stale_sentence(item) if selectors.is_stale(item) else ""
    kept_out = {conflict.member_id for conflict in item.conflicts.all()}
    return found | {
        "item": item.pk,
        "line": item.line_id,
        "threshold": str(item.threshold),
        "threshold_base": item.threshold_base,
        "voters": len(voted - kept_out),
        "passed": None if void else found["passed"],
        "void": void,
    }


def _turn_marks(session: Session, members: set[int], *, is_paper: bool) -> None:
    """These members have voted. One statement that writes every mark of the session, and none when these were turned
    already: the rows tell neither who came last nor in which order.
    """
    waiting = VoteMark.objects.filter(session=session, member__in=members, is_paper=is_paper, has_voted=False)
    turned = VoteMark.objects.filter(Exists(waiting), session=session).update(
        has_voted=Case(When(member__in=members, then=True), default=F("has_voted"))
    )
    if members and not turned:
        raise ActionBlocked("Anh/chị đã bỏ phiếu. Mỗi thành viên bỏ phiếu một lần.")


def _raise_counters(session: Session, votes: Mapping[tuple[int, Choice], int]) -> None:
    """One statement that writes every counter of the session, raised or not: which of them a ballot wrote says nothing."""
    raised = [When(item_id=item, choice=choice, then=number) for (item, choice), number in sorted(votes.items())]
    if raised:
        more = Case(*raised, default=0, output_field=PositiveIntegerField())
        Tally.objects.filter(item__session=session).update(count=F("count") + more)


def _count_papers(session: Session, items: list[AgendaItem], members: set[int], counts: Mapping[int, Count]) -> None:
    _turn_marks(session, members, is_paper=True)
    votes = {
        (item.pk, choice): getattr(counts[item.pk], choice.value)
        for item in items
        if item.pk in counts
        for choice in Choice
    }
    _raise_counters(session, votes)


def _reject_voted_down(session: Session, *, by: User) -> None:
    dossiers = Dossier.objects.filter(lines__agenda_items__session=session, status=DossierStatus.TO_COUNCIL)
    for dossier in dossiers.distinct().order_by("pk"):
        lines = list(dossier.lines.filter(is_withdrawn=False))
        results = selectors.line_results(lines)
        if lines and len(results) == len(lines) and not any(results.values()):
            verb = "không xét: Hội đồng không thông qua nội dung nào của hồ sơ"
            move(dossier, DossierStatus.REJECTED, by=by, verb=verb)


def _digests(
    session: Session, items: list[AgendaItem], members: set[int], counts: Mapping[int, Count]
) -> dict[str, str]:
    """What was read, so that two readings can be compared and none can be read: keyed with the key of the installation."""
    read = {item.pk: counts.get(item.pk, Count()) for item in items}
    words = {_PAPERS: ",".join(map(str, sorted(members)))}
    words |= {item: f"{count.agree}/{count.disagree}/{count.blank}" for item, count in read.items()}
    return {
        str(item): salted_hmac("awards.paper-votes", f"{session.pk}:{item}:{said}", algorithm="sha256").hexdigest()
        for item, said in words.items()
    }


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[int]:
    return sorted(int(item) for item in one.keys() | other.keys() if one.get(item) != other.get(item))


def _keep(
    session: Session,
    reader: User,
    *,
    digests: Mapping[str, str] = MappingProxyType({}),
    members: Iterable[int] = (),
    differing: Iterable[int] = (),
    is_counted: bool = False,
) -> None:
    whose = sorted(members)
    values = {"digests": dict(digests), "members": whose, "ballots": len(whose), "differing": list(differing)}
    PaperVoteEntry.objects.update_or_create(
        session=session, entered_by=reader, defaults={**values, "is_counted": is_counted}
    )


def _today() -> date:
    return timezone.localdate()


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)
