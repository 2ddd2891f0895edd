"""Lists: sorted, paged, exported, the same number of queries at any size."""

import csv
import io
from datetime import date

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from core.listing import PAGE_SIZE, Column, Listing
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

COLUMNS = [
    Column("ten", "Tên", lambda o: o.name, ("name",)),
    Column("tu", "Có hiệu lực từ", lambda o: o.valid_from, ("valid_from",)),
    Column("ghichu", "Ghi chú", lambda o: o.short_name),
]


def listing(query=""):
    return Listing(RequestFactory().get(f"/?{query}"), Organization.objects.all(), COLUMNS, default_sort="ten")


@pytest.fixture
def three(db):
    return [
        OrganizationFactory(name="B", valid_from=date(2020, 1, 1), short_name="=1+1"),
        OrganizationFactory(name="A", valid_from=None, short_name="-5"),
        OrganizationFactory(name="C", valid_from=date(2024, 1, 19), short_name="thường"),
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "ABC"),
        ("sort=-ten", "CBA"),
        ("sort=tu", "BCA"),
        ("sort=-tu", "CBA"),
        ("sort=password", "ABC"),
        ("sort=ghichu", "ABC"),
    ],
)
def test_sorting_takes_listed_columns_only_and_puts_empty_values_last(three, query, names):
    assert "".join(row.name for row in listing(query).page) == names


@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_a_page_that_does_not_exist_shows_one_that_does(three, page):
    assert len(listing(f"page={page}").page.object_list) == 3


def test_no_row_is_on_two_pages(db):
    for _ in range(PAGE_SIZE + 5):
        OrganizationFactory(name="Cùng tên")
    first, second = listing("page=1").page, listing("page=2").page
    assert len({row.pk for row in [*first, *second]}) == PAGE_SIZE + 5


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_two_queries_at_any_size(db, rows, django_assert_num_queries):
    for _ in range(rows):
        OrganizationFactory()
    with django_assert_num_queries(2):
        assert len(list(listing().page)) == rows


def test_xlsx_holds_all_rows_with_dates_as_dates_and_no_formula(three):
    response = listing("export=xlsx").export("don-vi")
    assert response["Content-Disposition"] == 'attachment; filename="don-vi.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Tên", "Có hiệu lực từ", "Ghi chú")
    assert [row[0] for row in rows[1:]] == ["A", "B", "C"]
    assert sheet["C3"].value == "=1+1"
    assert sheet["C3"].data_type != "f"
    assert sheet["B4"].value.date() == date(2024, 1, 19)


def test_csv_is_readable_by_excel_and_harmless(three):
    response = listing("export=csv").export("don-vi")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1:] == [["A", "", "'-5"], ["B", "01/01/2020", "'=1+1"], ["C", "19/01/2024", "thường"]]


def test_no_export_is_made_unasked(three):
    assert listing().export("don-vi") is None
    assert listing("export=exe").export("don-vi") is None


COMPUTED = [
    Column("ten", "Tên", lambda row: row[0], sort_key=lambda row: row[0]),
    Column("so", "Số", lambda row: row[1], sort_key=lambda row: row[1], numeric=True),
    Column("ghichu", "Ghi chú", lambda row: "x"),
]


@pytest.mark.parametrize(
    ("query", "names"),
    [("", "ABCD"), ("sort=-ten", "DCBA"), ("sort=so", "DABC"), ("sort=-so", "ABDC"), ("sort=ghichu", "ABCD")],
)
def test_computed_rows_sort_the_same_way_and_equal_ones_keep_their_order(query, names):
    rows = [("B", 2), ("A", 2), ("D", 1), ("C", None)]
    shown = Listing(RequestFactory().get(f"/?{query}"), sorted(rows), COMPUTED, default_sort="ten")
    assert "".join(name for name, _ in shown.page) == names
