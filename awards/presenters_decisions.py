"""What can be done next with a decision, by whom, and why a button is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from awards.decision_words import cited
from awards.enums import DecisionKind, DecisionStatus
from awards.legal_bases import LegalBasis, bases_on
from awards.models import Decision, DecisionLine
from awards.policies import decisions as policies
from awards.selectors import decisions as selectors
from core.actions import Action, NextStep, Tab
from organizations.models import User


@dataclass(frozen=True)
class LineRow:
    """A line with what became of it: word, tone and the paper that did it."""

    line: DecisionLine
    standing: str
    tone: str
    by: Decision | None
    changes: Sequence[tuple[str, str, str]] = ()


def decision_tabs(decision: Decision, active: str) -> list[Tab]:
    """The faces of a decision; a request has no money."""
    faces = [("decision", decision.document_type.label), ("decision_lines", "Danh sách")]
    if not decision.is_submission and decision.kind != DecisionKind.CORRECT:
        faces.append(("decision_money", "Tiền thưởng"))
    return [Tab(label, reverse(f"awards:{name}", args=[decision.pk]), name == active) for name, label in faces]


def decision_trail(decision: Decision, *more: str) -> list[tuple[str, str]]:
    """The breadcrumb of a page of this decision."""
    way = [("Quyết định khen thưởng", reverse("awards:decisions"))]
    name = decision.symbol if decision.number else f"Dự thảo {decision.document_type.label.lower()}"
    return [*way, (name, decision.get_absolute_url() if more else ""), *((one, "") for one in more)]


def next_step(decision: Decision, lines: Sequence[DecisionLine], user: User, *, on: date) -> NextStep:
    """Where the decision stands, who must act, and this person's buttons."""
    return NextStep(
        where=_where(decision, lines),
        who="Việc của cán bộ thi đua soạn, rồi văn thư ghi số" if decision.status == DecisionStatus.DRAFT else "",
        actions=list(_actions(decision, lines, user, on)),
    )


def line_rows(lines: Sequence[DecisionLine], targets: dict[int, DecisionLine]) -> list[LineRow]:
    """Each line of a page with what became of it; `targets` are the lines that it amends, by number."""
    rows = []
    for line in lines:
        by, mended = selectors.revoking(line), selectors.correction(line)
        target = targets.get(line.amends_id or 0)
        found = policies.changes(line, target) if target and line.decision.kind == DecisionKind.CORRECT else ()
        word, tone = ("Đã hủy bỏ", "danger") if by else ("Đã đính chính", "warning") if mended else ("", "")
        rows.append(LineRow(line, word, tone, by or (mended.decision if mended else None), found))
    return rows


def suggested_bases(decision: Decision, *, on: date) -> list[tuple[LegalBasis, bool]]:
    """The documents in force, and whether each is on the draft already."""
    day = decision.issued_on or on
    return [
        (basis, basis.text.split(" ngày ")[0].split(" số …")[0] in decision.legal_bases)
        for basis in bases_on(day, is_submission=decision.is_submission)
    ]


def _where(decision: Decision, lines: Sequence[DecisionLine]) -> str:
    if decision.status == DecisionStatus.DRAFT:
        about = f" Sửa {cited(decision.amends)}." if decision.amends else ""
        return f"Dự thảo, {len(lines)} dòng trong danh sách.{about}"
    assert decision.issued_on is not None  # a constraint of the table
    revoked = sum(selectors.revoking(line) is not None for line in lines)
    mended = sum(selectors.correction(line) is not None for line in lines)
    parts = [f"{revoked} dòng đã bị hủy bỏ" if revoked else "", f"{mended} dòng đã đính chính" if mended else ""]
    later = "; ".join(part for part in parts if part)
    return f"Đã ban hành ngày {decision.issued_on:%d/%m/%Y}.{f' {later}.' if later else ''}"


def _actions(decision: Decision, lines: Sequence[DecisionLine], user: User, on: date) -> Any:
    writes = user.has_perm("awards.write_decision", decision)
    if decision.status == DecisionStatus.DRAFT:
        if user.has_perm("awards.issue_decision", decision):
            reasons = policies.blockers_to_issue(decision, lines, on=on)
            yield _to("Ghi số và ban hành", "decision_issue", decision, reasons, tone="primary", icon="send")
        elif writes:
            reasons = [*policies.blockers_to_issue(decision, lines, on=on), "Văn thư ghi số và ngày ban hành."]
            yield _to("Ghi số và ban hành", "decision_issue", decision, reasons, icon="send")
        if writes:
            yield _to("Soạn lời văn", "decision_edit", decision, [], icon="pencil-square")
            words = "Bỏ dự thảo này? Các dòng trở lại danh sách chờ quyết định."
            yield _to("Bỏ dự thảo", "decision_discard", decision, [], tone="danger", method="post", confirm=words)
    elif writes and decision.kind == DecisionKind.GRANT and not decision.is_submission:
        reasons = policies.blockers_to_amend(decision, lines, on=on)
        yield _to("Đính chính", "decision_correct", decision, reasons, icon="pencil-square")
        yield _to("Hủy bỏ", "decision_revoke", decision, reasons, tone="danger", icon="x-circle")


def _to(label: str, name: str, decision: Decision, reasons: list[str], **more: Any) -> Action:
    return Action(label, reverse(f"awards:{name}", args=[decision.pk]), reasons=reasons, **more)
