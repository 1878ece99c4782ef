from django.urls import path

from . import views

app_name = "own"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("verstuurd/", views.sent, name="sent"),
    path("<str:token>/", views.page, name="page"),
    path("<str:token>/bestand/", views.file, name="file"),
    path("<str:token>/wissen/", views.erase, name="erase"),
]
