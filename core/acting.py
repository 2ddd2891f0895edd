"""Whose act the present write belongs to: told to the database, whose triggers write it down with every change.

An act is one write request: everything it changes carries the same id. What no person asked for (a command, the
clock, a worker) is an act of the system, one per transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Act:
    """One write request: its id, and who sent it."""

    id: str
    actor_id: int | None


_present: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def acting(user: Any) -> Iterator[Act]:
    """Everything written inside is one act of this person (of nobody, when not logged in)."""
    act = Act(uuid4().hex, getattr(user, "pk", None))
    before = _present.set(act)
    within = connection.in_atomic_block
    _tell(act, local=within)
    try:
        yield act
    except BaseException:
        # Inside a transaction the setting goes with what is undone.
        if not within:
            _tell(_earlier(before), local=False)
        raise
    else:
        # The end of the outermost transaction forgets it too.
        goes_on = _earlier(before) or connection.savepoint_ids
        if not within or (goes_on and not connection.needs_rollback):
            _tell(_earlier(before), local=within)
    finally:
        _present.reset(before)


def _earlier(token: Token[Act | None]) -> Act | None:
    return token.old_value if isinstance(token.old_value, Act) else None


def _tell(act: Act | None, *, local: bool) -> None:
    if connection.vendor != "postgresql":
        return  # SQLite asks by itself, through the functions below
    actor = str(act.actor_id) if act and act.actor_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('core.actor', %s, %s), set_config('core.act', %s, %s)",
            [actor, local, act.id if act else "", local],
        )


class ActId(models.Func):
    """The id of the present act, as the database knows it."""

    function = "core_act"
    output_field = models.CharField()


def register_functions(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Give a new connection to SQLite the two functions that its triggers ask; PostgreSQL keeps its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("core_actor", 0, _actor_id)
        connection.connection.create_function("core_act", 0, partial(_act_id, connection))


def _actor_id() -> int | None:
    act = _present.get()
    return act.actor_id if act else None


def _act_id(asking: BaseDatabaseWrapper) -> str:
    if act := _present.get():
        return act.id
    outermost = asking.atomic_blocks[0] if asking.atomic_blocks else None
    block, known = getattr(asking, "system_act", (None, ""))
    if outermost is None or block is not outermost:
        known = f"tx{uuid4().hex}"
        asking.system_act = (outermost, known)  # type: ignore[attr-defined]  # kept where the transaction is
    return str(known)
