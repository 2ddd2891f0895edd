"""Verdicts of many targets at once: the same as one by one, and since when a target lags."""

from __future__ import annotations

from datetime import date

import pytest

from targets.enums import PeriodKind, ReportStatus, Verdict
from targets.models import UnitReport
from targets.selectors.overview import lagging, years_of
from targets.selectors.standing import standings
from tests.dashboard.scene import issued
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_indicator, make_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def directive(province):
    return issued(province, 2024)


@pytest.fixture
def export(directive):
    return make_target(directive, "Giá trị xuất khẩu", "1.000 tỷ đồng")


def reported(target, *quarters: str) -> None:
    for number, value in enumerate(quarters, start=1):
        make_actual(target, value, kind=PeriodKind.QUARTER, index=number)


def since(directive) -> date | None:
    (one,) = years_of(directive, None).now
    return one.since


@pytest.mark.parametrize(
    ("quarters", "day"),
    [
        ((), None),
        (("300",), None),
        (("100",), date(2024, 3, 31)),
        (("300", "400"), date(2024, 6, 30)),
        (("100", "600", "650"), date(2024, 9, 30)),
        (("100", "200", "300"), date(2024, 3, 31)),
        (("100", "200", "900"), None),
    ],
    ids=["nothing", "on_track", "first", "second", "recovered_between", "always", "recovered"],
)
def test_since_when_it_lags(directive, export, quarters, day):
    reported(export, *quarters)
    assert since(directive) == day


def test_a_figure_that_is_taken_back_moves_the_day(directive, export):
    reported(export, "100", "200", "300")
    UnitReport.objects.filter(period__index=1).update(status=ReportStatus.RETURNED, verified_at=None, verified_by=None)
    assert since(directive) == date(2024, 6, 30)


def test_verdicts_are_those_of_each_alone_with_last_years_course_and_shares(province, directive, export):
    indicator = make_indicator("khach-du-lich", unit="triệu lượt")
    before = issued(province, 2023)
    visitors_before = make_target(before, "Khách du lịch", "6 triệu lượt", indicator=indicator)
    visitors = make_target(directive, "Khách du lịch", "8 triệu lượt", indicator=indicator)
    make_actual(visitors_before, "1", kind=PeriodKind.QUARTER, index=1)
    make_actual(visitors_before, "6")
    reported(visitors, "1,5")
    reported(export, "300")
    shared = make_target(directive, "Trồng rừng", "900 ha")
    for value in ("100", "120"):
        unit = OrganizationFactory(parent=province)
        assign(shared, unit, "450 ha")
        make_actual(shared, value, kind=PeriodKind.QUARTER, index=1, organization=unit)
    years = years_of(directive, before)
    alone = standings(directive)
    assert [one.attainment for one in years.now] == [one.attainment for one in alone]
    assert [one.value for one in years.now] == [one.value for one in alone]
    assert years.end == {**dict.fromkeys(Verdict, 0), standings(before)[0].verdict: 1}


def test_what_lags_worst_first(directive, export):
    accidents = make_target(directive, "Tai nạn giao thông", "Dưới 10 vụ", measure="flow", polarity="lower")
    slow = make_target(directive, "Thu ngân sách", "1.000 tỷ đồng")
    reported(export, "200")
    reported(slow, "100")
    reported(accidents, "12")
    names = [one.target.name for one in lagging(years_of(directive, None).now)]
    assert names == ["Tai nạn giao thông", "Thu ngân sách", "Giá trị xuất khẩu"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_three_queries_at_any_size(province, directive, count, django_assert_num_queries):
    before = issued(province, 2023)
    for number in range(count):
        for one in (before, directive):
            reported(make_target(one, f"Chỉ tiêu {number}", "100 tỷ đồng"), "1")
    with django_assert_num_queries(3):
        assert len(years_of(directive, before).now) == count
