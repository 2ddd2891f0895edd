from organizations.models import User
from tests.organizations.views.outcomes import outcomes

URL = "/nguoi-dung/clerk/mo-lai/"


def test_person_reactivate_outcomes(request, clerk):
    assert outcomes(request, "/nguoi-dung/staff/mo-lai/", post={}) == ["login", 403, 404, 404, 404, 404, 422]
    assert outcomes(request, URL) == ["login", 405, 405, 405, 405, 405, 405]


def test_person_reactivate_opens_the_account(as_admin, clerk):
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert as_admin.post(URL).url == "/nguoi-dung/clerk/"
    clerk.refresh_from_db()
    assert clerk.is_active
