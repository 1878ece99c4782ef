"""Copies in the admin: who has which, a new link, taking one back; giving one from an edition."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db.models import Count, Model, Q
from django.http import HttpRequest
from django.utils import timezone

from backoffice.base import ActionForm, ActionPage, HouseAdmin
from dates.day_fields import DayField
from outbox.seen_first import MailSeenFirst

from ..models import Audience, Copy, Edition
from .giving import MANAGE, give, renew, revoke

A_YEAR = timedelta(days=365)
LAST_DAY = "De dag waarop de link voor het laatst werkt; ten hoogste een jaar vooruit."


class RenewForm(ActionForm):
    expires_on = DayField(label="Link geldt tot en met", help_text=LAST_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + A_YEAR)


class GiveForm(RenewForm):
    name = forms.CharField(
        label="Voor wie",
        max_length=80,
        help_text="De naam van een persoon of een organisatie.",
        error_messages={
            "required": "Vul in voor wie het exemplaar is.",
            "max_length": "Kort de naam in tot ten hoogste 80 tekens.",
        },
    )
    holder = forms.ChoiceField(label="Soort ontvanger", choices=Copy.Holder.choices)
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Hier gaat de link heen. Het adres komt niet in het bestand.",
        error_messages={
            "required": "Vul het adres in waar de link heen gaat.",
            "invalid": "Dit is geen e-mailadres. Vul een adres in als naam@organisatie.nl.",
        },
    )
    reader = forms.ChoiceField(
        label="Wat erin staat",
        choices=[
            (Audience.FACILITATORS, "alles, ook wat alleen voor begeleiders is"),
            (Audience.AMBASSADORS, "wat voor ambassadeurs of voor iedereen is"),
            (Audience.PUBLIC, "alleen wat voor iedereen is"),
        ],
        initial=Audience.PUBLIC,
    )
    mark = forms.ChoiceField(
        label="Op elke bladzijde",
        choices=Copy.Mark.choices,
        help_text="De naam alleen als u dat met de ontvanger hebt afgesproken.",
    )
    field_order = ("name", "holder", "email", "reader", "mark", "expires_on")


GIVE_PAGE = ActionPage(
    "exemplaar-geven",
    "Exemplaar geven",
    give,
    "Het exemplaar is gegeven; de link gaat naar de ontvanger.",
    form=GiveForm,
    rows=lambda edition: edition.published.all(),
    intro=(
        "Van wat het laatst is gepubliceerd. Wie de link heeft, haalt het boek op als PDF, met een "
        "nummer of de naam op elke bladzijde. U ziet de mail eerst."
    ),
    needs=MANAGE,
)


class CopyAdmin(MailSeenFirst, HouseAdmin):
    """It is given from the page of an edition."""

    list_display = ["__str__", "name", "edition", "reader", "works", "first_fetched_on"]
    list_filter = ["holder", "reader", "published__edition"]
    list_select_related = ["published__edition"]
    search_fields = ["name", "email", "published__edition__title"]
    ordering = ["-id"]
    fields = ["edition", "number", "name", "holder", "email", "reader", "mark", "works"]
    fields += ["expires_on", "given_at", "given_by", "first_fetched_on"]
    readonly_fields = fields
    mailing_pages = ("nieuwe-link",)
    action_pages = (
        ActionPage(
            "nieuwe-link",
            "Stuur een nieuwe link",
            renew,
            "Er gaat een nieuwe link naar de ontvanger. De vorige werkt niet meer.",
            form=RenewForm,
            possible=lambda copy: bool(copy.email),
            intro="Het exemplaar houdt zijn nummer. De link van nu werkt daarna niet meer.",
        ),
        ActionPage(
            "intrekken",
            "Trek het exemplaar in",
            revoke,
            "Het exemplaar is ingetrokken; de link werkt niet meer.",
            possible=lambda copy: copy.revoked_at is None,
            intro="Wat al is opgehaald, blijft bij de ontvanger. Er gaat geen mail.",
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Names and addresses are for who gives copies."""
        codename = get_permission_codename("change", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{codename}")

    @admin.display(description="uitgave")
    def edition(self, copy: Copy) -> str:
        return f"{copy.published.edition}, uitgave {copy.published.number}"

    @admin.display(description="stand")
    def works(self, copy: Copy) -> str:
        if copy.revoked_at:
            return f"ingetrokken op {timezone.localtime(copy.revoked_at):%-d-%-m-%Y}"
        return "verlopen" if copy.expires_on < timezone.localdate() else "werkt"


class CopiesGiven(admin.ModelAdmin):
    """For the ModelAdmin of editions."""

    @admin.display(description="exemplaren")
    def copies(self, edition: Edition) -> str:
        """How many, and of whom nothing."""
        rows = Copy.objects.filter(published__edition_id=edition.pk)
        working = rows.working(timezone.localdate()).values("pk")
        told = rows.aggregate(
            given=Count("pk"),
            fetched=Count("first_fetched_on"),
            working=Count("pk", Q(pk__in=working)),
        )
        return "{given} gegeven, {fetched} opgehaald, {working} met een link".format(**told)
