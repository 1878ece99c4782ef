"""How the host of a pilot is called where its name is closed."""

import re

from programme.models import Organisation
from programme.models.organisations import Sector

from ..models import Pilot

NOBODY_YET = "nog niet bekend"
CLOSED = "een organisatie"
HOST = "[de organisatie]"
KINDS = {
    "adviescollege": "een adviescollege",
    "agentschap": "een agentschap",
    "gemeente": "een gemeente",
    "inspectie": "een inspectie",
    "ministerie": "een ministerie",
    "provincie": "een provincie",
    "waterschap": "een waterschap",
    "zbo": "een zelfstandig bestuursorgaan",
}
"""Kinds in the register of which there are many; one of which there are few tells who it is."""
SECTORS = {
    Sector.CENTRAL: "een organisatie van het Rijk",
    Sector.PROVINCE: "een provincie",
    Sector.MUNICIPALITY: "een gemeente",
    Sector.WATER_BOARD: "een waterschap",
    Sector.AGENCY: "een uitvoeringsorganisatie",
    Sector.JUSTICE: "een organisatie in de rechtspraak of van het OM",
    Sector.EDUCATION: "een onderwijsorganisatie",
    Sector.OTHER: "een andere organisatie",
}


def kind_of(organisation: Organisation) -> str:
    """ "een ministerie"."""
    return KINDS.get(organisation.kind) or SECTORS.get(Sector(organisation.sector), CLOSED)


def without_names(pilot: Pilot, text: str) -> str:
    """The text with every known name of the host replaced by HOST; one query."""
    organisation = pilot.organisation
    if organisation is None:
        return text
    other = organisation.names.values_list("name", flat=True)
    names = {organisation.name, organisation.abbreviation, *other} - {""}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HOST, text, flags=re.IGNORECASE)
    return text
