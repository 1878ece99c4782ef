import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import (
    CopyFactory,
    EditionFactory,
    EditionPartFactory,
    MaterialFactory,
    MilestoneFactory,
    PlanPartFactory,
    SessionPlanFactory,
    StoryFactory,
    UserFactory,
)
from tests.violations import (
    Violation,
    assert_database_refuses,
    assert_person_hears,
    interval_violations,
)
from toolkit.models import (
    Accepted,
    Assignment,
    Attempt,
    Conclusion,
    Edition,
    EditionFile,
    EditionPart,
    PlanPart,
    PublishedEdition,
    Replacement,
    StoryReader,
    StoryStep,
    StoryTerms,
)

pytestmark = pytest.mark.django_db

ANONYMISED_FIRST = "Vul de tekst zonder herkenbare personen in voordat het verhaal verdergaat."


def accepted() -> Accepted:
    return Accepted.objects.create(
        story=StoryFactory(), digest="a" * 64, reason="verzonnen", decided_by=UserFactory()
    )


def second(row: Accepted) -> Accepted:
    return Accepted.objects.create(
        story=row.story, digest="b" * 64, reason="verzonnen", decided_by=UserFactory()
    )


def replacement() -> Replacement:
    return Replacement.objects.create(
        story=StoryFactory(),
        original="Sanne",
        instead="een collega",
        kind="persoon",
        mentions=1,
        replaced_by=UserFactory(),
    )


def second_reading() -> StoryStep:
    return StoryStep.objects.create(
        story=StoryFactory(),
        state_before="anonymised",
        state_after="checked",
        taken_by=UserFactory(),
        writer=UserFactory(),
    )


def reader(email: str = "een@hogeschool.example") -> StoryReader:
    return StoryReader.objects.create(name="Een", email=email, expires_on="2026-01-01")


def second_reader() -> StoryReader:
    reader()
    return reader("twee@hogeschool.example")


def second_assignment() -> Assignment:
    """Of the same story to another reader."""
    story, two = StoryFactory(), second_reader()
    given = {"story": story, "assigned_by": UserFactory()}
    Assignment.objects.create(reader=StoryReader.objects.exclude(pk=two.pk).get(), **given)
    return Assignment.objects.create(reader=two, **given)


def first_reader_again(row: Assignment) -> dict:
    return {"reader_id": StoryReader.objects.exclude(pk=row.reader_id).get().pk}


def attempt() -> Attempt:
    return Attempt.objects.create(
        story=StoryFactory(), reader=reader(), text_digest="a" * 64, answered_at=timezone.now()
    )


def material_of_the_same(row):
    return {"title": MaterialFactory(programme=row.programme, kind=row.kind).title}


def conclusion() -> Conclusion:
    return Conclusion.objects.create(
        story=StoryFactory(),
        wise="vragen",
        why="dan weet je het",
        people=5,
        agreed_how="gevraagd",
        noted_by=UserFactory(),
    )


def part_with_material(**values: object) -> EditionPart:
    return EditionPartFactory(story=None, material=MaterialFactory(), **values)


def published_edition(edition: Edition, number: int) -> PublishedEdition:
    values = {"stage": "concept", "changes": "Eerste uitgave.", "content": b"{}", "checksum": "x"}
    values |= {"published_at": timezone.now(), "published_by": UserFactory()}
    made = PublishedEdition(edition=edition, number=number, **values)
    made.save()
    return made


def second_published() -> PublishedEdition:
    edition = EditionFactory()
    published_edition(edition, 1)
    return published_edition(edition, 2)


def file_beside_the_pdf() -> EditionFile:
    published = published_edition(EditionFactory(), 1)
    for form in ("pdf", "epub"):
        made = EditionFile(published=published, form=form, content=b"x", checksum="x")
        made.save()
    return made


def planned_material(**values: object) -> PlanPart:
    return PlanPartFactory(story=None, material=MaterialFactory(), **values)


VIOLATIONS = [
    Violation(
        "toolkit_conclusion_of_five_or_more",
        conclusion,
        {"people": 4},
        "Van minder dan vijf mensen leggen we geen conclusie vast.",
    ),
    Violation(
        "toolkit_conclusion_with_consent",
        conclusion,
        {"agreed_how": ""},
        "Schrijf hoe de groep ermee instemde.",
    ),
    *(
        Violation(
            "toolkit_conclusion_with_words",
            conclusion,
            {name: ""},
            "Schrijf op wat de groep wijs vond, en waarom.",
        )
        for name in ("wise", "why")
    ),
    Violation(
        "toolkit_storyterms_agreed_with_a_text",
        lambda: StoryTerms.objects.create(story=StoryFactory()),
        {"agreed_digest": "a" * 64},
        "Een akkoord is er met één tekst, op één moment.",
    ),
    Violation(
        "toolkit_attempt_by_one",
        attempt,
        lambda row: {"read_by_id": UserFactory().pk},
        "Een verhaal wordt door één iemand tegelijk gelezen.",
    ),
    Violation(
        "toolkit_attempt_compared_after_answer",
        attempt,
        {"outcome": "nobody"},
        "Alleen een antwoord dat er is, kan worden vergeleken.",
    ),
    Violation(
        "toolkit_storystep_adopted_after_attempt",
        second_reading,
        {"state_before": "checked", "state_after": "adopted"},
        "Laat eerst een tweede lezer proberen te achterhalen over wie het gaat.",
    ),
    Violation(
        "toolkit_storyreader_once",
        second_reader,
        {"email": "een@hogeschool.example"},
        "Deze lezer heeft al een link.",
    ),
    Violation(
        "toolkit_assignment_once",
        second_assignment,
        first_reader_again,
        "Dit verhaal is al aan deze lezer toegewezen.",
    ),
    Violation(
        "toolkit_storystep_read_by_another",
        second_reading,
        lambda row: {"taken_by_id": row.writer_id},
        "Wie het verhaal uitschreef, kan het niet zelf nakijken.",
    ),
    Violation(
        "toolkit_storystep_back_with_reason",
        second_reading,
        {"state_after": "raw"},
        "Schrijf waarom het verhaal een stap terug gaat.",
    ),
    Violation(
        "toolkit_accepted_with_reason",
        accepted,
        {"reason": ""},
        "Schrijf waarom dit mag blijven.",
    ),
    Violation(
        "toolkit_accepted_once",
        accepted,
        lambda row: {"story_id": row.story_id, "digest": second(row).digest},
        "Hierover is al besloten.",
    ),
    Violation(
        "toolkit_replacement_with_words", replacement, {"instead": ""}, "Vul in wat er nu staat."
    ),
    Violation("toolkit_material_with_text", MaterialFactory, {"text": ""}, "Schrijf de tekst."),
    Violation(
        "toolkit_material_people_in_order",
        MaterialFactory,
        {"people_min": 8, "people_max": 4},
        "Het grootste aantal deelnemers is niet kleiner dan het kleinste.",
    ),
    Violation(
        "toolkit_material_once",
        MaterialFactory,
        material_of_the_same,
        "Er is al een van deze soort met deze titel.",
    ),
    Violation(
        "toolkit_editionpart_is_one_thing",
        EditionPartFactory,
        {"story_id": None},
        "Kies een verhaal, of een werkvorm of kaart; niet allebei.",
    ),
    Violation(
        "toolkit_editionpart_story_once",
        EditionPartFactory,
        lambda row: {"story_id": EditionPartFactory(edition=row.edition).story_id},
        "Dit verhaal staat al in de editie.",
    ),
    Violation(
        "toolkit_editionpart_material_once",
        part_with_material,
        lambda row: {"material_id": part_with_material(edition=row.edition).material_id},
        "Deze werkvorm of kaart staat al in de editie.",
    ),
    Violation(
        "toolkit_copy_number_once",
        CopyFactory,
        lambda row: {"number": CopyFactory(published=row.published).number},
        "Dit nummer is al uitgegeven.",
    ),
    Violation(
        "toolkit_copy_once_an_address",
        CopyFactory,
        lambda row: {"email": CopyFactory(published=row.published).email},
        "Op dit adres is al een exemplaar van deze uitgave.",
    ),
    Violation(
        "toolkit_copy_with_a_name",
        CopyFactory,
        {"name": ""},
        "Vul in voor wie het exemplaar is.",
    ),
    Violation(
        "toolkit_sessionplan_has_a_name",
        SessionPlanFactory,
        {"title": ""},
        "Geef een titel, of kies de sessie waar dit voor is.",
    ),
    Violation(
        "toolkit_sessionplan_minutes",
        SessionPlanFactory,
        {"minutes": 1441},
        "Vul de tijd in minuten in, van 1 tot en met 1440.",
    ),
    Violation(
        "toolkit_sessionplan_people",
        SessionPlanFactory,
        {"people": 0},
        "Vul ten minste één deelnemer in, of laat het leeg.",
    ),
    Violation(
        "toolkit_planpart_is_one_thing",
        PlanPartFactory,
        {"story_id": None},
        "Kies een verhaal, of een werkvorm of kaart; niet allebei.",
    ),
    Violation(
        "toolkit_planpart_story_once",
        PlanPartFactory,
        lambda row: {"story_id": PlanPartFactory(plan=row.plan).story_id},
        "Dit verhaal staat al in de begeleiderskit.",
    ),
    Violation(
        "toolkit_planpart_material_once",
        planned_material,
        lambda row: {"material_id": planned_material(plan=row.plan).material_id},
        "Dit onderdeel staat al in de begeleiderskit.",
    ),
    Violation(
        "toolkit_publishededition_number_once",
        second_published,
        {"number": 1},
        "Deze uitgave bestaat al.",
    ),
    Violation(
        "toolkit_editionfile_once_a_form",
        file_beside_the_pdf,
        {"form": "pdf"},
        "Dit bestand bestaat al.",
    ),
    *interval_violations("toolkit_edition_ready_interval", EditionFactory),
    *interval_violations("toolkit_milestone_planned_interval", MilestoneFactory),
    *interval_violations("toolkit_milestone_expected_interval", MilestoneFactory),
    *interval_violations("toolkit_milestone_actual_interval", MilestoneFactory),
    *(
        Violation(
            "toolkit_story_text_from_anonymised_on",
            StoryFactory,
            {"state": state},
            ANONYMISED_FIRST,
        )
        for state in ("anonymised", "checked", "adopted")
    ),
    Violation(
        "toolkit_milestone_not_waiting_for_itself",
        MilestoneFactory,
        lambda milestone: {"waits_for_id": milestone.pk},
        "Een mijlpaal wacht niet op zichzelf.",
    ),
]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_database_refuses(violation):
    assert_database_refuses(violation)


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
def test_person_hears_why(violation):
    assert_person_hears(violation)


def test_milestones_in_a_circle_are_refused():
    first = MilestoneFactory()
    second = MilestoneFactory(waits_for=first)
    third = MilestoneFactory(waits_for=second)
    first.waits_for = third

    with pytest.raises(ValidationError) as refusal:
        first.full_clean()

    assert refusal.value.message_dict == {"waits_for": ["Deze mijlpalen wachten op elkaar."]}


def test_milestones_in_a_row_are_fine():
    last = MilestoneFactory(waits_for=MilestoneFactory(waits_for=MilestoneFactory()))

    assert last.full_clean() is None
