"""Whether there is time to file: the round, an exception, or days given with a return."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from registrations.enums import RegistrationStatus
from registrations.models import LateException, Registration


def last_day(registration: Registration) -> date:
    """Until the end of which day the bloc may file: the latest of deadline, exceptions and days given to mend it."""
    return last_days([registration])[registration.pk]


def last_days(registrations: Collection[Registration]) -> dict[int, date]:
    """The last day of each, by key; one query for any number of them. Their rounds are loaded."""
    rounds = {one.round_id for one in registrations}
    until: dict[tuple[int, int], date] = {}
    for round_, bloc, day in LateException.objects.filter(round__in=rounds).values_list("round", "bloc", "until"):
        until[round_, bloc] = max(day, until.get((round_, bloc), day))
    return {one.pk: _latest(one, until.get((one.round_id, one.bloc_id))) for one in registrations}


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


def _latest(registration: Registration, exception: date | None) -> date:
    days = [registration.round.due_on, exception]
    if registration.status == RegistrationStatus.RETURNED:
        days.append(registration.returned_until)
    return max(day for day in days if day)
