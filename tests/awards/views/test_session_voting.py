"""How the voting goes, for the secretary alone; the papers of absent members; the end."""

from __future__ import annotations

from awards.enums import Choice
from tests.awards.sitting import PAPER, opened, vote, voters
from tests.awards.views.council_pages import STAFF_ONLY, url
from tests.organizations.views.outcomes import outcomes


def test_session_turnout_is_the_secretarys_alone(request, session, staff, leader):
    opened(session, staff)
    assert outcomes(request, url("session_turnout", session.pk)) == ["login", 200, 403, 403, 404, 404, 404]


def test_session_paper_votes(request, session, staff):
    opened(session, staff, seat9=PAPER)
    assert outcomes(request, url("session_paper_votes", session.pk)) == STAFF_ONLY


def test_session_close(request, session, staff):
    opened(session, staff)
    assert outcomes(request, url("session_close", session.pk)) == STAFF_ONLY


def test_counts_stay_hidden_until_the_last_ballot(as_staff, session, staff):
    opened(session, staff)
    *most, last = voters(session)
    for voter in most:
        vote(session, voter, Choice.DISAGREE)
    page = as_staff.get(url("session_voting", session.pk)).content.decode()
    assert "<b>8/9</b>" in page
    assert "Số phiếu từng loại hiện ra khi tất cả đã bỏ phiếu" in page
    assert "Số phiếu khi tất cả đã bỏ phiếu" not in page
    vote(session, last)
    assert "Số phiếu khi tất cả đã bỏ phiếu" in as_staff.get(url("session_voting", session.pk)).content.decode()


def test_nobody_but_the_secretary_sees_who_voted(client, session, staff, leader):
    opened(session, staff)
    vote(session, voters(session)[0])
    client.force_login(leader)
    page = client.get(url("session_voting", session.pk)).content.decode()
    assert "Chỉ thư ký" in page
    assert "1/9" not in page


def test_paper_votes_are_read_twice_blind(client, session, staff, province):
    from organizations.enums import Role
    from tests.conftest import person

    opened(session, staff, seat9=PAPER)
    member = session.marks.get(is_paper=True).member_id
    data = {"members": [member]}
    for item in session.items.all():
        data |= {f"agree_{item.pk}": "1", f"disagree_{item.pk}": "0", f"blank_{item.pk}": "0"}
    client.force_login(staff)
    refused = client.post(url("session_paper_votes", session.pk), {**data, f"agree_{session.items.first().pk}": "2"})
    assert (refused.status_code, "cộng được 2 phiếu" in refused.content.decode()) == (422, True)
    assert client.post(url("session_paper_votes", session.pk), data).status_code == 302
    other = person("staff2", province, Role.STAFF)
    client.force_login(other)
    first = session.items.first().pk
    differs = {**data, f"agree_{first}": "0", f"disagree_{first}": "1"}
    page = client.post(url("session_paper_votes", session.pk), differs, follow=True).content.decode()
    assert "Hai lần nhập khác nhau ở: nội dung 1." in page
    client.post(url("session_paper_votes", session.pk), data)
    client.force_login(staff)
    page = client.post(url("session_paper_votes", session.pk), data, follow=True).content.decode()
    assert "Hai lần nhập khớp nhau" in page
    closed = client.get(url("session_paper_votes", session.pk), follow=True).content.decode()
    assert "đã cộng vào kết quả" in closed
