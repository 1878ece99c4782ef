"""What people do with the register of organisations, and with the number that was agreed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from backoffice.records import IMPORTED
from backoffice.replacing import user_of
from dates.values import ApproximateDate
from dutch.sorting import fold

from .models import NameKey, Organisation, OrganisationName, Target, TargetChange

BATCH = 500


def add_name(organisation: Organisation, *, name: str, **more: object) -> OrganisationName | None:
    """Make an organisation known by another name; None where its own or a known one is no news."""
    key = fold(name)
    if key == organisation.sort_key or organisation.names.filter(sort_key=key).exists():
        return None
    return OrganisationName.objects.create(organisation=organisation, name=name, **more)


@transaction.atomic
def add_organisations(rows: Sequence[Mapping[str, Any]], *, by: object) -> list[Organisation]:
    """Many at once, of checked values, in a fixed number of queries; read from a file."""
    made: list[Organisation] = []
    for batch in _batches([Organisation(sort_key=fold(each["name"]), **each) for each in rows]):
        made += bulk_create_with_history(batch, Organisation, **_read_by(by))
        NameKey.objects.bulk_create(key for each in batch for key in NameKey.own(each))
    return made


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So that the histories of all are never in memory together."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _read_by(by: object) -> dict[str, Any]:
    return {"default_user": user_of(by), "default_change_reason": IMPORTED}


@transaction.atomic
def change_organisations(
    rows: Sequence[tuple[Organisation, Mapping[str, Any]]], *, by: object
) -> None:
    """Give each, as it stands under its lock, the checked values beside it, in a fixed number of
    queries."""
    for organisation, values in rows:
        for name, value in values.items():
            setattr(organisation, name, value)
        organisation.sort_key = fold(organisation.name)
    changed = [organisation for organisation, _ in rows]
    names = {name for _, values in rows for name in values}
    if not names:
        return
    for batch in _batches(changed):
        bulk_update_with_history(batch, Organisation, [*names, "sort_key"], **_read_by(by))
    if names & {"name", "abbreviation"}:
        NameKey.objects.renew_all(changed)


@transaction.atomic
def remove_organisations(organisations: Sequence[Organisation]) -> None:
    """Made by mistake. Raises ValidationError where something names one of them already."""
    rows = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
    try:
        with transaction.atomic():
            rows.delete()
    except models.ProtectedError as error:
        raise ValidationError(
            "Er staat al iets bij. Haal het uit gebruik of voeg het samen."
        ) from error


@transaction.atomic
def change_number(
    target: Target,
    *,
    number: int,
    since: ApproximateDate | None,
    agreed_with: str,
    how: str,
    by: object,
    why: str = "",
) -> TargetChange:
    """Another number was agreed: keep the one before, from when, with whom and how.

    Raises ValidationError where there was no number, or it is the same.
    """
    target = Target.objects.select_for_update().get(pk=target.pk)
    if target.number is None:
        raise ValidationError("Deze afspraak is in woorden en heeft geen aantal.")
    change = TargetChange(
        target=target,
        former_number=target.number,
        number=number,
        since=since,
        agreed_with=agreed_with.strip(),
        how=how.strip(),
        why=why.strip(),
    )
    change.validate_constraints()
    change._history_user = _user(by)
    change.save()
    _save(target, number, by=by, why=f"aantal gewijzigd: afgesproken met {change.agreed_with}")
    return change


@transaction.atomic
def correct_number(target: Target, *, number: int, by: object, why: str) -> Target:
    """Mend a number that was recorded wrong; nothing else was agreed, so no change is kept."""
    target = Target.objects.select_for_update().get(pk=target.pk)
    if number == target.number:
        raise ValidationError("Dit aantal staat er al. Vul het juiste aantal in.")
    if not why.strip():
        raise ValidationError("Schrijf op waarom u dit verandert.")
    last = target.changes.last()
    if last is not None:
        last.number = number
        last.validate_constraints()
        last.save()
    return _save(target, number, by=by, why=f"aantal verbeterd: {why}")


def _save(target: Target, number: int, *, by: object, why: str) -> Target:
    target.number = number
    target._history_user = _user(by)
    target._change_reason = why[:100]
    target.save()
    return target


def _user(by: object) -> object:
    return by if getattr(by, "pk", None) else None
