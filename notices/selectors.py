"""What the page of choices shows."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from notices.models import Notice, Preference
from notices.preferences import Choice, default_of
from notices.registry import NoticeKind, kinds
from organizations.models import User


def choices_for(user: User) -> dict[str, Choice]:
    """What holds for the person, for each kind. One query."""
    made = {row.kind: row for row in Preference.objects.filter(person=user)}
    return {
        kind.code: Choice(made[kind.code].mail, made[kind.code].is_shown or kind.is_urgent)
        if kind.code in made
        else default_of(kind)
        for kind in kinds()
    }


def unread_of_person() -> Coalesce:
    """How many notices a person has not read, as part of the query that loads the person."""
    unread = Notice.objects.unread().filter(person=OuterRef("pk")).order_by().values("person")
    return Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), 0)


def groups() -> list[tuple[str, list[NoticeKind]]]:
    """The kinds under the names of their groups."""
    return [(name, list(members)) for name, members in groupby(kinds(), key=lambda kind: kind.group)]
