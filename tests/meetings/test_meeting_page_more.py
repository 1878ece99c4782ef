"""What the page of a meeting tells beside when and where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dates.values import ApproximateDate
from meetings.actions import reschedule
from outbox.composing import read_content
from outbox.models import Message
from programme.models import Theme
from tests.factories import NameUseFactory, PersonFactory, ProgrammeFactory, SeriesFactory

from .registering import open_meeting, registered, text_of

pytestmark = pytest.mark.django_db


def test_page_tells_themes_speakers_series_programme_and_that_it_is_free(client):
    meeting = open_meeting(
        series=SeriesFactory(title="Drieluik"),
        part=2,
        timetable="13.30 uur: inloop\n14.00 uur: begin",
    )
    meeting.themes.add(Theme.objects.create(name="Loyaliteit", slug="loyaliteit-2"))
    meeting.contributors.add(PersonFactory(name="I. Nuijten", title="dr."))
    NameUseFactory(person=meeting.contributors.get(), use="site")

    page = text_of(client.get(meeting.get_absolute_url()))

    for told in ("Loyaliteit", "dr. I. Nuijten", "Deel 2 van", "Drieluik", "Gratis"):
        assert told in page
    assert "<li>13.30 uur: inloop</li><li>14.00 uur: begin</li>" in page.replace("> <", "><")


def test_kept_page_follows_a_theme_that_is_added(client):
    meeting = open_meeting()
    client.get(meeting.get_absolute_url())
    meeting.themes.add(Theme.objects.create(name="Dialoog", slug="dialoog-2"))

    assert "Dialoog" in text_of(client.get(meeting.get_absolute_url()))


def test_moved_meeting_tells_search_engines_its_former_day(client):
    meeting = open_meeting()
    former = meeting.date.day
    later = ApproximateDate.of_day(timezone.localdate() + timedelta(days=60))
    reschedule(meeting, to=later, by=None)

    page = text_of(client.get(meeting.get_absolute_url()))

    assert f'itemprop="previousStartDate" content="{former.isoformat()}"' in page
    assert 'itemprop="price" content="0"' in page


def test_invented_meeting_says_so_on_its_page_form_landing_page_and_in_its_mail(client):
    meeting = open_meeting(programme=ProgrammeFactory(is_fictional=True))
    page = text_of(client.get(meeting.get_absolute_url()))
    registration = registered(meeting)
    content = read_content(Message.objects.get())

    assert "Dit is een voorbeeld." in page
    assert "u kunt het formulier proberen" in page
    assert "Dit is een voorbeeld: deze bijeenkomst is verzonnen" in content.text
    assert "Dit is een voorbeeld: deze bijeenkomst is verzonnen" in content.html
    assert registration.meeting.programme.is_fictional


def test_real_meeting_says_nothing_of_examples(client):
    meeting = open_meeting()
    registered(meeting)

    assert "is een voorbeeld" not in text_of(client.get(meeting.get_absolute_url()))
    assert "is een voorbeeld" not in read_content(Message.objects.get()).text
