"""The way of a bloc's registration: written, submitted as a version, recalled, returned, accepted, amended, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import Conflict
from core.log import record
from core.transitions import move
from notices.services import who_sees
from organizations.models import User
from registrations.content import to_json
from registrations.enums import LineStatus, RegistrationStatus
from registrations.models import HEADER_FIELDS, Pledge, Registration, RegistrationVersion, UnitLine
from registrations.policies import registrations as policies
from registrations.selectors.content import content_of
from registrations.selectors.people import leaders_of, staff_of
from registrations.services.lines import refuse_if
from registrations.services.pledges import write_commitments
from registrations.services.telling import tell_of


@transaction.atomic
def save_letter(
    registration: Registration,
    fields: Mapping[str, Any],
    pledges: Sequence[str],
    *,
    base_revision: int,
    by: User,
) -> Registration:
    """Keep the letter (of `HEADER_FIELDS`, those given) and all its pledges in their order.

    Raises `Conflict` when somebody saved since `base_revision`, `ActionBlocked` when it is not with the bloc.
    """
    registration = lock(registration)
    refuse_if(policies.blockers_to_write(registration, on=timezone.localdate()))
    if registration.revision != base_revision:
        who, at = registration.saved_by or "Người khác", timezone.localtime(registration.saved_at)
        raise Conflict(f"{who} đã lưu công văn này lúc {at:%H:%M ngày %d/%m/%Y}, sau khi anh/chị mở trang.")
    for name in HEADER_FIELDS:
        if name in fields:
            setattr(registration, name, fields[name])
    registration.revision, registration.edition = base_revision + 1, registration.edition + 1
    registration.saved_at, registration.saved_by = timezone.now(), by
    registration.save(update_fields=[*HEADER_FIELDS, "revision", "edition", "saved_at", "saved_by"])
    _write_pledges(registration, [text.strip() for text in pledges if text.strip()])
    record(registration, verb="soạn công văn đăng ký", by=by)
    return registration


@transaction.atomic
def submit(registration: Registration, *, by: User) -> Registration:
    """Draft or returned → submitted, frozen as a new version; the staff are told."""
    registration = lock(registration)
    refuse_if(policies.blockers_to_submit(registration, on=timezone.localdate()))
    version = _freeze(registration, by=by)
    move(
        registration, RegistrationStatus.SUBMITTED, by=by, verb=f"nộp bản {version.number}",
        submitted_at=timezone.now(), submitted_by=by, returned_until=None,
    )  # fmt: skip
    tell_of(registration, staff_of(registration), "đã nộp", f"{by} nộp {registration}, chờ tiếp nhận.", by=by)
    return registration


@transaction.atomic
def recall(registration: Registration, *, by: User) -> Registration:
    """Submitted → draft, before it was received."""
    registration = lock(registration)
    refuse_if(policies.blockers_to_recall(registration, on=timezone.localdate()))
    move(registration, RegistrationStatus.DRAFT, by=by, verb="thu hồi bản đã nộp")
    words = f"{by} thu hồi bản đã nộp để sửa."
    tell_of(registration, staff_of(registration), "được thu hồi", words, by=by)
    return registration


@transaction.atomic
def give_back(registration: Registration, *, reason: str, until: date | None = None, by: User) -> Registration:
    """Submitted → returned with the reason, and with days to mend it (`until`), also after the deadline."""
    registration = lock(registration)
    reasons = policies.blockers_to_return(registration, on=timezone.localdate())
    if not reason.strip():
        reasons = [*reasons, "Phải ghi lý do trả lại để khối biết cần sửa gì."]
    reasons = [*reasons, *policies.blockers_to_return_by(registration, until=until, on=timezone.localdate())]
    refuse_if(reasons)
    move(registration, RegistrationStatus.RETURNED, by=by, verb="trả lại", comment=reason, returned_until=until)
    people = [*leaders_of(registration), who_sees(registration, registration.submitted_by)]
    tell_of(registration, people, "bị trả lại", f"{by} trả lại: {reason}", by=by)
    return registration


@transaction.atomic
def accept(registration: Registration, *, version: int | None = None, by: User) -> Registration:
    """Submitted → accepted: the version submitted last is what counts. `version` is the number that was read."""
    registration = lock(registration)
    refuse_if(policies.blockers_to_accept(registration, on=timezone.localdate()))
    latest = policies.latest_version(registration)
    if latest is None or (version is not None and latest.number != version):
        raise Conflict("Khối vừa thu hồi và nộp bản khác sau khi anh/chị mở trang. Hãy xem lại rồi tiếp nhận.")
    latest.accepted_at = timezone.now()
    latest.save(update_fields=["accepted_at"])
    move(
        registration, RegistrationStatus.ACCEPTED, by=by, verb=f"tiếp nhận bản {latest.number}",
        accepted_version=latest, accepted_at=latest.accepted_at, accepted_by=by,
    )  # fmt: skip
    write_commitments(registration)
    people = [*leaders_of(registration), who_sees(registration, registration.submitted_by)]
    tell_of(registration, people, "đã được tiếp nhận", f"{by} tiếp nhận {registration}.", by=by)
    return registration


@transaction.atomic
def amend(registration: Registration, *, reason: str, by: User) -> Registration:
    """Accepted → draft of a new version; what was accepted stays in force until the new one is."""
    registration = lock(registration)
    reasons = policies.blockers_to_amend(registration, on=timezone.localdate())
    if not reason.strip():
        reasons = [*reasons, "Phải ghi lý do sửa đổi."]
    refuse_if(reasons)
    move(registration, RegistrationStatus.DRAFT, by=by, verb="lập bản sửa đổi", comment=reason)
    tell_of(registration, staff_of(registration), "được sửa đổi", f"{by} lập bản sửa đổi: {reason}", by=by)
    return registration


@transaction.atomic
def withdraw(registration: Registration, *, reason: str, by: User) -> Registration:
    """The bloc registers nothing any more; every version is kept."""
    registration = lock(registration)
    reasons = policies.blockers_to_withdraw(registration, on=timezone.localdate())
    if not reason.strip():
        reasons = [*reasons, "Phải ghi lý do rút."]
    refuse_if(reasons)
    nothing = {"accepted_version": None, "accepted_at": None, "accepted_by": None}
    move(registration, RegistrationStatus.WITHDRAWN, by=by, verb="rút đăng ký", comment=reason, **nothing)
    tell_of(registration, staff_of(registration), "đã rút", f"{by} rút đăng ký: {reason}", by=by)
    return registration


@transaction.atomic
def reopen(registration: Registration, *, by: User) -> Registration:
    """Withdrawn → draft, while there is time."""
    registration = lock(registration)
    refuse_if(policies.blockers_to_reopen(registration, on=timezone.localdate()))
    return move(registration, RegistrationStatus.DRAFT, by=by, verb="mở lại bản đã rút")


@transaction.atomic
def align_lines(registration: Registration, *, by: User) -> list[UnitLine]:
    """`seat_units` while the registration is written: what was filed keeps the lines it was filed with."""
    registration = lock(registration)
    refuse_if(policies.blockers_to_write(registration, on=timezone.localdate()))
    made = seat_units(registration)
    if made:
        record(registration, verb="cập nhật đơn vị theo thành phần khối", by=by)
    return made


def seat_units(registration: Registration) -> list[UnitLine]:
    """Give every unit of the bloc's year a line; take out empty lines of units that left. The new lines.

    A line with something on it stays, and the checks say that its unit is no member any more.
    """
    seats = list(registration.bloc.seats.filter(year=registration.round.year).order_by("position", "pk"))
    there = {line.organization_id: line for line in registration.lines.all()}
    seated = {seat.organization_id for seat in seats}
    for line in there.values():
        if line.organization_id not in seated and line.status == LineStatus.NOT_STARTED:
            line.delete()
    made = []
    for position, seat in enumerate(seats, start=1):
        if kept := there.get(seat.organization_id):
            UnitLine.objects.filter(pk=kept.pk).update(position=position)
        else:
            made.append(UnitLine(registration=registration, organization_id=seat.organization_id, position=position))
    UnitLine.objects.bulk_create(made)
    return made


def lock(registration: Registration) -> Registration:
    """The registration as it is now, held until the end."""
    return (
        Registration.objects.select_for_update(of=("self",))
        .select_related("bloc", "round__campaign__organization", "submitted_by", "saved_by")
        .get(pk=registration.pk)
    )


def _freeze(registration: Registration, *, by: User) -> RegistrationVersion:
    latest = policies.latest_version(registration)
    return RegistrationVersion.objects.create(
        registration=registration,
        number=latest.number + 1 if latest else 1,
        content=to_json(content_of(registration)),
        submitted_by=by,
    )


def _write_pledges(registration: Registration, texts: Sequence[str]) -> None:
    """Only what changed is written: numbers promised in an unchanged paragraph keep what came of them."""
    kept: dict[str, int] = {}
    for pledge in registration.pledges.order_by("-position", "-pk"):
        kept[pledge.text] = pledge.pk  # of two alike the first stays
    stay = [pk for text, pk in kept.items() if text in set(texts)]
    gone = registration.pledges.exclude(pk__in=stay)
    refuse_if(policies.blockers_to_take_out(gone))
    gone.delete()
    for position, text in enumerate(texts, start=1):
        if text in kept:
            Pledge.objects.filter(pk=kept.pop(text)).update(position=position)
        else:
            Pledge.objects.create(registration=registration, position=position, text=text)
