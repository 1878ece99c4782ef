"""Who gets which edition: given, marked, fetched, taken back; and what is in it for whom."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pikepdf import Stream

from outbox.models import Message
from privacy.actions import withdraw_consent
from privacy.declarations import declaration_of
from privacy.erasing import erase
from privacy.personal_links import EXPIRED, REPLACED, REVOKED
from tests.backoffice.people import page_of, signed_in
from tests.documents.making import open_pdf, text_of
from tests.factories import (
    ConsentFactory,
    CopyFactory,
    EditionFactory,
    EditionPartFactory,
    MaterialFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.copies.giving import give, renew, revoke
from toolkit.copies.links import url_of
from toolkit.editions.book import book_of, items_of
from toolkit.editions.publishing import publish
from toolkit.models import Audience, Copy, StoryTerms

pytestmark = pytest.mark.django_db

EMAIL = "noor@gemeente.example"


@pytest.fixture
def by():
    return UserFactory(is_superuser=True)


@pytest.fixture
def edition():
    """A part for each audience."""
    made = EditionFactory(title="Goed werk", stage="trial")
    for audience in Audience:
        story = StoryFactory(adopted=True, audience=audience, title=f"Voor {audience}")
        EditionPartFactory(edition=made, story=story)
    return made


@pytest.fixture
def published(edition, by):
    return publish(edition, by=by)


def given(edition, by, **values):
    told = {"holder": "person", "name": "Noor Bos", "email": EMAIL, "reader": "public"}
    told |= {"mark": "number", "expires_on": timezone.localdate() + timedelta(days=30)}
    return give(edition, by=by, **(told | values))


def titles(edition, reader):
    book = book_of(edition, number=1, today=timezone.localdate(), reader=reader)
    return [item["title"] for item in items_of(book)]


def test_book_of_each_reader_holds_only_the_parts_that_are_for_him(edition):
    assert titles(edition, Audience.PUBLIC) == ["Voor public"]
    assert titles(edition, Audience.AMBASSADORS) == ["Voor ambassadors", "Voor public"]
    assert len(titles(edition, Audience.FACILITATORS)) == 3


@pytest.mark.parametrize("use", ["ambassadors", "public"])
def test_book_leaves_out_what_its_giver_withholds_from_such_a_reader(edition, use):
    story = edition.stories.get(audience=use)
    uses = {"ambassadors": True, "public": True, "printed": True, use: False}
    StoryTerms.objects.create(story=story, **uses)

    assert story.title not in titles(edition, Audience(use))
    assert story.title in titles(edition, Audience.FACILITATORS)


def test_copy_is_the_frozen_book_of_its_reader_with_its_mark_and_no_address(client, published, by):
    edition = published.edition
    copy = given(edition, by, mark="name", name="Noor Bos")

    page = client.get(url_of(copy))
    assert "geen HRM-tool" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    copy.refresh_from_db()
    assert copy.first_fetched_on is None, "looking fetches nothing"
    answer = client.post(url_of(copy))

    text = text_of(answer.content)
    assert text.count("Exemplaar 1 van Noor Bos") == len(open_pdf(answer.content).pages)
    assert "Voor public" in text and "Voor ambassadors" not in text
    copy.refresh_from_db()
    assert copy.first_fetched_on == timezone.localdate()
    with open_pdf(answer.content) as file:
        whole = b"".join(each.read_bytes() for each in file.objects if isinstance(each, Stream))
        assert EMAIL.encode() not in whole and EMAIL.encode() not in answer.content
        assert b"Noor" not in file.Root.Metadata.read_bytes()
        assert "Noor" not in str(dict(file.docinfo)) + answer["Content-Disposition"]
    assert type(answer.headers["Content-Disposition"]) is str, "servers refuse a kind of it"


def test_copy_by_number_names_nobody(client, published, by):
    copy = given(published.edition, by)

    text = text_of(client.post(url_of(copy)).content)

    assert "Exemplaar 1" in text and "Noor" not in text


def test_each_has_a_number_and_who_asks_again_gets_the_same_link(published, by):
    first = given(published.edition, by)
    again = given(published.edition, by, email=EMAIL.upper())
    other = given(published.edition, by, email="sam@gemeente.example")

    assert (first.pk, first.number, other.number) == (again.pk, 1, 2)
    assert Message.objects.filter(template="copy_given").count() == 3


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"mark": "name", "name": "noor@gemeente.example"}, "nooit een adres"),
        ({"mark": "name", "name": "نور"}, "niet alle letters"),
        ({"expires_on": "yesterday"}, "Deze dag is voorbij"),
        ({"expires_on": "too late"}, "binnen een jaar"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_kept(
    published, by, values, sentence
):
    days = {"yesterday": -1, "too late": 400}
    if values.get("expires_on"):
        values = {"expires_on": timezone.localdate() + timedelta(days=days[values["expires_on"]])}

    with pytest.raises(ValidationError, match=sentence):
        given(published.edition, by, **values)

    assert not Copy.objects.exists() and not Message.objects.exists()


def test_edition_that_was_not_published_or_has_nothing_for_the_reader_is_not_given(by):
    edition = EditionFactory()
    with pytest.raises(ValidationError, match="nog niets gepubliceerd"):
        given(edition, by)
    EditionPartFactory(edition=edition)
    publish(edition, by=by)

    with pytest.raises(ValidationError, match="niets voor “iedereen”"):
        given(edition, by)


def test_link_that_ended_says_so_and_fetches_nothing(client, published, by):
    copy = given(published.edition, by)
    old = url_of(copy)
    copy = renew(copy, expires_on=timezone.localdate(), by=by)
    assert REPLACED in gone(client, old)
    revoke(copy, by=by)
    assert REVOKED in gone(client, url_of(copy))
    expired = CopyFactory(published=published, number=9, expires_on=date(2014, 1, 1))
    assert EXPIRED in gone(client, url_of(expired))
    assert client.get(url_of(copy)[:-5] + "x/").status_code == 404

    copy = renew(copy, expires_on=timezone.localdate(), by=by)

    assert client.get(url_of(copy)).status_code == 200


def gone(client, url):
    answers = [client.get(url), client.post(url)]
    assert [answer.status_code for answer in answers] == [410, 410]
    return answers[1].content.decode()


def test_edition_with_a_story_that_was_taken_back_goes_to_nobody_any_more(client, edition, by):
    story = StoryFactory(
        adopted=True, audience="public", title="Maan", consent=ConsentFactory(purpose="story")
    )
    EditionPartFactory(edition=edition, story=story)
    publish(edition, by=by)
    copy = given(edition, by)

    withdraw_consent(story.consent)

    answer = client.post(url_of(copy))
    assert "delen we niet meer uit" in answer.content.decode()
    with pytest.raises(ValidationError, match="teruggenomen"):
        given(edition, by, email="sam@gemeente.example")


def test_who_is_erased_leaves_a_number_and_a_link_that_works_no_more(client, published, by):
    copy = given(published.edition, by, mark="name")

    erase(declaration_of(Copy), Copy.objects.filter(email=EMAIL))

    copy.refresh_from_db()
    assert (copy.name, copy.email, copy.words) == ("(gewist)", "", "Exemplaar 1")
    assert client.get(url_of(copy)).status_code == 410


def test_staff_give_a_copy_from_the_edition_and_see_the_mail_first(published):
    anna, edition = signed_in("Anna"), published.edition
    day = f"{timezone.localdate() + timedelta(days=9):%d-%m-%Y}"
    sent = {"name": "Noor Bos", "holder": "person", "email": EMAIL, "reader": "public"}
    sent |= {"mark": "number", "expires_on": day}

    first = anna.post(page_of(edition, "exemplaar-geven"), sent)
    assert "Mail aan noor@gemeente.example" in first.content.decode()
    assert not Copy.objects.exists()
    anna.post(page_of(edition, "exemplaar-geven"), sent | {"seen": first.context["preview"].seal})

    copy = Copy.objects.get()
    assert "1 gegeven, 0 opgehaald, 1 met een link" in anna.get(page_of(edition)).content.decode()
    anna.post(page_of(copy, "intrekken"))
    assert "ingetrokken op" in anna.get(page_of(copy)).content.decode()


def test_book_of_a_part_is_a_material_too(edition):
    for audience in Audience:
        card = MaterialFactory(audience=audience, kind="card", title=f"Kaart {audience}")
        EditionPartFactory(edition=edition, story=None, material=card)

    assert titles(edition, Audience.PUBLIC) == ["Voor public", "Kaart public"]
