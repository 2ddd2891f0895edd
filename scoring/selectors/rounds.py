"""Reads of the scoring of a bloc: the units by stage, the ranking, which blocs can be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from organizations.enums import Role
from organizations.models import BlocMembership, Organization, User
from organizations.rules import organizes_blocs_for
from scoring.enums import SCORED_BY_BLOC, STAGE_OF, SheetStatus, Stage
from scoring.models import ScoreSheet, ScoringRound
from scoring.models.rounds import READING_ROLES, ScoringRoundQuerySet, led_seats
from scoring.ranking import places
from scoring.selectors.attainment import met_by_unit
from scoring.selectors.sheets import SheetTable, last_given, tables_of
from scoring.totals import Total


@dataclass(frozen=True)
class UnitRow:
    """A unit on the page of its bloc: its points by stage, and what is missing at the stage where it stands."""

    table: SheetTable
    points: Mapping[Stage, Decimal]
    scored: int
    criteria: int

    @property
    def sheet(self) -> ScoreSheet:
        return self.table.sheet

    @property
    def missing(self) -> int:
        """How many criteria have no points at the present stage."""
        return self.criteria - self.scored

    @property
    def cells(self) -> list[tuple[str, Decimal | None]]:
        """Each stage in order with its points, None where it has not given any."""
        return [(str(stage.label), self.points.get(stage)) for stage in Stage]


@dataclass(frozen=True)
class Ranked:
    """A unit in the ranking. `missed`: how many of its targets of the year were missed."""

    sheet: ScoreSheet
    place: int | None
    stage: Stage | None
    ordinary: Decimal | None
    bonus: Decimal | None
    deduction: Decimal | None
    points: Decimal | None
    missed: int

    @property
    def missed_words(self) -> str:
        return f"{self.missed} không đạt"

    @property
    def unit(self) -> Organization:
        return self.sheet.organization


def rounds_for(user: User) -> ScoringRoundQuerySet:
    """The rounds a person may see, with how far they are."""
    done = Count("sheets", filter=Q(sheets__status__in=SCORED_BY_BLOC))
    checked = Count("sheets", filter=Q(sheets__status=SheetStatus.CHECKED))
    found: ScoringRoundQuerySet = (
        ScoringRound.objects.visible_to(user)
        .select_related("bloc__organizer", "scheme")
        .annotate(sheet_count=Count("sheets"), scored_count=done, checked_count=checked)
    )
    return found


def sheets_of(round_: ScoringRound, user: User | None = None) -> list[ScoreSheet]:
    """The sheets in the order of the bloc; with a person, those that person may see. The round comes with them."""
    visible = ScoreSheet.objects.all() if user is None else ScoreSheet.objects.visible_to(user)
    order = seat_order(round_)
    found = list(visible.filter(round=round_).select_related("organization", "checker", "saved_by"))
    for sheet in found:
        sheet.round = round_
    return sorted(found, key=lambda sheet: (order.get(sheet.organization_id, len(order)), sheet.pk))


def seat_order(round_: ScoringRound) -> dict[int, int]:
    """The place of each member unit on paper."""
    seats = BlocMembership.objects.filter(bloc=round_.bloc_id, year=round_.year).order_by("position", "pk")
    return {unit: place for place, unit in enumerate(seats.values_list("organization", flat=True))}


def members_of(round_: ScoringRound) -> list[Organization]:
    """The member units of the year in the order of the paper."""
    seats = BlocMembership.objects.filter(bloc=round_.bloc_id, year=round_.year).select_related("organization")
    return [seat.organization for seat in seats.order_by("position", "pk")]


def unit_rows(sheets: Sequence[ScoreSheet]) -> list[UnitRow]:
    """The units with their points so far; as many queries for one as for all."""
    rows = []
    for table in tables_of(sheets):
        points = {stage: table.total(stage).points for stage in table.given}
        now = STAGE_OF.get(table.sheet.status)
        current = table.total(now) if now else None
        rows.append(
            UnitRow(
                table,
                points,
                current.scored if current else len(table.lines),
                current.criteria if current else len(table.lines),
            )
        )
    return rows


def ranking(round_: ScoringRound, sheets: Sequence[ScoreSheet] | None = None) -> list[Ranked]:
    """The units of the round by the points that stand now, the best first; those the bloc has not scored come last."""
    tables = tables_of(sheets_of(round_) if sheets is None else sheets)
    counted = [(table, _standing_total(table)) for table in tables]
    placed = places([found.points if found else None for _, found in counted])
    units = [table.sheet.organization_id for table, _ in counted]
    met = met_by_unit(units, organizer=round_.bloc.organizer_id, year=round_.year)
    rows = [
        Ranked(
            table.sheet,
            place,
            last_given(table.sheet) if found else None,
            found.ordinary if found else None,
            found.bonus if found else None,
            found.deduction if found else None,
            found.points if found else None,
            met[table.sheet.organization_id].missed,
        )
        for (table, found), place in zip(counted, placed, strict=True)
    ]
    return sorted(rows, key=lambda row: row.place or len(rows) + 1)


def _standing_total(table: SheetTable) -> Total | None:
    """What counts: the points of the bloc, or of the staff check after it."""
    stage = last_given(table.sheet)
    return table.total(stage) if stage in (Stage.BLOC, Stage.STAFF) else None


def waiting_for(user: User) -> list[ScoreSheet]:
    """The sheets whose next points this person gives. One query."""
    units = user.organization_ids_as(Role.UNIT_OFFICER)
    led = led_seats(user).filter(bloc=OuterRef("round__bloc"), year=OuterRef("round__year"))
    waits = (
        Q(status=SheetStatus.DRAFT, organization__in=units)
        | Q(status=SheetStatus.SELF_SCORED, checker__in=units)
        | (Q(status=SheetStatus.CROSS_CHECKED) & Q(Exists(led)))
        | Q(status=SheetStatus.BLOC_SCORED, round__bloc__organizer__in=organizes_blocs_for(user))
    )
    related = ("round__bloc", "organization", "checker")
    return list(ScoreSheet.objects.filter(waits).select_related(*related).order_by("-round__year", "pk"))


def missed_by(round_: ScoringRound, unit: int) -> int:
    """How many of its targets of the year a unit missed."""
    return met_by_unit([unit], organizer=round_.bloc.organizer_id, year=round_.year)[unit].missed


def printable_rounds_for(user: User) -> ScoringRoundQuerySet:
    """The rounds whose ranking the person may see: published, led by the person's unit, or of the own organizer."""
    visible = ScoringRound.objects.visible_to(user).select_related("bloc__organizer", "scheme")
    if user.is_superuser:
        return visible
    led = led_seats(user).filter(bloc=OuterRef("bloc"), year=OuterRef("year"))
    own = Q(bloc__organizer__in=user.organization_ids_as(*READING_ROLES))
    return visible.filter(Q(published_at__isnull=False) | own | Q(Exists(led)))
