from django.urls import path

from . import public_views
from .host_report import views as host_report
from .making import editor_views, preview_views, readiness_views, staff_views, whole_views
from .reading_room import confirm_views
from .reading_room import views as room_views

app_name = "reporting"

YEAR = "<slug:programme>/<int:year>/"
VERSION = f"{YEAR}versie/<int:number>/"
ROOM = "leeskamer/<str:token>/"
ROOM_VERSION = f"{ROOM}versie/<int:number>/"

PILOT, OF_PILOT = "pilot/<str:token>/", "van-pilot/<int:pk>/"

urlpatterns = [
    path(OF_PILOT, host_report.for_staff, name="pilot_report_staff"),
    path(f"{OF_PILOT}verslag.pdf", host_report.pdf_for_staff, name="pilot_report_staff_pdf"),
    path(PILOT, host_report.for_the_host, name="pilot_report"),
    path(f"{PILOT}verslag.pdf", host_report.pdf_for_the_host, name="pilot_report_pdf"),
    path("", public_views.listing, name="list"),
    path("schema/<int:version>.json", preview_views.schema, name="schema"),
    path(ROOM, room_views.room, name="room"),
    path(f"{ROOM}pilots/", room_views.pilots, name="room_pilots"),
    path(ROOM_VERSION, room_views.version, name="room_version"),
    path(f"{ROOM_VERSION}vraag/", room_views.question, name="room_ask"),
    path(f"{ROOM_VERSION}rapportage.<slug:file_format>", room_views.download, name="room_download"),
    path(f"{ROOM_VERSION}lijst/<str:key>/", room_views.list_of, name="room_list"),
    path(f"{ROOM_VERSION}<slug:kind>/", confirm_views.confirm, name="room_confirm"),
    path(f"{ROOM_VERSION}<slug:kind>/code/", confirm_views.code, name="room_code"),
    path(f"{ROOM}vergelijk/<int:before>/<int:after>/", room_views.comparison, name="room_compare"),
    path(f"{VERSION}lijst/<str:key>/", public_views.published_list, name="published_list"),
    path(f"{YEAR}lijst/<str:key>/", preview_views.list_of, name="list_of"),
    path(VERSION, public_views.published, name="published"),
    path(f"{VERSION}rapportage.<slug:file_format>", public_views.download, name="download"),
    path(f"{YEAR}vergelijk/<int:before>/<int:after>/", public_views.comparison, name="compare"),
    path(f"{YEAR}stand/", staff_views.state, name="state"),
    path(f"{YEAR}stand/voortgang/", staff_views.progress, name="progress"),
    path(f"{YEAR}stand/corrigeren/", staff_views.correct, name="correct"),
    path(f"{YEAR}stand/tonen/", staff_views.show_on_site, name="show_on_site"),
    path(f"{YEAR}stand/<slug:deed>/", staff_views.act, name="act"),
    path(f"{YEAR}gewijzigd/", staff_views.changed, name="changed"),
    path(f"{YEAR}gereed/vragen/", readiness_views.ask, name="ask"),
    path(f"{YEAR}gereed/<int:pk>/weer-open/", readiness_views.unwaive, name="unwaive"),
    path(
        f"{YEAR}gereed/<slug:section>/<slug:kind>/", readiness_views.group, name="readiness_group"
    ),
    path("<slug:programme>/<int:year>/", public_views.of_year, name="preview"),
    path(f"{YEAR}schrijven/", whole_views.whole, name="write"),
    path("<slug:programme>/<int:year>/schrijven/<slug:section>/", editor_views.edit, name="edit"),
    path(
        "<slug:programme>/<int:year>/schrijven/<slug:section>/voorbeeld/",
        editor_views.live_preview,
        name="live_preview",
    ),
    path("<slug:programme>/<int:year>/gereed/", readiness_views.readiness, name="readiness"),
    path(
        "<slug:programme>/<int:year>/rapportage.<slug:file_format>", preview_views.file, name="file"
    ),
]
