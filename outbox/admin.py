"""The outbox for staff: what went, what did not, and one thing to do about that."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

from backoffice.base import ActionForm, ActionPage, HouseAdmin

from . import actions
from .composing import Content, read_content
from .kinds import KINDS
from .models import Message

ERASED = "gewist: mails worden 90 dagen bewaard"


class KindFilter(admin.SimpleListFilter):
    title = "soort"
    parameter_name = "template"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(template=self.value()) if self.value() else queryset


class AddressForm(ActionForm):
    to = forms.EmailField(
        label="Verbeterd e-mailadres",
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Vul een e-mailadres in zoals naam@organisatie.nl.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["to"] = self.obj.to

    def clean_to(self) -> str:
        to = self.cleaned_data["to"].lower()
        if to == self.obj.to:
            raise ValidationError("Dit is het adres waar de mail al heen ging. Vul een ander in.")
        return to


def has_failed(message: Message) -> bool:
    return message.state == Message.State.FAILED


@admin.register(Message)
class MessageAdmin(HouseAdmin):
    """For reading only. Who may change mails may send a failed one again, and nothing else."""

    action_pages = (
        ActionPage(
            "opnieuw-versturen",
            "Opnieuw versturen",
            actions.retry,
            "De mail staat klaar om opnieuw te worden verstuurd.",
            possible=has_failed,
        ),
        ActionPage(
            "ander-adres",
            "Versturen naar een verbeterd adres",
            actions.retry_to,
            "De mail staat klaar voor het verbeterde adres.",
            form=AddressForm,
            possible=has_failed,
            intro=(
                "Bij een aanmelding wordt het adres ook daar verbeterd. Een link die naar het oude "
                "adres ging, werkt daarna niet meer."
            ),
        ),
    )
    actions = ["send_again"]
    list_display = ["created_at", "kind", "to", "state"]
    list_filter = ["state", KindFilter, "created_at"]
    search_fields = ["to", "key"]
    fieldsets = [
        (None, {"fields": ["to", "kind", "state", "subject", "text"]}),
        ("Verzending", {"fields": ["created_at", "attempts", "due_at", "sent_at", "failed_at"]}),
        ("Technisch", {"fields": ["last_error", "key", "message_id"]}),
    ]
    readonly_fields = ["kind", "subject", "text", "created_at", "message_id"]

    def found_as(self, obj: Message) -> str:
        return f"{obj.get_template_display()} aan {obj.to}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.change_message")

    def may_act(self, request: HttpRequest, obj: Message, page: ActionPage) -> bool:
        return self.has_retry_permission(request)

    @admin.action(description="Opnieuw versturen", permissions=["retry"])
    def send_again(self, request: HttpRequest, chosen: QuerySet) -> None:
        sent, kept = 0, 0
        for message in chosen:
            try:
                actions.retry(message, by=request.user)
            except ValidationError:
                kept += 1
            else:
                sent += 1
                self.log_change(request, message, "opnieuw versturen")
        if sent:
            self.message_user(request, f"Klaar om opnieuw te versturen: {sent}.", messages.SUCCESS)
        if kept:
            self.message_user(request, f"Niet mislukt, dus niet herhaald: {kept}.", messages.ERROR)

    @admin.display(description="soort", ordering="template")
    def kind(self, message: Message) -> str:
        return message.get_template_display()

    @admin.display(description="onderwerp")
    def subject(self, message: Message) -> str:
        return shown(message).subject

    @admin.display(description="tekst")
    def text(self, message: Message) -> SafeString:
        return linebreaksbr(shown(message).text)


def shown(message: Message) -> Content:
    if not message.context:
        return Content(ERASED, ERASED, "")
    try:
        return read_content(message, hide_secrets=True)
    except Exception as fault:  # whatever a template comes up with; the worker notes it too
        sentence = f"De mail kan niet worden gemaakt: {fault}"
        return Content(sentence, sentence, "")
