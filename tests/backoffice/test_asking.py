"""What is unlikely is asked at its field; a tick answers that one sentence."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from backoffice.actions import ActionForm
from backoffice.asking import TICK, Asks, Doubt
from backoffice.base import HouseForm
from dates.fields import ApproximateDateFormField
from pilots.models import Session
from tests.backoffice.people import form_in, page_of, signed_in, ticks_asked, words
from tests.factories import GroupFactory, MilestoneFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


class Odd(ActionForm):
    """Doubts whatever is not 2013."""

    when = ApproximateDateFormField(label="Wanneer")

    def doubts(self):
        if str(self.cleaned_data["when"]) != "2013":
            yield Doubt("when", f"Is het {self.cleaned_data['when']}?")


def odd(**typed):
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return Odd(data, obj=None)


def boxes(content):
    return html.fromstring(str(content)).xpath(f"//input[@type='checkbox'][@name='{TICK}']")


def test_a_doubt_is_a_sentence_with_a_box_and_a_tick_answers_it():
    asked = odd(when=["2014"])
    (box,) = boxes(asked["when"].errors)
    assert not asked.is_valid()
    assert "Is het 2014?" in str(asked["when"].errors)

    assert odd(when=["2014"], klopt=[box.get("value")]).is_valid()


def test_another_value_asks_again():
    (box,) = boxes(odd(when=["2014"])["when"].errors)

    other = odd(when=["2015"], klopt=[box.get("value")])

    assert not other.is_valid()
    assert boxes(other["when"].errors)[0].get("value") != box.get("value")


@pytest.mark.parametrize("tick", ["on", "", "ja", "0" * 16, "<b>"])
def test_a_tick_of_something_else_answers_nothing(tick):
    assert not odd(when=["2014"], klopt=[tick]).is_valid()


def test_what_is_wrong_is_said_before_anything_is_asked():
    form = odd(when=["ooit"])

    assert boxes(form["when"].errors) == []


def test_the_sentence_is_text_and_no_markup():
    asked = Doubt("when", "<script>").as_question("")

    assert asked.startswith("&lt;script&gt; ")


@pytest.fixture
def anna():
    return signed_in("Anna")


def milestone():
    return MilestoneFactory(programme=ProgrammeFactory(first_year=2012, last_year=2014))


def test_page_asks_keeps_what_was_typed_and_saves_once_ticked(anna):
    known = milestone()
    page = page_of(known)
    typed = form_in(anna.get(page)) | {"expected": "1-1-1000", "note": "Haast."}

    asked = anna.post(page, typed)

    known.refresh_from_db()
    assert (asked.status_code, known.expected) == (200, None)
    assert "“1 januari 1000” valt buiten de looptijd van het programma" in words(asked)
    kept = form_in(asked)
    assert (kept["expected"], kept["note"]) == (["1-1-1000"], ["Haast."])

    saved = anna.post(page, kept | {TICK: ticks_asked(asked)})

    known.refresh_from_db()
    assert (saved.status_code, str(known.expected), known.note) == (
        302,
        "1 januari 1000",
        "Haast.",
    )


def test_what_stood_there_already_is_not_asked_again(anna):
    known = milestone()
    known.expected = ApproximateDateFormField().clean("2031")
    known.save()
    page = page_of(known)

    saved = anna.post(page, form_in(anna.get(page)) | {"note": "Haast."})

    assert saved.status_code == 302


def test_two_doubts_are_answered_one_after_the_other(anna):
    known = milestone()
    page = page_of(known)
    actual = {"actual": "2001"}
    asked = anna.post(page, form_in(anna.get(page)) | {"expected": "2031"} | actual)
    first, second = ticks_asked(asked)

    half = anna.post(page, form_in(asked) | {TICK: [first]})
    assert ticks_asked(half) == [second]

    given = form_in(half)[TICK]
    assert given == [first]
    assert anna.post(page, form_in(half) | {TICK: [*given, second]}).status_code == 302


def sessions(group, number, **values):
    """New ones: what was held before changes by its actions only."""
    names = {"TOTAL_FORMS": number, "INITIAL_FORMS": 0}
    typed = {f"sessions-{name}": value for name, value in names.items()}
    for n in range(number):
        own = {"group": group.pk, "number": n + 1, "date": "", **values}
        typed |= {f"sessions-{n}-{name}": value for name, value in own.items()}
    return typed | {"name": group.name, "planned_sessions": 4}


def test_each_row_has_its_own_question_and_all_can_be_answered(anna):
    group = GroupFactory()
    page = reverse("admin:pilots_group_change", args=[group.pk])
    typed = sessions(group, 2, status="held")

    asked = anna.post(page, typed)
    one, other = ticks_asked(asked)
    half = anna.post(page, typed | {TICK: [one]})
    assert (one != other, ticks_asked(half)) == (True, [other])

    saved = anna.post(page, typed | {TICK: [*form_in(half)[TICK], other]})

    assert saved.status_code == 302
    assert Session.objects.filter(status="held", date_latest__isnull=True).count() == 2


def queries(client, group, typed):
    page = reverse("admin:pilots_group_change", args=[group.pk])
    with CaptureQueriesContext(connection) as found:
        response = client.post(page, typed)
    return len(found), len(ticks_asked(response))


def test_asking_costs_the_same_queries_for_many_rows(anna):
    """Beside a page that comes back for something else, which asks nothing."""
    costs = []
    for number in (1, 3, 30):
        group = GroupFactory()
        wrong = sessions(group, number, date="2013", status="planned") | {
            "planned_sessions": "geen"
        }
        without, _ = queries(anna, group, wrong)
        asking, asked = queries(anna, group, sessions(group, number, date="1999", status="planned"))
        assert asked == number
        costs.append(asking - without)
    assert costs[0] == costs[1] == costs[2]


def test_every_form_of_the_admin_can_ask():
    assert issubclass(HouseForm, Asks) and issubclass(ActionForm, Asks)
