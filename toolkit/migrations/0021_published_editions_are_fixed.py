"""The links that became parts go; the database refuses to change or delete what was published.

The triggers are those of the published report (docs/decisions/0023 and 0048).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ONE_OF = {
    "toolkit_publishededition": "edition_id = NEW.edition_id AND number = NEW.number",
    "toolkit_editionfile": "published_id = NEW.published_id AND form = NEW.form",
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
    CREATE FUNCTION toolkit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{CHANGED}' USING ERRCODE = 'restrict_violation'; END $$
    """
] + [
    statement
    for table in ONE_OF
    for statement in (
        f"""
        CREATE TRIGGER {table}_fixed_rows AFTER UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION toolkit_refuse()
        """,
        f"""
        CREATE TRIGGER {table}_fixed_table BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION toolkit_refuse()
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
    + ["DROP FUNCTION IF EXISTS toolkit_refuse()"],
}


def fix(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    forward = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in forward[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unfix(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("toolkit", "0020_stories_become_parts")]

    operations = [
        migrations.RemoveField(model_name="edition", name="stories"),
        migrations.DeleteModel(name="HistoricalEdition_stories"),
        migrations.RunPython(fix, unfix),
    ]
