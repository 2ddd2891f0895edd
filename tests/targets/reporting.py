"""A directive whose targets are given out and reported: three figures, two departments, a period that is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from campaigns.models import Directive
from organizations.enums import Level, Role
from organizations.models import Organization, User
from targets.enums import PeriodKind
from targets.models import ReportingPeriod, Target, UnitReport
from targets.periods import Period
from targets.services.assignments import assign_many
from targets.services.reports import open_period
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import make_target

HALF = Period(2024, PeriodKind.HALF, 1)
QUARTER = Period(2024, PeriodKind.QUARTER, 1)


@pytest.fixture
def in_july(issued) -> Iterator[date]:
    """The directive is out since January; it is 3 July 2024, nine in the morning."""
    with time_machine.travel("2024-07-03T09:00:00+07:00", tick=False):
        yield date(2024, 7, 3)


@pytest.fixture
def department(unit_officer) -> Organization:
    """The department of `unit_officer`, who has an address."""
    unit_officer.email = "donvi@example.vn"
    unit_officer.save()
    return unit_officer.memberships.get().organization


@pytest.fixture
def health(province) -> Organization:
    return OrganizationFactory(code="soyte", name="Sở Y tế", parent=province, position=2)


@pytest.fixture
def health_officer(health) -> User:
    return person("health", health, Role.UNIT_OFFICER)


@pytest.fixture
def commune(province) -> Organization:
    return OrganizationFactory(code="xa", name="Ủy ban nhân dân xã Bản Lầu", parent=province, level=Level.COMMUNE)


@pytest.fixture
def second_staff(province) -> User:
    user = person("staff2", province, Role.STAFF)
    user.email = "staff2@example.vn"
    user.save()
    return user


@pytest.fixture
def money(issued) -> Target:
    return make_target(issued, "Tổng thu ngân sách trên địa bàn", "12.800 tỷ đồng")


@pytest.fixture
def towns(issued) -> Target:
    return make_target(issued, "Tỷ lệ đô thị hóa", "33,5%")


@pytest.fixture
def growth(issued) -> Target:
    return make_target(issued, "Tốc độ tăng trưởng kinh tế (GRDP)", "Trên 10%")


@pytest.fixture
def given(in_july, money, towns, growth, department, staff) -> Directive:
    """All three are given whole to the department."""
    assign_many([money, towns, growth], [department], by=staff)
    return money.directive


@pytest.fixture
def period(given, staff) -> ReportingPeriod:
    return open_period(given, HALF, by=staff)


@pytest.fixture
def report(period, department) -> UnitReport:
    return UnitReport.objects.get(period=period, organization=department)
