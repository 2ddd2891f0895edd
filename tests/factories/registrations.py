"""Blocs with their units, rounds and registrations, valid by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.vietnamese import searchable
from organizations.enums import BlocRole, Role
from organizations.models import Bloc, BlocMembership, Organization, User
from registrations.entries import Typed
from registrations.models import Registration, Round, UnitLine
from registrations.services.lines import accept_line, save_line
from registrations.services.registrations import save_letter, submit
from registrations.services.rounds import add_bloc
from tests.factories.awards import make_title
from tests.factories.campaigns import CampaignFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory

#: The titles of the real registration.
TITLES = {
    "COTD_CP": ("Cờ thi đua của Chính phủ", "collective"),
    "COTD_T": ("Cờ thi đua cấp tỉnh", "collective"),
    "TTLDXS": ("Tập thể lao động xuất sắc", "collective"),
    "CSTDT": ("Chiến sĩ thi đua cấp tỉnh", "individual"),
}
LETTER = {
    "addressee": "Thường trực Hội đồng Thi đua - Khen thưởng tỉnh",
    "introduction": "Khối đăng ký thi đua với những nội dung sau:",
    "on_behalf_of": "TM. KHỐI THI ĐUA",
    "signer_title": "TRƯỞNG KHỐI",
    "signer_name": "Phan Quốc Nghĩa",
}


def make_titles() -> None:
    for code, (name, subject) in TITLES.items():
        make_title(code, name=name, subject=subject)


def make_bloc(organizer: Organization, units: Sequence[Organization], *, year: int = 2024, **fields: Any) -> Bloc:
    """A bloc whose first unit leads it that year."""
    code = fields.pop("code", f"khoi-{Bloc.objects.count() + 1}-{organizer.code}")
    name = fields.pop("name", f"Khối thi đua {code}")
    bloc = Bloc.objects.create(
        code=code, name=name, organizer=organizer, search_text=searchable(f"{name} {code}"), **fields
    )
    seat_units(bloc, units, year=year)
    return bloc


def seat_units(bloc: Bloc, units: Sequence[Organization], *, year: int) -> None:
    for position, unit in enumerate(units):
        role = BlocRole.MEMBER if position else BlocRole.HEAD
        BlocMembership.objects.create(bloc=bloc, organization=unit, year=year, role=role, position=position)


def make_units(organizer: Organization, count: int, prefix: str = "so") -> list[Organization]:
    return [
        OrganizationFactory(code=f"{prefix}{n}-{organizer.code}", name=f"Sở Số {n}", parent=organizer)
        for n in range(1, count + 1)
    ]


def officer_of(unit: Organization, username: str = "") -> User:
    user = UserFactory(**({"username": username} if username else {}))
    return MembershipFactory(user=user, organization=unit, role=Role.UNIT_OFFICER).user


def make_round(organization: Organization, *, year: int = 2024, **fields: Any) -> Round:
    """A round that is open today and for ten days more."""
    make_titles()
    today = timezone.localdate()
    campaign = fields.pop("campaign", None) or CampaignFactory(organization=organization, year=year)
    number = Round.objects.count() + 1
    values = {
        "code": f"dot-{number}-{organization.code}",
        "name": f"Đợt đăng ký số {number}",
        "opens_on": today - timedelta(days=10),
        "due_on": today + timedelta(days=10),
    } | fields
    return Round.objects.create(campaign=campaign, year=year, search_text=searchable(values["name"]), **values)


def make_registration(round_: Round, bloc: Bloc, **fields: Any) -> Registration:
    """A registration with an empty line for each unit of the bloc's year; nobody is told of it."""
    registration = add_bloc(round_, bloc, by=UserFactory())
    if fields:
        Registration.objects.filter(pk=registration.pk).update(**fields)
        registration.refresh_from_db()
    return registration


def fill(line: UnitLine, *rows: Typed, by: User) -> UnitLine:
    """Rows on the line; without any, one flag for the unit and five people."""
    rows = rows or (Typed("new-1", "own", "COTD_T"), Typed("new-2", "inner", "CSTDT", count="5"))
    return save_line(line, rows, base_revision=line.revision, by=by)


def filed(registration: Registration, *, by: User) -> Registration:
    """Every line filled and settled, the letter written, and the whole submitted by the leader."""
    for line in registration.lines.all():
        accept_line(fill(line, by=by), by=by)
    save_letter(registration, LETTER, ["100% đơn vị hưởng ứng."], base_revision=registration.revision, by=by)
    return submit(registration, by=by)
