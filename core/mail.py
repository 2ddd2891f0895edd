"""The outbox: mail is written with the change it tells of, and sent after that change is committed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.utils import timezone

from core.models import OutboxMail

MAX_ATTEMPTS = 5


class OutboxBackend(BaseEmailBackend):
    """Django's mail functions write rows here; nothing leaves before the transaction commits."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("Mail is sent inside a transaction only, so that it rolls back with the change.")
        rows = OutboxMail.objects.bulk_create(
            OutboxMail(
                to=message.recipients(),
                subject=str(message.subject),
                body=str(message.body),
                from_email=message.from_email,
            )
            for message in email_messages
        )
        from core.tasks import send_mail  # noqa: PLC0415  # the task module imports this one

        for row in rows:
            # Robust: without a broker the message waits for the next `send_waiting_mail`.
            transaction.on_commit(partial(send_mail.delay, row.pk), robust=True)
        return len(rows)


def deliver(mail_id: int) -> bool:
    """Send one message if it is still unsent and has attempts left; say whether it was sent now.

    The attempt is claimed by a conditional update first, so two workers never send the same message at once.
    """
    mail = OutboxMail.objects.filter(pk=mail_id, sent_at__isnull=True, attempts__lt=MAX_ATTEMPTS).first()
    if mail is None:
        return False
    claimed = OutboxMail.objects.filter(pk=mail_id, sent_at__isnull=True, attempts=mail.attempts).update(
        attempts=models.F("attempts") + 1
    )
    if not claimed:
        return False
    connection = get_connection(settings.OUTBOX_DELIVERY_BACKEND)
    try:
        EmailMessage(mail.subject, mail.body, mail.from_email, mail.to, connection=connection).send()
    except OSError as error:
        OutboxMail.objects.filter(pk=mail_id).update(last_error=str(error))
        return False
    OutboxMail.objects.filter(pk=mail_id).update(sent_at=timezone.now(), last_error="")
    return True
