"""What can be done next with a dossier, by whom, and why a button is closed; findings and counters as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse

from awards.enums import ANSWER_TONES, Answer, DossierStatus, Mode
from awards.models import Dossier, OpinionRequest
from awards.policies import dossiers as policies
from awards.quotas import Gauge, TitleCount, by_subject, by_title, ceiling, direct_share
from awards.selectors.dossier_review import Explained, Plain, Review
from awards.selectors.dossiers import ceilings_for, holders_outside, proposals_of
from campaigns.selectors import people_as
from core.actions import Action, NextStep
from organizations.enums import Role
from organizations.models import User
from targets.enums import Verdict
from targets.selectors.assignments import officers_of

WRITE, CHECK = "awards.write_dossier", "awards.check_dossier"

_WHERE: dict[str, str] = {
    DossierStatus.DRAFT: "Đang lập. Đủ danh sách và giấy tờ thì nộp.",
    DossierStatus.SUBMITTED: "Đã nộp, đang chờ thẩm định.",
    DossierStatus.SUPPLEMENT: "Cần bổ sung. Sửa theo yêu cầu rồi nộp lại.",
    DossierStatus.CHECKED: "Đã thẩm định, chờ đưa ra Hội đồng.",
    DossierStatus.TO_COUNCIL: "Đã đưa vào chương trình của Hội đồng.",
    DossierStatus.DECIDED: "Đã có quyết định.",
    DossierStatus.REJECTED: "Không được xét, chỉ còn để tra cứu.",
    DossierStatus.WITHDRAWN: "Đơn vị đã rút, chỉ còn để tra cứu.",
}


@dataclass(frozen=True)
class Step:
    """One act of the bar: its button, and the permission without which it is left out."""

    verb: str
    label: str
    permission: str
    icon: str
    tone: Literal["primary", "secondary", "danger"] = "secondary"


_SUBMIT = Step("submit", "Nộp hồ sơ", WRITE, "send", "primary")
_EDIT = Step("lines", "Sửa danh sách", WRITE, "pencil-square")
_WITHDRAW = Step("withdraw", "Rút hồ sơ", WRITE, "arrow-counterclockwise")
_ASSIGN = Step("assign", "Phân công", CHECK, "person-plus")
_CHECK = Step("check", "Thẩm định xong", CHECK, "check-lg", "primary")
_SUPPLEMENT = Step("supplement", "Yêu cầu bổ sung", CHECK, "reply")
_REMARK = Step("remark", "Ghi ý kiến", CHECK, "journal-text")
_REJECT = Step("reject", "Không xét", CHECK, "x-circle", "danger")

STEPS: dict[str, tuple[Step, ...]] = {
    DossierStatus.DRAFT: (_SUBMIT, _EDIT, _WITHDRAW),
    DossierStatus.SUPPLEMENT: (_SUBMIT, _EDIT, _WITHDRAW),
    DossierStatus.SUBMITTED: (_CHECK, _ASSIGN, _REMARK, _SUPPLEMENT, _WITHDRAW),
    DossierStatus.CHECKED: (_SUPPLEMENT, _REMARK, _REJECT),
}


def next_step(
    dossier: Dossier, user: User, review: Review, opinions: Sequence[OpinionRequest], *, on: date
) -> NextStep:
    """Where the dossier stands, who must act, and this person's buttons; an act of another role is left out."""
    actions = [
        Action(
            step.label,
            reverse(f"awards:dossier_{step.verb}", args=[dossier.pk]),
            reasons=_reasons(step.verb, dossier, user, review, on),
            tone=step.tone,
            icon=step.icon,
        )
        for step in STEPS.get(dossier.status, ())
        if user.has_perm(step.permission, dossier)
    ]
    return NextStep(where=_where(dossier), who=_who(dossier), until=_until(opinions, on), actions=actions)


def _reasons(verb: str, dossier: Dossier, user: User, review: Review, on: date) -> list[str]:
    if verb == "submit":
        reasons = policies.blockers_to_submit(dossier, on=on, review=review)
        # The page lists them all below the bar.
        return (
            reasons
            if len(reasons) < 2
            else [f"Còn {len(reasons)} việc phải làm trước khi nộp, xem mục “Chưa nộp được”."]
        )
    if verb == "check":
        return policies.blockers_to_check_as(dossier, user, on=on)
    return []


def _where(dossier: Dossier) -> str:
    words = _WHERE[dossier.status]
    if dossier.status == DossierStatus.SUBMITTED and dossier.specialist:
        return f"{words} Chuyên viên thụ lý: {dossier.specialist}."
    return words


def _who(dossier: Dossier) -> str:
    if dossier.is_editable:
        officers = officers_of([dossier.organization_id])[dossier.organization_id]
        return (
            f"Việc của cán bộ đơn vị: {_names(officers) or 'chưa có ai giữ vai trò này, cán bộ thi đua làm thay được'}"
        )
    if dossier.status == DossierStatus.SUBMITTED:
        able = [one for one in people_as(dossier.receiver, Role.STAFF) if one.pk != dossier.submitted_by_id]
        return (
            f"Việc của cán bộ thi đua: {_names(able) or 'cần một người khác người nộp, đề nghị quản trị cấp vai trò'}"
        )
    if dossier.status in (DossierStatus.CHECKED, DossierStatus.TO_COUNCIL):
        return "Việc của Hội đồng Thi đua - Khen thưởng và thư ký Hội đồng"
    return ""


def _until(opinions: Sequence[OpinionRequest], on: date) -> str:
    open_ones = policies.waiting(opinions)
    if not open_ones:
        return ""
    late = sum(one.due_on < on for one in open_ones)
    return f"{len(open_ones)} cơ quan chưa trả lời hiệp y" + (f", {late} đã quá hạn" if late else "")


def _names(people: Iterable[User]) -> str:
    return ", ".join(str(person) for person in people)


@dataclass(frozen=True)
class TargetRow:
    """One target of the head's unit in a finding: its name leads to its page."""

    name: str
    words: str
    sentence: str
    verdict: str
    tone: str
    url: str


@dataclass(frozen=True)
class FindingRow:
    """One condition of a line, in words and icons."""

    title: str
    answer: str
    tone: str
    sentence: str
    proofs: tuple[str, ...]
    missing: str
    article: str
    note: str
    is_warning: bool
    mode_reason: str
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True)
class LineRow:
    """One line with what was explained; the failed conditions come first."""

    explained: Explained
    answer: str
    tone: str
    summary: str
    findings: tuple[FindingRow, ...]

    @property
    def line(self) -> object:
        return self.explained.line


def line_rows(lines: Iterable[Explained]) -> list[LineRow]:
    """The lines as the table shows them."""
    return [
        LineRow(
            explained=one,
            answer=Answer(one.answer).label,
            tone=ANSWER_TONES[one.answer],
            summary=summary_of(one.findings),
            findings=tuple(map(finding_row, _sorted(one.findings))),
        )
        for one in lines
    ]


def summary_of(findings: Sequence[Plain]) -> str:
    """What the conditions come to in one line; those that fail are named, the others counted."""
    blocking = [one for one in findings if one["mode"] == Mode.BLOCK]
    failed = [one["title"] for one in blocking if one["answer"] == Answer.NOT_MET]
    unknown = sum(one["answer"] == Answer.UNKNOWN for one in blocking)
    warned = sum(one["answer"] != Answer.MET for one in findings if one["mode"] == Mode.WARN)
    unverified = sum(not one["verified"] for one in findings)
    parts = [f"Đạt {len(blocking) - len(failed) - unknown}/{len(blocking)} điều kiện"]
    parts += [f"không đạt: {'; '.join(failed)}"] if failed else []
    parts += [f"{unknown} chưa xác định"] if unknown else []
    parts += [f"{warned} cảnh báo"] if warned else []
    parts += [f"{unverified} chưa đối chiếu văn bản gốc"] if unverified else []
    return " · ".join(parts)


def finding_row(finding: Plain) -> FindingRow:
    """A finding as it is kept on a line, for a page. Targets that were missed come first."""
    return FindingRow(
        title=finding["title"],
        answer=Answer(finding["answer"]).label,
        tone=ANSWER_TONES[finding["answer"]],
        sentence=_without_targets(finding),
        proofs=tuple(finding["proofs"]),
        missing=finding["missing"],
        article=finding["article"],
        note="" if finding["verified"] else finding["note"],
        is_warning=finding["mode"] == Mode.WARN,
        mode_reason=finding.get("mode_reason", ""),
        targets=tuple(_target_row(one) for one in sorted(finding.get("targets", ()), key=_urgency)),
    )


def _without_targets(finding: Plain) -> str:
    """The sentence up to the targets it names, where they are listed below it with links."""
    sentence: str = finding["sentence"]
    cuts = [sentence.find(f": {one['name']}") for one in finding.get("targets", ())]
    first = min((cut for cut in cuts if cut > 0), default=0)
    return f"{sentence[:first]}." if first else sentence


_ORDER = {Answer.NOT_MET: 0, Answer.UNKNOWN: 1, Answer.MET: 2}
_URGENT = (Verdict.MISSED, Verdict.BEHIND, Verdict.NO_DATA)


def _sorted(findings: Iterable[Plain]) -> list[Plain]:
    return sorted(findings, key=lambda one: (_ORDER[Answer(one["answer"])], one["mode"] == Mode.WARN))


def _urgency(target: Plain) -> int:
    return _URGENT.index(target["verdict"]) if target["verdict"] in _URGENT else len(_URGENT)


def _target_row(target: Plain) -> TargetRow:
    verdict = Verdict(target["verdict"])
    return TargetRow(
        target["name"], target["words"], target["sentence"], verdict.label, target["tone"], target["url"]
    )  # fmt: skip


@dataclass(frozen=True)
class Counters:
    """What is counted while the list is built."""

    titles: list[TitleCount]
    subjects: list[tuple[str, int]]
    gauges: list[Gauge]


def counters_of(dossier: Dossier, lines: Sequence[Explained]) -> Counters:
    """The counters of the list as it is; one query."""
    rows = [one.line for one in lines]
    proposals = proposals_of(rows)
    limits = ceilings_for(rows)
    held = holders_outside(dossier, rows) if limits else {}
    gauges = [direct_share(proposals), *(ceiling(proposals, limit, held) for limit in limits)]
    subjects = [(kind.label, count) for kind, count in by_subject(proposals)]
    return Counters(by_title(proposals), subjects, gauges)
