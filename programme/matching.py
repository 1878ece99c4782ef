"""Which organisation someone means: what it is called exactly, or what staff decided once; never
what looks like it."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS

from dutch.sorting import fold

from .models import LinkChoice, NameKey, Organisation

KEY = "<key>"
"""Where the words go in a query that was made before."""


def organisation_called(words: str) -> Organisation | None:
    """The only one with this name, abbreviation or other name; else what staff decided it means."""
    key = fold(words)
    return (_only_one(key) or decided(key)) if key else None


def decided(words: str) -> Organisation | None:
    """Which one staff said is meant by this text."""
    choice = LinkChoice.objects.of(words).select_related("organisation").first()
    return choice.organisation if choice else None


def _only_one(key: str) -> Organisation | None:
    """None where there are more."""
    sql, parameters = _query()
    given = [key if each == KEY else each for each in parameters]
    found = list(Organisation.objects.raw(sql, given))
    return found[0] if len(found) == 1 else None


@cache
def _query() -> tuple[str, tuple]:
    """Made once: for Django that takes longer than for the database to answer it. Two are enough to
    see that there is more than one."""
    called = NameKey.objects.present().filter(key=KEY).order_by().values("organisation")
    found = Organisation.objects.filter(pk__in=called).order_by()[:2]
    return found.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
