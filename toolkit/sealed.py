"""A text that is stored encrypted, each with a key of its own, so that losing the key erases it.

The column holds the name of the key and the encrypted text; `StoryKey` holds the keys, in a table
that stays out of every archive (`routekaart.backups.apart`). Erasing the text destroys its key:
from then on a copy of the row, also in yesterday's backup, says nothing to anyone.

Reading a row opens nothing; the text is decrypted when it is asked for. Nothing can be searched in
it: only whether there is a text at all (`raw_text=""`).
"""

from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

MARK = "verzegeld:"


class Sealed(str):
    """The text as it is stored; `key_name` says which key opens it."""

    @property
    def key_name(self) -> str:
        return self.removeprefix(MARK).partition(":")[0]

    def opened(self) -> str:
        """The text, or an empty one where its key was destroyed."""
        row = _keys().filter(name=self.key_name).first()
        if row is None:
            return ""
        return Fernet(bytes(row.key)).decrypt(self.rpartition(":")[2].encode()).decode()


def sealed(text: str) -> Sealed:
    """Encrypt with a new key, which is stored first."""
    key = Fernet.generate_key()
    row = _keys().create(key=key)
    return Sealed(f"{MARK}{row.name}:{Fernet(key).encrypt(text.encode()).decode()}")


def open_all(stored: Iterable[str]) -> list[str]:
    """The texts of many values of the column, with one query for their keys."""
    values = list(stored)
    wanted = [value.key_name for value in values if isinstance(value, Sealed)]
    keys = {str(row.name): bytes(row.key) for row in _keys().filter(name__in=wanted)}
    return [_open_with(keys, value) for value in values]


def _open_with(keys: dict[str, bytes], value: str) -> str:
    if not isinstance(value, Sealed):
        return value
    key = keys.get(value.key_name)
    return Fernet(key).decrypt(value.rpartition(":")[2].encode()).decode() if key else ""


def destroy_keys(stored: Iterable[str | None]) -> None:
    """Of these values of the column: what they hold is read by nobody from now on."""
    names = [value.key_name for value in stored if isinstance(value, Sealed)]
    _keys().filter(name__in=names).delete()


def _keys() -> models.QuerySet:
    return apps.get_model("toolkit", "StoryKey")._base_manager.all()


class OpenedWhenAsked(DeferredAttribute):
    """Keeps what is stored in the row, and decrypts it when somebody reads the attribute."""

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        value = super().__get__(instance, cls)
        return value.opened() if isinstance(value, Sealed) else value

    def __set__(self, instance: models.Model, value: str) -> None:
        """With it Python asks here first, and not in the row itself."""
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    descriptor_class = OpenedWhenAsked
    is_sealed = True
    """`privacy.mentions` searches every column of text but these."""

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return Sealed(value) if value and value.startswith(MARK) else value

    def pre_save(self, instance: models.Model, add: bool) -> str:
        """What nobody changed keeps its key; a changed text gets a new one, and the former goes."""
        value = instance.__dict__.get(self.attname, "")
        if isinstance(value, Sealed):
            return value
        before = None if add else self._stored(instance)
        if isinstance(before, Sealed):
            if value and before.opened() == value:
                return before
            destroy_keys([before])
        return sealed(value) if value else ""

    def _stored(self, instance: models.Model) -> str | None:
        rows = type(instance)._base_manager.filter(pk=instance.pk)
        return rows.values_list(self.attname, flat=True).first()

    def get_lookup(self, lookup_name: str) -> type[models.Lookup]:
        if lookup_name != "exact":
            raise FieldError("In een verzegelde tekst is niet te zoeken.")
        return super().get_lookup(lookup_name)

    def get_prep_value(self, value: str | None) -> str | None:
        """Nothing is written or compared that is not sealed, but that there is no text."""
        if value and not isinstance(value, Sealed):
            raise FieldError("Een verzegelde tekst gaat alleen met save() de database in.")
        return super().get_prep_value(value)

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        models.signals.pre_delete.connect(self._forget, sender=cls)

    def _forget(self, instance: models.Model, **_: object) -> None:
        destroy_keys([self._stored(instance)])
