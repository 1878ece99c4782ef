from django.urls import path

from . import views

app_name = "consents"

urlpatterns = [
    path("bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("intrekken/<str:token>/", views.withdraw, name="withdraw"),
]
