"""Saying what is read in a date: while someone types it, and after saving."""

from datetime import date

from django import forms
from django.http import HttpRequest, JsonResponse

from dates.days import read_day, read_moment, write_time
from dates.entry import LONGEST, read_date
from dates.fields import ApproximateDateFormField
from dates.values import ApproximateDate, spell_out

UNKNOWN = "geen datum: niet bekend"


def what_is_read(text: str, kind: str, near: ApproximateDate | None) -> str:
    """In words, to the day; empty for an empty text. Raises ValueError with a sentence."""
    if not text.strip():
        return ""
    if kind == "moment":
        return _moment(text, near)
    found = read_date(text, near)
    if kind == "dag":
        day = read_day(text, near)
        found = ApproximateDate.of_day(day) if day else None
    return spell_out(found) if found else UNKNOWN


def _moment(text: str, near: ApproximateDate | None) -> str:
    found = read_moment(text, near)
    if found is None:
        return UNKNOWN
    day, clock = found
    spelled = spell_out(ApproximateDate.of_day(day))
    return f"{spelled}, {write_time(clock)} uur" if clock else spelled


def read_typed(request: HttpRequest) -> JsonResponse:
    """For the script of the admin: `gelezen` what is read, or `reden` why nothing is."""
    text = request.GET.get("tekst", "")[: LONGEST + 1]
    try:
        near = _read_near(request.GET.get("bij", ""))
        answer = {"gelezen": what_is_read(text, request.GET.get("soort", ""), near)}
    except ValueError as refusal:
        answer = {"reden": str(refusal)}
    return JsonResponse(answer)


def _read_near(text: str) -> ApproximateDate | None:
    """The two days of `data-near`, as the form itself wrote them."""
    if not text:
        return None
    first, _, last = text.partition("/")
    return ApproximateDate(date.fromisoformat(first), date.fromisoformat(last))


def changed_dates(form: forms.BaseForm, row: str = "") -> list[str]:
    """A sentence for each date in words that was written anew; `row` names a part.

    To read after saving. A day, month or year needs none: the page writes it out itself.
    """
    return [
        f"{row and f'{row}, '}{form.fields[name].label}: gelezen als {spell_out(when)}."
        for name in form.changed_data
        if isinstance(form.fields[name], ApproximateDateFormField)
        and isinstance(when := form.cleaned_data.get(name), ApproximateDate)
        and when.wording
    ]
