"""The list of directives."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns import services
from tests.factories.campaigns import DirectiveFactory
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/"


def test_everybody_who_logged_in_gets_their_list(request, draft):
    assert outcomes(request, URL) == ["login", 200, 200, 200, 200, 200, 200]


@pytest.mark.parametrize(("who", "sees_draft", "sees_issued"), [
    ("staff", True, True), ("leader", True, True), ("clerk", True, True), ("admin", True, True),
    ("unit_officer", False, True), ("outsider", False, False),
])  # fmt: skip
def test_the_list_holds_what_the_person_may_see(client, request, province, issued, who, sees_draft, sees_issued):
    DirectiveFactory(code="ban-thao", issuer=province, subject_line="Bản thảo kín")
    client.force_login(request.getfixturevalue(who))
    page = client.get(URL).content.decode()
    assert ("Bản thảo kín" in page) is sees_draft
    assert ("01/CT-UBND" in page) is sees_issued


@pytest.mark.parametrize(("query", "codes"), [
    ("q=phat+dong", {"a", "b"}), ("q=RÈN+luyện", {"c"}), ("year=2023", {"b"}), ("status=in_review", {"c"}),
    ("q=khong-co", set()), ("sort=nam", {"a", "b", "c"}), ("year=abc", {"a", "b", "c"}),
])  # fmt: skip
def test_filters_ignore_accents_and_case(as_staff, province, staff, query, codes):
    DirectiveFactory(code="a", issuer=province, search_text="phat dong thi dua", year=2024)
    DirectiveFactory(code="b", issuer=province, search_text="phat dong nam cu", year=2023)
    third = DirectiveFactory(code="c", issuer=province, search_text="ren luyen", year=2024)
    services.submit_directive(third, by=staff)
    third.search_text = "ren luyen"
    third.save()
    rows = as_staff.get(f"{URL}?{query}").context["listing"].page
    assert {directive.code for directive in rows} == codes


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_at_any_size(as_staff, province, rows, django_assert_num_queries):
    for _ in range(rows):
        DirectiveFactory(issuer=province)
    with django_assert_num_queries(9):
        as_staff.get(URL)


def test_the_list_is_exported_as_filtered(as_staff, province, issued):
    DirectiveFactory(code="khac", issuer=province, year=2023)
    sheet = load_workbook(io.BytesIO(as_staff.get(f"{URL}?year=2024&export=xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Số, ký hiệu", "Trích yếu", "Cơ quan ban hành")
    assert [row[0] for row in rows[1:]] == ["01/CT-UBND"]


def test_an_empty_list_offers_the_first_step_to_those_who_may_take_it(client, staff, unit_officer):
    client.force_login(staff)
    assert reverse("campaigns:directive_create") in client.get(URL).content.decode()
    client.force_login(unit_officer)
    page = client.get(URL).content.decode()
    assert "Chưa có chỉ thị nào" in page
    assert reverse("campaigns:directive_create") not in page


def test_words_of_people_are_shown_as_text(as_staff, province):
    DirectiveFactory(issuer=province, subject_line="<script>alert(1)</script>")
    page = as_staff.get(URL).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
