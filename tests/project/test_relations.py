"""Each relation of each model has a stated rule: what becomes of it when its target is deleted."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import ProtectedError

from backoffice.links import LinkToMany
from tests.factories import FindingFactory, HubFactory, QualityFactory, StoryFactory, ThemeFactory
from tests.project.floors import FLOOR_OF

KEPT = "what it points at cannot be deleted as long as it does"
PART = "goes with the whole, whose page of deleting names it"
DERIVED = "is made again of what it points at"
FORGETS = "no longer says who; only of users, whom nobody can delete on the site"
SEPARATE = "keeps the key of a user who was deleted, so that it stays the deed of a colleague"

ON_DELETE = {
    KEPT: models.PROTECT,
    PART: models.CASCADE,
    DERIVED: models.CASCADE,
    FORGETS: models.SET_NULL,
    SEPARATE: models.DO_NOTHING,
}

RULES = {
    "sheets.Import.made_by": FORGETS,
    "sheets.ImportJob.asked_by": FORGETS,
    "sheets.ImportJob.undoes": PART,
    "sheets.ImportedRow.of_import": PART,
    "ambassadors.Activity.ambassador": KEPT,
    "ambassadors.Activity.organisation": KEPT,
    "ambassadors.Ambassador.consent": KEPT,
    "ambassadors.Ambassador.organisation": KEPT,
    "ambassadors.Ambassador.programme": KEPT,
    "meetings.CountedPerson.meeting": KEPT,
    "meetings.Evaluation.meeting": KEPT,
    "meetings.FunderRequest.series": KEPT,
    "meetings.Meeting.builds_on": KEPT,
    "meetings.Meeting.contributors": KEPT,
    "meetings.Meeting.door": KEPT,
    "meetings.Meeting.programme": KEPT,
    "meetings.Meeting.replaced_by": KEPT,
    "meetings.Meeting.series": KEPT,
    "meetings.Meeting.target": KEPT,
    "meetings.Meeting.themes": KEPT,
    "meetings.MeetingTitle.meeting": PART,
    "meetings.Registration.meeting": KEPT,
    "meetings.Registration.organisation": KEPT,
    "meetings.Rescheduling.meeting": KEPT,
    "meetings.Rescheduling.recorded_by": FORGETS,
    "meetings.Series.programme": KEPT,
    "meetings.SeriesDecision.follow_up": KEPT,
    "meetings.SeriesDecision.series": KEPT,
    "meetings.SeriesEvaluation.series": KEPT,
    "pilots.Conversation.counterparty": KEPT,
    "pilots.Conversation.pilot": KEPT,
    "pilots.Conversation.spoken_by": KEPT,
    "pilots.Counterparty.organisations": KEPT,
    "pilots.Counterparty.programme": KEPT,
    "pilots.FacilitatorLink.person": KEPT,
    "pilots.Group.pilot": KEPT,
    "pilots.Observation.quality": KEPT,
    "pilots.Observation.session": KEPT,
    "pilots.Observation.theme": KEPT,
    "pilots.Observation.written_by": KEPT,
    "pilots.Pilot.organisation": KEPT,
    "pilots.Pilot.programme": KEPT,
    "pilots.Pilot.target": KEPT,
    "pilots.Pilot.team": KEPT,
    "pilots.MarkedPassage.request": PART,
    "pilots.Release.pilot": KEPT,
    "pilots.Release.recorded_by": FORGETS,
    "pilots.Release.request": KEPT,
    "pilots.ReleaseRequest.asked_by": FORGETS,
    "pilots.ReleaseRequest.pilot": KEPT,
    "pilots.RequestedCell.request": PART,
    "pilots.Session.facilitators": KEPT,
    "pilots.Session.group": KEPT,
    "pilots.SessionMove.recorded_by": FORGETS,
    "pilots.SessionMove.session": KEPT,
    "privacy.Consent.replaced_by": KEPT,
    "privacy.Hold.placed_by": FORGETS,
    "privacy.PersonRequest.handled_by": FORGETS,
    "privacy.Reading.read_by": FORGETS,
    "routekaart.LentRole.group": PART,
    "routekaart.LentRole.lent_by": FORGETS,
    "routekaart.LentRole.user": PART,
    "routekaart.LostPhone.asked_by": PART,
    "routekaart.LostPhone.user": PART,
    "routekaart.Snooze.by": FORGETS,
    "programme.LinkChoice.chosen_by": FORGETS,
    "programme.LinkChoice.organisation": KEPT,
    "programme.Merge.merged_by": FORGETS,
    "programme.Merge.undone_by": FORGETS,
    "programme.NameKey.organisation": DERIVED,
    "programme.NameKey.other_name": DERIVED,
    "programme.NameUse.person": PART,
    "programme.Organisation.merged_into": KEPT,
    "programme.Organisation.parent": KEPT,
    "programme.Organisation.successor": KEPT,
    "programme.OrganisationName.organisation": PART,
    "programme.Party.organisation": KEPT,
    "programme.Party.programme": PART,
    "programme.Person.merged_into": KEPT,
    "programme.Quality.programme": PART,
    "programme.Target.programme": KEPT,
    "programme.TargetChange.target": KEPT,
    "publications.Publication.meeting": KEPT,
    "publications.Publication.pilot": KEPT,
    "publications.Publication.programme": KEPT,
    "publications.Publication.story": KEPT,
    "reporting.AskedLine.asked_by": FORGETS,
    "reporting.AskedLine.report": PART,
    "reporting.Comment.made_by": FORGETS,
    "reporting.Comment.report": PART,
    "reporting.Comment.settled_by": FORGETS,
    "reporting.Confirmation.reader": KEPT,
    "reporting.Confirmation.version": KEPT,
    "reporting.Lesson.logged_by": FORGETS,
    "reporting.Lesson.meeting": KEPT,
    "reporting.Lesson.pilot": KEPT,
    "reporting.Lesson.programme": KEPT,
    "reporting.Narrative.report": KEPT,
    "reporting.Notice.meeting": KEPT,
    "reporting.Notice.pilot": KEPT,
    "reporting.Notice.sent_by": FORGETS,
    "reporting.Notice.target": KEPT,
    "reporting.ProgressReport.programme": KEPT,
    "reporting.ProgressReport.submitted_by": KEPT,
    "reporting.PublishJob.report": KEPT,
    "reporting.PublishJob.requested_by": KEPT,
    "reporting.PublishedVersion.published_by": KEPT,
    "reporting.PublishedVersion.report": KEPT,
    "reporting.Question.answered_by": FORGETS,
    "reporting.Question.reader": KEPT,
    "reporting.Question.version": KEPT,
    "reporting.Reader.report": KEPT,
    "reporting.Rendering.version": KEPT,
    "reporting.Risk.logged_by": FORGETS,
    "reporting.Risk.programme": KEPT,
    "reporting.SectionWork.report": PART,
    "reporting.SectionWork.state_by": FORGETS,
    "reporting.SectionWork.writer": FORGETS,
    "reporting.StatedFigure.programme": KEPT,
    "reporting.Visit.reader": KEPT,
    "reporting.Visit.version": KEPT,
    "reporting.Waiver.report": KEPT,
    "reporting.Waiver.waived_by": FORGETS,
    "sorting.Round.group": KEPT,
    "sorting.Sort.round": PART,
    "toolkit.Accepted.decided_by": FORGETS,
    "toolkit.Accepted.story": PART,
    "toolkit.Assignment.assigned_by": FORGETS,
    "toolkit.Assignment.reader": KEPT,
    "toolkit.Assignment.story": PART,
    "toolkit.Attempt.compared_by": FORGETS,
    "toolkit.Attempt.read_by": FORGETS,
    "toolkit.Attempt.reader": KEPT,
    "toolkit.Attempt.story": PART,
    "toolkit.Conclusion.noted_by": FORGETS,
    "toolkit.Conclusion.story": PART,
    "toolkit.Copy.given_by": FORGETS,
    "toolkit.Copy.published": KEPT,
    "toolkit.Edition.made_by": KEPT,
    "toolkit.Edition.programme": KEPT,
    "toolkit.EditionFile.published": KEPT,
    "toolkit.EditionPart.edition": PART,
    "toolkit.EditionPart.material": KEPT,
    "toolkit.EditionPart.story": KEPT,
    "toolkit.Edition.used_in": KEPT,
    "toolkit.Finding.meetings": KEPT,
    "toolkit.Finding.observations": KEPT,
    "toolkit.Finding.programme": KEPT,
    "toolkit.Finding.stories": KEPT,
    "toolkit.Finding.theme": KEPT,
    "toolkit.Material.programme": KEPT,
    "toolkit.Material.qualities": KEPT,
    "toolkit.Material.themes": KEPT,
    "toolkit.Milestone.programme": KEPT,
    "toolkit.Milestone.waits_for": KEPT,
    "toolkit.Milestone.waits_for_pilot": KEPT,
    "toolkit.PlanPart.material": KEPT,
    "toolkit.PlanPart.plan": PART,
    "toolkit.PlanPart.story": KEPT,
    "toolkit.PublishedEdition.edition": KEPT,
    "toolkit.PublishedEdition.published_by": KEPT,
    "toolkit.Replacement.replaced_by": FORGETS,
    "toolkit.Replacement.story": PART,
    "toolkit.SessionPlan.programme": KEPT,
    "toolkit.SessionPlan.session": PART,
    "toolkit.Story.consent": KEPT,
    "toolkit.Story.programme": KEPT,
    "toolkit.Story.qualities": KEPT,
    "toolkit.Story.themes": KEPT,
    "toolkit.Story.told_at_meeting": KEPT,
    "toolkit.Story.told_in_pilot": KEPT,
    "toolkit.StoryStep.attempt": PART,
    "toolkit.StoryStep.story": PART,
    "toolkit.StoryStep.taken_by": FORGETS,
    "toolkit.StoryStep.writer": FORGETS,
    "toolkit.StoryTerms.story": PART,
}


def own_models():
    """Link tables are told of by their field."""
    return [m for m in apps.get_models() if m._meta.app_label in FLOOR_OF and not m._meta.proxy]


def is_history(model):
    return model._meta.pk.name in ("history_id", "m2m_history_id")


def relations():
    """By name; those of the copies in a history apart."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in own_models()
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.is_relation and not is_history(model)
    }


def on_delete(field):
    if field.many_to_many:
        through = field.remote_field.through
        field = through._meta.get_field(field.m2m_reverse_field_name())
    return field.remote_field.on_delete


def test_each_relation_has_a_stated_rule():
    assert set(relations()) == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_each_relation_keeps_its_rule(name):
    assert on_delete(relations()[name]) is ON_DELETE[RULES[name]]


def test_each_history_keeps_the_key_of_who_did_it():
    kept = [m._meta.get_field("history_user") for m in own_models() if hasattr(m, "history_user")]

    assert len(kept) > 20
    assert {on_delete(field) for field in kept} == {ON_DELETE[SEPARATE]}
    assert {field.db_constraint for field in kept} == {False}


def test_only_of_users_it_may_be_forgotten_who():
    forgetting = [relations()[name] for name, rule in RULES.items() if rule == FORGETS]

    assert {field.related_model._meta.label for field in forgetting} == {"auth.User"}


def test_every_link_to_many_is_one_that_keeps():
    many = [field for field in relations().values() if field.many_to_many]

    assert {type(field) for field in many} == {LinkToMany}


@pytest.mark.django_db
def test_what_is_linked_to_stays_and_what_links_may_go():
    theme, hub = ThemeFactory(), HubFactory()
    hub.themes.add(theme)
    with pytest.raises(ProtectedError):
        theme.delete()

    hub.delete()
    theme.delete()

    assert (theme.pk, hub.pk) == (None, None)


@pytest.mark.django_db
def test_a_part_that_is_in_use_elsewhere_keeps_the_whole():
    quality, story = QualityFactory(), StoryFactory()
    story.qualities.add(quality)

    with pytest.raises(ProtectedError):
        quality.programme.delete()


@pytest.mark.django_db
def test_what_a_finding_rests_on_stays():
    finding, hub = FindingFactory(), HubFactory()
    finding.meetings.add(hub)

    with pytest.raises(ProtectedError):
        hub.delete()
