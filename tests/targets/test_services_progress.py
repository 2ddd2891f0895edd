"""From the figures to the numbered report: drafting, saving, drafting anew, issuing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from campaigns import services as campaigns_services
from campaigns.models import Directive
from core.errors import ActionBlocked, Conflict
from core.log import history_of
from documents.enums import DocumentType, Status
from documents.models import Document, RegisteredNumber
from documents.numbering import register_number
from documents.services import render_document, request_document
from targets.enums import PeriodKind, ProgressStatus, ReviewKind
from targets.models import ProgressReport
from targets.papers import KIND
from targets.periods import Period
from targets.policies import progress as policies
from targets.selectors.progress import current_figures, figures_of, reported_periods, suggested_report_number
from targets.services.progress import (
    create_progress_report,
    issue_progress_report,
    redraft_section,
    save_progress_report,
)
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_target
from tests.targets.reviewed import HALF, YEAR, complete, enter_results, enter_targets

TODAY = date(2024, 7, 10)


@pytest.fixture
def made(issued, time_machine):
    """Targets with their results, seen in July."""
    found = enter_targets(issued)
    enter_results(found)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    return found


@pytest.fixture
def report(issued, made, staff) -> ProgressReport:
    return create_progress_report(issued, period=HALF, review=ReviewKind.INTERIM, by=staff)


@pytest.fixture
def ready(report, staff) -> ProgressReport:
    return save_progress_report(report, {"sections": complete(report)}, base_revision=0, by=staff)


def issue(report, by, number=15, issued_on=TODAY, **more) -> ProgressReport:
    return issue_progress_report(report, number=number, issued_on=issued_on, by=by, **more)


def reasons(call, *args, **kwargs) -> tuple[str, ...]:
    with pytest.raises(ActionBlocked) as refused:
        call(*args, **kwargs)
    return refused.value.reasons


def test_the_figures_are_the_verified_ones_up_to_the_end_of_the_period(issued, made):
    figures = current_figures(issued, HALF)
    assert [(line.name, line.measured, line.verdict) for line in figures.targets] == [
        ("Thu ngân sách nhà nước trên địa bàn", "3.200,5 tỷ đồng", "behind"),
        ("Giá trị xuất nhập khẩu", "4.600 triệu USD", "exceeded"),
        ("Công nghiệp", "42,3%", "met"),
        ("Dịch vụ", "", "no_data"),
        ("Tốc độ tăng trưởng kinh tế", "5,01%", "behind"),
        ("Tỷ lệ trường đạt chuẩn", "65%", "behind"),
        ("Số xã nông thôn mới", "", "no_data"),
    ]
    assert figures.targets[0].units == ("Sở Tài chính",)
    assert [(unit.name, unit.state, unit.due_on) for unit in figures.unreported] == [
        ("Sở Nông nghiệp", "Chưa gửi", "30/06/2024")
    ]


def test_a_later_figure_does_not_enter_an_earlier_period(issued, made):
    rural = made["communes"].assignments.get().organization
    make_actual(made["communes"], "60", kind=PeriodKind.NINE_MONTHS, organization=rural)
    assert current_figures(issued, HALF).targets[-1].result == ""
    assert current_figures(issued, YEAR).targets[-1].result == "60"


def test_nobody_is_late_for_a_period_that_was_never_opened(issued, made):
    assert current_figures(issued, YEAR).unreported == ()


@pytest.mark.parametrize("more", [0, 3])
def test_the_figures_take_the_same_queries_with_more_targets(issued, made, more, django_assert_num_queries):
    for number in range(more):
        added = make_target(issued, f"Chỉ tiêu {number}", "10 xã")
        unit = OrganizationFactory(parent=issued.issuer)
        assign(added, unit)
        make_actual(added, "9", kind=PeriodKind.HALF, organization=unit)
    with django_assert_num_queries(8):
        current_figures(issued, HALF)


def test_a_new_report_is_drafted_from_figures_and_signed_like_the_directive(report, issued, staff):
    assert report.subject_line == (
        "Sơ kết thực hiện các chỉ tiêu thi đua 6 tháng đầu năm 2024\ntheo Chỉ thị số 01/CT-UBND"
    )
    assert (report.place, report.signer_title, report.signer_name) == ("Lào Cai", "Chủ tịch", "Trịnh Xuân Trường")
    assert report.signing_authority == "collective"
    assert report.recipients == issued.recipients
    assert [section["part"] for section in report.sections] == [
        "opening", "leading", "results", "rewards", "limits", "plans", "proposals", "closing",
    ]  # fmt: skip
    assert "đề ra 7 chỉ tiêu" in report.sections[2]["text"]
    assert "5/7 chỉ tiêu có số liệu" in report.sections[2]["text"]
    entry = history_of(report).get()
    assert (entry.verb, entry.actor) == ("lập báo cáo sơ kết 6 tháng đầu năm 2024", staff)


def test_the_next_report_takes_signer_and_recipients_of_the_last(ready, issued, staff, clerk):
    content = {
        "signing_authority": "collective_deputy",
        "signer_title": "Phó Chủ tịch",
        "signer_name": "Giàng Thị Dung",
    }
    changed = save_progress_report(ready, content | {"recipients": "Bộ Nội vụ"}, base_revision=1, by=staff)
    issue(changed, clerk)
    second = create_progress_report(issued, period=YEAR, review=ReviewKind.FINAL, by=staff)
    assert (second.signing_authority, second.signer_title, second.signer_name, second.recipients) == (
        "collective_deputy", "Phó Chủ tịch", "Giàng Thị Dung", "Bộ Nội vụ",
    )  # fmt: skip


@pytest.mark.parametrize(("authority", "expected"), [
    ("head", "collective"), ("collective", "collective"), ("deputy", "collective_deputy"),
    ("collective_deputy", "collective_deputy"),
])  # fmt: skip
def test_a_committee_reports_in_its_own_name(issued, made, staff, authority, expected):
    Directive.objects.filter(pk=issued.pk).update(signing_authority=authority)
    issued.refresh_from_db()
    report = create_progress_report(issued, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    assert report.signing_authority == expected


def test_a_directive_that_is_no_paper_yet_has_no_report(in_review, staff):
    assert reasons(create_progress_report, in_review, period=HALF, review=ReviewKind.PROGRESS, by=staff) == (
        "Chỉ lập báo cáo cho chỉ thị đã duyệt; chỉ thị này chờ duyệt.",
    )


def test_a_directive_without_targets_has_nothing_to_report(issued, staff):
    (reason,) = reasons(create_progress_report, issued, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    assert "chưa có chỉ tiêu" in reason


def test_one_review_of_a_period_is_written_at_a_time(report, issued, staff):
    (reason,) = reasons(create_progress_report, issued, period=HALF, review=ReviewKind.INTERIM, by=staff)
    assert "đang được soạn" in reason
    assert str(staff) in reason
    other = create_progress_report(issued, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    assert other.pk != report.pk


def test_saving_keeps_what_the_sections_are_about(report, staff):
    typed = [{"heading": section["heading"], "text": "Chữ mới"} for section in report.sections]
    saved = save_progress_report(report, {"place": "TP Lào Cai", "sections": typed}, base_revision=0, by=staff)
    assert (saved.revision, saved.place) == (1, "TP Lào Cai")
    assert [(one["part"], one["text"]) for one in saved.sections[:2]] == [
        ("opening", "Chữ mới"),
        ("leading", "Chữ mới"),
    ]


def test_saving_the_same_again_is_no_write(report, staff):
    same = [{"heading": one["heading"], "text": one["text"]} for one in report.sections]
    assert save_progress_report(report, {"sections": same}, base_revision=0, by=staff).revision == 0


def test_the_slower_of_two_is_told_who_was_faster_and_nothing_is_lost(report, staff, admin):
    save_progress_report(report, {"place": "Sa Pa"}, base_revision=0, by=admin)
    with pytest.raises(Conflict) as refused:
        save_progress_report(report, {"place": "Bắc Hà"}, base_revision=0, by=staff)
    assert f"{admin} đã lưu báo cáo này lúc 09:00 ngày 10/07/2024" in str(refused.value)
    report.refresh_from_db()
    assert report.place == "Sa Pa"


@pytest.mark.parametrize("content", [
    {"signing_authority": "king"},
    {"subject_line": "a" * 1001},
    {"sections": [{"heading": "", "text": "a" * 400_001}] + [{"heading": "", "text": ""}] * 7},
    {"sections": [{"heading": "a" * 301, "text": ""}] + [{"heading": "", "text": ""}] * 7},
])  # fmt: skip
def test_what_no_paper_could_carry_is_refused(report, staff, content):
    assert reasons(save_progress_report, report, content, base_revision=0, by=staff)


def test_only_content_is_saved_and_all_its_sections(report, staff):
    with pytest.raises(ValueError, match="not content"):
        save_progress_report(report, {"number": 3}, base_revision=0, by=staff)
    with pytest.raises(ValueError, match="sections"):
        save_progress_report(report, {"sections": []}, base_revision=0, by=staff)


def test_the_sentences_of_figures_are_written_anew_when_asked(report, made, staff):
    text = report.sections[2]["text"]
    save_progress_report(report, {"sections": complete(report)}, base_revision=0, by=staff)
    make_actual(made["communes"], "73", as_of=date(2024, 6, 30), kind=PeriodKind.QUARTER, index=2,
                organization=made["communes"].assignments.get().organization)  # fmt: skip
    again = redraft_section(report, "results", base_revision=1, by=staff)
    assert again.revision == 2
    assert "6/7 chỉ tiêu có số liệu" in again.sections[2]["text"]
    assert "5/7 chỉ tiêu có số liệu" in text
    assert "…" not in again.sections[1]["text"]
    entry = history_of(report).first()
    assert entry.verb == "soạn lại phần số liệu (Phần II)"
    assert entry.data == {"before": text}


def test_new_figures_never_touch_what_was_written(report, made):
    before = report.sections
    make_actual(made["communes"], "73", organization=made["communes"].assignments.get().organization,
                kind=PeriodKind.QUARTER, index=2)  # fmt: skip
    report.refresh_from_db()
    assert report.sections == before
    assert any(
        "Số liệu đã thay đổi sau khi soạn Phần II" in one for one in policies.warnings_for(report, figures_of(report))
    )


def test_only_sections_of_figures_are_written_anew(report, staff):
    for part in ("rewards", "lagging", "nonsense"):
        with pytest.raises(ValueError, match="not a section of figures"):
            redraft_section(report, part, base_revision=0, by=staff)
    with pytest.raises(Conflict):
        redraft_section(report, "results", base_revision=5, by=staff)


def test_issuing_gives_the_number_and_keeps_the_figures(ready, clerk, made):
    issued = issue(ready, clerk)
    assert (issued.status, issued.number, issued.issued_on) == (ProgressStatus.ISSUED, 15, TODAY)
    assert issued.frozen["lines"][0]["result"] == "3.200,5"
    entry = RegisteredNumber.objects.get(document_type=DocumentType.REPORT)
    assert (entry.number, entry.year, entry.subject, str(entry)) == (15, 2024, issued, "15/BC-UBND")
    assert history_of(issued).first().verb == "ban hành số 15/BC-UBND ngày 10/07/2024"
    made["budget"].actuals.update(value=Decimal(1))
    issued.refresh_from_db()
    assert figures_of(issued).targets[0].result == "3.200,5"


def test_an_issued_report_is_neither_changed_nor_issued_again(ready, staff, clerk):
    issued = issue(ready, clerk)
    told = ("Báo cáo đã ban hành số 15/BC-UBND nên nội dung và số liệu được giữ nguyên.",)
    assert reasons(save_progress_report, issued, {"place": "Sa Pa"}, base_revision=1, by=staff) == told
    assert reasons(redraft_section, issued, "results", base_revision=1, by=staff) == told
    assert reasons(issue, issued, clerk, number=16) == told


def test_a_number_in_use_names_its_holder_and_nothing_is_written(ready, issued, clerk):
    register_number(
        issued.campaign, organization=issued.issuer, document_type=DocumentType.REPORT, number=15,
        issued_on=date(2024, 3, 1), by=clerk,
    )  # fmt: skip
    (reason,) = reasons(issue, ready, clerk)
    assert "Số 15 năm 2024 đã dùng cho báo cáo 15/BC-UBND ngày 01/03/2024" in reason
    assert "Số tiếp theo chưa dùng là 16" in reason
    ready.refresh_from_db()
    assert (ready.status, ready.frozen) == (ProgressStatus.DRAFT, None)
    assert suggested_report_number(issued.issuer, 2024) == 16


@pytest.mark.parametrize(("day", "word"), [
    (date(2024, 7, 11), "sau hôm nay"), (date(2024, 6, 29), "trước ngày cuối kỳ 30/06/2024"),
])  # fmt: skip
def test_the_day_is_neither_in_the_future_nor_before_the_end_of_the_period(ready, clerk, day, word):
    (reason,) = reasons(issue, ready, clerk, issued_on=day)
    assert word in reason


def test_the_last_day_of_the_period_is_early_enough(ready, clerk):
    assert issue(ready, clerk, issued_on=date(2024, 6, 30)).issued_on == date(2024, 6, 30)


def test_a_body_that_ended_issues_nothing_more(ready, issued, clerk):
    issued.issuer.valid_to = date(2024, 7, 1)
    issued.issuer.successor = OrganizationFactory(code="laocai2025")
    issued.issuer.save()
    (reason,) = reasons(issue, ready, clerk)
    assert "đã kết thúc từ ngày 01/07/2024" in reason


def test_what_was_read_is_what_is_issued(ready, staff, clerk):
    save_progress_report(ready, {"place": "Sa Pa"}, base_revision=1, by=staff)
    with pytest.raises(Conflict, match="đã được sửa sau khi"):
        issue(ready, clerk, base_revision=1)
    assert issue(ready, clerk, base_revision=2).place == "Sa Pa"


@pytest.mark.parametrize(("field", "word"), [
    ("signer_name", "họ và tên người ký"), ("signer_title", "chức vụ người ký"), ("place", "địa danh"),
    ("recipients", "nơi nhận"), ("subject_line", "trích yếu"),
])  # fmt: skip
def test_what_the_paper_needs_is_missing_before_it_is_issued(ready, staff, clerk, field, word):
    empty = save_progress_report(ready, {field: ""}, base_revision=1, by=staff)
    (reason,) = reasons(issue, empty, clerk)
    assert word in reason


def test_without_one_verified_figure_nothing_is_issued(issued, staff, clerk, time_machine):
    enter_targets(issued)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    report = create_progress_report(issued, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    (reason,) = reasons(issue, report, clerk)
    assert reason.startswith("Chưa có số liệu nào được xác nhận")


def test_the_number_of_the_directive_must_be_known(approved, staff, clerk, time_machine):
    made = enter_targets(approved)
    enter_results(made)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    report = create_progress_report(approved, period=HALF, review=ReviewKind.PROGRESS, by=staff)
    (reason,) = reasons(issue, report, clerk)
    assert reason == "Chỉ thị chưa ban hành nên báo cáo chưa ghi được số chỉ thị."
    campaigns_services.issue_directive(approved, by=clerk, number=1, issued_on=date(2024, 7, 1))


def test_open_places_and_empty_sections_are_asked_about_and_stop_nothing(report, staff, clerk):
    sections = [{"heading": one["heading"], "text": one["text"]} for one in report.sections]
    sections[3]["text"] = ""
    sections[6] = {"heading": "", "text": ""}
    saved = save_progress_report(report, {"sections": sections}, base_revision=0, by=staff)
    assert policies.warnings_for(saved, figures_of(saved)) == [
        "Còn để trống: Phần III. Viết thêm, hoặc xóa cả tên phần nếu không dùng.",
        "Còn dấu “…” chưa điền ở: Phần I, Phần IV, Phần V.",
        "1 đơn vị chưa gửi báo cáo của kỳ; báo cáo in tên các đơn vị đó.",
    ]
    assert issue(saved, clerk).number == 15


def test_an_open_place_before_the_first_section_and_in_the_subject_is_seen(ready, staff):
    sections = [{"heading": one["heading"], "text": one["text"]} for one in ready.sections]
    sections[0]["text"] = "Thực hiện Chỉ thị số …/CT-UBND"
    content = {"subject_line": "theo Chỉ thị số …/CT-UBND", "sections": sections}
    saved = save_progress_report(ready, content, base_revision=1, by=staff)
    assert policies.warnings_for(saved, figures_of(saved))[0] == "Còn dấu “…” chưa điền ở: trích yếu, Mở đầu."


def test_a_complete_report_of_complete_figures_has_no_warnings(ready, made):
    made["communes"].assignments.all().delete()
    assert policies.warnings_for(ready, figures_of(ready)) == []


def test_periods_with_verified_figures_come_first(issued, made):
    make_actual(made["communes"], "60", kind=PeriodKind.MONTH, index=2)
    make_actual(made["services"], "60", kind=PeriodKind.YEAR, status="submitted")
    assert reported_periods(issued) == [HALF, Period(2024, PeriodKind.MONTH, 2)]


@pytest.mark.parametrize("fmt", ["pdf", "docx", "xlsx"])
def test_the_paper_is_made_by_the_job(report, staff, fmt):
    document = request_document(KIND, report, fmt, by=staff)
    assert render_document(document.pk)
    made = Document.objects.get(pk=document.pk)
    assert made.status == Status.READY
    assert made.file_name == f"bao-cao-du-thao-laocai-2024-half-1.{fmt}"


def test_the_papers_of_a_draft_stay_with_those_who_work_on_it(ready, staff, unit_officer, outsider, clerk):
    document = request_document(KIND, ready, "pdf", by=staff)
    assert [document.is_visible_to(one) for one in (staff, clerk, unit_officer, outsider)] == [True, True, False, False]
    issued = issue(ready, clerk)
    final = request_document(KIND, issued, "pdf", by=staff)
    assert [final.is_visible_to(one) for one in (staff, unit_officer, outsider)] == [True, True, False]
    assert not document.is_visible_to(unit_officer)
