"""Registrations that are due: who is reminded, who is told when they are late, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from notices.models import Notice
from notices.services import remind
from registrations.enums import LineStatus, RegistrationStatus
from registrations.models import LateException, Registration, UnitLine
from registrations.selectors.deadlines import registrations_due
from tests.factories.registrations import make_bloc, make_registration, make_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(registration, head, member, staff) -> date:
    return registration.round.due_on


def told(on: date) -> list[tuple[str, str, str]]:
    Notice.objects.all().delete()
    remind(on=on)
    rows = Notice.objects.order_by("person__username", "pk")
    return [(row.person.username, row.kind.rpartition(".")[2], row.url) for row in rows]


def pages(registration: Registration, units) -> dict[str, str]:
    lines = {line.organization_id: line.get_absolute_url() for line in registration.lines.all()}
    return {"head": lines[units[0].pk], "member": lines[units[1].pk]}


def test_units_and_leader_are_reminded_each_of_their_own(due, registration, units):
    own = pages(registration, units)
    assert told(due - timedelta(days=8)) == []
    assert told(due - timedelta(days=3)) == [
        ("head", "near", own["head"]),
        ("head", "near", registration.get_absolute_url()),
        ("member", "near", own["member"]),
    ]


def test_the_staff_is_told_three_days_after_of_the_whole_round(due, registration):
    assert [row for row in told(due + timedelta(days=2)) if row[1] == "escalated"] == []
    assert [row for row in told(due + timedelta(days=3)) if row[1] == "escalated"] == [
        ("staff", "escalated", registration.round.get_absolute_url())
    ]
    assert Notice.objects.get(kind="notices.escalated").subject == (
        f"Quá hạn 3 ngày: {registration.round}: 1 khối chưa nộp ({registration.bloc})"
    )


def test_the_leader_hears_how_many_units_keep_the_bloc_waiting(due, registration, head):
    UnitLine.objects.filter(organization__memberships__user=head).update(status=LineStatus.SENT)
    told(due + timedelta(days=1))
    assert Notice.objects.get(person=head).subject == (
        f"Quá hạn 1 ngày: Bản đăng ký thi đua của {registration.bloc} ({registration.round}, 2 đơn vị chưa gửi)"
    )


def test_what_is_filed_waits_for_nobody(due, registration):
    Registration.objects.update(status=RegistrationStatus.SUBMITTED, submitted_at="2024-01-01T00:00:00Z")
    assert told(due + timedelta(days=3)) == []


def test_more_time_for_one_bloc_moves_its_reminders(due, registration, staff):
    until = due + timedelta(days=30)
    LateException.objects.create(
        round=registration.round, bloc=registration.bloc, until=until, approved_by="Chủ tịch", reason="Bão", by=staff
    )
    assert told(due + timedelta(days=3)) == []
    assert {kind for _, kind, _ in told(until - timedelta(days=1))} == {"near"}


def test_each_is_led_to_a_page_that_opens(client, due, registration):
    told(due + timedelta(days=3))
    for notice in Notice.objects.all():
        client.force_login(notice.person)
        assert client.get(notice.url).status_code == 200, notice.url


@pytest.mark.parametrize("blocs", [1, 3])
def test_the_number_of_queries_does_not_grow(due, registration, province, blocs, django_assert_num_queries):
    for number in range(blocs):
        units = make_units(province, 2, prefix=f"k{number}")
        make_registration(registration.round, make_bloc(province, units, code=f"k{number}", name=f"Khối {number}"))
    with django_assert_num_queries(6):  # registrations, exceptions, lines, heads, officers, staff
        list(registrations_due(due + timedelta(days=1)))


def test_with_nothing_open_one_query_is_enough(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(registrations_due(date(2024, 1, 1))) == []
