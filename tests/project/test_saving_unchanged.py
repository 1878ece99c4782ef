"""Each page of the admin, saved as it was opened, changes nothing: also what it does not offer."""

from datetime import UTC, datetime, time

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group

from dates.entry import read_date
from meetings import actions
from meetings.actions.replacing import replace
from meetings.models import Meeting
from programme.models import Target
from reporting.models import Notice
from tests.backoffice.people import form_in, page_of, signed_in
from tests.factories import (
    ActivityFactory,
    ConversationFactory,
    EditionFactory,
    EditionPartFactory,
    FindingFactory,
    FunderRequestFactory,
    HubFactory,
    LeadershipMeetingFactory,
    LessonFactory,
    MaterialFactory,
    MeetingFactory,
    MeetingTitleFactory,
    MilestoneFactory,
    NarrativeFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PartyFactory,
    PersonFactory,
    PilotFactory,
    PlanPartFactory,
    PublicationFactory,
    QualityFactory,
    RegistrationFactory,
    RiskFactory,
    SeriesDecisionFactory,
    SeriesEvaluationFactory,
    SeriesFactory,
    SessionFactory,
    StatedFigureFactory,
    StoryFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
    VacationFactory,
)
from tests.project.floors import FLOOR_OF
from tests.reporting.room import invited

pytestmark = pytest.mark.django_db

SAVED_ELSEWHERE = {
    "meetings.Meeting": "opens at the page of its line",
    "meetings.Registration": "changes by its actions",
    "outbox.Message": "nobody writes in it",
    "pilots.FacilitatorLink": "changes by its actions",
    "pilots.Observation": "nobody writes in it here",
    "pilots.ReleaseRequest": "changes by its actions",
    "privacy.Consent": "nobody writes in it",
    "privacy.PersonRequest": "nobody writes in it",
    "privacy.Reading": "nobody writes in it",
    "sorting.Round": "opened once, ended by its action",
    "reporting.Question": "asked by readers, answered by an action",
    "toolkit.Copy": "changes by its actions",
}


def merged():
    return OrganisationFactory(merged_into=OrganisationFactory())


def filled(meeting):
    """Texts and times of which a page shows less than is stored."""
    Meeting.objects.filter(pk=meeting.pk).update(
        description="Eerste regel\n\nTweede regel\n ",
        place="Leiden",
        province="zh",
        registration_closes=datetime(2014, 3, 1, 12, 30, 45, tzinfo=UTC),
        start_time=time(13, 30, 15),
    )
    MeetingTitleFactory(meeting_id=meeting.pk)
    meeting.themes.add(ThemeFactory(is_retired=True))
    meeting.contributors.add(PersonFactory(is_retired=True), PersonFactory())
    return meeting


def hub():
    series = SeriesFactory(is_retired=True)
    return filled(HubFactory(date=read_date("12 maart 2014"), series=series, part=1))


def edition_with_a_story_that_stepped_back():
    edition = EditionFactory()
    EditionPartFactory(edition=edition, story__state="raw")
    EditionPartFactory(edition=edition, position=2, story=None, material=MaterialFactory())
    edition.made_by.add(PersonFactory(is_retired=True))
    edition.used_in.add(PilotFactory())
    return edition


def finding():
    made = FindingFactory(text="Een\nTwee", theme=ThemeFactory(is_retired=True))
    made.stories.add(StoryFactory())
    made.meetings.add(HubFactory())
    return made


def material():
    made = MaterialFactory(steps="Een\nTwee ", people_min=4)
    made.themes.add(ThemeFactory(is_retired=True))
    made.qualities.add(QualityFactory(programme=made.programme, is_retired=True))
    return made


def story():
    made = StoryFactory(raw_text="Een\n\nTwee ", told_at_meeting=HubFactory())
    made.themes.add(ThemeFactory(is_retired=True))
    made.qualities.add(QualityFactory(programme=made.programme, is_retired=True))
    return made


def pilot_of_a_merged_organisation():
    made = PilotFactory(organisation=merged())
    made.team.add(PersonFactory(is_retired=True))
    ConversationFactory(pilot=made)
    return made


def group_with_sessions():
    session = SessionFactory(date=read_date("voorjaar 2014"))
    session.facilitators.add(PersonFactory(is_retired=True))
    return session.group


def programme_with_a_merged_party():
    party = PartyFactory(organisation=merged())
    QualityFactory(programme=party.programme)
    return party.programme


def counterparty():
    made = ConversationFactory(obstacle="Een\nTwee").counterparty
    made.organisations.add(merged())
    return made


def ambassador_of_a_merged_organisation():
    made = ActivityFactory().ambassador
    type(made).objects.filter(pk=made.pk).update(organisation=merged())
    return made


def series_with_its_chain():
    made = SeriesFactory()
    SeriesEvaluationFactory(series=made, process="Een\n\nTwee ", date=read_date("najaar 2013"))
    SeriesDecisionFactory(series=made, follow_up_id=HubFactory(programme=made.programme).pk)
    answered = {"answer": "Ja", "answered": read_date("mei 2014")}
    FunderRequestFactory(series=made, asked=read_date("2014"), **answered)
    return made


def from_a_hub():
    made = HubFactory()
    return LessonFactory(programme=made.programme, meeting=made, text="Een\nTwee ")


def colleague():
    made = UserFactory(first_name="Bo", last_name="Bos", email="bo@stichting.example")
    made.groups.add(Group.objects.get(name="Programmastaf"))
    return made


def letter():
    meeting = MeetingFactory(target=TargetFactory())
    return Notice.objects.create(target=meeting.target, meeting=meeting, text="Een\n\nTwee ")


MADE = {
    "auth.User": colleague,
    "ambassadors.Ambassador": ambassador_of_a_merged_organisation,
    "hubs.Hub": hub,
    "leadership.LeadershipMeeting": lambda: filled(
        LeadershipMeetingFactory(date=read_date("12 maart 2014"))
    ),
    "meetings.Series": series_with_its_chain,
    "pilots.Counterparty": counterparty,
    "pilots.Group": group_with_sessions,
    "pilots.Vacation": VacationFactory,
    "pilots.Session": lambda: group_with_sessions().sessions.get(),
    "pilots.Pilot": pilot_of_a_merged_organisation,
    "programme.Organisation": lambda: OrganisationNameFactory().organisation,
    "programme.Person": PersonFactory,
    "programme.Programme": programme_with_a_merged_party,
    "programme.Target": lambda: TargetFactory(state="Een\nTwee"),
    "programme.Theme": ThemeFactory,
    "publications.Publication": lambda: PublicationFactory(meeting=HubFactory()),
    "reporting.ProgressReport": lambda: NarrativeFactory().report,
    "reporting.Notice": letter,
    "reporting.Lesson": from_a_hub,
    "reporting.Reader": invited,
    "reporting.Risk": lambda: RiskFactory(since=read_date("maart 2013"), measure="Een\nTwee"),
    "reporting.StatedFigure": StatedFigureFactory,
    "toolkit.Edition": edition_with_a_story_that_stepped_back,
    "toolkit.Finding": finding,
    "toolkit.Material": material,
    "toolkit.Milestone": lambda: MilestoneFactory(waits_for_pilot=PilotFactory()),
    "toolkit.SessionPlan": lambda: PlanPartFactory(plan__people=8).plan,
    "toolkit.Story": story,
}


@pytest.fixture
def anna():
    return signed_in("Anna")


def stored():
    """All that the project keeps, histories left out: each field and each link of each row."""
    return {
        (model._meta.label, row.pk): {
            **{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields},
            **{
                field.name: sorted(each.pk for each in getattr(row, field.name).all())
                for field in model._meta.many_to_many
            },
        }
        for model in apps.get_models()
        if model._meta.app_label in {*FLOOR_OF, "auth"} and not model._meta.proxy
        if not model.__name__.startswith("Historical")
        for row in model._base_manager.all()
    }


def as_a_browser_sends(form):
    return {
        name: [value.replace("\n", "\r\n") for value in values] for name, values in form.items()
    }


def save_unchanged(client, address):
    return client.post(address, as_a_browser_sends(form_in(client.get(address))))


def test_every_page_is_saved_here_or_says_why_not():
    assert {model._meta.label for model in admin.site._registry} == set(MADE) | set(SAVED_ELSEWHERE)


@pytest.mark.parametrize("label", MADE)
def test_page_that_is_saved_as_it_was_opened_changes_nothing(anna, label):
    obj = MADE[label]()
    before = stored()

    answer = save_unchanged(anna, page_of(obj))

    assert answer.status_code == 302
    assert stored() == before


@pytest.mark.parametrize("make", [HubFactory, PilotFactory])
def test_target_that_became_one_of_another_line_is_not_taken_away(anna, make):
    obj = make()
    target = TargetFactory(programme=obj.programme, line="toolkit")
    obj.target = target
    obj.save()

    answer = save_unchanged(anna, page_of(obj))

    obj.refresh_from_db()
    assert (answer.status_code, obj.target) == (200, target)
    assert str(target) in answer.content.decode()


def test_line_that_is_no_more_is_not_exchanged_for_the_first(anna):
    target = TargetFactory(programme__name="Routekaart")
    Target.objects.filter(pk=target.pk).update(line="cursussen")

    answer = save_unchanged(anna, page_of(target))

    target.refresh_from_db()
    assert target.line == "cursussen"
    assert "cursussen (staat niet meer in de lijst)" in answer.content.decode()


def test_replacement_that_was_itself_cancelled_stays_what_it_was(anna):
    old, new = HubFactory(), HubFactory()
    Meeting.objects.filter(pk=new.pk).update(programme=old.programme)
    actions.cancel(old, reason="venue", by=None)
    replace(old, by_meeting=Meeting.objects.get(pk=new.pk), by=None)
    actions.cancel(new, reason="venue", by=None)

    answer = save_unchanged(anna, page_of(old, "vervangen"))

    old.refresh_from_db()
    assert (answer.status_code, old.replaced_by_id) == (302, new.pk)


def test_organisation_of_who_registered_stays_where_another_took_it_up(anna):
    registration = RegistrationFactory(organisation=merged(), email="a@b.example")

    save_unchanged(anna, page_of(registration, "gegevens"))

    before = registration.organisation
    registration.refresh_from_db()
    assert registration.organisation == before


def test_new_row_is_offered_only_what_can_be_chosen(anna):
    edition = EditionFactory()
    raw = StoryFactory(state="raw")
    form = form_in(anna.get(page_of(edition)))

    answer = anna.post(page_of(edition), form | {"parts-TOTAL_FORMS": 1, "parts-0-story": [raw.pk]})

    assert answer.status_code == 200
    assert list(edition.stories.all()) == []
