"""Doing what was planned."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from backoffice.replacing import user_of

from ..actions import add_name
from ..models import Organisation
from .loading import make
from .planning import UPDATED, Plan, plan
from .reading import Register


@transaction.atomic
def update(register: Register, *, by: Any) -> Plan:
    """Bring the database up to date; a second time there is nothing to do, and nothing is written.

    What is no longer in the register stays where it stands, and is not offered any more until it
    comes back. A name that changed stays as a former name. Raises ValidationError where more than
    5% would be lost.
    """
    planned = plan(register)
    if planned.refusal:
        raise ValidationError(planned.refusal)
    if planned.new:
        make(planned.new, register.entries, why=UPDATED)
    for organisation, values in _by_organisation(planned).items():
        former = organisation.name
        _save(organisation, by, **values)
        if "name" in values:
            add_name(organisation, name=former, is_former=True)
    for organisation, name in planned.names:
        add_name(
            organisation,
            name=name.name,
            is_former=name.is_former,
            since=name.since,
            until=name.until,
        )
    for other, name in planned.dated:
        other.since, other.until = name.since, name.until
        other.save()
    for organisation, successor in planned.gone:
        _save(organisation, by, is_retired=True, successor=successor)
    for organisation in planned.back:
        _save(organisation, by, is_retired=False, successor=None)
    return planned


def _by_organisation(planned: Plan) -> dict[Organisation, dict[str, Any]]:
    found: dict[Organisation, dict[str, Any]] = {}
    for change in planned.done:
        found.setdefault(change.organisation, {})[change.field] = change.after
    return found


def _save(organisation: Organisation, by: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation._history_user = user_of(by)
    organisation._change_reason = UPDATED
    organisation.save()
