"""What does not go into the archive: sessions, and keys whose loss must be final.

Erasing a raw story destroys its key. Were that key in yesterday's archive too, the story could
still be read. So keys have a file of their own beside the archives, overwritten each time: there
is only the newest, and it has no key of what was erased.
"""

import os
from pathlib import Path

from django.apps import apps
from django.core import serializers
from pyrage import decrypt, encrypt
from pyrage.x25519 import Identity

KEYS: tuple[str, ...] = ("toolkit.StoryKey", "meetings.CountingKey")
"""Models whose rows are keys, as `app.Model`; nothing in the archive may refer to them."""
LEFT_OUT = ("django_session",)
"""Tables that nobody misses: after restoring everybody signs in again."""
NAME = "sleutels.age"


def not_in_archive() -> set[str]:
    """The tables whose rows stay out of every archive."""
    return {*LEFT_OUT, *(apps.get_model(label)._meta.db_table for label in KEYS)}


def keep_keys(folder: Path, identity: Identity) -> None:
    """Write the keys of now over those of before, whole or not at all."""
    rows = [row for label in KEYS for row in apps.get_model(label)._base_manager.all()]
    text = serializers.serialize("json", rows)
    unfinished = folder / f"{NAME}.part"
    unfinished.write_bytes(encrypt(text.encode(), [identity.to_public()]))
    os.replace(unfinished, folder / NAME)


def kept_keys(folder: Path, identity: Identity) -> str:
    """The keys that lie beside the archives, as JSON; an empty list where none do."""
    file = folder / NAME
    return decrypt(file.read_bytes(), [identity]).decode() if file.exists() else "[]"


def put_back(keys: str) -> None:
    """Give what was restored its keys; what was erased since has none, and stays unreadable."""
    for row in serializers.deserialize("json", keys):
        row.save()
