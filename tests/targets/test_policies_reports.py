"""Whether now: each reason that closes a button, and the words around it on the bar of the next step."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.enums import Status
from targets.enums import ReportStatus
from targets.models import UnitReport
from targets.policies import reports as policies
from targets.presenters import report_step, stand_of

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 3)


def standing(report: UnitReport, status: str, *, directive: str = Status.ISSUED) -> UnitReport:
    """The report as if it stood so; nothing is saved."""
    report.status = status
    report.period.directive.status = directive
    return report


@pytest.mark.parametrize(("status", "fill", "back", "verify", "unlock"), [
    (ReportStatus.DRAFT, True, False, False, False), (ReportStatus.RETURNED, True, False, False, False),
    (ReportStatus.SUBMITTED, False, True, True, False), (ReportStatus.VERIFIED, False, False, False, True),
])  # fmt: skip
def test_what_is_possible_in_each_state(report, status, fill, back, verify, unlock):
    standing(report, status)
    possible = {
        "fill": policies.blockers_to_fill(report, on=TODAY) == [],
        "return": policies.blockers_to_return(report, on=TODAY) == [],
        "verify": policies.blockers_to_verify(report, on=TODAY) == [],
        "unlock": policies.blockers_to_unlock(report, on=TODAY) == [],
    }
    assert possible == {"fill": fill, "return": back, "verify": verify, "unlock": unlock}


@pytest.mark.parametrize(("directive", "sentence"), [
    (Status.RETURNED, "Chỉ thị đang được sửa lại nên tạm dừng báo cáo."),
    (Status.REVOKED, "Chỉ thị đã bị bãi bỏ, số liệu chỉ còn để tra cứu."),
])  # fmt: skip
def test_a_directive_out_of_force_stops_everything_but_the_way_back(report, directive, sentence):
    assert sentence in policies.blockers_to_fill(standing(report, "draft", directive=directive), on=TODAY)[0]
    assert sentence in policies.blockers_to_verify(standing(report, "submitted", directive=directive), on=TODAY)[0]
    assert sentence in policies.blockers_to_unlock(standing(report, "verified", directive=directive), on=TODAY)[0]
    assert policies.blockers_to_return(standing(report, "submitted", directive=directive), on=TODAY) == []


@pytest.mark.parametrize("directive", [Status.APPROVED, Status.ISSUED, Status.CLOSED])
def test_a_directive_in_force_lets_units_report(report, directive):
    assert policies.blockers_to_fill(standing(report, "draft", directive=directive), on=TODAY) == []


@pytest.mark.parametrize(("status", "revision", "on", "stand"), [
    ("draft", 0, date(2024, 7, 5), ("Chưa nhập", "neutral")), ("draft", 1, date(2024, 7, 5), ("Đang nhập", "neutral")),
    ("draft", 1, date(2024, 7, 6), ("Quá hạn", "danger")), ("returned", 1, date(2024, 7, 5), ("Trả lại", "warning")),
    ("returned", 1, date(2024, 7, 6), ("Trả lại, quá hạn", "danger")), ("submitted", 1, TODAY, ("Đã gửi", "info")),
    ("verified", 1, date(2025, 1, 1), ("Đã xác nhận", "success")),
])  # fmt: skip
def test_where_a_report_stands_in_the_table(report, status, revision, on, stand):
    report.status, report.revision = status, revision
    assert stand_of(report, on=on) == stand


def test_the_bar_names_who_acts_and_until_when(report, unit_officer, staff):
    step = report_step(report, unit_officer, on=TODAY)
    assert (step.who, step.until) == (f"Việc của cán bộ đơn vị: {unit_officer}", "hạn 05/07/2024")
    assert report_step(report, staff, on=date(2024, 7, 6)).until == "hạn 05/07/2024, đã quá hạn"
    assert step.actions == []


def test_the_bar_says_when_nobody_works_for_the_unit(report, unit_officer, staff):
    unit_officer.is_active = False
    unit_officer.save()
    assert "chưa có ai giữ vai trò này, cán bộ thi đua nhập thay được" in report_step(report, staff, on=TODAY).who


def test_only_staff_have_the_buttons(report, unit_officer, staff, leader):
    standing(report, "submitted")
    report.submitted_by = unit_officer
    labels = [action.label for action in report_step(report, staff, on=TODAY).actions]
    assert labels == ["Xác nhận", "Trả lại"]
    for other in (unit_officer, leader):
        assert report_step(report, other, on=TODAY).actions == []
