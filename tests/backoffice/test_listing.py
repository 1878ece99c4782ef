"""A list of the admin finds the keys of one page, and reads those rows as its columns show them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.listing import HouseLists
from tests.backoffice.people import page_of, signed_in
from tests.factories import EditionFactory, EditionPartFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return signed_in("Anna")


@pytest.fixture(autouse=True)
def _two_on_a_page(monkeypatch):
    monkeypatch.setattr(HouseLists, "list_per_page", 2)


def themes(*names):
    for name in names:
        ThemeFactory(name=name)


def shown(anna, **asked):
    found = anna.get(reverse("admin:programme_theme_changelist"), asked).context_data["cl"]
    return [theme.name for theme in found.result_list], found.result_count, found.full_result_count


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Lef", "Moed"]),
        ({"p": 2}, ["Rust", "Tact"]),
        ({"p": 3}, ["Tijd"]),
        ({"all": ""}, ["Lef", "Moed", "Rust", "Tact", "Tijd"]),
    ],
)
def test_each_page_has_its_rows_and_the_number_of_all(anna, asked, names):
    themes("Lef", "Moed", "Rust", "Tact", "Tijd")

    found, number, of_all = shown(anna, **asked)

    assert (number, of_all) == (5, 5)
    assert found == names


@pytest.mark.parametrize(
    ("asked", "names", "number"),
    [
        ({"q": "T"}, ["Rust", "Tact"], 3),
        ({"q": "T", "p": 2}, ["Tijd"], 3),
        ({"q": "tijd"}, ["Tijd"], 1),
        ({"q": "nergens"}, [], 0),
    ],
)
def test_what_was_found_is_counted_beside_all(anna, asked, names, number):
    themes("Lef", "Moed", "Rust", "Tact", "Tijd")

    assert shown(anna, **asked) == (names, number, 5)


def test_page_beyond_the_last_is_no_page(anna):
    themes("Lef", "Moed")

    answer = anna.get(reverse("admin:programme_theme_changelist"), {"p": 2})

    assert (answer.status_code, answer["Location"].endswith("?e=1")) == (302, True)


def test_rows_in_which_one_chooses_by_typing_ask_no_query_each(anna):
    edition, counts = EditionFactory(), []
    anna.get(page_of(edition))
    for more in (1, 2):
        for _ in range(more):
            number = edition.parts.count() + 1
            EditionPartFactory(edition=edition, position=number, story__state="adopted")
        with CaptureQueriesContext(connection) as queries:
            page = anna.get(page_of(edition)).content.decode()
        counts.append(len(queries))
        assert all(part.story.title in page for part in edition.parts.all())

    assert counts[0] == counts[1]
