"""A session plan: what may be in it, what it says of time and what to bring, its pages and PDF."""

from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilots.facilitator.links import token_of
from privacy.actions import withdraw_consent
from tests.backoffice.people import page_of, signed_in
from tests.factories import (
    ConsentFactory,
    FacilitatorLinkFactory,
    GroupFactory,
    MaterialFactory,
    PilotFactory,
    PlanPartFactory,
    SessionFactory,
    SessionPlanFactory,
    StoryFactory,
)
from tests.project.access import browser_of
from toolkit.models import SessionPlan, StoryTerms
from toolkit.plans.acting import Place, arrange, choose
from toolkit.plans.values import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return SessionPlanFactory(minutes=60, people=8)


def story_for(plan, **values):
    return StoryFactory(adopted=True, programme=plan.programme, **values)


def material_for(plan, **values):
    return MaterialFactory(programme=plan.programme, **values)


def chosen(plan, *, stories=(), materials=()):
    return choose(
        plan, minutes=60, people=8, stories=list(stories), materials=list(materials), by=None
    )


def placed(plan, *places):
    keys = [item["part"] for item in plan_of(plan)["items"]]
    arrange(plan, places=dict(zip(keys, places, strict=True)), by=None)


def test_adds_up_the_times_and_says_by_how_much_it_does_not_fit(plan):
    rows = [material_for(plan, minutes=40), material_for(plan, minutes=25)]
    chosen(plan, materials=rows)

    values = plan_of(plan)

    assert values["total"] == 65
    assert [item["when"] for item in values["items"]] == ["minuut 0 tot 40", "minuut 40 tot 65"]
    assert values["warnings"] == [
        "Dit past niet: het duurt 65 minuten, en u hebt er 60. Haal 5 minuten weg."
    ]


def test_a_time_nobody_filled_in_is_not_made_up(plan):
    chosen(plan, stories=[story_for(plan, title="Zon")], materials=[material_for(plan, minutes=20)])

    values = plan_of(plan)

    assert values["total"] == 20
    assert [item["when"] for item in values["items"]] == ["", ""]
    assert values["warnings"] == ["Nog zonder tijd, dus niet meegeteld: “Zon”."]


def test_says_for_which_size_of_group_an_exercise_is_meant(plan):
    pairs = material_for(plan, title="Tweetal", minutes=5, people_max=6)
    chosen(plan, materials=[pairs, material_for(plan, minutes=5, people_min=8, people_max=8)])

    assert plan_of(plan)["warnings"] == [
        "“Tweetal” is bedoeld voor tot 6 deelnemers, en u verwacht er 8."
    ]


def test_lists_once_and_in_order_what_to_bring(plan):
    cards = [material_for(plan, kind="card", title=f"Kaart {n}") for n in range(3)]
    stifts = [material_for(plan, supplies="stiften"), material_for(plan, supplies="stiften")]
    chosen(plan, stories=[story_for(plan, title="Zon")], materials=[*stifts, *cards])

    assert plan_of(plan)["bring"] == ["“Zon” op papier, 8 keer", "stiften", "3 waardenkaarten"]


def test_order_time_and_questions_are_chosen_and_stay_when_something_is_added(plan):
    story = story_for(plan, title="Zon", questions="Wat zag u?\nEn nu?")
    exercise = material_for(plan, title="Rondje", minutes=10)
    chosen(plan, stories=[story], materials=[exercise])
    placed(plan, Place(2, 30, frozenset({"En nu?"})), Place(1, 15))

    chosen(plan, stories=[story], materials=[exercise, material_for(plan, title="Slot")])

    items = plan_of(plan)["items"]
    assert [(item["title"], item["minutes"]) for item in items] == [
        ("Rondje", 15),
        ("Zon", 30),
        ("Slot", None),
    ]
    assert items[1]["questions"] == ["En nu?"]


def test_value_cards_stand_together_with_one_time(plan):
    rows = [material_for(plan, kind="card", title=f"Kaart {n}") for n in range(2)]
    chosen(plan, materials=[material_for(plan, title="Begin", minutes=5), *rows])
    placed(plan, Place(2, 5), Place(1, 25))

    items = plan_of(plan)["items"]

    assert [(item["title"], item["minutes"]) for item in items] == [
        ("Waardenkaarten", 25),
        ("Begin", 5),
    ]
    assert [card["title"] for card in items[0]["cards"]] == ["Kaart 0", "Kaart 1"]


@pytest.mark.parametrize("use", ["ambassadors", "printed"])
def test_a_story_whose_giver_withholds_it_is_not_offered_and_falls_out(plan, use):
    story = story_for(plan, title="Zon")
    chosen(plan, stories=[story])
    StoryTerms.objects.create(story=story, **{"ambassadors": True, "printed": True, use: False})

    values = plan_of(plan)

    assert values["items"] == []
    assert values["warnings"] == [
        "Eén verhaal mag hier niet meer worden gebruikt en is weggelaten."
    ]
    page = signed_in("Anna").get(staff_url(plan, "choose")).content.decode()
    assert "Zon" not in page


def test_a_consent_taken_back_takes_the_story_out_of_page_and_pdf_at_once(plan):
    story = story_for(plan, title="Zon", consent=ConsentFactory(purpose="story"))
    chosen(plan, stories=[story])
    anna = signed_in("Anna")
    assert "Zon" in anna.get(staff_url(plan, "show")).content.decode()

    withdraw_consent(story.consent)

    assert "Zon" not in anna.get(staff_url(plan, "show")).content.decode()


def test_takes_as_many_queries_for_many_parts_as_for_one():
    counts = []
    for number in (1, 3, 30):
        plan = SessionPlanFactory()
        for _ in range(number):
            PlanPartFactory(plan=plan)
            PlanPartFactory(plan=plan, story=None, material=material_for(plan))
        with CaptureQueriesContext(connection) as queries:
            assert len(plan_of(plan)["items"]) == 2 * number
        counts.append(len(queries))

    assert len(set(counts)) == 1


def staff_url(plan, page):
    return reverse(f"admin:toolkit_sessionplan_{page}", args=[plan.pk])


def test_staff_choose_and_arrange_on_two_pages(plan):
    anna, story = signed_in("Anna"), story_for(plan, title="Zon", questions="Wat zag u?")

    answer = anna.post(staff_url(plan, "choose"), {"minutes": "45", "stories": [story.pk]})
    assert answer.url == staff_url(plan, "show")
    part = plan.parts.get()
    sent = {f"part-{part.pk}-position": "1", f"part-{part.pk}-minutes": "50"}
    shown = anna.post(staff_url(plan, "arrange"), sent, follow=True).content.decode()

    assert "het duurt 50 minuten, en u hebt er 45" in shown
    assert "Wat zag u?" not in shown
    pdf = anna.get(staff_url(plan, "pdf"))
    with pikepdf.open(BytesIO(pdf.content)) as file:
        assert file.Root.MarkInfo.Marked and str(file.Root.Lang).lower().startswith("nl")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"minutes": ""}, "Vul in hoeveel minuten u hebt."),
        ({"minutes": "een uur"}, "Vul een getal in, bijvoorbeeld 90."),
        ({"minutes": "9999999"}, "Een dag heeft 1440 minuten."),
        ({"minutes": "60", "stories": ["999999", "x"]}, "Een onderdeel dat u koos, is er niet"),
    ],
)
def test_bad_input_is_answered_in_one_sentence_and_nothing_changes(plan, sent, sentence):
    answer = signed_in("Anna").post(staff_url(plan, "choose"), sent)

    assert sentence in answer.content.decode()
    plan.refresh_from_db()
    assert (plan.minutes, plan.parts.count()) == (60, 0)


@pytest.fixture
def link():
    return FacilitatorLinkFactory()


def session_of(link):
    made = SessionFactory(group=GroupFactory(pilot=PilotFactory()), number=1)
    made.group.pilot.team.add(link.person)
    return made


def own_url(link, session, page="show"):
    return reverse(f"toolkit:session_plan_{page}", args=[token_of(link), session.pk])


def test_facilitator_makes_the_plan_of_an_own_session_and_staff_read_the_same(client, link):
    session = session_of(link)
    story = StoryFactory(adopted=True, programme=session.group.pilot.programme, title="Zon")
    assert client.get(own_url(link, session)).url == own_url(link, session, "choose")
    assert not SessionPlan.objects.exists(), "looking makes nothing"

    sent = {"minutes": "90", "people": "8", "stories": [story.pk]}
    shown = client.post(own_url(link, session, "choose"), sent, follow=True).content.decode()

    assert "Zon" in shown
    made = SessionPlan.objects.get(session=session)
    assert link.person.name in made.history.first().history_change_reason
    staff_page = signed_in("Anna").get(
        reverse("admin:pilots_session_sessieplan", args=[session.pk])
    )
    assert staff_url(made, "show") in staff_page.content.decode()


def test_facilitator_sees_no_plan_of_another_pilot(client, link):
    other = SessionFactory(group=GroupFactory(pilot=PilotFactory(title="Pilot Zuid")))
    SessionPlanFactory(session=other, programme=other.group.pilot.programme, title="GEHEIM")

    answers = [client.get(own_url(link, other, page)) for page in ("show", "choose", "pdf")]

    assert {answer.status_code for answer in answers} == {404}
    assert "GEHEIM" not in "".join(answer.content.decode() for answer in answers)


def test_who_may_not_make_a_plan_is_not_led_to_one(link):
    session = session_of(link)
    rapporteur = browser_of("Rapporteur")

    page = rapporteur.get(reverse("admin:pilots_session_sessieplan", args=[session.pk]))

    assert page.status_code == 200
    assert reverse("admin:toolkit_sessionplan_add") not in page.content.decode()


def test_staff_begin_from_the_grid_with_what_is_known(link):
    session = session_of(link)
    anna = signed_in("Anna")

    page = anna.get(reverse("admin:pilots_session_sessieplan", args=[session.pk]))
    address = f"{reverse('admin:toolkit_sessionplan_add')}?session={session.pk}"
    assert address in page.content.decode()
    sent = {"programme": session.group.pilot.programme_id, "session": session.pk, "minutes": "90"}
    answer = anna.post(address, sent)

    made = SessionPlan.objects.get()
    assert answer.url == staff_url(made, "choose")
    page = anna.get(page_of(made)).content.decode()
    assert staff_url(made, "show") in page and staff_url(made, "choose") in page
    assert f"Sessie 1 van {session.group}, {session.group.pilot}" in page
