"""The page of a score sheet: every stage side by side, as values for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from core.log import history_of
from core.vietnamese import format_number
from organizations.models import User
from scoring.enums import Stage
from scoring.forms.sheets import ScoreForm, ScoreGrid
from scoring.models import ScoreSheet
from scoring.policies import sheets as policies
from scoring.presenters import permission_of, sheet_step
from scoring.selectors.sheets import Line, Part, SheetTable
from scoring.views.common import round_trail

#: More would bury the page; the rest comes when these are done.
MOST_TOLD = 6


@dataclass(frozen=True)
class Cell:
    """The points of one stage; `differs` from the stage before, with the reason."""

    stage: Stage
    value: Decimal | None
    note: str
    differs: bool


@dataclass(frozen=True)
class Shown:
    """One line of the page: its points so far, and the cells that may be typed in."""

    line: Line
    cells: tuple[Cell, ...]
    form: ScoreForm | None
    notes: tuple[tuple[str, str, str], ...]  # id of the cell, what is wrong with it, its tone


@dataclass(frozen=True)
class ShownPart:
    """A group with what it comes to at each stage."""

    part: Part
    lines: tuple[Shown, ...]
    points: tuple[tuple[str, Decimal], ...]  # the name of the stage and its points
    current: Decimal


def sheet_context(sheet: ScoreSheet, table: SheetTable, grid: ScoreGrid | None, user: User) -> dict[str, Any]:
    """All the page shows. `grid` is what was typed and refused; without it, what is saved."""
    stage = table.stage
    is_open = (
        stage is not None
        and user.has_perm(permission_of(stage), sheet)
        and not policies.blockers_to_score(sheet, stage)
    )
    if is_open and grid is None and stage is not None:
        grid = ScoreGrid(None, table=table, stage=stage)
    current = table.total(stage) if is_open and stage else None
    return {
        "sheet": sheet,
        "round": sheet.round,
        "grid": grid if is_open else None,
        "is_open": is_open,
        "stage": stage,
        "stages": table.given,
        "parts": _parts(table, grid if is_open else None, stage),
        "totals": [(one.label, table.total(one)) for one in table.given],
        "current": current,
        "base": sheet.revision,
        "lacking": _lacking(table, stage) if current and current.scored and stage else [],
        "step": sheet_step(sheet, user),
        "history": history_of(sheet)[:30],
        "title": f"{sheet.organization.name}: bảng chấm điểm năm {sheet.round.year}",
        "trail": round_trail(sheet.round, sheet.organization.name),
        "autosave_url": reverse("scoring:sheet_autosave", args=[sheet.pk]),
        "span": 4 + len(table.given),
    }


def _lacking(table: SheetTable, stage: Stage) -> list[str]:
    """What is missing before the points can be sent; the first few, and how many more."""
    found = policies.blockers_to_send(table.sheet, table.entries(stage), table.asked(stage))
    rest = len(found) - MOST_TOLD
    return [*found[:MOST_TOLD], f"Và {rest} tiêu chí khác."] if rest > 0 else found


def _parts(table: SheetTable, grid: ScoreGrid | None, stage: Stage | None) -> list[ShownPart]:
    totals = {one: {group.key: group.points for group in table.total(one).groups} for one in table.given}
    now = {group.key: group.points for group in table.total(stage).groups} if stage else {}
    return [
        ShownPart(
            part,
            tuple(_line(line, table.given, grid) for line in part.lines),
            tuple((str(one.label), totals[one][part.group.pk]) for one in table.given),
            now.get(part.group.pk, Decimal(0)),
        )
        for part in table.parts
    ]


def _line(line: Line, given: Sequence[Stage], grid: ScoreGrid | None) -> Shown:
    form = grid.by_criterion[line.criterion.pk] if grid else None
    return Shown(line, tuple(_cell(line, one) for one in given), form, _notes(form, grid) if form and grid else ())


def _cell(line: Line, stage: Stage) -> Cell:
    score = line.scores.get(stage)
    differs = bool(score and score.proposed is not None and score.value != score.proposed)
    return Cell(stage, score.value if score else None, score.note if score else "", differs)


def _notes(form: ScoreForm, grid: ScoreGrid) -> tuple[tuple[str, str, str], ...]:
    """The sentences under a line; the cells they speak of are marked."""
    notes: list[tuple[str, str, str]] = []
    for name in ("value", "note"):
        texts = [(str(text), "cell-fault") for text in form[name].errors]
        if grid.differs_from_saved and name in form.changed_data:
            texts.append((f"Đang lưu: {_words(form.initial.get(name))}", "cell-warning"))
        if texts:
            attrs = form.fields[name].widget.attrs
            attrs["class"] = f"{attrs['class']} {'is-invalid' if texts[0][1] == 'cell-fault' else 'is-odd'}"
            attrs["aria-describedby"] = f"{form[name].auto_id}_error"
        notes += [(f"{form[name].auto_id}_error", text, tone) for text, tone in texts]
    return tuple(notes)


def _words(value: Any) -> str:
    return format_number(value) if isinstance(value, Decimal) else str(value or "để trống")
