"""Taking back which organisation was meant by what one person typed; see `programme.linking`."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ..models import Registration

RIGHT = "meetings.change_registration"


@transaction.atomic
def unlink(registration: Registration, *, by: AbstractBaseUser) -> None:
    """Take a wrong link back: what was typed is what is known again."""
    if not by.has_perm(RIGHT):
        raise PermissionDenied
    linked = Registration.objects.filter(pk=registration.pk, organisation__isnull=False)
    if not linked.exclude(organisation_typed="").update(organisation=None):
        raise ValidationError("Hier is niets gekoppeld dat iemand zelf zo schreef.")
