"""What `bench/sheets.py` brings of each kind: what stands there before, and the sheet."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

ROWS = int(os.environ.get("BENCH_ROWS", 20_000))
HALF, QUARTER = ROWS // 2, ROWS // 4


@dataclass(frozen=True)
class Brought:
    """`fill` makes what stands there, and returns what is chosen for the whole file."""

    list_of: str
    head: list[str]
    row: Callable[[int], list[str]]
    fill: Callable[[], dict[str, str]]
    word: str = ""
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"/beheer/{self.list_of}/{self.word and f'{self.word}/'}"

    def lines(self) -> Iterator[list[str]]:
        yield self.head
        yield from map(self.row, range(ROWS))


def programme():
    from programme.models import Programme

    return Programme.objects.create(name="Bench", slug="bench", first_year=2012, last_year=2030)


def hub(number: int = 0, **more):
    from django.utils import timezone

    from dates.values import ApproximateDate
    from hubs.models import Hub
    from programme.models import Programme

    day = ApproximateDate.of_day(timezone.localdate() + timedelta(days=30))
    values = {"title": f"Hub {number}", "slug": f"hub-{number}", "date": day} | more
    return Hub.objects.create(programme=Programme.objects.get(), **values)


def organisations() -> dict[str, str]:
    from programme.actions import add_organisations

    above = add_organisations([{"name": "Ministerie", "sector": "rijk"}], by=None)[0]
    known = {"sector": "overig", "place": "Assen", "parent": above}
    add_organisations([{"name": f"Organisatie {n}", **known} for n in range(HALF)], by=None)
    return {}


def organisation(n: int) -> list[str]:
    place = "Assen" if n < QUARTER else "Leiden"
    website = f"https://o{n}.example/" if n >= HALF else ""
    return [f"Organisatie {n}", "", "overig", place, website, "Ministerie"]


def publications() -> dict[str, str]:
    from publications.actions import add_publications

    bench = programme()
    known = [{"title": f"Blog {n}", "kind": "blog", "url": url_of(n)} for n in range(HALF)]
    add_publications(known, programme=bench, by=None)
    return {"programme": str(bench.pk), "kind": "blog"}


def url_of(n: int) -> str:
    return f"https://blogs.example/{n}"


def publication(n: int) -> list[str]:
    return [f"Blog {n}", "blog" if n < QUARTER else "video", "", url_of(n), "ja"]


def registrations() -> dict[str, str]:
    from meetings.actions import Applicant
    from meetings.actions.on_behalf import register_many_for

    programme()
    meeting = hub()
    people = [Applicant(name=f"Persoon {n}", email="") for n in range(HALF)]
    register_many_for(meeting, people, by=someone())
    return {"meeting": str(meeting.pk)}


def mailed_registrations() -> dict[str, str]:
    programme()
    return {"meeting": str(hub().pk)}


def someone():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get()


def registration(n: int) -> list[str]:
    return [f"Persoon {n}", "", "", "adviseur" if n >= QUARTER else ""]


def mailed_registration(n: int) -> list[str]:
    return [f"Persoon {n}", f"p{n}@example.org", f"Organisatie {n % 300}", "adviseur"]


def attendance() -> dict[str, str]:
    """Half of them stand on the lists of ten meetings."""
    from dates.entry import read_date
    from meetings.models import Registration

    programme()
    held = [hub(n, status="held", date=read_date("12 maart 2013")) for n in range(10)]
    people = [
        Registration(
            meeting=held[n % 10], name=f"Persoon {n}", state="confirmed", added_by_staff=True
        )
        for n in range(HALF)
    ]
    Registration.objects.bulk_create(people, batch_size=500)
    return {}


def came(n: int) -> list[str]:
    from hubs.models import Hub

    meetings = _kept.setdefault("hubs", list(Hub.objects.order_by("pk").values_list("pk", flat=1)))
    return [str(meetings[n % 10]), f"Persoon {n}", "" if n < QUARTER else "ja"]


_kept: dict[str, list[int]] = {}


def ambassadors() -> dict[str, str]:
    from django.utils import timezone

    from ambassadors.models import Ambassador
    from privacy.models import Consent

    bench, now = programme(), timezone.now()
    consents = [
        Consent(
            purpose="ambassador", text="Ja", how="staff", given_at=now, email=f"a{n}@example.org"
        )
        for n in range(ROWS)
    ]
    Consent.objects.bulk_create(consents, batch_size=500)
    people = [
        Ambassador(
            programme=bench, name=f"Persoon {n}", email=each.email, consent=each, state="ambassador"
        )
        for n, each in enumerate(consents)
    ]
    Ambassador.objects.bulk_create(people, batch_size=500)
    return {"programme": str(bench.pk)}


def ambassador(n: int) -> list[str]:
    return [f"Persoon {n}", f"a{n}@example.org", "" if n < HALF else "beleid", "rijk"]


def enrolled(n: int) -> list[str]:
    return [f"Persoon {n}", f"a{n}@example.org", "beleid", "rijk", "24-2-2014"]


def no_ambassadors() -> dict[str, str]:
    return {"programme": str(programme().pk), "consent_text": "Ik doe mee."}


def meetings() -> dict[str, str]:
    bench = programme()
    for n in range(HALF):
        hub(n, place="Assen", date=None)
    return {"programme": str(bench.pk), "moved": "mended"}


def meeting(n: int) -> list[str]:
    """New ones are held."""
    if n >= HALF:
        return [f"Hub {n}", "Assen", "12 maart 2013", "gehouden", "rijk"]
    return [f"Hub {n}", "Assen", "", "", "" if n < QUARTER else "managers"]


ORGANISATIONS = ["Naam", "Afkorting", "Sector", "Plaats", "Website", "Valt onder"]
PUBLICATIONS = ["Titel", "Soort", "Datum", "Adres op het web", "Openbaar bestuur"]
PEOPLE = ["Naam", "E-mail", "Organisatie", "Functie"]
NETWORK = ["Naam", "E-mail", "Eigen werk", "Sector"]
MEETINGS = ["Titel", "Plaats", "Datum", "Status", "Voor wie"]
PERSON_LIST, NETWORK_LIST = "meetings/registration", "ambassadors/ambassador"
KINDS = {
    "organisaties": Brought("programme/organisation", ORGANISATIONS, organisation, organisations),
    "bijdragen": Brought("publications/publication", PUBLICATIONS, publication, publications),
    "aanmeldingen": Brought(PERSON_LIST, PEOPLE, registration, registrations),
    "aanmeldingen-met-mail": Brought(
        PERSON_LIST, PEOPLE, mailed_registration, mailed_registrations
    ),
    "aanwezigheid": Brought(
        PERSON_LIST,
        ["Nummer van de bijeenkomst", "Naam", "Aanwezig"],
        came,
        attendance,
        word="aanwezigheid",
    ),
    "ambassadeurs": Brought(NETWORK_LIST, NETWORK, ambassador, ambassadors),
    "ambassadeurs-nieuw": Brought(
        NETWORK_LIST, [*NETWORK, "Toestemming gegeven op"], enrolled, no_ambassadors
    ),
    "bijeenkomsten": Brought("hubs/hub", MEETINGS, meeting, meetings),
}
