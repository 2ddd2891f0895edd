"""Whether there is time to file: the round, an exception, or days given with a return."""

from __future__ import annotations

from datetime import date

from registrations.enums import RegistrationStatus
from registrations.models import LateException, Registration


def last_day(registration: Registration) -> date:
    """Until the end of which day the bloc may file: the latest of deadline, exceptions and days given to mend it."""
    days = [registration.round.due_on, *_exceptions(registration)]
    if registration.status == RegistrationStatus.RETURNED and registration.returned_until:
        days.append(registration.returned_until)
    return max(days)


def blockers_of_time(registration: Registration, *, on: date) -> list[str]:
    """Why the bloc or a unit in it cannot write on that day."""
    round_ = registration.round
    if on < round_.opens_on:
        return [f"{round_.name} mở từ ngày {round_.opens_on:%d/%m/%Y}. Từ ngày đó mới đăng ký được."]
    end = last_day(registration)
    if on <= end:
        return []
    ask = "đề nghị cơ quan thường trực thi đua gia hạn hoặc cho phép riêng khối này"
    return [f"Đã hết hạn nộp ngày {end:%d/%m/%Y}. Muốn nộp muộn, {ask}."]


def _exceptions(registration: Registration) -> list[date]:
    found = LateException.objects.filter(round=registration.round_id, bloc=registration.bloc_id)
    return list(found.values_list("until", flat=True))
