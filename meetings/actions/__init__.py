"""What people do with meetings: `planning` moves, cancels, holds and changes them, `showing` puts
them on the site, `repeating` copies them to other places and days, `registering`
takes and frees places, `offers` passes free ones on to who waits, `attendance` says who came,
`ticking` does what phones ticked off without network."""

from .attendance import (
    add_walk_in,
    add_walk_ins,
    close_list,
    is_same_person,
    is_too_early,
    mark_attended,
    mark_many,
    reopen_list,
    take_back,
    take_many_off_list,
    take_off_list,
)
from .keeping import keep_place
from .offers import accept_offer, decline_offer, expire_offers, fill_free_places
from .planning import (
    cancel,
    change_details,
    correct_date,
    correct_former_date,
    hold,
    reschedule,
    reverse_cancellation,
    reverse_hold,
)
from .readdressing import readdress
from .registering import Applicant, Outcome, change, register, register_at, withdraw
from .repeating import Repeat, repeat
from .showing import put_on_site, take_off_site
from .ticking import Tick, apply_ticks

__all__ = [
    "Applicant",
    "Outcome",
    "Repeat",
    "Tick",
    "accept_offer",
    "add_walk_in",
    "add_walk_ins",
    "apply_ticks",
    "cancel",
    "change",
    "change_details",
    "close_list",
    "correct_date",
    "correct_former_date",
    "decline_offer",
    "expire_offers",
    "fill_free_places",
    "hold",
    "keep_place",
    "is_same_person",
    "is_too_early",
    "mark_attended",
    "mark_many",
    "put_on_site",
    "take_back",
    "take_many_off_list",
    "take_off_list",
    "readdress",
    "register",
    "register_at",
    "reopen_list",
    "repeat",
    "reschedule",
    "reverse_cancellation",
    "reverse_hold",
    "take_off_site",
    "withdraw",
]
