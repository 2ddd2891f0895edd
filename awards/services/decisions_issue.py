"""Issuing a decision: its number, and what it does to awards, dossiers and earlier decisions. All or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from awards import decision_words as words
from awards.enums import DecisionKind, DecisionStatus, DossierStatus, Nature
from awards.models import AwardRecord, Decision, DecisionLine, Dossier
from awards.notices import DECIDED
from awards.policies import decisions as policies
from awards.selectors import decisions as selectors
from awards.selectors.decision_money import money_sheet
from awards.selectors.sessions import line_results
from awards.services.decisions import locked, search_text
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.transitions import move
from core.vietnamese import document_number, format_number, searchable
from documents.numbering import register_number
from notices.services import tell, who_sees
from organizations.models import User
from targets.selectors.assignments import officers_of

_BATCH = 500


@transaction.atomic
def issue_decision(decision: Decision, *, number: int, issued_on: date, by: User) -> Decision:
    """Draft → issued under this number on this day; from here on neither its words nor its list change.

    A grant writes the awards into the history and computes the money; a revocation marks awards as revoked; a
    correction mends how the history says them. Dossiers whose lines are all decided are closed.
    """
    current = locked(decision)
    if current.amends:
        locked(current.amends)  # two papers about the same lines wait for each other
    lines = selectors.lines_of(current)
    today = timezone.localdate()
    reasons = policies.blockers_to_issue_as(current, lines, number=number, issued_on=issued_on, on=today)
    if reasons:
        raise ActionBlocked(*reasons)
    register_number(
        current,
        organization=current.issuer,
        document_type=current.document_type,
        number=number,
        issued_on=issued_on,
        by=by,
    )
    symbol = f"{document_number(number)}/{current.document_type}-{current.issuer.document_symbol}"
    move(
        current,
        DecisionStatus.ISSUED,
        by=by,
        verb=f"ban hành số {symbol} ngày {issued_on:%d/%m/%Y}",
        number=number,
        issued_on=issued_on,
        search_text=f"{search_text(current)} {searchable(symbol)}",
    )
    if not current.is_submission:
        {DecisionKind.GRANT: _grant, DecisionKind.REVOKE: _revoke, DecisionKind.CORRECT: _correct}[
            DecisionKind(current.kind)
        ](current, lines, by)
    if current.kind == DecisionKind.GRANT:
        _close_dossiers(current, lines, by=by)
    tell(
        [who_sees(current, person) for person in {current.created_by, current.saved_by}],
        kind=DECIDED,
        subject=f"{current.document_type.label} {symbol} đã ban hành",
        words=f"{by} đã ghi số {symbol} ngày {issued_on:%d/%m/%Y}: {current.one_line_subject}.",
        url=current.get_absolute_url(),
        by=by,
    )
    return current


def _grant(decision: Decision, lines: list[DecisionLine], by: User) -> None:
    """The awards enter the history, post and office as on that day; the money is computed for good."""
    assert decision.issued_on is not None  # just set
    records = AwardRecord.objects.bulk_create([_record_of(decision, line) for line in lines], batch_size=_BATCH)
    # The salary of the day it bears: as if it were still a draft on that day.
    draft = Decision(kind=decision.kind, is_submission=decision.is_submission, status=DecisionStatus.DRAFT)
    sheet = money_sheet(draft, lines, on=decision.issued_on)
    for row, given in zip(sheet.rows, records, strict=True):
        row.line.base_salary, row.line.money, row.line.record = row.salary, row.money, given
    DecisionLine.objects.bulk_update(lines, ["base_salary", "money", "record"], batch_size=_BATCH)
    if sheet.salary:
        note = "" if sheet.salary.verified else f" {sheet.salary.note}"
        record(
            decision,
            verb="tính tiền thưởng",
            by=by,
            comment=f"Mức lương cơ sở {format_number(sheet.salary.amount)} đồng theo {sheet.salary.decree}.{note}",
            data={"total": str(sheet.total), "lines": len(lines)},
        )


def _record_of(decision: Decision, line: DecisionLine) -> AwardRecord:
    post, office = _then(line)
    return AwardRecord(
        honouree=line.honouree,
        title_code=line.title.code,
        title_name=line.title.name,
        legal_version=line.title.legal_version,
        year=decision.year,
        nature=line.line.dossier.nature if line.line else Nature.MERIT,
        achievement=line.achievement,
        decision_number=decision.symbol,
        decided_on=decision.issued_on,
        decided_by=words.author(decision.issuer)[:200],
        post_then=post[:160],
        office_then=office[:200],
    )


def _then(line: DecisionLine) -> tuple[str, str]:
    """Post and office apart where the paper says them as they were proposed, else the words of the paper."""
    proposal = line.line
    if proposal and line.post == words.default_post(proposal)[:300]:
        return proposal.post, proposal.office
    return line.post, proposal.office if proposal else ""


def _revoke(decision: Decision, lines: list[DecisionLine], by: User) -> None:
    """The awards are marked, never deleted; one that somebody revoked in between stops all."""
    about = words.cited(decision)[:120]
    wanted = [line.amends.record_id for line in lines if line.amends and line.amends.record_id]
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        marked = AwardRecord.objects.filter(pk__in=part, is_revoked=False).update(is_revoked=True, revoked_by=about)
        if marked != len(part):
            raise Conflict("Có khen thưởng trong danh sách vừa bị hủy bỏ bằng quyết định khác. Tải lại trang để xem.")
    _note(decision, lines, f"hủy bỏ {len(lines)} dòng theo {about}", by)


def _correct(decision: Decision, lines: list[DecisionLine], by: User) -> None:
    """The history says it as corrected; how it was said before stays on the older line."""
    records = []
    for line in lines:
        given = line.amends.record if line.amends else None
        if given:
            given.achievement, (given.post_then, given.office_then) = line.achievement, _corrected_then(line, given)
            records.append(given)
    AwardRecord.objects.bulk_update(records, ["achievement", "post_then", "office_then"], batch_size=_BATCH)
    _note(decision, lines, f"đính chính {len(lines)} dòng theo {words.cited(decision)}", by)


def _corrected_then(line: DecisionLine, given: AwardRecord) -> tuple[str, str]:
    """Post and office of the history change only where the correction changed them."""
    if line.amends and line.post != line.amends.post:
        return line.post[:160], ""
    return given.post_then, given.office_then


def _note(decision: Decision, lines: list[DecisionLine], verb: str, by: User) -> None:
    """The older decision's own log tells what happened to it."""
    assert decision.amends is not None  # a constraint of the table
    record(
        decision.amends, verb=verb[:120], by=by, comment=decision.reason, data={"lines": [x.amends_id for x in lines]}
    )


def _close_dossiers(decision: Decision, lines: Iterable[DecisionLine], *, by: User) -> None:
    """Dossiers of which every line is on an issued paper or was voted down."""
    touched = {line.line.dossier_id for line in lines if line.line}
    waiting = (DossierStatus.CHECKED, DossierStatus.TO_COUNCIL)
    dossiers = Dossier.objects.filter(pk__in=touched, status__in=waiting).prefetch_related("lines").order_by("pk")
    proposals = [line for dossier in dossiers for line in dossier.lines.all() if not line.is_withdrawn]
    decided = set(
        DecisionLine.objects.filter(line__in=proposals, decision__status=DecisionStatus.ISSUED).values_list(
            "line", flat=True
        )
    )
    settled = decided | {pk for pk, passed in line_results(proposals).items() if not passed}
    closed = [one for one in dossiers if all(line.is_withdrawn or line.pk in settled for line in one.lines.all())]
    officers = officers_of({dossier.organization_id for dossier in closed}) if closed else {}
    for dossier in closed:
        move(dossier, DossierStatus.DECIDED, by=by, verb=f"có {words.cited(decision)}"[:120])
        tell(
            officers[dossier.organization_id],
            kind=DECIDED,
            subject=f"Hồ sơ khen thưởng đã có quyết định: {dossier.name}",
            words=f"Hồ sơ {dossier.name} đã có {words.cited(decision)}.",
            url=dossier.get_absolute_url(),
            by=by,
        )
