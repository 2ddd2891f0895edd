"""People who press at the same moment, on a database that lets them: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.errors import ActionBlocked, Conflict
from targets.entries import Entry
from targets.models import Actual, Assignment, ReportingPeriod, UnitReport
from targets.services.assignments import assign
from targets.services.reports import open_period, return_report, save_report, submit_report, verify_report
from tests.campaigns.test_at_once import at_once
from tests.targets.reporting import HALF

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
JUNE = date(2024, 6, 30)


def fresh(report: UnitReport) -> UnitReport:
    return UnitReport.objects.select_related("period__directive__issuer", "organization").get(pk=report.pk)


def test_of_two_saves_of_one_sheet_one_is_kept(report, money, unit_officer, staff):
    def save(value: int, by: Any) -> Callable[[], Any]:
        mine = fresh(report)
        return lambda: save_report(mine, [Entry(money.pk, Decimal(value), as_of=JUNE)], base_revision=0, by=by)

    assert at_once(save(1, unit_officer), save(2, staff)) == [Conflict, UnitReport]
    now = fresh(report)
    assert now.revision == 1
    assert Actual.objects.get().value == (1 if now.saved_by == unit_officer else 2)


def test_what_is_saved_while_it_is_sent_is_either_in_or_refused(report, money, towns, growth, unit_officer, staff):
    filled = [Entry(target.pk, Decimal(5), as_of=JUNE) for target in (money, towns, growth)]
    save_report(report, filled, base_revision=0, by=unit_officer)
    mine, other = fresh(report), fresh(report)
    at_once(
        lambda: submit_report(mine, by=unit_officer),
        lambda: save_report(other, [Entry(money.pk, None)], base_revision=1, by=staff),
    )
    now = fresh(report)
    complete = now.actuals.filter(value__isnull=False).count() == 3
    assert complete is (now.status == "submitted")


def test_of_verifying_and_returning_one_happens(report, money, towns, growth, unit_officer, staff, second_staff):
    filled = [Entry(target.pk, Decimal(5), as_of=JUNE) for target in (money, towns, growth)]
    save_report(report, filled, base_revision=0, by=unit_officer)
    submit_report(report, by=unit_officer)
    one, two = fresh(report), fresh(report)
    outcome = at_once(
        lambda: verify_report(one, by=staff, revision=1),
        lambda: return_report(two, by=second_staff, reason="Sửa"),
    )
    assert outcome in ([Conflict, UnitReport], [ActionBlocked, UnitReport])
    assert fresh(report).status in ("verified", "returned")


def test_the_whole_is_given_to_one_of_two(in_july, money, department, health, staff):
    outcome = at_once(*[lambda unit=unit: assign(money, unit, by=staff) for unit in (department, health)])
    assert outcome == [ActionBlocked, Assignment]
    assert Assignment.objects.count() == 1


def test_a_period_opened_twice_at_once_is_one(given, staff, department):
    assert at_once(*[lambda: open_period(given, HALF, by=staff)] * 2) == [ReportingPeriod] * 2
    assert ReportingPeriod.objects.get().reports.count() == 1


def test_a_unit_given_a_target_while_a_period_opens_has_its_sheet(given, money, health, staff):
    at_once(
        lambda: open_period(given, HALF, by=staff),
        lambda: assign(money, health, share_phrase="5", by=staff),
    )
    assert UnitReport.objects.filter(organization=health).count() == 1
