"""The daily mail: everything that waits for it, to each person at once; and what is purged."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.enums import Mail
from notices.models import Notice
from notices.services.telling import message_of, send

#: A mail longer than this is not read; the page has the rest.
MOST_IN_ONE_MAIL = 100
DAYS_KEPT = 180


def send_digests(*, before: datetime) -> int:
    """One mail to each person for whom something told before that moment waits; say how many mails were written."""
    waiting = Notice.objects.filter(mail=Mail.DAILY, mailed_at__isnull=True, created_at__lt=before)
    people = waiting.order_by("person").values_list("person", flat=True).distinct()
    return sum(send_digest(pk, before=before) for pk in list(people))


@transaction.atomic
def send_digest(person_id: int, *, before: datetime) -> bool:
    """Claim what waits for the person and write its mail in one transaction: killed in between, neither happened.

    Of two at once the second finds nothing left to claim.
    """
    rows = list(
        Notice.objects.select_for_update(of=("self",))
        .filter(person=person_id, mail=Mail.DAILY, mailed_at__isnull=True, created_at__lt=before)
        .select_related("person")
        .order_by("created_at", "pk")
    )
    if not rows:
        return False
    claimed = Notice.objects.filter(pk__in=[row.pk for row in rows])
    address = rows[0].person.email
    if not address or not rows[0].person.is_active:
        claimed.update(mail=Mail.NEVER)
        return False
    claimed.update(mailed_at=timezone.now())
    send([message_of(address, f"{len(rows)} thông báo chờ anh/chị xem", _body(rows))])
    return True


def _body(rows: list[Notice]) -> str:
    lines = [
        f"{number}. {row.subject}\n   {timezone.localtime(row.created_at):%H:%M %d/%m/%Y} · {settings.PUBLIC_URL}{row.url}"
        for number, row in enumerate(rows[:MOST_IN_ONE_MAIL], 1)
    ]
    if (more := len(rows) - MOST_IN_ONE_MAIL) > 0:
        lines.append(f"Còn {more} thông báo khác, xem trên trang.")
    page = f"{settings.PUBLIC_URL}{reverse('notices:notices')}"
    return "\n\n".join([*lines, f"Xem tất cả: {page}\n"])


@transaction.atomic
def purge(*, now: datetime) -> int:
    """Take out what was read long ago and is not waiting for a mail; say how many.

    Rows with a key stay, emptied and hidden, for they say that the person was told.
    """
    old = Notice.objects.filter(read_at__lt=now - timedelta(days=DAYS_KEPT)).exclude(
        mail=Mail.DAILY, mailed_at__isnull=True
    )
    emptied = old.exclude(key="").exclude(subject="").update(subject="", words="", is_shown=False)
    deleted, _ = old.filter(key="").delete()
    return emptied + deleted
