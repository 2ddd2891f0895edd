"""The kinds that belong to no room above: what the clock says about anybody's deadline."""

from __future__ import annotations

from notices.registry import NoticeKind, register

NEAR = "notices.near"
LATE = "notices.late"
ESCALATED = "notices.escalated"


def register_kinds() -> None:
    group = "Thời hạn"
    register(NoticeKind(NEAR, "Việc của tôi sắp đến hạn (trước 7, 3, 1 ngày)", group))
    register(NoticeKind(LATE, "Việc của tôi đã quá hạn", group, is_urgent=True))
    register(NoticeKind(ESCALATED, "Đơn vị tôi phụ trách, theo dõi đã quá hạn", group))
