"""Starting a draft."""

from __future__ import annotations

import pytest

from campaigns.models import Directive
from organizations.enums import Level, Role
from tests.conftest import person
from tests.factories.campaigns import DirectiveFactory
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

URL = "/chi-thi/soan-moi/"


def test_only_staff_of_an_issuer_start_a_directive(request, province):
    # The outsider is staff too, of another province.
    assert outcomes(request, URL) == ["login", 200, 403, 403, 403, 200, 403]


def test_a_draft_is_made_and_its_editor_opened(as_staff, province, staff):
    response = as_staff.post(URL, {"issuer": province.pk, "year": "2024", "copy_from": "", "parent": ""})
    made = Directive.objects.get()
    assert (response.status_code, response.url) == (302, "/chi-thi/laocai-2024/soan/")
    assert (made.issuer, made.year, made.created_by, made.place) == (province, 2024, staff, "Lào Cai")


def test_last_years_content_is_copied_but_not_number_and_state(as_staff, province, issued):
    as_staff.post(URL, {"issuer": province.pk, "year": "2025", "copy_from": issued.pk, "parent": ""})
    made = Directive.objects.get(year=2025)
    assert made.content == issued.content
    assert (made.number, made.issued_on, made.status, made.copied_from) == (None, None, "draft", issued)


def test_nobody_drafts_for_another_province(as_staff, other_province):
    response = as_staff.post(URL, {"issuer": other_province.pk, "year": "2024"})
    assert response.status_code in (200, 422)
    assert Directive.objects.count() == 0


def test_nobody_copies_what_they_may_not_see(as_staff, province, other_province):
    hidden = DirectiveFactory(issuer=other_province)
    as_staff.post(URL, {"issuer": province.pk, "year": "2024", "copy_from": hidden.pk})
    assert Directive.objects.count() == 1


@pytest.mark.parametrize("year", ["", "abc", "1800", "2024.5"])
def test_a_bad_year_is_told_at_its_field(as_staff, province, year):
    response = as_staff.post(URL, {"issuer": province.pk, "year": year})
    assert response.context["form"].errors["year"]
    assert Directive.objects.count() == 0


@pytest.fixture
def district_staff(province):
    district = OrganizationFactory(
        code="batxat", name="Ủy ban nhân dân huyện Bát Xát", parent=province, level=Level.DISTRICT
    )
    return person("huyen", district, Role.STAFF)


def test_a_district_answers_to_its_province(client, district_staff, issued):
    client.force_login(district_staff)
    district = district_staff.current_memberships[0].organization
    page = client.get(URL).content.decode()
    assert "2024 · 01/CT-UBND · UBND tỉnh Lào Cai · Về phát động phong trào thi đua năm 2024" in page
    client.post(URL, {"issuer": district.pk, "year": "2024", "parent": issued.pk})
    assert Directive.objects.get(issuer=district).parent == issued


def test_a_parent_of_a_later_year_is_told_at_its_field(client, district_staff, issued):
    client.force_login(district_staff)
    district = district_staff.current_memberships[0].organization
    response = client.post(URL, {"issuer": district.pk, "year": "2023", "parent": issued.pk})
    assert response.status_code == 422
    assert "của cấp trên" in response.context["form"].errors["parent"][0]
    assert not Directive.objects.filter(issuer=district).exists()


def test_a_draft_can_be_copied_from_the_page_of_a_directive(as_staff, issued):
    assert f"{URL}?chep={issued.pk}" in as_staff.get("/chi-thi/laocai-2024/").content.decode()
    form = as_staff.get(f"{URL}?chep={issued.pk}").context["form"]
    assert f'<option value="{issued.pk}" selected>' in str(form["copy_from"])


@pytest.mark.parametrize("query", ["chep=x", "chep=999999", "nam=abc"])
def test_nonsense_in_the_address_still_gives_the_form(as_staff, query):
    assert as_staff.get(f"{URL}?{query}").status_code == 200
