from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory
from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/soyte/sua/"


def facts(unit, **more):
    return {"name": unit.name, "kind": unit.kind, "level": unit.level, "parent": unit.parent_id or "", **more}


def test_organization_edit_outcomes(request, unit):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 404, 200]
    assert outcomes(request, URL, post=facts(unit)) == ["login", 403, 403, 403, 403, 404, 302]


def test_organization_edit_renames_with_history(as_admin, unit):
    assert as_admin.post(URL, facts(unit, name="Sở Y tế và Dân số")).url == "/don-vi/soyte/"
    page = as_admin.get("/don-vi/soyte/").content.decode()
    assert "tên cơ quan, đơn vị: “Sở Y tế” → “Sở Y tế và Dân số”" in page


def test_organization_edit_leaves_the_code_and_the_end_alone(as_admin, unit):
    as_admin.post(URL, facts(unit, code="khac", valid_to="01/07/2025", successor=unit.parent_id))
    unit.refresh_from_db()
    assert (unit.code, unit.valid_to, unit.successor) == ("soyte", None, None)


def test_organization_edit_does_not_offer_itself_or_what_is_below(as_admin, unit, province):
    room = OrganizationFactory(parent=unit)
    offered = set(as_admin.get(URL).context["form"].fields["parent"].queryset)
    assert offered == {province}
    assert "parent" in as_admin.post(URL, facts(unit, parent=room.pk)).context["form"].errors


def test_organization_edit_does_not_move_to_another_province(as_admin, unit, other_province):
    assert "parent" in as_admin.post(URL, facts(unit, parent=other_province.pk)).context["form"].errors
    assert Organization.objects.get(code="soyte").root_code == "laocai"


def test_organization_edit_of_the_province_itself(as_admin, province):
    answer = as_admin.post("/don-vi/laocai/sua/", facts(province, place="TP. Lào Cai"))
    assert answer.url == "/don-vi/laocai/"
    province.refresh_from_db()
    assert (province.place, province.parent) == ("TP. Lào Cai", None)
