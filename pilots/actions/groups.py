"""The groups of a pilot: planning their sessions, adding one, stopping early and going on."""

from django.db import transaction
from django.db.models import Max

from ..models import Group, Session
from .saving import check, locked, record_made, required, save


@transaction.atomic
def plan_sessions(group: Group, *, by: object = None) -> list[Session]:
    """Make the planned sessions of a group, numbered; those that exist stay as they are."""
    locked(group.pilot)
    known = set(group.sessions.values_list("number", flat=True))
    numbers = [n for n in range(1, group.planned_sessions + 1) if n not in known]
    made = Session.objects.bulk_create([Session(group=group, number=n) for n in numbers])
    return record_made(made, by=by, why="voorgenomen sessie toegevoegd")


@transaction.atomic
def add_session(group: Group, *, by: object, why: str) -> Session:
    """One more than was intended: that number stays what it was, so that both can be read."""
    group = _locked(group)
    check(not group.has_stopped, "Deze groep is gestopt. Leg eerst vast dat de groep verder gaat.")
    last = group.sessions.aggregate(last=Max("number"))["last"] or 0
    session = Session(group=group, number=max(last, group.planned_sessions) + 1)
    return save(session, by=by, why=f"toegevoegd: {required(why)}")


@transaction.atomic
def stop_group(group: Group, *, reason: str, by: object) -> Group:
    """A group stops before all its sessions were held; those still planned do not go on."""
    group = _locked(group)
    check(not group.has_stopped, "Deze groep is al gestopt.")
    check(reason.strip(), "Schrijf op waarom de groep eerder stopt.")
    group.stop_note = reason.strip()
    save(group, by=by, why=f"eerder gestopt: {group.stop_note}")
    for session in group.sessions.filter(status=Session.Status.PLANNED):
        session.status = Session.Status.CANCELLED
        session.cancellation_note = f"groep gestopt: {group.stop_note}"
        save(session, by=by, why=session.cancellation_note)
    return group


@transaction.atomic
def resume_group(group: Group, *, why: str, by: object) -> Group:
    """Take back that a group stopped; the sessions that went with it stand as planned again."""
    group = _locked(group)
    check(group.has_stopped, "Deze groep is niet gestopt.")
    went_with_it = f"groep gestopt: {group.stop_note}"
    group.stop_note = ""
    save(group, by=by, why=f"gaat toch verder: {required(why)}")
    for session in group.sessions.filter(status="cancelled", cancellation_note=went_with_it):
        session.status, session.cancellation_note = Session.Status.PLANNED, ""
        save(session, by=by, why=f"groep gaat toch verder: {why}")
    return group


def _locked(group: Group) -> Group:
    pilot = locked(group.pilot)
    group = Group.objects.get(pk=group.pk)
    group.pilot = pilot
    return group
