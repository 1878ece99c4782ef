"""Stories in the admin: what is raw stays with those who may see it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dates.entry import read_date
from privacy.models import Reading
from privacy.reading import as_log, note_reading
from privacy.retention import erase_expired
from tests.factories import (
    EditionFactory,
    FindingFactory,
    HubFactory,
    MilestoneFactory,
    PilotFactory,
    ProgrammeFactory,
    QualityFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)
from toolkit.models import Milestone, Story

pytestmark = pytest.mark.django_db

RAW, HUB, PILOT = "zeldzaamwoord", "Hubmerkteken", "Pilotmerkteken"


def sign_in(client, *groups, **rights):
    user = UserFactory(**rights)
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)


@pytest.fixture
def story():
    told = {
        "told_at_meeting_id": HubFactory(title=HUB).pk,
        "told_in_pilot": PilotFactory(title=PILOT),
    }
    story = StoryFactory(title="Het dossier", raw_text=f"Wat {RAW} vertelde")
    for name, value in told.items():
        setattr(story, name, value)
    story.save()  # the second record of its history, in which where it was told appears
    return story


def page(client, name, *args, **query):
    return client.get(reverse(f"admin:toolkit_{name}", args=args), query).content.decode()


@pytest.mark.parametrize("group", ["Programmastaf", "Werkgroep Toolkit", "Rapporteur"])
def test_raw_story_shows_on_no_page_to_who_may_not_see_it(client, story, group):
    sign_in(client, group)
    pages = [
        page(client, "story_change", story.pk),
        page(client, "story_changelist"),
        page(client, "story_history", story.pk),
        client.get(reverse("admin:index")).content.decode(),
    ]

    assert all("Het dossier" in text for text in pages[:3])
    for text in pages:
        assert not any(mark in text for mark in (RAW, HUB, PILOT))


def test_raw_story_shows_to_who_may_see_it_and_says_why(client, story):
    sign_in(client, "Programmastaf", "Ruwe verhalen")
    shown = page(client, "story_change", story.pk)
    history = page(client, "story_history", story.pk)
    address = reverse("admin:toolkit_story_ruwe-tekst", args=[story.pk])
    asked, refused = client.get(address), client.post(address, {"reason": " "})
    read = client.post(address, {"reason": "Om het uit te schrijven."})

    assert all(mark in shown for mark in (HUB, PILOT))
    assert HUB in history
    for answer in (asked, refused):
        assert RAW not in answer.content.decode()
    assert RAW in read.content.decode()
    assert "no-store" in read["Cache-Control"]
    row = Reading.objects.get()
    assert (row.subject, row.reason) == (f"toolkit.Story {story.pk}", "Om het uit te schrijven.")
    assert RAW not in shown + str(Reading.objects.values().get())


@pytest.mark.parametrize("group", ["Programmastaf", "Werkgroep Toolkit"])
@pytest.mark.parametrize("page_of", ["ruwe-tekst", "vervangingen"])
def test_who_may_not_read_is_refused_and_leaves_no_row(client, story, group, page_of):
    sign_in(client, group)
    address = f"/beheer/toolkit/story/{story.pk}/{page_of}/"

    answers = [client.get(address), client.post(address, {"reason": "Nieuwsgierig."})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Reading.objects.exists()


def test_log_of_reading_has_the_fields_of_the_standard(client, story):
    """Logboek Dataverwerkingen (Logius), component logboek."""
    row = note_reading("raw_story", story, by=UserFactory(), reason="Werk.")

    told = as_log(row)

    assert set(told) == {
        *("trace_id", "operation_id", "status_code", "name"),
        *("start_time", "end_time", "attributes"),
    }
    assert (len(told["trace_id"]), len(told["operation_id"])) == (32, 16)
    assert told["attributes"]["dpl.core.processing_activity_id"] == "raw_story"


def test_log_of_reading_says_in_dutch_of_what(admin_client, story):
    row = note_reading("raw_story", story, by=UserFactory(), reason="Werk.")

    for page in ("", f"{row.pk}/change/"):
        shown = admin_client.get(f"/beheer/privacy/reading/{page}").content.decode()
        assert f"verhaal {story.pk}" in shown
        assert "toolkit.Story" not in shown


def test_rows_of_reading_go_after_a_year(story):
    note_reading("raw_story", story, by=UserFactory(), reason="Werk.")

    erase_expired(timezone.now() + timedelta(days=364))
    assert Reading.objects.count() == 1
    erase_expired(timezone.now() + timedelta(days=366))
    assert not Reading.objects.exists()


def test_working_group_with_raw_stories_sees_where_without_choosing_meetings(client, story):
    sign_in(client, "Werkgroep Toolkit", "Ruwe verhalen")
    shown = page(client, "story_change", story.pk)

    assert HUB in shown
    assert 'name="told_at_meeting"' not in shown
    assert "Ruwe tekst" in shown


@pytest.mark.parametrize("groups", [[], ["Ruwe verhalen"]])
def test_nobody_searches_in_raw_texts_which_are_stored_encrypted(client, story, groups):
    sign_in(client, "Programmastaf", *groups)
    response = client.get(reverse("admin:toolkit_story_changelist"), {"q": RAW})

    assert response.context_data["cl"].result_count == 0


def test_autocomplete_of_stories_does_not_search_the_raw_text(client, story):
    sign_in(client, "Programmastaf")
    source = {"app_label": "toolkit", "model_name": "editionpart", "field_name": "story"}
    Story.objects.filter(pk=story.pk).update(state="adopted", text="zonder namen")
    found = client.get(reverse("admin:autocomplete"), {**source, "term": RAW}).json()
    by_title = client.get(reverse("admin:autocomplete"), {**source, "term": "dossier"}).json()

    assert found["results"] == []
    assert [row["text"] for row in by_title["results"]] == ["Het dossier"]


@pytest.mark.parametrize(
    "lookup",
    ["raw_text__contains", "told_at_meeting", "told_at_meeting__id__exact", "told_in_pilot_id"],
)
def test_address_that_asks_for_what_is_hidden_gets_no_answer(client, story, lookup):
    sign_in(client, "Programmastaf")
    value = RAW if "raw" in lookup else story.told_at_meeting_id
    response = client.get(reverse("admin:toolkit_story_changelist"), {lookup: value})

    assert response.status_code in (302, 400)


def test_who_may_not_see_the_raw_text_cannot_write_it_either(client, story):
    sign_in(client, "Werkgroep Toolkit")
    data = form_of(story) | {
        "title": "Andere titel",
        "raw_text": "overschreven",
        "told_at_meeting": "",
    }
    response = client.post(reverse("admin:toolkit_story_change", args=[story.pk]), data)
    story.refresh_from_db()

    assert response.status_code == 302
    assert (story.title, story.raw_text) == ("Andere titel", f"Wat {RAW} vertelde")
    assert story.told_at_meeting_id is not None


def test_log_of_changes_holds_no_raw_text(client, story):
    sign_in(client, "Programmastaf", "Ruwe verhalen")
    data = form_of(story) | {"title": "Nieuw", "raw_text": f"{RAW} en nog iets"}
    client.post(reverse("admin:toolkit_story_add"), data)
    logged = LogEntry.objects.get()

    assert RAW in Story.objects.get(title="Nieuw").raw_text
    assert logged.object_repr == "Nieuw"
    assert RAW not in logged.change_message


def form_of(story):
    return {"programme": story.programme_id, "title": story.title, "state": story.state, "text": ""}


def test_quality_of_another_programme_is_refused(client):
    sign_in(client, "Werkgroep Toolkit")
    data = {"programme": ProgrammeFactory().pk, "title": "Nieuw", "state": "raw", "text": ""}
    response = client.post(
        reverse("admin:toolkit_story_add"), data | {"qualities": [QualityFactory().pk]}
    )

    assert response.context_data["adminform"].form.errors == {
        "qualities": ["Kies kwaliteiten van het programma waar dit bij hoort."]
    }


def test_new_story_gets_an_address_of_its_own(client):
    sign_in(client, "Werkgroep Toolkit")
    data = {"programme": ProgrammeFactory().pk, "title": "Eén dossier", "state": "raw", "text": ""}
    client.post(reverse("admin:toolkit_story_add"), data)
    client.post(reverse("admin:toolkit_story_add"), data)

    assert list(Story.objects.values_list("slug", flat=True)) == ["een-dossier", "een-dossier-2"]


def test_working_group_sees_no_meetings_and_pilots_in_editions_and_findings(client):
    edition, finding = EditionFactory(), FindingFactory()
    finding.meetings.add(HubFactory(title=HUB).pk)
    edition.used_in.add(PilotFactory(title=PILOT))
    sign_in(client, "Werkgroep Toolkit")

    assert PILOT not in page(client, "edition_change", edition.pk)
    assert HUB not in page(client, "finding_change", finding.pk)


def test_milestone_takes_dates_as_they_are_known(client):
    sign_in(client, "Programmastaf")
    data = {"programme": ProgrammeFactory().pk, "title": "Concept", "position": 1, "note": ""}
    response = client.post(
        reverse("admin:toolkit_milestone_add"), data | {"expected": "mei 2014", "actual": "ooit"}
    )
    wrong = response.context_data["adminform"].form
    client.post(
        reverse("admin:toolkit_milestone_add"), data | {"expected": "mei 2014", "actual": ""}
    )

    assert list(wrong.errors) == ["actual"]
    assert 'value="ooit"' in str(wrong["actual"])
    assert Milestone.objects.get().expected == read_date("mei 2014")


@pytest.mark.parametrize(("value", "titles"), [("yes", ["Klaar"]), ("no", ["Later"])])
def test_milestones_are_filtered_by_whether_they_were_reached(client, value, titles):
    MilestoneFactory(title="Klaar", actual=read_date("2013"))
    MilestoneFactory(title="Later", expected=read_date("2013"))
    sign_in(client, "Werkgroep Toolkit")
    response = client.get(reverse("admin:toolkit_milestone_changelist"), {"reached": value})

    assert [row.title for row in response.context_data["cl"].queryset] == titles


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("story", lambda: StoryFactory().themes.add(ThemeFactory())),
        ("edition", EditionFactory),
        ("milestone", lambda: MilestoneFactory(waits_for=MilestoneFactory())),
        ("finding", FindingFactory),
    ],
)
def test_list_takes_as_many_queries_for_many_rows(client, name, make):
    sign_in(client, is_superuser=True)
    counts = [
        queries_of_list(client, f"admin:toolkit_{name}_changelist", make, n) for n in (1, 2, 27)
    ]

    assert len(set(counts)) == 1


def queries_of_list(client, name, make, more):
    for _ in range(more):
        make()
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    return len(queries)
