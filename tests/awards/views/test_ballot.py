"""The ballot of a member."""

from __future__ import annotations

from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from tests.awards.sitting import opened, voters
from tests.awards.views.council_pages import url
from tests.organizations.views.outcomes import outcomes


def test_ballot_is_for_members_only(request, client, session, staff):
    opened(session, staff)
    assert outcomes(request, url("ballot", session.pk)) == ["login", 403, 403, 403, 404, 404, 404]
    client.force_login(voters(session)[0])
    assert client.get(url("ballot", session.pk)).status_code == 200


def test_the_ballot_is_sent_once(client, session, staff):
    opened(session, staff)
    client.force_login(voters(session)[0])
    page = client.get(url("ballot", session.pk)).content.decode()
    assert page.count('type="radio"') == 6
    assert "checked" not in page
    one, two = (f"item_{item.pk}" for item in session.items.all())
    assert client.post(url("ballot", session.pk), {one: "agree"}).status_code == 422
    assert client.post(url("ballot", session.pk), {one: "agree", two: "maybe"}).status_code == 422
    assert client.post(url("ballot", session.pk), {one: "agree", two: "blank"}).status_code == 302
    again = client.post(url("ballot", session.pk), {one: "agree", two: "blank"})
    assert again.status_code == 422
    assert "Mỗi thành viên bỏ phiếu một lần" in again.content.decode()


def test_the_ballot_of_a_member_with_a_conflict_has_no_choice_there(client, session, council, staff):
    item = session.items.first()
    services.add_conflict(item, council.members.first(), reason="Là vợ chồng.", by=staff)
    opened(session, staff)
    client.force_login(council.members.first().user)
    page = client.get(url("ballot", session.pk)).content.decode()
    assert page.count('type="radio"') == 3
    assert "Là vợ chồng." in page
    forged = {f"item_{one.pk}": "agree" for one in session.items.all()}
    refused = client.post(url("ballot", session.pk), forged)
    assert refused.status_code == 422
    assert "Anh/chị không bỏ phiếu nội dung này" in refused.content.decode()


def test_the_ballot_after_closing_says_why_not(client, session, staff):
    opened(session, staff)
    voter = voters(session)[0]
    ballots.close_session(session, by=staff)
    client.force_login(voter)
    assert "không nhận thêm phiếu" in client.get(url("ballot", session.pk)).content.decode()
