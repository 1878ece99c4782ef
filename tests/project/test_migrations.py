import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests.project.floors import FLOOR_OF, ROOT

NAMED = re.compile(r"\d{4}_(?!auto_)[a-z][a-z0-9_]+")


def test_migrations_have_names() -> None:
    files = [file.stem for app in FLOOR_OF for file in (ROOT / app / "migrations").glob("0*.py")]

    assert files != []
    assert [name for name in files if not NAMED.fullmatch(name)] == []


@pytest.mark.django_db
def test_migrations_hold_every_change_of_the_models() -> None:
    output = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=output)

    assert output.getvalue().strip() == "No changes detected"
