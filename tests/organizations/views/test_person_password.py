from tests.factories.organizations import MembershipFactory
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/mat-khau/"


def test_person_password_outcomes(request):
    assert outcomes(request, URL, post={}) == ["login", 404, 404, 403, 404, 404, 200]
    assert outcomes(request, URL) == ["login", 405, 405, 405, 405, 405, 405]


def test_person_password_is_shown_once_and_ends_the_sessions_of_the_person(as_admin, clerk):
    other = type(as_admin)()
    other.force_login(clerk)
    answer = as_admin.post(URL)
    password = answer.context["password"]
    assert password in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(password)
    assert clerk.must_change_password
    assert "no-store" in answer.headers["Cache-Control"]
    assert other.get("/don-vi/").url.startswith("/dang-nhap/")


def test_person_password_of_oneself_is_refused_in_words(as_admin):
    answer = as_admin.post("/nguoi-dung/admin/mat-khau/")
    assert answer.status_code == 422
    assert "Mật khẩu của chính mình" in answer.content.decode()


def test_person_password_of_somebody_who_works_elsewhere_too_is_refused(as_admin, clerk, other_province):
    MembershipFactory(user=clerk, organization=other_province)
    before = clerk.password
    assert as_admin.post(URL).status_code == 403
    clerk.refresh_from_db()
    assert clerk.password == before


def test_person_password_of_a_system_administrator_is_refused(as_admin, province):
    chief = MembershipFactory(organization=province, user__is_superuser=True).user
    assert as_admin.post(f"/nguoi-dung/{chief.username}/mat-khau/").status_code == 403
