"""Which methods a view answers, and the promise that reading never writes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from core.acting import acting

View = Callable[..., HttpResponseBase]
READING = ("SELECT", "WITH", "EXPLAIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


class WriteOnRead(RuntimeError):
    """A programming error: a view tried to change data while answering a GET."""


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(READING):
        raise WriteOnRead(f"A read view tried to write: {sql[:120]}")
    return execute(sql, params, many, context)


@contextmanager
def _writing(request: HttpRequest, *, atomic: bool) -> Iterator[None]:
    """One transaction, and one act of whoever sent the request."""
    with transaction.atomic() if atomic else nullcontext(), acting(getattr(request, "user", None)):
        yield


def methods(
    *, read: Iterable[str] = ("GET", "HEAD"), write: Iterable[str] = (), atomic: bool = True
) -> Callable[[View], View]:
    """Answer only these methods. `read` ones cannot change the database; `write` ones run in one transaction,
    as one act of the person who asks (`core.acting`).

    `atomic=False` is for the rare write that must stay when the request is refused (a counted failed login).
    """
    read, write = frozenset(read), frozenset(write)

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            guard: AbstractContextManager[Any]
            if request.method in read:
                guard = connection.execute_wrapper(_refuse_writes)
            elif request.method in write:
                guard = _writing(request, atomic=atomic)
            else:
                return HttpResponseNotAllowed(sorted(read | write))
            with guard:
                return view(request, *args, **kwargs)

        wrapper.answers_get = "GET" in read  # type: ignore[attr-defined]  # tests ask which addresses are pages
        wrapper.answers_methods = True  # type: ignore[attr-defined]  # a test looks for it on every view
        return wrapper

    return decorate


def authorize(user: Any, permission: str, obj: Any = None) -> None:
    """Raise `PermissionDenied` (403) unless the user holds the permission on the object."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied("Vai trò của anh/chị không có quyền làm việc này.")


def warn(request: HttpRequest, reasons: Iterable[str]) -> None:
    """Show each reason of a refusal on the next page."""
    for reason in reasons:
        messages.warning(request, reason)
