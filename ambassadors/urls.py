from django.urls import path

from toolkit.library.addresses import ADDRESSES as LIBRARY

from .site import toolkit, views

app_name = "ambassadors"

OWN = "eigen/<str:token>/"

urlpatterns = [
    path("meedoen/", views.join, name="join"),
    path("meedoen/verstuurd/", views.sent, name="sent"),
    path(OWN, views.page, name="page"),
    path(f"{OWN}gegevens/", views.profile, name="profile"),
    path(f"{OWN}inzet/", views.log, name="log"),
    path(f"{OWN}inzet/<int:pk>/", views.mend, name="mend"),
    path(f"{OWN}inzet/<int:pk>/weghalen/", views.take_away, name="take_away"),
    path(f"{OWN}pauze/", views.pause, name="pause"),
    path(f"{OWN}verder/", views.resume, name="resume"),
    path(f"{OWN}herinneren/", views.remind, name="remind"),
    path(f"{OWN}stoppen/", views.leave, name="leave"),
    path(f"{OWN}exemplaar/<int:pk>/", toolkit.edition, name="edition"),
    *(
        path(f"{OWN}toolkit/{address}", toolkit.library, {"page": page}, name=f"library_{page}")
        for page, address in LIBRARY.items()
    ),
]
