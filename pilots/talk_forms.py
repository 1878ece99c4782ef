"""What staff fill in when a step is taken, a stage is mended, or a party becomes a pilot."""

from typing import Any

from django import forms

from backoffice.base import ActionForm

from .models import Conversation


class TalkForm(ActionForm):
    talk = forms.ModelChoiceField(Conversation.objects.none(), label="Gesprek", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["talk"]
        choice.queryset = self.offered()
        choice.label_from_instance = self.called

    def offered(self) -> Any:
        return self.obj.conversations.all()

    def called(self, talk: Conversation) -> str:
        return f"{talk.date or 'datum niet bekend'}: {talk.get_stage_display()}"


class StepForm(TalkForm):
    """The step whose day comes first is chosen already."""

    talk = forms.ModelChoiceField(
        Conversation.objects.none(), label="Welke stap is gedaan?", empty_label=None
    )

    def offered(self) -> Any:
        return self.obj.conversations.with_open_step().order_by("next_step_on", "pk")

    def called(self, talk: Conversation) -> str:
        day = f" (uiterlijk {talk.next_step_on:%-d-%-m-%Y})" if talk.next_step_on else ""
        return f"{talk.next_step}{day}"


class StageForm(TalkForm):
    stage = forms.ChoiceField(label="Juiste stadium", choices=Conversation.Stage.choices)
    why = forms.CharField(label="Waarom verandert u dit?", max_length=70)


class MakePilotForm(ActionForm):
    title = forms.CharField(label="Titel van de pilot", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["title"] = f"Pilot {self.obj}"
