from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import OutboxMail
from notices.models import Notice, Preference
from notices.services import tell
from tests.factories.organizations import UserFactory
from tests.notices.conftest import RETURNED

pytestmark = pytest.mark.django_db


def say(people, **changes):
    """One telling; each test changes what it is about."""
    given = {
        "kind": RETURNED,
        "subject": "Báo cáo bị trả lại",
        "words": "Thiếu số liệu.",
        "url": "/bao-cao/1/",
        "by": None,
    }
    tell(people, **(given | changes))


def told() -> list[tuple[str, str, str]]:
    rows = Notice.objects.order_by("person__username").values_list("person__username", "subject", "mail")
    return [tuple(row) for row in rows]


def test_each_person_is_told_once_in_the_application_and_by_mail(anna, binh):
    say([anna, binh, anna, None])
    assert told() == [("anna", "Báo cáo bị trả lại", "at_once"), ("binh", "Báo cáo bị trả lại", "at_once")]
    assert [mail.to for mail in OutboxMail.objects.order_by("pk")] == [["anna@laocai.example"], ["binh@laocai.example"]]
    mail = OutboxMail.objects.get(to=["anna@laocai.example"])
    assert mail.subject == "[Thi đua] Báo cáo bị trả lại"
    assert mail.body == (
        "Thiếu số liệu.\n\nhttp://127.0.0.1:8000/bao-cao/1/\n\n--\n"
        "Chọn thông báo nhận qua thư: http://127.0.0.1:8000/thong-bao/tuy-chon/\n"
    )


def test_whoever_did_it_is_not_told(anna, binh):
    say([anna, binh], by=anna)
    assert told() == [("binh", "Báo cáo bị trả lại", "at_once")]


def test_a_closed_account_is_not_told(anna):
    anna.is_active = False
    anna.save()
    say([anna])
    assert told() == []
    assert not OutboxMail.objects.exists()


def test_a_person_without_an_address_is_told_in_the_application_only(db):
    say([UserFactory(username="chi", email="")])
    assert told() == [("chi", "Báo cáo bị trả lại", "never")]
    assert not OutboxMail.objects.exists()


def test_two_people_of_one_address_get_one_mail_and_a_notice_each(anna):
    say([anna, UserFactory(username="chi", email=anna.email)])
    assert [row[0] for row in told()] == ["anna", "chi"]
    assert OutboxMail.objects.count() == 1


def test_a_long_subject_on_two_lines_becomes_one_that_fits(anna):
    say([anna], subject="Báo cáo\n" + "x" * 400)
    assert len(Notice.objects.get().subject) == 300
    assert OutboxMail.objects.get().subject.startswith("[Thi đua] Báo cáo x")
    assert len(OutboxMail.objects.get().subject) == 300


@pytest.mark.parametrize(
    ("kind", "mail", "shown"),
    [("test.daily", "daily", True), ("test.never", "never", True), (RETURNED, "at_once", True)],
)
def test_without_a_choice_the_default_of_the_kind_holds(anna, kind, mail, shown):
    say([anna], kind=kind)
    notice = Notice.objects.get()
    assert (notice.mail, notice.is_shown) == (mail, shown)
    assert (notice.mailed_at is not None) is (mail == "at_once")
    assert OutboxMail.objects.count() == (1 if mail == "at_once" else 0)


@pytest.mark.parametrize(("mail", "mails"), [("at_once", 1), ("daily", 0), ("never", 0)])
def test_what_the_person_chose_holds(anna, mail, mails):
    Preference.objects.create(person=anna, kind=RETURNED, mail=mail, is_shown=False)
    say([anna])
    notice = Notice.objects.get()
    assert (notice.mail, notice.is_shown) == (mail, False)
    assert OutboxMail.objects.count() == mails


def test_an_urgent_kind_is_shown_whatever_was_chosen(anna):
    Preference.objects.create(person=anna, kind="test.urgent", mail="never", is_shown=False)
    say([anna], kind="test.urgent")
    assert Notice.objects.get().is_shown


def test_under_a_key_a_person_is_told_once_for_ever(anna, binh):
    say([anna], key="dot:1:3")
    say([anna, binh], key="dot:1:3", subject="Lần nữa")
    assert told() == [("anna", "Báo cáo bị trả lại", "at_once"), ("binh", "Lần nữa", "at_once")]
    assert OutboxMail.objects.count() == 2


def test_without_a_key_the_same_may_be_told_again(anna):
    say([anna])
    say([anna])
    assert len(told()) == 2


def test_the_database_holds_a_key_once(anna):
    say([anna], key="dot:1:3")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(person=anna, kind=RETURNED, subject="x", url="/", key="dot:1:3")


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_notice_leads_only_into_this_site(anna, url):
    with pytest.raises(IntegrityError, match="notice_leads_into_this_site"), transaction.atomic():
        say([anna], url=url)
    assert not Notice.objects.exists()


def test_a_fault_in_the_row_is_not_taken_for_being_told(anna):
    with pytest.raises(IntegrityError, match="notice_leads_into_this_site"), transaction.atomic():
        say([anna], url="//elsewhere.example/", key="dot:1:3")


def test_an_unknown_kind_is_a_programming_error(anna):
    with pytest.raises(KeyError):
        say([anna], kind="test.unknown")


def test_what_is_told_rolls_back_with_the_change(anna):
    with transaction.atomic():
        say([anna])
        transaction.set_rollback(True)
    assert told() == []
    assert not OutboxMail.objects.exists()


def test_past_the_limit_of_an_hour_mail_waits_for_the_day(anna, binh, settings):
    settings.NOTICE_MAILS_PER_HOUR = 2
    for _ in range(3):
        say([anna])
    say([binh])
    assert sorted(told()) == [
        ("anna", "Báo cáo bị trả lại", "at_once"),
        ("anna", "Báo cáo bị trả lại", "at_once"),
        ("anna", "Báo cáo bị trả lại", "daily"),
        ("binh", "Báo cáo bị trả lại", "at_once"),
    ]
    assert OutboxMail.objects.count() == 3


def test_mail_of_more_than_an_hour_ago_no_longer_counts(anna, settings):
    settings.NOTICE_MAILS_PER_HOUR = 1
    say([anna])
    Notice.objects.update(mailed_at=timezone.now() - timedelta(minutes=61))
    say([anna])
    assert OutboxMail.objects.count() == 2


@pytest.mark.parametrize("people", [1, 3])
def test_telling_many_costs_as_many_queries_as_telling_one(db, people, django_assert_num_queries):
    some = [UserFactory(email=f"nguoi{number}@laocai.example") for number in range(people)]
    with transaction.atomic(), django_assert_num_queries(6):  # savepoint, choices, limit, notices, mail, release
        say(some)
