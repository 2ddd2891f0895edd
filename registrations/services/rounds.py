"""Rounds: opened for blocs, extended for everybody, or one bloc let in late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign
from core.errors import ActionBlocked
from core.log import record
from core.vietnamese import searchable
from organizations.models import Bloc, User
from registrations.letter import usual_letter
from registrations.models import LateException, Registration, Round, RoundExtension
from registrations.policies import rounds as policies
from registrations.selectors.people import leaders_of, waiting_people
from registrations.services.lines import refuse_if
from registrations.services.registrations import lock, seat_units
from registrations.services.telling import tell_of

#: What may still be changed of an open round.
EDITABLE = ("name", "needs_pledges", "needs_counts", "needs_signed_file", "note")


@transaction.atomic
def open_round(campaign: Campaign, *, blocs: Sequence[Bloc], by: User, **fields: Any) -> Round:
    """A round of the campaign with a registration for every bloc that must file; their leaders are told.

    `fields`: code, name, opens_on, due_on, and what `Round` asks of a registration.
    """
    opens_on, due_on = fields["opens_on"], fields["due_on"]
    refuse_if(
        policies.blockers_to_open(campaign, opens_on=opens_on, due_on=due_on, blocs=blocs, on=timezone.localdate())
    )
    round_ = Round(
        campaign=campaign, year=campaign.year, search_text=searchable(f"{fields['name']} {fields['code']}"), **fields
    )
    refuse_invalid(round_)
    round_.save()
    record(round_, verb="mở đợt đăng ký", by=by, comment=f"Hạn nộp {due_on:%d/%m/%Y}")
    for bloc in blocs:
        add_bloc(round_, bloc, by=by)
    return round_


@transaction.atomic
def add_bloc(round_: Round, bloc: Bloc, *, by: User, code: str = "") -> Registration:
    """One more bloc that must file; its leaders are told."""
    registration, is_new = Registration.objects.get_or_create(
        round=round_,
        bloc=bloc,
        defaults={"code": code or _free_code(round_, bloc), **usual_letter(round_, bloc)},
    )
    if is_new:
        seat_units(registration)
        record(registration, verb="được mở", by=by)
        words = f"{bloc} đăng ký thi đua năm {round_.year}, hạn nộp {round_.due_on:%d/%m/%Y}."
        tell_of(registration, leaders_of(registration), "đã mở", words, by=by)
    return registration


@transaction.atomic
def admit_bloc(round_: Round, bloc: Bloc, *, by: User) -> Registration:
    """A bloc that was forgotten when the round was opened."""
    refuse_if(policies.blockers_to_admit(round_, bloc, on=timezone.localdate()))
    made = add_bloc(round_, bloc, by=by)
    record(round_, verb="thêm khối vào đợt", by=by, comment=bloc.name)
    return made


@transaction.atomic
def edit_round(round_: Round, *, by: User, **fields: Any) -> Round:
    """Change of `EDITABLE` what is given. Dates are not among it: they are moved by extending."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("campaign__organization").get(pk=round_.pk)
    refuse_if(policies.blockers_to_edit(round_, on=timezone.localdate()))
    changed = [name for name in EDITABLE if name in fields and getattr(round_, name) != fields[name]]
    if not changed:
        return round_
    for name in changed:
        setattr(round_, name, fields[name])
    round_.search_text = searchable(f"{round_.name} {round_.code}")
    refuse_invalid(round_)
    round_.save(update_fields=[*changed, "search_text"])
    names = ", ".join(str(Round._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]  # plain fields
    record(round_, verb="sửa đợt đăng ký", by=by, comment=names)
    return round_


@transaction.atomic
def extend_round(round_: Round, *, due_on: date, reason: str, by: User) -> Round:
    """Move the deadline for everybody; all who have not filed yet are told, leaders and units alike."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("campaign__organization").get(pk=round_.pk)
    reasons = policies.blockers_to_extend(round_, due_on=due_on, on=timezone.localdate())
    if not reason.strip():
        reasons = [*reasons, "Phải ghi lý do gia hạn."]
    refuse_if(reasons)
    RoundExtension.objects.create(
        round=round_, previous_due_on=round_.due_on, due_on=due_on, reason=reason.strip(), by=by
    )
    previous, round_.due_on = round_.due_on, due_on
    round_.save(update_fields=["due_on"])
    record(round_, verb=f"gia hạn từ {previous:%d/%m/%Y} đến {due_on:%d/%m/%Y}", by=by, comment=reason)
    _tell_all(round_, reason, by=by)
    return round_


@transaction.atomic
def let_in_late(registration: Registration, *, until: date, approved_by: str, reason: str, by: User) -> LateException:
    """One bloc may file after the deadline; who allowed it and why stand with it."""
    registration = lock(registration)
    reasons = policies.blockers_to_let_in_late(registration, until=until, on=timezone.localdate())
    if not reason.strip() or not approved_by.strip():
        reasons = [*reasons, "Phải ghi tên người cho phép và lý do."]
    refuse_if(reasons)
    made = LateException.objects.create(
        round=registration.round, bloc=registration.bloc, until=until,
        approved_by=approved_by.strip(), reason=reason.strip(), by=by,
    )  # fmt: skip
    verb = f"cho phép nộp muộn đến {until:%d/%m/%Y}"
    record(registration, verb=verb, by=by, comment=f"{approved_by.strip()}: {reason.strip()}")
    tell_of(registration, leaders_of(registration), f"được nộp đến {until:%d/%m/%Y}", reason, by=by)
    return made


def _free_code(round_: Round, bloc: Bloc) -> str:
    """Of round and bloc; numbered where two long names, or names with dashes, come to the same."""
    longest = Registration._meta.get_field("code").max_length or 0
    wanted = f"{round_.code}-{bloc.code}"[: longest - 4]
    taken = set(Registration.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return (
        wanted
        if wanted not in taken
        else next(code for n in range(2, len(taken) + 3) if (code := f"{wanted}-{n}") not in taken)
    )


def refuse_invalid(round_: Round) -> None:
    """Every constraint of the table as a refusal in words."""
    try:
        round_.full_clean()
    except ValidationError as error:
        raise ActionBlocked(*error.messages) from error


def _tell_all(round_: Round, reason: str, *, by: User) -> None:
    """Everybody who still has something open: the leaders, and the officers of units that did not finish."""
    for registration, people in waiting_people(round_):
        words = f"Hạn nộp mới: {round_.due_on:%d/%m/%Y}. Lý do: {reason}"
        tell_of(registration, people, f"được gia hạn đến {round_.due_on:%d/%m/%Y}", words, by=by)
