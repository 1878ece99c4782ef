import signal
import time
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from meetings.schedule import run_due
from outbox.delivery import deliver_due

PAUSE = 2.0
"""Seconds between two looks at the outbox."""
EVERY = 60.0
"""Seconds between two rounds of what happens by itself."""


class Command(BaseCommand):
    help = "Verstuur mails en doe wat op tijd moet gebeuren; loopt door tot het wordt gestopt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="een ronde, en dan klaar")

    def handle(self, *, once: bool, **_: object) -> None:
        self.stopping = False
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        round_due = 0.0
        while not self.stopping:
            if time.monotonic() >= round_due:
                self.attempt(run_due)
                round_due = time.monotonic() + EVERY
            sent = self.attempt(deliver_due, most=50)
            if once and not sent:
                return
            if not sent:
                time.sleep(PAUSE)

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Finish the mail in hand, then end."""
        self.stopping = True

    def attempt(self, job: object, **options: object) -> int:
        """A fault in one round is told, and does not end the worker."""
        close_old_connections()
        try:
            return job(**options) or 0
        except Exception as error:
            self.stderr.write(f"{timezone.now():%H:%M:%S} {job.__name__}: {error}")
            return 0
