"""Where a colleague is signed in: kept in the session itself, so that it goes with the session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from backoffice.proving import SIGNED_IN_AT

BROWSER, USED_AT = "browser", "used_at"
NOTED_EVERY = timedelta(minutes=5)
LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By what stands in the user agent; the first that is found, since each names others after it."""

DEVICES = {
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Android": "een Android-toestel",
    "Windows": "Windows",
    "CrOS": "een Chromebook",
    "Macintosh": "een Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class SignedIn:
    """One session of a person; `mark` names it on a page without giving its key away."""

    key: str
    browser: str
    since: datetime | None
    used: datetime | None

    @property
    def mark(self) -> str:
        return salted_hmac("routekaart.session", self.key).hexdigest()[:16]


def in_words(user_agent: str) -> str:
    """ "Firefox op Windows"; what is not recognised is said to be unknown."""
    browser = next((name for part, name in BROWSERS.items() if part in user_agent), "")
    device = next((name for part, name in DEVICES.items() if part in user_agent), "")
    return f"{browser or 'Onbekende browser'} op {device or 'een onbekend toestel'}"


def begin(sender: object, request: HttpRequest, **_: object) -> None:
    """Of a session that begins: in which browser, and when."""
    now = timezone.now().timestamp()
    browser = in_words(request.META.get("HTTP_USER_AGENT", ""))
    request.session.update({BROWSER: browser, SIGNED_IN_AT: now, USED_AT: now})


def note_use(request: HttpRequest) -> bool:
    """Say in the session that it is used, not at each request; False where it lasted too long.

    To write in a session lengthens it, so its end is counted from signing in.
    """
    used, since = _moment(request.session, USED_AT), _moment(request.session, SIGNED_IN_AT)
    if used is None or since is None:
        return True
    now = timezone.now()
    if now - since > LONGEST:
        return False
    if now - used > NOTED_EVERY:
        request.session[USED_AT] = now.timestamp()
    return True


def signed_in(user: AbstractUser) -> list[SignedIn]:
    """The sessions with which this person is in, the one used last first."""
    found = [
        SignedIn(key, said.get(BROWSER, ""), _moment(said, SIGNED_IN_AT), _moment(said, USED_AT))
        for key, said in _running(user)
        if constant_time_compare(said.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    ]
    return sorted(found, key=lambda each: each.used.timestamp() if each.used else 0, reverse=True)


def sign_out_everywhere(user: AbstractUser, *, but: str | None = None) -> None:
    """End every session of this person, but the one with the key `but`."""
    _end(key for key, _ in _running(user) if key != but)


def sign_out_of(user: AbstractUser, mark: str) -> bool:
    """End the session with this mark; whether there was one."""
    keys = [each.key for each in signed_in(user) if each.mark == mark]
    _end(keys)
    return bool(keys)


def sign_out_elsewhere(
    sender: object, request: HttpRequest, user: AbstractUser, **_: object
) -> None:
    """What proves who someone is has changed: whoever is in with the former proof is out."""
    sign_out_everywhere(user, but=request.session.session_key)


def _running(user: AbstractUser) -> Iterator[tuple[str, dict]]:
    """Key and contents; whose a session is, only its contents tell."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        said = session.get_decoded()
        if said.get(SESSION_KEY) == str(user.pk):
            yield session.session_key, said


def _end(keys: Iterable[str]) -> None:
    Session.objects.filter(pk__in=list(keys)).delete()


def _moment(said: Any, name: str) -> datetime | None:
    stamp = said.get(name)
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
