"""A province on the last day: blocs whose units all still have to file."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from awards.reference import load_catalogue_rows
from campaigns.models import Campaign
from organizations.enums import BlocRole, Kind, Level, Role
from organizations.models import Bloc, BlocMembership, Membership, Organization, User
from registrations.models import Registration, Round, UnitLine
from registrations.services.rounds import open_round

UNITS_OF_A_BLOC = 10


def load(units: int) -> Round:
    """`units` units in blocs of ten, an officer in each, a round that is due today."""
    year = timezone.localdate().year
    load_catalogue_rows()
    body = _organization("laocai", "Ủy ban nhân dân tỉnh Lào Cai", None)
    staff = User.objects.create_user("chuyenvien", "mat-khau-do-luong", full_name="Nguyễn Thị Hương")
    Membership.objects.create(user=staff, organization=body, role=Role.STAFF, valid_from=date(2000, 1, 1))
    members = [_organization(f"donvi{n:03d}", f"Đơn vị số {n}", body) for n in range(units)]
    people = [User(username=f"canbo{n:03d}", full_name=f"Cán bộ số {n}") for n in range(units)]
    people = User.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(user=user, organization=unit, role=Role.UNIT_OFFICER, valid_from=date(2000, 1, 1))
        for user, unit in zip(people, members, strict=True)
    )
    blocs = [_bloc(n, body, members[n : n + UNITS_OF_A_BLOC], year) for n in range(0, units, UNITS_OF_A_BLOC)]
    campaign = Campaign.objects.create(organization=body, year=year, name=f"Phong trào thi đua năm {year}")
    today = timezone.localdate()
    return open_round(
        campaign, blocs=blocs, by=staff, code="ngay-cuoi", name="Đợt đăng ký ngày cuối",
        opens_on=today - timedelta(days=30), due_on=today, needs_pledges=False,
    )  # fmt: skip


def officers(round_: Round) -> list[tuple[User, UnitLine]]:
    """Each unit's officer with the line to fill."""
    lines = UnitLine.objects.filter(registration__round=round_).select_related("organization", "registration")
    held = Membership.objects.filter(role=Role.UNIT_OFFICER).select_related("user")
    people = {one.organization_id: one.user for one in held}
    return [(people[line.organization_id], line) for line in lines]


def leaders(round_: Round) -> list[tuple[User, Registration]]:
    """Each bloc's leader with the registration to file; its letter has its signer."""
    Registration.objects.filter(round=round_).update(signer_name="Phan Quốc Nghĩa")
    heads = BlocMembership.objects.filter(role=BlocRole.HEAD, year=round_.year)
    unit_of = {one.bloc_id: one.organization_id for one in heads}
    people = {line.organization_id: user for user, line in officers(round_)}
    return [(people[unit_of[one.bloc_id]], one) for one in round_.registrations.select_related("bloc")]


def _organization(code: str, name: str, parent: Organization | None) -> Organization:
    return Organization.objects.create(
        code=code, name=name, parent=parent, level=Level.PROVINCE, place="Lào Cai", document_symbol="UBND",
        kind=Kind.DEPARTMENT if parent else Kind.PEOPLES_COMMITTEE, root_code=parent.code if parent else code,
        search_text=name.lower(),
    )  # fmt: skip


def _bloc(number: int, body: Organization, units: list[Organization], year: int) -> Bloc:
    bloc = Bloc.objects.create(code=f"khoi{number:03d}", name=f"Khối thi đua số {number}", organizer=body)
    BlocMembership.objects.bulk_create(
        BlocMembership(
            bloc=bloc, organization=unit, year=year, position=n, role=BlocRole.MEMBER if n else BlocRole.HEAD
        )
        for n, unit in enumerate(units)
    )
    return bloc
