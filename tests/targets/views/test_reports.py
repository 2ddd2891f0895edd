"""The table of units and periods, opening a period, a person's own reports."""

from __future__ import annotations

import io

import pytest
import time_machine
from openpyxl import load_workbook

from targets.enums import PeriodKind
from targets.models import ReportingPeriod, UnitReport
from targets.periods import Period
from targets.services.assignments import assign, assign_many
from targets.services.reports import open_period
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import make_target
from tests.organizations.views.outcomes import outcomes
from tests.pages import own_text
from tests.targets.reporting import HALF, QUARTER

pytestmark = pytest.mark.django_db
URL = "/chi-thi/laocai-2024/bao-cao/"
OPEN = f"{URL}mo-ky/"
MINE = "/bao-cao-cua-toi/"


@pytest.fixture
def as_staff(client, staff, in_july):
    client.force_login(staff)
    return client


@pytest.fixture
def two_units(period, money, health, staff) -> UnitReport:
    """The health department has a share of one target; its sheet of the half year."""
    assign(money, health, share_phrase="100", by=staff)
    return UnitReport.objects.get(organization=health)


def names(answer) -> list[str]:
    return [unit.name for unit, _ in answer.context["lines"]]


def test_everybody_of_the_province_may_open_the_page(request, two_units):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 404, 200]


def test_only_staff_open_periods(request, given):
    assert outcomes(request, OPEN) == ["login", 200, 403, 403, 403, 404, 403]
    post = {"period": "half-1", "due_on": ""}
    assert outcomes(request, OPEN, post=post) == ["login", 302, 403, 403, 403, 404, 403]


def test_everybody_has_a_page_of_own_reports(request, report):
    assert outcomes(request, MINE) == ["login", 200, 200, 200, 200, 200, 200]


def test_staff_see_every_unit_and_a_unit_only_its_own_row(client, staff, unit_officer, two_units):
    client.force_login(staff)
    assert names(client.get(URL)) == ["Sở Nội vụ", "Sở Y tế"]
    client.force_login(unit_officer)
    answer = client.get(URL)
    assert names(answer) == ["Sở Nội vụ"]
    assert "Sở Y tế" not in answer.content.decode()
    assert "Mở kỳ báo cáo" not in own_text(answer)


def test_a_unit_without_targets_is_told_so(client, province, two_units):
    idle = OrganizationFactory(code="sovh", name="Sở Văn hóa", parent=province)
    client.force_login(person("idle", idle, "unit_officer"))
    page = client.get(URL).content.decode()
    assert "Chưa có báo cáo nào" in page
    assert "Sở Nội vụ" not in page


def test_the_tab_is_for_those_who_take_part(client, province, unit_officer, two_units):
    idle = OrganizationFactory(code="sovh", name="Sở Văn hóa", parent=province)
    tab = f'href="{URL}"'
    client.force_login(person("idle", idle, "unit_officer"))
    assert tab not in client.get("/chi-thi/laocai-2024/").content.decode()
    client.force_login(unit_officer)
    assert tab in client.get("/chi-thi/laocai-2024/").content.decode()


def test_an_empty_page_leads_to_giving_targets(as_staff, in_july, issued, money):
    page = as_staff.get(URL).content.decode()
    assert "Chưa giao chỉ tiêu cho đơn vị nào" in page
    assert "/chi-thi/laocai-2024/giao/" in page


@pytest.mark.parametrize(("query", "found"), [
    ("q=y+te", ["Sở Y tế"]), ("q=NOI", ["Sở Nội vụ"]), ("q=khong-co", []), ("q=%00", ["Sở Nội vụ", "Sở Y tế"]),
    ("tinhtrang=cho", ["Sở Nội vụ", "Sở Y tế"]), ("tinhtrang=xong", []), ("tinhtrang=quahan", []),
    ("tinhtrang=khong-co", ["Sở Nội vụ", "Sở Y tế"]), ("sort=-donvi", ["Sở Y tế", "Sở Nội vụ"]),
    ("page=99", ["Sở Nội vụ", "Sở Y tế"]),
])  # fmt: skip
def test_units_are_found_by_name_and_stand(as_staff, two_units, query, found):
    answer = as_staff.get(f"{URL}?{query}")
    assert answer.status_code == 200
    assert names(answer) == found


def test_a_late_sheet_is_marked(client, staff, two_units):
    with time_machine.travel("2024-07-06T09:00:00+07:00", tick=False):
        client.force_login(staff)
        answer = client.get(f"{URL}?tinhtrang=quahan")
    assert names(answer) == ["Sở Nội vụ", "Sở Y tế"]
    assert [cell["label"] for _, cells in answer.context["lines"] for cell in cells] == ["Quá hạn", "Quá hạn"]


def test_the_table_is_exported(as_staff, given, two_units, staff):
    open_period(given, QUARTER, by=staff)
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{URL}?export=xlsx").content)).active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Đơn vị", "Quý I", "6 tháng"),
        ("Sở Nội vụ", "Quá hạn", "Chưa nhập"),
        ("Sở Y tế", "Quá hạn", "Chưa nhập"),
    ]
    text = as_staff.get(f"{URL}?export=csv&q=y+te").content.decode("utf-8-sig")
    assert text.splitlines() == ["Đơn vị,Quý I,6 tháng", "Sở Y tế,Quá hạn,Chưa nhập"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_takes_the_same_queries_at_any_size(
    as_staff, given, period, province, staff, rows, django_assert_num_queries
):
    for number in range(rows):
        unit = OrganizationFactory(code=f"so{number}", parent=province)
        assign(make_target(given, f"Chỉ tiêu {number}", "5%"), unit, by=staff)
    for kind in (QUARTER, HALF)[: 1 if rows == 1 else 2]:
        open_period(given, kind, by=staff)
    with django_assert_num_queries(10):
        as_staff.get(URL)


# Opening.


def test_the_next_period_is_offered_and_opened(as_staff, given):
    form = as_staff.get(OPEN).context["form"]
    assert form.initial == {"period": "quarter-1"}
    page = as_staff.post(OPEN, {"period": "half-1", "due_on": ""}, follow=True).content.decode()
    assert "Đã mở kỳ 6 tháng đầu năm 2024, hạn gửi 05/07/2024." in page
    assert ReportingPeriod.objects.get().reports.count() == 1


@pytest.mark.parametrize(("data", "sentence"), [
    ({"period": "half-2"}, "half-2"), ({"period": ""}, "Mục này còn để trống."),
    ({"period": "month-12"}, "bắt đầu từ ngày 01/12/2024"), ({"period": "half-1", "due_on": "5/13/2024"}, "Ngày phải ghi"),
    ({"period": "half-1", "due_on": "05/07/2023"}, "không hợp với 6 tháng đầu năm 2024"),
])  # fmt: skip
def test_a_period_that_cannot_be_is_refused(as_staff, given, data, sentence):
    answer = as_staff.post(OPEN, {"due_on": ""} | data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ReportingPeriod.objects.exists()


def test_nothing_is_opened_before_targets_are_given(as_staff, in_july, issued):
    page = as_staff.get(OPEN, follow=True).content.decode()
    assert "Chưa giao chỉ tiêu cho đơn vị nào nên chưa có ai để báo cáo." in page


# One's own reports.


def test_own_reports_of_every_directive_newest_first(client, given, report, unit_officer, two_units, staff):
    open_period(given, QUARTER, by=staff)
    client.force_login(unit_officer)
    found = [str(one) for one, _, _ in client.get(MINE).context["lines"]]
    assert found == ["Sở Nội vụ – 6 tháng đầu năm 2024", "Sở Nội vụ – Quý I năm 2024"]


@pytest.mark.parametrize(("query", "count"), [
    ("q=thi+dua", 1), ("q=noi+vu", 1), ("q=khong", 0), ("year=2024", 1), ("year=2023", 1), ("status=draft", 1),
    ("status=verified", 0), ("sort=x", 1),
])  # fmt: skip
def test_own_reports_are_filtered(client, report, unit_officer, query, count):
    report.period.directive.search_text = "phat dong thi dua"
    report.period.directive.save()
    client.force_login(unit_officer)
    answer = client.get(f"{MINE}?{query}")
    assert len(answer.context["lines"]) == count
    assert ("Không có báo cáo nào khớp bộ lọc" in answer.content.decode()) is (count == 0)


def test_without_reports_the_page_says_what_will_come(as_staff, report):
    page = as_staff.get(MINE).content.decode()
    assert "Chưa có báo cáo nào" in page
    assert "Sở Nội vụ" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_own_reports_take_the_same_queries_at_any_size(
    client, given, unit_officer, staff, rows, django_assert_num_queries
):
    for number in range(rows):
        open_period(given, Period(2024, PeriodKind.MONTH, number + 1), by=staff)
    client.force_login(unit_officer)
    with django_assert_num_queries(6):
        client.get(MINE)


def test_many_units_are_asked_with_the_same_queries_for_their_officers(given, money, province, staff):
    units = [OrganizationFactory(code=f"xa{n}", parent=province) for n in range(3)]
    assign_many([money], units, share_phrase="1", by=staff)
    assert open_period(given, HALF, by=staff).reports.count() == 4
