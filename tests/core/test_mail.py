"""Mail is written with the change it tells of, and leaves after that change is committed."""

import pytest
from django.core import mail
from django.core.mail import send_mail as write_mail
from django.db import transaction

from core.mail import MAX_ATTEMPTS, deliver
from core.models import OutboxMail


def write(subject="Chỉ thị chờ duyệt"):
    write_mail(subject, "Kính mời xem.", None, ["lanhdao@laocai.example"])


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_a_programming_error():
    with pytest.raises(RuntimeError, match="inside a transaction"):
        write()
    assert OutboxMail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_rolls_back_with_the_change():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert OutboxMail.objects.count() == 0
    assert mail.outbox == []


def test_a_waiting_message_is_delivered_once(db):
    write()
    row = OutboxMail.objects.get()
    assert deliver(row.pk) is True
    assert deliver(row.pk) is False
    assert [(m.subject, m.to) for m in mail.outbox] == [("Chỉ thị chờ duyệt", ["lanhdao@laocai.example"])]
    row.refresh_from_db()
    assert row.sent_at is not None
    assert row.attempts == 1


def test_a_fault_of_the_server_is_kept_and_tried_again(db, settings):
    write()
    row = OutboxMail.objects.get()
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    assert deliver(row.pk) is False
    row.refresh_from_db()
    assert row.sent_at is None
    assert row.last_error != ""
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver(row.pk) is True
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (2, "")


def test_a_message_that_failed_too_often_is_left_alone(db):
    write()
    OutboxMail.objects.update(attempts=MAX_ATTEMPTS)
    assert deliver(OutboxMail.objects.get().pk) is False
    assert mail.outbox == []
