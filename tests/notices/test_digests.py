from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from core.models import OutboxMail
from notices import tasks
from notices.models import Notice
from notices.services import purge, send_digest, send_digests, tell

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=1)


def say(person, subject, kind="test.daily", key=""):
    tell([person], kind=kind, subject=subject, words="Chi tiết.", url="/chi-thi/", by=None, key=key)


def soon() -> datetime:
    return timezone.now() + LATER


def test_everything_of_a_person_goes_out_in_one_mail(anna, binh):
    say(anna, "Một")
    say(anna, "Hai")
    say(binh, "Ba")
    Notice.objects.update(created_at=datetime(2024, 7, 10, 2, 5, tzinfo=timezone.get_default_timezone()))
    assert send_digests(before=soon()) == 2
    mail = OutboxMail.objects.get(to=["anna@laocai.example"])
    assert mail.subject == "[Thi đua] 2 thông báo chờ anh/chị xem"
    assert mail.body == (
        "1. Một\n   02:05 10/07/2024 · http://127.0.0.1:8000/chi-thi/\n\n"
        "2. Hai\n   02:05 10/07/2024 · http://127.0.0.1:8000/chi-thi/\n\n"
        "Xem tất cả: http://127.0.0.1:8000/thong-bao/\n\n--\n"
        "Chọn thông báo nhận qua thư: http://127.0.0.1:8000/thong-bao/tuy-chon/\n"
    )


def test_a_second_run_writes_nothing(anna):
    say(anna, "Một")
    assert send_digests(before=soon()) == 1
    assert send_digests(before=soon()) == 0
    assert OutboxMail.objects.count() == 1


def test_what_went_at_once_or_not_at_all_is_not_in_it(anna):
    say(anna, "Ngay", "test.returned")
    say(anna, "Không", "test.never")
    OutboxMail.objects.all().delete()
    assert send_digests(before=soon()) == 0


def test_what_came_after_the_hour_waits_for_tomorrow(anna):
    say(anna, "Sớm")
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=2))
    say(anna, "Muộn")
    assert send_digests(before=timezone.now() - timedelta(hours=1)) == 1
    assert list(Notice.objects.filter(mailed_at=None).values_list("subject", flat=True)) == ["Muộn"]


def test_what_the_limit_held_back_is_in_it(anna, settings):
    settings.NOTICE_MAILS_PER_HOUR = 1
    say(anna, "Thứ nhất", "test.returned")
    say(anna, "Thứ hai", "test.returned")
    send_digests(before=soon())
    first, second = OutboxMail.objects.order_by("pk")
    assert (first.subject, "1. Thứ hai" in second.body) == ("[Thi đua] Thứ nhất", True)


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_one_who_left_or_lost_the_address_is_not_written_to(anna, fields):
    say(anna, "Một")
    for name, value in fields.items():
        setattr(anna, name, value)
    anna.save()
    assert send_digests(before=soon()) == 0
    assert Notice.objects.get().mail == "never"
    assert not OutboxMail.objects.exists()


def test_a_long_list_is_cut_and_says_so(anna):
    for number in range(102):
        say(anna, f"Số {number}")
    send_digests(before=soon())
    mail = OutboxMail.objects.get()
    assert mail.subject == "[Thi đua] 102 thông báo chờ anh/chị xem"
    assert "100. Số 99" in mail.body
    assert "101." not in mail.body
    assert "Còn 2 thông báo khác, xem trên trang." in mail.body


class Dies(BaseEmailBackend):
    """The worker is killed after the claim, before the mail is written."""

    def send_messages(self, email_messages):
        raise KeyboardInterrupt


def test_killed_between_claim_and_mail_nothing_is_lost_or_doubled(anna, settings):
    say(anna, "Một")
    settings.EMAIL_BACKEND = "tests.notices.test_digests.Dies"
    with pytest.raises(KeyboardInterrupt):
        send_digest(anna.pk, before=soon())
    assert Notice.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    assert send_digest(anna.pk, before=soon())
    assert not send_digest(anna.pk, before=soon())
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(anna, rows, django_assert_num_queries):
    for number in range(rows):
        say(anna, f"Số {number}")
    before = soon()
    with django_assert_num_queries(5):  # savepoint, rows, claim, mail, release
        send_digest(anna.pk, before=before)


@pytest.mark.parametrize(
    ("now", "hour"),
    [
        ((2024, 7, 10, 7, 30), (2024, 7, 10, 7, 30)),
        ((2024, 7, 10, 9, 31), (2024, 7, 10, 7, 30)),
        ((2024, 7, 10, 7, 29), (2024, 7, 9, 7, 30)),
        ((2024, 7, 1, 0, 0), (2024, 6, 30, 7, 30)),
    ],
)
def test_a_run_at_any_time_takes_what_was_told_before_the_last_half_past_seven(now, hour):
    zone = timezone.get_default_timezone()
    assert tasks.last_digest_hour(datetime(*now, tzinfo=zone)) == datetime(*hour, tzinfo=zone)


def test_the_task_makes_up_for_yesterday(anna):
    say(anna, "Hôm kia")
    Notice.objects.update(created_at=timezone.now() - timedelta(days=2))
    say(anna, "Bây giờ")
    Notice.objects.filter(subject="Bây giờ").update(created_at=timezone.now() + timedelta(days=1))
    tasks.send_digests()
    assert list(Notice.objects.exclude(mailed_at=None).values_list("subject", flat=True)) == ["Hôm kia"]


def test_what_was_read_long_ago_is_purged(anna):
    now = timezone.now()
    for subject, days in (("mới", 179), ("cũ", 181)):
        say(anna, subject, "test.never")
        Notice.objects.filter(subject=subject).update(read_at=now - timedelta(days=days))
    say(anna, "chưa đọc", "test.never")
    assert purge(now=now) == 1
    assert sorted(Notice.objects.values_list("subject", flat=True)) == ["chưa đọc", "mới"]


def test_what_waits_for_a_mail_is_not_purged(anna):
    say(anna, "Một")
    Notice.objects.update(read_at=timezone.now() - timedelta(days=200))
    assert purge(now=timezone.now()) == 0


def test_a_key_outlives_the_purge_without_its_words(anna):
    say(anna, "Bí mật", "test.never", key="dot:1:3")
    Notice.objects.update(read_at=timezone.now() - timedelta(days=200))
    assert (purge(now=timezone.now()), purge(now=timezone.now())) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.subject, notice.words, notice.is_shown) == ("", "", False)
    say(anna, "Lần nữa", "test.never", key="dot:1:3")
    assert Notice.objects.count() == 1
