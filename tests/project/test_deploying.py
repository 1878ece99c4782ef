"""The files with which a server is set up say what the software has."""

import os
import re
import subprocess

import pytest

from tests.project.floors import ROOT

DEPLOY = ROOT / "deploy"
COMMANDS = {file.stem for file in ROOT.glob("*/management/commands/*.py")} | {
    "migrate",
    "collectstatic",
    "check",
}
FILES = sorted(file for file in DEPLOY.iterdir() if file.is_file())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_command_that_is_called_is_there(file):
    called = set(re.findall(r"(?:manage\.py\"?,? \"?|manage )([a-z_]+)", file.read_text()))

    assert called <= COMMANDS


def test_each_setting_of_the_environment_is_explained():
    read = set(
        re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", (ROOT / "routekaart/settings.py").read_text())
    )
    explained = (ROOT / "docs/operation.md").read_text()

    assert len(read) > 20
    assert {name for name in read if f"`{name}`" not in explained} == NOT_FOR_OPERATORS


NOT_FOR_OPERATORS = {
    "RATE_LIMIT_PER_IP",
    "RATE_LIMIT_PER_ADDRESS",
    "MINIMUM_FORM_SECONDS",
    "HONEYPOT",
}
"""For a load test."""


def release(home, name: str, *, answers: int) -> None:
    """A release whose programs only write down that they were called."""
    folder = home / "releases" / name
    (folder / "var/built/site").mkdir(parents=True)
    (folder / ".venv/bin").mkdir(parents=True)
    for program in ("python", "pip"):
        file = folder / ".venv/bin" / program
        file.write_text(
            f'#!/bin/bash\necho "{name} $*" >> "{home}/called"\n'
            f'[ "$2" != update ] || exit {answers}\n'
        )
        file.chmod(0o755)


@pytest.fixture
def home(tmp_path):
    release(tmp_path, "old", answers=0)
    (tmp_path / "current").symlink_to(tmp_path / "releases/old")
    (tmp_path / "settings").write_text("")
    return tmp_path


def update(home, name: str) -> subprocess.CompletedProcess:
    environment = {
        "PATH": os.environ["PATH"],
        "ROUTEKAART_HOME": str(home),
        "ROUTEKAART_SETTINGS": str(home / "settings"),
        "ROUTEKAART_SERVICES": "",
    }
    command = [DEPLOY / "update", home / "releases" / name]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_a_release_that_works_becomes_the_current_one(home):
    release(home, "new", answers=0)

    done = update(home, "new")

    assert done.returncode == 0, done.stderr
    assert (home / "current").resolve() == home / "releases/new"


def test_a_release_that_does_not_work_leaves_the_former_one(home):
    release(home, "new", answers=1)

    done = update(home, "new")

    assert done.returncode == 1
    assert "De vorige versie draait weer" in done.stderr
    assert (home / "current").resolve() == home / "releases/old"
