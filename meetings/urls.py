from django.urls import path

from .evaluation import views as evaluation_views
from .pages import views as page_views
from .registering import my_registrations, personal_views

app_name = "meetings"

urlpatterns = [
    path("aanmelden/ontvangen/<str:token>/", page_views.landing, name="landing"),
    path("mijn-aanmeldingen/", my_registrations.ask, name="mine"),
    path("mijn-aanmeldingen/verstuurd/", my_registrations.sent, name="mine_sent"),
    path("mijn-aanmelding/<str:token>/", personal_views.manage, name="manage"),
    path("mijn-aanmelding/<str:token>/afmelden/", personal_views.withdraw, name="withdraw"),
    path("mijn-aanmelding/<str:token>/vrije-plaats/", personal_views.offer, name="offer"),
    path("mijn-aanmelding/<str:token>/nieuwe-datum/", personal_views.keep, name="keep"),
    path("mijn-aanmelding/<str:token>/overstappen/", personal_views.transfer, name="transfer"),
    path("evaluatie/<str:token>/", evaluation_views.evaluate, name="evaluate"),
    path("evaluatie/<str:token>/dank/", evaluation_views.evaluated, name="evaluated"),
]
