"""Whether a round can be opened, extended, or one bloc let in late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaigns.models import Campaign
from organizations.models import Bloc
from registrations.enums import RegistrationStatus
from registrations.models import Registration, Round


def blockers_to_open(campaign: Campaign, *, opens_on: date, due_on: date, blocs: Sequence[Bloc], on: date) -> list[str]:
    """A new round: a deadline that is not past, and at least one bloc that has units in the year."""
    reasons = []
    if due_on < opens_on:
        reasons.append("Hạn nộp phải từ ngày mở trở đi.")
    if not blocs:
        reasons.append("Chọn ít nhất một khối, cụm phải đăng ký.")
    seated = {seat.bloc_id for bloc in blocs for seat in bloc.seats.filter(year=campaign.year)[:1]}
    empty = [bloc.name for bloc in blocs if bloc.pk not in seated]
    if empty:
        reasons.append(f"Chưa có thành phần năm {campaign.year}: {'; '.join(empty)}. Hãy ghi thành phần khối trước.")
    return reasons


def blockers_to_extend(round_: Round, *, due_on: date, on: date) -> list[str]:
    if due_on <= round_.due_on:
        return [f"Hạn mới phải sau hạn đang có ({round_.due_on:%d/%m/%Y})."]
    if due_on < on:
        return [f"Hạn mới {due_on:%d/%m/%Y} đã qua."]
    return []


def blockers_to_edit(round_: Round, *, on: date) -> list[str]:
    """What is asked of the blocs does not change once the time to answer is over."""
    if on <= round_.due_on:
        return []
    return [f"Đợt đã hết hạn ngày {round_.due_on:%d/%m/%Y} nên không sửa được nữa. Muốn sửa, hãy gia hạn trước."]


def blockers_to_add_bloc(round_: Round, *, on: date) -> list[str]:
    """One more bloc, while it still has the time that the others had."""
    if on <= round_.due_on:
        return []
    return [f"Đợt đã hết hạn ngày {round_.due_on:%d/%m/%Y}. Hãy gia hạn trước khi thêm khối."]


def blockers_to_admit(round_: Round, bloc: Bloc, *, on: date) -> list[str]:
    """This bloc into the round: it has units in the year, and is not in it yet."""
    reasons = blockers_to_add_bloc(round_, on=on)
    if not bloc.seats.filter(year=round_.year).exists():
        reasons.append(f"{bloc.name} chưa có thành phần năm {round_.year}. Hãy ghi thành phần khối trước.")
    if round_.registrations.filter(bloc=bloc).exists():
        reasons.append(f"{bloc.name} đã có trong đợt này.")
    return reasons


def blockers_to_remind(round_: Round, *, on: date) -> list[str]:
    """Nobody is asked to hurry before the round opens."""
    return [f"Đợt mở từ ngày {round_.opens_on:%d/%m/%Y}."] if on < round_.opens_on else []


def blockers_to_let_in_late(registration: Registration, *, until: date, on: date) -> list[str]:
    """One bloc after the deadline: not before it has passed for everybody, and not for one already received."""
    reasons = []
    if on <= registration.round.due_on:
        reasons.append("Đợt còn trong hạn nên chưa cần cho phép nộp muộn.")
    if until < on:
        reasons.append(f"Ngày {until:%d/%m/%Y} đã qua.")
    if registration.status == RegistrationStatus.SUBMITTED:
        reasons.append("Khối đã nộp, đang chờ tiếp nhận.")
    return reasons
