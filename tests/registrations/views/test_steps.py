"""The steps of the leader: with one line, and with the whole registration; each with its page, its reason, its refusals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registrations.enums import LineStatus, RegistrationStatus
from registrations.models import Registration
from registrations.services import lines, registrations
from tests.factories.registrations import filed, fill

pytestmark = pytest.mark.django_db
REASON = {"reason": "Ghi nhầm đơn vị"}
REFUSED = ["login", 403, 403, 403, 404, 404, 403]


def of_line(name: str, line) -> str:
    return reverse(f"registrations:{name}", args=[line.pk])


def of(name: str, registration) -> str:
    return reverse(f"registrations:registration_{name}", args=[registration.code])


@pytest.mark.parametrize(
    ("name", "data"), [("line_accept", {}), ("line_return", REASON), ("line_leave_out", REASON), ("line_take_in", {})]
)
def test_a_line_is_settled_by_the_leader_of_its_bloc_alone(answers, line, member, name, data):
    lines.send_line(fill(line, by=member), by=member)
    assert answers(of_line(name, line), data) == [*REFUSED, 302, 403, 404]


@pytest.mark.parametrize("name", ["line_return", "line_leave_out"])
def test_the_page_of_a_step_on_a_line_outcomes(answers, line, member, name):
    if name == "line_return":
        lines.send_line(fill(line, by=member), by=member)
    assert answers(of_line(name, line)) == [*REFUSED, 200, 403, 404]


@pytest.mark.parametrize("name", ["submit", "recall", "amend", "withdraw", "reopen"])
def test_a_step_of_the_whole_is_the_leaders_alone(answers, registration, name):
    got = answers(of(name, registration), REASON)
    assert got == ["login", 403, 403, 403, 404, 404, 403, 302, 404, 404]


def test_line_accept_takes_the_save_that_was_read(client, line, member, head):
    lines.send_line(fill(line, by=member), by=member)
    client.force_login(head)
    for asked in ("", "?ban=0", "?ban=x"):
        client.post(of_line("line_accept", line) + asked)
        line.refresh_from_db()
        assert line.status == LineStatus.SENT
    client.post(of_line("line_accept", line) + "?ban=1")
    line.refresh_from_db()
    assert line.status == LineStatus.ACCEPTED


def test_line_accept_leaves_what_the_unit_took_back(client, line, member, head):
    lines.send_line(fill(line, by=member), by=member)
    lines.recall_line(line, by=member)
    client.force_login(head)
    answer = client.post(of_line("line_accept", line) + "?ban=1&khi=sent", follow=True)
    line.refresh_from_db()
    assert line.status == LineStatus.DRAFT
    assert [str(message) for message in answer.context["messages"]] == ["Sở Số 2 vừa thu hồi phần đăng ký, chưa chốt."]


def test_line_return_needs_a_reason_and_tells_it(client, line, member, head):
    lines.send_line(fill(line, by=member), by=member)
    client.force_login(head)
    assert client.post(of_line("line_return", line), {"reason": "  "}).status_code == 422
    assert client.post(of_line("line_return", line), REASON).status_code == 302
    line.refresh_from_db()
    assert line.status == LineStatus.RETURNED


def test_line_leave_out_and_take_in(client, line, head):
    client.force_login(head)
    client.post(of_line("line_leave_out", line), REASON)
    line.refresh_from_db()
    assert (line.status, line.reason) == (LineStatus.NOT_REGISTERING, "Ghi nhầm đơn vị")
    client.post(of_line("line_take_in", line))
    line.refresh_from_db()
    assert (line.status, line.reason) == (LineStatus.DRAFT, "")


def test_line_leave_out_with_titles_is_refused_with_why(client, line, member, head):
    fill(line, by=member)
    client.force_login(head)
    answer = client.post(of_line("line_leave_out", line), REASON, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Phần của đơn vị đang có danh hiệu. Hãy xóa các dòng đó trước khi ghi là không đăng ký."
    ]


def status_of(registration) -> str:
    return Registration.objects.get(pk=registration.pk).status


def test_the_way_of_the_whole(client, registration, head, staff):
    filed(registration, by=head)
    client.force_login(head)
    client.post(of("recall", registration))
    assert status_of(registration) == RegistrationStatus.DRAFT
    client.post(of("submit", registration))
    assert status_of(registration) == RegistrationStatus.SUBMITTED
    registrations.accept(registration, by=staff)
    assert client.post(of("amend", registration), {"reason": ""}).status_code == 422
    client.post(of("amend", registration), REASON)
    assert status_of(registration) == RegistrationStatus.DRAFT
    client.post(of("withdraw", registration), REASON)
    assert status_of(registration) == RegistrationStatus.WITHDRAWN
    client.post(of("reopen", registration))
    assert status_of(registration) == RegistrationStatus.DRAFT


def test_submit_shows_what_to_look_at_first(client, registration, head):
    filed(registration, by=head)
    registrations.recall(registration, by=head)
    client.force_login(head)
    page = client.get(of("submit", registration)).content.decode()
    assert "Chưa xác định tỷ lệ người không giữ chức vụ lãnh đạo (mức tối thiểu 40%): 15 cá nhân chưa ghi." in page


def test_submit_says_on_its_button_what_is_missing(client, registration, head):
    client.force_login(head)
    [action, _] = client.get(registration.get_absolute_url()).context["step"].actions
    assert (action.label, action.reasons) == (
        "Nộp đăng ký",
        [
            "Còn 3 đơn vị chưa chốt: Sở Số 1; Sở Số 2; Sở Số 3. Hãy chốt, hoặc ghi là không đăng ký.",
            "Công văn còn thiếu: họ tên người ký.",
            "Chưa có nội dung đăng ký (giao ước). Đợt này yêu cầu phải có.",
        ],
    )


def test_a_year_that_is_past_has_no_buttons(client, registration, head, staff):
    filed(registration, by=head)
    registrations.accept(registration, by=staff)
    registration.round.due_on = timezone.localdate() - timedelta(days=1)
    registration.round.save()
    client.force_login(head)
    answer = client.get(registration.get_absolute_url())
    assert (answer.status_code, list(answer.context["step"].actions)) == (200, [])


def test_what_is_submitted_waits_for_the_staff(client, registration, head, staff):
    filed(registration, by=head)
    client.force_login(staff)
    [action] = client.get(registration.get_absolute_url()).context["step"].actions
    assert (action.label, action.url) == (
        "Xem và tiếp nhận",
        reverse("registrations:receive", args=[registration.code]),
    )
