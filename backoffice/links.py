"""Links to many that do not end without a word when the row at the other end is deleted."""

from django.db import models


class LinkToMany(models.ManyToManyField):
    """What is linked to cannot be deleted as long as it is.

    Django itself would end the links and say nothing. Django keeps this rule, and not the database;
    so migrations know the field as what it is there.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, **options: bool) -> None:
        super().contribute_to_class(cls, name, **options)
        links = self.remote_field.through
        if links is not None and not isinstance(links, str):
            *_, other_end = links._meta.local_fields
            other_end.remote_field.on_delete = models.PROTECT

    def deconstruct(self) -> tuple:
        name, _, positional, named = super().deconstruct()
        return name, "django.db.models.ManyToManyField", positional, named
