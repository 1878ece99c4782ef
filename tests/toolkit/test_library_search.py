"""Finding in the library as civil servants type: the same answers on every database."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from programme.models import Theme
from routekaart.demo.agreement import load_programme
from routekaart.demo.files import Folder
from routekaart.demo.moments import Moments
from routekaart.demo.rows import Loading
from routekaart.demo.toolkit import load_written
from tests.factories import StoryFactory
from toolkit.library.entries import entries_for, everybody
from toolkit.library.passages import passage_of
from toolkit.library.searching import search
from toolkit.models import StoryTerms

pytestmark = pytest.mark.django_db

WRITTEN = (Path(__file__).parent / "library_queries.csv").read_text(encoding="utf-8")
QUERIES = list(csv.reader(WRITTEN.splitlines()))[1:]


@pytest.fixture(scope="module", autouse=True)
def toolkit(django_db_setup, django_db_blocker):
    """The example toolkit, loaded once: 12 stories, 8 exercises, 6 themes, 30 cards."""
    with django_db_blocker.unblock(), transaction.atomic():
        folder, moments = Folder("voorbeeld"), Moments(date(2026, 6, 1))
        loading = Loading(folder, load_programme(folder, moments), moments)
        for row in folder.rows("programme", "theme"):
            Theme.objects.create(**row)
        for row in folder.rows("programme", "quality"):
            loading.programme.qualities.create(**row)
        load_written(loading)
        yield
        transaction.set_rollback(True)


def found(typed):
    return [entry.row.slug for entry in search(list(entries_for(everybody())), typed).entries]


def test_story_meant_is_in_the_first_three_for_27_of_30_queries():
    """Written before there was a search; among all 56, not only among the stories."""
    places = {typed: (found(typed) + [meant]).index(meant) for typed, meant in QUERIES}
    missed = {typed: place + 1 for typed, place in places.items() if place >= 3}

    assert len(QUERIES) == 30
    assert len(missed) <= 3, missed


FORMS = [
    "wethouder",
    "wethouders",
    "gesprek",
    "Gesprekken",
    "wethoudersgespek",
    "gespreck",
    "GESPRÉK",
]


@pytest.mark.parametrize("typed", FORMS)
def test_compound_is_found_by_its_parts_other_forms_and_with_a_typing_error(typed):
    story = StoryFactory(
        adopted=True, audience="public", title="Kort", text="Na het wethoudersgesprek."
    )

    assert story.slug in found(typed)


def test_found_in_the_text_it_shows_the_sentence_and_in_the_title_none():
    text = "Het was laat. De wethouders kwamen binnen. Iemand zuchtte."
    story = StoryFactory(adopted=True, audience="public", title="Kort", text=text)
    answer = search(list(entries_for(everybody())), "wethouder zucht")
    entry = next(each for each in answer.entries if each.row == story)

    shown = [passage_of(entry, answer.stems), passage_of(entry, {"kort"})]

    assert shown == ["De wethouders kwamen binnen.", ""]


def test_no_sentence_of_a_story_that_may_not_be_quoted_stands_by_itself():
    story = StoryFactory(adopted=True, audience="public", text="De wethouders kwamen binnen.")
    StoryTerms.objects.create(story=story, public=True)
    answer = search(list(entries_for(everybody())), "wethouders")

    assert [entry.row for entry in answer.entries] == [story]
    assert passage_of(answer.entries[0], answer.stems) == ""


def test_word_that_is_dutch_and_stands_nowhere_finds_nothing_else():
    """ "Wethouder" is no "wet", and "kaas" no typing error for "baas"."""
    answers = [search(list(entries_for(everybody())), typed) for typed in ("wethouder", "kaas")]

    assert [(answer.entries, answer.meant) for answer in answers] == [([], []), ([], [])]
