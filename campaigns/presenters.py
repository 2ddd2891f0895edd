"""What can be done next with a directive, by whom, and why a button is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse

from campaigns import policies
from campaigns.enums import Status
from campaigns.models import Directive
from campaigns.selectors import people_as
from core.actions import Action, NextStep
from organizations.enums import Role
from organizations.models import User


@dataclass(frozen=True)
class Step:
    """One act: its button, the permission it needs, whose work it is."""

    verb: str
    label: str
    role: Role
    icon: str
    tone: Literal["primary", "secondary", "danger"] = "secondary"


_EDIT = Step("edit", "Soạn tiếp", Role.STAFF, "pencil-square")
_SUBMIT = Step("submit", "Trình duyệt", Role.STAFF, "send", "primary")
_APPROVE = Step("approve", "Duyệt", Role.LEADER, "check-lg", "primary")
_RETURN = Step("return", "Trả lại", Role.LEADER, "reply")
_ISSUE = Step("issue", "Cấp số và ban hành", Role.CLERK, "patch-check", "primary")
_CLOSE = Step("close", "Kết thúc", Role.STAFF, "archive")
_REVOKE = Step("revoke", "Bãi bỏ", Role.CLERK, "slash-circle", "danger")

#: The steps of each status; the first is what everybody waits for.
STEPS: dict[str, tuple[Step, ...]] = {
    Status.DRAFT: (_SUBMIT, _EDIT),
    Status.RETURNED: (_SUBMIT, _EDIT),
    Status.IN_REVIEW: (_APPROVE, _RETURN),
    Status.APPROVED: (_ISSUE, _RETURN),
    Status.ISSUED: (_CLOSE, _REVOKE),
    Status.CLOSED: (_REVOKE,),
    Status.REVOKED: (),
}

_WHERE: dict[str, str] = {
    Status.DRAFT: "Đang soạn. Soạn xong thì trình lãnh đạo duyệt.",
    Status.RETURNED: "Bị trả lại. Sửa theo lý do rồi trình lại.",
    Status.IN_REVIEW: "Đang chờ lãnh đạo duyệt.",
    Status.APPROVED: "Đã duyệt, chờ văn thư cấp số và ngày ban hành.",
    Status.ISSUED: "Đã ban hành và đang thực hiện.",
    Status.CLOSED: "Đã kết thúc.",
    Status.REVOKED: "Đã bị bãi bỏ, chỉ còn để tra cứu.",
}


def next_step(directive: Directive, user: User, *, on: date) -> NextStep:
    """Where the directive stands, who must act, and this person's buttons.

    A step of another role is left out, except the one everybody waits for: it is shown closed, with whose work it is.
    """
    steps = STEPS[directive.status]
    return NextStep(where=_where(directive), who=_who(directive, steps), actions=_actions(directive, user, steps, on))


def _where(directive: Directive) -> str:
    if directive.status == Status.CLOSED and directive.closed_on:
        return f"Đã kết thúc từ ngày {directive.closed_on:%d/%m/%Y}."
    if directive.status == Status.REVOKED and directive.revoked_on:
        return f"Đã bị bãi bỏ từ ngày {directive.revoked_on:%d/%m/%Y} bằng {directive.revoking_document}."
    return _WHERE[directive.status]


def _who(directive: Directive, steps: Sequence[Step]) -> str:
    if not steps or directive.is_published:
        return ""
    role = steps[0].role
    people = people_as(directive.issuer, role)
    able = [person for person in people if steps[0] != _APPROVE or person.pk != directive.submitted_by_id]
    names = ", ".join(str(person) for person in able)
    if people and not able:
        names = "cần một lãnh đạo khác người trình, đề nghị quản trị cấp vai trò"
    return f"Việc của {Role(role).label.lower()}: {names or 'chưa có ai giữ vai trò này, đề nghị quản trị cấp'}"


def _actions(directive: Directive, user: User, steps: Sequence[Step], on: date) -> list[Action]:
    actions = []
    for index, step in enumerate(steps):
        allowed = user.has_perm(f"campaigns.{step.verb}_directive", directive)
        if allowed:
            actions.append(_action(step, directive, _reasons(step, directive, user, on)))
        elif index == 0 and not directive.is_published:
            actions.append(_action(step, directive, [f"Việc của {Role(step.role).label.lower()}."]))
    return actions


def _action(step: Step, directive: Directive, reasons: Sequence[str]) -> Action:
    url = reverse(f"campaigns:directive_{step.verb}", args=[directive.code])
    return Action(step.label, url, reasons=reasons, tone=step.tone, icon=step.icon)


def _reasons(step: Step, directive: Directive, user: User, on: date) -> list[str]:
    if step.verb == "approve":
        return policies.blockers_to_approve_as(directive, user, on=on)
    check = getattr(policies, f"blockers_to_{step.verb}")
    return list(check(directive, on=on))
