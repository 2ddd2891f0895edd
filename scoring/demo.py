"""The demonstration of scoring: a table and points of our own making, and marked so, for a bloc that exists."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from organizations.models import Bloc, Organization, User
from scoring.entries import Entry
from scoring.enums import STAGE_OF, GroupKind, SheetStatus, Source, Stage
from scoring.models import Scheme, ScoreSheet, ScoringRound
from scoring.outline import Row
from scoring.selectors.sheets import SheetTable, table_of
from scoring.services.rounds import appoint_checkers, in_a_ring, open_round
from scoring.services.schemes import create_scheme, publish_scheme
from scoring.services.sheets import save_scores, send_sheet

DATA = Path(__file__).parent / "data" / "laocai-2024.json"
NOTE = "Số liệu minh họa"


def load_scoring(*, staff: User) -> None:
    """Publish the table, open the bloc's scoring and bring its sheets to different stages; made once."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    bloc = Bloc.objects.filter(code=data["bloc"]).select_related("organizer").first()
    if bloc is None or ScoringRound.objects.filter(bloc=bloc, year=data["year"]).exists():
        return
    publish_scheme(_scheme(data, bloc, by=staff), by=staff)
    round_ = open_round(bloc, year=data["year"], by=staff)
    appoint_checkers(round_, in_a_ring(round_, list(round_.sheets.all())), by=staff)
    for code, row in data["sheets"].items():
        _bring(ScoreSheet.objects.get(round=round_, organization__code=code), row, by=staff)


def _scheme(data: dict[str, Any], bloc: Bloc, *, by: User) -> Scheme:
    organizer = Organization.objects.get(code=data["organizer"])
    rows = [_row(str(number), row) for number, row in enumerate(data["rows"])]
    return create_scheme(
        organizer, bloc=bloc, year=data["year"], by=by, rows=rows, name=data["name"], note=data["note"]
    )


def _row(key: str, row: dict[str, Any]) -> Row:
    maximum = Decimal(row["max"])
    if "group" in row:
        return Row(key, True, row["group"], maximum, GroupKind(row.get("kind", GroupKind.ORDINARY)))
    return Row(
        key,
        False,
        row["name"],
        maximum,
        source=Source(row.get("source", Source.MANUAL)),
        needs_evidence=row.get("evidence", False),
    )


def _bring(sheet: ScoreSheet, row: dict[str, Any], *, by: User) -> None:
    """Give the points of every stage up to the one the data names."""
    while True:
        sheet = ScoreSheet.objects.select_related("round__bloc__organizer", "round__scheme", "organization").get(
            pk=sheet.pk
        )
        if sheet.status == SheetStatus(row["to"]) and sheet.status != SheetStatus.DRAFT:
            return
        stage = STAGE_OF[sheet.status]
        save_scores(sheet, _entries(table_of(sheet), stage, row), stage=stage, base_revision=sheet.revision, by=by)
        if row["to"] == SheetStatus.DRAFT:
            return
        send_sheet(sheet, stage=stage, by=by)


def _entries(table: SheetTable, stage: Stage, row: dict[str, Any]) -> list[Entry]:
    """The unit's own points; later stages agree but where the data says otherwise."""
    changed: dict[str, Any] = row.get("cross", {}) if stage != Stage.SELF else {}
    found = []
    for number, (line, own) in enumerate(zip(table.lines, row["points"], strict=True)):
        value, note = changed.get(str(number), (own, NOTE if stage == Stage.SELF else ""))
        note = note if stage in (Stage.SELF, Stage.CROSS) else ""
        if value is not None:
            found.append(Entry(line.criterion.pk, Decimal(value), note))
    return found
