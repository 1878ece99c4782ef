from django.urls import path, re_path

from . import views

app_name = "reporting"

urlpatterns = [
    path("<slug:programme>/<int:year>/", views.preview, name="preview"),
    path("<slug:programme>/<int:year>/gereed/", views.readiness, name="readiness"),
    re_path(
        r"^(?P<programme>[-\w]+)/(?P<year>\d{4})/rapportage\.(?P<form>pdf|json)$",
        views.file,
        name="file",
    ),
]
