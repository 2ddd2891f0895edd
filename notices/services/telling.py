"""Telling people: one row for each, and the mail each chose, in the transaction of what they are told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, models, transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from notices.enums import Mail
from notices.models import Notice
from notices.preferences import choices_of
from notices.registry import NoticeKind, kind_of
from organizations.models import User

LONGEST_SUBJECT = 300


@transaction.atomic
def tell(
    people: Iterable[User | None], *, kind: str, subject: str, words: str, url: str, by: User | None, key: str = ""
) -> None:
    """One notice to each of these people, once, but not to whoever did it nor to a closed account.

    It is written with the caller's change and rolls back with it. Mail goes by what the person chose for the kind.
    With a `key` ("registrations.due:17:3") the same person is never told again under it. `url` is an address of this
    site. Who is told must be allowed to know the words: this does not ask.
    """
    about = kind_of(kind)
    told = _who(people, by=by, key=key)
    if not told:
        return
    rows = _rows(told, about, subject=" ".join(subject.split())[:LONGEST_SUBJECT], words=words, url=url, key=key)
    _write_mail(_kept_once(rows) if key else Notice.objects.bulk_create(rows))


def who_sees(subject: models.Model, person: User | None) -> User | None:
    """The person if they may see the record today: who once sent it may work elsewhere by now."""
    if person is None or not type(subject)._default_manager.visible_to(person).filter(pk=subject.pk).exists():  # type: ignore[attr-defined]  # every record that is told of has it
        return None
    return person


def _who(people: Iterable[User | None], *, by: User | None, key: str) -> list[User]:
    """Each once, always in the same order, so that two tellers never wait for each other crosswise."""
    found = {person.pk: person for person in people if person and person.is_active and person != by}
    if key and found:
        for pk in Notice.objects.filter(person__in=found, key=key).values_list("person", flat=True):
            del found[pk]
    return [found[pk] for pk in sorted(found)]


def _rows(told: Sequence[User], about: NoticeKind, *, subject: str, words: str, url: str, key: str) -> list[Notice]:
    chosen = choices_of([person.pk for person in told], about)
    now = timezone.now()
    full = _with_enough_mail([person.pk for person in told if chosen[person.pk].mail == Mail.AT_ONCE])
    rows = []
    for person in told:
        mail = chosen[person.pk].mail if person.email else Mail.NEVER
        if mail == Mail.AT_ONCE and person.pk in full:
            mail = Mail.DAILY
        rows.append(
            Notice(
                person=person,
                kind=about.code,
                subject=subject,
                words=words,
                url=url,
                key=key,
                is_shown=chosen[person.pk].is_shown,
                mail=mail,
                mailed_at=now if mail == Mail.AT_ONCE else None,
            )
        )
    return rows


def _with_enough_mail(person_ids: Sequence[int]) -> set[int]:
    """Who was written to so often in the last hour that the rest waits for the daily mail.

    Two acts at the same moment may both be the last one let through: the limit spares people, it guards nothing.
    """
    if not person_ids:
        return set()
    since = timezone.now() - timedelta(hours=1)
    written = (
        Notice.objects.filter(person__in=person_ids, mail=Mail.AT_ONCE, mailed_at__gte=since)
        .order_by()
        .values_list("person")
        .annotate(number=Count("pk"))
    )
    return {pk for pk, number in written if number >= settings.NOTICE_MAILS_PER_HOUR}


def _kept_once(rows: Sequence[Notice]) -> list[Notice]:
    """Those of the rows that nobody wrote meanwhile; the constraint decides between two at once."""
    kept = []
    for row in rows:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Notice.objects.filter(person=row.person_id, key=row.key).exists():
                raise
        else:
            kept.append(row)
    return kept


def _write_mail(rows: Sequence[Notice]) -> None:
    """One message to each address: several people may read the same one."""
    by_address = {row.person.email: row for row in rows if row.mail == Mail.AT_ONCE}
    send([message_of(address, row.subject, _body(row)) for address, row in sorted(by_address.items())])


def message_of(address: str, subject: str, body: str) -> EmailMessage:
    """A message with the mark of this site before its subject and the way to one's choices at its end."""
    way = f"{settings.PUBLIC_URL}{reverse('notices:notice_preferences')}"
    return EmailMessage(
        f"[Thi đua] {subject}"[:LONGEST_SUBJECT], f"{body}\n--\nChọn thông báo nhận qua thư: {way}\n", None, [address]
    )


def send(messages: Sequence[EmailMessage]) -> None:
    """Into the outbox, all at once."""
    if messages:
        get_connection().send_messages(list(messages))


def _body(row: Notice) -> str:
    return f"{row.words}\n\n{settings.PUBLIC_URL}{row.url}\n"
