"""Other programs: what they print of a fault is told, and none of them waits for ever."""

import os
import subprocess
import sys

from django.conf import settings

from .archive import BackupRefused

LONGEST = 3600  # seconds


def run(arguments: list[str], environment: dict[str, str] | None = None) -> str:
    """What a program printed. Raises BackupRefused with the end of its complaint."""
    try:
        done = subprocess.run(
            arguments,
            env=os.environ | (environment or {}),
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
    except FileNotFoundError:
        raise BackupRefused(f"Het programma {arguments[0]} staat niet op deze machine.") from None
    except subprocess.TimeoutExpired:
        raise BackupRefused(f"{arguments[0]} was na een uur niet klaar.") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-500:]
        raise BackupRefused(f"{arguments[0]} mislukte: {said}")
    return done.stdout


def manage(database_url: str, *arguments: str) -> str:
    """A command of this software on another database."""
    command = [sys.executable, "manage.py", *arguments]
    return run(command, {"DATABASE_URL": database_url})
