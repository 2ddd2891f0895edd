from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.mail import OutboxBackend
from core.models import OutboxMail
from notices.models import Notice
from notices.registry import Deadlines, Due, register_deadlines
from notices.services import remind
from tests.factories.organizations import UserFactory

DUE = date(2024, 7, 10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def head(db):
    return UserFactory(username="head", email="head@laocai.example")


@pytest.fixture
def source(anna, binh, head):
    """One deadline: Anna's; Bình leads and is told a day after, the head three days after."""
    given = {"due_on": DUE, "people": [anna, None], "escalate": [(1, [binh]), (3, [head])]}

    def function(on):
        yield Due(subject_key="7", what="Báo cáo quý II của Sở Y tế", url="/bao-cao/7/", **given)

    register_deadlines(Deadlines("test.reports", function))
    return given


def told() -> list[tuple[str, str, str]]:
    rows = Notice.objects.order_by("pk").values_list("person__username", "kind", "key")
    return [(name, kind.rpartition(".")[2], key.rpartition(":")[2]) for name, kind, key in rows]


def on(days: int) -> date:
    return DUE + timedelta(days)


NEAR, LATE = ("anna", "near"), [("anna", "late", "1"), ("binh", "escalated", "1")]
#: What is said on a day when nothing was said before.
FIRST = [
    *((days, []) for days in (-10, -9, -8)),
    *((days, [(*NEAR, "-7")]) for days in (-7, -6, -5, -4)),
    *((days, [(*NEAR, "-3")]) for days in (-3, -2)),
    *((days, [(*NEAR, "-1")]) for days in (-1, 0)),
    *((days, LATE) for days in (1, 2)),
    *((days, [*LATE, ("head", "escalated", "3")]) for days in range(3, 11)),
]


@pytest.mark.parametrize(("days", "expected"), FIRST)
def test_on_each_day_only_the_nearest_stage_is_said(source, days, expected):
    remind(on=on(days))
    assert sorted(told()) == sorted(expected)


def test_day_after_day_each_stage_is_said_once(source):
    said = {days: remind(on=on(days)) for days in range(-10, 21)}
    assert {days: number for days, number in said.items() if number} == {-7: 1, -3: 1, -1: 1, 1: 2, 3: 1}
    assert told() == [
        ("anna", "near", "-7"),
        ("anna", "near", "-3"),
        ("anna", "near", "-1"),
        ("anna", "late", "1"),
        ("binh", "escalated", "1"),
        ("head", "escalated", "3"),
    ]
    assert OutboxMail.objects.count() == 6


def test_a_second_run_of_the_day_writes_nothing(source, django_assert_num_queries):
    remind(on=on(1))
    with django_assert_num_queries(1):  # who was told under these keys
        assert remind(on=on(1)) == 0
    assert len(told()) == 2


def test_missed_days_are_made_up_by_one_stage(source):
    remind(on=on(-8))
    remind(on=on(-2))
    assert told() == [("anna", "near", "-3")]
    assert Notice.objects.get().subject == "Còn 2 ngày đến hạn: Báo cáo quý II của Sở Y tế"


def test_what_passed_long_ago_is_not_dug_up(source):
    assert remind(on=on(40)) == 0


def test_a_moved_deadline_begins_anew(source):
    remind(on=on(-3))
    source["due_on"] = DUE + timedelta(days=30)
    assert remind(on=on(-2)) == 0
    assert remind(on=on(27)) == 1
    assert [key for _, _, key in told()] == ["-3", "-3"]


def test_one_who_is_added_later_is_told_without_the_others_again(source, anna, head):
    remind(on=on(-3))
    source["people"] = [anna, head]
    remind(on=on(-2))
    assert [name for name, _, _ in told()] == ["anna", "head"]


def test_one_who_owes_and_leads_hears_each_stage_once(source, anna):
    source["escalate"] = [(1, [anna]), (3, [anna])]
    for days in range(8):
        remind(on=on(days))
    assert [row for row in told() if row[2] != "-1"] == [("anna", "late", "1"), ("anna", "escalated", "3")]


def test_the_words_say_what_until_when_and_why_me(source):
    remind(on=on(1))
    anna, binh = Notice.objects.order_by("person__username")
    assert anna.subject == "Quá hạn 1 ngày: Báo cáo quý II của Sở Y tế"
    assert anna.url == "/bao-cao/7/"
    assert anna.words == (
        "Báo cáo quý II của Sở Y tế: quá hạn 1 ngày (10/07/2024). "
        "Anh/chị nhận nhắc việc này vì là người thực hiện. Nếu không kịp, hãy báo cơ quan theo dõi."
    )
    assert binh.words.endswith("Anh/chị được báo vì phụ trách hoặc theo dõi việc này.")


def test_a_source_that_fails_does_not_silence_the_others(anna):
    def broken(on):
        raise RuntimeError("no table")

    register_deadlines(Deadlines("test.broken", broken))
    register_deadlines(Deadlines("test.whole", lambda on: [Due("1", "Việc", "/", DUE, [anna])]))
    with pytest.raises(RuntimeError, match="no table"):
        remind(on=on(0))
    assert told() == [("anna", "near", "-1")]


class DiesAtTheSecond(OutboxBackend):
    """The worker is killed while the second reminder is being written."""

    sent = 0

    def send_messages(self, email_messages):
        DiesAtTheSecond.sent += 1
        if DiesAtTheSecond.sent == 2:
            raise KeyboardInterrupt
        return super().send_messages(email_messages)


def test_killed_between_two_reminders_the_next_run_says_the_rest(source, settings):
    """What was written before stays, with its mail; nothing is said twice."""
    settings.EMAIL_BACKEND = "tests.notices.test_reminding.DiesAtTheSecond"
    with pytest.raises(KeyboardInterrupt):
        remind(on=on(1))
    assert (len(told()), OutboxMail.objects.count()) == (1, 1)
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    remind(on=on(1))
    assert sorted(told()) == LATE
    assert OutboxMail.objects.count() == 2
