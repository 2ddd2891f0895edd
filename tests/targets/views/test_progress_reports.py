"""The list of a directive's progress reports, and starting a new one."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from campaigns.faces import faces_of
from targets.enums import PeriodKind, ReviewKind
from targets.models import ProgressReport
from targets.periods import Period
from targets.services.progress import create_progress_report
from tests.organizations.views.outcomes import outcomes
from tests.targets.reviewed import enter_results, enter_targets

URL = "/chi-thi/laocai-2024/bao-cao-tien-do/"


@pytest.fixture
def made(issued, time_machine):
    found = enter_targets(issued)
    enter_results(found)
    time_machine.move_to("2024-07-10T09:00:00+07:00")
    return found


def start(issued, staff, *, month: int = 6) -> ProgressReport:
    period = Period(2024, PeriodKind.MONTH, month)
    return create_progress_report(issued, period=period, review=ReviewKind.PROGRESS, by=staff)


def test_whoever_sees_the_directive_sees_its_list(request, issued):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


def test_the_list_of_an_unpublished_directive_stays_with_its_authors(request, approved):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 404, 404, 200]


@pytest.mark.parametrize(("who", "sees"), [
    ("staff", True), ("leader", True), ("clerk", True), ("admin", True), ("unit_officer", False),
])  # fmt: skip
def test_drafts_are_listed_for_those_who_work_on_them(client, request, issued, made, staff, who, sees):
    report = start(issued, staff)
    client.force_login(request.getfixturevalue(who))
    assert list(client.get(URL).context["listing"].page) == ([report] if sees else [])


def test_the_face_is_there_for_everybody_once_a_report_is_issued(issued, made, staff, clerk, unit_officer):
    from tests.targets.views.test_progress_report import issue_now

    name = "targets:progress_reports"
    assert name in [face.name for face in faces_of(issued, staff)]
    assert name not in [face.name for face in faces_of(issued, unit_officer)]
    issue_now(issued, staff, clerk)
    assert name in [face.name for face in faces_of(issued, unit_officer)]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(client, issued, made, staff, rows, django_assert_num_queries):
    for month in range(1, rows + 1):
        start(issued, staff, month=month)
    client.force_login(staff)
    with django_assert_num_queries(7):
        client.get(URL)


def test_the_list_is_exported(client, issued, made, staff):
    start(issued, staff)
    client.force_login(staff)
    answer = client.get(f"{URL}?export=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Số, ký hiệu", "Trích yếu", "Loại", "Kỳ")
    assert rows[1][2:4] == ("Báo cáo tiến độ", "Tháng 6 năm 2024")


def test_the_empty_list_offers_the_first_step_to_staff_only(client, issued, made, staff, leader):
    client.force_login(staff)
    assert "Lập báo cáo đầu tiên" in client.get(URL).content.decode()
    client.force_login(leader)
    page = client.get(URL).content.decode()
    assert "Chưa có báo cáo nào" in page
    assert f"{URL}lap/" not in page


def test_without_targets_the_button_says_why_it_is_closed(client, issued, staff):
    client.force_login(staff)
    page = client.get(URL).content.decode()
    assert "Chỉ thị chưa có chỉ tiêu trong danh sách" in page
    assert f'href="{URL}lap/"' not in page


def test_starting_a_report_is_for_staff(request, issued, made):
    data = {"review": "interim", "period": "half-1"}
    assert outcomes(request, f"{URL}lap/") == ["login", 200, 403, 403, 403, 404, 403]
    assert outcomes(request, f"{URL}lap/", post=data) == ["login", 302, 403, 403, 403, 404, 403]


def test_periods_with_verified_figures_are_offered_first(client, issued, made, staff):
    client.force_login(staff)
    groups = client.get(f"{URL}lap/").context["form"].fields["period"].choices
    assert groups[0] == ("Có số liệu đã xác nhận", [("half-1", "6 tháng đầu năm 2024")])
    assert len(groups[1][1]) == 18


def test_a_started_report_opens_in_its_editor(client, issued, made, staff):
    client.force_login(staff)
    answer = client.post(f"{URL}lap/", {"review": "final", "period": "year-1"})
    report = ProgressReport.objects.get()
    assert answer.url == f"/bao-cao-tien-do/{report.pk}/soan/"
    assert (report.review, report.period, report.created_by) == ("final", Period(2024, PeriodKind.YEAR, 1), staff)


@pytest.mark.parametrize("data", [
    {}, {"review": "final", "period": "year-2"}, {"review": "x", "period": "half-1"}, {"review": "final", "period": "-"},
])  # fmt: skip
def test_nonsense_is_refused_at_its_field(client, issued, made, staff, data):
    client.force_login(staff)
    assert client.post(f"{URL}lap/", data).status_code == 422
    assert not ProgressReport.objects.exists()


def test_the_same_review_twice_is_refused_in_words(client, issued, made, staff):
    client.force_login(staff)
    data = {"review": "final", "period": "year-1"}
    client.post(f"{URL}lap/", data)
    answer = client.post(f"{URL}lap/", data)
    assert answer.status_code == 422
    assert "đang được soạn" in answer.content.decode()


def test_a_directive_without_targets_leads_back_with_the_reason(client, issued, staff):
    client.force_login(staff)
    answer = client.get(f"{URL}lap/", follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "chưa có chỉ tiêu" in answer.content.decode()
