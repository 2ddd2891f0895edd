"""What a person does with the own notices: reading, and choosing how to be told."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from notices.models import Notice, Preference
from notices.preferences import Choice, default_of
from notices.registry import kinds
from organizations.models import User


def read(notice: Notice) -> None:
    """Mark it read; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())


def read_all(*, by: User) -> int:
    """Mark everything on the person's page read; say how many there were."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def choose(choices: Mapping[str, Choice], *, by: User) -> None:
    """Keep the choices that differ from the defaults; the others follow the defaults, also when these change."""
    for kind in kinds():
        choice = choices.get(kind.code)
        if choice is None:
            continue
        mine = Preference.objects.filter(person=by, kind=kind.code)
        if choice == default_of(kind):
            mine.delete()
        else:
            Preference.objects.update_or_create(
                person=by, kind=kind.code, defaults={"mail": choice.mail, "is_shown": choice.is_shown}
            )
