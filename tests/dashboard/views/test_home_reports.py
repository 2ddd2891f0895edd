"""The first page names the reports that wait: to be filled by a unit, to be verified by staff."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaigns.enums import Status
from dashboard.selectors.home import home_of
from organizations.models import Organization
from targets.enums import ReportStatus
from targets.models import ReportingPeriod, UnitReport
from tests.dashboard.views.test_home import directive
from tests.factories.organizations import OrganizationFactory, UserFactory

URL = "/"
DAY = date(2024, 2, 2)


@pytest.fixture
def department(unit_officer) -> Organization:
    return unit_officer.memberships.get().organization


def report(province, unit, status, index=1) -> UnitReport:
    issued = directive(province, Status.ISSUED, code=f"ct-{unit.pk}-{index}", number=index, issued_on=date(2024, 1, 2))
    period = ReportingPeriod.objects.create(
        directive=issued, kind="month", index=index, ends_on=date(2024, 1, 31), due_on=date(2024, 2, index), opened_by=UserFactory()
    )  # fmt: skip
    sent = {"submitted_at": datetime(2024, 2, index, tzinfo=UTC), "submitted_by": UserFactory()}
    return UnitReport.objects.create(
        period=period, organization=unit, status=status, **(sent if status == ReportStatus.SUBMITTED else {})
    )


def waits(user) -> dict[str, list[str]]:
    return {batch.label: [one.url for one in batch.rows] for batch in home_of(user, on=DAY).batches}


def test_an_officer_sees_the_reports_to_fill_the_first_due_first(province, unit_officer, department):
    late, soon = (
        report(province, department, ReportStatus.DRAFT, 2),
        report(province, department, ReportStatus.RETURNED),
    )
    report(province, department, ReportStatus.SUBMITTED, 3)
    other = OrganizationFactory(parent=province)
    report(province, other, ReportStatus.DRAFT, 4)
    home = home_of(unit_officer, on=DAY)
    assert waits(unit_officer) == {
        "Báo cáo chỉ tiêu phải gửi": [soon.get_absolute_url(), late.get_absolute_url()],
    }
    assert [(row.one.who, row.due and row.due.words) for row in home.rows] == [
        ("Sở Nội vụ, bị trả lại", "quá hạn 1 ngày"),
        ("Sở Nội vụ", "hạn hôm nay"),
    ]


def test_staff_see_what_units_sent_and_who_is_late_and_nobody_elses(province, staff, leader, outsider, department):
    second, first = (
        report(province, department, ReportStatus.SUBMITTED, 2),
        report(province, department, ReportStatus.SUBMITTED),
    )
    late = report(province, department, ReportStatus.DRAFT, 1 + 4)
    assert waits(staff) == {"Báo cáo chờ xác nhận": [first.get_absolute_url(), second.get_absolute_url()]}
    later = {batch.label: batch for batch in home_of(staff, on=date(2024, 2, 6)).batches}
    (row,) = later["Báo cáo chậm cần nhắc"].rows
    code = late.period.directive.code
    assert (row.title, row.url) == (
        "1 đơn vị chưa gửi báo cáo Tháng 5 năm 2024",
        f"/chi-thi/{code}/bao-cao/?tinhtrang=quahan",
    )
    assert waits(leader) == {}
    assert waits(outsider) == {}


def test_the_page_says_what_to_do_with_them(client, province, unit_officer, staff, department):
    report(province, department, ReportStatus.DRAFT)
    report(province, department, ReportStatus.SUBMITTED, 2)
    client.force_login(unit_officer)
    page = client.get(URL).content.decode()
    assert "Báo cáo chỉ tiêu Tháng 1 năm 2024" in page
    assert "01/02/2024" in page
    client.force_login(staff)
    assert "Xác nhận số liệu của Sở Nội vụ" in client.get(URL).content.decode()
