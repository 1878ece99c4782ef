"""The database refuses to change or delete what was published (docs/decisions/0023).

SQLite has a trigger for each way in; also for a row that takes the place of another one, which
`INSERT OR REPLACE` deletes without telling a trigger. PostgreSQL has one for rows and one for the
table, which fire for a replica too. They fire after the row, so that who breaks a constraint hears
of the constraint.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ONE_OF = {
    "reporting_publishedversion": "report_id = NEW.report_id AND number = NEW.number",
    "reporting_rendering": "version_id = NEW.version_id AND format = NEW.format",
}
"""Per table what makes a row the same one as another, beside its key."""

CHANGED = "Wat gepubliceerd is, verandert niet."
KEPT = "Wat gepubliceerd is, blijft bewaard."

SQLITE = [
    f"""
    CREATE TRIGGER {table}_fixed_{event.lower()} AFTER {event} ON {table}
    BEGIN SELECT RAISE(ABORT, '{said}'); END
    """
    for table in ONE_OF
    for event, said in (("UPDATE", CHANGED), ("DELETE", KEPT))
] + [
    f"""
    CREATE TRIGGER {table}_fixed_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM {table} WHERE {same})
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END
    """
    for table, same in ONE_OF.items()
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION reporting_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'restrict_violation'; END $$
    """
] + [
    statement
    for table in ONE_OF
    for statement in (
        f"""
        CREATE TRIGGER {table}_fixed_rows AFTER UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION reporting_refuse()
        """,
        f"""
        CREATE TRIGGER {table}_fixed_table BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION reporting_refuse()
        """,
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fixed_rows",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fixed_table",
    )
]

BACK = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {table}_fixed_{event}"
        for table in ONE_OF
        for event in ("update", "delete", "replace")
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS {table}_fixed_{what} ON {table}"
        for table in ONE_OF
        for what in ("rows", "table")
    ]
    + ["DROP FUNCTION IF EXISTS reporting_refuse()"],
}


def fix(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    forward = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in forward[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unfix(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0012_format_of_a_rendering")]

    operations = [migrations.RunPython(fix, unfix)]
