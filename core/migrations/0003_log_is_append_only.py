"""The database itself refuses to change or delete a row of the log."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER core_logentry_no_{verb} BEFORE {verb.upper()} ON core_logentry
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"""
    for verb in ("update", "delete")
]
POSTGRESQL = [
    """CREATE FUNCTION core_logentry_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$""",
    """CREATE TRIGGER core_logentry_append_only BEFORE UPDATE OR DELETE ON core_logentry
       FOR EACH ROW EXECUTE FUNCTION core_logentry_refuse()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER core_logentry_no_update", "DROP TRIGGER core_logentry_no_delete"],
    "postgresql": [
        "DROP TRIGGER core_logentry_append_only ON core_logentry",
        "DROP FUNCTION core_logentry_refuse",
    ],
}


def _run(editor, statements):
    for statement in statements:
        editor.execute(statement)


def install(apps, editor):
    _run(editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor])


def remove(apps, editor):
    _run(editor, UNDO[editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("core", "0002_log_entry")]
    operations = [migrations.RunPython(install, remove)]
