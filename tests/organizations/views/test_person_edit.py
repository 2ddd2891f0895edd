from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/sua/"


def test_person_edit_outcomes(request):
    assert outcomes(request, URL) == ["login", 404, 404, 403, 404, 404, 200]
    assert outcomes(request, URL, post={"full_name": "Lò Mai"}) == ["login", 404, 404, 403, 404, 404, 302]


def test_person_edit_saves_and_tells_what_changed(as_admin, clerk):
    as_admin.post(URL, {"full_name": "Lò\u200b Thị Mai", "job_title": "Văn thư", "email": "mai@laocai.example"})
    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.email, clerk.username) == ("Lò Thị Mai", "mai@laocai.example", "clerk")
    assert "chức vụ: “để trống” → “Văn thư”" in as_admin.get("/nguoi-dung/clerk/").content.decode()


def test_person_edit_takes_no_rights_from_the_form(as_admin, clerk):
    as_admin.post(
        URL, {"full_name": "Mai", "is_superuser": "on", "is_staff": "on", "username": "khac", "password": "x"}
    )
    clerk.refresh_from_db()
    assert (clerk.is_superuser, clerk.is_staff, clerk.username) == (False, False, "clerk")


def test_person_edit_refuses_a_bad_address(as_admin, clerk):
    assert "email" in as_admin.post(URL, {"full_name": "Mai", "email": "x"}).context["form"].errors


def test_person_edit_of_somebody_who_works_elsewhere_too_is_refused(as_admin, clerk, other_province):
    MembershipFactory(user=clerk, organization=other_province)
    assert as_admin.post(URL, {"full_name": "Mai"}).status_code == 403
