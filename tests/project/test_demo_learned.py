"""The example programme has lessons and risks that say they are made up; the Routekaart has none,
for its source tells none as such."""

from datetime import date

import pytest

from reporting.models import Lesson, Risk
from routekaart.demo.load import load_demo

pytestmark = pytest.mark.django_db


def test_only_the_example_has_lessons_and_risks_and_each_says_that_it_is_made_up():
    load_demo(today=date(2026, 9, 16))

    rows = [*Lesson.objects.all(), *Risk.objects.all()]
    texts = [getattr(row, "text", "") or row.what for row in rows]
    assert {row.programme.slug for row in rows} == {"voorbeeld"}
    assert [text for text in texts if not text.strip().startswith("Verzonnen voorbeeld: ")] == []
    assert sorted(Lesson.objects.values_list("year", flat=True)) == [2025, 2025, 2026]
