"""The register of organisations in the admin: found by any of their names, and merged."""

from django.contrib import admin
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from backoffice.base import HouseAdmin, HouseForm, HouseTabularInline
from backoffice.instead_of_deleting import RETIRE, USE_AGAIN, RetiredFilter
from sheets.pages import SheetPages

from ..models import Organisation, OrganisationName, Programme
from ..organisation_sheet import OrganisationSheet
from .linking import LinkingPages
from .merging import IsMergedFilter, MergeOrganisationForm, is_merged, merge_pages
from .register import RegisterPages
from .together import ORGANISATIONS_TOGETHER


class OrganisationNameForm(HouseForm):
    since = OrganisationName.since.formfield(required=False)
    until = OrganisationName.until.formfield(required=False)


class OrganisationNameInline(HouseTabularInline):
    model = OrganisationName
    form = OrganisationNameForm
    fields = ["name", "is_former", "since", "until"]


class OrganisationForm(HouseForm):
    sentences_at = {
        "programme_organisation_not_its_own_parent": "parent",
        "programme_organisation_not_its_own_successor": "successor",
    }


@admin.register(Organisation)
class OrganisationAdmin(SheetPages, LinkingPages, RegisterPages, HouseAdmin):
    kinds = {"": OrganisationSheet}
    together = ORGANISATIONS_TOGETHER
    form = OrganisationForm
    change_list_template = "admin/programme/organisations.html"
    list_display = ["name", "abbreviation", "sector", "place"]
    list_filter = ["sector", IsMergedFilter, RetiredFilter]
    search_fields = ["name"]
    fields = ["name", "abbreviation", "sector", "parent", "successor", "place", "website"]
    fields += ["kind", "code", "rank"]
    autocomplete_fields = ["parent", "successor"]
    inlines = [OrganisationNameInline]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    action_pages = (
        *merge_pages(MergeOrganisationForm, "De organisatie"),
        RETIRE,
        USE_AGAIN,
    )

    def get_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The one that a merged organisation went up in is shown first; what it was called during
        the programme where that was something else."""
        called = ["called_then"] if obj and called_in_programmes(obj) else []
        merged = ["merged_into"] if is_merged(obj) else []
        return [*merged, *called, *self.fields]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> list[str]:
        return ["merged_into", "called_then"]

    @admin.display(description="heette toen")
    def called_then(self, organisation: Organisation) -> str:
        return format_html_join(
            mark_safe("<br>"), "In {} heette dit {}.", called_in_programmes(organisation)
        )

    def keeps(self, obj: Organisation) -> bool:
        return is_merged(obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.offered()
        return queryset.matching(search_term) if search_term.strip() else queryset, False


def called_in_programmes(organisation: Organisation) -> list[tuple[str, str]]:
    """The years of the programmes in which it had another name, with that; those of one name
    together."""
    found: dict[str, list[int]] = {}
    for programme in Programme.objects.all():
        for year in programme.years:
            names = organisation.names_in(year)
            if names and year not in found.setdefault(in_one_sentence(names), []):
                found[in_one_sentence(names)].append(year)
    return [(in_one_sentence([str(y) for y in sorted(ys)]), name) for name, ys in found.items()]


def in_one_sentence(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last
