from datetime import date

from organizations.services import close_organization
from tests.organizations.views.outcomes import outcomes

URL = "/don-vi/soyte/mo-lai/"


def test_organization_reopen_outcomes(request, unit):
    close_organization(unit, on=date(2025, 7, 1), by=None)
    assert outcomes(request, URL, post={}) == ["login", 403, 403, 403, 403, 404, 302]
    assert outcomes(request, URL) == ["login", 405, 405, 405, 405, 405, 405]


def test_organization_reopen_takes_the_end_back(as_admin, unit):
    close_organization(unit, on=date(2025, 7, 1), by=None)
    as_admin.post(URL)
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_organization_reopen_of_an_open_one_is_refused_in_words(as_admin, unit):
    answer = as_admin.post(URL)
    assert answer.status_code == 422
    assert "Đơn vị đang hoạt động." in answer.content.decode()
