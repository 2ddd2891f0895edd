"""Every figure counts what stands, revoked ones apart; the list behind it has as many rows."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from awards.enums import SubjectKind
from awards.models import AwardRecord
from awards.selectors import statistics as selectors
from awards.statistics_charts import HEIGHT, year_chart
from awards.statistics_forms import form_of, statistics_forms
from tests.factories.awards import make_honouree, make_title
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


def give(honouree, code="CSTDCS", year=2025, **values):
    values = {"title_name": code, "decision_number": f"{code}/{honouree.pk}/{year}", "decided_by": "UBND"} | values
    return AwardRecord.objects.create(honouree=honouree, title_code=code, year=year, **values)


@pytest.fixture
def history(province):
    """Five that stand in 2025, one revoked, one of 2024."""
    make_title("CSTDCS", name="Chiến sĩ thi đua cơ sở", level="base")
    make_title("COTD_T", name="Cờ thi đua", level="province", subject=SubjectKind.COLLECTIVE)
    finance = OrganizationFactory(name="Sở Tài chính", parent=province)
    health = OrganizationFactory(name="Sở Y tế", parent=province)
    woman = make_honouree("Vàng Thị Máy", finance, is_woman=True, is_ethnic_minority=True)
    man = make_honouree("Trần Văn Bình", health, is_woman=False)
    unknown = make_honouree("Lý Seo Phà", health)
    office = make_honouree("Sở Tài chính", finance, kind=SubjectKind.COLLECTIVE)
    for one in (woman, man, unknown):
        give(one)
    give(office, "COTD_T")
    give(woman, "CU", nature="sudden")
    give(man, "COTD_T", is_revoked=True, revoked_by="Quyết định số 140/QĐ-UBND")
    give(man, year=2024)


def figures(user, name, year=2025):
    found = next(one for one in selectors.statistics_of(user, year).breakdowns if one.name == name)
    return [(one.label, one.count) for one in found.figures]


def test_a_year_counts_what_stands_and_the_revoked_apart(staff, history):
    found = selectors.statistics_of(staff, 2025)
    assert (found.standing.count, found.revoked.count) == (5, 1)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "Theo danh hiệu, hình thức",
            [("Cờ thi đua", 1), ("Chiến sĩ thi đua cơ sở", 3), ("CU (không có trong danh mục)", 1)],
        ),
        ("Theo cấp", [("Cấp bộ, ngành, tỉnh", 1), ("Cấp cơ sở", 3), ("Chưa rõ (không có trong danh mục)", 1)]),
        ("Theo đối tượng", [("Cá nhân", 4), ("Tập thể", 1)]),
        ("Theo loại hình", [("Công trạng", 4), ("Đột xuất", 1)]),
        ("Theo đơn vị", [("Sở Tài chính", 3), ("Sở Y tế", 2)]),
        ("Cá nhân: nữ", [("Nữ", 2), ("Nam", 1), ("Chưa rõ", 1)]),
        ("Cá nhân: dân tộc thiểu số", [("Dân tộc thiểu số", 2), ("Chưa rõ", 2)]),
        ("Cá nhân: lãnh đạo và người lao động trực tiếp", [("Chưa rõ", 4)]),
    ],
)
def test_figures_of_a_question(staff, history, name, wanted):
    assert sorted(figures(staff, name)) == sorted(wanted)


def test_the_list_behind_each_figure_has_as_many_rows(staff, history):
    found = selectors.statistics_of(staff, 2025)
    everything = [found.standing, found.revoked, *found.years.figures]
    everything += [one for table in found.breakdowns for one in table.figures]
    assert len(everything) == 22
    for one in everything:
        asked = dict(parse_qsl(urlsplit(one.url).query))
        assert selectors.narrowed(selectors.records_for(staff), asked).count() == one.count, one


def test_each_question_about_all_awards_adds_up_to_all_of_them(staff, history):
    found = selectors.statistics_of(staff, 2025)
    assert [table.total for table in found.breakdowns[:5]] == [(5,)] * 5
    assert [table.total for table in found.breakdowns[5:]] == [(4,)] * 3


def test_years_stand_side_by_side(staff, history):
    years = selectors.statistics_of(staff, 2025).years
    assert [(one.label, one.counts) for one in years.figures] == [("2025", (5, 4, 1, 1)), ("2024", (1, 1, 0, 0))]


def test_another_province_counts_nothing_of_it(outsider, history):
    found = selectors.statistics_of(outsider, 2025)
    assert found.is_empty
    assert selectors.years_of(outsider) == []


@pytest.mark.parametrize("asked", [{"nam": "²"}, {"nam": "99999999999999999999"}, {"nam": "'--"}])
def test_a_year_that_is_none_finds_nothing(staff, history, asked):
    assert not selectors.narrowed(selectors.records_for(staff), asked).exists()


def test_a_ministrys_form_counts_its_level_alone(staff, history):
    table = selectors.form_table(form_of("tt02-2023-0603"), staff, 2025)
    assert [(one.label, one.counts) for one in table.figures] == [("Cờ thi đua", (1, 1, 0, 0, 0, 0))]


def test_forms_whose_facts_do_not_suffice_say_so_and_no_row_code_is_invented():
    assert [form.code for form in statistics_forms() if not form.can_be_filled] == [
        "0604",
        "0605",
        "0701",
        "0702",
        "0703",
    ]
    assert all("Chưa lập được" in form.note for form in statistics_forms() if not form.can_be_filled)
    assert all("chưa biết" in form.note for form in statistics_forms())


def test_the_chart_is_drawn_in_proportion_and_says_what_it_finds():
    chart = year_chart([(2024, 10), (2025, 5)], 2025)
    first, second = chart.columns
    assert float(first.height) == pytest.approx(2 * float(second.height))
    assert float(first.y) + float(first.height) == pytest.approx(float(chart.floor)) == pytest.approx(HEIGHT - 30)
    assert (chart.title, first.is_chosen, second.is_chosen) == (
        "Năm 2025 có 5 lần khen thưởng, ít hơn năm 2024 (10)",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ([(2023, 4), (2025, 4)], "Số lần khen thưởng theo năm"),
        ([(2024, 4), (2025, 4)], "Năm 2025 có 4 lần khen thưởng, bằng năm 2024 (4)"),
        ([(2024, 0), (2025, 0)], "Năm 2025 có 0 lần khen thưởng, bằng năm 2024 (0)"),
        ([(2024, 4), (2025, 1200)], "Năm 2025 có 1.200 lần khen thưởng, nhiều hơn năm 2024 (4)"),
    ],
)
def test_what_the_chart_says(counts, title):
    assert year_chart(counts, 2025).title == title


def test_one_year_is_no_chart():
    assert year_chart([(2025, 4)], 2025) is None
