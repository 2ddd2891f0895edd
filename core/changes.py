"""What was kept of changes, read for people: which record, which field, from what to what; in a constant number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils import timezone

from core.auditing import audited_of, kept_fields, model_of
from core.models import Change
from core.vietnamese import format_number

#: How much of a long text is shown around the place that changed.
AROUND, MOST = 40, 240
EMPTY = "(trống)"
#: Who did it, of fields whose forms nobody fills in.
WHO = {
    "accepted_by": "người tiếp nhận",
    "approved_by": "người duyệt",
    "asked_by": "người hỏi",
    "assigned_by": "người giao",
    "by": "người thực hiện",
    "checked_by": "người kiểm tra",
    "closed_by": "người chốt",
    "judged_by": "người đánh giá",
    "concluded_by": "người kết luận",
    "opened_by": "người mở",
    "published_by": "người công bố",
    "sent_by": "người gửi",
    "set_by": "người đặt",
    "submitted_by": "người trình, nộp",
    "uploaded_by": "người tải lên",
    "verified_by": "người xác nhận",
}
Key = tuple[type[models.Model], int]


@dataclass(frozen=True)
class FieldChange:
    """One field: its name on the screen, the value before ("" for a new record) and after ("" for a deleted one)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Record:
    """A record as it is called today: "chỉ thị", its name, its page ("" when it has none or is gone)."""

    kind: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class ShownChange:
    """One kept change in words."""

    change: Change
    record: Record
    fields: list[FieldChange]

    @property
    def sentence(self) -> str:
        """All fields in one line, for a file."""
        return "; ".join(f"{one.label}: {_arrow(one, self.change.operation)}" for one in self.fields)


def _arrow(one: FieldChange, operation: str) -> str:
    if operation == Change.Operation.UPDATE:
        return f"{one.before} → {one.after}"
    return one.after if operation == Change.Operation.INSERT else one.before


def shown(changes: Sequence[Change]) -> list[ShownChange]:
    """Each change with its record by name and its fields in words, people and bodies by name."""
    found = _objects(_mentioned(changes))
    return [
        ShownChange(change, _record(change, found), _fields(change, found))
        for change in changes
        if model_of(change.model_table)
    ]


def records(keys: Iterable[Key]) -> dict[Key, Record]:
    """The records of these keys, by name where naming them asks nothing more of the database."""
    wanted = list(keys)
    found = _objects([key for key in wanted if audited_of(key[0])])
    return {key: _named(key, found.get(key)) for key in wanted}


def label_of(field: models.Field[Any, Any]) -> str:
    """What the field is called on the screen; without a name of its own, by what it says or leads to."""
    label = str(field.verbose_name)
    if label != field.name.replace("_", " "):
        return label
    audited = audited_of(field.model)
    own = audited.labels.get(field.name) if audited else None
    target = field.related_model
    kind = str(target._meta.verbose_name) if isinstance(target, type) else label
    return own or WHO.get(field.name) or kind


def _mentioned(changes: Iterable[Change]) -> list[Key]:
    """The records that the changes are about, and those that their fields point at."""
    keys: list[Key] = []
    for change in changes:
        model = model_of(change.model_table)
        if model is None:
            continue
        keys.append((model, change.object_id))
        for field in kept_fields(model):
            if field.is_relation and isinstance(field.related_model, type):
                values = [(side or {}).get(field.column) for side in (change.before, change.after)]
                keys += [(field.related_model, value) for value in values if value]
    return keys


def _objects(keys: Iterable[Key]) -> dict[Key, models.Model]:
    """One query for each kind of record."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, key in keys:
        wanted[model].add(key)
    found: dict[Key, models.Model] = {}
    for model, ids in wanted.items():
        audited = audited_of(model)
        rows = model._base_manager.filter(pk__in=ids)
        if audited and audited.names:
            rows = rows.select_related(*audited.names)
        found |= {(model, row.pk): row for row in rows}
    return found


def _named(key: Key, row: models.Model | None) -> Record:
    kind = str(key[0]._meta.verbose_name)
    if row is None:
        return Record(kind, f"số {key[1]}")
    page = getattr(row, "get_absolute_url", None)
    return Record(kind, str(row), page() if page else "")


def _record(change: Change, found: dict[Key, models.Model]) -> Record:
    model = model_of(change.model_table)
    assert model is not None
    row = found.get((model, change.object_id))
    if row is not None:
        return _named((model, change.object_id), row)
    last = change.before or change.after or {}
    name = last.get("name") or last.get("full_name") or last.get("subject_line") or f"số {change.object_id}"
    return Record(str(model._meta.verbose_name), str(name))


def _fields(change: Change, found: dict[Key, models.Model]) -> list[FieldChange]:
    model = model_of(change.model_table)
    assert model is not None
    before, after = change.before or {}, change.after or {}
    changed = []
    for field in kept_fields(model):
        column = field.column
        if column not in before and column not in after:
            continue
        old, new = (_words(field, side.get(column), found) for side in (before, after))
        if change.operation != Change.Operation.UPDATE and EMPTY in (old, new) and old == new:
            continue  # a new record tells what it holds, not what it does not
        changed.append(FieldChange(label_of(field), *_around(old, new)))
    return changed


def _words(field: models.Field[Any, Any], raw: Any, found: dict[Key, models.Model]) -> str:
    """A stored value as people write it."""
    if raw is None or raw == "":
        return EMPTY
    if field.is_relation:
        assert isinstance(field.related_model, type)
        row = found.get((field.related_model, raw))
        return str(row) if row else f"số {raw}"
    if isinstance(field, models.JSONField):
        return _leaves(_structure(raw)) or EMPTY
    if isinstance(field, models.FileField):
        return PurePath(str(raw)).name
    choices: dict[str, str] = {str(key): str(label) for key, label in field.flatchoices}
    return choices[str(raw)] if str(raw) in choices else _plain(field, raw)


def _plain(field: models.Field[Any, Any], raw: Any) -> str:
    value: object = field.to_python(str(raw) if isinstance(raw, float) else raw)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        aware = value if timezone.is_aware(value) else value.replace(tzinfo=UTC)  # SQLite keeps UTC without saying so
        return f"{timezone.localtime(aware):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return format_number(value.normalize())
    # Years and numbers of papers are small, and have no separators.
    return format_number(value) if isinstance(value, int) and value >= 10_000 else str(value)


def _structure(raw: Any) -> Any:
    """SQLite gives a structure inside a structure as its text."""
    try:
        return json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        return raw


def _leaves(raw: Any) -> str:
    """The words of a structure, without its brackets."""
    if isinstance(raw, dict | list):
        parts = raw.values() if isinstance(raw, dict) else raw
        return " · ".join(words for words in map(_leaves, parts) if words)
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    return "" if raw is None else str(raw)


def _around(old: str, new: str) -> tuple[str, str]:
    """Of long texts the place where they differ, with some words before and after it."""
    if max(len(old), len(new)) <= MOST:
        return old, new
    start = max(_same(old, new) - AROUND, 0) if old != new else 0
    end = _same(old[::-1], new[::-1]) - AROUND
    return _piece(old, start, end), _piece(new, start, end)


def _same(one: str, other: str) -> int:
    """How many letters the texts have in common from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _piece(text: str, start: int, same_end: int) -> str:
    stop = len(text) - same_end if same_end > 0 else len(text)
    piece = text[start : max(stop, start)]
    if len(piece) > MOST:
        piece, stop = piece[:MOST].rstrip(), start + MOST
    return f"{'…' if start else ''}{piece}{'…' if stop < len(text) else ''}"
