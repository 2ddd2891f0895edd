"""The append-only log: who did what to which record, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from core.acting import ActId
from core.auditing import audited_of, scope_sql
from core.models import LogEntry
from core.vietnamese import searchable


def record(
    subject: models.Model,
    *,
    verb: str,
    by: Any,
    comment: str = "",
    from_status: str = "",
    to_status: str = "",
    at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> LogEntry:
    """Write one row of the log; `by` is a user, or None for the system itself."""
    entry = LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(subject),
        object_id=subject.pk,
        actor=by,
        actor_label=str(by) if by else "Hệ thống",
        verb=fitting(verb),
        comment=comment,
        from_status=from_status,
        to_status=to_status,
        data=data or {},
        at=at or timezone.now(),
        act=ActId(),
        scope=_scope_of(subject),
        search_text=searchable(f"{by or 'Hệ thống'} {verb} {comment}"),
    )
    # The database has found these two; whoever asks for them is told by it.
    del entry.act, entry.scope
    return entry


def _scope_of(subject: models.Model) -> RawSQL:
    """Found by the database in the same statement, so that writing to the log asks nothing before."""
    audited = audited_of(type(subject))
    if audited is None:
        return RawSQL("''", [])
    table, found = subject._meta.db_table, scope_sql(type(subject), "subject", audited.scope)
    return RawSQL(f'COALESCE((SELECT {found} FROM "{table}" subject WHERE subject."id" = %s), \'\')', [subject.pk])  # noqa: S608, S611  # names of our own tables


def fitting(verb: str) -> str:
    """The phrase as long as its column; a long name inside must not refuse the act."""
    most = LogEntry._meta.get_field("verb").max_length or 0
    return verb if len(verb) <= most else f"{verb[: most - 1].rstrip()}…"


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    """The log of one record, newest first."""
    content_type = ContentType.objects.get_for_model(subject)
    return LogEntry.objects.filter(content_type=content_type, object_id=subject.pk).order_by("-at", "-pk")
