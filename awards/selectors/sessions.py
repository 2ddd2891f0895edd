"""Reads of the council: its members on a day, the agenda of a session, and what came of the votes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from awards.ballot import Count, Turnout, turnout
from awards.enums import Choice, DossierStatus, Presence, SessionStatus, SubjectKind
from awards.models import (
    AgendaItem,
    Attendance,
    Conflict,
    Council,
    CouncilMember,
    DossierLine,
    Session,
    Tally,
    VoteMark,
)
from core.vietnamese import fold
from organizations.models import User

#: A session that may still decide on its lines.
LIVE = (SessionStatus.PLANNED, SessionStatus.OPEN, SessionStatus.VOTING)


def councils_for(user: Any) -> QuerySet[Council]:
    return Council.objects.visible_to(user).select_related("organization")


def sessions_for(user: Any) -> QuerySet[Session]:
    return Session.objects.visible_to(user).select_related(
        "council__organization", "chair", "secretary", "closed_by", "created_by"
    )


def members_on(council: Council, day: date) -> QuerySet[CouncilMember]:
    """Those who hold a seat on that day, by seat."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return council.members.filter(in_force, valid_from__lte=day).select_related("user", "organization")


def attendances_of(session: Session) -> list[Attendance]:
    """All members of the session's day, by seat."""
    return list(session.attendances.select_related("member__user", "member__organization", "member__council"))


def seat_of(session: Session, user: User) -> Attendance | None:
    """How this person takes part in the session, if at all."""
    return session.attendances.select_related("member").filter(member__user=user).first()


def items_of(session: Session) -> list[AgendaItem]:
    """The agenda in its order, with everything a page or a paper says of it."""
    conflicts = Conflict.objects.select_related("member").order_by("member__position", "pk")
    return list(
        session.items.select_related(
            "line__honouree__organization", "line__title", "line__dossier__organization"
        ).prefetch_related(Prefetch("conflicts", conflicts))
    )


def candidates(session: Session) -> QuerySet[DossierLine]:
    """Lines that can be put to this session: of checked dossiers of its body, not before another session, and not yet
    decided by a vote.
    """
    before_another = AgendaItem.objects.filter(session__status__in=LIVE).values("line")
    return (
        DossierLine.objects.filter(
            dossier__receiver=session.council.organization_id,
            dossier__status__in=(DossierStatus.CHECKED, DossierStatus.TO_COUNCIL),
            is_withdrawn=False,
        )
        .exclude(pk__in=before_another)
        .exclude(pk__in=voted_lines(session.council))
        .select_related("dossier__organization", "honouree", "title")
        .order_by("dossier_id", "position", "pk")
    )


def voted_lines(council: Council) -> list[int]:
    """Lines that closed sessions of this body have decided, for or against."""
    closed = Session.objects.filter(council__organization=council.organization_id, status=SessionStatus.CLOSED)
    results = closed.values_list("result", flat=True)
    return [item["line"] for result in results for item in voted_items(result)]


def voted_items(result: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The items of a frozen result that were decided, for or against; not those whose vote was stopped."""
    return [item for item in (result or {"items": []})["items"] if item["passed"] is not None]


def line_results(lines: Iterable[DossierLine]) -> dict[int, bool]:
    """What the council said of each line that it voted on: True for, False against. Lines without a vote are not in it."""
    wanted = {line.pk for line in lines}
    closed = Session.objects.filter(items__line__in=wanted, status=SessionStatus.CLOSED).distinct()
    found: dict[int, bool] = {}
    for result in closed.order_by("closed_at").values_list("result", flat=True):
        found |= {item["line"]: item["passed"] for item in voted_items(result) if item["line"] in wanted}
    return found


def is_stale(item: AgendaItem) -> bool:
    """The dossier changed after the line was put to the vote."""
    return item.line.is_withdrawn or item.line.dossier.revision != item.line_revision


def stale_sentence(item: AgendaItem) -> str:
    """Why nobody votes on it."""
    if item.line.is_withdrawn:
        return f"“{name_of(item)}” đã được rút khỏi hồ sơ nên dừng bỏ phiếu nội dung này."
    return (
        f"Hồ sơ của “{name_of(item)}” đã thay đổi sau khi đưa vào chương trình nên dừng bỏ phiếu nội dung này; "
        "đưa lại ở phiên họp sau."
    )


def name_of(item: AgendaItem) -> str:
    return f"{item.line.honouree.name}: {item.line.title.name}"


def found_conflicts(item: AgendaItem, members: Iterable[CouncilMember]) -> dict[int, str]:
    """By member: why this item is about the member or the member's unit."""
    return {member.pk: reason for member in members if (reason := _conflict(item, member))}


def _conflict(item: AgendaItem, member: CouncilMember) -> str:
    line, own = item.line, member.organization_id
    subject = line.honouree
    same_office = own is not None and subject.organization_id == own
    same_name = subject.kind == SubjectKind.INDIVIDUAL and fold(subject.name) == fold(member.full_name)
    if same_office and same_name:
        return "Là người được đề nghị khen thưởng."
    if own is None and same_name:  # nobody votes on himself for want of an entry; the entry tells namesakes apart
        return "Trùng họ tên với người được đề nghị; ghi đơn vị của thành viên ở trang Hội đồng nếu là người khác."
    if same_office and subject.is_whole_organization:
        return "Đơn vị của thành viên được đề nghị khen thưởng."
    if same_office:
        return "Người, tập thể được đề nghị thuộc đơn vị của thành viên."
    if own is None or own == member.council.organization_id:
        return ""  # everybody's dossier passes through the council's own body
    if subject.organization.parent_id == own:
        return "Người, tập thể được đề nghị thuộc đơn vị trực thuộc của thành viên."
    return "Hồ sơ do đơn vị của thành viên đề nghị." if line.dossier.organization_id == own else ""


@dataclass(frozen=True)
class BallotRow:
    """One item as one member sees it; with a `reason` there is nothing to choose."""

    item: AgendaItem
    reason: str

    @property
    def is_votable(self) -> bool:
        return not self.reason


def ballot_rows(session: Session, member: CouncilMember) -> list[BallotRow]:
    """The ballot of a member: all items in order."""
    return [BallotRow(item, _why_not(item, member)) for item in items_of(session)]


def _why_not(item: AgendaItem, member: CouncilMember) -> str:
    own = next((conflict for conflict in item.conflicts.all() if conflict.member_id == member.pk), None)
    if own is not None:
        return f"Anh/chị không bỏ phiếu nội dung này. {own.reason}"
    return stale_sentence(item) if is_stale(item) else ""


def marks_of(session: Session) -> list[VoteMark]:
    """Who is to vote and who has voted, by seat."""
    return list(session.marks.select_related("member"))


def turnout_of(session: Session) -> Turnout:
    return turnout(session.marks.values_list("has_voted", flat=True))


def counts_of(session: Session) -> dict[int, Count]:
    """By item, the votes counted so far. Not for anybody's eyes before all have voted: see ADR 10."""
    rows = Tally.objects.filter(item__session=session).values_list("item", "choice", "count")
    found: dict[int, dict[str, int]] = {}
    for item, choice, count in rows:
        found.setdefault(item, {})[choice] = count
    return {item: Count(**{Choice(choice).value: n for choice, n in by.items()}) for item, by in found.items()}


def present_count(attendances: Iterable[Attendance]) -> int:
    return sum(one.presence == Presence.PRESENT for one in attendances)
