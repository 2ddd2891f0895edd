"""Which records every change is kept of, and which not: each room says so in its `audited.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models
from django.db.models import Field

#: Never kept, in no table: what is derived from other columns, what only tells that and by whom the row was saved
#: (the change itself tells), what belongs to a worker, and secrets.
NEVER = frozenset(
    {
        "id", "password", "last_login", "search_text", "sort_name", "root_code", "revision", "target_revision",
        "saved_at", "saved_by", "created_at", "created_by", "claim", "claimed_at", "content_hash", "token",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Audited:
    """How changes of a kind of record are kept and shown.

    `scope`: the path to the column that says to which part of the data a record belongs ("issuer__root_code"), ""
    when it is everybody's; `without`: columns left out beside those of `NEVER`; `names`: the relations that the
    record's own name reads; `labels`: what fields without a name on the screen are called.
    """

    scope: str
    without: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    """What one application says: its audited models, and why the others are not."""

    audited: dict[str, Audited] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


@cache
def rooms() -> dict[str, Room]:
    """Of every application that has an `audited.py`, what it says."""
    found: dict[str, Room] = {}
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.audited"):
            said = import_module(f"{config.name}.audited")
            found[config.label] = Room(said.AUDITED, said.LEFT_OUT)
    return found


@cache
def audited_models() -> dict[type[models.Model], Audited]:
    """Every audited model with what is kept of it."""
    return {
        apps.get_model(label, name): audited
        for label, room in rooms().items()
        for name, audited in room.audited.items()
    }


def audited_of(model: type[models.Model]) -> Audited | None:
    return audited_models().get(model)


@cache
def model_of(table: str) -> type[models.Model] | None:
    """The audited model of a table."""
    return next((model for model in audited_models() if model._meta.db_table == table), None)


def kept_fields(model: type[models.Model]) -> Iterator[Field[object, object]]:
    """The fields of which changes are kept."""
    without = NEVER | set(audited_models()[model].without)
    for one in model._meta.concrete_fields:
        if one.name not in without:
            yield one


def scope_sql(model: type[models.Model], row: str, path: str, depth: int = 0) -> str:
    """The SQL that finds the scope of `row` (an alias): one look-up by key for each step of the path.

    A step to many rows gives their common value, or nothing when they have none in common.
    """
    if not path:
        return "''"
    head, _, rest = path.partition("__")
    step = model._meta.get_field(head)
    if not step.is_relation:
        assert isinstance(step, Field)
        return f'{row}."{step.column}"'
    target = step.related_model
    assert isinstance(target, type)
    alias = f"s{depth}"
    inner = scope_sql(target, alias, rest, depth + 1)
    table = f'"{target._meta.db_table}" {alias}'
    if step.one_to_many:
        back = step.field.column  # type: ignore[union-attr]  # the foreign key that points here
        common = f"CASE WHEN MIN({inner}) = MAX({inner}) THEN MIN({inner}) END"
        return f'(SELECT {common} FROM {table} WHERE {alias}."{back}" = {row}."id")'
    assert isinstance(step, Field)
    return f'(SELECT {inner} FROM {table} WHERE {alias}."id" = {row}."{step.column}")'
