"""The clock of the notices: thin, safe to run again and two at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from celery import shared_task
from django.utils import timezone

from notices import services

#: The daily mail holds what was told before this; a later run of the same day only makes up for a missed one.
DIGEST_AT = time(7, 30)


@shared_task(name="notices.remind")
def remind() -> None:
    """Tell whoever has a deadline near or passed."""
    services.remind(on=timezone.localdate())


@shared_task(name="notices.send_digests")
def send_digests() -> None:
    """Write the daily mails."""
    services.send_digests(before=last_digest_hour(timezone.localtime()))


def last_digest_hour(now: datetime) -> datetime:
    """The last time at which the daily mail was to go, as of that local moment."""
    today = now.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


@shared_task(name="notices.purge")
def purge() -> None:
    """Take out what was read long ago."""
    services.purge(now=timezone.now())
