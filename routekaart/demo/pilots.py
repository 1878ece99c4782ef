"""Pilots with their groups and sessions, and the talks about pilots."""

from collections.abc import Callable, Sequence
from typing import Any

from pilots import actions
from pilots.models import (
    Audience,
    Conversation,
    Counterparty,
    Form,
    Group,
    Pilot,
    Session,
    What,
)
from pilots.participants import read_participants
from pilots.releasing.recording import Choice, take_over
from programme.models import Theme

from .rows import Loading, find, make, organisation, people


def load_pilots(loading: Loading) -> int:
    """How many pilots were made."""
    rows = loading.folder.rows("pilots", "pilot")
    for row in rows:
        _load_pilot(loading, **row)
    for row in loading.folder.rows("pilots", "counterparty"):
        _load_counterparty(loading, **row)
    return len(rows)


def _load_pilot(
    loading: Loading,
    *,
    target: int | str | None = None,
    team: Sequence[str] = (),
    group: Sequence[dict] = (),
    sessions_state: str = "preparation",
    closing: dict | None = None,
    results_state: str = "none",
    release: dict | None = None,
    host_told: str = "",
    **fields: Any,
) -> None:
    fields["organisation"] = organisation(fields.get("organisation"))
    pilot = make(
        Pilot, programme=loading.programme, target=loading.target("pilots", target), **fields
    )
    pilot.team.set(people(team))
    _bring_to(pilot, sessions_state, lambda: _load_groups(loading, pilot, group))
    if closing:
        act = actions.hold_closing if closing["held"] else actions.plan_closing
        act(pilot, on=loading.moments.date(closing["date"]), by=None)
    if results_state != Pilot.ResultsState.NONE:
        actions.set_results_state(pilot, state=results_state, by=None)
    if host_told:
        _release(pilot, What.NAME, host_told)
    if release:
        day = loading.moments.known(release["on"]).day
        of_results = {"consent_by": release["by"], "consent_on": day}
        _release(pilot, What.RESULTS, release["found"], **of_results)


def _release(pilot: Pilot, what: What, found: str, **given: Any) -> None:
    """For everybody, as it was told already; `found` is where."""
    choices = [Choice(what, audience, Form.FULL) for audience in Audience]
    take_over(pilot, choices=choices, source_note=found, by=None, **given)


def _bring_to(pilot: Pilot, state: str, load_groups: Callable[[], object]) -> None:
    if state != Pilot.SessionsState.PREPARATION:
        actions.start_sessions(pilot, by=None)
    load_groups()
    if state == Pilot.SessionsState.COMPLETED:
        actions.complete_sessions(pilot, by=None)


def _load_groups(loading: Loading, pilot: Pilot, groups: Sequence[dict]) -> None:
    for row in groups:
        _load_group(loading, pilot, **row)


def _load_group(
    loading: Loading,
    pilot: Pilot,
    *,
    sessions_held: int = 0,
    session: Sequence[dict] = (),
    added: str = "",
    stopped: str = "",
    **fields: Any,
) -> None:
    """`sessions_held` says how many of the sessions were held; `session` what is known of each.
    `added` and `stopped` are why a session was added, and why the group stopped."""
    group = make(Group, pilot=pilot, **fields)
    actions.plan_sessions(group)
    if added:
        actions.add_session(group, why=added, by=None)
    group.sessions.filter(number__lte=sessions_held).update(status=Session.Status.HELD)
    for number, known in enumerate(session, start=1):
        _load_session(loading, group.sessions.get(number=number), **known)
    if stopped:
        actions.stop_group(group, reason=stopped, by=None)


def _load_session(
    loading: Loading,
    session: Session,
    *,
    date: str,
    former: str = "",
    reason: str = "",
    participants: str = "",
    facilitators: Sequence[str] = (),
    observed: Sequence[dict] = (),
) -> None:
    """`former` is the date from which it was moved, for the `reason`; `observed` what stood out."""
    session.date = loading.moments.date(former or date)
    session.participants = read_participants(participants)
    session.save()
    session.facilitators.set(people(facilitators))
    if former:
        actions.move_session(session, to=loading.moments.date(date), reason=reason, by=None)
    for row in observed:
        _load_observation(session, **row)


def _load_observation(
    session: Session, *, by: str, theme: str = "", quality: str = "", **texts: str
) -> None:
    programme = session.group.pilot.programme
    actions.observe(
        session,
        by=people([by])[0],
        theme=find(Theme, theme),
        quality=programme.qualities.get(label=quality) if quality else None,
        **texts,
    )


def _load_counterparty(
    loading: Loading,
    *,
    organisations: Sequence[str] = (),
    conversation: Sequence[dict] = (),
    **fields: Any,
) -> None:
    party = make(Counterparty, programme=loading.programme, **fields)
    party.organisations.set([organisation(reference) for reference in organisations])
    for row in conversation:
        about = {
            "date": loading.moments.date(row.get("date", "")),
            "pilot": find(Pilot, row.get("pilot")),
        }
        make(Conversation, counterparty=party, **row | about)
