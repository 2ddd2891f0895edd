"""The demonstration's registrations: the one that was signed in Lào Cai in March 2024, filed unit by unit as it would
have been, and a round of this year in Lạng Sơn that is open and half filled, to be tried.

Letter, pledges and table of the first are the real ones; the days of its round and everything of the second are ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign, Directive
from campaigns.services import create_campaign
from organizations.enums import BlocRole
from organizations.models import Bloc, Organization, User
from organizations.policies.blocs import Seat
from organizations.services.blocs import Decided, compose_bloc, create_bloc
from registrations.entries import Typed
from registrations.models import Registration, Round, UnitLine
from registrations.services import lines, registrations, rounds

DATA = Path(__file__).parent / "data"
REAL = "laocai-tmth-2024"
LATE = "Nhập vào hệ thống bản đăng ký trên giấy đã ký tháng 3 năm 2024."
TRY_OUT = "langson-minh-hoa"
#: The first leads.
TRY_OUT_UNITS = ("vpubnd-langson", "sokhdt-langson", "sotaichinh-langson", "sonoivu-langson")
_FLAG = Typed("new-1", "own", "COTD_T")


def load_registrations(people: Mapping[str, User], officers: Mapping[str, User]) -> None:
    """Make what is missing; `people` by account, `officers` by the code of their unit. The catalogue is there."""
    if not Registration.objects.filter(code=REAL).exists():
        _real(people["chuyenvien.laocai"], officers)
    if not Round.objects.filter(code=TRY_OUT).exists():
        _try_out(people["chuyenvien.langson"], officers, on=timezone.localdate())


def real_data() -> dict[str, Any]:
    """Letter, pledges and rows as they stand on the paper."""
    data: dict[str, Any] = json.loads((DATA / f"{REAL}.json").read_text(encoding="utf-8"))
    return data


def rows_of(unit: Mapping[str, Any]) -> list[Typed]:
    """The rows of a unit as its officer types them."""
    return [Typed(key=f"new-{number}", **row) for number, row in enumerate(unit["rows"], start=1)]


def _real(staff: User, officers: Mapping[str, User]) -> None:
    """Every unit's own officer writes and sends its line, the leader settles and submits, staff accept.

    The round of 2024 is over: the bloc is let in late, as a paper that is entered afterwards would be.
    """
    data = real_data()
    bloc = Bloc.objects.get(code=data["bloc"])
    registration = _open(Directive.objects.get(code="laocai-2024").campaign, bloc, data, by=staff)
    until = timezone.localdate()
    rounds.let_in_late(registration, until=until, approved_by=f"{staff}, {staff.job_title}", reason=LATE, by=staff)
    head = officers[bloc.seats.get(year=registration.round.year, role=BlocRole.HEAD).organization.code]
    typed = {unit["code"]: rows_of(unit) for unit in data["units"]}
    for line in registration.lines.select_related("organization", "registration"):
        officer = officers[line.organization.code]
        lines.save_line(line, typed[line.organization.code], base_revision=0, by=officer)
        lines.send_line(line, by=officer)
        lines.accept_line(line, by=head)
    registrations.save_letter(registration, data["letter"], data["pledges"], base_revision=0, by=head)
    registrations.submit(registration, by=head)
    registrations.accept(registration, by=staff)


def _open(campaign: Campaign, bloc: Bloc, data: Mapping[str, Any], *, by: User) -> Registration:
    days = {name: date.fromisoformat(data["round"][name]) for name in ("opens_on", "due_on")}
    fields = data["round"] | days
    round_ = Round.objects.filter(code=fields["code"]).first() or rounds.open_round(
        campaign, blocs=[bloc], by=by, **fields
    )
    registration = rounds.add_bloc(round_, bloc, by=by)
    registration.code = data["code"]
    registration.save(update_fields=["code"])
    return registration


def _try_out(staff: User, officers: Mapping[str, User], *, on: date) -> None:
    """One unit settled, one sent, one half written, one not begun."""
    units = {unit.code: unit for unit in Organization.objects.filter(code__in=TRY_OUT_UNITS)}
    province = Organization.objects.get(code="langson")
    bloc = _bloc(province, [units[code] for code in TRY_OUT_UNITS], year=on.year, by=staff)
    campaign = create_campaign(
        organization=province, year=on.year, name=f"Phong trào thi đua năm {on.year} (minh họa)", by=staff
    )
    round_ = rounds.open_round(
        campaign,
        blocs=[bloc],
        by=staff,
        code=TRY_OUT,
        name=f"Đăng ký thi đua năm {on.year} (minh họa)",
        opens_on=on - timedelta(days=10),
        due_on=on + timedelta(days=20),
        note="Đợt minh họa để dùng thử: mỗi đơn vị ghi phần của mình, trưởng khối chốt rồi nộp.",
    )
    head, planning, finance, _ = _lines(round_)
    leader = officers[head.organization.code]
    people = Typed("new-2", "inner", "CSTDT", count="3")
    teams = Typed("new-3", "inner", "TTLDXS", count="4")
    lines.accept_line(lines.save_line(head, [_FLAG, people, teams], base_revision=0, by=leader), by=leader)
    officer = officers[planning.organization.code]
    lines.send_line(lines.save_line(planning, [_FLAG, people], base_revision=0, by=officer), by=officer)
    lines.save_line(finance, [teams], base_revision=0, by=officers[finance.organization.code])


def _bloc(province: Organization, units: list[Organization], *, year: int, by: User) -> Bloc:
    code = f"tmth-{province.code}"
    bloc = Bloc.objects.filter(code=code).first()
    if bloc is None:
        bloc = create_bloc(code=code, name="Khối Tham mưu Tổng hợp", organizer=province, by=by)
    roles = [BlocRole.HEAD, *([BlocRole.MEMBER] * (len(units) - 1))]
    seats = [Seat(unit, role) for unit, role in zip(units, roles, strict=True)]
    if not bloc.seats.filter(year=year).exists():
        compose_bloc(bloc, year=year, seats=seats, decided=Decided(), revision=0, by=by)
    return bloc


def _lines(round_: Round) -> list[UnitLine]:
    found = UnitLine.objects.filter(registration__round=round_).select_related("organization", "registration")
    return list(found.order_by("position"))
