"""What is said on the next page travels in a cookie, under a name that only this host can set."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    cookie_name = f"{settings.HOST_COOKIE}messages"


class Storage(FallbackStorage):
    storage_classes = (HostCookie, SessionStorage)
