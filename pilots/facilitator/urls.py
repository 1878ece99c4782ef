from django.urls import path

from . import views

app_name = "facilitator"

urlpatterns = [
    path("<str:token>/", views.sessions, name="sessions"),
    path("<str:token>/sessie/<int:pk>/", views.session, name="session"),
    path("<str:token>/sessie/<int:pk>/verbeteren/", views.mend, name="mend"),
    path("<str:token>/sessie/<int:pk>/waarneming/", views.observation, name="observation"),
    path(
        "<str:token>/sessie/<int:pk>/waarneming/<int:number>/",
        views.observation,
        name="mend_observation",
    ),
]
