"""Periods, and a unit's report from the first figure to its verification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns import services as campaigns
from core.errors import ActionBlocked, Conflict, InvalidTransition
from core.log import history_of
from core.models import OutboxMail
from targets.entries import Entry
from targets.enums import Basis, PeriodKind, ReportStatus
from targets.errors import FaultyRows
from targets.models import Actual, ReportingPeriod, UnitReport
from targets.periods import Period
from targets.selectors.reports import (
    missing_reports,
    my_reports,
    open_periods,
    open_reports_for,
    report_rows,
    row_warnings,
    suggested_period,
)
from targets.services.assignments import assign
from targets.services.reports import (
    open_period,
    return_report,
    save_report,
    submit_report,
    unlock_report,
    verify_report,
)
from tests.factories.targets import make_actual, make_target
from tests.targets.reporting import HALF, QUARTER

pytestmark = pytest.mark.django_db
JUNE = date(2024, 6, 30)


def entry(target, value="6.100,5", **fields) -> Entry:
    number = None if value is None else Decimal(value.replace(".", "").replace(",", "."))
    return Entry(target.pk, **{"value": number, "as_of": JUNE, **fields})


@pytest.fixture
def filled(report, money, towns, growth, unit_officer) -> UnitReport:
    entries = [entry(money), entry(towns, "33,1"), entry(growth, None, note="Cục Thống kê chưa công bố")]
    return save_report(report, entries, base_revision=0, by=unit_officer)


@pytest.fixture
def submitted(filled, unit_officer) -> UnitReport:
    return submit_report(filled, by=unit_officer)


@pytest.fixture
def verified(submitted, staff) -> UnitReport:
    return verify_report(submitted, by=staff)


# Opening a period.


def test_opening_makes_a_sheet_for_every_unit_with_targets_and_tells_it(given, money, department, health, staff):
    assign(money, health, share_phrase="100", by=staff)
    opened = open_period(given, HALF, by=staff)
    assert (opened.ends_on, opened.due_on) == (JUNE, date(2024, 7, 5))
    assert set(opened.reports.values_list("organization__name", "status")) == {
        ("Sở Nội vụ", "draft"),
        ("Sở Y tế", "draft"),
    }
    assert history_of(given)[0].verb == "mở kỳ báo cáo 6 tháng đầu năm 2024, hạn 05/07/2024"
    assert OutboxMail.objects.latest("pk").to == ["donvi@example.vn"]


def test_opening_again_changes_nothing_but_the_deadline(period, given, staff):
    mails, log = OutboxMail.objects.count(), history_of(given).count()
    assert open_period(given, HALF, by=staff) == period
    assert (UnitReport.objects.count(), OutboxMail.objects.count(), history_of(given).count()) == (1, mails, log)
    open_period(given, HALF, due_on=date(2024, 7, 15), by=staff)
    period.refresh_from_db()
    assert period.due_on == date(2024, 7, 15)
    assert history_of(given)[0].verb == "đổi hạn báo cáo 6 tháng đầu năm 2024, hạn 15/07/2024"


@pytest.mark.parametrize(("period", "due_on", "sentence"), [
    (Period(2024, PeriodKind.MONTH, 8), date(2024, 9, 5), "bắt đầu từ ngày 01/08/2024"),
    (Period(2023, PeriodKind.YEAR, 1), date(2024, 1, 5), "không thuộc năm 2024"),
    (HALF, date(2023, 12, 31), "Hạn gửi 31/12/2023 không hợp"),
    (HALF, date(2026, 1, 1), "Hạn gửi 01/01/2026 không hợp"),
])  # fmt: skip
def test_a_period_that_cannot_be_is_refused(given, staff, period, due_on, sentence):
    with pytest.raises(ActionBlocked, match=sentence):
        open_period(given, period, due_on=due_on, by=staff)
    assert not ReportingPeriod.objects.exists()


def test_without_assignments_there_is_nobody_to_ask(in_july, issued, money, staff):
    with pytest.raises(ActionBlocked, match="Chưa giao chỉ tiêu cho đơn vị nào"):
        open_period(issued, HALF, by=staff)


def test_a_draft_is_not_reported_on(draft, staff):
    with pytest.raises(ActionBlocked, match="Chỉ thị chưa được duyệt"):
        open_period(draft, HALF, by=staff)


def test_a_revoked_directive_is_not_reported_on(given, clerk, staff):
    campaigns.revoke_directive(given, by=clerk, document="02/QĐ-UBND", on=date(2024, 7, 1))
    with pytest.raises(ActionBlocked, match="Chỉ thị đã bị bãi bỏ"):
        open_period(given, HALF, by=staff)


def test_a_closed_directive_is_still_reported_on(given, staff):
    campaigns.close_directive(given, by=staff, on=date(2024, 7, 1))
    assert open_period(given, HALF, by=staff).pk


def test_the_next_period_is_suggested(given, staff):
    assert suggested_period(given, []) == QUARTER
    open_period(given, QUARTER, by=staff)
    assert suggested_period(given, open_periods(given)) == Period(2024, PeriodKind.QUARTER, 2)
    open_period(given, HALF, by=staff)
    assert suggested_period(given, open_periods(given)) == Period(2024, PeriodKind.NINE_MONTHS, 1)


# Saving.


def test_a_partly_filled_sheet_is_kept_and_logged(report, money, unit_officer):
    save_report(report, [entry(money, source="Cục Thuế", is_estimate=True)], base_revision=0, by=unit_officer)
    kept = Actual.objects.get()
    assert (kept.value, kept.as_of, kept.basis, kept.source) == (Decimal("6100.5"), JUNE, "cumulative", "Cục Thuế")
    assert kept.is_estimate
    report.refresh_from_db()
    assert (report.revision, report.saved_by, report.status) == (1, unit_officer, "draft")
    assert (history_of(report)[0].verb, history_of(report)[0].comment) == ("lưu báo cáo", "1/3 chỉ tiêu có kết quả")


def test_staff_enter_for_the_unit_and_the_log_says_so(report, money, staff):
    save_report(report, [entry(money)], base_revision=0, by=staff)
    assert history_of(report)[0].verb == "lưu báo cáo thay đơn vị"


def test_a_row_that_was_emptied_is_taken_out(filled, money, unit_officer):
    save_report(filled, [entry(money, None)], base_revision=1, by=unit_officer)
    assert not filled.actuals.filter(target=money).exists()
    assert filled.actuals.count() == 2


def test_rows_of_targets_that_were_not_given_are_passed_over(report, issued, unit_officer):
    save_report(report, [entry(make_target(issued, "Khác", "5%"), "5")], base_revision=0, by=unit_officer)
    assert not Actual.objects.exists()


def test_who_saved_first_is_named_and_nothing_is_lost(filled, money, staff, unit_officer):
    with pytest.raises(Conflict, match=f"{unit_officer} đã lưu báo cáo này lúc 09:00 ngày 03/07/2024"):
        save_report(filled, [entry(money, "1")], base_revision=0, by=staff)
    assert filled.actuals.get(target=money).value == Decimal("6100.5")


FAULTS = [
    ("money", {"value": Decimal(-1)}, "value", "Kết quả không thể là số âm (-1)."),
    ("towns", {"value": Decimal("140")}, "value", "140%: một tỷ lệ không vượt quá 100%. Hãy kiểm tra lại số."),
    ("money", {"as_of": date(2023, 12, 31)}, "as_of", "Ngày 31/12/2023 không thuộc năm 2024."),
    (
        "money",
        {"as_of": date(2024, 7, 4)},
        "as_of",
        "Ngày 04/07/2024 sau hôm nay (03/07/2024). Số liệu chỉ ghi đến ngày đã có.",
    ),
    ("money", {"as_of": None}, "as_of", "Chưa ghi số liệu tính đến ngày nào."),
    (
        "towns",
        {"basis": Basis.PERIOD},
        "basis",
        "Chỉ tiêu này không cộng dồn theo kỳ, hãy ghi số tính từ đầu năm.",
    ),
    ("money", {"value": None, "typed_percent": Decimal(5)}, "value", "Có tỷ lệ % nhưng chưa có kết quả bằng số."),
]


@pytest.mark.parametrize(("which", "changes", "cell", "sentence"), FAULTS)
def test_what_cannot_be_is_refused_at_its_cell_and_nothing_is_saved(
    request, report, money, unit_officer, which, changes, cell, sentence
):
    target = request.getfixturevalue(which)
    other = entry(make_target(money.directive, "Khác", "5%"), "5")
    with pytest.raises(FaultyRows) as refusal:
        save_report(report, [other, replace(entry(target, "12"), **changes)], base_revision=0, by=unit_officer)
    assert [(f.key, f.field, f.text) for f in refusal.value.faults] == [(str(target.pk), cell, sentence)]
    report.refresh_from_db()
    assert (report.revision, Actual.objects.count()) == (0, 0)


def test_a_rate_of_growth_may_be_negative(report, growth, unit_officer):
    save_report(report, [entry(growth, "-2,5")], base_revision=0, by=unit_officer)
    assert Actual.objects.get().value == Decimal("-2.5")


def test_more_than_all_of_a_fraction_is_refused(report, department, staff, money, unit_officer):
    schools = make_target(money.directive, "Trường đạt chuẩn", "47/83 trường, đạt 56,6%")
    assign(schools, department, by=staff)
    with pytest.raises(FaultyRows, match="84 lớn hơn tổng số 83 trường"):
        save_report(report, [entry(schools, "84")], base_revision=0, by=unit_officer)


# What should be looked at again.


@pytest.mark.parametrize(("phrase", "value", "percent", "sentences"), [
    ("52.200 tỷ đồng", "17.151,7", "26,1", ["Ghi 26,1% nhưng 17.151,7/52.200 là 32,9%."]),
    ("52.200 tỷ đồng", "17.151,7", "32,9", []),
    ("52.200 tỷ đồng", "17.151,7", "33", []),
    ("47/83 trường, đạt 56,6%", "47", "56,6", []),
    ("47/83 trường, đạt 56,6%", "47", "100", []),
    ("47/83 trường, đạt 56,6%", "47", "50", ["Ghi 50% nhưng 47/47 là 100%."]),
    ("33,5%", "33,1", "33,1", []),
])  # fmt: skip
def test_a_typed_percentage_is_recomputed(report, department, staff, issued, unit_officer, phrase, value, percent,
                                          sentences):  # fmt: skip
    target = make_target(issued, "Giải ngân vốn đầu tư công", phrase)
    assign(target, department, by=staff)
    typed = entry(target, value, typed_percent=Decimal(percent.replace(",", ".")))
    save_report(report, [typed], base_revision=0, by=unit_officer)
    row = next(row for row in report_rows(report) if row.target == target)
    assert [text for _, text in row_warnings(row, HALF)] == sentences
    assert row.actual.typed_percent == typed.typed_percent


def test_the_percentage_of_a_share_is_of_the_share(report, money, health, staff, given):
    assign(money, health, share_phrase="1.000", by=staff)
    sheet = UnitReport.objects.get(organization=health)
    save_report(sheet, [entry(money, "500", typed_percent=Decimal(50))], base_revision=0, by=staff)
    (row,) = report_rows(sheet)
    assert row_warnings(row, HALF) == []
    assert (row.goal, row.asked.number) == ("1.000 tỷ đồng", Decimal(1000))


def test_a_sum_that_falls_is_warned_of(report, given, money, department, unit_officer):
    make_actual(money, "6.200", kind="quarter", organization=department)
    save_report(report, [entry(money)], base_revision=0, by=unit_officer)
    row = report_rows(report)[0]
    assert row_warnings(row, HALF) == [
        ("value", "Lũy kế 6.100,5 thấp hơn 6.200 đã xác nhận của kỳ quý I năm 2024."),
    ]
    assert row.previous.value == 6200


@pytest.mark.parametrize(("status", "basis", "value"), [
    ("submitted", "cumulative", "6.200"), ("verified", "period", "6.200"), ("verified", "cumulative", "6.100,5"),
])  # fmt: skip
def test_only_a_higher_verified_sum_is_compared(report, money, department, unit_officer, status, basis, value):
    make_actual(money, value, kind="quarter", organization=department, status=status, basis=basis)
    save_report(report, [entry(money)], base_revision=0, by=unit_officer)
    assert row_warnings(report_rows(report)[0], HALF) == []


def test_a_day_after_the_period_is_warned_of(report, money, unit_officer):
    save_report(report, [entry(money, as_of=date(2024, 7, 2))], base_revision=0, by=unit_officer)
    warnings = row_warnings(report_rows(report)[0], HALF)
    assert warnings == [("as_of", "Ngày 02/07/2024 sau ngày cuối kỳ (30/06/2024).")]


# Evidence.


def test_evidence_is_kept_replaced_and_taken_away(report, money, unit_officer, django_capture_on_commit_callbacks):
    def keep(revision, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            save_report(report, [entry(money, **fields)], base_revision=revision, by=unit_officer)
        return Actual.objects.get()

    first = keep(0, evidence=SimpleUploadedFile("a.pdf", b"%PDF-1"), evidence_name="a.pdf")
    assert first.evidence.name.startswith(f"evidence/{report.pk}/")
    old = first.evidence.name
    second = keep(1, evidence=SimpleUploadedFile("b.pdf", b"%PDF-2"), evidence_name="b.pdf")
    assert second.evidence_name == "b.pdf"
    assert not second.evidence.storage.exists(old)
    assert keep(2).evidence_name == "b.pdf"
    third = keep(3, drop_evidence=True)
    assert (third.evidence.name, third.evidence_name) == ("", "")
    assert not second.evidence.storage.exists(second.evidence.name)


# The way of a report.


def test_an_empty_sheet_is_not_sent(report, unit_officer):
    with pytest.raises(ActionBlocked, match="Chưa nhập kết quả nào"):
        submit_report(report, by=unit_officer)


def test_every_target_has_a_figure_or_a_reason(report, money, unit_officer):
    save_report(report, [entry(money)], base_revision=0, by=unit_officer)
    with pytest.raises(ActionBlocked) as refusal:
        submit_report(report, by=unit_officer)
    assert refusal.value.reasons == (
        "Còn 2 chỉ tiêu chưa có kết quả: “Tỷ lệ đô thị hóa”; “Tốc độ tăng trưởng kinh tế (GRDP)”. Chưa có số thì ghi lý do ở cột Ghi chú.",
    )


def test_a_sent_report_is_told_to_staff_and_closed_to_the_unit(filled, money, second_staff, unit_officer):
    submit_report(filled, by=unit_officer)
    assert (filled.status, filled.submitted_by) == (ReportStatus.SUBMITTED, unit_officer)
    assert OutboxMail.objects.latest("pk").to == ["staff2@example.vn"]
    with pytest.raises(ActionBlocked, match="Báo cáo đã gửi, đang chờ xác nhận"):
        save_report(filled, [entry(money, "1")], base_revision=1, by=unit_officer)


def test_a_return_needs_a_reason_and_reaches_the_unit(submitted, staff):
    with pytest.raises(ActionBlocked, match="Phải ghi lý do trả lại"):
        return_report(submitted, by=staff, reason=" ")
    return_report(submitted, by=staff, reason="Thiếu nguồn")
    assert (submitted.status, history_of(submitted)[0].comment) == (ReportStatus.RETURNED, "Thiếu nguồn")
    mail = OutboxMail.objects.latest("pk")
    assert (mail.to, "trả lại báo cáo: Thiếu nguồn" in mail.body) == (["donvi@example.vn"], True)


def test_a_returned_report_is_changed_and_sent_again(submitted, money, staff, unit_officer):
    return_report(submitted, by=staff, reason="Sai")
    save_report(submitted, [entry(money, "6.101")], base_revision=1, by=unit_officer)
    submit_report(submitted, by=unit_officer)
    verify_report(submitted, by=staff, revision=2)
    assert submitted.status == ReportStatus.VERIFIED


def test_who_sent_does_not_verify(filled, staff, second_staff):
    submit_report(filled, by=staff)
    with pytest.raises(ActionBlocked, match="Người gửi không tự xác nhận"):
        verify_report(filled, by=staff)
    assert verify_report(filled, by=second_staff).verified_by == second_staff


def test_figures_that_changed_since_they_were_read_are_not_verified(submitted, money, staff, unit_officer):
    return_report(submitted, by=staff, reason="Sai")
    save_report(submitted, [entry(money, "1")], base_revision=1, by=unit_officer)
    submit_report(submitted, by=unit_officer)
    with pytest.raises(Conflict, match="Số liệu đã được sửa và gửi lại"):
        verify_report(submitted, by=staff, revision=1)


def test_a_verified_report_is_locked_until_staff_unlock_it(verified, money, staff, unit_officer):
    with pytest.raises(ActionBlocked, match="Báo cáo đã khóa vì đã xác nhận"):
        save_report(verified, [entry(money, "1")], base_revision=1, by=unit_officer)
    with pytest.raises(ActionBlocked, match="Phải ghi lý do mở khóa"):
        unlock_report(verified, by=staff, reason="")
    unlock_report(verified, by=staff, reason="Số sửa lại")
    assert (verified.status, verified.verified_at, verified.verified_by) == (ReportStatus.RETURNED, None, None)
    save_report(verified, [entry(money, "1")], base_revision=1, by=unit_officer)


@pytest.mark.parametrize(("act", "extra"), [
    (verify_report, {}), (return_report, {"reason": "x"}), (unlock_report, {"reason": "x"}),
])  # fmt: skip
def test_a_draft_is_neither_verified_nor_returned_nor_unlocked(filled, staff, act, extra):
    with pytest.raises(ActionBlocked):
        act(filled, by=staff, **extra)


def test_of_two_who_act_on_what_they_saw_the_second_is_told(submitted, staff, second_staff):
    seen = UnitReport.objects.get(pk=submitted.pk)
    verify_report(submitted, by=staff)
    with pytest.raises((Conflict, InvalidTransition)):
        return_report(seen, by=second_staff, reason="x")
    seen.refresh_from_db()
    assert seen.status == ReportStatus.VERIFIED


def test_a_directive_taken_back_stops_its_reports(filled, given, clerk, unit_officer):
    campaigns.revoke_directive(given, by=clerk, document="02/QĐ-UBND", on=date(2024, 7, 1))
    filled.refresh_from_db()
    current = UnitReport.objects.get(pk=filled.pk)
    with pytest.raises(ActionBlocked, match="Chỉ thị đã bị bãi bỏ"):
        submit_report(current, by=unit_officer)


# Who has not reported, and what waits for a person.


def test_who_has_not_reported(given, money, department, health, commune, staff, unit_officer, filled):
    assign(money, health, share_phrase="1", by=staff)
    submit_report(filled, by=unit_officer)
    assert missing_reports(given, HALF) == [(health, ReportStatus.DRAFT, date(2024, 7, 5))]
    assert missing_reports(given, QUARTER) == [(department, None, None), (health, None, None)]
    return_report(filled, by=staff, reason="x")
    assert [(unit.name, status) for unit, status, _ in missing_reports(given, HALF)] == [
        ("Sở Nội vụ", "returned"),
        ("Sở Y tế", "draft"),
    ]


def test_what_waits_for_an_officer_in_one_query(report, unit_officer, health_officer, staff, django_assert_num_queries):
    assert unit_officer.current_memberships
    with django_assert_num_queries(1):
        waiting = open_reports_for(unit_officer)
        assert [(str(one.period), one.period.due_on) for one in waiting] == [("6 tháng đầu năm 2024", date(2024, 7, 5))]
    assert open_reports_for(health_officer) == []
    assert open_reports_for(staff) == []


def test_what_is_sent_or_out_of_force_does_not_wait(submitted, given, clerk, unit_officer):
    assert open_reports_for(unit_officer) == []
    assert list(my_reports(unit_officer)) == [submitted]


def test_a_period_after_its_end_is_open_to_late_figures(filled, unit_officer):
    with time_machine.travel("2025-02-01T09:00:00+07:00", tick=False):
        assert submit_report(filled, by=unit_officer).status == ReportStatus.SUBMITTED
