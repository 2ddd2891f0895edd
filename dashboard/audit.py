"""The log of a province as a page: who may read it, its rows as sentences, the changes of each act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from core.auditing import audited_models
from core.changes import FieldChange, Key, Record, ShownChange, records, shown
from core.models import Change, LogEntry
from organizations.models import Organization, User
from organizations.rules import organizes_blocs_for

PERMISSION = "dashboard.see_audit"
#: More rows are neither counted nor opened: of a log of years one reads a part, found by its filters.
MOST = 5_000
#: So many fields stand under a sentence; the others are on the page of the act.
FIELDS = 5


class Reader:
    """What a person may read of the log: that of their own provinces, and of those that were merged into them.

    What belongs to no province is for the administrators of the system.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def scopes(self) -> set[str]:
        tops = organizes_blocs_for(self.user)
        own = {one.organization.root_code for one in self.user.current_memberships if one.organization_id in tops}
        merged = Organization.objects.filter(successor__in=tops, parent__isnull=True)
        return own | set(merged.values_list("root_code", flat=True)) if own else own

    def entries(self) -> QuerySet[LogEntry]:
        rows = LogEntry.objects.select_related("content_type")
        return rows if self.user.is_superuser else rows.filter(scope__in=self.scopes)

    def changes(self) -> QuerySet[Change]:
        rows = Change.objects.select_related("actor")
        return rows if self.user.is_superuser else rows.filter(scope__in=self.scopes)


def kinds() -> list[tuple[str, str]]:
    """The kinds of records of which changes are kept, by table."""
    found = {model._meta.db_table: _capital(str(model._meta.verbose_name)) for model in audited_models()}
    return sorted(found.items(), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Line:
    """One act on one record: the sentence of the log, what it changed in that record, and what else it changed."""

    entry: LogEntry
    record: Record
    fields: list[FieldChange]
    total: int

    @property
    def shown_fields(self) -> list[FieldChange]:
        return self.fields[:FIELDS]

    @property
    def has_more(self) -> bool:
        """The act changed more than is shown under its sentence."""
        return self.total > 1 or len(self.fields) > FIELDS

    @property
    def sentence(self) -> str:
        """All that was changed in the record, in one line for a file."""
        return "; ".join(f"{one.label}: {one.before} → {one.after}" for one in self.fields)


def lines(entries: Sequence[LogEntry], reader: Reader) -> list[Line]:
    """The entries with their records by name and their changes, in a constant number of queries."""
    keys = {entry.pk: key for entry in entries if (key := _key(entry))}
    named = records(set(keys.values()))
    updates = _updates(entries, keys.values(), reader)
    acts = {entry.act for entry in entries if entry.act}
    counted = reader.changes().filter(act__in=acts).order_by().values_list("act").annotate(Count("pk"))
    totals = dict(counted) if acts else {}
    found = []
    for entry in entries:
        key = keys.get(entry.pk)
        fields = [one for change in updates[(entry.act, key)] for one in change.fields] if key else []
        record = named[key] if key else Record("", "")
        found.append(Line(entry, record, fields, totals.get(entry.act, 0)))
    return found


def _key(entry: LogEntry) -> Key | None:
    model = entry.content_type.model_class()
    return (model, entry.object_id) if model else None


def _updates(entries: Iterable[LogEntry], keys: Iterable[Key], reader: Reader) -> dict[Any, list[ShownChange]]:
    """By act and record, what the act changed in the record; a new record is told by its sentence alone."""
    by_table = {model._meta.db_table: model for model, _ in keys}
    rows = reader.changes().filter(
        act__in={entry.act for entry in entries if entry.act},
        model_table__in=by_table,
        object_id__in={key for _, key in keys},
        operation=Change.Operation.UPDATE,
    )
    found: dict[Any, list[ShownChange]] = defaultdict(list)
    for one in shown(list(rows.order_by("pk")[: MOST * 2])):
        found[(one.change.act, (by_table[one.change.model_table], one.change.object_id))].append(one)
    return found


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
