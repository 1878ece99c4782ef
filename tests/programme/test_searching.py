"""What is offered to someone who types an organisation, with the real register."""

import pytest

from programme.matching import organisation_called
from programme.models import Organisation
from programme.register import load_register
from programme.searching import offered

BZK = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_register()
        yield
        Organisation.objects.update(parent=None)
        Organisation.objects.all().delete()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gem. Leiden", "Gemeente Leiden"),
        ("gem leiden", "Gemeente Leiden"),
        ("Leiden gemeente", "Gemeente Leiden"),
        ("gemeenteleiden", "Gemeente Leiden"),
        ("Gemeente Lieden", "Gemeente Leiden"),
        ("gemeente  Leiden.", "Gemeente Leiden"),
        ("Den Bosch", "Gemeente 's-Hertogenbosch"),
        ("gem. den bosch", "Gemeente 's-Hertogenbosch"),
        ("’s Hertogenbosch", "Gemeente 's-Hertogenbosch"),
        ("s hertogenbosch", "Gemeente 's-Hertogenbosch"),
        ("den-bosch", "Gemeente 's-Hertogenbosch"),
        ("'s-Gravenhage", "Gemeente Den Haag"),
        ("'s gravenhage", "Gemeente Den Haag"),
        ("gem. R'dam", "Gemeente Rotterdam"),
        ("gemeente den bosh", "Gemeente 's-Hertogenbosch"),
        ("Min BuZa", "Ministerie van Buitenlandse Zaken"),
        ("MinFin", "Ministerie van Financiën"),
        ("HHNK", "Hoogheemraadschap Hollands Noorderkwartier"),
        ("HHSK", "Hoogheemraadschap van Schieland en de Krimpenerwaard"),
        ("ws de Dommel", "Waterschap De Dommel"),
        ("Hoogheemraadschap Rijnland", "Hoogheemraadschap van Rijnland"),
        ("Gemeente Bergen", "Gemeente Bergen (L)"),
        ("Noord Brabant", "Provincie Noord-Brabant"),
        ("Bergen (NH)", "Gemeente Bergen (NH)"),
        ("gem. Bergen NH", "Gemeente Bergen (NH)"),
        ("Land van Cuyk", "Gemeente Land van Cuijk"),
        ("Alphen a/d Rijn", "Gemeente Alphen aan den Rijn"),
        ("Waterschap Aa + Maas", "Waterschap Aa en Maas"),
        ("V.W.S.", "Ministerie van Volksgezondheid, Welzijn en Sport"),
        ("Min. van I&W", "Ministerie van Infrastructuur en Waterstaat"),
        ("J & V", "Ministerie van Justitie en Veiligheid"),
        ("OC&W", "Ministerie van Onderwijs, Cultuur en Wetenschap"),
        ("U.W.V.", "Uitvoeringsinstituut Werknemersverzekeringen"),
        ("De Belastingdienst", "Directoraat-generaal Belastingdienst"),
        ("Min. BZK", BZK),
        ("min.bzk", BZK),
        ("ministerie binnenlandse zaken", BZK),
        ("ministerie van binnelandse zaken", BZK),
        ("prov. Utrecht", "Provincie Utrecht"),
        ("prov Zuid Holland", "Provincie Zuid-Holland"),
        ("provincie ZH", "Provincie Zuid-Holland"),
        ("prov. Friesland", "Provincie Fryslân"),
        ("Súdwest Fryslan", "Gemeente Súdwest-Fryslân"),
        ("rijks waterstaat", "Rijkswaterstaat"),
        ("rijkswatersaat", "Rijkswaterstaat"),
        ("belasting dienst", "Directoraat-generaal Belastingdienst"),
        ("Gemeente Amersfort", "Gemeente Amersfoort"),
    ],
)
def test_offered_first(register, typed, first):
    assert offered(typed, most=10)[0].name == first


@pytest.mark.parametrize(
    "typed",
    ["", " ", ".", "''", "%%", "__", "Gem%den", "Gem_ente", "zzzz", "xyzzy plugh", "ooievaar"],
)
def test_nothing_is_offered_for_what_is_no_name(register, typed):
    assert offered(typed, most=10) == []


@pytest.mark.parametrize(
    "typed", ["gem. Leiden", "Lieden", "Den Bosch", "rijks waterstaat", "I&W", "Bergen"]
)
def test_what_is_only_like_a_name_links_nothing(register, typed):
    assert organisation_called(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Gemeente 's-Hertogenbosch",
        "Gemeente ’s-Hertogenbosch",
        "Gemeente ‘s-Hertogenbosch",
        "gemeente `s-hertogenbosch",
        "GEMEENTE  'S\u2011HERTOGENBOSCH",
        "Gemeente 's–Hertogenbosch",
    ],
)
def test_signs_that_phones_type_link_all_the_same(register, typed):
    assert organisation_called(typed).name == "Gemeente 's-Hertogenbosch"


def test_finding_who_is_called_so_takes_one_query(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        organisation_called("Gemeente Leiden")
