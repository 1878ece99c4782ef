from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from backoffice.base import HouseAdmin, HouseForm
from backoffice.instead_of_deleting import REPLACE, RETIRE, USE_AGAIN, RetiredFilter
from dutch.sorting import fold

from ..models import Person


class PersonForm(HouseForm):
    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        namesakes = Person.objects.filter(sort_key=fold(name)).exclude(pk=self.instance.pk)
        if namesakes.exists():
            raise ValidationError("Er is al een medewerker met deze naam.")
        return name


@admin.register(Person)
class PersonAdmin(HouseAdmin):
    form = PersonForm
    action_pages = (REPLACE, RETIRE, USE_AGAIN)
    list_display = ["name", "title", "capacity", "is_retired"]
    list_filter = [RetiredFilter]
    search_fields = ["sort_key"]
    fields = ["name", "title", "capacity"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))
