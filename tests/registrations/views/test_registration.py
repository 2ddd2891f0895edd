"""The workbench: who sees it, what it shows, what is done on it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from registrations.entries import Typed
from registrations.enums import LineStatus
from registrations.models import Registration
from registrations.services import lines
from tests.factories.registrations import fill, make_bloc, make_registration, make_round, make_units, officer_of
from tests.pages import own_text

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def at(name: str, registration: Registration) -> str:
    return reverse(f"registrations:{name}", args=[registration.code])


def sent(line, member):
    return lines.send_line(fill(line, by=member), by=member)


def test_registration_outcomes(answers, registration):
    url = registration.get_absolute_url()
    assert answers(url) == ["login", 200, 200, 200, 404, 404, 200, 200, 404, 404]


@pytest.mark.parametrize("name", ["lines_accept", "lines_remind", "lines_align"])
def test_only_the_leader_acts_on_all_lines(answers, registration, line, member, name):
    sent(line, member)
    got = answers(at(name, registration), {"line": f"{line.pk}:1"})
    assert got == ["login", 403, 403, 403, 404, 404, 403, 302, 404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_registration_takes_the_same_queries_at_any_size(client, province, count, django_assert_num_queries):
    units = make_units(province, count, "khac")
    registration = make_registration(make_round(province), make_bloc(province, units))
    head = officer_of(units[0])
    for line in registration.lines.all():
        fill(line, Typed("new-1", "own", "COTD_T"), Typed("new-2", "inner", "CSTDT", count="5"), by=head)
    client.force_login(head)
    client.get(registration.get_absolute_url())
    with django_assert_num_queries(21):
        answer = client.get(registration.get_absolute_url())
    assert len(answer.context["bench"].rows) == count


def test_registration_shows_each_unit_as_it_will_print_and_the_sums(client, registration, line, member, head):
    sent(line, member)
    client.force_login(head)
    bench = client.get(registration.get_absolute_url()).context["bench"]
    assert [[one.on_paper for one in row.unit.inner] for row in bench.rows] == [
        [],
        ["05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh"],
        [],
    ]
    assert [(total.title, total.count) for total in bench.totals] == [
        ("Cờ thi đua cấp tỉnh", 1),
        ("Chiến sĩ thi đua cấp tỉnh", 5),
    ]
    assert [sorted(row.acts) for row in bench.rows] == [["leave_out"], ["accept", "return"], ["leave_out"]]


def test_registration_asks_for_its_table_only_when_something_changed(client, registration, line, member, head):
    client.force_login(head)
    mark = client.get(registration.get_absolute_url()).context["mark"]
    url = f"{registration.get_absolute_url()}?ban={mark}"
    assert client.get(url, headers=HTMX).status_code == 204
    fill(line, by=member)
    answer = client.get(url, headers=HTMX)
    assert (answer.status_code, "<html" in answer.content.decode()) == (200, False)
    assert "05 cá nhân đạt danh hiệu" in answer.content.decode()


def test_staff_see_no_button_of_the_leader(client, registration, line, member, staff):
    sent(line, member)
    client.force_login(staff)
    page = own_text(client.get(registration.get_absolute_url()))
    assert "Chốt" not in page.replace("Trưởng khối đã chốt", "")
    assert "Nộp đăng ký" not in page


def test_lines_accept_settles_what_was_read_and_leaves_what_changed(client, registration, units, member, head):
    first, second, third = registration.lines.order_by("position")
    for line in (first, second, third):
        lines.send_line(fill(line, by=head), by=head)
    read = [f"{line.pk}:1" for line in (first, second, third)]
    lines.recall_line(second, by=member)
    third.refresh_from_db()
    fill(third, Typed("new-1", "own", "COTD_CP"), by=head)
    client.force_login(head)
    answer = client.post(at("lines_accept", registration), {"line": read}, follow=True)
    said = sorted(str(message) for message in answer.context["messages"])
    assert said == [
        "Sở Số 2 vừa thu hồi phần đăng ký, chưa chốt.",
        "Sở Số 3 vừa sửa phần đăng ký sau khi anh/chị mở trang. Hãy xem lại rồi chốt.",
        "Đã chốt 1 đơn vị.",
    ]
    assert list(registration.lines.order_by("position").values_list("status", flat=True)) == [
        LineStatus.ACCEPTED,
        LineStatus.DRAFT,
        LineStatus.SENT,
    ]


@pytest.mark.parametrize("given", ["", "x:1", "1", "-1:2", "9" * 20 + ":1"])
def test_lines_accept_passes_over_what_it_cannot_read(client, registration, line, member, head, given):
    sent(line, member)
    client.force_login(head)
    assert client.post(at("lines_accept", registration), {"line": given}).status_code == 302
    line.refresh_from_db()
    assert line.status == LineStatus.SENT


def test_lines_remind_tells_how_many_and_each_once_a_day(client, registration, line, member, head):
    client.force_login(head)
    url = at("lines_remind", registration)
    assert "Đã nhắc 1 người." in client.post(url, headers=HTMX).content.decode()
    assert "Hôm nay đã nhắc tất cả" in client.post(url, headers=HTMX).content.decode()


def test_lines_align_follows_the_composition(client, registration, province, bloc, head):
    [unit] = make_units(province, 1, "moi")
    bloc.seats.create(organization=unit, year=2024, role="member", position=9)
    client.force_login(head)
    assert client.get(registration.get_absolute_url()).context["bench"].is_misaligned
    client.post(at("lines_align", registration))
    assert registration.lines.filter(organization=unit).exists()
