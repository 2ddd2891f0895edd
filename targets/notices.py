"""What people are told about targets and their reports, and the deadlines of reports."""

from __future__ import annotations

from notices.registry import Deadlines, NoticeKind, register, register_deadlines
from targets.selectors.deadlines import reports_due

ASSIGNED = "targets.assigned"
ASKED = "targets.asked"
WAITING = "targets.waiting"
RETURNED = "targets.returned"
ACCEPTED = "targets.accepted"


def register_kinds() -> None:
    group = "Chỉ tiêu"
    register(NoticeKind(ASSIGNED, "Đơn vị tôi được giao hoặc bỏ giao chỉ tiêu", group))
    register(NoticeKind(ASKED, "Đơn vị tôi được yêu cầu báo cáo, hạn báo cáo thay đổi", group))
    register(NoticeKind(WAITING, "Báo cáo của đơn vị chờ tôi xác nhận", group))
    register(NoticeKind(RETURNED, "Báo cáo của đơn vị tôi bị trả lại hoặc mở khóa", group, is_urgent=True))
    register(NoticeKind(ACCEPTED, "Báo cáo của đơn vị tôi đã được xác nhận", group))
    register_deadlines(Deadlines("targets.reports", reports_due))
