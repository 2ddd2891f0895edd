"""What people could type to stop a page for everybody."""

import time

import pytest

from campaigns.forms import AppendixFormSet, DirectiveForm
from campaigns.models import Directive
from core.text import clean
from tests.factories.organizations import OrganizationFactory


@pytest.mark.parametrize("pile", ["\u0315\u0300", "\u0f73\u0f75", "\u0344"])
def test_a_pile_of_marks_on_one_letter_costs_no_time(pile):
    began = time.process_time()
    cleaned = clean("a" + pile * 100_000)
    assert time.process_time() - began < 2  # without the limit: half a minute
    assert len(cleaned.text) <= 9
    assert cleaned.removed > 190_000 or pile == "\u0344"


@pytest.mark.parametrize("day", ["01/01/0001", "19/01/0024", "31/12/9999"])
def test_a_unit_cannot_end_in_an_impossible_year(client, admin, province, day):
    """The last day of what ends on the first of all days could not be computed, on no page that names the unit."""
    unit = OrganizationFactory(code="so-x", parent=province)
    client.force_login(admin)
    refused = client.post(f"/don-vi/{unit.code}/ket-thuc/", {"on": day})
    assert "Năm phải trong khoảng 1900 đến 2200." in refused.content.decode()
    unit.refresh_from_db()
    assert unit.valid_to is None
    assert client.get("/nguoi-dung/them/").status_code == 200


@pytest.mark.parametrize("position", ["99999999999999999999", "-1"])
def test_a_place_in_the_order_that_no_column_holds_is_refused(client, admin, province, position):
    client.force_login(admin)
    typed = {"code": "so-x", "name": "Sở X", "kind": "other", "level": "unit", "parent": province.pk}
    answer = client.post("/don-vi/them/", typed | {"position": position})
    assert answer.status_code == 200
    assert "position" in answer.context["form"].errors


@pytest.mark.parametrize("revision", ["-1", "2147483647", "9" * 5000])
def test_a_revision_that_no_column_holds_is_refused(revision):
    form = DirectiveForm({"base_revision": revision}, parents=Directive.objects.none())
    assert "base_revision" in form.errors


@pytest.mark.parametrize("field", ["legal_bases", "recipients"])
def test_the_preview_is_not_given_megabytes(field):
    form = DirectiveForm({"base_revision": "0", field: "a\n" * 1_000_000}, parents=Directive.objects.none())
    assert field in form.errors


def test_no_more_appendices_are_built_than_a_directive_may_have():
    sent = {"phu-luc-TOTAL_FORMS": "99999999", "phu-luc-INITIAL_FORMS": "0"}
    assert len(AppendixFormSet(sent, prefix="phu-luc").forms) <= 100
