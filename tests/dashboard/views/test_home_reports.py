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


def test_an_officer_sees_the_reports_to_fill_the_first_due_first(province, unit_officer, department):
    late, soon = (
        report(province, department, ReportStatus.DRAFT, 2),
        report(province, department, ReportStatus.RETURNED),
    )
    report(province, department, ReportStatus.SUBMITTED, 3)
    other = OrganizationFactory(parent=province)
    report(province, other, ReportStatus.DRAFT, 4)
    home = home_of(unit_officer)
    assert (home.to_fill, home.to_verify, home.waits) == ([soon, late], [], True)


def test_staff_see_what_units_sent_and_nobody_elses(province, staff, leader, outsider, department):
    second, first = (
        report(province, department, ReportStatus.SUBMITTED, 2),
        report(province, department, ReportStatus.SUBMITTED),
    )
    report(province, department, ReportStatus.DRAFT, 3)
    assert home_of(staff).to_verify == [first, second]
    assert home_of(leader).to_verify == []
    assert home_of(outsider).to_verify == []


def test_the_page_says_what_to_do_with_them(client, province, unit_officer, staff, department):
    report(province, department, ReportStatus.DRAFT)
    report(province, department, ReportStatus.SUBMITTED, 2)
    client.force_login(unit_officer)
    page = client.get(URL).content.decode()
    assert "Báo cáo chỉ tiêu: Tháng 1 năm 2024" in page
    assert "hạn 01/02/2024" in page
    client.force_login(staff)
    assert "Xác nhận số liệu: Sở Nội vụ" in client.get(URL).content.decode()
