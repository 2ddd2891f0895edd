"""Messages about targets to those who act next; each is sent when the change it tells of is committed."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail

from organizations.models import User


def tell(people: Iterable[User | None], *, subject: str, words: str, url: str, by: User) -> None:
    """One message to each of these people who has an address, but not to whoever did it."""
    addresses = sorted({person.email for person in people if person and person.email and person != by})
    for one in addresses:
        send_mail(
            f"[Thi đua] {' '.join(subject.split())}"[:300], f"{words}\n\n{settings.PUBLIC_URL}{url}\n", None, [one]
        )
