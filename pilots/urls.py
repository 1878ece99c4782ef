from django.urls import path

from .releasing import host_views
from .site import views

app_name = "pilots"

HOST = "vrijgave/<str:token>/"

urlpatterns = [
    path("", views.index, name="index"),
    path("meedoen/", views.join, name="join"),
    path("meedoen/dank/", views.joined, name="joined"),
    path(HOST, host_views.host, name="host"),
    path(f"{HOST}code/", host_views.code, name="host_code"),
    path(f"{HOST}intrekken/", host_views.take_back, name="host_take_back"),
]
