"""What can be done next with a progress report, by whom, and why a button is closed."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from campaigns.selectors import people_as
from core.actions import Action, NextStep
from organizations.enums import Role
from organizations.models import User
from targets.enums import ProgressStatus
from targets.models import ProgressReport
from targets.policies import progress as policies
from targets.review import Figures


def next_step(report: ProgressReport, figures: Figures, user: User, *, on: date) -> NextStep:
    """Where the report stands, who must act, and this person's buttons; the clerk's is shown closed to the others."""
    if report.status == ProgressStatus.ISSUED:
        return NextStep(where=f"Đã ban hành ngày {report.issued_on:%d/%m/%Y}. Nội dung và số liệu được giữ nguyên.")
    return NextStep(
        where="Đang soạn; số liệu lấy mới mỗi lần mở. Soạn xong thì văn thư cấp số, số liệu được chốt từ đó.",
        who=_who(report),
        actions=_actions(report, figures, user, on),
    )


def _who(report: ProgressReport) -> str:
    names = ", ".join(str(person) for person in people_as(report.directive.issuer, Role.CLERK))
    return f"Việc của {Role.CLERK.label.lower()}: {names or 'chưa có ai giữ vai trò này, đề nghị quản trị cấp'}"


def _actions(report: ProgressReport, figures: Figures, user: User, on: date) -> list[Action]:
    found = []
    if user.has_perm("targets.write_progress", report):
        edit = reverse("targets:progress_report_edit", args=[report.pk])
        found.append(Action("Soạn tiếp", edit, icon="pencil-square"))
    reasons = policies.blockers_to_issue(report, figures, on=on)
    if not user.has_perm("targets.issue_progress", report):
        reasons = [f"Việc của {Role.CLERK.label.lower()}.", *reasons]
    issue = reverse("targets:progress_report_issue", args=[report.pk])
    return [Action("Cấp số và ban hành", issue, reasons=reasons, tone="primary", icon="patch-check"), *found]
