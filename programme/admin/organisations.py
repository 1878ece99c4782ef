"""The register of organisations in the admin: found by any of their names, and merged."""

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.http import HttpRequest

from backoffice.base import HouseAdmin, HouseForm, HouseTabularInline
from backoffice.instead_of_deleting import RETIRE, USE_AGAIN, RetiredFilter

from ..models import Organisation, OrganisationName
from .linking import LinkingPages
from .merging import MergeOrganisationForm, is_merged, merge_pages


class OrganisationNameInline(HouseTabularInline):
    model = OrganisationName
    fields = ["name", "is_former"]


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
class OrganisationAdmin(LinkingPages, HouseAdmin):
    form = HouseForm
    change_list_template = "admin/programme/organisations.html"
    list_display = ["name", "abbreviation", "sector", "place"]
    list_filter = ["sector", IsMergedFilter, RetiredFilter]
    search_fields = ["name"]
    fields = ["name", "abbreviation", "sector", "place", "website", "kind", "code", "rank"]
    inlines = [OrganisationNameInline]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    action_pages = (
        *merge_pages(MergeOrganisationForm, "De organisatie"),
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
