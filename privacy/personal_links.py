"""A personal link to a row: signed, until its last day, and worthless once revoked.

A token names the version of the row that it is of, so that a new link ends the one before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

INVALID = "Misschien is de link niet helemaal overgenomen. Open hem opnieuw vanuit de mail."
REVOKED = "Deze link is ingetrokken."
REPLACED = "Er is een nieuwe link voor u gemaakt. Open de link in de laatste mail."
EXPIRED = "Deze link is verlopen."


class LinkError(Exception):
    """A link that does not work; its text says why."""


class LinkEnded(LinkError):
    """A link that once worked."""


def version_of(row: Any) -> int:
    return row.version


def moment_of(row: Any) -> int:
    """Of a row that is invited anew rather than numbered: milliseconds since 1970."""
    return round(row.invited_at.timestamp() * 1000)


@dataclass(frozen=True)
class PersonalLinks:
    """The links to one kind of row, which has `revoked_at` and `expires_on`.

    `pages` is where the names of their addresses begin, such as "facilitator".
    """

    salt: str
    pages: str
    version: Callable[[Any], int] = version_of

    def token_of(self, row: models.Model) -> str:
        return self._signer().sign_object([row.pk, self.version(row)])

    def url_of(self, row: models.Model, page: str, **arguments: object) -> str:
        return reverse(f"{self.pages}:{page}", kwargs={"token": self.token_of(row), **arguments})

    def absolute_url_of(self, row: models.Model, page: str, **arguments: object) -> str:
        return settings.SITE_URL.rstrip("/") + self.url_of(row, page, **arguments)

    def read(self, token: str, rows: models.QuerySet, today: date | None = None) -> Any:
        """The one of `rows` whose link it is. Raises LinkError."""
        try:
            pk, version = self._signer().unsign_object(token)
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise LinkError(INVALID) from error
        row = rows.filter(pk=pk).first()
        if row is None:
            raise LinkError(INVALID)
        self._check_works(row, version, today or timezone.localdate())
        return row

    def _check_works(self, row: Any, version: int, today: date) -> None:
        if row.revoked_at:
            raise LinkEnded(REVOKED)
        if version != self.version(row):
            raise LinkEnded(REPLACED)
        if row.expires_on < today:
            raise LinkEnded(EXPIRED)

    def _signer(self) -> signing.Signer:
        return signing.Signer(salt=self.salt)
