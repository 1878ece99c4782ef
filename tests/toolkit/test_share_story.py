"""Sharing a story: it arrives raw, restricted, and with the consent that was shown."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml import html

from dates.values import ApproximateDate
from meetings import links
from outbox.models import Message
from privacy.links import withdraw_url
from privacy.models import Consent
from privacy.rate_limit import TOO_OFTEN
from privacy.sending import NOT_EMPTY
from tests.factories import HubFactory, ProgrammeFactory, UserFactory
from tests.meetings.registering import stamp, text_of
from toolkit.giver.forms import NO_USE
from toolkit.models import Story
from toolkit.sharing import CONSENT_TEXT

pytestmark = pytest.mark.django_db

URL = reverse("toolkit:share_story")
FILLED_IN = {
    "title": "Het dossier",
    "story": "Er lag een dossier.\r\nNiemand wilde het hebben.",
    "consent": "on",
    "uses": ["working_group", "printed"],
    "email": "",
}


@pytest.fixture
def programme():
    ProgrammeFactory(first_year=2009, last_year=2011)
    return ProgrammeFactory(first_year=2012, last_year=2014)


def send(client, **changes: str):
    return client.post(URL, {**FILLED_IN, "stamp": stamp(), **changes}, follow=True)


def test_story_arrives_raw_in_the_latest_programme_with_the_text_agreed_to(client, programme):
    response = send(client, email="Sanne@Leiden.example")

    story = Story.objects.get()
    assert (story.programme, story.title, story.state) == (programme, "Het dossier", "raw")
    assert story.raw_text == FILLED_IN["story"]
    assert (story.text, story.told_at_meeting) == ("", None)
    assert (story.consent.purpose, story.consent.text) == (
        Consent.Purpose.STORY,
        f"{CONSENT_TEXT} Dit mag met mijn verhaal: lezen door de Werkgroep Toolkit; "
        "drukken in een boek of op kaarten.",
    )
    assert story.consent.email == "sanne@leiden.example"
    assert html.fromstring(response.content).findtext(".//h1") == "Dank u wel voor uw verhaal"


def test_two_stories_of_one_title_are_two_stories(client, programme):
    send(client)
    send(client, story="Een ander dossier.")

    assert len(set(Story.objects.values_list("slug", flat=True))) == 2


def test_a_story_that_is_sent_twice_is_one_story_with_one_mail(client, programme):
    first = send(client, email="sanne@leiden.example")
    second = send(client, email="Sanne@leiden.example")

    assert Story.objects.count() == Consent.objects.count() == 1
    assert Message.objects.filter(template="story_link").count() == 1
    assert first.content.count(b"mijn-verhaal") == second.content.count(b"mijn-verhaal") > 0


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"title": ""}, ["Geef uw verhaal een titel."]),
        ({"title": "a" * 201}, ["Kort de titel in tot ten hoogste 200 tekens."]),
        ({"story": " "}, ["Schrijf uw verhaal op."]),
        ({"story": "a" * 20_001}, ["Kort uw verhaal in tot ten hoogste 20.000 tekens."]),
        ({"consent": ""}, ["Zonder uw toestemming kunnen we uw verhaal niet bewaren."]),
        ({"uses": []}, [NO_USE]),
        ({"uses": ["verzonnen"]}, [NO_USE]),
        ({"valid_until": "1-1-2020"}, ["Kies een dag die nog komt, of laat dit leeg."]),
        ({"email": "sanne"}, ["Vul een e-mailadres in zoals naam@organisatie.nl."]),
        ({"website": "https://voorbeeld.example"}, [NOT_EMPTY]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, programme, changes, sentences):
    response = send(client, **changes)

    found = [text for texts in response.context["form"].errors.values() for text in texts]
    assert found == sentences
    assert response.context["form"]["story"].value() == {**FILLED_IN, **changes}["story"]
    assert (Story.objects.count(), Consent.objects.count()) == (0, 0)


def test_consent_is_not_ticked_beforehand(client, programme):
    page = html.fromstring(client.get(URL).content)

    (box,) = page.xpath("//input[@name='consent']")
    assert box.get("checked") is None
    assert page.xpath("//main//form//button/text()") == ["Deel mijn verhaal"]
    assert page.xpath("string(//*[@class='trap']//input/@name)") == "website"


def test_without_a_programme_nothing_is_kept_by_half(client):
    send(client)

    assert (Story.objects.count(), Consent.objects.count()) == (0, 0)


def test_mark_up_in_a_story_stays_text(client, programme):
    send(client, title="<b>Vet</b>", story="<script>alert(1)</script>")

    assert Story.objects.get().raw_text == "<script>alert(1)</script>"


def test_consent_can_be_taken_back_by_the_link_on_the_last_page(client, programme):
    response = send(client)
    address = withdraw_url(Story.objects.get().consent)

    client.post(address)

    assert f'href="{address}"' in response.content.decode()
    assert Story.objects.get().consent.withdrawn_at is not None
    assert client.get(response.redirect_chain[0][0]).status_code == 410


def test_one_machine_cannot_share_without_end(client, programme, settings):
    settings.RATE_LIMIT_PER_IP = 1
    send(client)

    refused = send(client)

    assert refused.status_code == 429
    assert TOO_OFTEN in text_of(refused)
    assert Story.objects.count() == 1


@pytest.mark.parametrize(("groups", "sees"), [(["Ruwe verhalen"], True), ([], False)])
def test_only_who_may_see_raw_stories_sees_text_and_address(client, programme, groups, sees):
    send(client, email="sanne@leiden.example")
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=["Werkgroep Toolkit", *groups]))
    client.force_login(user, backend="routekaart.accounts.lent_roles.StaffBackend")
    key = Story.objects.get().pk
    told = client.get(reverse("admin:toolkit_story_change", args=[key])).content.decode()
    read = client.post(
        f"/beheer/toolkit/story/{key}/ruwe-tekst/", {"reason": "Om uit te schrijven"}
    )

    assert "Niemand wilde het hebben" not in told
    assert ("Niemand wilde het hebben" in read.content.decode()) is sees
    assert ("sanne@leiden.example" in told) is sees


def test_evaluation_ends_with_a_link_to_this_form(client, programme):
    meeting = HubFactory(held=True, date=ApproximateDate.of_year(2013))
    done = links.evaluation_url(meeting) + "dank/"

    assert f'href="{URL}"' in client.get(done).content.decode()
