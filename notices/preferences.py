"""What people chose, read for many at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from notices.models import Preference
from notices.registry import NoticeKind


@dataclass(frozen=True)
class Choice:
    """How one person is told of one kind."""

    mail: str
    is_shown: bool = True


def default_of(kind: NoticeKind) -> Choice:
    return Choice(kind.default_mail)


def choices_of(person_ids: Collection[int], kind: NoticeKind) -> dict[int, Choice]:
    """What holds for each of these people. One query for any number of them."""
    made = {
        row.person_id: Choice(row.mail, row.is_shown or kind.is_urgent)
        for row in Preference.objects.filter(person__in=person_ids, kind=kind.code)
    }
    return {pk: made.get(pk, default_of(kind)) for pk in person_ids}
