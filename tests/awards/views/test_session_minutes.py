"""The papers of a session and what is typed for them."""

from __future__ import annotations

import pytest

from tests.awards.sitting import opened
from tests.awards.views.council_pages import ALL_OF_THE_BODY, url
from tests.organizations.views.outcomes import outcomes


@pytest.mark.parametrize("which", ["bien-ban", "kiem-phieu"])
def test_the_papers_of_a_session(request, session, which):
    assert outcomes(request, url("session_paper", session.pk, which)) == ALL_OF_THE_BODY


def test_a_paper_that_does_not_exist(client, session, staff):
    client.force_login(staff)
    assert client.get(url("session_paper", session.pk, "khac")).status_code == 404


def test_the_proceedings_are_printed_in_the_minutes(as_staff, session, staff):
    page = as_staff.get(url("session_minutes", session.pk)).content.decode()
    assert "Diễn biến được ghi từ khi khai mạc" in page
    opened(session, staff)
    data = {"proceedings": "Các thành viên thảo luận.", "ended_at": "10:30", "base_revision": "0"}
    assert as_staff.post(url("session_minutes", session.pk), data).status_code == 302
    assert "Người khác vừa lưu" in as_staff.post(url("session_minutes", session.pk), data).content.decode()
    assert "Các thành viên thảo luận." in as_staff.get(url("session_paper", session.pk, "bien-ban")).content.decode()
