"""What people are told about dossiers and decisions, and the deadlines of opinions."""

from __future__ import annotations

from awards.selectors.deadlines import opinions_due
from notices.registry import Deadlines, NoticeKind, register, register_deadlines

WAITING = "awards.waiting"
ASSIGNED = "awards.assigned"
ASKED = "awards.asked"
RETURNED = "awards.returned"
ACCEPTED = "awards.accepted"
DECIDED = "awards.decided"


def register_kinds() -> None:
    group = "Khen thưởng"
    register(NoticeKind(WAITING, "Hồ sơ mới nộp, chờ thẩm định", group))
    register(NoticeKind(ASSIGNED, "Hồ sơ tôi được giao thụ lý", group))
    register(NoticeKind(ASKED, "Đơn vị tôi được xin ý kiến (hiệp y)", group))
    register(NoticeKind(RETURNED, "Hồ sơ của đơn vị tôi phải bổ sung", group, is_urgent=True))
    register(NoticeKind(ACCEPTED, "Hồ sơ của đơn vị tôi đã được thẩm định", group))
    register(NoticeKind(DECIDED, "Hồ sơ, quyết định khen thưởng đã có kết quả", group))
    register_deadlines(Deadlines("awards.opinions", opinions_due))
