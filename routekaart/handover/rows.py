"""Which rows of which tables belong to a programme, and in which part of the archive they go.

Open is only what is named here, field by field: what the site and the published reports tell
anyway. All the rest is restricted, so that what is new is never open by itself.
"""

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, Field, Model, Q, QuerySet

from programme.models import Programme

APPS = (
    *("programme", "privacy", "meetings", "hubs", "leadership", "pilots", "publications"),
    *("toolkit", "sorting", "ambassadors", "reporting"),
)

OPEN: dict[str, tuple[str, ...]] = {
    "programme.Programme": ("name", "slug", "first_year", "last_year", "grant_reference"),
    "programme.Target": ("year", "line", "number", "description", "source"),
    "programme.Theme": ("name", "slug"),
    "programme.Organisation": ("name", "abbreviation", "sector", "place"),
    "meetings.Series": ("title",),
    "meetings.Meeting": (
        *("title", "slug", "line", "status", "place", "province"),
        *("date_earliest", "date_latest", "date_wording"),
    ),
    "publications.Publication": ("title", "kind", "url"),
    "toolkit.Edition": ("title", "slug"),
}
PUBLIC_ROWS = {"meetings.Meeting": Q(is_public=True)}

LEFT_OUT = {
    "privacy.RateCount": "telt alleen hoe vaak een adres iets vroeg",
    "privacy.PendingConsent": "een toestemming die nog niet is bevestigd",
    "programme.NameKey": "een register om namen te vinden, dat uit de namen is te maken",
    "meetings.EvaluationTicket": "een kaartje dat eenmaal geldt",
    "toolkit.Attempt": "wat lezers van verhalen raadden, en wie dat waren",
    "meetings.CountedPerson": "merktekens waarmee iedereen één keer wordt geteld, en niets meer",
    "meetings.CountingKey": "de sleutel van die merktekens, die hier wordt vernietigd",
    "meetings.AppliedTick": "sleutels van wat telefoons bij de deur al stuurden, en niets meer",
    "toolkit.Replacement": "de namen die uit verhalen zijn gehaald",
    "toolkit.StoryKey": "de sleutel van een ruwe tekst: die blijft hier, en wordt hier vernietigd",
    "sorting.Sort": "waardenkaarten die nog niemand doorgaf; daarvan blijft nergens iets",
    "reporting.PublishJob": "werk van de server",
    "reporting.PublishedVersion": "staat als bestanden in het open deel",
    "reporting.Rendering": "staat als bestanden in het open deel",
}
"""Tables that are in neither part, and why."""

NEVER = ("raw_text", "token", "password")
SECRET = ("key", "_hash", "hashed_address", "sort_key")
"""Ends of the names of columns that open or find something in this system alone."""

NOT_TOLD = ("sorting.Round.tally", "sorting.Round.counted", "sorting.Round.on_paper")
"""Sums that go on while a round is open: beside those that are shown, they tell of a few people."""

NO_SECRET = ("reporting.StatedFigure.key", "reporting.Waiver.key")
"""Which figure, and which line of a report."""


def open_tables(programme: Programme) -> Iterator[tuple[str, list[str], QuerySet]]:
    """Name, columns and rows of each table of the open part."""
    for label, fields in OPEN.items():
        model = apps.get_model(label)
        shown = [name for name in fields if name in _columns(model)]
        rows = rows_of(model, programme).filter(PUBLIC_ROWS.get(label, Q()))
        yield _name(model), ["id", *shown], rows


def restricted_tables(programme: Programme) -> Iterator[tuple[str, list[str], QuerySet]]:
    """The same of the restricted part: every table of the programme, but what is left out."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if not model._meta.proxy and model._meta.label not in LEFT_OUT:
                yield _name(model), _columns(model), rows_of(model, programme)


def rows_of(model: type[Model], programme: Programme) -> QuerySet:
    """Those that belong to the programme; all, where no way leads there: people, the register."""
    rows = model._base_manager.order_by("pk")
    source = getattr(model, "instance_type", None)
    if source is not None:
        kept = rows_of(source, programme).order_by()
        return rows.filter(**{f"{source._meta.pk.name}__in": kept.values("pk")})
    way = way_to_programme(model)
    return rows if way is None else rows.filter(**{way: programme.pk})


def way_to_programme(model: type[Model]) -> str | None:
    """The shortest way along keys, as a look-up: "group__pilot__programme"; None without one."""
    seen, queue = {model}, deque([(model, "")])
    while queue:
        here, way = queue.popleft()
        if here is Programme:
            return way or "pk"
        for field in here._meta.concrete_fields:
            there = field.related_model
            if field.many_to_one and there not in seen and not field.null:
                seen.add(there)
                queue.append((there, f"{way}__{field.name}" if way else field.name))
    return None


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if _may_leave(field)]


def _may_leave(field: Field) -> bool:
    is_secret = field.attname.endswith((*NEVER, *SECRET)) and str(field) not in NO_SECRET
    return not (is_secret or str(field) in NOT_TOLD or isinstance(field, BinaryField))


def _name(model: type[Model]) -> str:
    return f"{model._meta.app_label}-{model._meta.model_name}"


def plain(value: Any) -> Any:
    """A value as JSON and CSV can hold it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
