"""What people type as their organisation, with the real register: what stands first, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.candidates import Candidates, How, Known
from programme.matching import organisation_called
from programme.models import Organisation
from programme.register import load_register

pytestmark = pytest.mark.django_db

BZK = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
IENW = "Ministerie van Infrastructuur en Waterstaat"
JENV = "Ministerie van Justitie en Veiligheid"
OCW = "Ministerie van Onderwijs, Cultuur en Wetenschap"
SZW = "Ministerie van Sociale Zaken en Werkgelegenheid"
VWS = "Ministerie van Volksgezondheid, Welzijn en Sport"
EZK = "Ministerie van Economische Zaken en Klimaat"
LVVN = "Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur"
UTRECHT = {"Gemeente Utrecht", "Provincie Utrecht"}

ONE_MEANING = {
    "Min. BZK": BZK,
    "min bzk": BZK,
    "MinBZK": BZK,
    "ministerie van binnenlandse zaken": BZK,
    "Ministerie van Binnelandse Zaken": BZK,
    "BZK, directie Arbeidsmarkt en Organisatie": BZK,
    "BZK/DGOO": BZK,
    "Min. van BZK - directie Wonen": BZK,
    "DG Overheidsorganisatie, ministerie van BZK": BZK,
    "gem. Den Haag": "Gemeente Den Haag",
    "'s-Gravenhage": "Gemeente Den Haag",
    "gemeente s gravenhage": "Gemeente Den Haag",
    "den haag": "Gemeente Den Haag",
    "Den Bosch": "Gemeente 's-Hertogenbosch",
    "gemeente Den Bosch": "Gemeente 's-Hertogenbosch",
    "Gemeente Amersfort": "Gemeente Amersfoort",
    "gem. A'dam": "Gemeente Amsterdam",
    "Gem Breda afd. Burgerzaken": "Gemeente Breda",
    "afdeling P&O, gemeente Zwolle": "Gemeente Zwolle",
    "Gemeente Súdwest Fryslan": "Gemeente Súdwest-Fryslân",
    "gemente Leiden": "Gemeente Leiden",
    "Leiden (gemeente)": "Gemeente Leiden",
    "Gemeente Bergen op zoom": "Gemeente Bergen op Zoom",
    "RWS": "Rijkswaterstaat",
    "R.W.S.": "Rijkswaterstaat",
    "rijks waterstaat": "Rijkswaterstaat",
    "Rijkswaterstaat Zuid-Nederland": "Rijkswaterstaat",
    "RWS Utrecht": "Rijkswaterstaat",
    "OM": "Openbaar Ministerie",
    "O.M.": "Openbaar Ministerie",
    "openbaar ministerie Den Haag": "Openbaar Ministerie",
    "EZK": EZK,
    "Economische Zaken": EZK,
    "EL&I": EZK,
    "VROM": IENW,
    "V&W": IENW,
    "min. van I&M": IENW,
    "Ministerie van Verkeer en Waterstaat": IENW,
    "V&J": JENV,
    "VenJ": JENV,
    "ministerie van justitie": JENV,
    "J&V": JENV,
    "OC&W": OCW,
    "ministerie van onderwijs": OCW,
    "Sociale Zaken": SZW,
    "ministerie SZW": SZW,
    "VWS": VWS,
    "Ministerie van volksgezondheid": VWS,
    "Belastingdienst": "Directoraat-generaal Belastingdienst",
    "de belastingdienst, kantoor Arnhem": "Directoraat-generaal Belastingdienst",
    "belasting dienst": "Directoraat-generaal Belastingdienst",
    "prov. Friesland": "Provincie Fryslân",
    "provincie ZH": "Provincie Zuid-Holland",
    "prov Noord Brabant": "Provincie Noord-Brabant",
    "Waterschap Aa & Maas": "Waterschap Aa en Maas",
    "Vallei & Eem": "Waterschap Vallei en Veluwe",
    "HH Delfland": "Hoogheemraadschap van Delfland",
    "HDSR": "Hoogheemraadschap De Stichtse Rijnlanden",
    "waterschap Rijnland": "Hoogheemraadschap van Rijnland",
    "UWV Amsterdam": "Uitvoeringsinstituut Werknemersverzekeringen",
    "D.J.I.": "Dienst Justitiële Inrichtingen",
    "DUO Groningen": "Dienst Uitvoering Onderwijs",
    "Rb. Amsterdam": "Rechtbank Amsterdam",
    "Onderwijsinspectie": "Inspectie van het Onderwijs",
    "Min. VWS / RIVM": "Rijksinstituut voor Volksgezondheid en Milieu",
    "Friesland": "Provincie Fryslân",
    "Den Hag": "Gemeente Den Haag",
    "Hof Den Haag": "Gerechtshof Den Haag",
    "HHNK": "Hoogheemraadschap Hollands Noorderkwartier",
    "2e Kamer": "Tweede Kamer",
    "Nederlandse Bank": "De Nederlandsche Bank",
    "Rijksdienst voor Ondernemend NL": "Rijksdienst voor Ondernemend Nederland",
    "VNG": "Vereniging van Nederlandse Gemeenten",
    "BuZa": "Ministerie van Buitenlandse Zaken",
    "MinFin": "Ministerie van Financiën",
}
SEVERAL = {
    "Groningen": {"Gemeente Groningen", "Provincie Groningen"},
    "Utrecht": UTRECHT,
    "Limburg": {"Provincie Limburg", "Waterschap Limburg"},
    "LNV": {EZK, LVVN},
    "DUO": {"Dienst Uitvoering Onderwijs", "Duo+"},
    "Haaren": {"Gemeente Boxtel", "Gemeente Oisterwijk", "Gemeente Tilburg", "Gemeente Vught"},
    "gemeente Bergen": {"Gemeente Bergen (L)", "Gemeente Bergen (NH)"},
}
NONE = ["ICTU", "zzp", "gepensioneerd", "x", "", ".", "gemeente", "ministerie", "%", "🙂"]


@pytest.fixture(scope="module")
def offer(django_db_setup, django_db_blocker):
    """The names of what is offered for a text, with their reasons."""
    with django_db_blocker.unblock():
        load_register()
        names = dict(Organisation.objects.values_list("pk", "name"))
        candidates = Candidates.now()

        def names_and_reasons(typed: str) -> list[tuple[str, str]]:
            found = candidates.of(typed, most=6)
            return [(names[each.organisation], each.reason) for each in found]

        yield names_and_reasons
        Organisation.objects.update(parent=None)
        Organisation.objects.all().delete()


def test_of_one_meaning_it_stands_first(offer):
    first = {typed: (offer(typed) or [("", "")])[0][0] for typed in ONE_MEANING}

    assert first == ONE_MEANING
    assert len(ONE_MEANING) >= 60


@pytest.mark.parametrize("typed", SEVERAL)
def test_of_several_meanings_all_stand_first_and_say_so(offer, typed):
    found = offer(typed)[: len(SEVERAL[typed])]

    assert {name for name, _reason in found} == SEVERAL[typed]


@pytest.mark.parametrize("typed", NONE)
def test_nothing_is_offered_where_nothing_is_near(offer, typed):
    assert offer(typed) == []


def test_none_is_linked_wrongly_by_itself(offer):
    linked = {typed: organisation_called(typed) for typed in [*ONE_MEANING, *SEVERAL, *NONE]}

    meant = {typed: {name} for typed, name in ONE_MEANING.items()} | SEVERAL
    wrong = {t: o.name for t, o in linked.items() if o and o.name not in meant.get(t, ())}
    assert wrong == {}
    assert sum(each is not None for each in linked.values()) >= 10


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Openbaar Ministerie", "naam"),
        ("RWS", "afkorting"),
        ("RvS", "afkorting, door twee gedragen"),
        ("Groningen", "naam, door twee gedragen"),
        ("LNV", "oude naam tot 2024, door twee gedragen"),
        ("Onderwijsinspectie", "andere naam"),
        ("BZK, directie Wonen", "“bzk” staat erin"),
        ("ministerie van binnenlandse zaken", "de naam begint zo"),
        ("HDSR", "beginletters van de naam"),
        ("rijkswatersaat", "lijkt op de naam"),
    ],
)
def test_each_candidate_says_why(offer, typed, reason):
    assert offer(typed)[0][1] == reason


def test_a_former_name_says_until_when_and_comes_after_a_present_one():
    old = Known(1, "dienst zee", How.FORMER, until=2015)
    new = Known(2, "dienst zee", How.NAME, rank=2)

    found = Candidates([old, new]).of("Dienst Zee", most=6)

    told = [(each.organisation, each.reason) for each in found]
    assert told == [(2, "naam"), (1, "oude naam tot 2015")]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Bureau Voorbeeldstad", "“voorbeeldstad” staat in de naam"),
        ("Bureau Voorbeeldwater", "“voorbeeldwater” lijkt op een woord in de naam"),
    ],
)
def test_only_a_word_that_stands_in_the_name_is_said_to(typed, reason):
    found = Candidates([Known(1, "omroep voorbeeldstad", How.NAME)]).of(typed, most=6)

    assert [each.reason for each in found] == [reason]


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60))
def test_whatever_is_typed_is_answered(typed):
    names = ["gemeente bergen (nh)", "ministerie van verkeer (vw)", "aa", "'s", "de"]
    known = [Known(n, name, How(n % 4), "gemeente") for n, name in enumerate(names)]

    assert len(Candidates(known).of(typed, most=3)) <= 3


def test_all_candidates_take_one_query(offer, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = Candidates.now()
        [found.of(typed, most=6) for typed in SEVERAL]
