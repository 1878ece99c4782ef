from django.urls import path

from . import views

app_name = "consents"

urlpatterns = [
    path("bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("bewijs/<str:token>/", views.receipt, name="receipt"),
    path("bewijs/<str:token>/bestand/", views.receipt_file, name="receipt_file"),
    path("intrekken/<str:token>/", views.withdraw, name="withdraw"),
]
