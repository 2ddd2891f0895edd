"""The kinds of notices and the deadlines that exist. Apps above register theirs when they load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from notices.enums import Mail
from organizations.models import User


@dataclass(frozen=True)
class NoticeKind:
    """What a person chooses by: "targets.returned", its words, the group it stands in on the page of choices.

    `is_urgent`: stays on the person's page of notices whatever that person chose; mail can always be turned off.
    """

    code: str
    label: str
    group: str
    default_mail: str = Mail.AT_ONCE
    is_urgent: bool = False


@dataclass(frozen=True)
class Due:
    """One deadline that is still open: whose it is, and who is told when it passed.

    `subject_key`: which record, unique within its source ("17"). `what`: the words ("Báo cáo quý I/2024 của Sở Y tế").
    `people`: told before and once after. `escalate`: (days after the deadline, who is told then).
    """

    subject_key: str
    what: str
    url: str
    due_on: date
    people: Sequence[User | None]
    escalate: Sequence[tuple[int, Sequence[User | None]]] = ()


@dataclass(frozen=True)
class Deadlines:
    """A source of deadlines: "targets.reports". `function(on)` gives those open on that day; it may give more of
    them than are near, `notices.stages.reach(on)` says which matter.
    """

    code: str
    function: Callable[[date], Iterable[Due]]


_kinds: dict[str, NoticeKind] = {}
_deadlines: dict[str, Deadlines] = {}


def register(kind: NoticeKind) -> None:
    """Add a kind; registering the same code twice is a programming error."""
    if kind.code in _kinds:
        raise ValueError(f"notice kind {kind.code} is registered twice")
    if kind.default_mail not in Mail.values:
        raise ValueError(f"notice kind {kind.code} has no default mail {kind.default_mail!r}")
    _kinds[kind.code] = kind


def kind_of(code: str) -> NoticeKind:
    """The registered kind, or `KeyError`."""
    return _kinds[code]


def kinds() -> list[NoticeKind]:
    """Every kind, group by group as they were registered."""
    groups = list(dict.fromkeys(kind.group for kind in _kinds.values()))
    return sorted(_kinds.values(), key=lambda kind: groups.index(kind.group))


def register_deadlines(source: Deadlines) -> None:
    """Add a source; registering the same code twice is a programming error."""
    if source.code in _deadlines:
        raise ValueError(f"deadlines {source.code} are registered twice")
    _deadlines[source.code] = source


def deadlines() -> list[Deadlines]:
    return list(_deadlines.values())
