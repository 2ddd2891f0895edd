from datetime import date

from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes


def url(user) -> str:
    return f"/nguoi-dung/{user.username}/vai-tro/{user.memberships.order_by('pk').last().pk}/thoi/"


def test_person_role_end_outcomes(request, clerk):
    assert outcomes(request, url(clerk)) == ["login", 404, 404, 403, 404, 404, 200]
    assert outcomes(request, url(clerk), post={"on": "01/06/2024"}) == ["login", 404, 404, 403, 404, 404, 302]


def test_person_role_end_is_dated(as_admin, clerk):
    as_admin.post(url(clerk), {"on": "01/06/2024"})
    assert clerk.memberships.get().valid_to == date(2024, 6, 1)


def test_person_role_end_of_the_last_administrator_is_refused(as_admin, admin):
    form = as_admin.post(url(admin), {"on": "01/06/2024"}).context["form"]
    assert "người quản trị cuối cùng" in form.non_field_errors()[0]


def test_person_role_end_before_it_began_is_refused(as_admin, clerk):
    form = as_admin.post(url(clerk), {"on": "31/12/2019"}).context["form"]
    assert form.non_field_errors() == ["Ngày thôi phải từ ngày nhận vai trò 01/01/2020 trở đi."]


def test_person_role_end_in_another_province_is_not_found(as_admin, clerk, other_province):
    MembershipFactory(user=clerk, organization=other_province)
    assert as_admin.post(url(clerk), {"on": "01/06/2024"}).status_code == 404


def test_person_role_end_of_a_role_of_somebody_else_is_not_found(as_admin, clerk, staff):
    mixed = url(staff).replace("/staff/", "/clerk/")
    assert as_admin.post(mixed, {"on": "01/06/2024"}).status_code == 404
