"""Registrations: lines a unit owes, blocs a unit leads, what waits to be received, and who is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from core.waiting import Batch, Waiting, batch, day_of, register
from organizations.enums import Role
from registrations.enums import SETTLED, WITH_THE_BLOC, WITH_THE_UNIT, LineStatus, RegistrationStatus
from registrations.models import LateException, Registration, UnitLine
from registrations.policies.clock import last_days
from registrations.selectors.deadlines import LONGEST_BEYOND

MOST_NAMED = 2


def lines_waiting(user: Any, on: date) -> Iterator[Batch]:
    """The lines of own units that are still with them; two queries."""
    if units := user.organization_ids_as(Role.UNIT_OFFICER):
        rows = UnitLine.objects.visible_to(user).filter(
            _open("registration__", on), organization__in=units, status__in=WITH_THE_UNIT
        )
        lines = list(rows.select_related("organization", "registration__bloc", "registration__round").order_by("pk"))
        ends = last_days([one.registration for one in lines]) if lines else {}
        found = sorted((_line(one, ends[one.registration_id]) for one in lines), key=_by_deadline)
        yield Batch("Đăng ký thi đua của đơn vị", "patch-check", found, len(found), reverse("registrations:rounds"))


def blocs_waiting(user: Any, on: date) -> Iterator[Batch]:
    """The registrations of blocs that a unit of this officer leads, not filed yet; at most three queries."""
    if not user.organization_ids_as(Role.UNIT_OFFICER):
        return
    rows = Registration.objects.led_by(user).filter(_open("", on)).select_related("bloc", "round")
    ours = list(rows.prefetch_related("lines__organization").order_by("pk"))
    ends = last_days(ours) if ours else {}
    found = sorted((_bloc(one, ends[one.pk]) for one in ours), key=_by_deadline)
    yield Batch("Bản đăng ký của khối phải nộp", "people", found, len(found), reverse("registrations:rounds"))


def receiving_waiting(user: Any, on: date) -> Iterator[Batch]:
    """What was submitted to the body, and its rounds in which blocs are late; two queries."""
    if bodies := user.organization_ids_as(Role.STAFF):
        ours = Registration.objects.visible_to(user).filter(round__campaign__organization__in=bodies)
        rows = ours.filter(status=RegistrationStatus.SUBMITTED).select_related("bloc", "round")
        url = reverse("registrations:receiving")
        rows = rows.order_by("submitted_at", "pk")
        yield batch("Đăng ký chờ tiếp nhận", "patch-check", rows, _to_receive, url=url)
        yield from _late(bodies, on)


def _open(prefix: str, on: date) -> Q:
    """With the bloc, in a round that has opened and was not due a year ago."""
    return Q(
        **{
            f"{prefix}status__in": WITH_THE_BLOC,
            f"{prefix}round__opens_on__lte": on,
            f"{prefix}round__due_on__gte": on - LONGEST_BEYOND,
        }
    )


def _line(one: UnitLine, end: date) -> Waiting:
    who = str(one.registration.bloc)
    if one.status == LineStatus.RETURNED:
        who += ", bị trả lại"
    return Waiting(f"Đăng ký của {one.organization.name}", one.get_absolute_url(), due=end, who=who)


def _bloc(one: Registration, end: date) -> Waiting:
    lines = list(one.lines.all())
    settled = sum(line.status in SETTLED for line in lines)
    owing = [line.organization.name for line in lines if line.status in WITH_THE_UNIT]
    more = f" và {len(owing) - MOST_NAMED} đơn vị khác" if len(owing) > MOST_NAMED else ""
    who = f"chưa gửi: {'; '.join(owing[:MOST_NAMED])}{more}" if owing else "các đơn vị đã gửi đủ"
    return Waiting(f"{one.bloc}: {settled}/{len(lines)} đơn vị đã chốt", one.get_absolute_url(), due=end, who=who)


def _to_receive(one: Registration) -> Waiting:
    url = reverse("registrations:receive", args=[one.code])
    return Waiting(str(one.bloc), url, since=day_of(one.submitted_at), who=one.round.name)


def _late(bodies: set[int], on: date) -> Iterator[Batch]:
    """One for each round past its deadline, with the blocs that were given no more time."""
    given = LateException.objects.filter(round=OuterRef("round"), bloc=OuterRef("bloc"), until__gte=on)
    returned = Q(status=RegistrationStatus.RETURNED, returned_until__gte=on)
    late = Registration.objects.filter(
        _open("", on), ~Exists(given), ~returned, round__campaign__organization__in=bodies, round__due_on__lt=on
    )
    by_round = late.values("round__code", "round__name", "round__due_on").annotate(owing=Count("pk"))
    found = [
        Waiting(
            f"{one['owing']} khối, cụm chưa nộp đăng ký",
            reverse("registrations:round", args=[one["round__code"]]),
            due=one["round__due_on"],
            who=one["round__name"],
        )
        for one in by_round.order_by("round__due_on", "round__code")
    ]
    yield Batch("Khối chậm cần nhắc", "bell", found, len(found), found[0].url if found else "", is_reminder=True)


def _by_deadline(one: Waiting) -> tuple[date, str]:
    return one.due or date.max, one.url


def register_waiting() -> None:
    register("registrations.lines", lines_waiting)
    register("registrations.blocs", blocs_waiting)
    register("registrations.receiving", receiving_waiting)
