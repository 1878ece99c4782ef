"""Loading the demo programmes, through the same actions as people use.

A programme that is there already is left alone whole: what staff changed, added or deleted in it
stays so (docs/decisions/0003-demo-data-as-files.md).
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from backoffice.records import importing
from programme.models import Programme
from programme.register import load_register

from .agreement import load_agreement, load_programme
from .files import PROGRAMMES, Folder
from .learned import load_learned
from .meetings import load_meetings
from .moments import Moments
from .outreach import load_ambassadors, load_publications
from .pilots import load_pilots
from .reading import load_reading
from .registrations import load_registrations
from .report import load_report
from .rows import Loading
from .sorting import load_rounds
from .toolkit import load_toolkit

SUBJECTS = (
    ("bijeenkomst", "bijeenkomsten", load_meetings),
    ("aanmelding", "aanmeldingen", load_registrations),
    ("pilot", "pilots", load_pilots),
    ("verhaal", "verhalen", load_toolkit),
    ("lezer van verhalen", "lezers van verhalen", load_reading),
    ("ronde waardenkaarten", "rondes waardenkaarten", load_rounds),
    ("bijdrage", "bijdragen", load_publications),
    ("ambassadeur", "ambassadeurs", load_ambassadors),
    ("les of risico", "lessen en risico's", load_learned),
    ("rapportage", "rapportages", load_report),
)
"""One and more of them, and what loads them; what comes later names what came before."""


@dataclass(frozen=True)
class Loaded:
    """What became of one programme: what was made; nothing where it was there already."""

    programme: Programme
    made: tuple[str, ...] = ()


@transaction.atomic
@importing()
def load_demo(*, today: date, only: tuple[str, ...] = PROGRAMMES) -> list[Loaded]:
    load_register()
    return [_load(Folder(name), Moments(today)) for name in only]


def _load(folder: Folder, moments: Moments) -> Loaded:
    slug = folder.subject("programme")["programme"]["slug"]
    if there := Programme.objects.filter(slug=slug).first():
        return Loaded(there)
    loading = Loading(folder, load_programme(folder, moments), moments)
    load_agreement(loading)
    counts = [(load(loading), one, more) for one, more, load in SUBJECTS]
    made = (f"{number} {one if number == 1 else more}" for number, one, more in counts if number)
    return Loaded(loading.programme, tuple(made))
