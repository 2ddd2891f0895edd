"""The same button pressed twice at the same moment in the room of targets: it happens once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from campaigns.models import Directive
from campaigns.services import submit_directive
from core.errors import ActionBlocked, Conflict
from core.models import LogEntry
from targets.entries import Entry
from targets.enums import ReviewKind
from targets.models import ProgressReport, TargetImport, TargetSheet, UnitReport
from targets.rows import Typed
from targets.services.progress import create_progress_report, issue_progress_report, save_progress_report
from targets.services.reports import save_report, submit_report, unlock_report, verify_report
from targets.services.sheet import save_sheet
from targets.services.sheet_import import confirm_target_import, keep_import
from targets.workbook import Sheet
from tests.campaigns.test_at_once import at_once
from tests.targets.conftest import *  # noqa: F403  # the cast of a directive at every step
from tests.targets.reporting import HALF

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
JUNE = date(2024, 6, 30)


def fresh(report: UnitReport) -> UnitReport:
    return UnitReport.objects.select_related("period__directive__issuer", "organization").get(pk=report.pk)


@pytest.fixture
def filled(report, money, towns, growth, unit_officer) -> UnitReport:
    entries = [Entry(target.pk, Decimal(5), as_of=JUNE) for target in (money, towns, growth)]
    return save_report(report, entries, base_revision=0, by=unit_officer)


def test_sent_twice_it_is_sent_once(filled, unit_officer, staff):
    one, two = fresh(filled), fresh(filled)
    outcome = at_once(lambda: submit_report(one, by=unit_officer), lambda: submit_report(two, by=unit_officer))
    assert outcome in ([Conflict, UnitReport], [ActionBlocked, UnitReport])
    assert LogEntry.objects.filter(verb="gửi báo cáo").count() == 1


def test_unlocked_twice_it_is_unlocked_once(filled, unit_officer, staff, second_staff):
    submit_report(fresh(filled), by=unit_officer)
    verify_report(fresh(filled), by=staff)
    one, two = fresh(filled), fresh(filled)
    outcome = at_once(
        lambda: unlock_report(one, by=staff, reason="Sai số"),
        lambda: unlock_report(two, by=second_staff, reason="Sai số"),
    )
    assert outcome in ([Conflict, UnitReport], [ActionBlocked, UnitReport])
    assert LogEntry.objects.filter(verb="mở khóa").count() == 1


def test_what_is_verified_is_not_changed_at_that_moment(filled, money, unit_officer, staff, second_staff):
    submit_report(fresh(filled), by=unit_officer)
    one, two = fresh(filled), fresh(filled)
    at_once(
        lambda: verify_report(one, by=staff, revision=1),
        lambda: save_report(two, [Entry(money.pk, Decimal(9), as_of=JUNE)], base_revision=1, by=unit_officer),
    )
    assert fresh(filled).status == "verified"
    assert filled.actuals.get(target=money).value == 5


def test_one_review_started_twice_is_one(given, staff, second_staff):
    outcome = at_once(
        *[
            lambda by=by: create_progress_report(given, period=HALF, review=ReviewKind.PROGRESS, by=by)
            for by in (staff, second_staff)
        ]
    )
    assert outcome == [ActionBlocked, ProgressReport]
    assert ProgressReport.objects.count() == 1


def test_one_review_issued_twice_has_one_number(filled, given, unit_officer, staff, second_staff, clerk):
    submit_report(fresh(filled), by=unit_officer)
    verify_report(fresh(filled), by=staff)
    made = create_progress_report(given, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    content = {"place": "Lào Cai", "signer_title": "Chủ tịch", "signer_name": "Nguyễn Văn A", "recipients": "Như trên"}
    made = save_progress_report(made, content, base_revision=0, by=staff)
    outcome = at_once(
        *[
            lambda number=number: issue_progress_report(made, number=number, issued_on=date(2024, 7, 2), by=clerk)
            for number in (7, 8)
        ]
    )
    assert outcome == [ActionBlocked, ProgressReport]
    assert ProgressReport.objects.get().number in (7, 8)


def test_one_list_confirmed_twice_is_taken_in_once(draft, staff):
    sheet = Sheet("Chỉ tiêu", [["Chỉ tiêu", "Mức cần đạt"], ["Số xã", "5 xã"]], [])
    kept = keep_import(draft, sheet, file_name="a.xlsx", by=staff)
    mine = [TargetImport.objects.select_related("directive").get(pk=kept.pk) for _ in range(2)]
    outcome = at_once(*[lambda one=one: confirm_target_import(one, replace_all=False, by=staff) for one in mine])
    assert outcome in ([ActionBlocked, int], [Conflict, int])
    assert draft.targets.count() == 1


def test_targets_do_not_change_under_a_directive_that_is_sent(draft, staff, second_staff):
    save_sheet(draft, [Typed("1", "Số xã", "5 xã")], layout="appendix_numbered", title="", base_revision=0, by=staff)
    mine, other = (Directive.objects.select_related("issuer").get(pk=draft.pk) for _ in range(2))
    outcome = at_once(
        lambda: submit_directive(mine, by=staff),
        lambda: save_sheet(
            other, [Typed("1", "Số xã", "9 xã")], layout="none", title="", base_revision=1, by=second_staff
        ),
    )
    assert outcome in ([ActionBlocked, Directive], [Directive, TargetSheet])
    now = Directive.objects.get(pk=draft.pk)
    phrase = "5 xã" if ActionBlocked in outcome else "9 xã"
    assert (now.status, draft.targets.get().phrase) == ("in_review", phrase)
    assert bool(now.target_list) is (phrase == "5 xã")
    assert now.versions.get().content["target_list"] == now.target_list
