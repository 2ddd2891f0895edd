"""Reminders: to those who still have something to do, each person once a day."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from core.errors import ActionBlocked
from core.log import record
from organizations.models import User
from registrations.models import Registration, Round
from registrations.policies.rounds import blockers_to_remind
from registrations.selectors.reminders import REMINDED, Waiting, reminded_on, waiting_for
from registrations.services.telling import tell_of


@transaction.atomic
def remind_round(round_: Round, *, by: User) -> int:
    """Everybody of the round with something to do; how many were told now."""
    if reasons := blockers_to_remind(round_, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    pks = round_.registrations.order_by("pk").values_list("pk", flat=True)
    told = remind(list(pks), by=by)
    record(round_, verb="nhắc các đơn vị chậm", by=by, comment=f"đã nhắc {told} người")
    return told


@transaction.atomic
def remind(pks: Sequence[int], *, by: User) -> int:
    """Those with something to do for these registrations, but nobody twice a day; how many were told now.

    Raises `ActionBlocked` when there is nobody left to tell, with the reason.
    """
    today = timezone.localdate()
    held = Registration.objects.select_for_update(of=("self",)).select_related("bloc", "round__campaign__organization")
    registrations = list(held.filter(pk__in=pks).order_by("pk"))
    waiting = [one for one in waiting_for(registrations, on=today) if one.person != by]
    if not waiting:
        raise ActionBlocked("Không còn ai có việc phải làm: các khối đã nộp, hoặc đã hết thời gian nộp.")
    told = reminded_on(registrations, on=today)
    people = [one for one in waiting if one.person.pk not in told]
    if not people:
        raise ActionBlocked("Hôm nay đã nhắc tất cả những người còn việc. Mỗi người được nhắc một lần trong ngày.")
    for one in people:
        _tell(one, by=by)
    for registration in registrations:
        mine = [one.person.pk for one in people if registration.pk in one.registrations]
        if mine:
            record(registration, verb=REMINDED, by=by, comment=f"{len(mine)} người", data={"told": mine})
    return len(people)


def _tell(waiting: Waiting, *, by: User) -> None:
    """One message, with everything that waits for the person; it leads to the first."""
    words = "\n".join(f"– {words}" for words in waiting.words)
    tell_of(waiting.subjects[0], [waiting.person], "cần hoàn thành", f"Việc còn phải làm:\n{words}", by=by)
