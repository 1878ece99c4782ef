"""Observations: who reads them, where they are never told, how long they stay, what they count."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from backoffice.replacing import replace_everywhere
from dates.entry import read_date
from pilots import actions
from pilots.facilitator.links import url_of
from pilots.models import Audience, FacilitatorLink, Form, Observation, What
from pilots.releasing.asking import ask_host
from pilots.releasing.recording import Choice
from privacy.requests import erase_person, export_person
from privacy.retention import erase_expired
from reporting.making import actions as making
from tests.backoffice.people import form_in, signed_in
from tests.factories import (
    EditionFactory,
    FacilitatorLinkFactory,
    FindingFactory,
    GroupFactory,
    ObservationFactory,
    PersonFactory,
    PilotFactory,
    ProgrammeFactory,
    QualityFactory,
    SessionFactory,
    StoryFactory,
    ThemeFactory,
    UserFactory,
)
from tests.reporting.publishing import publish_now, waive_all, writer
from tests.reporting.reading import plain_document, report_of
from tests.reporting.room import invited, page_of
from toolkit.models import Finding

pytestmark = pytest.mark.django_db

MARKER = "GEHEIMTEKEN"
PART = MARKER[1:-1]
"""Finds it, and is not it where a page repeats what was searched for."""
READERS = "Waarnemingen uit pilots"


@pytest.fixture
def observation():
    """Of a team of one, under a finding of the year that is reported."""
    programme = ProgrammeFactory(slug="routekaart", first_year=2012, last_year=2014)
    pilot = PilotFactory(programme=programme, title="Pilot Noord")
    session = SessionFactory(
        group=GroupFactory(pilot=pilot), status="held", date=read_date("2013"), number=1
    )
    link = FacilitatorLinkFactory(email=f"{MARKER.lower()}@voorbeeld.nl")
    pilot.team.add(link.person)
    made = actions.observe(session, by=link.person, tension=MARKER, quote=f"{MARKER} zei iemand")
    FindingFactory(programme=programme, year=2013).observations.add(made)
    StoryFactory(programme=programme)
    EditionFactory(programme=programme)
    return made


def in_role(client, *roles):
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=roles))
    client.force_login(user)
    return client


def pages_of_admin():
    """Every list, searched for the marker, and each page and history of each row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield f"{reverse(f'{name}_changelist')}?q={PART}"
        for row in model._base_manager.all():
            for page in ("change", "history", "delete", "sessieplan"):
                try:
                    yield reverse(f"{name}_{page}", args=[row.pk])
                except NoReverseMatch:
                    continue
    for field, kind in (("observations", "finding"), ("person", "facilitatorlink")):
        app = Finding._meta.app_label if kind == "finding" else "pilots"
        query = f"app_label={app}&model_name={kind}&field_name={field}&term={PART}"
        yield f"{reverse('admin:autocomplete')}?{query}"
    yield reverse("admin:index")


def tells(client, address) -> bool:
    return MARKER in client.get(address, follow=True).content.decode()


@pytest.mark.parametrize(
    "role", ["Programmastaf", "Werkgroep Toolkit", "Rapporteur", "Eindverantwoordelijke"]
)
def test_no_role_reads_them_anywhere_in_the_admin(client, observation, role):
    in_role(client, role)
    addresses = list(pages_of_admin())

    assert len(addresses) > 40
    assert [each for each in addresses if tells(client, each)] == []


def test_who_has_the_right_reads_them(client, observation):
    in_role(client, READERS)
    page = reverse("admin:pilots_observation_change", args=[observation.pk])

    assert not tells(client, page)
    assert MARKER in client.post(page, {"reason": "Voor de bevindingen."}).content.decode()
    found = client.get(f"{reverse('admin:pilots_observation_changelist')}?q={PART}")
    assert found.context["cl"].result_count == 1
    assert not tells(client, reverse("admin:pilots_observation_history", args=[observation.pk]))


def test_no_reader_of_the_ministry_and_nobody_outside_reads_them(client, observation):
    report = report_of(observation.session.group.pilot.programme)
    waive_all(report)
    version = publish_now(making.submit(report, by=writer()))
    reader = invited(version)
    other = SessionFactory(group=GroupFactory(pilot=PilotFactory()))
    stranger = FacilitatorLinkFactory()
    other.group.pilot.team.add(stranger.person)
    of_stranger = [url_of(stranger), url_of(stranger, "session", pk=other.pk)]
    pk = observation.session_id
    of_stranger += [url_of(stranger, name, pk=pk) for name in ("session", "observation", "mend")]
    of_stranger.append(url_of(stranger, "mend_observation", pk=other.pk, number=observation.pk))
    public = [reverse(name) for name in ("home", "feed", "sitemap", "calendar", "privacy")]
    for address in (page_of(reader), *of_stranger, *public):
        assert not tells(client, address), address


def test_history_keeps_that_it_was_written_and_no_text(observation):
    columns = {field.name for field in Observation.history.model._meta.fields}

    assert not columns & {"tension", "quote"}
    assert observation.history.get().history_change_reason.startswith("opgeschreven (begeleider")


def test_who_is_not_in_the_team_writes_none():
    session = SessionFactory(status="held")

    with pytest.raises(PermissionDenied):
        actions.observe(session, by=PersonFactory(), tension="x")


def test_a_b_of_another_programme_is_refused(observation):
    with pytest.raises(ValidationError) as refusal:
        actions.observe(
            observation.session,
            by=observation.written_by,
            tension="x",
            quality=QualityFactory(programme=ProgrammeFactory()),
        )
    assert "Kies een B van het programma" in str(refusal.value)


def test_text_is_erased_after_two_years_and_still_counts(observation):
    FacilitatorLink.objects.update(expires_on=timezone.localdate() + timedelta(days=9999))
    erase_expired(timezone.now() + timedelta(days=729))
    observation.refresh_from_db()
    assert observation.tension == MARKER

    erase_expired(timezone.now() + timedelta(days=731))

    observation.refresh_from_db()
    assert (observation.tension, observation.quote) == ("(gewist)", "")
    assert Finding.objects.get().observations.count() == 1


def test_address_goes_a_year_after_the_link_ended(observation):
    FacilitatorLink.objects.update(expires_on=timezone.localdate())
    erase_expired(timezone.now() + timedelta(days=364))
    assert FacilitatorLink.objects.exists()

    erase_expired(timezone.now() + timedelta(days=367))

    assert not FacilitatorLink.objects.exists()
    assert not FacilitatorLink.history.exists()


def test_a_person_gets_and_has_erased_what_is_kept(observation):
    address = observation.written_by.facilitator_links.get().email
    told = str(export_person(address))
    assert MARKER in told
    assert address in told

    erase_person(address)

    observation.refresh_from_db()
    assert observation.tension == "(gewist)"
    assert not FacilitatorLink.objects.exists()


def test_staff_with_the_right_erase_a_text(client, observation):
    in_role(client, "Programmastaf", READERS)
    client.post(reverse("admin:pilots_observation_wissen", args=[observation.pk]))

    observation.refresh_from_db()
    assert (observation.tension, observation.quote) == ("(gewist)", "")


def test_staff_without_the_right_keep_what_a_finding_rests_on(client, observation):
    finding = Finding.objects.get()
    page = reverse("admin:toolkit_finding_change", args=[finding.pk])
    in_role(client, "Programmastaf")
    form = form_in(client.get(page))
    assert "observations" not in form

    client.post(page, form | {"text": "Anders", "observations": []})

    finding.refresh_from_db()
    assert finding.text == "Anders"
    assert list(finding.observations.all()) == [observation]


@pytest.mark.parametrize(
    ("observations", "stories", "told"),
    [
        (0, 0, "Voorlopig."),
        (1, 0, "Voorlopig; rust op minder dan vijf waarnemingen."),
        (4, 5, "Voorlopig; rust op minder dan vijf waarnemingen en vijf verhalen."),
        (5, 1, "Voorlopig; rust op vijf waarnemingen en minder dan vijf verhalen."),
    ],
)
def test_a_finding_says_on_how_many_it_rests(observations, stories, told):
    programme = ProgrammeFactory(first_year=2012, last_year=2014)
    finding = FindingFactory(programme=programme, year=2013)
    session = SessionFactory(group=GroupFactory(pilot=PilotFactory(programme=programme)))
    made = ObservationFactory.create_batch(observations, session=session, tension=MARKER)
    finding.observations.set(made)
    finding.stories.set(StoryFactory.create_batch(stories, programme=programme))

    document = str(plain_document(report_of(programme)))

    assert told in document
    assert MARKER not in document


def test_reader_chooses_among_observations_of_the_programme(observation):
    other = ObservationFactory(session=SessionFactory(), tension="Van een ander programma")
    anna = signed_in("Anna")
    page = reverse("admin:toolkit_finding_change", args=[Finding.objects.get().pk])

    shown = anna.get(page).content.decode()

    assert MARKER in shown
    assert other.tension not in shown


def test_theme_and_person_are_replaced_by_staff_who_read_none(client, observation):
    theme, other = ThemeFactory(), ThemeFactory()
    observation.theme = theme
    observation.save()
    staff = UserFactory()
    staff.groups.set(Group.objects.filter(name="Programmastaf"))
    replace_everywhere(theme, other=other, by=staff)
    observation.refresh_from_db()
    assert observation.theme == other

    person = observation.written_by
    replace_everywhere(person, other=PersonFactory(), by=staff)
    observation.refresh_from_db()
    assert observation.written_by != person
    with pytest.raises(ValidationError, match="zou dubbel worden"):
        replace_everywhere(FacilitatorLinkFactory().person, other=observation.written_by, by=staff)


def test_who_reads_none_asks_no_host_to_release_them(observation):
    staff = UserFactory()
    staff.groups.set(Group.objects.filter(name__in=["Programmastaf", "Resultaten van pilots"]))
    pilot = observation.session.group.pilot
    wanted = [Choice(What.OBSERVATIONS, Audience.WORKING_GROUP, Form.FULL)]
    last = timezone.localdate() + timedelta(days=9)
    asked = {"name": "x", "email": "x@y.example", "expires_on": last, "choices": wanted}

    with pytest.raises(ValidationError, match="wie ze mag lezen"):
        ask_host(pilot, **asked, by=staff)

    staff.groups.add(Group.objects.get(name=READERS))
    assert ask_host(pilot, **asked, by=type(staff).objects.get(pk=staff.pk)).pk
