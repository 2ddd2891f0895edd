"""What can be done next with a unit's report, by whom, and why a button is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from campaigns.selectors import people_as
from core.actions import Action, NextStep
from organizations.enums import Role
from organizations.models import User
from targets.enums import ReportStatus
from targets.models import UnitReport
from targets.policies import reports as policies
from targets.selectors.assignments import officers_of

_WHERE: dict[str, str] = {
    ReportStatus.DRAFT: "Đơn vị đang nhập số liệu. Nhập xong thì gửi báo cáo.",
    ReportStatus.RETURNED: "Bị trả lại. Sửa theo lý do rồi gửi lại.",
    ReportStatus.SUBMITTED: "Đã gửi, đang chờ cán bộ thi đua xác nhận.",
}


def report_step(report: UnitReport, user: User, *, on: date) -> NextStep:
    """Where the report stands, who must act, until when, and this person's buttons.

    Filling and sending are done by the buttons under the grid itself.
    """
    deadline = f"hạn {report.period.due_on:%d/%m/%Y}" + (", đã quá hạn" if report.period.due_on < on else "")
    waits_for_unit = report.status in (ReportStatus.DRAFT, ReportStatus.RETURNED)
    return NextStep(
        where=_where(report),
        who=_who(report),
        until=deadline if waits_for_unit else "",
        actions=_actions(report, user, on),
    )


def stand_of(report: UnitReport, *, on: date) -> tuple[str, str]:
    """Where a report stands in two or three words, with the tone of its badge: for the table of units and periods."""
    late = report.period.due_on < on
    if report.status == ReportStatus.DRAFT and late:
        return "Quá hạn", "danger"
    if report.status == ReportStatus.DRAFT:
        return ("Đang nhập", "neutral") if report.revision else ("Chưa nhập", "neutral")
    if report.status == ReportStatus.RETURNED:
        return ("Trả lại, quá hạn", "danger") if late else ("Trả lại", "warning")
    return ("Đã gửi", "info") if report.status == ReportStatus.SUBMITTED else ("Đã xác nhận", "success")


def _where(report: UnitReport) -> str:
    if report.status != ReportStatus.VERIFIED or report.verified_at is None:
        return _WHERE[report.status]
    when = f"{timezone.localtime(report.verified_at):%H:%M ngày %d/%m/%Y}"
    keepers = _names(people_as(report.period.directive.issuer, Role.STAFF)) or "cán bộ thi đua (chưa có ai giữ vai trò)"
    return f"Đã khóa vì đã xác nhận bởi {report.verified_by} lúc {when}; muốn sửa, đề nghị {keepers} mở khóa."


def _who(report: UnitReport) -> str:
    if report.status == ReportStatus.VERIFIED:
        return ""
    if report.status == ReportStatus.SUBMITTED:
        able = [
            one for one in people_as(report.period.directive.issuer, Role.STAFF) if one.pk != report.submitted_by_id
        ]
        return (
            f"Việc của cán bộ thi đua: {_names(able) or 'cần một người khác người gửi, đề nghị quản trị cấp vai trò'}"
        )
    officers = officers_of([report.organization_id])[report.organization_id]
    return f"Việc của cán bộ đơn vị: {_names(officers) or 'chưa có ai giữ vai trò này, cán bộ thi đua nhập thay được'}"


def _actions(report: UnitReport, user: User, on: date) -> list[Action]:
    if not user.has_perm("targets.verify_report", report):
        return []
    if report.status == ReportStatus.SUBMITTED:
        verify = f"{reverse('targets:report_verify', args=[report.pk])}?ban={report.revision}"
        return [
            Action(
                "Xác nhận",
                verify,
                method="post",
                reasons=policies.blockers_to_verify_as(report, user, on=on),
                tone="primary",
                icon="check-lg",
                confirm=f"Xác nhận số liệu của {report.organization.name}? Báo cáo được khóa sau khi xác nhận.",
            ),
            Action("Trả lại", reverse("targets:report_return", args=[report.pk]), icon="reply"),
        ]
    if report.status == ReportStatus.VERIFIED:
        reasons = policies.blockers_to_unlock(report, on=on)
        return [Action("Mở khóa", reverse("targets:report_unlock", args=[report.pk]), reasons=reasons, icon="unlock")]
    return []


def _names(people: Sequence[User]) -> str:
    return ", ".join(str(person) for person in people)
