"""What was agreed: the programme, its parties, targets, themes and qualities, and its people."""

from collections.abc import Sequence
from typing import Any

from dutch.sorting import fold
from programme.actions import add_name
from programme.models import (
    NameUse,
    Organisation,
    Party,
    Person,
    Programme,
    Quality,
    Target,
    Theme,
)

from .files import Folder
from .moments import Moments
from .rows import Loading, make, organisation


def load_programme(folder: Folder, moments: Moments) -> Programme:
    written = folder.subject("programme")["programme"]
    years = {name: moments.year(written[name]) for name in ("first_year", "last_year")}
    return make(Programme, **written | years)


def load_agreement(loading: Loading) -> None:
    """Organisations, people and themes may be there already, for another programme."""
    folder, programme = loading.folder, loading.programme
    for row in folder.rows("parties", "organisation"):
        _load_organisation(**row)
    for row in folder.rows("people", "person"):
        if not Person.objects.filter(sort_key=fold(row["name"])).exists():
            _load_person(loading, **row)
    for row in folder.rows("programme", "theme"):
        if not Theme.objects.filter(slug=row["slug"]).exists():
            make(Theme, **row)
    for row in folder.rows("programme", "quality"):
        make(Quality, programme=programme, **row)
    for row in folder.rows("parties", "party"):
        make(
            Party, programme=programme, **row | {"organisation": organisation(row["organisation"])}
        )
    for row in folder.rows("targets", "target"):
        make(Target, programme=programme, **row | {"year": loading.moments.year(row["year"])})


def _load_person(loading: Loading, named: Sequence[dict] = (), **fields: Any) -> None:
    person = make(Person, **fields)
    for said in named:
        day = loading.moments.known(said["said_on"]).earliest if "said_on" in said else None
        make(NameUse, person=person, **said | {"said_on": day})


def _load_organisation(other_names: Sequence[str] = (), **fields: Any) -> None:
    if Organisation.objects.filter(code=None, sort_key=fold(fields["name"])).exists():
        return
    made = make(Organisation, **fields)
    for name in other_names:
        add_name(made, name=name)
