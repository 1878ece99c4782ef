"""What staff can do with a meeting, beside changing its fields."""

from django.utils import timezone

from backoffice.base import ActionPage
from dates.values import ApproximateDate

from .. import actions, forms
from ..actions.door_duty import assign_door
from ..actions.replacing import replace
from ..models import Meeting, Rescheduling
from ..schedule import thank_who_may_have_come
from ..times import is_past
from .announcing import AnnouncedPage
from .door_form import DoorForm
from .repeating import REPEATING
from .replacement_form import ReplacementForm
from .showing import SHOWING


def is_planned(meeting: Meeting) -> bool:
    return meeting.status == Meeting.Status.PLANNED


def can_move(meeting: Meeting) -> bool:
    """What has no date yet gets one as a correction."""
    return is_planned(meeting) and meeting.date is not None


def is_held(meeting: Meeting) -> bool:
    return meeting.status == Meeting.Status.HELD


def has_moved(meeting: Meeting) -> bool:
    return meeting.reschedulings.exists()


def correct_former_date(
    meeting: Meeting,
    *,
    rescheduling: Rescheduling,
    to: ApproximateDate | None,
    by: object,
    why: str,
) -> Rescheduling:
    return actions.correct_former_date(rescheduling, to=to, by=by, why=why)


MEETING_ACTIONS = (
    *SHOWING,
    ActionPage(
        "verplaatsen",
        "Verplaatsen",
        actions.reschedule,
        "De bijeenkomst is verplaatst. De eerdere datum is bewaard.",
        form=forms.MoveForm,
        possible=can_move,
        intro=(
            "De bijeenkomst gaat op een andere datum door. De oude datum blijft bewaard. "
            "Kijk daarna ook of de dag van beslissen en de sluiting van het aanmelden kloppen."
        ),
    ),
    AnnouncedPage(
        name="gehouden",
        label="Gehouden",
        act=actions.hold,
        done="Vastgelegd dat de bijeenkomst is gehouden.",
        undone_by="toch-niet-gehouden",
        form=forms.HoldForm,
        possible=is_planned,
        later=thank_who_may_have_come,
        goes=(
            "Deze mail gaat na afloop, naar wie er was. Houdt u een presentielijst bij, dan krijgt "
            "wie niet is afgevinkt geen mail. Zonder lijst gaat de mail een dag later naar wie een "
            "plaats had."
        ),
    ),
    ActionPage(
        "annuleren",
        "Annuleren",
        actions.cancel,
        "De bijeenkomst is geannuleerd.",
        undone_by="toch-niet-geannuleerd",
        form=forms.CancelForm,
        possible=is_planned,
        instead_of_deleting=True,
    ),
    ActionPage(
        "toch-niet-gehouden",
        "Toch niet gehouden",
        actions.reverse_hold,
        "De bijeenkomst staat weer op gepland.",
        form=forms.WhyForm,
        possible=is_held,
    ),
    ActionPage(
        "toch-niet-geannuleerd",
        "Toch niet geannuleerd",
        actions.reverse_cancellation,
        "De bijeenkomst staat weer op gepland.",
        form=forms.WhyForm,
        possible=lambda meeting: meeting.is_cancelled,
    ),
    ActionPage(
        "vervangen",
        "Vervangen door",
        replace,
        "Vastgelegd wat er in de plaats komt.",
        form=ReplacementForm,
        possible=lambda meeting: meeting.is_cancelled,
        intro="De twee samen tellen in de rapportage één keer mee voor de afspraak.",
    ),
    ActionPage(
        "datum-verbeteren",
        "Datum verbeteren",
        actions.correct_date,
        "De datum is verbeterd.",
        form=forms.CorrectDateForm,
        intro=(
            "Voor een fout, of nu de datum preciezer bekend is. Dit telt niet als verplaatsen. Ook "
            "voor de nieuwe datum van een bijeenkomst die zonder dag is verplaatst."
        ),
    ),
    ActionPage(
        "eerdere-datum-verbeteren",
        "Eerdere datum verbeteren",
        correct_former_date,
        "De eerdere datum is verbeterd.",
        form=forms.CorrectFormerDateForm,
        possible=has_moved,
    ),
    REPEATING,
    ActionPage(
        "deurdienst",
        "Deurdienst",
        assign_door,
        "Vastgelegd wie er aan de deur staat.",
        form=DoorForm,
        possible=lambda meeting: not meeting.is_cancelled and not is_past(meeting, timezone.now()),
        intro=(
            "Vink aan wie er aan de deur staat. Alleen die collega's zien op de dag zelf de lijst "
            "van deze bijeenkomst, naast wie haar organiseert. Vinkt u niemand aan, dan ziet "
            "iedereen met de rol Deurdienst haar. Een dag later is het vanzelf voorbij."
        ),
    ),
)
