"""The triggers that keep every change of an audited table, and those that refuse to change what was kept.

They are made after `migrate` from what the rooms say (`core.auditing`), so a new column is kept without anybody thinking
of it; before migrations run they are taken away, since a table cannot be rebuilt under them.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.auditing import audited_models, kept_fields, scope_sql

PREFIX = "audit_"
#: Tables of which the database refuses to change or delete a row.
APPEND_ONLY = ("core_logentry", "core_change")
COLUMNS = "(model_table, object_id, operation, before, after, scope, actor_id, act, at)"
REFUSAL = {"core_logentry": "the log is append-only", "core_change": "changes are append-only"}
POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION core_actor() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT NULLIF(current_setting('core.actor', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION core_act() RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT COALESCE(NULLIF(current_setting('core.act', true), ''), 'tx' || txid_current()) $$;
CREATE OR REPLACE FUNCTION core_change_refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'changes are append-only'; END $$;
CREATE OR REPLACE FUNCTION core_logentry_refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
"""


def triggers(vendor: str, existing: Iterable[str]) -> dict[str, tuple[str, str]]:
    """By name, the table and the statements of each trigger that the tables in `existing` should have."""
    tables = set(existing)
    made: dict[str, tuple[str, str]] = {}
    for table in tables & set(APPEND_ONLY):
        made |= (_refusing_sqlite if vendor == "sqlite" else _refusing_postgresql)(table)
    if "core_change" in tables:
        for model in audited_models():
            if model._meta.db_table in tables:
                made |= (_keeping_sqlite if vendor == "sqlite" else _keeping_postgresql)(model)
    return made


def _refusing_sqlite(table: str) -> dict[str, tuple[str, str]]:
    return {
        f"{table}_no_{verb}": (
            table,
            (
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL[table]}'); END"
            ),
        )
        for verb in ("update", "delete")
    }


def _refusing_postgresql(table: str) -> dict[str, tuple[str, str]]:
    name = f"{table}_append_only"
    return {
        name: (
            table,
            (
                f"CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
            ),
        )
    }


def _keeping_sqlite(model: type[models.Model]) -> dict[str, tuple[str, str]]:
    """Each column is named once: SQLite reads the text of all triggers whenever a connection opens."""
    table = model._meta.db_table
    columns = [field.column for field in kept_fields(model)]
    rest = "core_actor(), core_act(), strftime('%Y-%m-%d %H:%M:%f', 'now')"
    # The first SELECT names the columns of all.
    both = " UNION ALL ".join(
        f"SELECT '{column}'{' AS k' if not at else ''}, OLD.\"{column}\"{' AS o' if not at else ''}, "
        f'NEW."{column}"{" AS n" if not at else ""}'
        for at, column in enumerate(columns)
    )

    def whole(row: str) -> str:
        return "json_object(" + ", ".join(f"'{column}', {row}.\"{column}\"" for column in columns) + ")"

    bodies = {
        "insert": f"SELECT '{table}', NEW.\"id\", 'insert', NULL, {whole('NEW')}, {_scope(model, 'NEW')}, {rest}",
        "update": (
            f"SELECT '{table}', NEW.\"id\", 'update', b, a, {_scope(model, 'NEW')}, {rest} FROM "
            "(SELECT json_group_object(k, o) AS b, json_group_object(k, n) AS a, count(*) AS number "
            f"FROM ({both}) WHERE o IS NOT n) WHERE number > 0"
        ),
        "delete": f"SELECT '{table}', OLD.\"id\", 'delete', {whole('OLD')}, NULL, {_scope(model, 'OLD')}, {rest}",
    }
    return {
        f"{PREFIX}{table}_{operation}": (
            table,
            (
                f'CREATE TRIGGER {PREFIX}{table}_{operation} AFTER {operation.upper()} ON "{table}" '
                f"BEGIN INSERT INTO core_change {COLUMNS} {body}; END"
            ),
        )
        for operation, body in bodies.items()
    }


def _keeping_postgresql(model: type[models.Model]) -> dict[str, tuple[str, str]]:
    """One trigger per statement, over all its rows at once: a bulk is one more INSERT and not one per row."""
    table = model._meta.db_table
    columns = [field.column for field in kept_fields(model)]
    not_kept = [field.column for field in model._meta.concrete_fields if field.column not in columns]
    without = "ARRAY[" + ", ".join(f"'{column}'" for column in not_kept) + "]"
    rest = "core_actor(), core_act(), clock_timestamp()"
    differs = " OR ".join(f'o."{column}" IS DISTINCT FROM n."{column}"' for column in columns)

    changed = (
        "CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, b.value) AS before, jsonb_object_agg(key, a.value) AS after "
        f"FROM jsonb_each(to_jsonb(o) - {without}) b JOIN jsonb_each(to_jsonb(n) - {without}) a USING (key) "
        "WHERE a.value IS DISTINCT FROM b.value) d"
    )
    bodies = {
        "insert": (
            "NEW TABLE AS new_rows",
            f"NULL, to_jsonb(n) - {without}, {_scope(model, 'n')}, {rest} FROM new_rows n",
            "n",
        ),
        "update": (
            "OLD TABLE AS old_rows NEW TABLE AS new_rows",
            (
                f"d.before, d.after, {_scope(model, 'n')}, {rest} "
                f"FROM new_rows n JOIN old_rows o ON o.id = n.id {changed} WHERE {differs}"
            ),
            "n",
        ),
        "delete": (
            "OLD TABLE AS old_rows",
            f"to_jsonb(o) - {without}, NULL, {_scope(model, 'o')}, {rest} FROM old_rows o",
            "o",
        ),
    }
    return {
        f"{PREFIX}{table}_{operation}": (
            table,
            (
                f"CREATE OR REPLACE FUNCTION {PREFIX}{table}_{operation}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"INSERT INTO core_change {COLUMNS} SELECT '{table}', {row}.id, '{operation}', {body}; RETURN NULL; END $$; "
                f'CREATE OR REPLACE TRIGGER {PREFIX}{table}_{operation} AFTER {operation.upper()} ON "{table}" '
                f"REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}{table}_{operation}()"
            ),
        )
        for operation, (rows, body, row) in bodies.items()
    }


def _scope(model: type[models.Model], row: str) -> str:
    return f"COALESCE({scope_sql(model, row, audited_models()[model].scope)}, '')"


def install(using: str = "default", **kwargs: Any) -> None:
    """Bring the triggers of the database to what the rooms say; nothing is written when they are so already."""
    connection = connections[using]
    existing = connection.introspection.table_names()
    wanted = triggers(connection.vendor, existing)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _install_sqlite(cursor, wanted)
        elif _mark_of(cursor) != (mark := _digest(wanted)) or set(known_triggers(connection)) != set(wanted):
            _drop(connection, set(known_triggers(connection)) - set(wanted))
            cursor.execute(POSTGRESQL_FUNCTIONS)
            for _table, statements in wanted.values():
                cursor.execute(statements)
            cursor.execute(f"COMMENT ON FUNCTION core_change_refuse() IS '{mark}'")


def _install_sqlite(cursor: Any, wanted: dict[str, tuple[str, str]]) -> None:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    known = dict(cursor.fetchall())
    for name in known:
        ours = name.startswith(PREFIX) or name in wanted
        if ours and (name not in wanted or known[name] != wanted[name][1]):
            cursor.execute(f'DROP TRIGGER "{name}"')
    for name, (_table, statement) in wanted.items():
        if known.get(name) != statement:
            cursor.execute(statement)


def uninstall(using: str = "default", plan: Any = None, **kwargs: Any) -> None:
    """Before migrations that will change tables: the triggers that keep changes go, those that refuse stay."""
    if plan:
        connection = connections[using]
        _drop(connection, [name for name in known_triggers(connection) if name.startswith(PREFIX)])


def known_triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Our triggers in the database, each with its table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
                "WHERE NOT tgisinternal AND pg_table_is_visible(c.oid)"
            )
        found = dict(cursor.fetchall())
    own = {f"{table}_{end}" for table in APPEND_ONLY for end in ("append_only", "no_update", "no_delete")}
    return {name: table for name, table in found.items() if name.startswith(PREFIX) or name in own}


def _drop(connection: BaseDatabaseWrapper, names: Iterable[str]) -> None:
    known = known_triggers(connection)
    with connection.cursor() as cursor:
        for name in names:
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TRIGGER "{name}"')
            else:
                cursor.execute(f'DROP TRIGGER "{name}" ON "{known[name]}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def _mark_of(cursor: Any) -> str | None:
    cursor.execute("SELECT obj_description(to_regproc('core_change_refuse'), 'pg_proc')")
    row = cursor.fetchone()
    return str(row[0]) if row and row[0] else None


def _digest(wanted: dict[str, tuple[str, str]]) -> str:
    text = POSTGRESQL_FUNCTIONS + "".join(statement for _table, statement in wanted.values())
    return sha256(text.encode()).hexdigest()
