"""What can be done next with a registration or a unit's line, by whom, until when, and why a button is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse
from django.utils import timezone

from core.actions import Action, NextStep
from organizations.models import User
from registrations.enums import WITH_THE_UNIT, LineStatus, RegistrationStatus
from registrations.models import Registration, UnitLine
from registrations.policies import lines as line_policies
from registrations.policies import registrations as policies
from registrations.policies.clock import last_day
from registrations.selectors.people import leaders_of, officers_of_line, staff_of

_LINE_WHERE: dict[str, str] = {
    LineStatus.NOT_STARTED: "Chưa ghi gì. Ghi các danh hiệu đơn vị đăng ký rồi gửi trưởng khối.",
    LineStatus.DRAFT: "Đang ghi. Ghi xong thì gửi trưởng khối.",
    LineStatus.SENT: "Đã gửi trưởng khối, chờ chốt.",
    LineStatus.RETURNED: "Bị trả lại. Sửa theo lý do rồi gửi lại.",
    LineStatus.ACCEPTED: "Trưởng khối đã chốt phần đăng ký này.",
}


_LAST_DAY = "hôm nay là ngày cuối"


def deadline_words(registration: Registration, *, on: date) -> str:
    """ "hạn nộp 30/03/2024, còn 3 ngày"; also with an exception or days given to mend it."""
    end = last_day(registration)
    left = (end - on).days
    return f"hạn nộp {end:%d/%m/%Y}, {_LAST_DAY if left == 0 else f'còn {left} ngày' if left > 0 else f'quá hạn {-left} ngày'}"


def line_step(line: UnitLine, user: User, *, on: date) -> NextStep:
    """Where the line stands between the unit and its leader. Writing and sending are buttons of the form itself."""
    registration = line.registration
    where = _LINE_WHERE.get(line.status) or f"Đơn vị không đăng ký: {line.reason}"
    is_open = registration.is_with_the_bloc
    if not is_open:
        where = f"{where} Bản đăng ký của khối: {registration.get_status_display().lower()}."
    return NextStep(
        where=where,
        who=_line_who(line) if is_open else "",
        until=deadline_words(registration, on=on) if is_open else "",
        actions=_line_actions(line, user, on),
    )


def _line_who(line: UnitLine) -> str:
    if line.status in WITH_THE_UNIT:
        return f"Việc của cán bộ đơn vị: {_names(officers_of_line(line))}"
    return f"Việc của trưởng khối: {_names(leaders_of(line.registration))}"


def _line_actions(line: UnitLine, user: User, on: date) -> list[Action]:
    actions = []
    settles = user.has_perm("registrations.settle_line", line)
    own = user.has_perm("registrations.fill_line", line)
    if own and line.status == LineStatus.SENT:
        reasons = line_policies.blockers_to_recall(line, on=on)
        url = reverse("registrations:line_recall", args=[line.pk])
        actions.append(Action("Thu hồi", url, "post", reasons, icon="arrow-counterclockwise"))
    if settles and line.status in (LineStatus.SENT, LineStatus.DRAFT, LineStatus.RETURNED):
        reasons = line_policies.blockers_to_accept(line, on=on)
        url = f"{reverse('registrations:line_accept', args=[line.pk])}?ban={line.revision}&khi={line.status}"
        is_sent = line.status == LineStatus.SENT
        actions.append(
            Action("Chốt", url, "post", reasons, tone="primary" if is_sent else "secondary", icon="check-lg")
        )
    if settles and line.status in (LineStatus.SENT, LineStatus.ACCEPTED):
        reasons = line_policies.blockers_to_return(line, on=on)
        actions.append(
            Action("Trả lại", reverse("registrations:line_return", args=[line.pk]), reasons=reasons, icon="reply")
        )
    return [one for one in actions if not one.reasons or line.registration.is_with_the_bloc]


def _names(people: list[User]) -> str:
    return ", ".join(str(person) for person in people) or "chưa có ai giữ vai trò này, đề nghị quản trị cấp"


def last_saved(obj: Registration | UnitLine) -> str:
    """ "Nguyễn Văn A lưu 10:05 15/03/2024"."""
    if obj.saved_at is None:
        return ""
    return f"{obj.saved_by} lưu {timezone.localtime(obj.saved_at):%H:%M %d/%m/%Y}"


_WHERE: dict[str, str] = {
    RegistrationStatus.DRAFT: "Đang lập.",
    RegistrationStatus.RETURNED: "Bị trả lại. Sửa theo lý do rồi nộp lại.",
    RegistrationStatus.SUBMITTED: "Đã nộp, chờ tiếp nhận.",
    RegistrationStatus.WITHDRAWN: "Khối đã rút đăng ký.",
}


def registration_step(registration: Registration, user: User, *, on: date) -> NextStep:
    """Where the registration stands, who must act, until when, and the buttons of its leader and of the staff."""
    return NextStep(
        where=_where(registration),
        who=_who(registration),
        until=deadline_words(registration, on=on) if registration.is_with_the_bloc else "",
        actions=_actions(registration, user, on),
    )


def _where(registration: Registration) -> str:
    accepted = registration.accepted_version
    if registration.status == RegistrationStatus.ACCEPTED and accepted and registration.accepted_at:
        at = timezone.localtime(registration.accepted_at)
        return f"Đã tiếp nhận bản {accepted.number} lúc {at:%H:%M ngày %d/%m/%Y}."
    words = _WHERE[registration.status]
    if registration.is_amended and accepted:
        words += f" Bản {accepted.number} đã tiếp nhận vẫn có hiệu lực cho đến khi bản sửa đổi được tiếp nhận."
    return words


def _who(registration: Registration) -> str:
    if registration.is_with_the_bloc:
        return f"Việc của trưởng khối: {_names(leaders_of(registration))}"
    if registration.status == RegistrationStatus.SUBMITTED:
        return f"Việc của cán bộ thi đua: {_names(staff_of(registration))}"
    return ""


def _actions(registration: Registration, user: User, on: date) -> list[Action]:
    actions = []
    if registration.status == RegistrationStatus.SUBMITTED and user.has_perm("registrations.receive", registration):
        url = reverse("registrations:receive", args=[registration.code])
        actions.append(Action("Xem và tiếp nhận", url, tone="primary", icon="check-lg"))
    if not user.has_perm("registrations.file", registration):
        return actions
    over = on > last_day(registration) and on.year > registration.round.year
    for act in _ACTS[registration.status]:
        reasons = getattr(policies, f"blockers_to_{act.verb}")(registration, on=on)
        if over and (reasons or act.verb == "withdraw"):
            continue  # a year that is past is only read
        url = reverse(f"registrations:registration_{act.verb}", args=[registration.code])
        actions.append(Action(act.label, url, reasons=reasons, tone=act.tone, icon=act.icon))
    return actions


@dataclass(frozen=True)
class _Act:
    verb: str
    label: str
    icon: str
    tone: Literal["primary", "secondary", "danger"] = "secondary"


_SUBMIT, _WITHDRAW = _Act("submit", "Nộp đăng ký", "send", "primary"), _Act("withdraw", "Rút đăng ký", "slash-circle")
_ACTS: dict[str, tuple[_Act, ...]] = {
    RegistrationStatus.DRAFT: (_SUBMIT, _WITHDRAW),
    RegistrationStatus.RETURNED: (_SUBMIT, _WITHDRAW),
    RegistrationStatus.SUBMITTED: (_Act("recall", "Thu hồi", "arrow-counterclockwise"),),
    RegistrationStatus.ACCEPTED: (_Act("amend", "Lập bản sửa đổi", "pencil-square"), _WITHDRAW),
    RegistrationStatus.WITHDRAWN: (_Act("reopen", "Mở lại", "arrow-clockwise", "primary"),),
}
