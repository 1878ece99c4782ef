"""Each history reads as Dutch: names, values, links; for every page of the admin."""

from datetime import UTC, date, datetime, time

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from backoffice.history import GONE, TECHNICAL, entries, records_of, shown_fields
from backoffice.records import importing
from backoffice.who_saved import last_saved
from backoffice.wording import in_words
from dates.entry import read_date
from meetings import actions
from meetings.models import Meeting
from programme.models import Theme
from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import (
    AmbassadorFactory,
    EditionFactory,
    FindingFactory,
    GroupFactory,
    HubFactory,
    LessonFactory,
    PersonFactory,
    PublicationFactory,
    RiskFactory,
    SeriesFactory,
    SessionFactory,
    StatedFigureFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAME_IN_DUTCH = {"status", "line", "route", "website", "sector", "code", "team", "pilot", "url"}
"""Fields whose Dutch name is as their column."""
LOG_ONLY = {
    "auth.User",
    "outbox.Message",
    "pilots.ReleaseRequest",
    "privacy.Consent",
    "privacy.PersonRequest",
    "privacy.Reading",
    "reporting.Reader",
    "reporting.Question",
    "meetings.Registration",
    "toolkit.Copy",
}
"""What keeps no values: secrets, mails that are wiped, and people who ask to be erased."""


@pytest.fixture
def anna():
    return signed_in("Anna")


def pages():
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def kept():
    """Every model with a history, those of parts of a page too."""
    mark = "simple_history_manager_attribute"
    models = [m for m in apps.get_models() if hasattr(m._meta, mark) and not m._meta.proxy]
    return sorted(models, key=lambda model: model._meta.label)


def told(client, obj):
    page = html.fromstring(client.get(page_of(obj, "history")).content.decode())
    rows = page.xpath("//div[@id='change-history']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row][1:] for row in rows]


def test_every_page_keeps_a_history_or_is_named_as_one_that_does_not():
    assert {m._meta.label for m in pages() if not hasattr(m, "history")} == LOG_ONLY


@pytest.mark.parametrize("model", kept(), ids=lambda model: model._meta.label)
def test_every_field_in_a_history_has_a_dutch_name(model):
    shown = {each.name: each.label for each in shown_fields(model)}

    nameless = {
        name
        for name, label in shown.items()
        if label.lower() == name.replace("_", " ") and name not in SAME_IN_DUTCH
    }
    assert nameless == set()
    assert set(shown) & TECHNICAL == set()


@pytest.mark.parametrize("model", kept(), ids=lambda model: model._meta.label)
def test_every_link_to_many_is_kept(model):
    many = {field.name for field in model._meta.many_to_many}

    assert many == {each.name for each in model.history.model._history_m2m_fields}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "niets"),
        ("", "niets"),
        ([], "niets"),
        (True, "ja"),
        (False, "nee"),
        (3, "3"),
        (date(2014, 3, 9), "9 maart 2014"),
        (time(9, 5), "9.05 uur"),
        (datetime(2014, 3, 9, 12, 5, tzinfo=UTC), "9 maart 2014 om 13.05 uur"),
        (read_date("maart of april 2014"), "maart of april 2014"),
    ],
)
def test_values_are_dutch(value, words):
    assert in_words(value) == words


def test_choices_are_told_by_label():
    assert (in_words(1, [(1, "een")]), in_words("", [("", "precies")])) == ("een", "precies")


@pytest.mark.parametrize(
    "make",
    [
        AmbassadorFactory,
        EditionFactory,
        FindingFactory,
        GroupFactory,
        HubFactory,
        PersonFactory,
        PublicationFactory,
        SeriesFactory,
        LessonFactory,
        RiskFactory,
        StatedFigureFactory,
        StoryFactory,
        ThemeFactory,
    ],
)
def test_a_row_without_history_says_so(anna, make):
    obj = make()
    type(obj).history.all().delete()

    response = anna.get(page_of(obj, "history"))

    assert "geen geschiedenis bewaard" in response.content.decode()


def test_a_change_of_many_kinds_of_fields_is_told_in_dutch(anna):
    theme, person = ThemeFactory(name="Vertrouwen"), PersonFactory(name="J. Jansen", title="")
    hub = HubFactory(date=read_date("10 maart 2027"), is_public=True, title="Rol", place="Leiden")
    form = form_in(anna.get(page_of(hub)))
    actions.take_off_site(hub, by=User.objects.get(username="anna"), why="nog niet af")
    changed = {"themes": [theme.pk], "contributors": [person.pk], "capacity": "12"}

    anna.post(page_of(hub), form | changed)

    lines = [line for _, _, _, line in told(anna, hub)]
    assert "Staat op de site: ja → nee" in " ".join(lines)
    assert "Aantal plaatsen: niets → 12" in " ".join(lines)
    assert "Thema's: niets → Vertrouwen" in lines
    assert "Medewerkers en sprekers: niets → J. Jansen" in lines
    assert {who for who, *_ in told(anna, hub)[:-1]} == {"anna"}


def test_technical_columns_are_not_told(anna):
    hub = HubFactory(date=read_date("10 maart 2027"), title="Rol", place="Leiden")

    actions.cancel(hub, reason="venue", by=None)

    what, why, line = told(anna, hub)[0][1:]
    assert (what, why) == ("gewijzigd", "geannuleerd")
    assert line == "Status: gepland → geannuleerd Reden van annuleren: niets → locatie"


def test_what_was_deleted_is_told_as_such():
    hub, theme = HubFactory(), ThemeFactory()
    hub.themes.add(theme)
    hub.themes.remove(theme)
    Theme.objects.filter(pk=theme.pk).delete()

    newest = next(iter(entries(records_of(hub.history.all()), shown_fields(Meeting))))

    assert [(each.field, each.old) for each in newest.changes] == [("Thema's", GONE)]


def test_a_link_from_the_other_end_is_kept_too(anna):
    hub, theme = HubFactory(), ThemeFactory(name="Moed")

    theme.meetings.add(Meeting.objects.get(pk=hub.pk))

    assert told(anna, hub)[0][-1] == "Thema's: niets → Moed"


def test_parts_are_told_on_the_page_they_are_part_of(anna):
    session = SessionFactory(number=2, date=read_date("2013"))
    form = form_in(anna.get(page_of(session.group)))
    anna.post(page_of(session.group), form | {"sessions-0-number": "3"})

    assert told(anna, session.group)[0] == [
        "anna",
        "Sessie “Sessie 3” gewijzigd",
        "",
        "Nummer: 2 → 3",
    ]


def test_saving_without_a_change_is_not_told(anna):
    theme = ThemeFactory()

    anna.post(page_of(theme), form_in(anna.get(page_of(theme))))

    assert len(told(anna, theme)) == 1


def queries(client, obj):
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(page_of(obj, "history"))
    return len(found)


def test_a_long_history_costs_no_more_queries(anna):
    hub = HubFactory()
    counts = []
    for number in (1, 3, 30):
        for _ in range(number):
            hub.contributors.add(PersonFactory())
        counts.append(queries(anna, hub))
    assert counts[0] == counts[1] == counts[2]


def moved_by(user):
    hub = HubFactory(date=read_date("12 maart 2013"))
    actions.reschedule(hub, to=read_date("januari 2014"), by=user, reason="zaal bezet")
    return hub


def test_what_a_deleted_colleague_did_stays_that_of_a_colleague(anna):
    gone = UserFactory(username="vertrokken")
    hub = moved_by(gone)
    gone.delete()

    assert told(anna, hub)[0][:2] == ["een vroegere medewerker", "gewijzigd"]


def test_what_a_colleague_without_access_did_keeps_the_name(anna):
    hub = moved_by(UserFactory(username="oud", is_active=False))

    assert told(anna, hub)[0][0] == "oud"


def test_what_was_read_from_a_file_says_so_and_nothing_else_does(anna):
    with importing():
        imported = ThemeFactory()
    shared = ThemeFactory()

    assert told(anna, imported)[0][:3] == ["niet vastgelegd wie", "vastgelegd", "bij het inlezen"]
    assert told(anna, shared)[0][:3] == ["niet vastgelegd wie", "vastgelegd", ""]


def test_saving_after_a_deleted_colleague_names_him_no_longer():
    gone, theme, opened = UserFactory(), ThemeFactory(), timezone.now()
    theme._history_user = gone
    theme.save()
    gone.delete()

    assert last_saved(theme, opened, reader=None).who == "Een vroegere medewerker"
