from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from dutch.sorting import fold
from programme.models import NameKey

TAKING = ("confirmed", "offered")


def present(of: str = "") -> Q:
    """`of` stands before the fields of a registration: of a meeting "registrations__"."""
    return ~Q(**{f"{of}state": "cancelled"}) & Q(**{f"{of}attended": True})


def had_a_place(of: str = "", meeting: str = "meeting__") -> Q:
    """Of a meeting whose list at the door nobody completed; `meeting` stands before its fields."""
    confirmed = Q(**{f"{of}attended__isnull": True, f"{of}state": "confirmed"})
    return confirmed & Q(**{f"{of}is_walk_in": False, f"{meeting}list_closed_at__isnull": True})


def came_to_meeting() -> Q:
    """As `came`, of a meeting for a count of its registrations."""
    of = "registrations__"
    return present(of) | had_a_place(of, meeting="")


PRESENT, HAD_A_PLACE = present(), had_a_place()


class RegistrationQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.exclude(state="cancelled")

    def confirmed(self) -> Self:
        return self.filter(state="confirmed")

    def taking_a_place(self) -> Self:
        """Confirmed, or holding an offer that has not been answered yet."""
        return self.filter(state__in=TAKING)

    def waiting(self) -> Self:
        """In whose turn it is: by arrival, and who missed an offer behind who waited by then.

        Rows are written under the lock of the meeting, so they arrived in the order of their ids,
        whatever the clocks say.
        """
        moved = F("waiting_since").asc(nulls_first=True)
        return self.filter(state="waiting").order_by(Coalesce("behind", "id"), moved, "id")

    def offered(self) -> Self:
        """Holding an offer, the one that ends first before the others."""
        return self.filter(state="offered").order_by("offer_expires_at", "id")

    def registered(self) -> Self:
        """Who has a place and asked for it in advance."""
        return self.confirmed().filter(is_walk_in=False)

    def present(self) -> Self:
        """Who was there, registered or not."""
        return self.filter(PRESENT)

    def came(self) -> Self:
        """Who was there; where no list was completed, also who had a place and was not marked."""
        return self.filter(PRESENT | HAD_A_PLACE)

    def to_thank(self, *, where_no_list_is_kept: bool) -> Self:
        """Who was there, with a place or without. Where nobody was ticked off on any list, also who
        had a place; but while a list is kept, who is not on it yet may be absent."""
        if not where_no_list_is_kept:
            return self.present()
        of_meeting = self.model.objects.filter(meeting=OuterRef("meeting"))
        marked = Exists(of_meeting.filter(attended__isnull=False))
        return self.filter(PRESENT | HAD_A_PLACE & ~marked)

    def absent(self) -> Self:
        """Who had a place and did not come."""
        return self.registered().filter(attended=False)

    def walked_in(self) -> Self:
        """Who was there without having registered."""
        return self.present().filter(is_walk_in=True)

    def of_address(self, email: str) -> Self:
        """Addresses are kept in lower case."""
        return self.filter(email=email.strip().lower())

    def unlinked(self) -> Self:
        """Of which the organisation is known only as it was typed."""
        return self.filter(organisation__isnull=True).exclude(organisation_typed="")

    def matching(self, words: str) -> Self:
        """Those in whose name, address or organisation each of the words stands."""
        found = self
        for word in fold(words).split():
            keys = NameKey.objects.filter(key__contains=word).values("organisation")
            typed = Q(sort_key__contains=word) | Q(email__contains=word)
            of = Q(organisation__in=keys) | Q(organisation_typed__icontains=word)
            found = found.filter(typed | of)
        return found

    def offers_expired(self, now: datetime) -> Self:
        return self.offered().filter(offer_expires_at__lte=now)
