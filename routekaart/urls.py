from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("rapportages/", include("reporting.urls")),
]
