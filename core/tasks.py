"""Background work of the kernel."""

from __future__ import annotations

from celery import shared_task

from core.mail import MAX_ATTEMPTS, deliver
from core.models import OutboxMail


@shared_task(name="core.send_mail")
def send_mail(mail_id: int) -> None:
    """Send one outbox message; harmless when it was sent already."""
    deliver(mail_id)


@shared_task(name="core.send_waiting_mail")
def send_waiting_mail() -> None:
    """Try again what a fault or a killed worker left unsent."""
    for mail_id in OutboxMail.objects.filter(sent_at__isnull=True, attempts__lt=MAX_ATTEMPTS).values_list(
        "pk", flat=True
    ):
        send_mail.delay(mail_id)
