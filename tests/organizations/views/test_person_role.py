from organizations.models import Membership
from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/vai-tro/"


def facts(unit, **more):
    return {"organization": unit.pk, "role": "staff", "valid_from": "01/02/2024", **more}


def test_person_role_outcomes(request, province):
    assert outcomes(request, URL) == ["login", 403, 403, 403, 403, 403, 200]
    assert outcomes(request, URL, post=facts(province)) == ["login", 403, 403, 403, 403, 403, 302]


def test_person_role_is_given_from_a_day(as_admin, clerk, unit):
    assert as_admin.post(URL, facts(unit)).url == "/nguoi-dung/clerk/"
    made = Membership.objects.get(user=clerk, organization=unit)
    assert (made.role, f"{made.valid_from:%d/%m/%Y}", made.valid_to) == ("staff", "01/02/2024", None)


def test_person_role_held_already_is_refused(as_admin, clerk, province):
    form = as_admin.post(URL, facts(province, role="clerk")).context["form"]
    assert form.non_field_errors() == [f"{clerk} đang giữ vai trò Văn thư ở đơn vị này rồi."]


def test_person_role_in_another_province_is_refused(as_admin, clerk, other_province):
    assert "organization" in as_admin.post(URL, facts(other_province)).context["form"].errors
    assert clerk.memberships.count() == 1


def test_person_role_for_somebody_of_another_province_is_not_found(as_admin, outsider, province):
    assert as_admin.post("/nguoi-dung/outsider/vai-tro/", facts(province)).status_code == 404


def test_person_role_here_for_somebody_who_works_elsewhere_too(as_admin, clerk, unit, other_province):
    MembershipFactory(user=clerk, organization=other_province)
    assert as_admin.post(URL, facts(unit)).status_code == 302
