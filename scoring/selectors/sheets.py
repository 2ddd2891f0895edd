"""Reads of score sheets: the points of every stage side by side, what they come to, what they are held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import User
from scoring.entries import Asked, Entry
from scoring.enums import STAGE_OF, SheetStatus, Source, Stage
from scoring.models import Criterion, CriterionGroup, Evidence, Score, ScoreSheet
from scoring.models.sheets import ScoreSheetQuerySet
from scoring.proposal import Met, Proposal, propose
from scoring.selectors.attainment import met_by_unit
from scoring.selectors.schemes import groups_of, rules_of
from scoring.totals import Total, total

#: The stages whose points are given when a sheet has this status.
_GIVEN: Mapping[str, tuple[Stage, ...]] = {
    SheetStatus.DRAFT: (),
    SheetStatus.SELF_SCORED: (Stage.SELF,),
    SheetStatus.CROSS_CHECKED: (Stage.SELF, Stage.CROSS),
    SheetStatus.BLOC_SCORED: (Stage.SELF, Stage.CROSS, Stage.BLOC),
    SheetStatus.CHECKED: tuple(Stage),
}


@dataclass(frozen=True)
class Line:
    """One criterion on a sheet: the points of each stage, the proposal from targets, the files."""

    number: str
    criterion: Criterion
    scores: Mapping[Stage, Score]
    proposal: Proposal | None
    evidence: tuple[Evidence, ...]

    def value(self, stage: Stage) -> Decimal | None:
        found = self.scores.get(stage)
        return found.value if found else None

    def asked(self, stage: Stage) -> Asked:
        """What the points of the stage must keep to: those of the stage before, first what follows from targets."""
        before = stage.before
        held = self.value(before) if before else self.proposal.points if self.proposal else None
        one = self.criterion
        return Asked(one.pk, one.name, one.maximum, one.step, held, one.needs_evidence, bool(self.evidence))


@dataclass(frozen=True)
class Part:
    """A group with its lines."""

    number: str
    group: CriterionGroup
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SheetTable:
    """A sheet with all its points."""

    sheet: ScoreSheet
    parts: tuple[Part, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def stage(self) -> Stage | None:
        """The stage that is being filled in; None when the sheet is done."""
        return STAGE_OF.get(self.sheet.status)

    @property
    def given(self) -> tuple[Stage, ...]:
        """The stages whose points were sent on."""
        return _GIVEN[self.sheet.status]

    def total(self, stage: Stage) -> Total:
        return total(
            rules_of([part.group for part in self.parts]), {one.criterion.pk: one.value(stage) for one in self.lines}
        )

    def entries(self, stage: Stage) -> dict[int, Entry]:
        """The kept points of a stage, by criterion."""
        kept = {line.criterion.pk: line.scores[stage] for line in self.lines if stage in line.scores}
        return {key: Entry(key, score.value, score.note) for key, score in kept.items()}

    def asked(self, stage: Stage) -> list[Asked]:
        return [line.asked(stage) for line in self.lines]


def sheets_for(user: User) -> ScoreSheetQuerySet:
    """The sheets a person may see, with what their pages show."""
    related = ("round__bloc__organizer", "round__scheme", "organization", "checker", "saved_by")
    return ScoreSheet.objects.visible_to(user).select_related(*related)


def last_given(sheet: ScoreSheet) -> Stage | None:
    """The stage whose points stand for the unit now."""
    given = _GIVEN[sheet.status]
    return given[-1] if given else None


def table_of(sheet: ScoreSheet) -> SheetTable:
    """The sheet in full. At most eight queries, at any length."""
    return tables_of([sheet])[0]


def tables_of(sheets: Sequence[ScoreSheet]) -> list[SheetTable]:
    """Sheets of one round, in their order; as many queries for one as for all."""
    if not sheets:
        return []
    groups = groups_of(sheets[0].round.scheme)
    scores: dict[tuple[int, int], dict[Stage, Score]] = defaultdict(dict)
    for score in Score.objects.filter(sheet__in=sheets):
        scores[score.sheet_id, score.criterion_id][Stage(score.stage)] = score
    files: dict[tuple[int, int], list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.filter(sheet__in=sheets).order_by("pk"):
        files[one.sheet_id, one.criterion_id].append(one)
    met = _met(sheets, groups)
    return [SheetTable(sheet, _parts(sheet, groups, scores, files, met)) for sheet in sheets]


def _met(sheets: Sequence[ScoreSheet], groups: Sequence[CriterionGroup]) -> Mapping[int, Met]:
    """How the units stand with their targets, if a criterion asks."""
    if not any(one.source == Source.TARGETS for group in groups for one in group.criteria.all()):
        return {}
    round_ = sheets[0].round
    units = [sheet.organization_id for sheet in sheets]
    return met_by_unit(units, organizer=round_.bloc.organizer_id, year=round_.year)


def _parts(
    sheet: ScoreSheet,
    groups: Sequence[CriterionGroup],
    scores: Mapping[tuple[int, int], dict[Stage, Score]],
    files: Mapping[tuple[int, int], list[Evidence]],
    met: Mapping[int, Met],
) -> tuple[Part, ...]:
    return tuple(
        Part(
            ROMAN[place] if place < len(ROMAN) else str(place + 1),
            group,
            tuple(
                Line(
                    str(number),
                    one,
                    scores.get((sheet.pk, one.pk), {}),
                    _proposal(one, met.get(sheet.organization_id)),
                    tuple(files.get((sheet.pk, one.pk), ())),
                )
                for number, one in enumerate(group.criteria.all(), start=1)
            ),
        )
        for place, group in enumerate(groups)
    )


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _proposal(criterion: Criterion, met: Met | None) -> Proposal | None:
    if criterion.source != Source.TARGETS or met is None:
        return None
    return propose(met, maximum=criterion.maximum, step=criterion.step)
