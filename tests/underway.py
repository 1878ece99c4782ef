"""What the server of the tests is still doing. A page that was closed does not stop it: it could
write what the next test finds, in a database that was just emptied."""

import threading
import time

from django.core.signals import request_finished, request_started

PATIENCE = 60  # seconds
BUSY: set[threading.Thread] = set()


def follow() -> None:
    """From now on know which threads answer a request."""
    request_started.connect(_begins)
    request_finished.connect(_ends)


def wait_until_done() -> None:
    until = time.monotonic() + PATIENCE
    while busy := [thread for thread in tuple(BUSY) if thread.is_alive()]:
        assert time.monotonic() < until, f"after {PATIENCE} s the server still answers: {busy}"
        time.sleep(0.01)


def _begins(**_: object) -> None:
    if threading.current_thread() is not threading.main_thread():
        BUSY.add(threading.current_thread())


def _ends(**_: object) -> None:
    BUSY.discard(threading.current_thread())
