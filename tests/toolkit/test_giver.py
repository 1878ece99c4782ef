"""Who gave a story: yes per use, follows it by link, reads and strikes, and takes it back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dates.values import ApproximateDate
from outbox.models import Message
from privacy.actions import end_consents, withdraw_consent
from privacy.links import receipt_url, withdraw_url
from privacy.models import Consent
from tests.factories import (
    EditionFactory,
    EditionPartFactory,
    ProgrammeFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.giver.acting import agree, change_uses, strike
from toolkit.giver.links import url_of
from toolkit.giver.passages import parts_of
from toolkit.giver.reading import ask_to_read
from toolkit.models import Story, StoryTerms
from toolkit.models.attempt import digest_of
from toolkit.sharing import share_story
from toolkit.way import adopt, read_second

from .trying import tried

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

RAW, EMAIL = "ruwmerkteken", "verteller@gemeente.example"
TEXT = "ik wachtte lang. toen belde iemand!\n\nik ging naar huis."


@pytest.fixture
def story():
    ProgrammeFactory()
    return share_story(
        title="Geduld",
        text=f"ik heet {RAW}.",
        email=EMAIL,
        uses=["working_group", "public", "printed"],
    )


def at(story, state="checked", text=TEXT):
    story.state, story.text, story.slug = state, text, "geduld"
    story.save()
    return story


def version_of(story):
    return digest_of(Story.objects.get(pk=story.pk))


def mails(kind):
    return Message.objects.filter(template=kind)


def test_link_comes_by_mail_and_shows_where_the_story_is(client, story):
    (mail,) = mails("story_link")
    assert mail.to == EMAIL
    assert "Geduld" not in str(mail.context)

    page = client.get(url_of(story))

    text = page.content.decode()
    assert "Iemand gaat het uitschrijven." in text
    assert RAW not in text
    assert "no-store" in page["Cache-Control"]
    assert client.get(reverse("toolkit:own_story", args=["onzin"])).status_code == 404


def test_giver_reads_the_text_and_agrees(client, story):
    at(story)
    assert "toen belde iemand!" in client.get(url_of(story)).content.decode()

    client.post(url_of(story), {"agree": "1", "version": version_of(story)})

    assert story.terms.__class__.objects.get().agreed_digest == version_of(story)
    assert "U bent akkoord met deze tekst." in client.get(url_of(story)).content.decode()


@pytest.mark.parametrize("state", ["raw", "written"])
def test_a_text_that_is_not_anonymous_yet_is_not_shown(client, story, state):
    at(story, state, f"over {RAW}.")

    page = client.post(url_of(story), {"agree": "1", "version": version_of(story)})

    assert RAW not in page.content.decode()
    assert "geen tekst om te lezen" in page.content.decode()


def test_passages_are_sentences_by_paragraph():
    (part,) = parts_of(Story(text=TEXT))

    assert [[p.text for p in each] for each in part.paragraphs] == [
        ["ik wachtte lang.", "toen belde iemand!"],
        ["ik ging naar huis."],
    ]


@pytest.mark.parametrize("state", ["anonymised", "checked", "adopted"])
def test_striking_takes_sentences_out_and_sends_the_story_back(client, story, state):
    at(story, state)
    draft, book = EditionFactory(), EditionFactory(ready=ApproximateDate.of_year(2024))
    for edition in (draft, book):
        EditionPartFactory(edition=edition, story=story)
    sent = {"strike": "1", "version": version_of(story), "struck": ["1"]}

    client.post(url_of(story), sent | {"reason": "Hieraan herkent men mij."})

    story.refresh_from_db()
    assert story.state == "written"
    assert story.text == "ik wachtte lang.\n\nik ging naar huis."
    assert story.steps.get().note == "De verteller streepte een zin door: Hieraan herkent men mij."
    assert (draft.stories.count(), book.stories.count()) == (0, 1)
    assert list(book.stories.not_for_the_next()) == [story]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"struck": []}, "Kruis aan welke zinnen weg moeten."),
        ({"struck": ["99"]}, "Kruis aan welke zinnen weg moeten."),
        ({"struck": ["²"]}, "Kruis aan welke zinnen weg moeten."),
        ({"reason": " "}, "Schrijf kort waarom"),
        ({"version": "oud"}, "intussen gewijzigd"),
    ],
)
def test_what_is_wrong_with_striking_is_said_and_nothing_changes(client, story, changes, sentence):
    at(story)
    sent = {"strike": "1", "version": version_of(story), "struck": ["1"], "reason": "Getypt."}

    page = client.post(url_of(story), sent | changes).content.decode()

    story.refresh_from_db()
    assert (story.state, story.text) == ("checked", TEXT)
    assert sentence in page
    assert page.count('id="error-summary"') == ("version" not in changes), "said above the page too"
    assert "Getypt." in page or "reason" in changes


def test_what_stands_beside_the_text_is_read_and_struck_too(client, story):
    story.tension, story.questions = "wachten of bellen.", "wie belt?\nwie wacht?"
    at(story)
    assert "wie wacht?" in client.get(url_of(story)).content.decode()

    strike(story, version=version_of(story), numbers={3, 4}, reason="Te herkenbaar")

    story.refresh_from_db()
    assert (story.text, story.tension, story.questions) == (TEXT, "", "wie wacht?")


def test_ticks_do_not_stay_when_the_text_changed_below_them(client, story):
    at(story)
    sent = {"strike": "1", "version": version_of(story), "struck": ["1"], "reason": ""}
    assert client.post(url_of(story), sent).content.count(b"checked> <bdi>toen belde") == 1
    at(story, text=f"een zin ervoor. {TEXT}")

    page = client.post(url_of(story), sent | {"reason": "Getypt."}).content.decode()

    assert "checked> <bdi>" not in page
    assert "Getypt." in page


def test_all_sentences_may_be_struck(story):
    at(story)
    strike(story, version=version_of(story), numbers={0, 1, 2}, reason="Te herkenbaar")

    story.refresh_from_db()
    assert (story.state, story.text) == ("written", "")


def test_a_second_reading_asks_the_giver_and_adoption_waits_for_it(story):
    at(story, "anonymised")
    user = UserFactory()
    read_second(story, by=user, note="")
    assert mails("story_to_read").get().to == EMAIL
    tried(story)

    with pytest.raises(ValidationError, match="verteller heeft deze tekst nog niet gelezen"):
        adopt(story, by=user, note="")
    agree(story, version=version_of(story))
    adopt(story, by=user, note="")

    assert story.state == "adopted"


def test_silence_of_a_fortnight_lets_it_be_adopted(story):
    at(story)
    tried(story)
    ask_to_read(story)
    StoryTerms.objects.update(asked_to_read_at=timezone.now() - timedelta(days=15))

    adopt(story, by=UserFactory(), note="")

    assert story.state == "adopted"


def test_uses_change_by_a_new_consent_with_its_own_receipt(client, story):
    at(story, "adopted")
    before = story.consent
    draft = EditionFactory()
    EditionPartFactory(edition=draft, story=story)

    client.post(url_of(story), {"change": "1", "uses": ["public"]})

    story.refresh_from_db()
    assert story.consent.text.endswith("Dit mag met mijn verhaal: tonen op de openbare site.")
    before.refresh_from_db()
    assert before.withdrawn_at is not None
    assert client.get(receipt_url(story.consent)).status_code == 200
    assert (story.state, story.text) == ("adopted", TEXT), "nothing was erased with the former"
    assert draft.stories.count() == 0
    assert list(Story.objects.allowed_for("public")) == [story]
    assert not Story.objects.allowed_for("printed").exists()
    assert client.get(url_of(story)).status_code == 200
    with pytest.raises(ValidationError, match="niets gewijzigd"):
        change_uses(story, uses=["public"])


def test_an_old_mail_takes_back_what_stands_now(client, story):
    at(story, "adopted")
    old = withdraw_url(story.consent)
    change_uses(story, uses=["public"])
    change_uses(Story.objects.get(), uses=["printed"])
    assert "drukken in een boek" in client.get(old).content.decode()

    client.post(old)

    assert not Consent.objects.standing().exists()
    assert client.get(url_of(story)).status_code == client.get(old).status_code == 410


def test_who_took_it_back_meanwhile_says_yes_to_nothing(story):
    withdraw_consent(story.consent)

    with pytest.raises(ValidationError, match="intussen in"):
        change_uses(story, uses=["public"])

    assert not Consent.objects.standing().exists()


def test_no_use_is_refused_with_what_to_do(client, story):
    page = client.post(url_of(story), {"change": "1"}).content.decode()

    assert "ten minste één ding" in page
    assert Consent.objects.standing().count() == 1


def test_taking_back_takes_it_out_everywhere_in_the_same_request(client, story):
    at(story, "adopted")
    draft, book = EditionFactory(), EditionFactory(ready=ApproximateDate.of_year(2024))
    for edition in (draft, book):
        EditionPartFactory(edition=edition, story=story)

    withdraw_consent(story.consent)

    assert not Story.objects.allowed_for("public").exists()
    assert (draft.stories.count(), book.stories.count()) == (0, 1)
    assert list(book.stories.not_for_the_next()) == [story]
    assert client.get(url_of(story)).status_code == 410


def test_a_consent_until_a_day_ends_by_itself():
    ProgrammeFactory()
    day = timezone.localdate() + timedelta(days=3)
    story = share_story(title="Kort", text=RAW, uses=["public"], valid_until=day)

    end_consents(timezone.now() + timedelta(days=5))

    story.refresh_from_db()
    assert story.raw_text == ""
    assert not Story.objects.allowed_for("public").exists()


def test_an_edition_takes_no_story_that_is_withheld(client, story):
    at(story, "adopted")
    StoryTerms.objects.update(printed=False)
    client.force_login(UserFactory(is_superuser=True))
    edition = EditionFactory(programme=story.programme)
    url = reverse("admin:toolkit_edition_change", args=[edition.pk])
    data = {"programme": edition.programme_id, "title": "Boek", "stage": "concept"}
    data |= {"parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0}
    data |= {"parts-0-position": 1, "parts-0-story": story.pk}

    page = client.post(url, data).content.decode()

    assert "mag niet in een editie" in page
    assert edition.stories.count() == 0


def test_the_working_group_sees_no_story_that_is_kept_from_it(client, story):
    StoryTerms.objects.update(working_group=False)
    member = UserFactory()
    member.groups.set(Group.objects.filter(name="Werkgroep Toolkit"))
    client.force_login(member)

    listed = client.get(reverse("admin:toolkit_story_changelist")).content.decode()

    assert "Geduld" not in listed
    LogEntry.objects.log_actions(member.pk, [story], CHANGE, "Merkzin.", single_object=True)
    for page in ("/beheer/", "/beheer/gedaan/", "/beheer/zoeken/?q=geduld"):
        shown = client.get(page).content.decode()
        assert [word for word in ("“Geduld”", ">Geduld<", "Merkzin") if word in shown] == [], page
    kind = "toolkit.story:uit-te-schrijven"
    assert client.get(f"/beheer/later/{kind}/{story.pk}/").status_code == 404
    assert client.get(reverse("admin:toolkit_story_change", args=[story.pk])).status_code == 302


def test_a_story_from_before_was_not_asked_per_use():
    before = StoryFactory(adopted=True)

    assert list(Story.objects.allowed_for("printed")) == [before]
    assert list(Story.objects.not_for_the_next()) == []
