"""Two workers at the same moment, on a database that lets them: nobody is told or written to twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import OutboxMail
from notices.models import Notice
from notices.registry import Deadlines, Due, register_deadlines
from notices.services import remind, send_digests, tell
from tests.campaigns.test_at_once import at_once
from tests.factories.organizations import UserFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
DUE = date(2024, 7, 10)


def test_of_two_reminders_of_one_morning_each_person_hears_one():
    people = [UserFactory(email=f"nguoi{number}@laocai.example") for number in range(20)]
    dues = [Due(str(number), f"Việc {number}", "/", DUE, people) for number in range(5)]
    # The other way round: whoever locks in the order of the list would wait crosswise.
    orders = iter([dues, dues[::-1]])
    register_deadlines(Deadlines("test.work", lambda on: next(orders)))
    at_once(lambda: remind(on=DUE), lambda: remind(on=DUE))
    assert Notice.objects.count() == 100
    assert Notice.objects.values("person", "key").distinct().count() == 100
    assert OutboxMail.objects.count() == 100


def test_of_two_tellings_under_one_key_one_is_kept(anna, binh):
    def say():
        tell([anna, binh], kind="test.returned", subject="Một", words="", url="/", by=None, key="dot:1:3")

    assert at_once(say, say) == [type(None), type(None)]
    assert Notice.objects.count() == 2
    assert OutboxMail.objects.count() == 2


def test_of_two_daily_mails_one_goes(anna, binh):
    for person in (anna, binh):
        for number in range(3):
            tell([person], kind="test.daily", subject=f"Số {number}", words="", url="/", by=None)
    before = timezone.now() + timedelta(minutes=1)
    at_once(lambda: send_digests(before=before), lambda: send_digests(before=before))
    assert sorted(mail.to[0] for mail in OutboxMail.objects.all()) == ["anna@laocai.example", "binh@laocai.example"]
