"""One block a line, the same every time, each part only where a record or a text has it."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from dates.entry import read_date
from programme.actions import change_number
from reporting.collect import make_document, read_material
from reporting.document.texts import plain
from reporting.making.readiness import missing_from
from reporting.renderings.formats import FORMATS
from tests.factories import ReschedulingFactory, TargetFactory

from ..reading import BY, hub, plain_document, report_of, section_of
from ..test_markers import readable

pytestmark = pytest.mark.django_db

LABELS = ["Afgesproken", "Gedaan", "Afwijking", "Oorzaak", "Gevolg", "Bijsturing", "Verwachting"]
WRITTEN = {
    "explanation": "De zaal brandde af.",
    "effect": "In 2014 zijn er meer.",
    "adjustment": "Wij zoeken eerder een zaal.",
    "expectation": "Alles is in 2014 klaar.",
}


@pytest.fixture
def target():
    target = TargetFactory(number=2, description="Hubs in het land")
    report_of(target.programme, "1 april 2014")
    return target


def block(target, section="hubs") -> dict[str, str]:
    """What stands under each label, in its order."""
    made = section_of(plain_document(target.programme.reports.get()), section)["blocks"]
    texts = [plain(each["content"]) for each in made if each["type"] == "paragraph"]
    parts = [text.partition(". ") for text in texts]
    return {head: rest for head, _dot, rest in parts if head in LABELS}


def moved(target, when="maart 2015", **fields):
    meeting = hub(target.programme, when, title="Hub", target=target, **fields)
    ReschedulingFactory(meeting=meeting, former_date=read_date("mei 2013"), reason="Geen zaal.")


def test_all_seven_stand_in_their_order(target):
    moved(target)
    hub(target.programme, "", title="Rol", target=target)
    for name, text in WRITTEN.items():
        setattr(target, name, text)
    target.save()

    assert list(block(target)) == LABELS
    assert block(target) == {
        "Afgesproken": "Twee: Hubs in het land.",
        "Gedaan": "Geen van de twee Goed Werk Hubs is gehouden.",
        "Afwijking": "Er zijn twee minder gehouden dan afgesproken: één is doorgeschoven, “Hub” "
        "(naar maart 2015); één is in voorbereiding, “Rol”.",
        "Oorzaak": "“Hub”: Geen zaal. De zaal brandde af.",
        "Gevolg": "Eén hub staat nu na de looptijd, die loopt tot en met 2014. "
        "In 2014 zijn er meer.",
        "Bijsturing": "Wij zoeken eerder een zaal.",
        "Verwachting": "Nog in voorbereiding: “Rol” (datum niet vastgelegd). "
        "Alles is in 2014 klaar.",
    }


def test_as_agreed_there_are_two(target):
    for _ in range(2):
        hub(target.programme, "mei 2013", target=target, held=True)

    assert list(block(target)) == ["Afgesproken", "Gedaan"]


def test_change_of_the_agreement_is_what_was_done_about_it(target):
    moved(target, "mei 2014")
    change_number(
        target, number=1, since=read_date("juni 2013"), agreed_with="BZK", how="brief", by=BY
    )

    told = block(target)["Bijsturing"]
    assert told.startswith("De afspraak voor 2013 is veranderd. Eerst waren twee")


@pytest.mark.parametrize("name", WRITTEN)
def test_each_text_stands_alone_under_its_label(target, name):
    for _ in range(2):
        hub(target.programme, "mei 2013", target=target, held=True)
    setattr(target, name, f"{WRITTEN[name]}\n\nNog iets.")
    target.save()

    label = LABELS[3 + list(WRITTEN).index(name)]
    assert block(target) == {
        "Afgesproken": "Twee: Hubs in het land.",
        "Gedaan": "Beide afgesproken Goed Werk Hubs zijn gehouden.",
        label: WRITTEN[name],
    }
    made = plain_document(target.programme.reports.get())
    assert "Nog iets." in str(section_of(made, "hubs"))


def test_line_with_an_aim_in_words_has_the_same_block(target):
    aim = TargetFactory(
        programme=target.programme, line="ambassadors", number=None, state="Vijf.", **WRITTEN
    )

    assert block(aim, "ambassadors") == {
        "Afgesproken": f"{aim.description}.",
        "Gedaan": "Vijf.",
        **dict(zip(LABELS[3:], WRITTEN.values(), strict=True)),
    }


def test_text_written_after_the_reference_date_says_so(target, monkeypatch):
    at = datetime(2014, 6, 1, 12, tzinfo=UTC)
    target.history.update(history_date=datetime(2014, 3, 1, 12, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", lambda: at)
    target.effect = WRITTEN["effect"]
    target.save()

    told = block(target)["Gevolg"]
    assert told == "(geschreven op 1 juni 2014, na de peildatum) In 2014 zijn er meer."


def test_figures_and_few_people_in_these_texts_are_looked_at(target):
    target.effect, target.adjustment = "Nog {hubs.agreed|woorden}.", "Slechts 3 aanwezigen."
    target.expectation = "Nog {hubs.bestaat_niet}."
    target.save()

    found = " ".join(line.text for line in missing_from(read_material(target.programme.slug, 2013)))

    assert block(target)["Gevolg"] == "Nog twee."
    assert "Slechts 3 aanwezigen" in found
    assert "Het cijfer {hubs.bestaat_niet} in de tekst bestaat niet." in found


def test_block_stands_in_all_five_forms(target):
    moved(target)
    for name, text in WRITTEN.items():
        setattr(target, name, text)
    target.save()
    made = make_document(read_material(target.programme.slug, 2013))

    for form in FORMATS:
        text = " ".join(readable(form, FORMATS[form](made)).replace("\u00ad", "").split())
        assert [word for word in [*LABELS, *WRITTEN.values()] if word not in text] == [], form
