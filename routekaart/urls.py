from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import conditional_page
from django.views.generic import RedirectView

import ambassadors.urls
from meetings.lines import MEETING_LINES
from meetings.pages.line_pages import pages_of

from . import feeds, network, pages

network_pages = [path("", network.index, name="index"), *ambassadors.urls.urlpatterns]
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", pages.home, name="home"),
    path("over/", pages.about, name="about"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("agenda.ics", feeds.calendar, name="calendar"),
    path("feed/", conditional_page(feeds.MeetingFeed()), name="feed"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": feeds.SITEMAPS}, name="sitemap"),
    *(path(line.address, include(pages_of(line))) for line in MEETING_LINES),
    path("pilots/", include("pilots.urls")),
    path("bijdragen/", include("publications.urls")),
    path("toolkit/", include("toolkit.urls")),
    path("ambassadeurs/", include((network_pages, "ambassadors"))),
    path("sorteren/", include("sorting.urls")),
    path("begeleider/", include("pilots.facilitator.urls")),
    path("rapportages/", include("reporting.urls")),
    path("", include("meetings.urls")),
    path("organisaties/", include("programme.urls")),
    path("toestemming/", include("privacy.urls")),
    path("mijn-gegevens/", include("routekaart.own.urls")),
    path("account/email/", login_required(pages.own_address), name="own_address"),
    path("account/signup/", RedirectView.as_view(pattern_name="account_login")),
    path("account/confirm-email/", RedirectView.as_view(pattern_name="account_login")),
    path("account/", include("allauth.urls")),
    path("beheer/aanwezig/", include("meetings.staff_urls")),
    path("beheer/", admin.site.urls),
]
