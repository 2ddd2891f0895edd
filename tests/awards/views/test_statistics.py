"""Who gets which page of the statistics, and what is answered to each."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from awards.models import AwardRecord
from tests.factories.awards import make_honouree, make_title
from tests.organizations.views.outcomes import outcomes


@pytest.fixture
def record(province):
    make_title("CSTDCS", name="Chiến sĩ thi đua cơ sở", level="base")
    return give(province, "Giàng A Chứ")


def give(province, name, year=2025):
    return AwardRecord.objects.create(
        honouree=make_honouree(name, province),
        title_code="CSTDCS",
        title_name="Chiến sĩ thi đua cơ sở",
        year=year,
        decision_number="125/QĐ-UBND",
        decided_by="UBND tỉnh",
    )


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


def test_statistics(request, record):
    assert outcomes(request, url("statistics")) == ["login", 200, 200, 200, 200, 200, 200]


def test_statistic_records(request, record):
    assert outcomes(request, url("statistic_records")) == ["login", 200, 200, 200, 200, 200, 200]


def test_statistic_form(request, record):
    assert outcomes(request, url("statistic_form", "tt02-2023-0603")) == ["login", 200, 200, 200, 200, 200, 200]
    assert outcomes(request, url("statistic_form", "tt02-2023-0601")) == ["login", 200, 200, 200, 200, 200, 200]
    assert outcomes(request, url("statistic_form", "tt03-2018-0701")) == ["login", 200, 200, 200, 200, 200, 200]


def test_a_form_that_does_not_exist(client, staff):
    client.force_login(staff)
    assert client.get(url("statistic_form", "tt02-2023-0699")).status_code == 404


def test_a_person_of_another_province_sees_no_name(client, record, outsider):
    client.force_login(outsider)
    assert "Giàng A Chứ" not in client.get(url("statistic_records")).content.decode()
    assert "Chưa có khen thưởng nào" in client.get(url("statistics")).content.decode()


@pytest.mark.parametrize("year", ["", "abc", "1900"])
def test_a_year_that_is_not_there_shows_the_newest(client, record, staff, year):
    client.force_login(staff)
    body = client.get(url("statistics"), {"nam": year}).content.decode()
    assert "lần khen thưởng có hiệu lực, năm 2025" in body


def test_the_workbook_holds_a_sheet_for_each_question(client, record, staff):
    client.force_login(staff)
    answer = client.get(url("statistics"), {"nam": 2025, "export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="thong-ke-khen-thuong-2025.xlsx"'
    assert len(book.sheetnames) == 9
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["Chiến sĩ thi đua cơ sở", 1] in cells


def test_the_form_says_what_is_not_known(client, record, staff):
    client.force_login(staff)
    body = client.get(url("statistic_form", "tt02-2023-0603")).content.decode()
    assert "Mã số từng dòng và mẫu đầu biểu chưa biết" in body


@pytest.mark.parametrize(("name", "queries"), [("statistics", 10), ("statistic_records", 5)])
def test_as_many_queries_for_three_awards_as_for_one(
    client, province, record, staff, django_assert_num_queries, name, queries
):
    client.force_login(staff)
    client.get(url(name))
    with django_assert_num_queries(queries):
        client.get(url(name))
    give(province, "Vàng Thị Máy", 2024)
    give(province, "Lý Seo Phà")
    with django_assert_num_queries(queries):
        client.get(url(name))
