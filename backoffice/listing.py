"""A list of the admin finds the keys of one page, and reads only those rows with all their columns.

What a column counts, and joins, is so asked of fifty rows and not of all that are sorted. Where
what was sought fits on one page its number is known: the search goes through the rows once.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest

from .folding import matching
from .retiring import Retirable


class HouseList(ChangeList):
    query: str
    result_list: Any

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str] | None = None
    ) -> QuerySet:
        typed, self.query = self.query, ""
        rows = super().get_queryset(request, exclude_parameters)
        self.query = typed
        if isinstance(self.list_select_related, list | tuple):
            rows = rows.select_related(*self.list_select_related)
        self.unsearched = rows
        found, _ = self.model_admin.get_search_results(request, self.unsearched, typed)
        return found

    def get_results(self, request: HttpRequest) -> None:
        page = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        keys, number = self._found()
        page.count = number
        if not keys and self.page_num > 1:
            raise IncorrectLookupParameters from EmptyPage()
        self.paginator, self.result_count = page, number
        self.full_result_count = self._full_number(number)
        self.show_full_result_count, self.show_admin_actions = True, bool(self.full_result_count)
        self.can_show_all = number <= self.list_max_show_all
        self.multi_page = number > self.list_per_page
        if self.show_all and self.can_show_all:
            keys = list(self.queryset.values_list("pk", flat=True))
        self.result_list = self._rows(keys)

    def _found(self) -> tuple[list, int]:
        """The keys of the rows of this page, in order, and how many rows there are in all."""
        first = (self.page_num - 1) * self.list_per_page
        after = first + self.list_per_page
        keys = list(self.queryset.values_list("pk", flat=True)[first : after + 1])
        is_known = self.query and len(keys) <= self.list_per_page and (keys or not first)
        number = first + len(keys) if is_known else self.queryset.count()
        return keys[: self.list_per_page], number

    def _full_number(self, number: int) -> int:
        is_narrowed = self.query or self.queryset.query.where != self.root_queryset.query.where
        return self.root_queryset.count() if is_narrowed else number

    def _rows(self, keys: list) -> list:
        found = self.model_admin.with_columns(self.unsearched).in_bulk(keys)
        return [found[key] for key in keys if key in found]


class HouseLists(admin.ModelAdmin):
    """For a ModelAdmin: its list."""

    list_per_page = 50

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """Adds what only the columns of the list show; no list is sorted by it."""
        return rows

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[HouseList]:
        return HouseList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Who chooses is offered what can be chosen; the list itself finds all."""
        chooses = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        if chooses and issubclass(self.model, Retirable):
            queryset = queryset.offered()
        return matching(queryset, self.get_search_fields(request), search_term), False
