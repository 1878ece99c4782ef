"""Holding the checks and writing down what they found."""

from collections.abc import Callable

from django.utils import timezone

from routekaart.models import Watch

from .checks import BY_WORKER, JOB, READ_AT_ONCE, WORKER, Found


def write_down(name: str, found: Found) -> None:
    """The newest result takes the place of the one before."""
    values = {"is_well": found.is_well, "found": found.found, "todo": found.todo}
    Watch.objects.update_or_create(name=name, defaults=values | {"at": timezone.now()})


def hold(check: Callable[[], Found]) -> Found:
    """A check that itself fails is a finding too."""
    try:
        return check()
    except Exception as fault:  # whatever the disk, the database or another server comes up with
        sentence = f"Dit kon niet worden nagekeken ({type(fault).__name__})."
        return Found(False, sentence, "Kijk in de log van run_worker.")


def hold_slow_checks() -> None:
    """The job of the worker."""
    for name, check in BY_WORKER.items():
        write_down(name, hold(check))


def hold_all() -> dict[str, Found]:
    """All checks, now, on this machine."""
    return {name: hold(check) for name, check in (READ_AT_ONCE | BY_WORKER).items()}


def as_known() -> dict[str, Found]:
    """For the page: those of the database now, those of the worker as it wrote them down."""
    rows = {row.name: row for row in Watch.objects.filter(name__in=BY_WORKER)}
    known = {name: hold(check) for name, check in READ_AT_ONCE.items()}
    for name in BY_WORKER:
        row = rows.get(name)
        known[name] = (
            Found(row.is_well, row.found, row.todo)
            if row
            else Found(None, "De worker heeft dit nog niet nagekeken.")
        )
    return known


def note_round() -> None:
    """The worker went round: a sign of life."""
    write_down(WORKER, Found(True, "De worker liep."))


def note_job(name: str, fault: str) -> None:
    """How a job went. Of a fault its kind alone, since its text can hold an address."""
    write_down(f"{JOB}{name}", Found(not fault, fault or "gelukt"))
