"""What is read in a date is said while typing and after saving; days are typed in one way only."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from backoffice.actions import ActionForm
from dates.day_fields import ClockField, DayField, MomentField
from dates.entry import NOT_UNDERSTOOD
from tests.factories import MilestoneFactory, UserFactory

pytestmark = pytest.mark.django_db
ONE_KIND = {
    forms.DateField: DayField,
    forms.DateTimeField: MomentField,
    forms.TimeField: ClockField,
}
OTHER_KINDS = (forms.SplitDateTimeField, forms.SplitDateTimeWidget, forms.SelectDateWidget)


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"tekst": "24-2-14"}, {"gelezen": "maandag 24 februari 2014"}),
        ({"tekst": "maart of april 2014"}, {"gelezen": "1 maart tot en met 30 april 2014"}),
        ({"tekst": "medio april 2014"}, {"gelezen": "10 tot en met 20 april 2014"}),
        (
            {"tekst": "winter 2013/2014"},
            {"gelezen": "1 december 2013 tot en met 28 februari 2014"},
        ),
        ({"tekst": "n.n.b."}, {"gelezen": "geen datum: niet bekend"}),
        ({"tekst": " "}, {"gelezen": ""}),
        ({"tekst": "ooit"}, {"reden": NOT_UNDERSTOOD}),
        (
            {"tekst": "24 februari", "bij": "2014-02-01/2014-02-28"},
            {"gelezen": "maandag 24 februari 2014"},
        ),
        (
            {"tekst": "februari 2014", "soort": "dag"},
            {"reden": "Schrijf de dag erbij, bijvoorbeeld 24-2-2014."},
        ),
        (
            {"tekst": "24-2-2014 13:30", "soort": "moment"},
            {"gelezen": "maandag 24 februari 2014, 13.30 uur"},
        ),
    ],
)
def test_what_is_read_while_typing(staff, typed, answer):
    assert staff.get(reverse("admin:read_date"), typed).json() == answer


def test_a_stranger_is_told_nothing(client):
    assert client.get(reverse("admin:read_date"), {"tekst": "2014"}).status_code == 302


def save(staff, milestone, **more):
    address = reverse("admin:toolkit_milestone_change", args=[milestone.pk])
    typed = {"title": "Concept", "programme": milestone.programme_id, "position": 0} | more
    return staff.post(address, typed, follow=True)


@pytest.mark.parametrize(
    ("text", "number", "said"),
    [
        ("maart of april 2014", 2, "Verwacht: gelezen als 1 maart tot en met 30 april 2014."),
        ("24-2-14", 1, None),
    ],
)
def test_what_is_read_in_words_is_said_after_saving(staff, text, number, said):
    response = save(staff, MilestoneFactory(), expected=text)

    messages = [str(message) for message in response.context["messages"]]
    assert len(messages) == number
    assert said in [*messages, None]


def test_days_and_times_are_typed_in_one_way_in_the_whole_admin(rf):
    request = rf.get("/")
    request.user = User(is_superuser=True, is_active=True)

    other = [
        f"{model_admin.__class__.__name__}.{name}"
        for model_admin in admin.site._registry.values()
        for page in (model_admin, *model_admin.get_inline_instances(request))
        for name, field in fields_of(page, request)
        if not is_of_one_kind(field)
    ]

    assert other == []


def test_days_and_times_are_typed_in_one_way_on_the_action_pages():
    other = [
        f"{form.__name__}.{name}"
        for form in all_below(ActionForm)
        for name, field in form.base_fields.items()
        if not is_of_one_kind(field)
    ]

    assert other == []


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_no_page_has_a_field_of_the_browser_for_a_day_or_a_time(folder):
    files = [*Path(settings.BASE_DIR, folder).rglob("*.html")]
    files += Path(settings.BASE_DIR, folder).rglob("*.js")
    native = r"type=.?(date|datetime-local|time|month|week)\b"

    assert [str(file) for file in files if re.search(native, file.read_text())] == []


def fields_of(page, request):
    if hasattr(page, "get_formset"):
        return page.get_formset(request).form.base_fields.items()
    return page.get_form(request).base_fields.items()


def is_of_one_kind(field):
    ours = next((kind for base, kind in ONE_KIND.items() if isinstance(field, base)), None)
    native = getattr(field.widget, "input_type", "") in ("date", "time", "datetime-local")
    odd = isinstance(field, OTHER_KINDS) or isinstance(field.widget, OTHER_KINDS)
    return not (odd or native) and (ours is None or isinstance(field, ours))


def all_below(form):
    return [form, *(lower for each in form.__subclasses__() for lower in all_below(each))]
