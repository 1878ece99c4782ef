"""The gate: whether something of a pilot may be told, to whom, and in which words.

Every output asks here and nowhere else (a test keeps it so). What was told stays as the host read
it, whatever becomes of the source since: only the words kept with the consent are ever given.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from programme.models import Organisation
from programme.prepared import Given, Prepared

from ..models import Audience, Counterparty, Form, Pilot, Release, What
from .hosts import CLOSED, NOBODY_YET, kind_of
from .offer import hash_of

FULLEST = (Form.NUMBERS, Form.KIND, Form.FULL)
TEXTS = (What.RESULTS, What.CONCLUSIONS, What.OBSERVATIONS, What.STORIES)


@dataclass(frozen=True)
class Released:
    """What may be told; `passages` are the words the host read."""

    what: What
    form: Form
    text: str
    until: date | None
    consented_on: date | None

    @property
    def label(self) -> str:
        return self.what.label

    @property
    def passages(self) -> list[str]:
        return self.text.split("\n\n")


class Gate:
    """For one audience, as it is now: one query for all pilots, `read` once and asked often.

    What is open for everybody is open for each audience. `on`, the reference date of a report,
    leaves out texts that were released later.
    """

    def __init__(self, rows: Iterable[Release], *, on: date | None = None) -> None:
        self._open: dict[tuple[int, str], Release] = {}
        self._on = on
        found = defaultdict(list)
        for row in rows:
            if hash_of(row.text) == row.text_hash:
                found[row.pilot_id, row.what].append(row)
        for key, of_cell in found.items():
            self._open[key] = max(of_cell, key=lambda row: FULLEST.index(Form(row.form)))

    @classmethod
    def read(
        cls,
        audience: Audience,
        *,
        pilots: Iterable[Pilot] | None = None,
        on: date | None = None,
    ) -> Self:
        today = timezone.localdate()
        if pilots is None:
            return cls(_standing_for(audience=audience, today=today), on=on)
        return cls(standing(today).filter(_for(audience), pilot__in=pilots), on=on)

    def told(self, pilot: Pilot, what: str) -> Released | None:
        """The words that may be told, or None where nothing may."""
        row = self._open.get((pilot.pk, what))
        if row is None or what in TEXTS and not self._may_tell(pilot, row):
            return None
        return Released(What(what), Form(row.form), row.text, row.until, row.consented_on)

    def is_released(self, pilot: Pilot, what: str) -> bool:
        return self.told(pilot, what) is not None

    def texts(self, pilot: Pilot) -> list[Released]:
        """All that may be told beside the name of the host."""
        return [told for what in TEXTS if (told := self.told(pilot, what))]

    def host(self, pilot: Pilot) -> str:
        """The host as it may be called: its name, its kind, or "een organisatie"."""
        if pilot.organisation_id is None:
            return NOBODY_YET
        name = self.told(pilot, What.NAME)
        return name.text if name else CLOSED

    def names_host(self, pilot: Pilot) -> bool:
        """Whether the host may be named; of a pilot without one there is nothing to name."""
        name = self.told(pilot, What.NAME)
        return pilot.organisation_id is None or bool(name and name.form == Form.FULL)

    def title(self, pilot: Pilot) -> str:
        """A title may name the host, so it is told only where the host may be named."""
        return pilot.title if self.names_host(pilot) else f"Pilot bij {self.host(pilot)}"

    def _may_tell(self, pilot: Pilot, row: Release) -> bool:
        """Words in full can name the host, so they are closed as long as its name is."""
        if row.form == Form.FULL and not self.names_host(pilot):
            return False
        return self._on is None or row.consented_on is None or row.consented_on <= self._on


def standing(today: date | Given) -> QuerySet[Release]:
    """Consents that nobody took back and that have not ended by themselves."""
    return Release.objects.filter(ended_at=None).filter(Q(until=None) | Q(until__gte=today))


def _for(audience: Audience | Given) -> Q:
    return Q(audience=audience) | Q(audience=Audience.PUBLIC)


@Prepared
def _standing_for() -> QuerySet[Release]:
    return standing(Given("today")).filter(_for(Given("audience")))


def is_released(pilot: Pilot, what: str, audience: Audience) -> bool:
    """For a single question; who asks for more pilots reads the gate once."""
    return Gate.read(audience, pilots=[pilot]).is_released(pilot, what)


def audiences_told(pilot: Pilot, what: str) -> list[Audience]:
    """Who may be told this; one query."""
    rows = list(standing(timezone.localdate()).filter(pilot=pilot))
    return [
        audience
        for audience in Audience
        if Gate(row for row in rows if row.audience in (audience, Audience.PUBLIC)).is_released(
            pilot, what
        )
    ]


def told_now(pilot: Pilot) -> list[Release]:
    """The consents of which something is told now: not ended, and for a text in full the host may
    be named; one query."""
    rows = list(standing(timezone.localdate()).filter(pilot=pilot))
    return [
        row
        for row in rows
        if Gate(
            other for other in rows if other.audience in (row.audience, Audience.PUBLIC)
        ).is_released(pilot, row.what)
    ]


def conceal(gate: Gate, pilot: Pilot | None) -> None:
    """Take the host out of a pilot in memory, where it may not be named; never save it after."""
    if pilot is None or gate.names_host(pilot):
        return
    pilot.title, pilot.slug = gate.title(pilot), f"pilot-{pilot.pk}"
    pilot.organisation = Organisation(name=gate.host(pilot))


def conceal_party(gate: Gate, party: Counterparty) -> None:
    """A party that became the host of a pilot is called as that host may be called."""
    for talk in party.conversations.all():
        pilot = talk.pilot
        if pilot is not None and pilot.organisation_id and not gate.names_host(pilot):
            party.name = kind_of(pilot.organisation) if gate.host(pilot) != CLOSED else CLOSED
            return
