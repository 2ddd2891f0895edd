"""Starting a draft."""

from __future__ import annotations

import pytest

from campaigns.models import Directive
from tests.factories.campaigns import DirectiveFactory
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
