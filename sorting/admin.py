"""Rounds in the admin: staff open one for any group, see its picture and end it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from backoffice.base import ActionPage, HouseAdmin, HouseForm
from pilots.models import Group

from .models import Round
from .rounds import end_round, prepare, store
from .showing import about


class GroupField(forms.ModelChoiceField):
    """Groups of several pilots bear the same name."""

    def label_from_instance(self, group: Group) -> str:
        return f"{group.pilot}: {group}"


class RoundForm(HouseForm):
    group = GroupField(
        Group.objects.select_related("pilot").order_by("pilot__title", "id"), label="Groep"
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.instance._state.adding and values.get("open_until") and values.get("group"):
            self.instance.open_until, self.instance.group = values["open_until"], values["group"]
            try:
                prepare(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return values


@admin.register(Round)
class RoundAdmin(HouseAdmin):
    """Opened once, ended by its action; nothing of it is changed or deleted by hand."""

    form = RoundForm
    change_form_template = "admin/sorting/round.html"
    list_display = ["__str__", "of_group", "state", "open_until"]
    list_filter = ["state", "question"]
    list_select_related = ["group__pilot"]
    search_fields = ["code", "group__name", "group__pilot__title"]
    ordering = ["-id"]
    fields = ["group", "question", "moves", "open_until"]
    action_pages = (
        ActionPage(
            "beeindigen",
            "Beëindig de ronde",
            end_round,
            "De ronde is afgelopen. Alleen het beeld van de groep blijft.",
            possible=lambda at: at.state == Round.State.OPEN,
            intro="Wie zijn of haar kaarten nog niet heeft doorgegeven, telt dan niet mee.",
        ),
    )

    class Media:
        css = {"all": ["site/admin_sorting.css"]}

    @admin.display(description="groep", ordering="group__name")
    def of_group(self, at: Round) -> str:
        return f"{at.group}, {at.group.pilot}"

    def get_readonly_fields(self, request: HttpRequest, obj: Round | None = None) -> list[str]:
        return ["of_group", "question", "moves", "open_until"] if obj else []

    def get_fields(self, request: HttpRequest, obj: Round | None = None) -> list[str]:
        return self.get_readonly_fields(request, obj) or self.fields

    def has_delete_permission(self, request: HttpRequest, obj: Round | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Round, form: forms.ModelForm, change: bool
    ) -> None:
        """A new one only; of one that is there nothing changes here, and sums that came in
        meanwhile are not written back."""
        if not change:
            obj._history_user = request.user
            store(obj)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        if at := context.get("original"):
            context |= about(at)
        return super().render_change_form(request, context, *args, **kwargs)
