"""Whether a period can be opened, and a unit's report filled, sent, returned, verified or unlocked now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaigns.enums import Status
from campaigns.models import Directive
from organizations.models import User
from targets.enums import ReportStatus
from targets.models import Actual, Assignment, Target, UnitReport
from targets.periods import Period
from targets.policies.assignments import IN_FORCE


def blockers_to_open_periods(directive: Directive, *, on: date) -> list[str]:
    """Units are asked for figures only of a directive that stands and has been given out."""
    if directive.status == Status.REVOKED:
        return ["Chỉ thị đã bị bãi bỏ nên không mở kỳ báo cáo."]
    if directive.status not in IN_FORCE:
        return ["Chỉ thị chưa được duyệt nên chưa mở kỳ báo cáo được. Hãy trình lãnh đạo duyệt trước."]
    if not Assignment.objects.filter(target__directive=directive).exists():
        return ["Chưa giao chỉ tiêu cho đơn vị nào nên chưa có ai để báo cáo. Hãy giao chỉ tiêu trước."]
    return []


def blockers_to_open_period(directive: Directive, period: Period, *, due_on: date, on: date) -> list[str]:
    """This period with this deadline."""
    reasons = blockers_to_open_periods(directive, on=on)
    if period.year != directive.year:
        reasons.append(f"{period.label} không thuộc năm {directive.year} của chỉ thị.")
    if period.starts_on > on:
        reasons.append(f"{period.label} bắt đầu từ ngày {period.starts_on:%d/%m/%Y}. Hãy mở kỳ từ ngày đó.")
    if not period.starts_on <= due_on <= date(period.year + 1, 12, 31):
        reasons.append(f"Hạn gửi {due_on:%d/%m/%Y} không hợp với {period.label.lower()}.")
    return reasons


def blockers_to_fill(report: UnitReport, *, on: date) -> list[str]:
    """A sheet is filled while it is with the unit: a draft, or returned."""
    if report.status == ReportStatus.SUBMITTED:
        return ["Báo cáo đã gửi, đang chờ xác nhận nên không sửa được. Muốn sửa, đề nghị cán bộ thi đua trả lại."]
    if report.status == ReportStatus.VERIFIED:
        return ["Báo cáo đã khóa vì đã xác nhận. Muốn sửa, đề nghị cán bộ thi đua mở khóa."]
    return _not_in_force(report)


def blockers_to_submit(report: UnitReport, *, on: date) -> list[str]:
    """Sent when every target given has a figure, or a note that says why there is none."""
    reasons = blockers_to_fill(report, on=on)
    actuals = {actual.target_id: actual for actual in report.actuals.all()}
    if not any(actual.value is not None or actual.note for actual in actuals.values()):
        return [*reasons, "Chưa nhập kết quả nào."]
    missing = [target.name for target in targets_given(report) if not _is_answered(actuals.get(target.pk))]
    if missing:
        named = "; ".join(f"“{name}”" for name in missing[:3]) + ("…" if len(missing) > 3 else "")
        reasons.append(f"Còn {len(missing)} chỉ tiêu chưa có kết quả: {named}. Chưa có số thì ghi lý do ở cột Ghi chú.")
    return reasons


def blockers_to_return(report: UnitReport, *, on: date) -> list[str]:
    if report.status == ReportStatus.SUBMITTED:
        return []
    if report.status == ReportStatus.VERIFIED:
        return ["Báo cáo đã xác nhận. Muốn đơn vị sửa, hãy mở khóa."]
    return ["Báo cáo chưa gửi hoặc đang ở đơn vị, không có gì để trả lại."]


def blockers_to_verify(report: UnitReport, *, on: date) -> list[str]:
    if report.status == ReportStatus.SUBMITTED:
        return _not_in_force(report)
    if report.status == ReportStatus.VERIFIED:
        return ["Báo cáo đã xác nhận rồi."]
    return ["Đơn vị chưa gửi báo cáo này nên chưa xác nhận được."]


def blockers_to_verify_as(report: UnitReport, user: User, *, on: date) -> list[str]:
    """Verification by this person: who sent the figures does not verify them."""
    reasons = blockers_to_verify(report, on=on)
    if report.status == ReportStatus.SUBMITTED and report.submitted_by_id == user.pk:
        reasons.append("Người gửi không tự xác nhận số liệu của mình. Đề nghị cán bộ khác xác nhận.")
    return reasons


def blockers_to_unlock(report: UnitReport, *, on: date) -> list[str]:
    if report.status != ReportStatus.VERIFIED:
        return ["Báo cáo chưa xác nhận nên không khóa."]
    return _not_in_force(report)


def targets_given(report: UnitReport) -> Sequence[Target]:
    """The targets on the sheet of the report, in the order of the directive."""
    return list(
        Target.objects.filter(
            directive=report.period.directive_id, assignments__organization=report.organization_id
        ).order_by("position", "pk")
    )


def _is_answered(actual: Actual | None) -> bool:
    return actual is not None and (actual.value is not None or bool(actual.note))


def _not_in_force(report: UnitReport) -> list[str]:
    directive = report.period.directive
    if directive.status in IN_FORCE:
        return []
    if directive.status == Status.REVOKED:
        return ["Chỉ thị đã bị bãi bỏ, số liệu chỉ còn để tra cứu."]
    return ["Chỉ thị đang được sửa lại nên tạm dừng báo cáo. Báo cáo tiếp được khi chỉ thị được duyệt."]
