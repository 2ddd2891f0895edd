"""How targets stand: which figures count, how they come together, and last year's course."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from campaigns.enums import Status
from campaigns.models import Directive
from targets.enums import Basis, Group, PeriodKind, ReportStatus, Verdict
from targets.selectors.standing import counts, counts_by_group, history, standings
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_indicator, make_target

pytestmark = pytest.mark.django_db
QUARTER, MONTH, HALF = PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF
OWN = Basis.PERIOD


@pytest.fixture
def directive(province) -> Directive:
    return DirectiveFactory(code="laocai-2024", issuer=province)


def only(directive, **options):
    (found,) = standings(directive, **options)
    return found


def published(issuer, year: int) -> Directive:
    made = DirectiveFactory(code=f"{issuer.code}-{year}", issuer=issuer, year=year)
    day = date(year, 1, 20)
    Directive.objects.filter(pk=made.pk).update(
        status=Status.ISSUED, number=1, issued_on=day, approved_on=day, approved_by=made.created_by,
        approved_at=made.created_at, submitted_at=made.created_at, submitted_by=made.created_by,
    )  # fmt: skip
    made.refresh_from_db()
    return made


def test_a_target_without_figures_has_no_data(directive):
    make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    found = only(directive)
    assert (found.verdict, found.actual, found.value, found.as_of) == (Verdict.NO_DATA, None, None, None)
    assert found.attainment.sentence == "Chưa có số liệu được xác nhận."


def test_names_of_breakdowns_are_left_out_and_figures_keep_their_order(directive):
    whole = make_target(directive, "Cơ cấu kinh tế")
    make_target(directive, "Dịch vụ", "35,6%", parent=whole)
    make_target(directive, "Tỷ lệ che phủ rừng", "59,2%")
    assert [one.target.name for one in standings(directive)] == ["Dịch vụ", "Tỷ lệ che phủ rừng"]


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.SUBMITTED, ReportStatus.RETURNED])
def test_figures_that_are_not_verified_never_count(directive, status):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    make_actual(target, "99.999", status=status)
    assert only(directive).verdict == Verdict.NO_DATA
    assert history(target) == []


def test_the_verified_figure_counts_with_its_date(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    made = make_actual(target, "12.259", as_of=date(2024, 12, 28))
    found = only(directive)
    assert (found.actual, found.value, found.as_of) == (made, Decimal(12259), date(2024, 12, 28))
    assert (found.verdict, found.attainment.percent) == (Verdict.MISSED, Decimal("95.8"))


def test_the_latest_figure_counts_and_until_goes_back_in_time(directive):
    target = make_target(directive, "Tỷ lệ che phủ rừng", "59,2%")
    make_actual(target, "58", kind=QUARTER, index=1)
    make_actual(target, "59,3", kind=QUARTER, index=2)
    make_actual(target, None, kind=QUARTER, index=3)
    assert only(directive).value == Decimal("59.3")
    assert only(directive, until=date(2024, 6, 30)).value == Decimal("59.3")
    assert only(directive, until=date(2024, 6, 29)).value == Decimal(58)
    assert only(directive, until=date(2024, 3, 30)).verdict == Verdict.NO_DATA


def test_of_figures_of_one_day_the_longer_period_ends_the_year(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    make_actual(target, "12.000", kind=QUARTER, index=4, as_of=date(2024, 12, 20))
    make_actual(target, "12.900", as_of=date(2024, 12, 20))
    assert only(directive).value == Decimal(12900)


def test_only_the_unit_that_holds_the_whole_speaks_for_it(directive, province):
    finance, tax = (OrganizationFactory(name=name, parent=province) for name in ("Sở Tài chính", "Cục Thuế"))
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    assign(target, tax, "9.000 tỷ đồng")
    assign(target, finance)
    make_actual(target, "8.000", organization=tax, kind=QUARTER, index=4)
    make_actual(target, "6.400", organization=finance, kind=QUARTER, index=2)
    found = only(directive)
    assert found.value == Decimal(6400)
    assert found.units == (finance, tax)


def test_shares_that_add_up_count_when_every_holder_reported(directive, province):
    north, south = (OrganizationFactory(name=name, parent=province) for name in ("Khu Bắc", "Khu Nam"))
    target = make_target(directive, "Trồng rừng mới", "9.000 ha")
    assign(target, north, "5.000 ha")
    assign(target, south, "4.000 ha")
    make_actual(target, "2.500", organization=north, kind=QUARTER, index=2, source="Báo cáo 01")
    waiting = only(directive)
    assert (waiting.verdict, waiting.value) == (Verdict.NO_DATA, None)
    assert waiting.attainment.sentence == "1/2 đơn vị đã báo cáo Quý II năm 2024."
    make_actual(target, "2.100", organization=south, kind=QUARTER, index=2, source="Báo cáo 02")
    found = only(directive)
    assert (found.value, found.as_of, found.actual.pk) == (Decimal(4600), date(2024, 6, 30), None)
    assert found.actual.source == "Báo cáo 01; Báo cáo 02"
    make_actual(target, "4.000", organization=north, kind=QUARTER, index=3)
    behind = only(directive)
    assert behind.value == Decimal(4600)
    assert behind.attainment.sentence.endswith("Kỳ sau chưa cộng được: 1/2 đơn vị đã báo cáo Quý III năm 2024.")


def test_shares_of_a_percentage_are_never_summed(directive, province):
    unit = OrganizationFactory(name="Sở Y tế", parent=province)
    target = make_target(directive, "Tỷ lệ bao phủ bảo hiểm y tế", "97%")
    assign(target, unit, "50%")
    make_actual(target, "50", organization=unit)
    found = only(directive)
    assert found.verdict == Verdict.NO_DATA
    assert "không cộng được" in found.attainment.sentence


def test_figures_of_single_periods_are_summed_from_january(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    make_actual(target, "3.000", kind=QUARTER, index=1, basis=OWN)
    make_actual(target, "3.500", kind=QUARTER, index=2, basis=OWN)
    found = only(directive)
    assert (found.value, found.as_of, found.actual.basis) == (Decimal(6500), date(2024, 6, 30), Basis.CUMULATIVE)


def test_a_sum_goes_on_from_a_figure_since_january(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    make_actual(target, "5.000", kind=MONTH, index=5)
    make_actual(target, "1.000", kind=MONTH, index=6, basis=OWN)
    assert only(directive).value == Decimal(6000)


def test_months_and_their_quarter_are_not_counted_twice(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    for month in (1, 2, 3):
        make_actual(target, "1.000", kind=MONTH, index=month, basis=OWN)
    make_actual(target, "3.000", kind=QUARTER, index=1, basis=OWN)
    make_actual(target, "1.100", kind=MONTH, index=4, basis=OWN)
    assert only(directive).value == Decimal(4100)


@pytest.mark.parametrize(("there", "missing"), [((1,), "Quý II"), ((), "Quý I, Quý II")])
def test_a_gap_is_named_and_the_figure_not_used(directive, there, missing):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    for quarter in (*there, 3):
        make_actual(target, "3.000", kind=QUARTER, index=quarter, basis=OWN)
    found = only(directive)
    assert found.verdict == Verdict.NO_DATA
    assert found.attainment.sentence == (
        f"Số liệu quý III năm 2024 chỉ tính riêng trong kỳ, còn thiếu {missing} nên chưa cộng dồn được."
    )


def test_a_rate_of_one_quarter_says_nothing_of_the_year_but_that_of_the_half_does(directive):
    target = make_target(directive, "Tốc độ tăng trưởng kinh tế (GRDP)", "Trên 10%")
    make_actual(target, "12", kind=QUARTER, index=2, basis=OWN)
    assert only(directive).verdict == Verdict.NO_DATA
    make_actual(target, "8", kind=HALF, index=1, basis=OWN)
    assert (only(directive).verdict, only(directive).value) == (Verdict.BEHIND, Decimal(8))


@pytest.fixture
def two_years(province) -> tuple[Directive, Directive]:
    return published(province, 2023), DirectiveFactory(code="laocai-2024", issuer=province)


def revenue(directive, indicator, phrase="12.800 tỷ đồng"):
    return make_target(directive, "Tổng thu ngân sách", phrase, indicator=indicator)


def test_last_years_course_is_the_measure_of_progress(two_years):
    indicator = make_indicator("thu-ngan-sach", unit="tỷ đồng")
    last, this = (revenue(directive, indicator) for directive in two_years)
    make_actual(last, "3.000", kind=HALF)
    make_actual(last, "12.000")
    make_actual(this, "4.000", kind=HALF)
    found = only(two_years[1])
    assert (found.last_year.at_same_point, found.last_year.at_end, found.last_year.year) == (3000, 12000, 2023)
    assert (found.verdict, found.attainment.compared_with) == (Verdict.ON_TRACK, "last_year")


def test_last_years_course_is_cumulated_too(two_years):
    indicator = make_indicator("thu-ngan-sach", unit="tỷ đồng")
    last, this = (revenue(directive, indicator) for directive in two_years)
    for quarter in (1, 2, 3, 4):
        make_actual(last, "3.000", kind=QUARTER, index=quarter, basis=OWN)
    make_actual(this, "4.000", kind=QUARTER, index=2)
    path = only(two_years[1]).last_year
    assert (path.at_same_point, path.at_end) == (6000, 12000)


@pytest.mark.parametrize(
    "spoiled", ["unit", "unverified", "draft", "revoked", "no indicator", "no end", "other issuer"]
)
def test_last_years_course_is_left_out_when_it_cannot_be_compared(two_years, other_province, spoiled):
    before, now = two_years
    indicator = make_indicator("thu-ngan-sach", unit="tỷ đồng")
    if spoiled == "other issuer":
        before = published(other_province, 2023)
    last = revenue(before, None if spoiled == "no indicator" else indicator, "12 nghìn tỷ đồng" if spoiled == "unit" else "12.000 tỷ đồng")  # fmt: skip
    this = revenue(now, indicator)
    status = ReportStatus.SUBMITTED if spoiled == "unverified" else ReportStatus.VERIFIED
    make_actual(last, "3.000", kind=HALF, status=status)
    if spoiled != "no end":
        make_actual(last, "12.000")
    if spoiled == "draft":
        Directive.objects.filter(pk=before.pk).update(
            status=Status.DRAFT, number=None, issued_on=None, approved_on=None, approved_at=None, approved_by=None
        )
    if spoiled == "revoked":
        Directive.objects.filter(pk=before.pk).update(
            status=Status.REVOKED, revoked_on=date(2023, 2, 1), revoking_document="QĐ 1"
        )
    make_actual(this, "4.000", kind=HALF)
    found = only(now)
    assert found.last_year is None
    assert (found.verdict, found.attainment.compared_with) == (Verdict.BEHIND, "linear")


def test_the_counts_name_every_verdict_and_group(directive):
    make_actual(make_target(directive, "Tỷ lệ che phủ rừng", "59,2%", group=Group.ENVIRONMENT), "60")
    make_target(directive, "Tỷ lệ nước sạch", "94%", group=Group.ENVIRONMENT)
    make_target(directive, "GRDP bình quân đầu người", "104 triệu đồng/năm", group=Group.ECONOMY)
    found = standings(directive)
    assert counts(found) == {
        Verdict.EXCEEDED: 1, Verdict.MET: 0, Verdict.ON_TRACK: 0, Verdict.BEHIND: 0, Verdict.MISSED: 0,
        Verdict.NO_DATA: 2,
    }  # fmt: skip
    by_group = counts_by_group(found)
    assert list(by_group) == [Group.ECONOMY, Group.ENVIRONMENT]
    assert by_group[Group.ENVIRONMENT][Verdict.EXCEEDED] == 1
    assert by_group[Group.ECONOMY][Verdict.NO_DATA] == 1


def test_two_provinces_stay_apart(directive, other_province):
    indicator = make_indicator("che-phu-rung")
    other = DirectiveFactory(code="langson-2024", issuer=other_province)
    make_target(directive, "Tỷ lệ che phủ rừng", "59,2%", indicator=indicator)
    make_actual(make_target(other, "Tỷ lệ che phủ rừng", "64,6%", indicator=indicator), "65")
    assert only(directive).verdict == Verdict.NO_DATA
    assert only(other).verdict == Verdict.EXCEEDED


@pytest.mark.parametrize("rows", [1, 3])
def test_standings_take_four_queries_at_any_size(two_years, rows, django_assert_num_queries):
    before, now = two_years
    for number in range(rows):
        indicator = make_indicator(f"chi-tieu-{number}", unit="tỷ đồng")
        for directive in (before, now):
            target = revenue(directive, indicator)
            assign(target, directive.issuer)
            make_actual(target, "3.000", kind=HALF)
            make_actual(target, "9.000")
    with django_assert_num_queries(4):
        found = standings(now)
        assert [(one.units, one.actual.report.organization, str(one.target.indicator)) for one in found]
    assert len(found) == rows


def test_history_is_told_oldest_first(directive):
    target = make_target(directive, "Tổng thu ngân sách", "12.800 tỷ đồng")
    late = make_actual(target, "9.000", kind=QUARTER, index=3)
    early = make_actual(target, "3.000", kind=QUARTER, index=1)
    make_actual(target, "6.000", kind=QUARTER, index=2, status=ReportStatus.SUBMITTED)
    assert history(target) == [early, late]
