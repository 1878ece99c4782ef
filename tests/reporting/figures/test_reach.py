"""Bereikt (each once) and deelnames (the sum) are two figures, and lines overlap."""

import pytest
from django.utils import timezone

from dates.entry import read_date
from meetings.models import CountedPerson, Meeting
from reporting.collect import collect
from tests.factories import (
    HubFactory,
    LeadershipMeetingFactory,
    OrganisationFactory,
    ProgressReportFactory,
    RegistrationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = TargetFactory(line="hubs", year=2013, number=2).programme
    ProgressReportFactory(programme=programme, year=2013)
    return programme


def held(factory, programme):
    meeting = factory(programme=programme, held=True, date=read_date("mei 2013"))
    Meeting.objects.filter(pk=meeting.pk).update(list_closed_at=timezone.now())
    return meeting


def came(meeting, number: int, organisation) -> None:
    RegistrationFactory(
        meeting_id=meeting.pk,
        email=f"p{number}@gemeente.example",
        organisation=organisation,
        attended=True,
    )
    CountedPerson.objects.create(meeting_id=meeting.pk, mark=f"m{number}")


def figures(programme):
    return collect(programme.slug, 2013).figures


@pytest.mark.parametrize(("both", "told"), [(6, 6), (5, 5), (4, None), (0, None)])
def test_organisations_at_more_lines_are_told_once_and_few_are_not(programme, both, told):
    hub, talk = held(HubFactory, programme), held(LeadershipMeetingFactory, programme)
    for number in range(7):
        organisation = OrganisationFactory()
        came(hub, number, organisation)
        if number < both:
            came(talk, number, organisation)

    found = figures(programme)

    assert found["reach.organisations_counted"].value == 7
    assert found["reach.organisations_in_more_lines"].value == told


def test_reached_counts_each_once_and_participations_add_up(programme):
    hub, talk = held(HubFactory, programme), held(LeadershipMeetingFactory, programme)
    for number in range(6):
        for meeting in (hub, talk):
            came(meeting, number, OrganisationFactory())

    found = figures(programme)

    people, participations = found["reach.people"], found["reach.participations"]
    assert (people.qualifier, people.value) == ("ten minste", 5)  # six, in fives
    assert (participations.qualifier, participations.value) == ("", 12)
    assert participations.basis == "counted"


def test_each_figure_of_people_or_organisations_says_which_of_the_two_it_is(programme):
    found = figures(programme)
    sums = ("attended", "participations", "unlinked", "ambassadors.people")
    unique = ("reach.people", "reach.organisations")

    unclear = [
        figure.label
        for key, figure in found.items()
        if (key.endswith(sums) and "deelnames" not in figure.label)
        or (key.startswith(unique) and not {"bereikt", "bereikte"} & set(figure.label.split(" ")))
        or "aanwezigen" in figure.label
    ]
    assert unclear == []


def test_the_two_words_are_never_of_one_figure(programme):
    labels = [figure.label for figure in figures(programme).values()]
    assert [label for label in labels if "deelnames" in label and "bereikt" in label] == []
