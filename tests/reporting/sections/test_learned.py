"""Lessons and risks in the report: what is told, as known on the reference date, in all forms."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from dates.entry import read_date
from pilots.models import Form, What
from reporting.collect import make_document, read_material
from reporting.document.texts import plain
from reporting.learned.actions import change_state, close, open_again
from reporting.making.readiness import missing_from
from reporting.models import Lesson
from reporting.renderings.formats import FORMATS
from tests.factories import (
    LessonFactory,
    OrganisationFactory,
    PilotFactory,
    ProgrammeFactory,
    RiskFactory,
    UserFactory,
)
from tests.factories.releasing import release

from ..reading import hub, plain_document, report_of, table_of
from ..test_markers import readable

pytestmark = pytest.mark.django_db


BEFORE, AFTER = datetime(2014, 3, 1, 12, tzinfo=UTC), datetime(2014, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def on(monkeypatch):
    def setting(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    setting(BEFORE)
    return setting


@pytest.fixture
def programme(on):
    programme = ProgrammeFactory()
    for year in (2012, 2013, 2014):
        report_of(programme, "1 april 2014", year=year)
    return programme


def document(programme, year=2013):
    return plain_document(programme.reports.get(year=year))


def keys(programme, year=2013):
    return [section["key"] for section in document(programme, year)["sections"]]


def told(programme, what, year=2013):
    """The first words of each row; None where the section is left out."""
    made = document(programme, year)
    if what not in [section["key"] for section in made["sections"]]:
        return None
    return [row[0] for row in table_of(made, what, what)]


def typed(row):
    """As somebody typed it in: read from a file, nothing tells when it was there first."""
    row.history.update(history_user=UserFactory())
    return row


def test_without_lessons_and_risks_there_are_no_such_chapters(programme):
    assert not {"lessons", "risks"} & set(keys(programme))


def test_lessons_stand_in_the_year_that_they_are_of(programme):
    LessonFactory(programme=programme, text="Begin\nop tijd.", line="hubs")
    LessonFactory(programme=programme, text="Later.", year=2014)
    LessonFactory(text="Van een ander programma.")
    meeting = hub(programme, "maart 2013", title="Rol en recht")
    LessonFactory(programme=programme, text="Vraag een gastheer.", meeting=meeting)

    assert table_of(document(programme), "lessons", "lessons") == [
        ["Begin op tijd.", "Goed Werk Hubs", "–"],
        ["Vraag een gastheer.", "Het hele programma", "Rol en recht (maart 2013)"],
    ]
    assert told(programme, "lessons", 2014) == ["Later."]
    assert told(programme, "lessons", 2012) is None


def test_lesson_is_not_told_of_a_meeting_that_was_still_to_come(programme):
    meeting = hub(programme, "mei 2014")
    LessonFactory(programme=programme, meeting=meeting)

    assert told(programme, "lessons") is None


def test_lesson_written_after_the_reference_date_says_so(programme, on):
    known = typed(LessonFactory(programme=programme, text="Bekend."))
    changed = typed(LessonFactory(programme=programme, text="Toen."))
    from_a_file = LessonFactory(programme=programme, text="Uit een bestand.")
    on(AFTER)
    changed.text = "Nu."
    changed.save()
    known.line = "hubs"
    known.save()
    typed(LessonFactory(programme=programme, text="Nieuw."))

    assert from_a_file.text == "Uit een bestand."
    assert told(programme, "lessons") == [
        "Bekend.",
        "Nu. (geschreven op 1 juni 2014, na de peildatum)",
        "Uit een bestand.",
        "Nieuw. (geschreven op 1 juni 2014, na de peildatum)",
    ]


def test_year_that_had_not_begun_has_no_lessons(programme):
    report_of(ProgrammeFactory(), "1 april 2014")
    report = programme.reports.get(year=2014)
    report.reference_date = read_date("2 december 2013")
    report.save()
    LessonFactory(programme=programme, year=2014)

    assert told(programme, "lessons", 2014) is None


@pytest.mark.parametrize(
    ("whats", "form", "is_told"),
    [
        ((What.NAME, What.CONCLUSIONS), Form.FULL, True),
        ((What.NAME, What.CONCLUSIONS), Form.KIND, False),
        ((What.NAME,), Form.FULL, False),
        ((), Form.FULL, False),
    ],
)
def test_lesson_from_a_pilot_waits_for_its_host(programme, whats, form, is_told):
    host = OrganisationFactory(name="Gemeente Voorbeeld")
    pilot = PilotFactory(
        programme=programme, organisation=host, conclusions="Ja.", results_state="written"
    )
    LessonFactory(programme=programme, text="GEHEIMTEKEN", pilot=pilot)
    if whats:
        release(pilot, *whats, form=form, consent_on=date(2014, 2, 1))

    material = read_material(programme.slug, 2013)
    made = make_document(material)

    for render in FORMATS:
        assert ("GEHEIMTEKEN" in readable(render, FORMATS[render](made))) is is_told
    waits = [line.kind for line in missing_from(material) if line.section == "lessons"]
    assert waits == ([] if is_told else [f"lesson-{Lesson.objects.get().pk}"])


def test_risks_are_told_with_all_that_is_known(programme):
    RiskFactory(
        programme=programme,
        line="pilots",
        measure="Vooraf\nplannen.",
        since=read_date("maart 2013"),
    )
    risk = RiskFactory(programme=programme, what="Zaal valt weg.", since=read_date("mei 2013"))
    close(risk, on=read_date("juni 2013"), by=None)

    assert table_of(document(programme), "risks", "risks") == [
        [
            "Organisaties hebben geen tijd voor een pilot.",
            "Pilots",
            "programmaleider",
            "Vooraf plannen.",
            "open; sinds maart 2013",
        ],
        [
            "Zaal valt weg.",
            "Het hele programma",
            "programmaleider",
            "niet vastgelegd",
            "gesloten (juni 2013); sinds mei 2013",
        ],
    ]


@pytest.mark.parametrize(
    ("since", "closed", "is_told"),
    [
        ("2012", "december 2012", False),
        ("2012", "januari 2013", True),
        ("2012", "2012", False),
        ("2012", "", True),
        ("maart 2014", "", True),
        ("mei 2014", "", False),
        ("", "", True),
    ],
)
def test_year_tells_the_risks_that_were_not_over(programme, on, since, closed, is_told):
    on(AFTER)
    risk = RiskFactory(programme=programme, since=read_date(since))
    if closed:
        close(risk, on=read_date(closed), by=None)

    assert (told(programme, "risks") is not None) is is_told


def stands(programme):
    return [row[-1] for row in table_of(document(programme), "risks", "risks")]


def test_risk_stands_as_on_the_reference_date(programme, on):
    first = typed(RiskFactory(programme=programme))
    second = typed(RiskFactory(programme=programme, since=read_date("2013")))
    third = typed(RiskFactory(programme=programme))
    close(third, on=read_date("februari 2014"), by=None)
    on(AFTER)
    change_state(first, state="happened", by=None)
    close(second, on=read_date("mei 2014"), by=None)
    open_again(third, by=None)
    typed(RiskFactory(programme=programme, what="Wist nog niemand."))

    assert stands(programme) == [
        "open; sinds wanneer is niet vastgelegd",
        "open; sinds 2013",
        "gesloten (februari 2014); sinds wanneer is niet vastgelegd",
    ]


def test_risk_that_a_colleague_logged_later_is_told_where_it_was_there(programme, on):
    on(AFTER)
    risk = typed(RiskFactory(programme=programme, since=read_date("2013")))
    close(risk, on=read_date("mei 2014"), by=None)

    assert stands(programme) == ["open; sinds 2013"]


def test_same_words_stand_in_all_five_forms(programme):
    LessonFactory(programme=programme, text="Vraag eerst een gastheer.")
    RiskFactory(programme=programme, measure="Vooraf plannen.", since=read_date("maart 2013"))
    made = make_document(read_material(programme.slug, 2013))
    words = ("Vraag eerst een gastheer.", "Vooraf plannen.", "programmaleider", "maart 2013")

    for form, render in FORMATS.items():
        text = " ".join(readable(form, render(made)).replace("\u00ad", "").split())
        assert [word for word in words if word not in text] == [], form
        if form != "csv":
            assert "Geleerd" in text and "Risico" in text


def test_what_staff_wrote_stands_above_the_table(programme):
    report = programme.reports.get(year=2013)
    report.narratives.create(section="risks", text="Elk kwartaal bespreken wij de risico's.")
    RiskFactory(programme=programme)

    section = next(s for s in document(programme)["sections"] if s["key"] == "risks")

    assert [block["type"] for block in section["blocks"]][:2] == ["paragraph", "table"]
    assert plain(section["blocks"][0]["content"]) == "Elk kwartaal bespreken wij de risico’s."


def test_few_people_and_a_missing_measure_are_on_the_list(programme):
    LessonFactory(programme=programme, text="Slechts 3 aanwezigen is te weinig.")
    risk = RiskFactory(programme=programme)

    found = missing_from(read_material(programme.slug, 2013))

    lines = {line.section: line.text for line in found if line.section in ("lessons", "risks")}
    assert lines["risks"] == f"Welke maatregel is er tegen “{risk}”? Die is niet vastgelegd."
    assert "Slechts 3 aanwezigen" in lines["lessons"]


def test_who_logged_it_is_told_to_nobody(programme):
    user = UserFactory(first_name="Geheim", last_name="Teken")
    LessonFactory(programme=programme, logged_by=user)
    RiskFactory(programme=programme, logged_by=user)
    made = make_document(read_material(programme.slug, 2013))

    for form, render in FORMATS.items():
        assert "Geheim" not in readable(form, render(made))
