from django.urls import path

from . import views

urlpatterns = [
    path("bijeenkomst/<slug:slug>/", views.meeting, name="meeting"),
    path("aanmelden/<slug:slug>/", views.registering, name="registering"),
    path("aangemeld/<slug:slug>/<str:state>/", views.landing, name="landing"),
]
