"""A session: its pages for each role, and the way from planning to the result."""

from __future__ import annotations

import pytest

from awards.services import sessions as services
from tests.awards.sitting import plan, put, vote, voters
from tests.awards.views.council_pages import ALL_OF_THE_BODY, STAFF_ONLY, url
from tests.organizations.views.outcomes import outcomes


@pytest.mark.parametrize(
    "name",
    ["session", "session_attendance", "session_voting", "session_result", "session_minutes", "session_tally"],
)
def test_the_pages_of_a_session(request, session, name):
    assert outcomes(request, url(name, session.pk)) == ALL_OF_THE_BODY


@pytest.mark.parametrize("name", ["session_edit", "session_agenda_add", "session_conflict_add", "session_cancel"])
def test_what_staff_do_with_a_session(request, session, name):
    assert outcomes(request, url(name, session.pk)) == STAFF_ONLY


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
    page = as_staff.get(url("session", session.pk)).content.decode()
    assert f'href="/quyet-dinh-khen-thuong/lap/?phien={session.pk}"' in page
    client.force_login(voters(session)[0])
    assert "Lập quyết định" not in client.get(url("session", session.pk)).content.decode()


def test_a_session_is_cancelled_with_its_reason(as_staff, session):
    assert as_staff.post(url("session_cancel", session.pk), {"reason": ""}).status_code == 422
    assert as_staff.post(url("session_cancel", session.pk), {"reason": "Trùng lịch"}).status_code == 302
    session.refresh_from_db()
    assert session.status == "cancelled"
    assert "không hủy được" in as_staff.post(url("session_cancel", session.pk), {"reason": "x"}).content.decode()


def test_a_conflict_is_noted_and_taken_back(as_staff, session, council):
    item, member = session.items.first(), council.members.get(position=4)
    data = {"item": item.pk, "member": member.pk, "reason": "Là anh em ruột"}
    assert as_staff.post(url("session_conflict_add", session.pk), data).status_code == 302
    assert as_staff.post(url("session_conflict_add", session.pk), data).status_code == 422
    assert "Là anh em ruột" in as_staff.get(url("session_attendance", session.pk)).content.decode()
    as_staff.post(url("session_conflict_remove", item.conflicts.get().pk))
    assert item.conflicts.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_an_agenda_takes_the_same_queries_for_any_length(as_staff, council, staff, rows, django_assert_num_queries):
    made = plan(council, staff)
    put(made, staff, *(f"T{number}" for number in range(rows)))
    with django_assert_num_queries(11):
        as_staff.get(url("session", made.pk))
