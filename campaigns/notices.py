"""What people are told about directives."""

from __future__ import annotations

from notices.registry import NoticeKind, register

WAITING = "campaigns.waiting"
RETURNED = "campaigns.returned"
DECIDED = "campaigns.decided"


def register_kinds() -> None:
    group = "Chỉ thị"
    register(NoticeKind(WAITING, "Chỉ thị chờ tôi duyệt hoặc cấp số", group, is_urgent=True))
    register(NoticeKind(RETURNED, "Chỉ thị bị trả lại", group, is_urgent=True))
    register(NoticeKind(DECIDED, "Chỉ thị đã ban hành", group))
