from django.urls import path

from . import views

app_name = "leadership"

urlpatterns = [
    path("", views.meeting_list, name="list"),
    path("<slug:slug>/", views.meeting, name="meeting"),
]
