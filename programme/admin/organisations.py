"""The register of organisations in the admin: found by any of their names, and merged."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet, URLField
from django.forms import ModelChoiceField
from django.http import HttpRequest

from backoffice.base import (
    ActionForm,
    ActionPage,
    HouseAdmin,
    HouseForm,
    HouseTabularInline,
)
from backoffice.instead_of_deleting import RETIRE, USE_AGAIN, RetiredFilter
from backoffice.replacing import named_by

from ..actions import MERGES, merge_organisation
from ..models import Organisation, OrganisationName


class OrganisationNameInline(HouseTabularInline):
    model = OrganisationName
    fields = ["name", "is_former"]


class MergeForm(ActionForm):
    into = ModelChoiceField(
        label="Organisatie die overblijft",
        queryset=Organisation.objects.offered(),
        widget=AutocompleteSelect(Organisation._meta.get_field("merged_into"), admin.site),
        error_messages={"required": "Kies de organisatie die overblijft."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].help_text = what_moves_along(self.obj)


def what_moves_along(organisation: Organisation) -> str:
    """What merging this organisation changes, in one sentence a part."""
    moved = [f"{label} ({count})" for label, count in named_by(organisation, MERGES)]
    what = f"Dit verhuist naar de andere organisatie: {', '.join(moved)}. " if moved else ""
    return f"{what}De naam “{organisation.name}” wordt daar een andere naam; deze hier vervalt."


def merge(organisation: Organisation, *, into: Organisation, by: object) -> None:
    merge_organisation(organisation, into=into, by=by)


class IsMergedFilter(admin.SimpleListFilter):
    title = "samengevoegd"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Met een andere organisatie"), ("no", "Niet samengevoegd")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(merged_into__isnull=self.value() == "no")
        return queryset


@admin.register(Organisation)
class OrganisationAdmin(HouseAdmin):
    form = HouseForm
    list_display = ["name", "abbreviation", "sector", "place"]
    list_filter = ["sector", IsMergedFilter, RetiredFilter]
    search_fields = ["name"]
    fields = ["name", "abbreviation", "sector", "place", "website", "kind", "code", "rank"]
    inlines = [OrganisationNameInline]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    action_pages = (
        ActionPage(
            name="samenvoegen",
            label="Samenvoegen",
            act=merge,
            form=MergeForm,
            done="De organisatie is samengevoegd.",
            intro="Voeg deze organisatie samen met een andere, als beide dezelfde zijn.",
            possible=lambda organisation: organisation.merged_into_id is None,
            instead_of_deleting=True,
        ),
        RETIRE,
        USE_AGAIN,
    )

    def get_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The one that a merged organisation went up in is shown first."""
        return ["merged_into", *self.fields] if is_merged(obj) else self.fields

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> list[str]:
        return ["merged_into"] if is_merged(obj) else []

    def keeps(self, obj: Organisation) -> bool:
        return is_merged(obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.offered()
        return queryset.matching(search_term) if search_term.strip() else queryset, False


def is_merged(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.merged_into_id is not None
