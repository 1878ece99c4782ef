"""Parting again what was merged; what changed meanwhile stays as it is, and is told."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from backoffice.replacing import Moved, locked, put_back, user_of

from ..models import Merge, OrganisationName
from .doing import save
from .rules import RULES, model_of

TOO_LATE = "Dit is langer dan 30 dagen geleden samengevoegd, en blijft zo."
ENTANGLED = "“{}” is intussen zelf samengevoegd. Maak eerst dat ongedaan."


def undoable(gone: Any) -> Merge | None:
    """The merge in which it went up, as long as that can be undone."""
    merges = Merge.objects.undoable(timezone.now())
    return merges.filter(kind=RULES[type(gone)].kind, gone=gone.pk).first()


def what_goes_back(merge: Merge) -> list[str]:
    return [f"{each.kind} ({len(each.keys)})" for each in _moved(merge)]


@transaction.atomic
def undo(merge: Merge, *, by: object) -> list[str]:
    """Let both be as they were. One sentence for each thing that changed meanwhile and so stays.

    Raises ValidationError where it was undone before, is too long ago, where the one that was kept
    went up in another, or where something would be double.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    model = model_of(merge)
    gone, kept = locked(model(pk=merge.gone), model(pk=merge.kept))
    _check(merge, gone, kept)
    told = _part_values(merge, kept, by)
    told += _take_names_back(merge, kept)
    save(gone, by=by, why="samenvoegen ongedaan gemaakt", merged_into=None)
    why = f"“{gone}” weer apart"
    for each in _moved(merge):
        stayed = put_back(each, gone, kept, by=by, why=why)
        if stayed:
            told.append(
                f"{each.kind} ({len(stayed)}): intussen gewijzigd of gewist, dus zo gebleven."
            )
    merge.undone_at, merge.undone_by = timezone.now(), user_of(by)
    merge.save(update_fields=["undone_at", "undone_by"])
    return told


def _moved(merge: Merge) -> list[Moved]:
    return [
        Moved(each["model"], each["field"], tuple(each["keys"]), tuple(each["both"]))
        for each in merge.moved
    ]


def _check(merge: Merge, gone: Any, kept: Any) -> None:
    if merge.undone_at or gone.merged_into_id != kept.pk:
        raise ValidationError("Dit is al ongedaan gemaakt.")
    if not Merge.objects.undoable(timezone.now()).filter(pk=merge.pk).exists():
        raise ValidationError(TOO_LATE)
    if kept.merged_into_id:
        raise ValidationError(ENTANGLED.format(kept))


def _part_values(merge: Merge, kept: Any, by: object) -> list[str]:
    """Only where nobody changed the value since."""
    same = {n: old for n, (old, new) in merge.values.items() if getattr(kept, n) == new}
    if same:
        save(kept, by=by, why="samenvoegen ongedaan gemaakt", **same)
    changed = [name for name in merge.values if name not in same]
    labels = (str(kept._meta.get_field(name).verbose_name) for name in changed)
    return [f"{label}: intussen gewijzigd, dus zo gebleven." for label in labels]


def _take_names_back(merge: Merge, kept: Any) -> list[str]:
    """Its own former name stays another name, where it did not get that back."""
    told = []
    former, _taken = merge.values.get("name", ("", ""))
    for key, name in merge.names:
        found = OrganisationName.objects.filter(pk=key).first()
        if found is None or (name == former != kept.name):
            continue
        if found.name == name:
            found.delete()
        else:
            told.append(f"De naam “{found}” is intussen gewijzigd, en blijft staan.")
    return told
