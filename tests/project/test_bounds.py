"""A test that waits for what does not end, ends itself."""

import subprocess
import sys

import pytest

from tests import conftest

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_program_that_does_not_end_is_named(monkeypatch):
    monkeypatch.setattr(conftest, "LONGEST", 0.1)
    with pytest.raises(subprocess.TimeoutExpired, match="time.sleep"):
        subprocess.run(SLEEPS, capture_output=True)


def test_a_program_that_ends_is_waited_for():
    assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True).stdout == b"1\n"
