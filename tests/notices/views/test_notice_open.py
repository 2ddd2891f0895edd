from __future__ import annotations

import pytest

from notices.models import Notice
from tests.notices.views.test_notices import make
from tests.organizations.views.outcomes import outcomes

pytestmark = pytest.mark.django_db


def test_only_the_person_opens_it(request, staff):
    notice = make(staff, url="/chi-thi/")
    assert outcomes(request, f"/thong-bao/{notice.pk}/mo/", post={}) == ["login", 302, 404, 404, 404, 404, 404]


def test_opening_marks_it_read_and_leads_there(client, staff):
    notice = make(staff, url="/chi-thi/")
    client.force_login(staff)
    answer = client.post(f"/thong-bao/{notice.pk}/mo/")
    assert (answer.status_code, answer.url) == (302, "/chi-thi/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_first_opening_counts(client, staff):
    notice = make(staff)
    client.force_login(staff)
    client.post(f"/thong-bao/{notice.pk}/mo/")
    first = Notice.objects.get().read_at
    client.post(f"/thong-bao/{notice.pk}/mo/")
    assert Notice.objects.get().read_at == first


def test_a_link_does_not_mark_it_read(client, staff):
    notice = make(staff)
    client.force_login(staff)
    assert client.get(f"/thong-bao/{notice.pk}/mo/").status_code == 405
    assert Notice.objects.get().read_at is None


def test_another_persons_stays_unread(client, staff, leader):
    notice = make(leader)
    client.force_login(staff)
    client.post(f"/thong-bao/{notice.pk}/mo/")
    assert Notice.objects.get().read_at is None
