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
    with django_assert_num_queries(8):
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


def listed(response):
    return [directive.code for directive in response.context["listing"].page]


def test_the_number_as_printed_is_found(as_staff, issued):
    assert listed(as_staff.get(f"{URL}?q=01/ct-ubnd")) == ["laocai-2024"]
    assert listed(as_staff.get(f"{URL}?q=02/ct-ubnd")) == []


def test_one_campaign_or_issuer_is_picked(as_staff, province):
    one, other = DirectiveFactory(code="mot", issuer=province), DirectiveFactory(code="hai", issuer=province)
    assert one.campaign_id != other.campaign_id
    assert listed(as_staff.get(f"{URL}?campaign={one.campaign_id}")) == ["mot"]
    assert sorted(listed(as_staff.get(f"{URL}?issuer={province.pk}"))) == ["hai", "mot"]


def test_filters_offer_only_what_the_person_may_see(as_staff, province, other_province):
    DirectiveFactory(issuer=province, year=2024)
    DirectiveFactory(issuer=other_province, year=2019)
    fields = as_staff.get(URL).context["filter"].form.fields
    assert [value for value, _ in fields["year"].choices] == ["", 2024]
    assert list(fields["issuer"].queryset) == [province]
    assert {campaign.organization for campaign in fields["campaign"].queryset} == {province}


@pytest.mark.parametrize("query", ["q=%00", "year=abc", f"issuer={'9' * 30}", "page=-1", "page=x", "sort=khong-co"])
def test_nonsense_in_the_address_still_gives_the_list(as_staff, draft, query):
    assert as_staff.get(f"{URL}?{query}").status_code == 200


def test_sort_by_year_both_ways(as_staff, province):
    for year in (2022, 2024, 2023):
        DirectiveFactory(code=f"d-{year}", issuer=province, year=year)
    assert listed(as_staff.get(f"{URL}?sort=nam")) == ["d-2022", "d-2023", "d-2024"]
    assert listed(as_staff.get(f"{URL}?sort=-nam")) == ["d-2024", "d-2023", "d-2022"]


def test_the_fifty_first_row_is_on_the_second_page(as_staff, province):
    for _ in range(51):
        DirectiveFactory(issuer=province)
    first = as_staff.get(URL)
    assert "51 chỉ thị" in first.content.decode()
    second = as_staff.get(f"{URL}?page=2")
    assert (len(listed(first)), len(listed(second))) == (50, 1)
    assert not set(listed(first)) & set(listed(second))


def test_a_formula_is_exported_as_text(as_staff, province):
    DirectiveFactory(issuer=province, subject_line="=HYPERLINK(1)")
    answer = as_staff.get(f"{URL}?export=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="chi-thi.csv"'
    assert "'=HYPERLINK(1)" in answer.content.decode("utf-8-sig")


def test_no_match_offers_the_whole_list(as_staff, draft):
    assert "Không có chỉ thị nào khớp bộ lọc" in as_staff.get(f"{URL}?q=zzz").content.decode()
