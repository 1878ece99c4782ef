"""The link by which somebody reads what is kept of an address: mailed to that address, for a day.

The address stands in the link encrypted: neither a log nor the history of a browser tells it. There
is no row, so nothing of the asking has to be erased.
"""

import base64
import hashlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.urls import reverse

LIFE = timedelta(days=1)


def url_of(email: str, page: str = "own:page") -> str:
    return reverse(page, args=[token_of(email)])


def token_of(email: str) -> str:
    return _lock().encrypt(email.strip().lower().encode()).decode()


def read_token(token: str) -> str:
    """The address. Raises ValueError where the link is not ours, or is more than a day old."""
    try:
        return _lock().decrypt(token, ttl=int(LIFE.total_seconds())).decode()
    except InvalidToken as error:
        raise ValueError("This link does not work, or no longer.") from error


def _lock() -> MultiFernet:
    """A key that was replaced still opens what it locked, as with Django's own signatures."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_key(secret) for secret in secrets])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(f"routekaart.own:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
