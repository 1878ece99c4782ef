"""Merging one record into another, and writing down what moved."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.replacing import locked, repoint, user_of

from ..actions import add_name
from ..circles import is_in_circle
from ..models import Merge, Organisation, OrganisationName
from .rules import RULES

ALONG = [
    field
    for field in OrganisationName._meta.concrete_fields
    if field.name not in ("id", "organisation", "sort_key")
]
"""What of another name comes along."""


WAY_BACK = (
    "“{0}” zou zo bij “{1}” op zichzelf uitkomen. Pas eerst aan wat daar staat, of kies bij “{1}” "
    "een ander."
)


@transaction.atomic
def merge(gone: Any, *, into: Any, by: object, taken: Collection[str] = ()) -> Merge:
    """Let `gone` go up in `into`: all that names it names the other from now on.

    `taken` names the fields of which the value of `gone` is taken over. Raises ValidationError
    where either was merged before, both are the same, both fill a place that only one can have, or
    what is kept would stand above or after itself.
    """
    rule = RULES[type(gone)]
    if gone == into:
        raise ValidationError(f"Kies twee verschillende {rule.called}s.")
    gone, into = locked(gone, into)
    if gone.merged_into_id or into.merged_into_id:
        raise ValidationError(
            f"Een van beide is al samengevoegd. Kies de {rule.called} die overbleef."
        )
    _refuse_circle(gone, into)
    done = Merge(kind=rule.kind, gone=gone.pk, kept=into.pk, merged_by=user_of(by))
    done.merged_at = timezone.now()
    done.values = _take_over(gone, into, taken, by) if taken else {}
    if rule.has_names:
        former, _now = done.values.get("name", ("", ""))
        done.names = _pass_on_names(gone, into, (gone.name, gone.abbreviation, former))
    why = f"“{gone}” samengevoegd"
    found = repoint(
        gone, into, by=by, why=why, stays=rule.stays, deed="Samenvoegen", left=rule.left
    )
    done.moved = [asdict(each) for each in found]
    _refuse_way_back(into)
    save(gone, by=by, why="samengevoegd", merged_into=into)
    done.save()
    return done


def _refuse_circle(gone: Any, into: Any) -> None:
    """What is kept may not end up above or after itself."""
    for field in into._meta.concrete_fields:
        if field.related_model is type(into) and getattr(into, field.attname) == gone.pk:
            raise ValidationError(
                f"Bij “{into}” staat “{gone}” als “{field.verbose_name}”. Haal dat eerst weg."
            )


def _refuse_way_back(into: Any) -> None:
    """What moved, or was taken over, may not lead back to it along others either."""
    for field in into._meta.concrete_fields:
        if field.related_model is type(into) and is_in_circle(into, field.name):
            raise ValidationError(WAY_BACK.format(into, field.verbose_name))


def save(row: Any, *, by: object, why: str, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = user_of(by)
    row._change_reason = why
    row.save()


def _take_over(gone: Any, into: Any, taken: Collection[str], by: object) -> dict[str, list]:
    allowed = [name for name in RULES[type(gone)].fields if name in taken]
    before = {name: getattr(into, name) for name in allowed}
    save(into, by=by, why="overgenomen", **{name: getattr(gone, name) for name in allowed})
    return {name: [before[name], getattr(into, name)] for name in allowed}


def _pass_on_names(gone: Organisation, into: Organisation, own: Iterable[str]) -> list[list]:
    """The keys and words of the names that it did not have yet."""
    passed = [add_name(into, name=name) for name in own if name]
    passed += [
        add_name(into, **{field.attname: getattr(other, field.attname) for field in ALONG})
        for other in gone.names.all()
    ]
    return [[made.pk, made.name] for made in passed if made]
