"""Pages that show every part of the look, for the tests of this folder only."""

from datetime import date, time
from pathlib import Path
from types import SimpleNamespace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from dates.values import ApproximateDate
from programme.map_projection import place_on_map
from programme.provinces import Province

from .forms import ExampleForm, FilterForm

TEMPLATES = Path(__file__).parent / "templates"

TOWNS = (
    ("Groningen", 53.21917, 6.56667),
    ("Den Haag", 52.07667, 4.29861),
    ("Rotterdam", 51.9225, 4.47917),
)

DATES = (
    ApproximateDate.of_day(date(2026, 3, 12)),
    ApproximateDate.of_month(2026, 5),
    ApproximateDate(date(2026, 3, 1), date(2026, 4, 30), "maart of april 2026"),
    ApproximateDate.of_year(2026),
    None,
    ApproximateDate(date(2013, 12, 1), date(2014, 2, 28), "winter 2013/2014"),
    ApproximateDate(date(2026, 9, 1), date(2026, 10, 31), "september of oktober 2026"),
)


def meeting(when: ApproximateDate | None, cancelled: bool) -> SimpleNamespace:
    known = when is not None and when.day is not None
    return SimpleNamespace(
        title="Jouw rol in een veranderende overheid",
        date=when,
        start_time=time(13, 30) if known else None,
        end_time=time(17) if known else None,
        place="Rotterdam",
        audience="ambtenaren van alle lagen",
        is_cancelled=cancelled,
        get_absolute_url="/bijeenkomst/",
    )


def example_context() -> dict[str, object]:
    points = [
        dict(
            zip("xy", place_on_map(latitude=lat, longitude=lon), strict=True),
            label=name,
            url="/lijst/",
        )
        for name, lat, lon in TOWNS
    ]
    provinces = [
        {"code": code, "name": name, "count": rank % 6, "url": f"/lijst/?provincie={code}"}
        for rank, (code, name) in enumerate(Province.choices)
    ]
    return {
        "meetings": [meeting(when, cancelled=when == DATES[1]) for when in DATES],
        "provinces": provinces,
        "points": points,
        "trail": [{"label": "Bijeenkomsten", "url": "/lijst/"}],
        "moves": [
            {
                "when": "12 maart 2026",
                "state": "dropped",
                "note": "Op 2 maart verplaatst. Reden: locatie.",
            },
            {
                "when": "mei 2026",
                "state": "current",
                "title": "Nieuwe datum",
                "note": "De dag volgt.",
            },
        ],
    }


def page(request: HttpRequest, name: str, **extra: object) -> HttpResponse:
    template = engines["django"].from_string((TEMPLATES / f"{name}.html").read_text("utf-8"))
    return HttpResponse(template.render({**example_context(), **extra}, request))


def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home", nav="home")


def listing(request: HttpRequest) -> HttpResponse:
    return page(request, "list", nav="hubs", filter=FilterForm(request.GET or None))


def detail(request: HttpRequest) -> HttpResponse:
    form = ExampleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Uw aanmelding is bewaard.")
    return page(request, "meeting", nav="hubs", form=form)


def report(request: HttpRequest) -> HttpResponse:
    return page(request, "report", nav="reports")


hubs = ([path("lijst/", listing, name="list")], "hubs")
reporting = ([path("rapport/", report, name="list")], "reporting")

urlpatterns = [
    path("", home, name="home"),
    path("", include(hubs)),
    path("", include(reporting)),
    path("bijeenkomst/", detail, name="meeting"),
    path("agenda.ics", home, name="calendar"),
]
