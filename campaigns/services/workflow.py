"""The way of a directive from draft to numbered paper, and its end. Every step is checked, moved, logged, told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from campaigns import policies
from campaigns.enums import Status
from campaigns.models import Directive
from campaigns.notices import DECIDED, RETURNED, WAITING
from campaigns.selectors import people_as
from campaigns.services.drafting import keep_version, lock, search_text
from core.errors import ActionBlocked, Conflict
from core.transitions import move
from core.vietnamese import document_number, searchable
from documents.enums import DocumentType
from documents.numbering import register_number
from notices.services import tell, who_sees
from organizations.enums import Role
from organizations.models import User


@transaction.atomic
def submit_directive(directive: Directive, *, by: User) -> Directive:
    """Draft or returned → in review; what is sent is kept as a version and the leaders are told.

    What counts is the content in the database, which nobody can save over before this is done.
    """
    lock(directive)
    directive.refresh_from_db()
    _refuse_if(policies.blockers_to_submit(directive, on=_today()))
    move(directive, Status.IN_REVIEW, by=by, verb="trình duyệt", submitted_at=timezone.now(), submitted_by=by)
    keep_version(directive, by=by, occasion="Trình duyệt")
    leaders = people_as(directive.issuer, Role.LEADER)
    _tell(leaders, directive, WAITING, "chờ duyệt", f"{by} trình chỉ thị để anh/chị duyệt.", by=by)
    return directive


@transaction.atomic
def return_directive(directive: Directive, *, by: User, reason: str) -> Directive:
    """In review or approved → returned, with the reason; an approval given before is taken back."""
    _refuse_if(policies.blockers_to_return(directive, on=_today()))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do trả lại để người soạn biết cần sửa gì.")
    move(
        directive,
        Status.RETURNED,
        by=by,
        verb="trả lại",
        comment=reason,
        approved_at=None,
        approved_by=None,
        approved_on=None,
    )
    _tell(_drafters(directive), directive, RETURNED, "bị trả lại", f"{by} trả lại chỉ thị: {reason}", by=by)
    return directive


@transaction.atomic
def approve_directive(
    directive: Directive, *, by: User, approved_on: date | None = None, edition: int | None = None
) -> Directive:
    """In review → approved, as of the day on the file (today unless given); the clerks are told.

    `edition` is the one the leader read: `Conflict` when the paper was returned, changed and sent again since.
    """
    day = approved_on or _today()
    if edition is not None and edition != Directive.objects.get(pk=directive.pk).edition:
        raise Conflict("Nội dung đã được sửa và trình lại sau khi anh/chị mở trang. Hãy đọc lại rồi duyệt.")
    _refuse_if(policies.blockers_to_approve_as(directive, by, on=_today()))
    _refuse_if(policies.approval_day_faults(directive, day, on=_today()))
    move(
        directive,
        Status.APPROVED,
        by=by,
        verb=f"duyệt ngày {day:%d/%m/%Y}",
        approved_on=day,
        approved_at=timezone.now(),
        approved_by=by,
    )
    clerks = people_as(directive.issuer, Role.CLERK)
    _tell(clerks, directive, WAITING, "chờ số", f"{by} đã duyệt; đề nghị văn thư cấp số.", by=by)
    return directive


@transaction.atomic
def issue_directive(directive: Directive, *, by: User, number: int, issued_on: date) -> Directive:
    """Approved → issued under this number on this day; from here on the content never changes."""
    _refuse_if(policies.blockers_to_issue_as(directive, number=number, issued_on=issued_on, on=_today()))
    register_number(
        directive,
        organization=directive.issuer,
        document_type=DocumentType.DIRECTIVE,
        number=number,
        issued_on=issued_on,
        by=by,
    )
    symbol = f"{document_number(number)}/{DocumentType.DIRECTIVE}-{directive.issuer.document_symbol}"
    move(
        directive,
        Status.ISSUED,
        by=by,
        verb=f"ban hành số {symbol} ngày {issued_on:%d/%m/%Y}",
        number=number,
        issued_on=issued_on,
        search_text=f"{search_text(directive)} {searchable(symbol)}",
    )
    _tell(_drafters(directive), directive, DECIDED, "đã ban hành", f"Chỉ thị đã ban hành số {symbol}.", by=by)
    return directive


@transaction.atomic
def close_directive(directive: Directive, *, by: User, on: date, comment: str = "") -> Directive:
    """Issued → closed: the campaign it launched is over."""
    _refuse_if(policies.blockers_to_close(directive, on=_today()))
    _refuse_if(policies.after_issue_faults(directive, on, on=_today()))
    return move(directive, Status.CLOSED, by=by, verb=f"kết thúc từ ngày {on:%d/%m/%Y}", comment=comment, closed_on=on)


@transaction.atomic
def revoke_directive(directive: Directive, *, by: User, document: str, on: date, reason: str = "") -> Directive:
    """Issued or closed → revoked by another document, which is named; nothing is deleted."""
    _refuse_if(policies.blockers_to_revoke(directive, on=_today()))
    _refuse_if(policies.after_issue_faults(directive, on, on=_today()))
    if not document.strip():
        raise ActionBlocked("Phải ghi văn bản bãi bỏ (số, ký hiệu, ngày, cơ quan ban hành).")
    return move(
        directive,
        Status.REVOKED,
        by=by,
        verb=f"bãi bỏ từ ngày {on:%d/%m/%Y}",
        comment=". ".join(filter(None, [f"Bằng {document.strip()}", reason.strip()])),
        revoked_on=on,
        revoking_document=document.strip(),
    )


def _today() -> date:
    return timezone.localdate()


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)


def _drafters(directive: Directive) -> list[User | None]:
    """Those who work on the text: the issuer's staff, and who sent it while that person still may see it."""
    return [*people_as(directive.issuer, Role.STAFF), who_sees(directive, directive.submitted_by)]


def _tell(people: Iterable[User | None], directive: Directive, kind: str, state: str, words: str, *, by: User) -> None:
    """To those who act next; it is sent when the change is committed."""
    tell(
        people,
        kind=kind,
        subject=f"Chỉ thị {state}: {directive.one_line_subject}",
        words=f"{words}\n\n{directive.one_line_subject}",
        url=directive.get_absolute_url(),
        by=by,
    )
