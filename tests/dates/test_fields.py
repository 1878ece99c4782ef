from datetime import date

import pytest
from django.core.exceptions import ValidationError

from dates.entry import NOT_UNDERSTOOD, read_date
from dates.fields import ApproximateDateFormField, date_columns
from dates.values import ApproximateDate
from meetings.models import Meeting
from tests.factories import MeetingFactory

NAJAAR = read_date("najaar 2013")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "2013", "maart 2013", "12 maart 2013", "najaar 2013"])
def test_a_date_is_stored_and_read_as_one_value(text):
    meeting = MeetingFactory(date=read_date(text))

    assert Meeting.objects.get(pk=meeting.pk).date == read_date(text)


@pytest.mark.django_db
def test_setting_a_date_to_unknown_empties_all_its_columns():
    meeting = MeetingFactory(date=NAJAAR)

    meeting.date = None
    meeting.save()

    stored = Meeting.objects.values("date_earliest", "date_latest", "date_wording").get()
    assert stored == {"date_earliest": None, "date_latest": None, "date_wording": ""}


def test_date_columns_are_those_of_the_value():
    assert date_columns("decided", NAJAAR) == {
        "decided_earliest": date(2013, 9, 1),
        "decided_latest": date(2013, 11, 30),
        "decided_wording": "najaar 2013",
    }


def test_form_field_reads_what_staff_write():
    assert ApproximateDateFormField().clean(" najaar  2013 ") == NAJAAR


def test_form_field_left_empty_is_unknown():
    assert ApproximateDateFormField().clean("") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ooit", NOT_UNDERSTOOD),
        ("31-2-2013", "De datum “31-2-2013” bestaat niet. Controleer dag, maand en jaar."),
    ],
)
def test_form_field_refuses_with_one_sentence(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        ApproximateDateFormField().clean(text)

    assert refusal.value.messages == [sentence]


def test_form_field_shows_a_date_as_it_is_written():
    assert ApproximateDateFormField().prepare_value(NAJAAR) == "najaar 2013"


def test_form_field_left_as_it_was_keeps_an_interval_that_its_words_would_not_give():
    field = ApproximateDateFormField()
    field.known = ApproximateDate(date(2013, 9, 21), date(2013, 12, 20), "najaar 2013")

    assert field.clean("najaar 2013") == field.known


@pytest.mark.parametrize(
    ("initial", "written", "changed"),
    [
        (NAJAAR, "najaar 2013", False),
        (NAJAAR, "najaar 2014", True),
        (NAJAAR, "", True),
        (None, "", False),
        (None, "2013", True),
    ],
)
def test_form_field_has_changed_only_when_other_words_are_written(initial, written, changed):
    assert ApproximateDateFormField().has_changed(initial, written) is changed


def test_field_of_a_model_makes_its_form_field_with_its_label():
    assert Meeting.date.formfield().label == "Datum"
