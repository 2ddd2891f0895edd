"""Reminders of deadlines: safe to run any number of times a day, or two at once; nobody is told twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notices.kinds import ESCALATED, LATE, NEAR
from notices.models import Notice
from notices.registry import Deadlines, Due, deadlines
from notices.services.telling import tell
from notices.stages import OWN_STAGES, how_near, stage_on
from organizations.models import User

logger = logging.getLogger(__name__)
#: How many keys one question to the database names.
_CHUNK = 400
_REASONS = {
    NEAR: "Anh/chị nhận nhắc việc này vì là người thực hiện.",
    LATE: "Anh/chị nhận nhắc việc này vì là người thực hiện. Nếu không kịp, hãy báo cơ quan theo dõi.",
    ESCALATED: "Anh/chị được báo vì phụ trách hoặc theo dõi việc này.",
}


@dataclass(frozen=True)
class Reminder:
    """One stage of one deadline, and who is told of it."""

    due: Due
    kind: str
    key: str
    people: Sequence[User]


def remind(*, on: date) -> int:
    """Tell everybody whose stage was reached on that day and who was not told of it; say how many reminders there were.

    A source that fails does not silence the others; its error is raised when they are done.
    """
    count, failures = 0, []
    for source in deadlines():
        try:
            count += _remind_of(source, on)
        except Exception as error:
            logger.exception("deadlines %s", source.code)
            failures.append(error)
    if failures:
        raise failures[0]
    return count


def reminders_of(code: str, due: Due, *, on: date) -> list[Reminder]:
    """What is to be said of one deadline on that day, to each person only by the last stage that concerns them."""
    stages: dict[User, dict[int, str]] = {}
    for person in filter(None, due.people):
        stages.setdefault(person, {}).update({stage: NEAR if stage < 0 else LATE for stage in OWN_STAGES})
    for days, people in due.escalate:
        for person in filter(None, people):
            stages.setdefault(person, {}).setdefault(days, ESCALATED)
    groups: dict[tuple[int, str], list[User]] = {}
    for person, own in stages.items():
        stage = stage_on(due.due_on, on, own)
        if stage is not None:
            groups.setdefault((stage, own[stage]), []).append(person)
    # The day belongs to the key: a deadline that was moved begins anew.
    stem = f"{code}:{due.subject_key}:{due.due_on:%Y%m%d}"
    return [Reminder(due, kind, f"{stem}:{stage}", people) for (stage, kind), people in groups.items()]


def _remind_of(source: Deadlines, on: date) -> int:
    made = [one for due in source.function(on) for one in reminders_of(source.code, due, on=on)]
    told = _told_already(one.key for one in made)
    new = [one for one in made if any((person.pk, one.key) not in told for person in one.people)]
    for one in new:
        near = how_near(one.due.due_on, on)
        tell(
            one.people,
            kind=one.kind,
            subject=f"{near[0].upper()}{near[1:]}: {one.due.what}",
            words=f"{one.due.what}: {near} ({one.due.due_on:%d/%m/%Y}). {_REASONS[one.kind]}",
            url=one.due.url,
            by=None,
            key=one.key,
        )
    return len(new)


def _told_already(keys: Iterable[str]) -> set[tuple[int, str]]:
    """Who was told under which of the keys: so that a second run of the day asks a few times and writes nothing."""
    wanted = sorted(set(keys))
    found: set[tuple[int, str]] = set()
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        found.update(Notice.objects.filter(key__in=part).values_list("person_id", "key"))
    return found
