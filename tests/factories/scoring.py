"""Blocs that are scored: a published table of five criteria, a round, sheets at any stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from organizations.enums import Role
from organizations.models import Bloc, Organization, User
from scoring.entries import Entry
from scoring.enums import STAGE_OF, GroupKind, SheetStatus, Source
from scoring.models import Scheme, ScoreSheet, ScoringRound
from scoring.outline import Row
from scoring.selectors.sheets import sheets_for, table_of
from scoring.services.rounds import appoint_checkers, in_a_ring, open_round
from scoring.services.schemes import create_scheme, publish_scheme
from scoring.services.sheets import save_scores, send_sheet
from tests.conftest import person
from tests.organizations.blocs import compose, department, make_bloc

YEAR = 2024
ROWS = (
    Row("g1", True, "Thực hiện nhiệm vụ chính trị", Decimal(70)),
    Row("c1", False, "Hoàn thành chỉ tiêu được giao", Decimal(40), source=Source.TARGETS),
    Row("c2", False, "Cải cách hành chính", Decimal(30), needs_evidence=True),
    Row("g2", True, "Thi đua, khen thưởng", Decimal(30)),
    Row("c3", False, "Chế độ báo cáo", Decimal(30)),
    Row("g3", True, "Điểm thưởng", Decimal(5), GroupKind.BONUS),
    Row("c4", False, "Có mô hình mới", Decimal(5)),
    Row("g4", True, "Điểm trừ", Decimal(10), GroupKind.DEDUCTION),
    Row("c5", False, "Báo cáo chậm", Decimal(10)),
)
#: 40 + 30 + 28 + 2 - 0.
GOOD = ("40", "30", "28", "2", "0")


def make_units(province: Organization) -> list[Organization]:
    """Three departments; the first leads."""
    names = ("Sở Nội vụ", "Sở Tài chính", "Sở Ngoại vụ")
    return [department(f"donvi{number}", name, province) for number, name in enumerate(names)]


def make_scored_bloc(province: Organization, units: Sequence[Organization], *, code: str = "tmth") -> Bloc:
    bloc = make_bloc(province, code)
    compose(bloc, YEAR, *units, document="Quyết định số 125/QĐ-UBND", decided_on=date(2024, 2, 1))
    return bloc


def make_scheme(
    organizer: Organization, *, by: User, bloc: Bloc | None = None, rows: Sequence[Row] = ROWS, publish: bool = True
) -> Scheme:
    scheme = create_scheme(organizer, bloc=bloc, year=YEAR, by=by, rows=rows, name="Bảng tiêu chí thi đua")
    return publish_scheme(scheme, by=by) if publish else scheme


def make_round(bloc: Bloc, *, by: User, checkers: bool = True) -> ScoringRound:
    """Opened, each unit cross-checked by the next."""
    round_ = open_round(bloc, year=YEAR, by=by)
    if checkers:
        appoint_checkers(round_, in_a_ring(round_, list(round_.sheets.all())), by=by)
    return round_


def officer_of(unit: Organization) -> User:
    return person(f"canbo.{unit.code}", unit, Role.UNIT_OFFICER)


def sheet_of(round_: ScoringRound, unit: Organization) -> ScoreSheet:
    """As the database holds it now."""
    return ScoreSheet.objects.select_related("round__bloc__organizer", "round__scheme", "organization", "checker").get(
        round=round_, organization=unit
    )


def score(sheet: ScoreSheet, values: Sequence[str | None], *, by: User, notes: Mapping[int, str] | None = None):
    """Keep the points of the stage at which the sheet stands, in the order of the table; the sheet as it is now."""
    notes = {1: "Báo cáo số 12/BC"} if notes is None else notes
    entries = [
        Entry(line.criterion.pk, None if value is None else Decimal(value), notes.get(place, ""))
        for place, (line, value) in enumerate(zip(table_of(sheet).lines, values, strict=True))
    ]
    stage = STAGE_OF[sheet.status]
    save_scores(sheet, entries, stage=stage, base_revision=sheet.revision, by=by)
    return sheet_of(sheet.round, sheet.organization)


def bring_to(sheet: ScoreSheet, status: SheetStatus, *, by: User, values: Sequence[str] = GOOD) -> ScoreSheet:
    """The sheet at that status, scored the same at every stage before it."""
    while sheet.status != status:
        sheet = score(sheet, values, by=by)
        send_sheet(sheet, stage=STAGE_OF[sheet.status], by=by)
        sheet = sheet_of(sheet.round, sheet.organization)
    return sheet


def seen_by(user: User) -> set[int]:
    return set(sheets_for(user).values_list("pk", flat=True))
