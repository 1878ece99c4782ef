"""Single rules of the check, each by a sentence that would slip through without it."""

import pytest

from toolkit.anonymity.check import Known, check
from toolkit.anonymity.marks import Kind
from toolkit.anonymity.register import Register


def found(text: str, kind: Kind = Kind.PERSON) -> list[str]:
    return [mark.text for mark in check(text).marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik sprak met Sanne van den Berg.", ["Sanne van den Berg"]),
        ("Bakker vond het niets.", ["Bakker"]),
        ("De bakker vond het niets.", []),
        ("Van den Berg belde terug.", ["Van den Berg"]),
        ("Van de week belde ik terug.", []),
        ("Burgemeester Van Es was er ook.", ["Van Es"]),
        ("Sannes voorstel was goed.", ["Sannes"]),
        ("Het plan van Jan-Willem en Anna's zus.", ["Jan-Willem", "Anna's"]),
        ("Ook Özlem Yıldız en Nguyễn Thị Lan waren er.", ["Özlem Yıldız", "Nguyễn Thị Lan"]),
        ("Gesproken met mw. A.B. d'Hondt-Smit.", ["A.B. d'Hondt-Smit"]),
        ("heb je met fatima gebeld?", ["fatima"]),
        ("dhr de bruin is er", ["de bruin"]),
        ("Dat mag niet van de Tweede Kamer.", []),
        ("In Nederland geldt de Participatiewet.", []),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Bel 06-12345678.", Kind.PHONE, ["06-12345678"]),
        ("Zijn BSN is 123456782.", Kind.BSN, ["123456782"]),
        ("Het bedrag was 123456789 euro.", Kind.BSN, []),
        ("Op NL91 ABNA 0417 1643 00 graag.", Kind.IBAN, ["NL91 ABNA 0417 1643 00"]),
        ("Een auto met 12-XH-BD erop.", Kind.PLATE, ["12-XH-BD"]),
        ("Zij woont op 1234 AB.", Kind.POSTCODE, ["1234 AB"]),
        ("In 2012 en later.", Kind.POSTCODE, []),
        ("Mail jan@voorbeeld.nl.", Kind.EMAIL, ["jan@voorbeeld.nl"]),
        ("Zie www.voorbeeld.nl/jan.", Kind.URL, ["www.voorbeeld.nl/jan"]),
        ("Op drie maart 2019 was het.", Kind.DATE, ["drie maart 2019"]),
        ("Het was op oudejaarsavond.", Kind.DATE, ["oudejaarsavond"]),
        ("Aan de Molenweg 14 was het.", Kind.STREET, ["Molenweg 14"]),
        ("Bij stichting De Brug hielp men.", Kind.ORGANISATION, ["De Brug"]),
        ("Ik woon in Ommen.", Kind.PLACE, ["Ommen"]),
        ("De griffier belde.", Kind.ROLE, ["griffier"]),
        ("Een griffier belde.", Kind.ROLE, []),
    ],
)
def test_other_kinds(text: str, kind: Kind, names: list[str]) -> None:
    assert found(text, kind) == names


def test_a_name_is_one_entity_in_all_fields() -> None:
    report = check(
        {
            "text": "Ik sprak Sanne de Wit. Sanne zweeg. Mevrouw De Wit keek weg.",
            "title": "Het verhaal van Sanne",
            "address": "het-verhaal-van-sanne",
            "file": "gesprek_dewit_sanne.docx",
        }
    )

    (entity,) = [each for each in report.entities if "Wit" in each.name]

    assert {mark.field for mark in entity.mentions} == {"text", "title", "address", "file"}
    assert entity.proposal == "een collega"


def test_two_who_share_a_surname_are_two() -> None:
    report = check("Jan de Boer en Anna de Boer waren het oneens.")

    assert [entity.name for entity in report.entities] == ["Jan de Boer", "Anna de Boer"]


def test_the_role_stays_and_the_name_goes() -> None:
    (entity,) = check("Toen kwam wethouder Smeets binnen.").entities

    assert (entity.name, entity.proposal) == ("Smeets", "een wethouder")


def test_names_of_the_database_are_known() -> None:
    known = Known(
        persons=("Alex van Buuren",),
        register=Register([("x|een adviesbureau", "Samen Verder", False)]),
    )

    report = check("Toen zei alex van buuren dat Samen Verder stopte.", known)

    assert [(e.kind, e.name) for e in report.entities] == [
        (Kind.PERSON, "alex van buuren"),
        (Kind.ORGANISATION, "Samen Verder"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "<p>Sanne <b>de Wit</b></p><script>alert('Jan')</script>",
        "قال سامي إن Sanne غادرت",
        "👩‍👩‍👧 Sanne 👍🏽 zei İstanbul ok 🇳🇱",
        "{{ naam }} {% if %} [Sanne](http://x.nl) **Jan**",
        "A." * 500,
        "van der " * 500,
        "(" * 2000 + "Sanne",
        "a@" * 1000 + "-" * 3000,
        "é\u0301\u200b\u202eSanne\ufeff",
    ],
)
def test_strange_text_gives_marks_that_lie_in_it(text: str) -> None:
    for mark in check(text).marks:
        assert text[mark.start : mark.end] == mark.text


def test_a_story_of_20_000_words_is_read_to_its_end() -> None:
    sentence = "Gisteren sprak Sanne met wethouder Smeets in Ommen over de brug. "

    report = check(sentence * 1_800)

    assert [len(entity.mentions) for entity in report.entities] == [1_800] * 3
