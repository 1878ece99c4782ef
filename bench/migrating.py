"""Compares both ways from an empty database to this release: by the squashed migrations, and by
those that they replace (docs/decisions/0068). Tables, constraints, indexes, triggers, functions and
rows must be equal; columns may stand in another order, rows have another number, and PostgreSQL
another name for a constraint that no model names.

    python bench/migrating.py

On SQLite, or with BENCH_SERVER=postgresql://user@host in two databases that it makes and drops.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAYS = ("old", "new")

POSTGRESQL = {
    "columns": """
        SELECT attrelid::regclass::text, attname, format_type(atttypid, atttypmod), attnotnull,
               attidentity, attcollation, pg_get_expr(adbin, adrelid)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON (adrelid, adnum) = (attrelid, attnum)
        WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'v')
          AND relnamespace = 'public'::regnamespace""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequences": "SELECT sequencename, data_type::text FROM pg_sequences",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal""",
    "functions": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace""",
    "extensions": "SELECT extname FROM pg_extension",
}


def main() -> None:
    with databases() as addresses:
        seen = [way_of(*each) for each in zip(WAYS, addresses, strict=True)]
    differences = [
        f"{way}: {line}"
        for way, here, there in zip(WAYS, seen, reversed(seen), strict=True)
        for line in sorted(set(here) - set(there))
    ]
    print("\n".join(differences) or f"gelijk: {len(seen[0])} kenmerken en rijen")
    sys.exit(bool(differences))


@contextmanager
def databases() -> Iterator[list[str]]:
    """The addresses of two empty ones."""
    server = os.environ.get("BENCH_SERVER")
    if not server:
        with tempfile.TemporaryDirectory() as folder:
            yield [f"sqlite:///{folder}/{way}.sqlite3" for way in WAYS]
        return
    import psycopg2

    names = [f"migrating_{way}_{os.getpid()}" for way in WAYS]
    with closing(psycopg2.connect(f"{server}/postgres")) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        try:
            for name in names:
                cursor.execute(f"CREATE DATABASE {name}")
            yield [f"{server}/{name}" for name in names]
        finally:
            for name in names:
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def way_of(way: str, address: str) -> list[str]:
    """What stands in a database that came about this way, in lines."""
    given = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "routekaart.settings"}
    command = [sys.executable, __file__, way]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | given, check=True, stdout=-1)
    return json.loads(done.stdout)


def migrate(way: str) -> None:
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    begun = time.process_time()
    if way == "old":
        begin_the_old_way()
    call_command("migrate", verbosity=0)
    print(f"{way}: {time.process_time() - begun:.1f} s processor", file=sys.stderr)
    print(json.dumps([*schema(), *rows()]))


def begin_the_old_way() -> None:
    """With the first migration of each app done, Django goes on by those that were replaced."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    squashed = executor.loader.replacements.values()
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    executor.migrate([tuple(each.replaces[0]) for each in squashed])


def schema() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            for kind, name, sql in cursor.fetchall():
                told = sorted(parts(sql)) if kind == "table" else sql
                yield f"{kind} {name} {told}"
            return
        for kind, query in POSTGRESQL.items():
            cursor.execute(query)
            yield from (f"{kind} {unnamed(row)}" for row in cursor.fetchall())


def unnamed(row: tuple) -> list[str]:
    """Without a name as PostgreSQL makes it, or Django for a column that became unique."""
    made = len(row) == 3 and re.search("_(check|key|uniq)$", row[1])
    return [str(each).replace(row[1], "…") if made else str(each) for each in row]


def parts(sql: str) -> list[str]:
    """What stands between the outermost commas of a table's definition."""
    depth, found = 0, [""]
    for sign in re.sub(r"^[^(]*\(|\)$", "", sql):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [part.strip() for part in found]


def rows() -> Iterator[str]:
    """Each row by its values, and by those of what it points at instead of its number."""
    from django.apps import apps

    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.all():
            yield f"{model._meta.db_table} {told(row)}"


def told(row: object) -> dict[str, str]:
    return {
        field.name: str(told(getattr(row, field.name)))
        if field.is_relation and getattr(row, field.attname) is not None
        else str(getattr(row, field.attname))
        for field in row._meta.local_fields
        if not field.primary_key
    }


if __name__ == "__main__":
    migrate(sys.argv[1]) if sys.argv[1:] else main()
