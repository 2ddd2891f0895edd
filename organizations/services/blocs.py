"""Blocs: set up, changed, composed for a year, copied into the next. Nothing is deleted without a trace in the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from core.errors import Conflict
from core.log import record
from core.vietnamese import searchable
from organizations.enums import BlocRole
from organizations.models import Bloc, BlocComposition, BlocMembership, Organization, User
from organizations.policies import blocs as policies
from organizations.policies.blocs import Seat
from organizations.selectors.blocs import CopyPlan, copy_plan, seats_of
from organizations.services.saving import changed_fields, refuse, save_valid, told

#: What may change later. The code stands in addresses; another organizer would be another bloc.
FIELDS = frozenset({"name", "kind", "valid_from", "valid_to", "position"})


@dataclass(frozen=True)
class Decided:
    """What set the year: the decision on who sits, and, once the bloc has voted, who came first."""

    document: str = ""
    decided_on: date | None = None
    front_runner: Organization | None = None
    vote_minutes: str = ""


@transaction.atomic
def create_bloc(*, code: str, organizer: Organization, by: User | None, **fields: Any) -> Bloc:
    """Set up a bloc without units. `by=None` is the system loading reference data."""
    _known(fields)
    bloc = Bloc(code=code, organizer=organizer, **fields)
    refuse([*policies.blockers_to_name_bloc(code), *policies.blockers_to_organize(organizer, bloc.kind)])
    bloc.search_text = searchable(f"{bloc.name} {bloc.code}")
    save_valid(bloc)
    record(bloc, verb="lập khối, cụm", by=by, comment=bloc.name)
    return bloc


@transaction.atomic
def update_bloc(bloc: Bloc, *, by: User, **fields: Any) -> Bloc:
    """Change the facts of a bloc; the log keeps what each was before. Nothing is written when nothing differs."""
    _known(fields)
    bloc = _locked(bloc)
    changes = changed_fields(bloc, fields)
    if not changes:
        return bloc
    for name, value in fields.items():
        setattr(bloc, name, value)
    refuse([*policies.blockers_to_organize(bloc.organizer, bloc.kind), *policies.blockers_to_bound(bloc)])
    bloc.search_text = searchable(f"{bloc.name} {bloc.code}")
    save_valid(bloc)
    record(bloc, verb="sửa thông tin khối", by=by, comment=told(changes), data={"changes": changes})
    return bloc


@transaction.atomic
def compose_bloc(
    bloc: Bloc, *, year: int, seats: Sequence[Seat], decided: Decided, revision: int, by: User | None
) -> BlocComposition:
    """Say who sits in the bloc that year, in this order, and by which decision; the log keeps before and after.

    Used for the first decision and for every re-cut after a merger. `revision` is that of the composition the
    change is based on (0 while there is none): of two who save at once the second gets a `Conflict`.
    """
    bloc = _locked(bloc)
    composition = BlocComposition.objects.filter(bloc=bloc, year=year).first() or BlocComposition(bloc=bloc, year=year)
    if stale := policies.blockers_to_save_over(composition, revision=revision):
        raise Conflict(*stale)
    refuse(policies.blockers_to_compose(bloc, year=year, seats=seats, front_runner=decided.front_runner))
    return _write(composition, seats, decided, by=by, verb=f"ghi thành phần năm {year}")


@transaction.atomic
def copy_blocs(organizer: Organization, *, from_year: int, to_year: int, on: date, by: User) -> CopyPlan:
    """Give the blocs of one year to another, as `copy_plan` says; the notices go into the log of each bloc."""
    organizer = _locked_organizer(organizer)
    refuse(policies.blockers_to_copy(organizer, from_year=from_year, to_year=to_year))
    plan = copy_plan(organizer, from_year=from_year, to_year=to_year, on=on)
    for copied in plan.blocs:
        refuse(policies.blockers_to_compose(copied.bloc, year=to_year, seats=copied.seats))
        kept = BlocComposition.objects.filter(bloc=copied.bloc, year=to_year).first()
        composition = kept or BlocComposition(bloc=copied.bloc, year=to_year)
        verb = f"chép thành phần năm {from_year} sang năm {to_year}"
        _write(composition, copied.seats, Decided(), by=by, verb=verb, notices=copied.notices)
    return plan


def _write(
    composition: BlocComposition,
    seats: Sequence[Seat],
    decided: Decided,
    *,
    by: User | None,
    verb: str,
    notices: Sequence[str] = (),
) -> BlocComposition:
    bloc, year = composition.bloc, composition.year
    sitting = [Seat(row.organization, row.role) for row in seats_of(bloc, year)]
    before, after = _told_state(bloc, sitting, _decided(composition)), _told_state(bloc, seats, decided)
    if before == after and composition.pk:
        return composition
    composition.document, composition.decided_on = decided.document, decided.decided_on
    composition.front_runner, composition.vote_minutes = decided.front_runner, decided.vote_minutes
    composition.revision += 1
    save_valid(composition)
    _seat(bloc, year, seats)
    comment = " ".join([_told_change(before, after), *notices]).strip()
    record(bloc, verb=verb, by=by, comment=comment, data={"year": year, "before": before, "after": after})
    return composition


def _decided(composition: BlocComposition) -> Decided:
    one = composition
    return Decided(one.document, one.decided_on, one.front_runner, one.vote_minutes)


def _seat(bloc: Bloc, year: int, seats: Sequence[Seat]) -> None:
    """Make the rows of the year what the list says; a unit that stays keeps its row. The leader is written last, so
    that there are never two.
    """
    sitting = {row.organization_id: row for row in bloc.seats.filter(year=year)}
    staying = {seat.organization.pk for seat in seats}
    bloc.seats.filter(year=year).exclude(organization__in=staying).delete()
    placed = sorted(enumerate(seats, start=1), key=lambda numbered: numbered[1].role == BlocRole.HEAD)
    for position, seat in placed:
        unit = seat.organization
        row = sitting.get(unit.pk) or BlocMembership(bloc=bloc, organization=unit, year=year)
        if row.pk is None or (row.role, row.position) != (seat.role, position):
            row.role, row.position = seat.role, position
            save_valid(row)


def _told_state(bloc: Bloc, seats: Sequence[Seat], decided: Decided) -> dict[str, Any]:
    """A year of a bloc as the log keeps it: names, for people; codes, to find them again."""
    first, day = decided.front_runner, decided.decided_on
    return {
        "decision": f"{decided.document} ngày {day:%d/%m/%Y}" if day else decided.document,
        "front_runner": f"{first.name} (biên bản số {decided.vote_minutes})" if first else "",
        "seats": [
            {"code": seat.organization.code, "name": seat.organization.name, "role": bloc.role_label(seat.role)}
            for seat in seats
        ],
    }


def _told_change(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What changed between two states of a year, as sentences."""
    old = {seat["code"]: dict(seat) for seat in before["seats"]}
    new = {seat["code"]: dict(seat) for seat in after["seats"]}
    names = Counter(seat["name"] for seat in (old | new).values())
    for seat in (*old.values(), *new.values()):  # a successor often took over the very name
        seat["told"] = f"{seat['name']} (mã {seat['code']})" if names[seat["name"]] > 1 else seat["name"]
    parts = [
        _sentence("Thêm", [f"{new[code]['told']}, {new[code]['role'].lower()}" for code in new if code not in old]),
        _sentence("Bỏ", [old[code]["told"] for code in old if code not in new]),
        _sentence("Đổi vai trò", [_turned(old[code], new[code]) for code in new if code in old]),
    ]
    if [code for code in old if code in new] != [code for code in new if code in old]:
        parts.append("Đổi thứ tự.")
    for key, label in (("decision", "Quyết định"), ("front_runner", "Dẫn đầu")):
        if before[key] != after[key]:
            parts.append(f"{label}: {after[key] or 'để trống'}.")
    return " ".join(part for part in parts if part)


def _turned(old: dict[str, str], new: dict[str, str]) -> str:
    return "" if old["role"] == new["role"] else f"{new['told']}: {old['role'].lower()} → {new['role'].lower()}"


def _sentence(label: str, items: Sequence[str]) -> str:
    told_items = [item for item in items if item]
    return f"{label}: {'; '.join(told_items)}." if told_items else ""


def _known(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"A bloc has no settable {sorted(unknown)}")


def _locked(bloc: Bloc) -> Bloc:
    """The bloc as it is now. Its organizer is held, so that no unit gets into two blocs at once."""
    _locked_organizer(bloc.organizer)
    return Bloc.objects.select_related("organizer").get(pk=bloc.pk)


def _locked_organizer(organizer: Organization) -> Organization:
    held: Organization = Organization.objects.select_for_update(of=("self",), no_key=True).get(pk=organizer.pk)
    return held
