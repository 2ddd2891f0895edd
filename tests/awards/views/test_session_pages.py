"""Who gets which page of a council and its sessions, and what is answered to each."""

from __future__ import annotations

import pytest
from django.urls import reverse

from awards.enums import Choice
from awards.services import sessions as services
from awards.services import sessions_ballot as ballots
from tests.awards.sitting import PAPER, opened, plan, put, vote, voters
from tests.factories.awards import make_council
from tests.organizations.views.outcomes import outcomes

#: anonymous, staff, leader, clerk, unit officer, outsider, administrator
ALL_OF_THE_BODY = ["login", 200, 200, 200, 404, 404, 404]
STAFF_ONLY = ["login", 200, 403, 403, 404, 404, 404]


@pytest.fixture
def council(province):
    return make_council(province, 9)


@pytest.fixture
def session(council, staff):
    made = plan(council, staff)
    put(made, staff, "T1", "T2")
    return made


def url(name, *args):
    return reverse(f"awards:{name}", args=args)


@pytest.mark.parametrize(
    "name",
    ["session", "session_attendance", "session_voting", "session_result", "session_minutes", "session_tally"],
)
def test_the_pages_of_a_session(request, session, name):
    assert outcomes(request, url(name, session.pk)) == ALL_OF_THE_BODY


@pytest.mark.parametrize("name", ["session_edit", "session_agenda_add", "session_conflict_add", "session_cancel"])
def test_what_staff_do_with_a_session(request, session, name):
    assert outcomes(request, url(name, session.pk)) == STAFF_ONLY


@pytest.mark.parametrize("which", ["bien-ban", "kiem-phieu"])
def test_the_papers_of_a_session(request, session, which):
    assert outcomes(request, url("session_paper", session.pk, which)) == ALL_OF_THE_BODY


def test_a_paper_that_does_not_exist(client, session, staff):
    client.force_login(staff)
    assert client.get(url("session_paper", session.pk, "khac")).status_code == 404


def test_sessions(request, session):
    assert outcomes(request, url("sessions")) == ["login", 200, 200, 200, 200, 200, 200]


def test_councils(request, council):
    assert outcomes(request, url("councils")) == ["login", 200, 200, 200, 200, 200, 200]


def test_council(request, council):
    assert outcomes(request, url("council", council.pk)) == ["login", 200, 200, 200, 404, 404, 200]


def test_council_create(request, council):
    assert outcomes(request, url("council_create")) == ["login", 200, 403, 403, 403, 200, 200]


@pytest.mark.parametrize("name", ["council_edit", "council_member_create"])
def test_what_is_done_with_a_council(request, council, name):
    assert outcomes(request, url(name, council.pk)) == ["login", 200, 403, 403, 404, 404, 200]


def test_council_member_edit(request, council):
    found = outcomes(request, url("council_member_edit", council.members.first().pk))
    assert found == ["login", 200, 403, 403, 404, 404, 200]


def test_session_create(request, council):
    assert outcomes(request, url("session_create", council.pk)) == ["login", 200, 403, 403, 404, 404, 403]


@pytest.mark.parametrize("name", ["session_open", "session_voting_open"])
def test_steps_of_a_session(request, session, name):
    assert outcomes(request, url(name, session.pk), post={}) == ["login", 302, 403, 403, 404, 404, 404]


@pytest.mark.parametrize("name", ["session_agenda_remove", "session_agenda_move"])
def test_steps_of_an_item(request, session, name):
    found = outcomes(request, url(name, session.items.first().pk), post={"huong": "xuong"})
    assert found == ["login", 302, 403, 403, 404, 404, 404]


def test_session_conflict_remove(request, session, council, staff):
    conflict = services.add_conflict(session.items.first(), council.members.first(), reason="Cùng nhà", by=staff)
    found = outcomes(request, url("session_conflict_remove", conflict.pk), post={})
    assert found == ["login", 302, 403, 403, 404, 404, 404]


def test_session_turnout_is_the_secretarys_alone(request, session, staff, leader):
    opened(session, staff)
    assert outcomes(request, url("session_turnout", session.pk)) == ["login", 200, 403, 403, 404, 404, 404]


def test_session_paper_votes(request, session, staff):
    opened(session, staff, seat9=PAPER)
    assert outcomes(request, url("session_paper_votes", session.pk)) == STAFF_ONLY


def test_session_close(request, session, staff):
    opened(session, staff)
    assert outcomes(request, url("session_close", session.pk)) == STAFF_ONLY


def test_ballot_is_for_members_only(request, client, session, staff):
    opened(session, staff)
    assert outcomes(request, url("ballot", session.pk)) == ["login", 403, 403, 403, 404, 404, 404]
    client.force_login(voters(session)[0])
    assert client.get(url("ballot", session.pk)).status_code == 200


# --- What the pages do --------------------------------------------------------------------------------------


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


def test_a_council_is_set_up_and_changed(as_staff, province):
    data = {
        "organization": province.pk, "name": "Hội đồng", "document": "QĐ 1", "valid_from": "15/01/2024",
        "quorum": "66,67", "threshold": "50",
    }  # fmt: skip
    answer = as_staff.post(url("council_create"), data)
    council = province.councils.get()
    assert (answer.status_code, answer.url, str(council.quorum)) == (302, council.get_absolute_url(), "66.67")
    as_staff.post(url("council_edit", council.pk), data | {"quorum": "75", "valid_to": "15/01/2029"})
    council.refresh_from_db()
    assert (str(council.quorum), council.valid_to.year) == ("75.00", 2029)
    refused = as_staff.post(url("council_edit", council.pk), data | {"valid_to": "15/01/2020"})
    assert refused.status_code == 422
    assert "Ngày này phải sau ngày bắt đầu" in refused.content.decode()


def test_a_seat_is_given_and_refused(as_staff, council):
    data = {"full_name": "Lý Seo Dìn", "role": "member", "position": "10", "valid_from": "01/01/2025"}
    assert as_staff.post(url("council_member_create", council.pk), data).status_code == 302
    refused = as_staff.post(url("council_member_create", council.pk), data | {"role": "chair"})
    assert refused.status_code == 422
    assert "Chủ tịch Hội đồng đã có: Ủy viên Số 1" in refused.content.decode()
    member = council.members.get(position=10)
    assert as_staff.post(url("council_member_edit", member.pk), data | {"job_title": "Giám đốc"}).status_code == 302
    member.refresh_from_db()
    assert member.job_title == "Giám đốc"


def test_a_session_is_planned_and_prepared(as_staff, council, staff):
    from awards.models import Session
    from tests.factories.awards import make_dossier, make_title

    line = make_dossier(council.organization, titles=(make_title("T1"),)).lines.get()
    data = {"name": "Phiên 1", "held_on": "20/01/2026", "starts_at": "08:30", "place": "Phòng họp 1"}
    data |= {"chair": council.members.first().pk, "secretary": staff.pk}
    answer = as_staff.post(url("session_create", council.pk), data)
    made = Session.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert "Giàng" not in as_staff.get(url("session_agenda_add", made.pk)).content.decode()
    assert as_staff.post(url("session_agenda_add", made.pk), {}).status_code == 422
    assert as_staff.post(url("session_agenda_add", made.pk), {"lines": [line.pk]}).status_code == 302
    assert as_staff.post(url("session_edit", made.pk), data | {"place": "Phòng họp 2"}).status_code == 302
    rows = {}
    for one in made.attendances.all():
        rows |= {f"presence_{one.pk}": "present", f"reason_{one.pk}": ""}
    assert as_staff.post(url("session_attendance", made.pk), rows).status_code == 302
    made.refresh_from_db()
    assert (made.place, made.items.count(), made.attendances.filter(presence="present").count()) == (
        "Phòng họp 2",
        1,
        9,
    )
    late = as_staff.post(url("session_edit", made.pk), data | {"held_on": "20/01/2020"})
    assert "ngoài thời hạn của Hội đồng" in late.content.decode()


def test_a_session_is_opened_voted_and_closed_in_the_browser(as_staff, client, session, staff):
    from tests.awards.sitting import attend

    attend(session, staff)
    as_staff.post(url("session_open", session.pk))
    as_staff.post(url("session_voting_open", session.pk))
    session.refresh_from_db()
    assert session.status == "voting"
    for voter in voters(session):
        vote(session, voter)
    assert "<b>9/9</b>" in as_staff.get(url("session_turnout", session.pk)).content.decode()
    assert as_staff.post(url("session_close", session.pk), {"ended_at": "10:45"}).status_code == 302
    page = as_staff.get(url("session_result", session.pk)).content.decode()
    assert page.count("100,0") == 2
    again = as_staff.post(url("session_close", session.pk), {"ended_at": "10:50"})
    assert again.status_code == 422
    assert f"Người chốt: {staff}" in again.content.decode()
    assert "Bỏ phiếu đã kết thúc lúc" in as_staff.get(url("session_close", session.pk), follow=True).content.decode()


def test_a_session_is_cancelled_with_its_reason(as_staff, session):
    assert as_staff.post(url("session_cancel", session.pk), {"reason": ""}).status_code == 422
    assert as_staff.post(url("session_cancel", session.pk), {"reason": "Trùng lịch"}).status_code == 302
    session.refresh_from_db()
    assert session.status == "cancelled"
    assert "không hủy được" in as_staff.post(url("session_cancel", session.pk), {"reason": "x"}).content.decode()


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


def test_a_conflict_is_noted_and_taken_back(as_staff, session, council):
    item, member = session.items.first(), council.members.get(position=4)
    data = {"item": item.pk, "member": member.pk, "reason": "Là anh em ruột"}
    assert as_staff.post(url("session_conflict_add", session.pk), data).status_code == 302
    assert as_staff.post(url("session_conflict_add", session.pk), data).status_code == 422
    assert "Là anh em ruột" in as_staff.get(url("session_attendance", session.pk)).content.decode()
    as_staff.post(url("session_conflict_remove", item.conflicts.get().pk))
    assert item.conflicts.count() == 0


def test_the_proceedings_are_printed_in_the_minutes(as_staff, session, staff):
    page = as_staff.get(url("session_minutes", session.pk)).content.decode()
    assert "Diễn biến được ghi từ khi khai mạc" in page
    opened(session, staff)
    data = {"proceedings": "Các thành viên thảo luận.", "ended_at": "10:30", "base_revision": "0"}
    assert as_staff.post(url("session_minutes", session.pk), data).status_code == 302
    assert "Người khác vừa lưu" in as_staff.post(url("session_minutes", session.pk), data).content.decode()
    assert "Các thành viên thảo luận." in as_staff.get(url("session_paper", session.pk, "bien-ban")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_for_any_length(as_staff, council, staff, rows, django_assert_num_queries):
    for _ in range(rows):
        plan(council, staff)
    as_staff.get(url("sessions"))
    with django_assert_num_queries(9):
        as_staff.get(url("sessions"))
    with django_assert_num_queries(7):
        as_staff.get(url("councils"))


@pytest.mark.parametrize("rows", [1, 3])
def test_an_agenda_takes_the_same_queries_for_any_length(as_staff, council, staff, rows, django_assert_num_queries):
    made = plan(council, staff)
    put(made, staff, *(f"T{number}" for number in range(rows)))
    with django_assert_num_queries(13):
        as_staff.get(url("session", made.pk))


def test_the_list_is_filtered_and_exported(as_staff, session):
    assert "Phiên họp xét khen thưởng" in as_staff.get(url("sessions") + "?year=2026&status=planned").content.decode()
    assert "Phiên họp xét khen thưởng" in as_staff.get(url("sessions") + "?q=XET KHEN").content.decode()
    assert "Không có phiên họp nào khớp" in as_staff.get(url("sessions") + "?q=tổng kết").content.decode()
    assert "Không có phiên họp nào khớp" in as_staff.get(url("sessions") + "?status=closed").content.decode()
    assert as_staff.get(url("sessions") + "?export=xlsx").status_code == 200


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
