"""What lies wholly ahead or behind, on the clock of the country. Undecided is neither."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from .values import Answer, ApproximateDate

TO_COME = "Deze datum ligt in de toekomst. Vul de datum in waarop het was."


def is_to_come(when: ApproximateDate | None) -> bool:
    return when is not None and when.lies_after(timezone.localdate()) is Answer.YES


def is_over(when: ApproximateDate | None) -> bool:
    return when is not None and when.lies_before(timezone.localdate()) is Answer.YES


def refuse_to_come(**dates: ApproximateDate | None) -> None:
    """For facts, by the name of their field. Raises ValidationError."""
    wrong = {name: TO_COME for name, when in dates.items() if is_to_come(when)}
    if wrong:
        raise ValidationError(wrong)
