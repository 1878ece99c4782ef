"""A clone that was only installed: there is no var/ yet, and nothing may ask for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.floors import ROOT

NOT_CLONED = shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__", "*.pyc")

COMMANDS = {
    "migrate": (["migrate", "--plan"], "var/routekaart.sqlite3"),
    "mail": (["sendtestemail", "iemand@voorbeeld.example"], "var/mail"),
    "fonts": (["build_fonts"], "var/built/site/fonts/fonts.css"),
    "static files": (["collectstatic", "--no-input"], "var/static/site"),
}
"""What is asked first of a clone, and what lies in var/ afterwards."""


@pytest.fixture(scope="module")
def cloned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("tmp") / "clone", ignore=NOT_CLONED)


@pytest.fixture
def clone(cloned: Path) -> Iterator[Path]:
    """Of all that is done in it, only var/ remains."""
    yield cloned
    shutil.rmtree(cloned / "var", ignore_errors=True)


@pytest.mark.parametrize(("command", "made"), COMMANDS.values(), ids=COMMANDS.keys())
def test_fresh_clone_makes_var_itself(clone: Path, command: list[str], made: str) -> None:
    assert not (clone / "var").exists()

    done = manage(clone, *command)

    assert (done.returncode, done.stderr) == (0, "")
    assert (clone / made).exists()


def test_database_in_a_folder_of_var_gets_its_folder(clone: Path) -> None:
    done = manage(clone, "migrate", "--plan", DATABASE_URL="sqlite:///var/proef/een.sqlite3")

    assert done.returncode == 0, done.stderr
    assert (clone / "var/proef/een.sqlite3").exists()


def test_folder_outside_var_is_not_made(clone: Path, tmp_path: Path) -> None:
    """A folder that was misspelt is told, not made."""
    elsewhere = tmp_path / "verschreven"

    refused = manage(clone, "migrate", "--plan", DATABASE_URL=f"sqlite:///{elsewhere}/een.sqlite3")

    assert "unable to open database file" in refused.stderr
    assert not elsewhere.exists()


def manage(clone: Path, *command: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=clone,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )
