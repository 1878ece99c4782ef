"""What people do with the register of organisations, and with the number that was agreed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.replacing import locked, repoint
from dates.values import ApproximateDate
from dutch.sorting import fold

from .models import Organisation, OrganisationName, Target, TargetChange

MERGES = ("merged",)
"""What went up in an organisation before keeps saying so."""


@transaction.atomic
def merge_organisation(
    organisation: Organisation, *, into: Organisation, by: object
) -> Organisation:
    """Let one organisation go up in another: all that names it names the other from now on.

    The merged one stays as a row, so that old references keep a meaning, and its names go along.
    Raises ValidationError where either was merged before, both are the same, or both fill a place
    that only one can have.
    """
    if organisation == into:
        raise ValidationError("Kies twee verschillende organisaties.")
    organisation, into = locked(organisation, into)
    if organisation.merged_into_id or into.merged_into_id:
        raise ValidationError(
            "Een van beide is al samengevoegd. Kies de organisatie die overbleef."
        )
    user = _user(by)
    _pass_on_names(organisation, into)
    repoint(
        organisation,
        into,
        by=user,
        why=f"“{organisation}” samengevoegd",
        stays=MERGES,
        deed="Samenvoegen",
    )
    organisation.merged_into = into
    organisation._history_user = user
    organisation._change_reason = "samengevoegd"
    organisation.save()
    return into


def add_name(organisation: Organisation, *, name: str, is_former: bool = False) -> None:
    """Make an organisation known by another name; its own name or a known one is no news."""
    if fold(name) == organisation.sort_key:
        return
    OrganisationName.objects.get_or_create(
        organisation=organisation,
        sort_key=fold(name),
        defaults={"name": name, "is_former": is_former},
    )


def _pass_on_names(old: Organisation, new: Organisation) -> None:
    for name in filter(None, (old.name, old.abbreviation)):
        add_name(new, name=name)
    for other in old.names.all():
        add_name(new, name=other.name, is_former=other.is_former)


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
