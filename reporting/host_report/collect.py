"""From a pilot to a Document: what was agreed, groups, sessions, themes, and what was released.

It is for the host, so it names the host; of what it holds closed only the words that were released
are in it, by the gate, and of observations no more than how many there are of a theme.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import capfirst

from dates.values import write, write_weekday
from dutch.numbers import NOT_RECORDED
from pilots.models import Audience, Group, Observation, Pilot, Session, What
from pilots.releasing.gate import Gate
from programme.models import Party
from toolkit.models import Story

from ..document.values import (
    Block,
    Cell,
    Colophon,
    Document,
    Emphasis,
    Figure,
    KeyFigures,
    Paragraph,
    Section,
    Subheading,
    Text,
)
from ..records.headcount import Headcount, few_or_said
from ..sections.material import note, paragraphs, table

HELD = Session.Status.HELD


def collect_pilot(pk: int) -> Document:
    """As the records stand now; a fixed number of queries. Raises Pilot.DoesNotExist."""
    sessions = Session.objects.with_leaders().prefetch_related("moves").order_by("number")
    pilot = (
        Pilot.objects.select_related("organisation", "programme", "target")
        .prefetch_related("team", Prefetch("groups__sessions", sessions))
        .defer("results", "conclusions")
        .get(pk=pk)
    )
    figures = {figure.key: figure for figure in _figures(pilot)}
    gates = {audience: Gate.read(audience, pilots=[pilot]) for audience in Audience}
    return Document(
        title="Verslag van de pilot",
        subtitle=pilot.title,
        year=pilot.target.year if pilot.target else pilot.programme.last_year,
        colophon=_colophon(pilot, _standing(pilot, gates.values())),
        summary=(KeyFigures(tuple(Cell(capfirst(f.label), f.key) for f in figures.values())),),
        sections=tuple(_sections(pilot, gates)),
        figures=figures,
        records=_records(pilot),
    )


def _sections(pilot: Pilot, gates: dict[Audience, Gate]) -> Iterator[Section]:
    yield Section("agreed", "Wat is afgesproken", tuple(_agreed(pilot)))
    yield Section("groups", "De groepen", tuple(_groups(pilot)))
    yield Section("sessions", "De sessies", tuple(_of_sessions(pilot)))
    yield Section("themes", "Waar het over ging", tuple(_themes(pilot)))
    yield Section("released", "Wat u hebt vrijgegeven", tuple(_released(pilot, gates)))


def _figures(pilot: Pilot) -> Iterator[Figure]:
    groups, sessions = list(pilot.groups.all()), _all_sessions(pilot)
    held = [session for session in sessions if session.status == HELD]
    planned = sum(group.planned_sessions for group in groups)
    of_groups, of_held = tuple(map(_group_key, groups)), tuple(map(_session_key, held))
    for key, label, value, definition, records in (
        ("groups", "groepen", len(groups), "Groepen van deze pilot.", of_groups),
        ("planned", "voorgenomen sessies", planned, "Bedoeld bij het begin.", of_groups),
        ("held", "gehouden sessies", len(held), "Zonder de slotbijeenkomst.", of_held),
    ):
        yield Figure(f"pilot.{key}", label, value, "counted", definition, records)


def _records(pilot: Pilot) -> dict[str, str]:
    """What the figures rest on, by key: the groups and their sessions."""
    titles = {f"pilot:{pilot.slug}": pilot.title}
    for group in pilot.groups.all():
        titles[_group_key(group)] = group.name
        for session in group.sessions.all():
            titles[_session_key(session)] = f"{group.name}, sessie {session.number}"
    return titles


def _group_key(group: Group) -> str:
    return f"group:{group.slug}"


def _session_key(session: Session) -> str:
    return f"session:{session.group.slug}:{session.number}"


def _standing(pilot: Pilot, gates: Iterable[Gate]) -> str:
    """A concept until the host released what the pilot brought; the name alone is no result."""
    released = [told for gate in gates for told in gate.texts(pilot)]
    days = [told.consented_on for told in released if told.consented_on]
    if days:
        return f"vrijgegeven op {write_weekday(max(days))}"
    return "vrijgegeven, de dag is niet vastgelegd" if released else "concept"


def _colophon(pilot: Pilot, standing: str) -> Colophon:
    executors = pilot.programme.parties.filter(role=Party.Role.EXECUTOR)
    names = [party.organisation.name for party in executors.select_related("organisation")]
    today = write_weekday(timezone.localdate())
    return Colophon(
        programme=pilot.programme.name,
        period=_period(pilot),
        reference_date=today,
        addressee=pilot.organisation.name if pilot.organisation else NOT_RECORDED,
        grant_reference=pilot.programme.grant_reference or NOT_RECORDED,
        author=", ".join(names) or NOT_RECORDED,
        version=standing,
        date=today,
    )


def _period(pilot: Pilot) -> str:
    dated = [session.date for session in _all_sessions(pilot) if session.date]
    if not dated:
        return NOT_RECORDED
    first = min(dated, key=lambda date: date.earliest)
    last = max(dated, key=lambda date: date.latest)
    return write(first) if first == last else f"{write(first)} tot en met {write(last)}"


def _agreed(pilot: Pilot) -> list[Block]:
    months, facilitators = pilot.duration_months, pilot.facilitators_per_session
    team = [f"{p} ({p.capacity})" if p.capacity else str(p) for p in pilot.team.all()]
    facts = [
        ("Begin", write(pilot.begins) if pilot.begins else NOT_RECORDED),
        ("Looptijd in maanden", NOT_RECORDED if months is None else str(months)),
        ("Begeleiders per sessie", NOT_RECORDED if facilitators is None else str(facilitators)),
        ("Begeleiding", "; ".join(team) or NOT_RECORDED),
        ("Deelnemers per groep", _people(pilot.participants_min, pilot.participants_max)),
        ("Slotbijeenkomst", _closing(pilot)),
    ]
    return table("agreed", "De afspraken", "Afspraak | Gegeven", facts)


def _groups(pilot: Pilot) -> list[Block]:
    rows = [
        (
            group.name,
            group.get_kind_display() or NOT_RECORDED,
            str(group.planned_sessions),
            str(sum(session.status == HELD for session in group.sessions.all())),
            f"eerder gestopt: {group.stop_note}" if group.has_stopped else "–",
        )
        for group in pilot.groups.all()
    ]
    columns = "Groep | Soort | #Voorgenomen | #Gehouden | Opmerking"
    return table("groups", "De groepen", columns, rows) or note("Er zijn nog geen groepen.")


def _of_sessions(pilot: Pilot) -> list[Block]:
    rows = [
        _session(group, session) for group in pilot.groups.all() for session in group.sessions.all()
    ]
    columns = "Sessie | Datum | Stand | Deelnemers | Opmerking"
    return table("sessions", "De sessies", columns, rows) or note("Er zijn nog geen sessies.")


def _session(group: Group, session: Session) -> tuple[str, ...]:
    number = session.participants
    people = _people(number.least, number.most) if number else NOT_RECORDED
    return (
        f"{group.name}, sessie {session.number}",
        write(session.date) if session.date else NOT_RECORDED,
        session.get_status_display(),
        people if session.status == HELD else "–",
        "; ".join(_remarks(session)) or "–",
    )


def _remarks(session: Session) -> Iterator[str]:
    for move in session.moves.all():
        yield f"verplaatst van {move.former_date or 'een onbekende datum'}"
    if session.cancellation_note:
        yield session.cancellation_note


def _themes(pilot: Pilot) -> list[Block]:
    """How often each was seen or told; which, where and by whom stays closed (rule 15)."""
    seen: Counter[str] = Counter(
        Observation.objects.filter(session__group__pilot=pilot, theme__isnull=False).values_list(
            "theme__name", flat=True
        )
    )
    told: Counter[str] = Counter(
        Story.objects.filter(told_in_pilot=pilot, themes__isnull=False).values_list(
            "themes__name", flat=True
        )
    )
    rows = [(name, _few(seen[name]), _few(told[name])) for name in sorted({*seen, *told})]
    columns = "Thema | Waarnemingen | Verhalen"
    return table("themes", "Thema's in de pilot", columns, rows) or note(
        "Er zijn nog geen thema's vastgelegd."
    )


def _released(pilot: Pilot, gates: dict[Audience, Gate]) -> list[Block]:
    """The name and each text that the host released, with who may read it."""
    readers: dict[tuple[str, str], list[str]] = {}
    for audience, gate in gates.items():
        for told in filter(None, (gate.told(pilot, What.NAME), *gate.texts(pilot))):
            readers.setdefault((told.label, told.text), []).append(audience.label)
    blocks: list[Block] = []
    for (label, text), audiences in readers.items():
        whom = Text(f"Vrijgegeven voor: {', '.join(audiences)}.")
        blocks += [
            Subheading((Text(label[:1].upper() + label[1:]),)),
            Paragraph((Emphasis((whom,)),)),
        ]
        blocks += paragraphs(text)
    return blocks or note("U hebt nog niets vrijgegeven. Wat de pilot opleverde, blijft gesloten.")


def _all_sessions(pilot: Pilot) -> list[Session]:
    return [session for group in pilot.groups.all() for session in group.sessions.all()]


def _closing(pilot: Pilot) -> str:
    state = pilot.get_closing_state_display()
    return f"{state}, {write(pilot.closing_date)}" if pilot.closing_date else state


def _people(least: int | None, most: int | None) -> str:
    """A number or a range of people; one that holds a small number is not told."""
    if least is None or most is None:
        return NOT_RECORDED
    if Headcount(least).is_small or Headcount(most).is_small:
        return few_or_said(most, "ten hoogste {}".format)
    return str(least) if least == most else f"{least} tot {most}"


def _few(number: int) -> str:
    return few_or_said(number) if number else "–"
