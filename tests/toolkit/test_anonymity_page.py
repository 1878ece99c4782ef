"""The page "Anonimiteit": one decision for all mentions, a preview, and the gate at adoption."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.actions import give_consent, withdraw_consent
from privacy.models import Consent
from programme.models import OrganisationName
from tests.factories import OrganisationFactory, PersonFactory, StoryFactory, UserFactory
from toolkit.anonymising import examine, refuse_open, settle
from toolkit.models import Accepted, Replacement, Story, StoryKey

from .trying import tried

pytestmark = pytest.mark.django_db

TEXT = (
    "Ik sprak wethouder Smeets. Smeets zweeg lang.\n"
    "Vergunninghouder Ömer Aksoy wachtte bij de Zorgwolk. Smeets’ secretaresse belde."
)


@pytest.fixture
def story() -> Story:
    state = Story.State.ANONYMISED
    return StoryFactory(
        title="Het geduld van Smeets", slug="het-geduld-van-smeets", text=TEXT, state=state
    )


def sign_in(client, *groups, **rights):
    user = UserFactory(is_staff=True, **rights)
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


def address(story: Story, page: str = "anonimiteit") -> str:
    return reverse(f"admin:toolkit_story_{page}", args=[story.pk])


def answers(story: Story, **chosen: str) -> dict[str, str]:
    """`Smeets="een wethouder"` replaces; `Aksoy="omdat: …"` leaves it."""
    data = {"version": examine(story).version}
    for question in examine(story).questions:
        name = getattr(question.subject, "name", "")
        for word, words in chosen.items():
            if word in name:
                keeps = words.startswith("omdat: ")
                data[f"c{question.digest}"] = "blijven" if keeps else "vervangen"
                data[f"{'r' if keeps else 'w'}{question.digest}"] = words.removeprefix("omdat: ")
    return data


def test_one_answer_replaces_all_mentions_also_in_title_and_address(client, story):
    sign_in(client, "Werkgroep Toolkit")

    response = client.post(address(story), answers(story, Smeets="een wethouder") | {"apply": "1"})

    assert response.status_code == 302
    story.refresh_from_db()
    assert story.text.startswith("Ik sprak een wethouder. Een wethouder zweeg lang.\n")
    assert "Een wethouders secretaresse belde." in story.text
    assert story.title == "Het geduld van een wethouder"
    assert story.slug == "het-geduld-van-een-wethouder"
    assert not story.history.filter(title__contains="Smeets").exists()
    assert not story.history.filter(slug__contains="smeets").exists()
    assert Replacement.objects.get().original == "Smeets"


def test_a_preview_changes_nothing(client, story):
    sign_in(client, "Werkgroep Toolkit")

    page = client.post(address(story), answers(story, Smeets="een bestuurder") | {"preview": "1"})

    assert ">Een bestuurder</ins> zweeg lang." in page.content.decode()
    story.refresh_from_db()
    assert (story.text, Replacement.objects.count()) == (TEXT, 0)


def test_what_may_stay_is_asked_once_and_holds_no_name(client, story):
    sign_in(client, "Werkgroep Toolkit")

    client.post(address(story), answers(story, Aksoy="omdat: verzonnen naam") | {"apply": "1"})

    row = Accepted.objects.get()
    assert row.reason == "verzonnen naam"
    assert "Aksoy" not in repr(row.__dict__)
    open_names = [getattr(q.subject, "name", "") for q in examine(story).open]
    assert "Ömer Aksoy" not in open_names


def test_missing_answers_are_asked_for_and_nothing_is_stored_by_half(client, story):
    sign_in(client, "Werkgroep Toolkit")
    data = answers(story, Smeets="een wethouder", Aksoy="omdat: ")

    page = client.post(address(story), data | {"apply": "1"}).content.decode()

    assert "Schrijf waarom dit mag blijven." in page
    assert 'value="een wethouder"' in page
    story.refresh_from_db()
    assert story.text == TEXT
    assert not Replacement.objects.exists()


def test_a_text_that_a_colleague_changed_is_not_overwritten(client, story):
    sign_in(client, "Werkgroep Toolkit")
    data = answers(story, Smeets="een wethouder")
    Story.objects.update(text="Nu met Sanne erin.")

    page = client.post(address(story), data | {"apply": "1"}).content.decode()

    assert "Een collega heeft de tekst van dit verhaal intussen gewijzigd." in page
    story.refresh_from_db()
    assert story.text == "Nu met Sanne erin."


def test_a_title_that_would_be_too_long_is_refused_whole(client, story):
    sign_in(client, "Werkgroep Toolkit")

    page = client.post(address(story), answers(story, Smeets="x" * 195) | {"apply": "1"})

    assert "Met deze woorden wordt de titel te lang." in page.content.decode()
    story.refresh_from_db()
    assert (story.text, Replacement.objects.count()) == (TEXT, 0)


def test_two_at_once_the_second_is_told(story):
    user = UserFactory(is_superuser=True)
    version = examine(story).version
    (smeets,) = [q for q in examine(story).questions if "Smeets" in getattr(q.subject, "name", "")]
    settle(story, by=user, version=version, replaced=[(smeets.digest, "een wethouder")])

    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        settle(story, by=user, version=version, replaced=[(smeets.digest, "een man")])

    assert Replacement.objects.count() == 1


def test_who_may_not_change_stories_settles_nothing(client, story):
    reader = sign_in(client, "Rapporteur")

    assert client.get(address(story)).status_code == 403
    with pytest.raises(PermissionDenied):
        settle(story, by=reader, version=examine(story).version)


def save(client, story, **changes):
    url = reverse("admin:toolkit_story_change", args=[story.pk])
    form = client.get(url).context["adminform"].form
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    data = {
        n: [v.pk if hasattr(v, "pk") else v for v in x] if isinstance(x, list) else x
        for n, x in data.items()
    }
    return client.post(url, data | changes)


def act(client, story, page):
    url = address(story, page)
    form = client.get(url).context["adminform"].form
    data = {n: form[n].value() for n in form.fields if form[n].value() is not None}
    return client.post(url, {**data, "note": ""})


def test_a_story_with_open_marks_is_not_adopted(client, story):
    sign_in(client, is_superuser=True)

    Story.objects.update(state="checked")

    page = act(client, story, "opnemen").content.decode()

    assert "Dit verhaal kan nog niet worden opgenomen: over" in page
    story.refresh_from_db()
    assert story.state == Story.State.CHECKED


def test_who_says_it_is_anonymous_hears_what_is_still_found(client, story):
    sign_in(client, is_superuser=True)
    Story.objects.update(state="written")

    act(client, story, "geanonimiseerd")

    page = client.get(reverse("admin:toolkit_story_changelist")).content.decode()
    assert "Nog te beslissen bij “Anonimiteit”: " in page
    story.refresh_from_db()
    assert story.state == Story.State.ANONYMISED


def test_a_story_in_which_all_is_decided_is_adopted(client, story):
    sign_in(client, is_superuser=True)
    for _turn in range(2):  # the first may bring a text in which something new is seen
        data = {"version": examine(story).version}
        for question in examine(story).questions:
            data |= {f"c{question.digest}": "blijven", f"r{question.digest}": "verzonnen"}
        client.post(address(story), data | {"apply": "1"})

    Story.objects.update(state="checked")
    story.refresh_from_db()
    tried(story)

    assert act(client, story, "opnemen").status_code == 302

    story.refresh_from_db()
    assert story.state == Story.State.ADOPTED
    assert refuse_open(story) is None


def test_a_name_added_after_adoption_is_refused_too(client):
    sign_in(client, is_superuser=True)
    story = StoryFactory(adopted=True, title="Geduld", slug="geduld")

    page = save(client, story, text="Toen kwam Ömer Aksoy binnen.").content.decode()

    assert "over één gegeven is nog niet beslist." in page


def test_names_of_the_database_are_known(story):
    PersonFactory(name="Alex van Buuren")
    organisation = OrganisationFactory(name="Samen Verder", sector="waterschap", abbreviation="")
    OrganisationName.objects.create(
        organisation=organisation, name="Voorheen Anders", is_former=True
    )
    story.text = "Toen zei alex van buuren dat Voorheen Anders stopte."

    found = {
        e.name: e.proposal for e in examine(story).report.entities if e.mentions[0].field == "text"
    }

    assert found == {"alex van buuren": "een collega", "Voorheen Anders": "een waterschap"}


def replaced(client, story) -> str:
    """The log, after saying why it is read."""
    answer = client.post(address(story, "vervangingen"), {"reason": "Nakijken."})
    return answer.content.decode()


@pytest.mark.parametrize("group", ["Programmastaf", "Werkgroep Toolkit", "Rapporteur"])
def test_the_log_of_replacements_is_for_few(client, story, group):
    Replacement.objects.create(
        story=story, original="Geheimnaam", instead="iemand", kind="persoon", mentions=1
    )
    sign_in(client, group)

    assert client.get(address(story, "vervangingen")).status_code == 403

    sign_in(client, group, "Ruwe verhalen")
    assert "Geheimnaam" not in client.get(address(story, "vervangingen")).content.decode()
    assert "Geheimnaam" in replaced(client, story)


def test_a_replaced_name_shows_nowhere_else(client, story):
    """Not in the page, the list, the search, the history, the log of the admin or the index."""
    sign_in(client, is_superuser=True)
    client.post(address(story), answers(story, Aksoy="een ondernemer") | {"apply": "1"})
    change = reverse("admin:toolkit_story_change", args=[story.pk])

    pages = [
        client.get(address(story)),
        client.get(change),
        client.get(reverse("admin:toolkit_story_changelist"), {"q": "Aksoy"}),
        client.get(reverse("admin:toolkit_story_history", args=[story.pk])),
        client.get(reverse("admin:index")),
        client.get("/sitemap.xml"),
        client.get("/"),
    ]

    for page in pages:
        assert "Ömer" not in page.content.decode().replace('value="Ömer', "")
    assert not LogEntry.objects.filter(change_message__contains="Aksoy").exists()
    assert Replacement.objects.get().original == "Ömer Aksoy"


def test_withdrawing_consent_takes_the_log_along(story):
    story.consent = give_consent(
        purpose=Consent.Purpose.STORY, how="form", text="Ja", email="a@example.nl"
    )
    story.save()
    Replacement.objects.create(
        story=story, original="Smeets", instead="iemand", kind="persoon", mentions=1
    )

    withdraw_consent(story.consent)

    assert not Replacement.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('Sanne')</script> <b>Sanne</b> & co",
        "قال سامي إن Sanne غادرت",
        "👩‍👩‍👧 Sanne 👍🏽 İstanbul",
        "Gisteren sprak Sanne met Piet in Ommen. " * 2_900,
    ],
)
def test_strange_and_long_texts_are_shown_as_text(client, story, text):
    sign_in(client, "Werkgroep Toolkit")
    Story.objects.update(text=text)

    page = client.get(address(story))

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_the_page_costs_the_same_number_of_queries(client, story):
    sign_in(client, "Werkgroep Toolkit")
    counts = []
    for number in (1, 3, 30):
        names = [
            f"Toen kwam Aksoy{'abcdefghijklmnopqrstuvwxyzäëïö'[n]}x binnen." for n in range(number)
        ]
        Story.objects.update(text=" ".join(names))
        OrganisationFactory.create_batch(number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(story))
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_the_log_is_sealed_and_opened_with_one_query_more(client, story):
    sign_in(client, is_superuser=True)
    counts = []
    for number in (1, 3, 30):
        while story.replacements.count() < number:
            story.replacements.create(
                original="Geheimnaam", instead="x", kind="persoon", mentions=1
            )
        with CaptureQueriesContext(connection) as queries:
            page = replaced(client, story)
        assert page.count("Geheimnaam") == number
        counts.append(len(queries))

    assert len(set(counts)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT original FROM toolkit_replacement")
        assert not [row for row in cursor.fetchall() if "Geheimnaam" in row[0]]


def test_destroying_the_story_destroys_what_its_log_holds(story):
    story.replacements.create(original="Geheimnaam", instead="x", kind="persoon", mentions=1)

    story.delete()

    assert not StoryKey.objects.exists()
