"""Ambassadors: enrolled with a consent, with what they did, and able to stop."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from backoffice.base import ActionPage, HouseAdmin, HouseTabularInline

from .actions import enrol, resign
from .forms import ActivityForm, AmbassadorForm, EnrolForm
from .models import Activity, Ambassador


class ActivityInline(HouseTabularInline):
    model = Activity
    form = ActivityForm
    fields = ["kind", "description", "date"]


class StandingFilter(admin.SimpleListFilter):
    title = "doet mee"
    parameter_name = "active"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Ja"), ("no", "Gestopt")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.active()
        return queryset.exclude(pk__in=queryset.active()) if self.value() == "no" else queryset


def stop(ambassador: Ambassador, *, by: object) -> None:
    resign(ambassador)


PERSON_FIELDS = ["programme", "name", "email", "organisation", "joined"]


@admin.register(Ambassador)
class AmbassadorAdmin(HouseAdmin):
    form = AmbassadorForm
    list_display = ["name", "organisation", "joined", "takes_part"]
    ordering = ["-id"]
    list_filter = [StandingFilter, "programme"]
    list_select_related = ["organisation", "consent"]
    search_fields = ["name", "email"]
    autocomplete_fields = ["organisation"]
    inlines = [ActivityInline]
    action_pages = (
        ActionPage(
            name="stoppen",
            label="Toestemming intrekken",
            act=stop,
            done="De toestemming is ingetrokken; de ambassadeur doet niet meer mee.",
            intro="Trek de toestemming in als de ambassadeur daarom vraagt. De inzet blijft staan.",
            possible=lambda ambassador: ambassador.consent.withdrawn_at is None,
        ),
    )

    @admin.display(description="doet mee", boolean=True)
    def takes_part(self, ambassador: Ambassador) -> bool:
        return ambassador.consent.withdrawn_at is None

    @admin.display(description="tekst waarmee is ingestemd")
    def consent_text(self, ambassador: Ambassador) -> str:
        return ambassador.consent.text

    @admin.display(description="toestemming gegeven op")
    def consented_at(self, ambassador: Ambassador) -> object:
        return ambassador.consent.given_at

    def get_fieldsets(self, request: HttpRequest, obj: Ambassador | None = None) -> list:
        return [
            (None, {"fields": PERSON_FIELDS}),
            ("Toestemming", {"fields": ["consent_text", "consented_at"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Ambassador | None = None) -> list[str]:
        return ["consent_text", "consented_at"] if obj else []

    def get_form(
        self,
        request: HttpRequest,
        obj: Ambassador | None = None,
        change: bool = False,
        **kwargs: object,
    ) -> type[AmbassadorForm]:
        form = AmbassadorForm if obj else EnrolForm
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

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
        names = [*PERSON_FIELDS, "consent_text", "consented_at"]
        made = enrol(**{name: form.cleaned_data[name] for name in names})
        obj.pk, obj.consent, obj._state.adding = made.pk, made.consent, False
