"""Revoking and correcting: each is a new decision about chosen lines of an older one, which itself never changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from awards import decision_words as words
from awards.enums import DecisionKind
from awards.models import Decision, DecisionLine
from awards.policies import decisions as policies
from awards.selectors import decisions as selectors
from awards.services.decisions import insert, locked, signing_of
from core.errors import ActionBlocked
from core.log import record
from organizations.models import User

#: Why an award is taken back (Chapter VII of the law).
GROUNDS = {
    "false": "Kê khai gian dối thành tích để được khen thưởng",
    "forged": "Làm giả hồ sơ, giấy tờ để được khen thưởng",
    "unlawful": "Thẩm định, xét, đề nghị khen thưởng trái quy định của pháp luật",
    "standard": "Sau khi được khen thưởng phát hiện không bảo đảm điều kiện, tiêu chuẩn",
}


@transaction.atomic
def revoke_lines(decision: Decision, lines: Iterable[DecisionLine], *, ground: str, reason: str, by: User) -> Decision:
    """A draft that revokes these lines of an issued decision on one of GROUNDS; it acts when it is issued."""
    return _amend(
        decision,
        {line.pk for line in lines},
        kind=DecisionKind.REVOKE,
        reason=". ".join(part.strip().rstrip(".") for part in (GROUNDS[ground], reason) if part.strip()),
        subject=f"Về việc hủy bỏ khen thưởng tại Quyết định số {decision.symbol}",
        by=by,
    )


@transaction.atomic
def correct_lines(decision: Decision, lines: Iterable[DecisionLine], *, reason: str, by: User) -> Decision:
    """A draft that corrects these lines; what is to be said instead is typed on its list."""
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do đính chính.")
    return _amend(
        decision,
        {line.pk for line in lines},
        kind=DecisionKind.CORRECT,
        reason=reason.strip(),
        subject=f"Về việc đính chính Quyết định số {decision.symbol}",
        by=by,
    )


def _amend(
    decision: Decision, wanted: set[int], *, kind: DecisionKind, reason: str, subject: str, by: User
) -> Decision:
    current, today = locked(decision), timezone.localdate()
    lines = selectors.lines_of(current)
    _refuse_if(policies.blockers_to_amend(current, lines, on=today))
    chosen = [line for line in lines if line.pk in wanted]
    _refuse_if(policies.blockers_to_amend_lines(chosen))
    draft = Decision(
        issuer=current.issuer,
        kind=kind,
        amends=current,
        year=current.year,
        subject_line=subject,
        legal_bases=f"{words.default_bases(None, is_submission=False, on=today)}\nCăn cứ {words.cited(current)}",
        recipients="Như Điều 3\nLưu: VT, TĐKT",
        reason=reason,
        created_by=by,
        saved_by=by,
        **signing_of(current.issuer),
    )
    insert(draft)
    DecisionLine.objects.bulk_create(
        [_amending(draft, line, position) for position, line in enumerate(chosen, start=1)], batch_size=500
    )
    record(draft, verb=f"lập dự thảo sửa {words.cited(current)}"[:120], by=by, comment=reason)
    return draft


def _amending(draft: Decision, line: DecisionLine, position: int) -> DecisionLine:
    """The line as it stands now; a revocation carries the money to be paid back."""
    standing = selectors.correction(line) or line
    money = (
        {"coefficient": line.coefficient, "base_salary": line.base_salary, "money": line.money}
        if draft.kind == DecisionKind.REVOKE
        else {}
    )
    return DecisionLine(
        decision=draft,
        position=position,
        line=line.line,
        honouree=line.honouree,
        title=line.title,
        name=standing.name,
        post=standing.post,
        achievement=standing.achievement,
        amends=line,
        **money,
    )


def _refuse_if(reasons: list[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)
