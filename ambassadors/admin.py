"""Ambassadors: come forward or enrolled, each with a consent, with what they did, able to stop."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from backoffice.base import ActionPage, HouseAdmin, HouseTabularInline, StatesByAction
from sheets.pages import SheetPages

from .actions import accept, enrol, pause, resign, resume
from .ambassador_sheet import AmbassadorSheet
from .forms import ActivityForm, AmbassadorForm, EnrolForm
from .models import OFFERS, Activity, Ambassador
from .offers_page import OffersPage
from .together import ambassadors_together

State = Ambassador.State


class ActivityInline(HouseTabularInline):
    model = Activity
    form = ActivityForm
    fields = ["kind", "description", "date", "organisation", "people", "part"]
    autocomplete_fields = ["organisation"]


class OfferFilter(admin.SimpleListFilter):
    title = "biedt aan"
    parameter_name = "offer"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(OFFERS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{self.value(): True}) if self.value() in OFFERS else queryset


PERSON_FIELDS = ["programme", "name", "email", "organisation", "joined"]
WORK_FIELDS = ["setting", "sector", "province"]
TYPED = "organisation_typed"


@admin.register(Ambassador)
class AmbassadorAdmin(OffersPage, SheetPages, StatesByAction, HouseAdmin):
    kinds = {"": AmbassadorSheet}
    form = AmbassadorForm
    list_display = ["name", "organisation", "state", "joined"]
    ordering = ["-id"]
    list_filter = ["state", OfferFilter, "sector", "province", "programme"]
    list_select_related = ["organisation", "consent"]
    search_fields = ["name", "email"]
    autocomplete_fields = ["organisation"]
    inlines = [ActivityInline]
    action_pages = (
        ActionPage(
            name="opnemen",
            label="Opnemen als ambassadeur",
            act=accept,
            done="Opgenomen: de ambassadeur krijgt een mail met een eigen pagina.",
            intro="Deze belangstellende wordt ambassadeur en krijgt een mail.",
            possible=lambda ambassador: ambassador.state == State.INTERESTED,
        ),
        ActionPage(
            name="pauzeren",
            label="Pauzeren",
            act=pause,
            done="De ambassadeur pauzeert en krijgt geen herinneringen.",
            undone_by="verder",
            intro="Wie pauzeert, blijft in het netwerk, maar wordt niets gevraagd.",
            possible=lambda ambassador: ambassador.state == State.AMBASSADOR,
        ),
        ActionPage(
            name="verder",
            label="Doet weer mee",
            act=resume,
            done="De ambassadeur doet weer mee.",
            possible=lambda ambassador: ambassador.state == State.PAUSING,
        ),
        ActionPage(
            name="stoppen",
            label="Toestemming intrekken",
            act=resign,
            done="De toestemming is ingetrokken; de ambassadeur doet niet meer mee.",
            intro="Trek de toestemming in als de ambassadeur daarom vraagt. De inzet blijft staan.",
            possible=lambda ambassador: ambassador.consent.withdrawn_at is None,
        ),
    )

    together = ambassadors_together(action_pages)

    def told_apart(self, obj: Ambassador) -> str:
        return obj.name or str(obj)

    @admin.display(description="tekst waarmee is ingestemd")
    def consent_text(self, ambassador: Ambassador) -> str:
        return ambassador.consent.text

    @admin.display(description="toestemming gegeven op")
    def consented_at(self, ambassador: Ambassador) -> object:
        return ambassador.consent.given_at

    def get_fieldsets(self, request: HttpRequest, obj: Ambassador | None = None) -> list:
        typed = [TYPED] if obj and obj.organisation_typed else []
        standing = [("Stand", {"fields": [("state", "state_since")]})] if obj else []
        return [
            *standing,
            (None, {"fields": [*PERSON_FIELDS, *typed]}),
            ("Werk en aanbod", {"fields": [*WORK_FIELDS, *OFFERS]}),
            ("Toestemming", {"fields": ["consent_text", "consented_at"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Ambassador | None = None) -> list[str]:
        return ["state", "state_since", TYPED, "consent_text", "consented_at"] if obj else []

    def get_form(
        self,
        request: HttpRequest,
        obj: Ambassador | None = None,
        change: bool = False,
        **kwargs: object,
    ) -> type[AmbassadorForm]:
        form = AmbassadorForm if obj else EnrolForm
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

    def may_export(self, request: HttpRequest) -> bool:
        """Who may mend what is known of people may take it along."""
        return self.has_change_permission(request)

    def get_inlines(self, request: HttpRequest, obj: Ambassador | None) -> list:
        return self.inlines if obj else []

    def save_model(
        self, request: HttpRequest, obj: Ambassador, form: AmbassadorForm, change: bool
    ) -> None:
        """A new one is enrolled: that makes the consent too."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            self._enrol(obj, form)

    def _enrol(self, obj: Ambassador, form: AmbassadorForm) -> None:
        names = [*PERSON_FIELDS, *WORK_FIELDS, *OFFERS, "consent_text", "consented_at"]
        made = enrol(**{name: form.cleaned_data[name] for name in names})
        obj.pk, obj.consent, obj._state.adding = made.pk, made.consent, False
        obj.state = made.state
