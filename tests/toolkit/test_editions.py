"""An edition as a book: what is in it, what of it is published, and that this stays."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from lxml import etree

from backoffice.fixed import FixedForGoodError
from privacy.actions import withdraw_consent
from tests.backoffice.people import page_of, signed_in
from tests.factories import (
    ConsentFactory,
    EditionFactory,
    EditionPartFactory,
    MaterialFactory,
    StoryFactory,
    UserFactory,
)
from toolkit.editions.book import book_of, items_of
from toolkit.editions.changes import changes
from toolkit.editions.forms import FORMS
from toolkit.editions.publishing import not_for_the_next, publish
from toolkit.models import EditionFile, PublishedEdition

pytestmark = pytest.mark.django_db

MOMENT = datetime(2014, 4, 15, 12, tzinfo=UTC)


def edition_with(*titles):
    edition = EditionFactory(title="Goed werk")
    for position, title in enumerate(titles, start=1):
        story = StoryFactory(adopted=True, title=title, slug=title.lower(), questions="Wat?\nNu?")
        EditionPartFactory(edition=edition, story=story, position=position)
    return edition


def with_cards(edition, number=12):
    for position in range(number):
        card = MaterialFactory(kind="card", programme=edition.programme, title=f"Kaart {position}")
        EditionPartFactory(edition=edition, story=None, material=card, position=position)
    return edition


def book(edition):
    return book_of(edition, number=1, today=MOMENT.date())


def published(edition):
    return publish(edition, by=UserFactory(is_superuser=True))


def test_book_holds_its_parts_in_the_chosen_order_chapter_by_chapter():
    edition = with_cards(edition_with("Zon", "Aarde"), 1)

    chapters = [(c["title"], [i["title"] for i in c["items"]]) for c in book(edition)["chapters"]]

    assert chapters == [("Verhalen", ["Zon", "Aarde"]), ("Waardenkaarten", ["Kaart 0"])]


def test_book_leaves_out_what_was_taken_back_and_what_is_no_longer_adopted():
    edition = edition_with("Zon")
    gone = StoryFactory(adopted=True, consent=ConsentFactory(purpose="story"))
    EditionPartFactory(edition=edition, story=gone)
    EditionPartFactory(edition=edition, story=StoryFactory(state="raw"))
    assert len(list(items_of(book(edition)))) == 2

    withdraw_consent(gone.consent)

    assert [item["title"] for item in items_of(book(edition))] == ["Zon"]


def test_book_takes_as_many_queries_for_many_parts_as_for_one(django_assert_num_queries):
    few, many = edition_with("Een"), edition_with(*(f"Verhaal-{n}" for n in range(30)))
    with django_assert_num_queries(5) as counted:
        book(few)
    with django_assert_num_queries(len(counted)):
        book(many)


def test_edition_without_stories_is_refused_in_one_sentence_and_nothing_is_kept():
    with pytest.raises(ValidationError, match="zonder verhalen"):
        published(EditionFactory())

    assert PublishedEdition.objects.count() == 0


def test_story_that_may_not_be_in_it_is_named():
    edition = edition_with("Zon")
    EditionPartFactory(edition=edition, story=StoryFactory(state="raw", title="Maan"))

    with pytest.raises(ValidationError, match="“Maan”"):
        published(edition)


def test_published_are_the_bytes_of_every_form_with_their_checksum():
    edition = with_cards(edition_with("Zon"))
    edition.stories.update(audience="public")

    made = published(edition)

    assert {file.form for file in made.files.all()} == set(FORMS)
    assert all(sha256(f.content).hexdigest() == f.checksum for f in made.files.all())
    assert sha256(made.content).hexdigest() == made.checksum


def test_next_edition_says_what_changed_and_the_first_stays_as_it_was():
    edition = edition_with("Zon", "Aarde")
    first = published(edition)
    edition.parts.get(story__title="Zon").delete()
    edition.stories.update(text="Anders verteld.")
    EditionPartFactory(edition=edition, story__title="Maan")

    next_one = published(edition)

    assert first.changes == "Eerste uitgave."
    assert next_one.changes.splitlines() == [
        "Nieuw: “Maan”.",
        "Niet meer erin: “Zon”.",
        "Gewijzigd: “Aarde”.",
    ]
    assert "Zon" in bytes(PublishedEdition.objects.get(pk=first.pk).intact_content).decode()


def test_pressing_twice_publishes_once_and_another_stage_is_a_change():
    edition = edition_with("Zon")
    published(edition)

    with pytest.raises(ValidationError, match="Er is niets gewijzigd sinds uitgave 1"):
        published(edition)
    edition.stage = "final"
    edition.save()

    assert published(edition).changes.startswith("De onderdelen zijn gelijk")
    assert edition.published.count() == 2


def test_another_order_or_title_is_a_change_too():
    edition = edition_with("Zon", "Aarde")
    before = book(edition)
    edition.parts.filter(story__title="Zon").update(position=9)
    edition.title = "Beter werk"

    assert changes(before, book(edition)).splitlines() == [
        "De titel was “Goed werk”.",
        "De volgorde is anders.",
    ]


def test_frozen_edition_names_what_may_not_be_in_the_next():
    edition = edition_with("Zon")
    story = StoryFactory(adopted=True, title="Maan", consent=ConsentFactory(purpose="story"))
    EditionPartFactory(edition=edition, story=story)
    published(edition)
    edition.parts.get(story=story).delete()
    assert not_for_the_next(edition) == []

    withdraw_consent(story.consent)

    assert not_for_the_next(edition) == ["Maan"]


@pytest.mark.parametrize("model", [PublishedEdition, EditionFile])
@pytest.mark.parametrize("words", ["UPDATE {} SET checksum = 'x'", "DELETE FROM {}"])
def test_database_refuses_to_change_what_was_published(model, words):
    published(edition_with("Zon"))

    refusal = pytest.raises(IntegrityError, match="Wat gepubliceerd is")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words.format(model._meta.db_table))


def test_published_row_refuses_to_be_saved_or_deleted():
    made = published(edition_with("Zon"))
    for attempt in (made.save, made.delete, PublishedEdition.objects.all().delete):
        with pytest.raises(FixedForGoodError):
            attempt()


def test_epub_begins_with_its_kind_and_names_every_page_once():
    content = FORMS["epub"].make(book(edition_with("Zon & maan", "Aarde")), MOMENT)
    zipped = ZipFile(BytesIO(content))
    package = etree.fromstring(zipped.read("EPUB/package.opf"))
    listed = {item.get("href") for item in package.iterfind(".//{*}item")}
    spine = [ref.get("idref") for ref in package.iterfind(".//{*}itemref")]
    ids = {item.get("id") for item in package.iterfind(".//{*}item")}

    first = zipped.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert {f"EPUB/{name}" for name in listed} | {"EPUB/package.opf"} == {
        name for name in zipped.namelist() if name.startswith("EPUB/")
    }
    assert len(spine) == len(set(spine)) == 4 and set(spine) <= ids
    for name in listed - {"style.css"}:
        page = etree.fromstring(zipped.read(f"EPUB/{name}"))
        links = [a.get("href") for a in page.iterfind(".//{*}a")]
        assert set(links) <= listed


def test_epub_survives_html_emoji_and_control_signs():
    edition = edition_with("Zon")
    edition.stories.update(text="<b>Vet</b> & 🌞 \x0b\n\nمرحبا")
    zipped = ZipFile(BytesIO(FORMS["epub"].make(book(edition), MOMENT)))

    page = etree.fromstring(zipped.read("EPUB/part-001.xhtml"))

    assert "<b>Vet</b> & 🌞" in "".join(page.itertext())


@pytest.mark.parametrize("form", ["pdf", "drukker", "kaarten"])
def test_pdf_is_tagged_speaks_dutch_and_claims_both_standards(form):
    edition = with_cards(edition_with("Zon"))
    edition.stories.update(text="Woord " * 20_000 + "🌞 مرحبا <b>")

    with pikepdf.open(BytesIO(FORMS[form].make(book(edition), MOMENT))) as file:
        said = file.open_metadata()
        assert (said["pdfaid:part"], said["pdfuaid:part"]) == ("3", "1")
        assert str(file.Root.Lang).lower().startswith("nl") and file.Root.MarkInfo.Marked


def test_page_for_the_printer_is_three_millimetres_larger_than_where_it_is_cut():
    content = FORMS["drukker"].make(book(edition_with("Zon")), MOMENT)

    with pikepdf.open(BytesIO(content)) as file:
        for page in file.pages:
            media, trim = map(list, (page.mediabox, page.trimbox))
            edges = [abs(float(a) - float(b)) for a, b in zip(media, trim, strict=True)]
            assert edges == pytest.approx([3 / 25.4 * 72] * 4, abs=0.1)


def test_each_back_lies_behind_its_front():
    """Of twelve cards: two sheets, each with its backs; in a row left and right change places."""
    from pypdf import PdfReader

    content = FORMS["kaarten"].make(book(with_cards(edition_with("Zon"))), MOMENT)
    spots = [spots_of(page) for page in PdfReader(BytesIO(content)).pages]
    width = 210 / 25.4 * 72

    assert [len(each) for each in spots] == [10, 10, 2, 2]
    for fronts, backs in zip(spots[::2], spots[1::2], strict=True):
        for number, (x, y) in fronts.items():
            behind_x, behind_y = backs[number]
            assert (x < width / 2) != (behind_x < width / 2)
            assert abs(y - behind_y) < 153 / 2


def spots_of(page):
    """Where the number of each card stands."""
    found = {}

    def visit(text, user, matrix, *_):
        words = text.split()
        if words and words[-1].isdigit() and words[0] in (words[-1], "waardenkaart"):
            spot = (user[4] + user[0] * matrix[4], user[5] + user[3] * matrix[5])
            found[int(words[-1])] = spot

    page.extract_text(visitor_text=visit)
    return found


def test_staff_publish_and_read_what_was_published():
    edition, anna = edition_with("Zon"), signed_in("Anna")

    anna.post(page_of(edition, "publiceren"))

    page = anna.get(page_of(edition)).content.decode()
    address = f"/beheer/toolkit/edition/{edition.pk}/uitgave/1/pdf/"
    assert address in page and "Eerste uitgave." in page
    file = edition.published.get().files.get(form="pdf")
    assert anna.get(address).content == file.intact_content
    assert anna.get(address.replace("/1/", "/2/")).status_code == 404


def test_book_as_it_would_be_now_is_seen_before_it_is_published():
    edition, anna = edition_with("Zon"), signed_in("Anna")

    answer = anna.get(f"/beheer/toolkit/edition/{edition.pk}/boek/pdf/")

    assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    assert not edition.published.exists()
