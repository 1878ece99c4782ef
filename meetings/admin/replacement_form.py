"""What came in the place of a cancelled meeting."""

from typing import Any

from django import forms
from django.db.models import Q

from backoffice.base import ActionForm

from ..models import Meeting


class ReplacementForm(ActionForm):
    by_meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Vervangen door",
        required=False,
        empty_label="Niet vervangen",
        help_text="Bijeenkomsten die voor dezelfde afspraak meetellen, of voor geen enkele.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["by_meeting"]
        choice.queryset = _could_replace(self.obj)
        choice.label_from_instance = lambda meeting: f"{meeting}, {meeting.date or 'zonder datum'}"
        self.initial["by_meeting"] = self.obj.replaced_by_id


def _could_replace(meeting: Meeting) -> Any:
    others = Meeting.objects.filter(programme=meeting.programme_id).exclude(status="cancelled")
    of_agreement = Q(target__isnull=True) | Q(target=meeting.target_id)
    free = Q(replaces__isnull=True) | Q(replaces=meeting.pk)
    return others.filter(of_agreement, free).exclude(pk=meeting.pk)
