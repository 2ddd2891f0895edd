from __future__ import annotations

import pytest

from notices.models import Notice
from tests.notices.views.test_notices import make
from tests.organizations.views.outcomes import outcomes

URL = "/thong-bao/da-doc/"
pytestmark = pytest.mark.django_db


def test_everybody_may_have_read_their_own(request):
    assert outcomes(request, URL, post={}) == ["login", 302, 302, 302, 302, 302, 302]


def test_all_of_ones_own_are_read_and_nobody_elses(client, staff, leader):
    make(staff)
    make(staff)
    make(leader)
    client.force_login(staff)
    answer = client.post(URL, follow=True)
    assert "Đã đánh dấu 2 thông báo là đã đọc." in answer.content.decode()
    assert list(Notice.objects.filter(read_at=None).values_list("person__username", flat=True)) == ["leader"]


def test_with_nothing_unread_it_says_so(client, staff):
    client.force_login(staff)
    assert "Không còn thông báo chưa đọc." in client.post(URL, follow=True).content.decode()


def test_a_link_does_not_do_it(client, staff):
    client.force_login(staff)
    assert client.get(URL).status_code == 405
