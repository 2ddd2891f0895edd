"""Whether the line of a unit can be written, sent, settled or given back now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from organizations.models import User
from registrations.enums import WITH_THE_BLOC, LineStatus, RegistrationStatus
from registrations.models import UnitLine
from registrations.policies.clock import blockers_of_time
from registrations.rules import leads

_NOT_WITH_THE_BLOC = {
    RegistrationStatus.SUBMITTED: "Khối đã nộp bản đăng ký, đang chờ tiếp nhận nên không sửa được. "
    "Muốn sửa, trưởng khối thu hồi bản đã nộp.",
    RegistrationStatus.ACCEPTED: "Bản đăng ký đã được tiếp nhận nên không sửa được. "
    "Muốn sửa, trưởng khối lập bản sửa đổi.",
    RegistrationStatus.WITHDRAWN: "Khối đã rút bản đăng ký này.",
}


def blockers_to_write(line: UnitLine, user: User, *, on: date) -> list[str]:
    """The unit writes while its line is with it; the leader of the bloc while the registration is with the bloc."""
    if reasons := _closed(line, on=on):
        return reasons
    if line.status == LineStatus.NOT_REGISTERING:
        return ["Đơn vị được ghi là không đăng ký. Muốn đăng ký, trưởng khối bỏ ghi chú đó trước."]
    if line.is_with_the_unit or user.is_superuser or leads(user, line.registration):
        return []
    if line.status == LineStatus.SENT:
        return ["Đã gửi trưởng khối nên không sửa được. Muốn sửa, hãy thu hồi."]
    return ["Trưởng khối đã chốt phần đăng ký của đơn vị. Muốn sửa, đề nghị trưởng khối trả lại."]


def blockers_to_send(line: UnitLine, *, on: date) -> list[str]:
    """The unit sends its line to the leader once something is on it."""
    if reasons := _closed(line, on=on):
        return reasons
    if line.status not in (LineStatus.DRAFT, LineStatus.RETURNED):
        return [_CANNOT_SEND[LineStatus(line.status)]]
    return _empty(line)


def blockers_to_recall(line: UnitLine, *, on: date) -> list[str]:
    """The unit takes back what the leader has not yet settled."""
    if line.status != LineStatus.SENT:
        return ["Chỉ thu hồi được phần đăng ký đã gửi mà trưởng khối chưa chốt."]
    return _closed(line, on=on)


def blockers_to_accept(line: UnitLine, *, on: date) -> list[str]:
    """The leader settles a line that has something on it, sent or filled by the leader."""
    return _closed(line, on=on) or _against_accept(line)


def blockers_to_return(line: UnitLine, *, on: date) -> list[str]:
    """The leader gives a line back to its unit."""
    return _against_return(line) or _closed(line, on=on)


def blockers_to_leave_out(line: UnitLine, *, on: date) -> list[str]:
    """The leader notes that a unit registers nothing. What was typed on the line must be gone."""
    return _closed(line, on=on) or _against_leave_out(line)


def blockers_to_take_in(line: UnitLine, *, on: date) -> list[str]:
    """The unit registers after all."""
    return _against_take_in(line) or _closed(line, on=on)


def acts_of_the_leader(line: UnitLine) -> frozenset[str]:
    """What the leader can do with a line as it stands: accept, return, leave_out, take_in.

    For a table of many lines: whether the registration is with the bloc and in time is the same for all of them, and is
    asked once. No query where the entries were prefetched.
    """
    return frozenset(verb for verb, against in _AGAINST.items() if not against(line))


def _against_accept(line: UnitLine) -> list[str]:
    if line.status not in (LineStatus.DRAFT, LineStatus.SENT, LineStatus.RETURNED):
        return [_CANNOT_ACCEPT[LineStatus(line.status)]]
    return _empty(line)


def _against_return(line: UnitLine) -> list[str]:
    if line.status in (LineStatus.SENT, LineStatus.ACCEPTED):
        return []
    return ["Đơn vị chưa gửi nên chưa có gì để trả lại."]


def _against_leave_out(line: UnitLine) -> list[str]:
    if line.status in (LineStatus.SENT, LineStatus.ACCEPTED):
        return ["Đơn vị đã gửi đăng ký. Hãy trả lại trước khi ghi là không đăng ký."]
    if line.status == LineStatus.NOT_REGISTERING:
        return ["Đơn vị đã được ghi là không đăng ký."]
    if line.entries.exists():
        return ["Phần của đơn vị đang có danh hiệu. Hãy xóa các dòng đó trước khi ghi là không đăng ký."]
    return []


def _against_take_in(line: UnitLine) -> list[str]:
    return [] if line.status == LineStatus.NOT_REGISTERING else ["Đơn vị không bị ghi là không đăng ký."]


_AGAINST: Mapping[str, Callable[[UnitLine], list[str]]] = {
    "accept": _against_accept,
    "return": _against_return,
    "leave_out": _against_leave_out,
    "take_in": _against_take_in,
}


def _closed(line: UnitLine, *, on: date) -> list[str]:
    registration = line.registration
    if registration.status not in WITH_THE_BLOC:
        return [_NOT_WITH_THE_BLOC[RegistrationStatus(registration.status)]]
    return blockers_of_time(registration, on=on)


def _empty(line: UnitLine) -> list[str]:
    return [] if line.entries.exists() else ["Chưa ghi danh hiệu nào."]


_CANNOT_SEND = {
    LineStatus.NOT_STARTED: "Chưa ghi danh hiệu nào.",
    LineStatus.SENT: "Đã gửi trưởng khối rồi.",
    LineStatus.ACCEPTED: "Trưởng khối đã chốt phần đăng ký này.",
    LineStatus.NOT_REGISTERING: "Đơn vị được ghi là không đăng ký.",
}
_CANNOT_ACCEPT = {
    LineStatus.NOT_STARTED: "Đơn vị chưa ghi danh hiệu nào.",
    LineStatus.ACCEPTED: "Phần đăng ký này đã chốt.",
    LineStatus.NOT_REGISTERING: "Đơn vị được ghi là không đăng ký.",
}
