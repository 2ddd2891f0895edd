"""The provinces, the units named in the demonstration documents and their bloc, loaded from this app's own data.

Resolution 202/2025/QH15 formed 23 of the 34 provinces and cities anew on 01/07/2025, even where the new one took
over the name of an old one: Yên Bái and Lào Cai became "the new province named Lào Cai". So the Lào Cai that issued
directives in 2024 (`laocai`) and the Lào Cai of today (`laocai2025`) are two organizations. The first ended on that
day with the second as its successor, and each has its own numbers: a new body begins at 01 within the year, which one
organization could not hold twice. The eleven others go on unchanged; Huế replaced Thừa Thiên Huế on 01/01/2025
(Resolution 175/2024/QH15). The districts ended on 01/07/2025 and their work went to many communes, so they have no
single successor.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from organizations.enums import BlocRole, Kind, Level
from organizations.models import Bloc, BlocComposition, Organization, User
from organizations.policies.blocs import Seat
from organizations.services import Decided, close_organization, compose_bloc, create_bloc, create_organization

DATA = Path(__file__).parent / "data"
MERGED_ON = date(2025, 7, 1)
#: Those whose documents name the people's committee of the province above their own name.
_BELOW_THE_COMMITTEE = (Kind.DEPARTMENT, Kind.PUBLIC_UNIT)


@transaction.atomic
def load_reference_organizations(by: User | None = None) -> int:
    """Make what is missing; how many were made. What exists is left as it is."""
    before = Organization.objects.count()
    provinces, units = _read("provinces.json"), _read("units.json")
    for row in [*provinces["unchanged"], *provinces["merged_2025"]]:
        for old in row.get("from", []):
            _province(old, by)
        _province(row, by)
    for root, rows in units.items():
        for position, row in enumerate(rows, start=1):
            _unit(root, row, position, by)
    for row in [*provinces["unchanged"], *provinces["merged_2025"]]:
        for old in row.get("from", []):
            _end_tree(old["code"], row["code"], by)
    load_reference_blocs(by)
    return Organization.objects.count() - before


@transaction.atomic
def load_reference_blocs(by: User | None = None) -> int:
    """Make the bloc of the demonstration, after its units; how many were made. What exists is left as it is.

    Who sits in it and leads it in 2024 is told by its own registration of that year. The registration names the
    province's regulation on blocs as its ground and no decision of the year, so that is what is recorded.
    """
    made = 0
    for row in _read("blocs.json"):
        bloc = Bloc.objects.filter(code=row["code"]).first()
        if bloc is None:
            made += 1
            organizer = Organization.objects.get(code=row["organizer"])
            bloc = create_bloc(code=row["code"], name=row["name"], kind=row["kind"], organizer=organizer, by=by)
        for of_year in row["years"]:
            _bloc_year(bloc, of_year, by)
    return made


def _bloc_year(bloc: Bloc, row: dict[str, Any], by: User | None) -> None:
    if BlocComposition.objects.filter(bloc=bloc, year=row["year"]).exists():
        return
    units = {unit.code: unit for unit in Organization.objects.filter(code__in=[one["code"] for one in row["units"]])}
    seats = [Seat(units[one["code"]], one.get("role", BlocRole.MEMBER)) for one in row["units"]]
    decided = Decided(document=row["document"], decided_on=date.fromisoformat(row["decided_on"]))
    compose_bloc(bloc, year=row["year"], seats=seats, decided=decided, revision=0, by=by)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _province(row: dict[str, Any], by: User | None) -> None:
    if Organization.objects.filter(code=row["code"]).exists():
        return
    begun = row.get("valid_from") or (MERGED_ON.isoformat() if row.get("from") else "")
    create_organization(
        by=by,
        code=row["code"],
        name=f"Ủy ban nhân dân {row['name']}",
        short_name=f"UBND {row['name']}",
        kind=Kind.PEOPLES_COMMITTEE,
        level=Level.PROVINCE,
        document_symbol="UBND",
        letterhead=f"ỦY BAN NHÂN DÂN|{row['name'].upper()}",
        place=row["place"],
        valid_from=date.fromisoformat(begun) if begun else None,
    )


def _unit(root: str, row: dict[str, Any], position: int, by: User | None) -> None:
    if Organization.objects.filter(code=row["code"]).exists():
        return
    central = root == "central"
    parent = None if central else Organization.objects.get(code=row.get("parent", root))
    superior = f"ỦY BAN NHÂN DÂN|TỈNH {parent.place.upper()}" if parent and row["kind"] in _BELOW_THE_COMMITTEE else ""
    begun, ended = row.get("valid_from"), row.get("valid_to")
    unit = create_organization(
        by=by,
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        level=row.get("level", Level.CENTRAL if central else Level.PROVINCE),
        parent=parent,
        position=position,
        document_symbol=row.get("symbol", ""),
        letterhead_superior=row.get("superior", superior),
        place=row.get("place", parent.place if parent else "Hà Nội"),
        valid_from=date.fromisoformat(begun) if begun else None,
    )
    if ended:
        close_organization(unit, on=date.fromisoformat(ended), by=by)


def _end_tree(code: str, successor_code: str, by: User | None) -> None:
    """End a merged province on the day its successor began, what hung below it first."""
    province = Organization.objects.get(code=code)
    if province.valid_to:
        return
    successor = Organization.objects.get(code=successor_code)
    heirs = {
        old: Organization.objects.get(code=row["code"])
        for row in _read("units.json").get(successor_code, [])
        for old in row.get("succeeds", [])
    }
    assert successor.valid_from
    below = Organization.objects.descendants(province).filter(valid_to__isnull=True)
    for unit in reversed(below):
        close_organization(unit, on=successor.valid_from, by=by, successor=heirs.get(unit.code))
    close_organization(province, on=successor.valid_from, by=by, successor=successor)
