from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/ngung/"


def test_person_deactivate_outcomes(request):
    assert outcomes(request, URL, post={}) == ["login", 404, 404, 403, 404, 404, 302]
    assert outcomes(request, URL) == ["login", 405, 405, 405, 405, 405, 405]


def test_person_deactivate_locks_out_at_once(as_admin, clerk):
    other = type(as_admin)()
    other.force_login(clerk)
    as_admin.post(URL)
    clerk.refresh_from_db()
    assert not clerk.is_active
    assert other.get("/don-vi/").url.startswith("/dang-nhap/")


def test_person_deactivate_oneself_is_refused_in_words(as_admin, admin):
    answer = as_admin.post("/nguoi-dung/admin/ngung/")
    assert answer.status_code == 422
    assert "Anh/chị không thể khóa tài khoản của chính mình." in answer.content.decode()
    admin.refresh_from_db()
    assert admin.is_active
