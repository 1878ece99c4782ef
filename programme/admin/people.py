from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from backoffice.base import HouseAdmin, HouseForm, HouseTabularInline
from backoffice.instead_of_deleting import REPLACE, RETIRE, USE_AGAIN, RetiredFilter
from dutch.sorting import fold

from ..models import NameUse, Person
from .merging import IsMergedFilter, MergePersonForm, is_merged, merge_pages


class PersonForm(HouseForm):
    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        namesakes = Person.objects.filter(sort_key=fold(name)).exclude(pk=self.instance.pk)
        if namesakes.exists():
            raise ValidationError("Er is al een medewerker met deze naam.")
        return name


class NameUseForm(HouseForm):
    sentences_at = {
        "programme_nameuse_said_on_a_day": "said_on",
        "programme_nameuse_published_in_a_year": "year",
    }


class NameUseInline(HouseTabularInline):
    """Where nothing is said, the name is not printed."""

    model = NameUse
    form = NameUseForm
    fields = ["use", "answer", "said_on", "source", "year"]


@admin.register(Person)
class PersonAdmin(HouseAdmin):
    form = PersonForm
    action_pages = (
        *merge_pages(MergePersonForm, "De medewerker"),
        REPLACE,
        RETIRE,
        USE_AGAIN,
    )
    list_display = ["name", "title", "capacity", "is_retired"]
    list_filter = [IsMergedFilter, RetiredFilter]
    search_fields = ["name", "merged__name"]
    fields = ["name", "title", "capacity"]
    inlines = [NameUseInline]

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        """The one that a merged person went up in is shown first."""
        return ["merged_into", *self.fields] if is_merged(obj) else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        return ["merged_into"] if is_merged(obj) else []

    def keeps(self, obj: Person) -> bool:
        return is_merged(obj)
