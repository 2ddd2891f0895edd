"""Opening periods, and the way of a unit's report from the first figure to its verification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from campaigns.models import Directive
from campaigns.selectors import people_as
from core.errors import ActionBlocked, Conflict
from core.log import record
from core.transitions import move
from notices.services import tell, who_sees
from organizations.enums import Role
from organizations.models import User
from targets.entries import Entry, entry_faults
from targets.enums import Basis, ReportStatus
from targets.errors import FaultyRows
from targets.models import Actual, Assignment, ReportingPeriod, UnitReport
from targets.notices import ACCEPTED, ASKED, RETURNED, WAITING
from targets.periods import Period
from targets.policies import reports as policies
from targets.rows import Fault
from targets.selectors.assignments import officers_of
from targets.selectors.reports import asked_of, usual_deadline

_TYPED = ("value", "basis", "as_of", "is_estimate", "typed_percent", "source", "note")


@transaction.atomic
def open_period(directive: Directive, period: Period, *, due_on: date | None = None, by: User) -> ReportingPeriod:
    """Ask every unit with targets for the figures of the period; their officers are told.

    Opened again, it only moves the deadline and asks the units that have no sheet yet.
    """
    due_on = due_on or usual_deadline(period)
    directive = lock_directive(directive.pk)
    if reasons := policies.blockers_to_open_period(directive, period, due_on=due_on, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    opened, is_new = ReportingPeriod.objects.get_or_create(
        directive=directive,
        kind=period.kind,
        index=period.index,
        defaults={"ends_on": period.ends_on, "due_on": due_on, "opened_by": by},
    )
    moved = not is_new and opened.due_on != due_on
    if moved:
        opened.due_on = due_on
        opened.save(update_fields=["due_on"])
    if is_new or moved:
        verb = "mở kỳ báo cáo" if is_new else "đổi hạn báo cáo"
        record(directive, verb=f"{verb} {period.label}, hạn {due_on:%d/%m/%Y}", by=by)
    made = make_reports(directive)
    _ask(opened, [report for report in made if report.period_id == opened.pk], by=by)
    return opened


def lock_directive(pk: int) -> Directive:
    """The directive as it is now, held until the end: giving targets and opening periods wait for each other."""
    return Directive.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=pk)


def make_reports(directive: Directive) -> list[UnitReport]:
    """A sheet for every unit with targets in every open period that has none yet; the new ones."""
    units = set(Assignment.objects.filter(target__directive=directive).values_list("organization", flat=True))
    periods = list(directive.periods.all())
    there = set(UnitReport.objects.filter(period__in=periods).values_list("period", "organization"))
    missing = [
        UnitReport(period=period, organization_id=unit)
        for period in periods
        for unit in sorted(units)
        if (period.pk, unit) not in there
    ]
    UnitReport.objects.bulk_create(missing, ignore_conflicts=True)
    wanted = {(report.period_id, report.organization_id) for report in missing}
    made = UnitReport.objects.filter(period__in=periods).select_related("organization")
    return [report for report in made if (report.period_id, report.organization_id) in wanted]


@transaction.atomic
def save_report(report: UnitReport, entries: Sequence[Entry], *, base_revision: int, by: User) -> UnitReport:
    """Keep the figures of a sheet, some rows or all; rows without anything typed are taken out.

    Raises `FaultyRows` with every fault by target and cell, `Conflict` when somebody saved since `base_revision`,
    `ActionBlocked` when the sheet is sent or locked. Staff enter for the unit; the log says so.
    """
    saved_at = _claim(report, base_revision, by=by)
    given = {one.target_id: one for one in _assignments(report)}
    kept = [entry for entry in entries if entry.target_id in given]
    if faults := faults_of(report, kept):
        raise FaultyRows(faults)
    actuals = {actual.target_id: actual for actual in report.actuals.all()}
    for entry in kept:
        _keep(report, entry, actuals.get(entry.target_id))
    filled = report.actuals.filter(value__isnull=False).count()
    record(report, verb=_verb("lưu báo cáo", report, by), by=by, comment=f"{filled}/{len(given)} chỉ tiêu có kết quả")
    report.revision, report.saved_at, report.saved_by = base_revision + 1, saved_at, by
    return report


@transaction.atomic
def submit_report(report: UnitReport, *, by: User) -> UnitReport:
    """Draft or returned → submitted; the staff of the issuer are told. What counts is what the database holds."""
    _lock(report)
    _refuse_if(policies.blockers_to_submit(report, on=timezone.localdate()))
    verb = _verb("gửi báo cáo", report, by)
    move(report, ReportStatus.SUBMITTED, by=by, verb=verb, submitted_at=timezone.now(), submitted_by=by)
    staff = people_as(report.period.directive.issuer, Role.STAFF)
    _tell(report, WAITING, staff, "đã gửi", f"{by} gửi số liệu của {report.organization.name}, chờ xác nhận.", by=by)
    return report


@transaction.atomic
def return_report(report: UnitReport, *, by: User, reason: str) -> UnitReport:
    """Submitted → returned with the reason; the unit's officers and the sender are told."""
    _refuse_if(policies.blockers_to_return(report, on=timezone.localdate()))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do trả lại để đơn vị biết cần sửa gì.")
    move(report, ReportStatus.RETURNED, by=by, verb="trả lại", comment=reason)
    _tell(report, RETURNED, _unit_people(report), "bị trả lại", f"{by} trả lại báo cáo: {reason}", by=by)
    return report


@transaction.atomic
def verify_report(report: UnitReport, *, by: User, revision: int | None = None) -> UnitReport:
    """Submitted → verified: the figures count from now on and the sheet is locked.

    `revision` is the one that was read: `Conflict` when the sheet was returned, changed and sent again since.
    """
    if revision is not None and _lock(report).revision != revision:
        raise Conflict("Số liệu đã được sửa và gửi lại sau khi anh/chị mở trang. Hãy xem lại rồi xác nhận.")
    _refuse_if(policies.blockers_to_verify_as(report, by, on=timezone.localdate()))
    move(report, ReportStatus.VERIFIED, by=by, verb="xác nhận số liệu", verified_at=timezone.now(), verified_by=by)
    _tell(report, ACCEPTED, _unit_people(report), "đã được xác nhận", f"{by} xác nhận số liệu; báo cáo đã khóa.", by=by)
    return report


@transaction.atomic
def unlock_report(report: UnitReport, *, by: User, reason: str) -> UnitReport:
    """Verified → returned with the reason: the figures no longer count until they are verified again."""
    _refuse_if(policies.blockers_to_unlock(report, on=timezone.localdate()))
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do mở khóa.")
    move(report, ReportStatus.RETURNED, by=by, verb="mở khóa", comment=reason, verified_at=None, verified_by=None)
    _tell(report, RETURNED, _unit_people(report), "được mở khóa", f"{by} mở khóa báo cáo để sửa: {reason}", by=by)
    return report


def _lock(report: UnitReport) -> UnitReport:
    """The sheet as it is now, which nobody changes before this is done."""
    return UnitReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


def _claim(report: UnitReport, base_revision: int, *, by: User) -> datetime:
    """The sheet under a new revision, if nobody saved since and it is still with the unit."""
    current = UnitReport.objects.select_related("period__directive__issuer", "saved_by").get(pk=report.pk)
    _refuse_if(policies.blockers_to_fill(current, on=timezone.localdate()))
    now = timezone.now()
    taken = UnitReport.objects.filter(pk=report.pk, revision=base_revision, status=current.status).update(
        revision=F("revision") + 1, saved_at=now, saved_by=by
    )
    if not taken:
        raise Conflict(
            f"{current.saved_by or 'Người khác'} đã lưu báo cáo này lúc "
            f"{timezone.localtime(current.saved_at):%H:%M ngày %d/%m/%Y}, sau khi anh/chị mở trang."
        )
    return now


def _assignments(report: UnitReport) -> list[Assignment]:
    given = Assignment.objects.filter(target__directive=report.period.directive, organization=report.organization)
    return list(given.select_related("target"))


def faults_of(report: UnitReport, entries: Sequence[Entry]) -> list[Fault]:
    """What makes rows of this sheet impossible, by target and cell; rows of targets that were not given are passed over."""
    given = {one.target_id: asked_of(one) for one in _assignments(report)}
    year, today = report.period.directive.year, timezone.localdate()
    return [
        Fault(str(entry.target_id), cell, text)
        for entry in entries
        if entry.target_id in given
        for cell, text in entry_faults(entry, given[entry.target_id], year=year, on=today)
    ]


def _keep(report: UnitReport, entry: Entry, actual: Actual | None) -> None:
    """Write one row if it changed; take it out when nothing is left on it."""
    old = actual.evidence.name if actual and actual.evidence else None
    stays = bool(old) and not entry.drop_evidence and not entry.evidence
    if actual and old and not stays:
        transaction.on_commit(partial(actual.evidence.storage.delete, old))
    if not entry.says_something and not stays:
        if actual:
            actual.delete()
        return
    values = {name: getattr(entry, name) for name in _TYPED}
    values["as_of"] = entry.as_of or min(report.period.ends_on, timezone.localdate())
    values["basis"] = entry.basis or Basis.CUMULATIVE
    _write(actual or Actual(report=report, target_id=entry.target_id), values, entry)


def _write(actual: Actual, values: dict[str, Any], entry: Entry) -> None:
    changed = actual.pk is None or any(getattr(actual, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(actual, name, value)
    if entry.evidence:
        actual.evidence, actual.evidence_name = entry.evidence, entry.evidence_name
    elif entry.drop_evidence:
        actual.evidence, actual.evidence_name = "", ""
    if changed or entry.evidence or entry.drop_evidence:
        actual.save()


def _verb(words: str, report: UnitReport, by: User) -> str:
    """The phrase of the log; one who does not work for the unit does it for the unit."""
    own = report.organization_id in by.organization_ids_as(Role.UNIT_OFFICER)
    return words if own else f"{words} thay đơn vị"


def _refuse_if(reasons: Sequence[str]) -> None:
    if reasons:
        raise ActionBlocked(*reasons)


def _unit_people(report: UnitReport) -> list[User | None]:
    """The unit's officers, and who sent the report while that person still may see it."""
    return [*officers_of([report.organization_id])[report.organization_id], who_sees(report, report.submitted_by)]


def _tell(report: UnitReport, kind: str, people: Sequence[User | None], state: str, words: str, *, by: User) -> None:
    name = f"{report.period}, {report.organization.name}"
    tell(
        people,
        kind=kind,
        subject=f"Báo cáo chỉ tiêu {state}: {name}",
        words=f"{words}\n\n{name}",
        url=report.get_absolute_url(),
        by=by,
    )


def _ask(period: ReportingPeriod, reports: Sequence[UnitReport], *, by: User) -> None:
    """Tell the officers of each unit of the sheet that waits for them."""
    officers = officers_of([report.organization_id for report in reports])
    for report in reports:
        tell(
            officers[report.organization_id],
            kind=ASKED,
            subject=f"Báo cáo chỉ tiêu {period}: {report.organization.name}",
            words=f"Đề nghị {report.organization.name} báo cáo {period}, hạn gửi {period.due_on:%d/%m/%Y}.",
            url=report.get_absolute_url(),
            by=by,
        )
