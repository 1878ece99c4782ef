"""What nobody changed stays as it is stored, to the letter.

A page shows less than is stored: a time to the minute, a text without the white space around it.
And a browser sends other ends of lines than it got.
"""

from datetime import datetime, time

from django import forms

from .versions import compared, digest, stored_digest


def keep_as_stored(form: forms.ModelForm) -> None:
    for name in compared(form):
        typed, stored = form.cleaned_data.get(name), form.initial.get(name)
        if isinstance(typed, str):
            form.cleaned_data[name] = typed = typed.replace("\r\n", "\n")
        is_shown_in_part = isinstance(typed, str | datetime | time) and type(stored) is type(typed)
        if is_shown_in_part and digest(typed) == stored_digest(form, name):
            form.cleaned_data[name] = stored
