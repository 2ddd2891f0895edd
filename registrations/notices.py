"""What people are told about registrations, and their deadlines."""

from __future__ import annotations

from notices.registry import Deadlines, NoticeKind, register, register_deadlines
from registrations.selectors.deadlines import registrations_due

ROUNDS = "registrations.rounds"
WAITING = "registrations.waiting"
RETURNED = "registrations.returned"
ACCEPTED = "registrations.accepted"
REMINDED = "registrations.reminded"

#: By what is said of the record; anything else is news of the round: opened, extended, let in late.
BY_STATE = {
    "đã nộp": WAITING,
    "đã gửi": WAITING,
    "được thu hồi": WAITING,
    "được sửa đổi": WAITING,
    "đã rút": WAITING,
    "bị trả lại": RETURNED,
    "đã được tiếp nhận": ACCEPTED,
    "cần hoàn thành": REMINDED,
}


def register_kinds() -> None:
    group = "Đăng ký thi đua"
    register(NoticeKind(ROUNDS, "Đợt đăng ký mở, gia hạn, cho nộp muộn", group))
    register(NoticeKind(WAITING, "Đăng ký nộp, gửi, sửa đổi hoặc rút, chờ tôi xem", group))
    register(NoticeKind(RETURNED, "Đăng ký của khối, đơn vị tôi bị trả lại", group, is_urgent=True))
    register(NoticeKind(ACCEPTED, "Đăng ký của khối tôi đã được tiếp nhận", group))
    register(NoticeKind(REMINDED, "Được nhắc hoàn thành đăng ký", group))
    register_deadlines(Deadlines("registrations.due", registrations_due))
