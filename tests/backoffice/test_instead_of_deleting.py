"""What is in use can be replaced by another, or taken out of use; nothing of before is lost."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backoffice.replacing import replace_everywhere
from backoffice.retiring import Retirable, retire, use_again
from meetings.models import Series
from programme.models import Organisation, Person, Quality, Theme
from programme.searching import offered
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import (
    ConversationFactory,
    CounterpartyFactory,
    EditionFactory,
    FindingFactory,
    HubFactory,
    OrganisationFactory,
    PersonFactory,
    PilotFactory,
    QualityFactory,
    SeriesFactory,
    SessionFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

RETIRABLE = {
    Theme: ThemeFactory,
    Person: PersonFactory,
    Quality: QualityFactory,
    Organisation: OrganisationFactory,
    Series: SeriesFactory,
}


@pytest.fixture
def anna():
    return signed_in("Anna")


def buttons(response):
    return {label for _, label in response.context_data["ways_out"]}


def test_all_that_can_be_taken_out_of_use_are_tried_here():
    assert set(RETIRABLE) == set(Retirable.__subclasses__())


WITH_A_PAGE = [make for model, make in RETIRABLE.items() if model is not Quality]


@pytest.mark.parametrize("make", WITH_A_PAGE)
def test_taken_out_of_use_and_back(anna, make):
    obj = make()

    anna.post(page_of(obj, "niet-meer-gebruiken"), {})
    assert obj not in type(obj).objects.offered()
    assert obj.history.first().history_user.username == "anna"

    anna.post(page_of(obj, "weer-gebruiken"), {})
    assert obj in type(obj).objects.offered()


def test_twice_is_refused():
    theme = ThemeFactory()
    with pytest.raises(ValidationError, match="wordt al gebruikt"):
        use_again(theme, by=None)
    retire(theme, by=None)

    with pytest.raises(ValidationError, match="werd al niet meer gebruikt"):
        retire(theme, by=None)


@pytest.mark.parametrize(
    ("make", "labels"),
    [
        (lambda: used_theme(), {"Vervang door …", "Niet meer gebruiken"}),
        (
            lambda: used_facilitator(),
            {"Samenvoegen", "Vervang door …", "Niet meer gebruiken"},
        ),
        (
            lambda: PilotFactory(organisation=OrganisationFactory()).organisation,
            {"Samenvoegen", "Niet meer gebruiken"},
        ),
        (lambda: ConversationFactory().counterparty, {"Vervang door …"}),
    ],
)
def test_page_that_refuses_offers_what_can_be_done(anna, make, labels):
    page = anna.get(page_of(make(), "delete"))

    assert buttons(page) == labels
    for address, _ in page.context_data["ways_out"]:
        assert anna.get(address).status_code == 200


def replaced(anna, old, new):
    """After the question what would change."""
    page = page_of(old, "vervang-door")
    asked = anna.post(page, {"other": new.pk})
    return anna.post(page, {"other": new.pk, "klopt": ticks_asked(asked)})


def used_theme():
    theme = ThemeFactory()
    HubFactory().themes.add(theme)
    return theme


def used_facilitator():
    person = PersonFactory()
    SessionFactory().facilitators.add(person)
    return person


def test_theme_is_replaced_wherever_it_stands(anna):
    old, new = ThemeFactory(name="Moed"), ThemeFactory(name="Durf")
    hub, both, story = HubFactory(), HubFactory(), StoryFactory()
    finding = FindingFactory(theme=old)
    for owner in (hub, both, story):
        owner.themes.add(old)
    both.themes.add(new)
    asked = words(anna.get(page_of(old, "vervang-door")))

    looked = words(anna.post(page_of(old, "vervang-door"), {"other": new.pk}))
    assert "“Moed” wordt “Durf” bij: bijeenkomsten (2), verhalen (1), bevindingen (1)." in looked
    assert [list(each.themes.all()) for each in (hub, story)] == [[old]] * 2, "first a look"
    answer = replaced(anna, old, new)

    for row in (finding, old):
        row.refresh_from_db()
    assert "Dit gaat over: bijeenkomsten (2), verhalen (1), bevindingen (1)." in asked
    assert answer.status_code == 302
    assert [list(each.themes.all()) for each in (hub, both, story)] == [[new]] * 3
    assert (finding.theme, old.is_retired) == (new, True)
    assert anna.post(page_of(old, "delete"), {"post": "yes"}).status_code == 302
    assert not Theme.objects.filter(pk=old.pk).exists()


def test_replacing_is_one_change_in_the_history_of_each(anna):
    old, new, hub = ThemeFactory(name="Moed"), ThemeFactory(name="Durf"), HubFactory()
    hub.themes.add(old)
    before = hub.history.count()

    replaced(anna, old, new)

    page = words(anna.get(page_of(hub, "history")))
    assert hub.history.count() == before + 1
    assert "anna gewijzigd “Moed” vervangen door “Durf” Thema's: Moed → Durf" in page


def test_facilitator_is_replaced_and_no_session_is_left_without(anna):
    old, new, session = PersonFactory(), PersonFactory(), SessionFactory()
    session.facilitators.add(old)

    replaced(anna, old, new)

    assert list(session.facilitators.all()) == [new]


def test_replaced_counterparty_takes_the_conversations_along(anna):
    talk = ConversationFactory()
    other = CounterpartyFactory(programme=talk.counterparty.programme)

    replaced(anna, talk.counterparty, other)

    talk.refresh_from_db()
    assert talk.counterparty == other


def test_replaced_by_one_of_its_own_programme_that_is_in_use(anna):
    series = SeriesFactory()
    SeriesFactory()
    SeriesFactory(programme=series.programme, is_retired=True)
    other = SeriesFactory(programme=series.programme)

    form = anna.get(page_of(series, "vervang-door")).context_data["adminform"].form

    assert list(form.fields["other"].queryset) == [other]


def test_quality_is_replaced_on_the_page_of_its_programme(anna):
    old, story = QualityFactory(), StoryFactory()
    new = QualityFactory(programme=old.programme)
    story.qualities.add(old)
    chosen = {"quality": old.pk, "other": new.pk}

    anna.post(page_of(old.programme, "kwaliteit-vervangen"), chosen)

    old.refresh_from_db()
    assert (list(story.qualities.all()), old.is_retired) == ([new], True)


def test_quality_is_taken_out_of_use_in_its_row(anna):
    quality = QualityFactory()
    form = form_in(anna.get(page_of(quality.programme)))

    anna.post(page_of(quality.programme), form | {"qualities-0-is_retired": "on"})

    assert list(Quality.objects.offered()) == []


def test_replacing_needs_the_right_to_change_all_that_names_it():
    old, new = used_theme(), ThemeFactory()
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="change_theme"))

    with pytest.raises(ValidationError, match="Het staat ook bij bijeenkomsten"):
        replace_everywhere(old, other=new, by=user)

    assert old.meetings.count() == 1


def test_replaced_by_itself_is_refused():
    theme = ThemeFactory()
    with pytest.raises(ValidationError, match="Kies een andere"):
        replace_everywhere(theme, other=theme, by=None)


@pytest.mark.parametrize("make", [OrganisationFactory, PersonFactory, ThemeFactory])
def test_out_of_use_is_not_offered_and_still_in_the_list(anna, make):
    obj = make(name="Zeldzaam", is_retired=True)
    kind = obj._meta.model_name
    asking = {
        "theme": ("meetings", "meeting", "themes"),
        "person": ("meetings", "meeting", "contributors"),
        "organisation": ("pilots", "pilot", "organisation"),
    }
    app, model, field = asking[kind]
    source = {"app_label": app, "model_name": model, "field_name": field, "term": "zeld"}

    chosen_from = anna.get(reverse("admin:autocomplete"), source).json()["results"]
    in_list = anna.get(reverse(f"admin:programme_{kind}_changelist"), {"q": "zeld"})

    assert chosen_from == []
    assert in_list.context_data["cl"].result_count == 1


def test_organisation_out_of_use_is_not_offered_to_visitors():
    OrganisationFactory(name="Dienst Zeldzaam", is_retired=True)

    assert offered("Dienst Zeldzaam", most=5) == []
    assert offered("Dienst Zeldzam", most=5) == []


def test_theme_out_of_use_cannot_be_chosen_anew_and_stays_where_it_was(anna):
    theme = ThemeFactory(is_retired=True)
    story, other = StoryFactory(), StoryFactory()
    story.themes.add(theme)
    form = form_in(anna.get(page_of(other)))

    refused = anna.post(page_of(other), form | {"themes": [theme.pk]})
    anna.post(page_of(story), form_in(anna.get(page_of(story))))

    assert (refused.status_code, other.themes.count(), story.themes.count()) == (200, 0, 1)


def test_page_of_replacing_asks_the_same_number_of_queries(anna):
    theme, counts = ThemeFactory(), []
    for number in (1, 3, 30):
        for _ in range(number):
            ThemeFactory()
            HubFactory().themes.add(theme)
        with CaptureQueriesContext(connection) as found:
            anna.get(page_of(theme, "vervang-door"))
        counts.append(len(found))

    assert counts[0] == counts[1] == counts[2]


def test_maker_of_an_edition_that_is_replaced_can_be_deleted():
    old, new, edition = PersonFactory(), PersonFactory(), EditionFactory()
    edition.made_by.add(old)

    replace_everywhere(old, other=new, by=None)
    old.delete()

    assert list(edition.made_by.all()) == [new]
