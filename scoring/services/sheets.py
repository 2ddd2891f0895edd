"""The way of a sheet: points kept, sent on, returned by one step; evidence given and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from campaigns.selectors import people_as
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.transitions import move
from organizations.enums import BlocRole, Role
from organizations.models import BlocMembership, User
from organizations.services.saving import refuse
from scoring import notices
from scoring.entries import Entry, impossible
from scoring.enums import NEXT_STATUS, STAGE_OF, STATUS_BEFORE, SheetStatus, Stage
from scoring.errors import FaultyRows
from scoring.models import Criterion, Evidence, Score, ScoreSheet
from scoring.outline import Fault
from scoring.policies import sheets as policies
from scoring.selectors.sheets import SheetTable, table_of
from scoring.services.rounds import tell_checker
from targets.selectors.assignments import officers_of

#: A criterion needs a paper or two, not an archive.
MOST_FILES = 5


@transaction.atomic
def save_scores(
    sheet: ScoreSheet, entries: Sequence[Entry], *, stage: Stage, base_revision: int, by: User
) -> ScoreSheet:
    """Keep the points of a stage, some criteria or all. Nothing typed takes a row out.

    Raises `FaultyRows` with every fault by criterion, `Conflict` when somebody saved since `base_revision`,
    `ActionBlocked` when the sheet does not stand at the stage.
    """
    now = _claim(sheet, stage, base_revision, by=by)
    table = table_of(sheet)
    asked = {one.key: one for one in table.asked(stage)}
    known = [entry for entry in entries if entry.criterion in asked]
    faults = [
        Fault(str(one.criterion), "value", words) for one in known if (words := impossible(one, asked[one.criterion]))
    ]
    if faults:
        raise FaultyRows(faults)
    _keep(table, stage, known)
    sheet.revision, sheet.saved_at, sheet.saved_by = base_revision + 1, now, by
    return sheet


@transaction.atomic
def take_points(sheet: ScoreSheet, *, stage: Stage, base_revision: int, by: User) -> ScoreSheet:
    """Fill the cells that are still empty with what the points are held against; what was typed stays."""
    table = table_of(sheet)
    kept = table.entries(stage)
    given = [
        Entry(one.key, one.proposed, kept[one.key].note if one.key in kept else "")
        for one in table.asked(stage)
        if one.proposed is not None and (one.key not in kept or kept[one.key].value is None)
    ]
    return save_scores(sheet, given, stage=stage, base_revision=base_revision, by=by)


@transaction.atomic
def send_sheet(sheet: ScoreSheet, *, stage: Stage, by: User) -> ScoreSheet:
    """To the next stage, when every criterion has points; whoever acts next is told."""
    current = _locked(sheet)
    refuse(policies.blockers_to_score(current, stage))
    table = table_of(current)
    refuse(policies.blockers_to_send(current, table.entries(stage), table.asked(stage)))
    points = table.total(stage).points
    status = NEXT_STATUS[current.status]
    move(current, status, by=by, verb=f"gửi điểm {stage.label.lower()}", comment=f"{points:f} điểm", returned="")
    _tell_next(current, by=by)
    return current


@transaction.atomic
def return_sheet(sheet: ScoreSheet, *, by: User, reason: str) -> ScoreSheet:
    """One step back with the reason; the points given stay to be corrected, those who gave them are told.

    Raises `Conflict` when the sheet moved on since it was read: the next step is returned by others.
    """
    current = _locked(sheet)
    if current.status != sheet.status:
        raise Conflict("Bảng vừa chuyển sang bước khác. Hãy tải lại trang để xem.")
    # It may have been published while this waited for the sheet, after the round was read.
    current.round.refresh_from_db(fields=["published_at"])
    refuse(policies.blockers_to_return(current))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do trả lại để bước trước biết cần sửa gì.")
    verb = "mở lại thẩm định" if current.status == SheetStatus.CHECKED else "trả lại"
    move(current, STATUS_BEFORE[current.status], by=by, verb=verb, comment=reason, returned=reason)
    words = f"{by} trả lại bảng của {current.organization.name}: {reason}"
    notices.tell_of_sheet(current, _doers(current), kind=notices.RETURNED, words=words, by=by)
    return current


@transaction.atomic
def add_evidence(sheet: ScoreSheet, criterion: Criterion, *, file: IO[bytes], name: str, by: User) -> Evidence:
    """One more file for a criterion; the form has looked at what it is."""
    current = _locked(sheet)
    refuse(policies.blockers_to_prove(current))
    if current.evidence.filter(criterion=criterion).count() >= MOST_FILES:
        raise ActionBlocked(f"Mỗi tiêu chí nhiều nhất {MOST_FILES} tệp. Hãy bỏ bớt tệp cũ trước.")
    found = Evidence(sheet=current, criterion=criterion, name=name, uploaded_by=by)
    found.file.save(name, File(file), save=False)
    found.save()
    record(current, verb="thêm minh chứng", by=by, comment=f"{criterion}: {name}")
    return found


@transaction.atomic
def drop_evidence(evidence: Evidence, *, by: User) -> None:
    """Take a file back; it leaves the disk when that is certain."""
    current = _locked(evidence.sheet)
    refuse(policies.blockers_to_prove(current))
    transaction.on_commit(partial(evidence.file.storage.delete, str(evidence.file.name)))
    record(current, verb="bỏ minh chứng", by=by, comment=f"{evidence.criterion}: {evidence.name}")
    evidence.delete()


def _locked(sheet: ScoreSheet) -> ScoreSheet:
    related = ("round__bloc__organizer", "round__scheme", "organization", "checker")
    return ScoreSheet.objects.select_for_update(of=("self",)).select_related(*related).get(pk=sheet.pk)


def _claim(sheet: ScoreSheet, stage: Stage, base_revision: int, *, by: User) -> datetime:
    """The sheet under a new revision, if nobody saved since and it still stands at the stage."""
    current = _locked(sheet)
    refuse(policies.blockers_to_score(current, stage))
    now = timezone.now()
    taken = ScoreSheet.objects.filter(pk=sheet.pk, revision=base_revision, status=current.status).update(
        revision=F("revision") + 1, saved_at=now, saved_by=by
    )
    if not taken:
        who = current.saved_by or "Người khác"
        at = f"{timezone.localtime(current.saved_at):%H:%M ngày %d/%m/%Y}"
        raise Conflict(f"{who} đã lưu bảng này lúc {at}, sau khi anh/chị mở trang.")
    return now


def _keep(table: SheetTable, stage: Stage, entries: Sequence[Entry]) -> None:
    """Write the rows that changed, with what they were held against at that moment."""
    lines = {line.criterion.pk: line for line in table.lines}
    for entry in entries:
        line = lines[entry.criterion]
        old = line.scores.get(stage)
        if entry.value is None and not entry.note:
            if old:
                old.delete()
            continue
        score = old or Score(sheet=table.sheet, criterion=line.criterion, stage=stage)
        new = (entry.value, line.asked(stage).proposed, entry.note)
        if old is None or (old.value, old.proposed, old.note) != new:
            score.value, score.proposed, score.note = new
            score.save()


def _tell_next(sheet: ScoreSheet, *, by: User) -> None:
    """Whoever gives the points of the next stage; the unit itself when all is done."""
    if sheet.status == SheetStatus.SELF_SCORED:
        tell_checker(sheet, by=by)
        return
    if sheet.status == SheetStatus.CHECKED:
        words = f"Điểm của {sheet.organization.name} đã được thẩm định."
        people = officers_of([sheet.organization_id])[sheet.organization_id]
        notices.tell_of_sheet(sheet, people, kind=notices.RESULT, words=words, by=by)
        return
    words = f"Bảng của {sheet.organization.name} chờ {STAGE_OF[sheet.status].label.lower()}."
    notices.tell_of_sheet(sheet, _doers(sheet), kind=notices.WAITING, words=words, by=by)


def _doers(sheet: ScoreSheet) -> list[User]:
    """Who writes the points of the stage at which the sheet stands."""
    stage = STAGE_OF.get(sheet.status)
    if stage == Stage.STAFF:
        return people_as(sheet.round.bloc.organizer, Role.STAFF)
    units: Mapping[Stage | None, int | None] = {
        Stage.SELF: sheet.organization_id,
        Stage.CROSS: sheet.checker_id,
        Stage.BLOC: _head(sheet),
    }
    unit = units.get(stage)
    return officers_of([unit])[unit] if unit else []


def _head(sheet: ScoreSheet) -> int | None:
    """The unit that leads the bloc in the year of the round."""
    found = BlocMembership.objects.filter(bloc=sheet.round.bloc_id, year=sheet.round.year, role=BlocRole.HEAD)
    return found.values_list("organization", flat=True).first()
