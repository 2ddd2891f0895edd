from datetime import date

from tests.factories.organizations import MembershipFactory, OrganizationFactory
from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/soyte/ket-thuc/"


def test_organization_close_outcomes(request, unit):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 404, 200]
    assert outcomes(request, URL, post={"on": "01/07/2025"}) == ["login", 403, 403, 403, 403, 404, 302]


def test_organization_close_writes_end_successor_and_why(as_admin, unit, province):
    heir = OrganizationFactory(name="Sở Y tế mới", parent=province)
    answer = as_admin.post(URL, {"on": "01/07/2025", "successor": heir.pk, "comment": "Nghị quyết 202"})
    assert answer.url == "/don-vi/soyte/"
    unit.refresh_from_db()
    assert (unit.valid_to, unit.successor) == (date(2025, 7, 1), heir)
    assert "Nghị quyết 202" in as_admin.get("/don-vi/soyte/").content.decode()


def test_organization_close_with_people_in_office_leads_back_with_the_reason(as_admin, unit):
    MembershipFactory(organization=unit, user__full_name="Lò Thị Mai", role="clerk")
    answer = as_admin.post(URL, {"on": "01/07/2025"}, follow=True)
    assert "Còn 1 người đang giữ vai trò: Lò Thị Mai (Văn thư)." in answer.content.decode()
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_organization_close_refuses_a_successor_that_did_not_exist_yet(as_admin, unit, province):
    heir = OrganizationFactory(name="Sở mới", parent=province, valid_from="2026-01-01")
    form = as_admin.post(URL, {"on": "01/07/2025", "successor": heir.pk}).context["form"]
    assert form.non_field_errors() == ["“Sở mới” không hoạt động vào ngày 01/07/2025. Hãy chọn cơ quan kế tục khác."]


def test_organization_close_offers_provinces_but_no_departments_of_others(as_admin, unit, province, other_province):
    OrganizationFactory(parent=other_province)
    offered = set(as_admin.get(URL).context["form"].fields["successor"].queryset)
    assert offered == {province, other_province}


def test_organization_close_needs_a_day(as_admin, unit):
    assert "on" in as_admin.post(URL, {"on": ""}).context["form"].errors
