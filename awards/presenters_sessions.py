"""What can be done next with a session of the council, by whom, and why a button is closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from awards.enums import SessionStatus
from awards.models import Session
from awards.policies import sessions as policies
from awards.selectors import sessions as selectors
from core.actions import Action, NextStep, Tab
from organizations.models import User

FACES = (
    ("awards:session", "Chương trình"),
    ("awards:session_attendance", "Thành viên dự họp"),
    ("awards:session_voting", "Bỏ phiếu"),
    ("awards:session_result", "Kết quả"),
    ("awards:session_minutes", "Biên bản họp"),
    ("awards:session_tally", "Biên bản kiểm phiếu"),
)


def session_tabs(session: Session, active: str) -> list[Tab]:
    return [Tab(label, reverse(name, args=[session.pk]), name == active) for name, label in FACES]


def session_trail(session: Session, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this session."""
    here = [("Phiên họp Hội đồng", reverse("awards:sessions"))]
    own = f"Phiên ngày {session.held_on:%d/%m/%Y}"
    return [*here, (own, session.get_absolute_url()), *((label, "") for label in more)] if more else [*here, (own, "")]


def next_step(session: Session, user: User, *, on: date) -> NextStep:
    """Where the session stands, who must act, and this person's buttons."""
    runs = user.has_perm("awards.run_session", session)
    return NextStep(
        where=_where(session),
        who=_who(session),
        actions=[*_own_ballot(session, user), *(_steps(session, on) if runs else []), *_decision(session, user)],
    )


def _where(session: Session) -> str:
    match session.status:
        case SessionStatus.PLANNED:
            return "Đang chuẩn bị chương trình. Đến ngày họp thì khai mạc."
        case SessionStatus.OPEN:
            return f"Đang họp. {policies.quorum_sentence(session, selectors.attendances_of(session))}"
        case SessionStatus.VOTING:
            return "Đang bỏ phiếu kín. Kết quả hiện ra khi chốt."
        case SessionStatus.CANCELLED:
            return "Phiên họp đã hủy. Hồ sơ trở lại tình trạng đã thẩm định."
    return _closed(session)


def _closed(session: Session) -> str:
    passed = [item["passed"] for item in (session.result or {})["items"]]
    stopped = f", {passed.count(None)} dừng bỏ phiếu" if None in passed else ""
    assert session.closed_at is not None
    return (
        f"Đã kết thúc: {passed.count(True)} nội dung đạt, {passed.count(False)} không đạt{stopped}. "
        f"Chốt lúc {timezone.localtime(session.closed_at):%H:%M ngày %d/%m/%Y}."
    )


def _who(session: Session) -> str:
    if session.status in (SessionStatus.CLOSED, SessionStatus.CANCELLED):
        return ""
    if session.status == SessionStatus.VOTING:
        return f"Việc của thành viên dự họp, rồi của thư ký: {session.secretary}"
    return f"Việc của thư ký: {session.secretary or 'chưa ghi'}"


def _own_ballot(session: Session, user: User) -> list[Action]:
    """The ballot of a member, where there is one."""
    if session.status != SessionStatus.VOTING or not user.has_perm("awards.vote", session):
        return []
    reasons = policies.blockers_to_vote(session, user)
    return [_to("Mở phiếu bầu", "ballot", session, reasons, tone="primary", icon="check-circle")]


def _decision(session: Session, user: User) -> list[Action]:
    """What passed waits for a decision of the council's body."""
    body = session.council.organization
    if session.status != SessionStatus.CLOSED or not user.has_perm("awards.write_decision", body):
        return []
    if not any(item["passed"] for item in (session.result or {})["items"]):
        return []
    url = f"{reverse('awards:decision_create')}?phien={session.pk}"
    return [Action("Lập quyết định", url, tone="primary", icon="file-earmark-text")]


def _steps(session: Session, on: date) -> list[Action]:
    match session.status:
        case SessionStatus.PLANNED:
            reasons = policies.blockers_to_open(session, on=on)
            words = "Khai mạc phiên họp? Sau đó ghi người dự họp rồi mở bỏ phiếu."
            opening = _to("Khai mạc", "session_open", session, reasons, method="post", confirm=words, tone="primary")
            return [opening, _edit(session), _cancel(session)]
        case SessionStatus.OPEN:
            reasons = policies.blockers_to_open_voting(session, on=on)
            words = "Mở bỏ phiếu kín? Từ lúc này không sửa chương trình, thành viên dự họp được nữa."
            voting = _to(
                "Mở bỏ phiếu", "session_voting_open", session, reasons, method="post", confirm=words, tone="primary"
            )
            return [voting, _edit(session), _cancel(session)]
        case SessionStatus.VOTING:
            reasons = policies.blockers_to_close(session, on=on)
            return [_to("Kết thúc bỏ phiếu", "session_close", session, reasons, icon="lock"), _cancel(session)]
    return []


def _edit(session: Session) -> Action:
    return _to("Sửa thông tin", "session_edit", session, [], icon="pencil-square")


def _cancel(session: Session) -> Action:
    return _to("Hủy phiên họp", "session_cancel", session, [], tone="danger")


def _to(label: str, name: str, session: Session, reasons: list[str], **more: Any) -> Action:
    return Action(label, reverse(f"awards:{name}", args=[session.pk]), reasons=reasons, **more)
