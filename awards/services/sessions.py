"""A session of the council until its vote: planned, its agenda, who takes part, who has a conflict, opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from awards.enums import DossierStatus, Presence, SessionStatus, ThresholdBase
from awards.models import (
    AgendaItem,
    AwardTitle,
    Conflict,
    Council,
    CouncilMember,
    Dossier,
    DossierLine,
    Session,
    Tally,
)
from awards.policies import sessions as policies
from awards.selectors import sessions as selectors
from core.errors import ActionBlocked
from core.log import record
from core.transitions import move
from core.vietnamese import format_number
from organizations.models import User

FACTS = ("name", "held_on", "starts_at", "place", "chair", "secretary")
MINUTES_FIELDS = ("proceedings", "ended_at", "number")


@transaction.atomic
def plan_session(council: Council, *, by: User, **facts: Any) -> Session:
    """A new session with the members of its day; `facts` are any of FACTS."""
    _refuse_if(policies.blockers_to_plan(council, held_on=facts["held_on"]))
    session = Session.objects.create(council=council, created_by=by, **_only(facts))
    _seat_members(session)
    record(session, verb=f"lập phiên họp ngày {session.held_on:%d/%m/%Y}", by=by)
    return session


@transaction.atomic
def edit_session(session: Session, *, by: User, **facts: Any) -> Session:
    """Change its facts; another day brings the members of that day."""
    current = locked(session)
    _refuse_if(policies.blockers_to_prepare(current, on=_today()))
    _refuse_if(policies.blockers_to_plan(current.council, held_on=facts.get("held_on", current.held_on)))
    changed = [name for name, value in _only(facts).items() if getattr(current, name) != value]
    for name in changed:
        setattr(current, name, facts[name])
    if changed:
        current.save(update_fields=changed)
        _seat_members(current)
        labels = [str(Session._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]  # plain fields
        record(current, verb=f"sửa thông tin phiên họp ({', '.join(labels)})", by=by)
    return current


@transaction.atomic
def put_lines(session: Session, lines: Iterable[DossierLine], *, by: User) -> list[AgendaItem]:
    """Put lines of checked dossiers on the agenda; their dossiers go to the council.

    What decides an item is copied from the catalogue. All or none: `ActionBlocked` names each line that cannot be put.
    """
    current, wanted = locked(session), _held(lines)
    reasons = [reason for line in wanted for reason in policies.blockers_to_put(current, line, on=_today())]
    _refuse_if(list(dict.fromkeys(reasons)))
    last = current.items.aggregate(last=Max("position"))["last"] or 0
    items = [
        AgendaItem.objects.create(
            session=current,
            line=line,
            position=last + number,
            line_revision=line.dossier.revision,
            **terms_of(line.title, current.council),
        )
        for number, line in enumerate(wanted, start=1)
    ]
    for dossier in Dossier.objects.filter(
        pk__in={line.dossier_id for line in wanted}, status=DossierStatus.CHECKED
    ).order_by("pk"):
        move(dossier, DossierStatus.TO_COUNCIL, by=by, verb=f"trình Hội đồng (phiên “{current}”)")
    refresh_conflicts(current)
    return items


@transaction.atomic
def take_off(item: AgendaItem, *, by: User) -> None:
    """Take an item off the agenda; a dossier with nothing left before the council goes back to checked."""
    session = locked(item.session)
    _refuse_if(policies.blockers_to_prepare(session, on=_today()))
    dossier = item.line.dossier
    item.conflicts.all().delete()
    item.delete()
    _renumber(list(session.items.order_by("position", "pk")))
    _give_back([dossier], by=by, verb=f"đưa ra khỏi chương trình phiên “{session}”")


@transaction.atomic
def shift(item: AgendaItem, step: int, *, by: User) -> None:
    """Move an item up (-1) or down (1); at the end of the agenda nothing happens."""
    session = locked(item.session)
    _refuse_if(policies.blockers_to_prepare(session, on=_today()))
    items = list(session.items.order_by("position", "pk"))
    at = items.index(item)
    items.insert(min(max(at + step, 0), len(items) - 1), items.pop(at))
    _renumber(items)


@transaction.atomic
def set_attendance(session: Session, found: Mapping[int, tuple[str, str]], *, by: User) -> None:
    """Who is there: by number of the attendance, how and why not. An absence without papers needs its reason."""
    current = locked(session)
    _refuse_if(policies.blockers_to_prepare(current, on=_today()))
    rows = {one.pk: one for one in selectors.attendances_of(current)}
    without = [
        str(rows[pk].member) for pk, (presence, reason) in found.items() if presence != Presence.PRESENT and not reason
    ]
    if without and current.status == SessionStatus.OPEN:
        raise ActionBlocked(f"Chưa ghi lý do vắng: {', '.join(without)}.")
    changed = [pk for pk, values in found.items() if (rows[pk].presence, rows[pk].reason) != values]
    for pk in changed:
        rows[pk].presence, rows[pk].reason = found[pk]
        rows[pk].save(update_fields=["presence", "reason"])
    if changed:
        record(current, verb="ghi thành viên dự họp", by=by, comment=_presence_words(rows.values()))


@transaction.atomic
def add_conflict(item: AgendaItem, member: CouncilMember, *, reason: str, by: User) -> Conflict:
    """A member does not vote on this item, for a reason that somebody told."""
    session = locked(item.session)
    _refuse_if(policies.blockers_to_prepare(session, on=_today()))
    if not session.attendances.filter(member=member).exists():
        raise ActionBlocked(f"{member} không phải là thành viên của phiên họp này.")
    if item.conflicts.filter(member=member).exists():
        raise ActionBlocked(f"{member} đã được ghi là không bỏ phiếu nội dung này.")
    conflict = Conflict.objects.create(item=item, member=member, reason=reason)
    record(session, verb=f"ghi {member} không bỏ phiếu nội dung “{selectors.name_of(item)}”", by=by, comment=reason)
    return conflict


@transaction.atomic
def drop_conflict(conflict: Conflict, *, by: User) -> None:
    """Take back what was noted by hand; what follows from the dossier itself stays."""
    item = selectors.items_of(locked(conflict.item.session))
    current = next(one for one in item if one.pk == conflict.item_id)
    _refuse_if(policies.blockers_to_prepare(current.session, on=_today()))
    if selectors.found_conflicts(current, [conflict.member]):
        raise ActionBlocked(
            f"{conflict.member} không bỏ phiếu theo hồ sơ: {conflict.reason} Không bỏ ghi chú này được."
        )
    record(
        current.session,
        verb=f"bỏ ghi chú {conflict.member} không bỏ phiếu nội dung “{selectors.name_of(current)}”",
        by=by,
        comment=conflict.reason,
    )
    conflict.delete()


@transaction.atomic
def open_session(session: Session, *, by: User) -> Session:
    """Planned → the meeting begins, with the members of the day."""
    current = locked(session)
    _refuse_if(policies.blockers_to_open(current, on=_today()))
    _seat_members(current)
    refresh_conflicts(current)
    return move(current, SessionStatus.OPEN, by=by, verb="khai mạc phiên họp")


@transaction.atomic
def cancel_session(session: Session, *, reason: str, by: User) -> Session:
    """Called off before the vote is closed; its dossiers go back to checked, what was counted so far is thrown away."""
    current = locked(session)
    _refuse_if(policies.blockers_to_cancel(current, on=_today()))
    Tally.objects.filter(item__session=current).update(count=0)
    current.marks.update(has_voted=False)
    current.paper_entries.all().delete()
    dossiers = list(Dossier.objects.filter(lines__agenda_items__session=current).distinct())
    move(current, SessionStatus.CANCELLED, by=by, verb="hủy phiên họp", comment=reason)
    _give_back(dossiers, by=by, verb=f"đưa về do hủy phiên “{current}”")
    return current


@transaction.atomic
def write_proceedings(session: Session, *, base_revision: int, by: User, **typed: Any) -> Session:
    """What was said, when it ended and the number of the minutes (any of MINUTES_FIELDS); refused when somebody else
    saved since `base_revision`, or when the council has used the number this year.
    """
    current = locked(session)
    _refuse_if(policies.blockers_to_write_minutes(current, on=_today()))
    if typed.get("number"):
        Council.objects.select_for_update().values_list("pk").get(pk=current.council_id)  # two sessions, one number
        _refuse_if(policies.minutes_number_faults(current, typed["number"]))
    written = Session.objects.filter(pk=current.pk, revision=base_revision).update(
        **_only(typed, MINUTES_FIELDS), revision=F("revision") + 1
    )
    if not written:
        raise ActionBlocked("Người khác vừa lưu diễn biến. Chép phần anh/chị gõ ra ngoài, tải lại trang rồi ghép vào.")
    record(current, verb="ghi diễn biến phiên họp", by=by)
    return locked(current)


def terms_of(title: AwardTitle, council: Council) -> dict[str, Any]:
    """What decides a vote on this title: by the catalogue, or by the council's own rules where the law is silent."""
    if title.vote_threshold is None:
        share = format_number(council.threshold.normalize())
        return {
            "threshold": council.threshold,
            "threshold_base": ThresholdBase.ALL_MEMBERS,
            "is_secret": title.is_secret,
            "legal_note": f"Tỷ lệ {share}% tổng số thành viên theo quy chế của Hội đồng; pháp luật không ấn định tỷ lệ cho danh hiệu, hình thức này.",
        }
    source = title.citation("vote_threshold")
    note = "" if source.get("verified") else f"{source.get('article', '')}: {source.get('note', '')}".strip(": ")
    return {
        "threshold": title.vote_threshold,
        "threshold_base": title.threshold_base,
        "is_secret": title.is_secret,
        "legal_note": note,
    }


def refresh_conflicts(session: Session) -> None:
    """Note what follows from the dossiers; what was noted stays."""
    members = [one.member for one in selectors.attendances_of(session)]
    for item in selectors.items_of(session):
        noted = {conflict.member_id for conflict in item.conflicts.all()}
        for member, reason in selectors.found_conflicts(item, members).items():
            if member not in noted:
                Conflict.objects.create(item=item, member_id=member, reason=reason)


def locked(session: Session) -> Session:
    """The session as it is now, held until the transaction ends, so that one act on it follows the other."""
    Session.objects.select_for_update().values_list("pk").get(pk=session.pk)
    return Session.objects.select_related("council__organization", "chair", "secretary", "closed_by").get(pk=session.pk)


def _held(lines: Iterable[DossierLine]) -> list[DossierLine]:
    """The lines as they are now, their dossiers held: two sessions do not put the same line at once."""
    wanted = {line.pk: line.dossier_id for line in lines}
    list(Dossier.objects.select_for_update().filter(pk__in=wanted.values()).order_by("pk").values_list("pk"))
    rows = DossierLine.objects.select_related("dossier__organization", "honouree", "title")
    found = rows.in_bulk(list(wanted))
    return [found[pk] for pk in wanted if pk in found]


def _seat_members(session: Session) -> None:
    """The members of the day attend; who no longer holds a seat does not."""
    members = list(selectors.members_on(session.council, session.held_on))
    gone = session.attendances.exclude(member__in=members)
    Conflict.objects.filter(item__session=session, member__in=gone.values("member")).delete()
    gone.delete()
    known = set(session.attendances.values_list("member", flat=True))
    for member in members:
        if member.pk not in known:
            session.attendances.create(member=member)


def _give_back(dossiers: Iterable[Dossier], *, by: User, verb: str) -> None:
    for dossier in dossiers:
        dossier.refresh_from_db()
        elsewhere = AgendaItem.objects.filter(line__dossier=dossier).exclude(session__status=SessionStatus.CANCELLED)
        if dossier.status == DossierStatus.TO_COUNCIL and not elsewhere.exists():
            move(dossier, DossierStatus.CHECKED, by=by, verb=verb)


def _renumber(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        if item.position != position:
            AgendaItem.objects.filter(pk=item.pk).update(position=position)


def _presence_words(rows: Iterable[Any]) -> str:
    labels = [one.get_presence_display().lower() for one in rows]
    return ", ".join(f"{labels.count(str(label).lower())} {str(label).lower()}" for label in Presence.labels)


def _only(facts: dict[str, Any], names: tuple[str, ...] = FACTS) -> dict[str, Any]:
    if unknown := facts.keys() - set(names):
        raise ValueError(f"not facts of a session: {sorted(unknown)}")
    return facts


def _today() -> date:
    return timezone.localdate()


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)
