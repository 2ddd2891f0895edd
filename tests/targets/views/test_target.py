"""One target."""

from __future__ import annotations

import re
from datetime import date

import pytest

from organizations.enums import Role
from targets.enums import Basis, PeriodKind, ReportStatus
from tests.conftest import person
from tests.factories.organizations import OrganizationFactory
from tests.factories.targets import assign, make_actual, make_indicator, make_target
from tests.organizations.views.outcomes import outcomes
from tests.targets.test_standing import published


@pytest.fixture
def treasury(province):
    return OrganizationFactory(code="stc", name="Sở Tài chính tỉnh Lào Cai", parent=province)


@pytest.fixture
def target(issued, treasury):
    made = make_target(issued, "Thu ngân sách nhà nước", "12.800 tỷ đồng")
    assign(made, treasury)
    return made


@pytest.fixture
def page(client, staff, target):
    client.force_login(staff)
    return lambda: client.get(target.get_absolute_url()).content.decode()


def test_who_sees_the_directive_sees_the_target(request, target):
    assert outcomes(request, target.get_absolute_url()) == ["login", 200, 200, 200, 200, 404, 200]


def test_a_common_name_or_another_directives_target_has_no_page(client, staff, issued, target):
    client.force_login(staff)
    heading = make_target(issued, "Cơ cấu kinh tế")
    published(issued.issuer, 2023)
    assert client.get(heading.get_absolute_url()).status_code == 404
    assert client.get(f"/chi-thi/laocai-2023/chi-tieu/{target.pk}/").status_code == 404


def test_without_figures_it_says_what_is_missing(page):
    shown = page()
    assert "Chưa có số liệu được xác nhận." in shown
    assert '<svg class="target-chart"' not in shown


def test_the_verdict_its_sentence_and_the_figures_are_told(page, target, treasury):
    make_actual(target, "12.259", organization=treasury, as_of=date(2024, 12, 28), kind=PeriodKind.QUARTER, index=4)
    shown = page()
    assert "Chậm tiến độ" in shown
    assert "(12.259 / 12.800 = 95,8%)" in shown
    assert "tính đến 28/12/2024" in shown
    assert "Quý IV" in shown


def test_the_chart_has_a_title_with_the_finding_and_the_expected_course(page, target, treasury):
    make_actual(target, "3.000", organization=treasury, kind=PeriodKind.QUARTER, index=1)
    make_actual(target, "6.000", organization=treasury, kind=PeriodKind.QUARTER, index=2)
    shown = page()
    assert 'role="img" aria-labelledby="bieu-do-ten bieu-do-mo-ta"' in shown
    title = re.search(r'<title id="bieu-do-ten">(.*?)</title>', shown)[1]
    assert title == "Thu ngân sách nhà nước: chậm tiến độ, 46,9% (tính đến 30/06/2024)"
    assert "31/03/2024: 3.000; 30/06/2024: 6.000" in shown
    assert 'class="chart-expected"' in shown
    assert len(re.findall('class="chart-dot"', shown)) == 2
    assert "style=" not in shown.partition("target-chart")[2].partition("</svg>")[0]


def test_figures_of_one_period_show_their_sum(page, target, treasury):
    for quarter in (1, 2):
        make_actual(target, "3.000", organization=treasury, kind=PeriodKind.QUARTER, index=quarter, basis=Basis.PERIOD)
    assert "lũy kế 6.000" in page()


@pytest.mark.parametrize(("source", "link"), [
    ("https://baolaocai.vn/a?b=1&c=2", 'href="https://baolaocai.vn/a?b=1&amp;c=2" rel="noreferrer noopener"'),
    ("Báo Lào Cai: http://baolaocai.vn/a", 'href="http://baolaocai.vn/a"'),
])  # fmt: skip
def test_addresses_of_sources_are_links(page, target, treasury, source, link):
    make_actual(target, "3.000", organization=treasury, source=source)
    assert link in page()


@pytest.mark.parametrize("source", ["javascript:alert(1)", "ftp://x/y", "data:text/html,x", "<b>Báo cáo</b>"])
def test_other_sources_stay_words(page, target, treasury, source):
    make_actual(target, "3.000", organization=treasury, source=source)
    shown = page()
    assert f'href="{source}' not in shown
    assert "<b>Báo cáo</b>" not in shown


def test_evidence_and_report_are_only_for_those_who_may_see_the_report(client, target, treasury, province, staff):
    actual = make_actual(
        target, "3.000", organization=treasury, evidence="evidence/1/1-x.pdf", evidence_name="cong-van-612.pdf"
    )
    other = person("doanthanhnien", OrganizationFactory(code="dtn", parent=province), Role.UNIT_OFFICER)
    own = person("taichinh", treasury, Role.UNIT_OFFICER)
    for user, sees in ((staff, True), (own, True), (other, False)):
        client.force_login(user)
        shown = client.get(target.get_absolute_url()).content.decode()
        assert ("cong-van-612.pdf" in shown, actual.report.get_absolute_url() in shown) == (sees, sees)
        assert "3.000" in shown


def test_shares_stand_each_for_itself(page, issued, target, province, treasury):
    target.assignments.all().delete()
    tax = OrganizationFactory(name="Cục Thuế", parent=province)
    assign(target, treasury, "2.800 tỷ đồng")
    assign(target, tax, "10.000 tỷ đồng")
    make_actual(target, "9.000", organization=tax)
    shown = page()
    assert "phần được giao: 10.000 tỷ đồng" in shown
    assert "9.000 tỷ đồng đến 31/12/2024 (90,0%)" in shown
    assert "1/2 đơn vị đã báo cáo Năm 2024." in shown


def test_earlier_years_of_the_same_indicator_stand_below(page, target, province, treasury):
    indicator = make_indicator("thu-ngan-sach", "Thu ngân sách", unit="tỷ đồng")
    target.indicator = indicator
    target.save()
    last = make_target(published(province, 2023), "Thu ngân sách", "11.000 tỷ đồng", indicator=indicator)
    make_actual(last, "9.105")
    shown = page()
    assert "Chỉ tiêu này những năm trước" in shown
    assert "11.000 tỷ đồng" in shown
    assert "9.105" in shown


def test_only_staff_is_asked_to_complete_the_judging(client, target, staff, leader):
    make_indicator("thu-ngan-sach", "Thu ngân sách nhà nước")
    client.force_login(staff)
    shown = client.get(target.get_absolute_url()).content.decode()
    assert "Tạo mục danh mục từ chỉ tiêu này" in shown
    assert 'value="thu-ngan-sach"' in shown
    client.force_login(leader)
    shown = client.get(target.get_absolute_url()).content.decode()
    assert "Gắn với danh mục" not in shown
    assert "Sửa cách đánh giá" not in shown


def test_unverified_figures_are_not_shown(page, target, treasury):
    make_actual(target, "7.777", organization=treasury, status=ReportStatus.SUBMITTED)
    assert "7.777" not in page()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_at_any_size(client, staff, target, treasury, count, django_assert_num_queries):
    for quarter in range(1, count + 1):
        make_actual(target, "3.000", organization=treasury, kind=PeriodKind.QUARTER, index=quarter)
    client.force_login(staff)
    client.get(target.get_absolute_url())  # content types are read once a process
    with django_assert_num_queries(QUERIES):
        client.get(target.get_absolute_url())


QUERIES = 13
