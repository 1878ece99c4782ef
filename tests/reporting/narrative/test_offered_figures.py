import pytest

from reporting.document.values import Figure
from reporting.narrative.checking import known_keys
from reporting.narrative.offered_figures import SUBJECTS, Placeholder, grouped

OWN = {"pilot", "series", "meeting"}
pytestmark = pytest.mark.django_db


def figure(key, value=5):
    return Figure(key, f"wat {key} is", value, "counted", definition="")


def test_every_figure_has_a_subject():
    assert {key.partition(".")[0] for key in known_keys()} | OWN == set(SUBJECTS)


def test_figures_stand_by_subject_in_their_own_order():
    groups = list(grouped([figure("pilots.a"), figure("hubs.b"), figure("pilots.c")]))

    assert [(group.title, [p.written for p in group.placeholders]) for group in groups] == [
        ("Goed Werk Hubs", ["{hubs.b}"]),
        ("Pilots", ["{pilots.a}", "{pilots.c}"]),
    ]


def test_placeholder_says_what_it_prints_now():
    (group,) = grouped([figure("hubs.held"), figure("hubs.attended", None)])

    assert group.placeholders == (
        Placeholder("wat hubs.held is", "5", "{hubs.held}"),
        Placeholder("wat hubs.attended is", "niet vastgelegd", "{hubs.attended}"),
    )
