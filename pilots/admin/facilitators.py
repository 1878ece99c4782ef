"""Links of facilitators, and what they observed, in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from backoffice.base import ActionForm, ActionPage, HouseAdmin
from dates.day_fields import DayField
from outbox.seen_first import MailSeenFirst
from privacy.models import Reading
from privacy.reading import ask_reason, closed, note_reading, readings_of, reason_in
from programme.models import Person

from .. import actions
from ..actions.observing import READ
from ..facilitator import inviting
from ..models import FacilitatorLink, Observation
from ..personal_data import ERASED

INVITE = "link-sturen"
LAST_DAY = "De dag waarop de link voor het laatst werkt, bijvoorbeeld 31-12-2027."


class SendForm(ActionForm):
    email = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Vul het e-mailadres van de begeleider in.",
            "invalid": "Dit is geen e-mailadres. Vul een adres in als naam@organisatie.nl.",
        },
    )
    expires_on = DayField(label="Link geldt tot en met", help_text=LAST_DAY)


class InviteForm(SendForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Begeleider",
        help_text="Een begeleider van deze pilot. De link geldt voor al zijn of haar pilots.",
        error_messages={"required": "Kies aan wie de link gaat."},
    )
    field_order = ("person", "email", "expires_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = self.obj.team.all()
        if not field.queryset.exists():
            field.help_text = "Deze pilot heeft nog geen begeleiders. Kies ze op haar pagina."


class RenewForm(SendForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email"] = self.obj.email


INVITE_PAGE = ActionPage(
    INVITE,
    "Link sturen aan een begeleider",
    inviting.invite,
    "De link is verstuurd.",
    form=InviteForm,
    intro=(
        "Met de link legt een begeleider op de telefoon vast wat er in de eigen sessies gebeurde. "
        "Een link die al werkt, blijft werken, behalve als u een ander adres invult. "
        "U ziet de mail voordat zij weggaat."
    ),
    needs=inviting.MANAGE,
)


@admin.register(FacilitatorLink)
class FacilitatorLinkAdmin(MailSeenFirst, HouseAdmin):
    """Who holds a link; it is sent from the page of a pilot."""

    list_display = ["person", "works", "expires_on"]
    ordering = ["person__sort_key"]
    list_select_related = ["person"]
    search_fields = ["person__name", "email"]
    fields = ["person", "email", "works", "expires_on", "sent_at"]
    readonly_fields = fields
    mailing_pages = ("nieuwe-link",)
    action_pages = (
        ActionPage(
            "nieuwe-link",
            "Stuur een nieuwe link",
            inviting.renew,
            "Er gaat een nieuwe link naar de begeleider. De vorige werkt niet meer.",
            form=RenewForm,
            intro="De link die de begeleider nu heeft, werkt daarna niet meer.",
        ),
        ActionPage(
            "intrekken",
            "Trek de link in",
            inviting.revoke,
            "De link is ingetrokken en werkt niet meer.",
            possible=lambda link: link.revoked_at is None,
            intro="De begeleider kan de eigen pagina dan niet meer openen, en krijgt geen mail.",
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: FacilitatorLink | None = None) -> bool:
        """Addresses are for who sends links."""
        codename = get_permission_codename("change", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{codename}")

    @admin.display(description="stand")
    def works(self, link: FacilitatorLink) -> str:
        if link.revoked_at:
            return f"ingetrokken op {link.revoked_at:%-d-%-m-%Y}"
        return "verlopen" if link.expires_on < timezone.localdate() else "werkt"


@admin.register(Observation)
class ObservationAdmin(HouseAdmin):
    """For who may read observations alone; staff write none, and erase what should not stand."""

    never_kept = ("tension", "quote")
    list_display = ["__str__", "of_session", "theme", "quality"]
    list_filter = ["theme", "session__group__pilot"]
    search_fields = ["tension", "quote"]
    ordering = ["-id"]
    fields = ["of_session", "tension", "theme", "quality", "quote", "written_by", "written_at"]
    readonly_fields = fields
    action_pages = (
        ActionPage(
            "wissen",
            "Tekst wissen",
            actions.erase_observation,
            "De tekst is gewist. Dat er een waarneming was, blijft staan.",
            proven=True,
            possible=lambda observation: observation.tension != ERASED,
            intro="Bijvoorbeeld als er een naam in staat. De tekst is daarna nergens meer.",
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("session__group__pilot", "theme", "quality", "written_by")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Opening asks for a reason; sending that shows it, in the same answer."""
        observation = self.get_object(request, unquote(object_id))
        if observation is None or not self.has_view_permission(request, observation):
            return super().change_view(request, object_id, form_url, extra_context)
        form = reason_in(request)
        if not form.is_valid():
            return ask_reason(
                request,
                self.admin_site,
                form,
                title=str(observation),
                subtitle="Waarnemingen",
                back=reverse("admin:pilots_observation_changelist"),
                back_label="Terug naar de waarnemingen",
                readings=readings_of(observation)[:10],
            )
        activity = Reading.Activity.OBSERVATION
        note_reading(activity, observation, by=request.user, **form.cleaned_data)
        request.method = "GET"
        return closed(super().change_view(request, object_id, form_url, extra_context))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Observation | None = None) -> bool:
        return request.user.has_perm(READ)

    def has_change_permission(self, request: HttpRequest, obj: Observation | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Observation | None = None) -> bool:
        return False

    def may_act(self, request: HttpRequest, obj: Observation, page: ActionPage) -> bool:
        return self.has_view_permission(request, obj)

    @admin.display(description="sessie")
    def of_session(self, observation: Observation) -> str:
        session = observation.session
        return f"{session} van {session.group}, {session.group.pilot}"
