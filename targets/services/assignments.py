"""Giving targets to units, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Directive
from core.errors import ActionBlocked
from core.log import fitting, record
from notices.services import tell
from organizations.models import Organization, User
from targets.enums import ReportStatus
from targets.models import Assignment, Target, UnitReport
from targets.notices import ASSIGNED
from targets.policies.assignments import blockers_to_assign, blockers_to_give, blockers_to_unassign, share_of
from targets.selectors.assignments import officers_of
from targets.services.reports import lock_directive, make_reports


@transaction.atomic
def assign(
    target: Target,
    organization: Organization,
    *,
    share_phrase: str = "",
    due_on: date | None = None,
    note: str = "",
    by: User,
) -> Assignment:
    """Give a target to a unit: the whole, or the share the words say. Its officers are told.

    Periods that are open already ask the unit too. Raises `ActionBlocked` with every reason.
    """
    return assign_many([target], [organization], share_phrase=share_phrase, due_on=due_on, note=note, by=by)[0]


@transaction.atomic
def assign_many(
    targets: Sequence[Target],
    organizations: Sequence[Organization],
    *,
    share_phrase: str = "",
    due_on: date | None = None,
    note: str = "",
    by: User,
) -> list[Assignment]:
    """Give each of the targets of one directive to each of the units, or none: one message to each unit.

    A share is for a single target, each unit getting that much of it.
    """
    if not targets or not organizations:
        raise ActionBlocked(*_nothing_chosen(targets, organizations))
    if share_phrase.strip() and len(targets) > 1:
        raise ActionBlocked("Phần giao ghi bằng số chỉ dùng khi chọn một chỉ tiêu. Hãy giao từng chỉ tiêu.")
    directive = lock_directive(targets[0].directive_id)
    if reasons := blockers_to_assign(directive, on=timezone.localdate()):
        raise ActionBlocked(*reasons)
    due_on = due_on or date(directive.year, 12, 31)
    made, reasons = [], []
    for target in targets:
        for organization in organizations:
            found, given = _give(target, organization, share_phrase=share_phrase, due_on=due_on, note=note, by=by)
            reasons += found
            made += [given] if given else []
    if reasons:
        raise ActionBlocked(*dict.fromkeys(reasons))
    make_reports(directive)
    _log_and_tell(directive, made, by=by)
    return made


@transaction.atomic
def unassign(assignment: Assignment, *, by: User, reason: str) -> None:
    """Take a target back from a unit that has not reported it, with the reason; its officers are told."""
    target, unit = assignment.target, assignment.organization
    directive = lock_directive(target.directive_id)
    if blockers := blockers_to_unassign(assignment, on=timezone.localdate()):
        raise ActionBlocked(*blockers)
    if not reason.strip():
        raise ActionBlocked("Phải ghi lý do bỏ giao để đơn vị biết.")
    what = f"“{target.name}”{_share_words(assignment)}"
    assignment.delete()
    if not Assignment.objects.filter(target__directive=directive, organization=unit).exists():
        # Sheets that nobody began and that ask for nothing any more.
        UnitReport.objects.filter(
            period__directive=directive, organization=unit, status=ReportStatus.DRAFT, actuals=None
        ).delete()
    act = f"bỏ giao {what} của {unit.name}"
    record(directive, verb=act, by=by, comment=reason if fitting(act) == act else f"{act}. Lý do: {reason}")
    tell(
        officers_of([unit.pk])[unit.pk],
        kind=ASSIGNED,
        subject=f"Bỏ giao chỉ tiêu: {target.name}",
        words=f"{by} bỏ giao {what} của {unit.name}. Lý do: {reason}",
        url=_way_for_units(directive),
        by=by,
    )


def _nothing_chosen(targets: Sequence[Target], organizations: Sequence[Organization]) -> list[str]:
    reasons = [] if targets else ["Chưa chọn chỉ tiêu nào để giao."]
    return reasons + ([] if organizations else ["Chưa chọn đơn vị nào để giao."])


def _give(
    target: Target, organization: Organization, *, share_phrase: str, due_on: date, note: str, by: User
) -> tuple[list[str], Assignment | None]:
    """One target to one unit: why not, or what was made."""
    share, phrase, reasons = share_of(target, share_phrase)
    today = timezone.localdate()
    reasons = reasons or blockers_to_give(target, organization, share=share, due_on=due_on, on=today)
    if reasons:
        return reasons, None
    return [], Assignment.objects.create(
        target=target,
        organization=organization,
        share=share,
        share_phrase=phrase,
        due_on=due_on,
        note=note.strip(),
        assigned_by=by,
    )


def _log_and_tell(directive: Directive, made: Sequence[Assignment], *, by: User) -> None:
    """One line of the log and one message for each unit, whatever the number of targets."""
    by_unit: dict[Organization, list[Assignment]] = {}
    for given in made:
        by_unit.setdefault(given.organization, []).append(given)
    officers = officers_of([unit.pk for unit in by_unit])
    for unit, rows in by_unit.items():
        names = "; ".join(f"“{one.target.name}”{_share_words(one)}" for one in rows)
        record(directive, verb=f"giao {len(rows)} chỉ tiêu cho {unit.name}", by=by, comment=names)
        lines = [
            f"- {one.target.name}: {one.share_phrase or one.target.phrase}, hạn {one.due_on:%d/%m/%Y}" for one in rows
        ]
        tell(
            officers[unit.pk],
            kind=ASSIGNED,
            subject=f"Giao chỉ tiêu năm {directive.year}: {unit.name}",
            words=f"{by} giao cho {unit.name}:\n" + "\n".join(lines),
            url=_way_for_units(directive),
            by=by,
        )


def _way_for_units(directive: Directive) -> str:
    """Where a unit reads its targets; what is not yet published it sees only through its own reports."""
    return (
        reverse("targets:targets", args=[directive.code]) if directive.is_published else reverse("targets:my_reports")
    )


def _share_words(assignment: Assignment) -> str:
    return f" ({assignment.share_phrase})" if assignment.share_phrase else ""
