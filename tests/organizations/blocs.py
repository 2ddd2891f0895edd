"""Blocs for tests, made by the services that people use."""

from __future__ import annotations

from organizations.enums import BlocKind, BlocRole
from organizations.models import Bloc, BlocComposition, Organization
from organizations.policies.blocs import Seat
from organizations.services import Decided, compose_bloc, create_bloc
from tests.factories.organizations import OrganizationFactory

HEAD, DEPUTY, MEMBER = BlocRole.HEAD, BlocRole.DEPUTY, BlocRole.MEMBER


def department(code: str, name: str, province: Organization, **more: object) -> Organization:
    return OrganizationFactory(code=code, name=name, parent=province, kind="department", **more)


def make_bloc(organizer: Organization, code: str = "tmth", name: str = "Khối Tham mưu Tổng hợp", **more) -> Bloc:
    fields = {"kind": BlocKind.KHOI} | more
    return create_bloc(code=code, name=name, organizer=organizer, by=None, **fields)


def compose(bloc: Bloc, year: int, *seats: Organization | tuple[Organization, str], by=None, **decided):
    """The first unit leads, unless roles are given."""
    placed = [
        Seat(*seat) if isinstance(seat, tuple) else Seat(seat, HEAD if place == 0 else MEMBER)
        for place, seat in enumerate(seats)
    ]
    kept = BlocComposition.objects.filter(bloc=bloc, year=year).first()
    revision = kept.revision if kept else 0
    return compose_bloc(bloc, year=year, seats=placed, decided=Decided(**decided), revision=revision, by=by)


def seated(bloc: Bloc, year: int) -> list[tuple[str, str]]:
    return list(bloc.seats.filter(year=year).order_by("position").values_list("organization__code", "role"))
