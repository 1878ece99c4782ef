"""Organisations in a sheet: found by their number, their code in the register, or their name."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from dutch.sorting import fold
from sheets.cells import Choice, Named, OfField, Text
from sheets.kind import Kind, SheetColumn
from tables import Planned

from .actions import add_organisations, change_organisations, remove_organisations
from .models import NameKey, Organisation, Sector

MEANT = {"ministerie": "rijk", "departement": "rijk", "provincies": "provincie"}
KNOWN = "“{}” staat al in het register, als andere naam van “{}”. Schrijf die naam."
MERGED = "Deze organisatie ging op in een andere. Wijzig die andere."
ITSELF = "Een organisatie valt niet onder zichzelf. Kies een andere, of maak de cel leeg."
TAKEN = "“{}” heet al zo. Voeg beide samen, of kies een andere naam."


class OrganisationSheet(Kind):
    name = "organisaties"
    model = Organisation
    title = "Organisaties importeren"
    intro = (
        "Kies een tabel met organisaties (CSV of XLSX). Nodig zijn kolommen met de naam en, voor "
        "nieuwe, de sector."
    )

    @cached_property
    def columns(self) -> Sequence[SheetColumn]:  # type: ignore[override]
        website = forms.URLField(
            max_length=600,
            assume_scheme="https",
            error_messages={"invalid": "Schrijf een adres als https://voorbeeld.nl."},
        )
        return (
            SheetColumn(
                "name", "Naam", ("organisatie",), is_needed=True, is_asked=True, cell=Text(250)
            ),
            SheetColumn("abbreviation", "Afkorting", cell=Text(60)),
            SheetColumn("sector", "Sector", is_asked=True, cell=Choice(Sector.choices, MEANT)),
            SheetColumn("place", "Plaats", ("vestigingsplaats",), cell=Text(80)),
            SheetColumn("website", "Website", ("url", "internetadres"), cell=OfField(website)),
            SheetColumn("parent", "Valt onder", cell=Named(self._parents)),
            SheetColumn("code", "Code in het register", ("code",), is_fixed=True),
        )

    def rows(self) -> QuerySet:
        return self.with_columns(Organisation.objects.all())

    def with_columns(self, rows: QuerySet) -> QuerySet:
        """Of all that fall under one, that one is in memory once."""
        return rows.prefetch_related("parent")

    def _parents(self) -> Iterator[tuple[Organisation, set[str]]]:
        for each in Organisation.objects.offered():
            yield each, {each.name, str(each), each.abbreviation} - {""}

    @cached_property
    def _other_names(self) -> dict[str, str]:
        """Of each spelling that is no name itself, whose it is."""
        keys = NameKey.objects.present().exclude(other_name=None)
        return dict(keys.values_list("key", "organisation__name"))

    @cached_property
    def _names(self) -> dict[str, tuple[int, str]]:
        rows = Organisation.objects.filter(merged_into=None).order_by("-pk")
        return {key: (pk, name) for key, pk, name in rows.values_list("sort_key", "pk", "name")}

    def found_by(self, obj: Organisation) -> Iterable[Hashable]:
        if obj.merged_into_id is None:
            yield from (("code", obj.code),) if obj.code else ()
            yield ("name", obj.sort_key)

    def sought_by(self, values: Mapping[str, Any]) -> Iterable[Hashable]:
        yield from (("code", values["code"]),) if values.get("code") else ()
        if values.get("name"):
            yield ("name", fold(values["name"]))

    def refusals(
        self, target: Organisation | None, values: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        key = fold(values["name"]) if values.get("name") else ""
        if target is None and key in self._other_names:
            yield "name", KNOWN.format(values["name"], self._other_names[key])
        if target and target.merged_into_id and values:
            yield "", MERGED
        if target and values.get("parent") == target:
            yield "parent", ITSELF
        if target and key and self._names.get(key, (target.pk, ""))[0] != target.pk:
            yield "name", TAKEN.format(self._names[key][1])

    def make(self, rows: Sequence[Planned], *, by: Any) -> list[Organisation]:
        return add_organisations([row.values for row in rows], by=by)

    def change(self, rows: Sequence[Planned], *, by: Any) -> None:
        change_organisations([(row.target, row.values) for row in rows], by=by)

    def take_back_many(self, objs: Sequence[Organisation], *, by: Any) -> None:
        remove_organisations(objs)
