"""Who registered, under each meeting and over all, for staff with that right."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from backoffice.base import ActionPage, HouseAdmin
from backoffice.listing import HouseList
from backoffice.together import Together
from dates.days import write_hour
from dates.values import write_day
from sheets.pages import SheetPages

from ..actions import linking, on_behalf
from ..models import Meeting, Registration
from ..registering.queue import places_in_line, position
from ..registration_sheet import AttendanceSheet, RegistrationSheet
from ..times import is_past
from .mailing import mail_selection
from .registration_forms import AddressForm, DetailsForm, PlaceForm, RegisterForForm
from .registrations_together import NOT_PRESENT, OVER, PRESENT

State = Registration.State
WHO = ["meeting_link", "standing", "name", "email", "organisation_shown", "function"]
CAME = ["new_date", "attended"]
MORE = ["leads_people", "needs", *CAME, "added_by_staff", "is_walk_in", "created_at"]


def is_active(registration: Registration) -> bool:
    return registration.is_active and registration.erased_at is None


def can_withdraw(registration: Registration) -> bool:
    """After the meeting it is the list at the door that tells who did not come."""
    return is_active(registration) and not is_past(registration.meeting, timezone.now())


def what_became_of(registration: Registration) -> str:
    if registration.state == State.CONFIRMED:
        return f"{registration.name} heeft een plaats."
    return f"{registration.name} staat op de wachtlijst, op plaats {position(registration)}."


def waits(registration: Registration) -> bool:
    return registration.state in (State.WAITING, State.OFFERED)


def told_by_mail(registration: Registration) -> str:
    if registration.email:
        return "Er gaat een mail naar het opgegeven adres."
    return "Er is geen e-mailadres: geef het zelf door."


def is_linked_by_hand(registration: Registration) -> bool:
    return bool(registration.organisation_id and registration.organisation_typed)


def give_place(
    registration: Registration, *, by: Any, reason: str, when_full: bool
) -> Registration:
    """The reason stands in the history of the registration."""
    given = on_behalf.give_place(registration, by=by, reason=reason, when_full=when_full)
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(registration),
        object_id=str(registration.pk),
        object_repr=str(registration),
        action_flag=CHANGE,
        change_message=f"Voorrang gegeven: {reason}",
    )
    return given


WITHDRAW = ActionPage(
    "afmelden",
    "Afmelden",
    on_behalf.withdraw_for,
    "De aanmelding is ingetrokken. Wie een adres gaf, krijgt daar een mail van.",
    possible=can_withdraw,
    intro="Een plaats die vrijkomt, gaat naar wie als eerste op de wachtlijst staat.",
)


class OfMeeting(admin.SimpleListFilter):
    """One meeting, chosen from its own page: a list of all meetings would say nothing."""

    title = "bijeenkomst"
    parameter_name = "bijeenkomst"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        chosen = self.used_parameters.get(self.parameter_name, [""])
        key = chosen[-1] if isinstance(chosen, list) else chosen
        found = Meeting.objects.filter(pk=key) if str(key).isdecimal() else Meeting.objects.none()
        return [(str(meeting.pk), str(meeting)) for meeting in found]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        return queryset.filter(meeting=value) if value and value.isdecimal() else queryset


class Linked(admin.SimpleListFilter):
    title = "organisatie"
    parameter_name = "organisatie"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("open", "nog niet gekoppeld")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.unlinked() if self.value() == "open" else queryset


@admin.register(Registration)
class RegistrationAdmin(SheetPages, HouseAdmin):
    """Read here; changed by actions, the same as on the site."""

    kinds = {"": RegistrationSheet, "aanwezigheid": AttendanceSheet}
    keeps_asked = ("bijeenkomst",)

    locked_after = "meeting"
    list_display = ["shown_name", "organisation_shown", "meeting_shown", "standing", *CAME]
    list_filter = [OfMeeting, "state", *CAME, Linked]
    list_select_related = ["meeting", "organisation"]
    search_fields = ["sort_key"]
    search_help_text = "Zoek op naam, e-mailadres of organisatie"
    ordering = ["-id"]
    actions = ["mail_selected"]
    together = (Together(WITHDRAW, unless=OVER), PRESENT, NOT_PRESENT)
    told_together = ("state", "attended", "offer_expires_at")
    change_list_template = "admin/meetings/registrations.html"
    action_pages = (
        ActionPage(
            "gegevens",
            "Gegevens verbeteren",
            on_behalf.correct_details,
            "De gegevens zijn verbeterd.",
            form=DetailsForm,
            possible=lambda registration: registration.erased_at is None,
        ),
        ActionPage(
            "adres",
            "Adres verbeteren en opnieuw mailen",
            on_behalf.mend_address,
            "Het adres is verbeterd en de mail gaat opnieuw. De vorige link werkt niet meer.",
            form=AddressForm,
            possible=is_active,
        ),
        ActionPage(
            "plaats",
            "Plaats geven",
            give_place,
            "Deze persoon heeft nu een plaats.",
            made=told_by_mail,
            form=PlaceForm,
            possible=waits,
        ),
        WITHDRAW,
        ActionPage(
            "ontkoppelen",
            "Koppeling met organisatie weghalen",
            linking.unlink,
            "De koppeling is weg; wat iemand zelf schreef, staat er nog.",
            possible=is_linked_by_hand,
        ),
    )

    def name_of(self, obj: Registration) -> str:
        return obj.name or str(obj)

    def told_apart(self, obj: Registration) -> str:
        return f"{self.name_of(obj)}, {obj.meeting}"

    def get_fieldsets(self, request: HttpRequest, obj: Registration | None = None) -> list[tuple]:
        if obj is None:
            return [(None, {"fields": RegisterForForm.Meta.fields})]
        return [(None, {"fields": WHO}), ("Meer", {"fields": MORE})]

    def get_readonly_fields(self, request: HttpRequest, obj: Registration | None = None) -> list:
        return [*WHO, *MORE] if obj else []

    def get_form(
        self, request: HttpRequest, obj: Registration | None = None, **options: Any
    ) -> type:
        form = {} if obj else {"form": RegisterForForm}
        return super().get_form(request, obj, **options | form)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        known = super().get_changeform_initial_data(request)
        of_list = QueryDict(request.GET.get("_changelist_filters", ""))
        chosen = request.GET.get("bijeenkomst") or of_list.get("bijeenkomst", "")
        return {"meeting": chosen, **known}

    def save_model(self, request: HttpRequest, obj: Registration, form: Any, change: bool) -> None:
        if not change:
            made = on_behalf.register_for(
                form.cleaned_data["meeting"], form.applicant(), by=request.user
            )
            obj.pk, obj.state = made.pk, made.state
            self.message_user(request, what_became_of(made))

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the action refuses stands above the form, which keeps what was typed."""
        try:
            return super().add_view(request, *args, **kwargs)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), "ERROR")
            request.method = "GET"
            request.GET = request.POST
            return super().add_view(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who registered is cancelled, and erased in time; never deleted."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return queryset.matching(search_term), False

    def has_mail_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(on_behalf.MAIL)

    def may_export(self, request: HttpRequest) -> bool:
        return request.user.has_perm("meetings.export_registration")

    @admin.action(description="Mailen", permissions=["mail"])
    def mail_selected(self, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        return mail_selection(self, request, chosen)

    @admin.display(description="naam", ordering="sort_key")
    def shown_name(self, registration: Registration) -> str:
        return registration.name or "gewist"

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[HouseList]:
        return WithPlaces

    @admin.display(description="stand", ordering="state")
    def standing(self, registration: Registration) -> str:
        """On the waiting list also at which place; of an offer until when it is kept."""
        if registration.state == State.OFFERED:
            until = timezone.localtime(registration.offer_expires_at)
            return f"plaats aangeboden tot {write_day(until)}, {write_hour(until)}"
        if registration.state != State.WAITING:
            return registration.get_state_display()
        place = getattr(registration, "place_in_line", None) or position(registration)
        return f"op de wachtlijst, plaats {place}{missed(registration)}"

    @admin.display(description="organisatie")
    def organisation_shown(self, registration: Registration) -> str:
        return organisation_of(registration)

    @admin.display(description="bijeenkomst", ordering="meeting")
    def meeting_shown(self, registration: Registration) -> str:
        return str(registration.meeting)

    @admin.display(description="bijeenkomst")
    def meeting_link(self, registration: Registration) -> str:
        return str(registration.meeting)


class WithPlaces(HouseList):
    """Reads the places on the waiting list of the whole page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = self.result_list
        places = places_in_line({each.meeting_id for each in rows if each.state == State.WAITING})
        for row in rows:
            row.place_in_line = places.get(row.pk)


def missed(registration: Registration) -> str:
    number = registration.offers_missed
    return f", miste {number} {'aanbod' if number == 1 else 'aanbiedingen'}" if number else ""


def organisation_of(registration: Registration) -> str:
    typed = registration.organisation_typed
    if registration.organisation is None:
        return f"“{typed}” (niet gekoppeld)" if typed else "niet opgegeven"
    name = registration.organisation.name
    return f"{name} (schreef: “{typed}”)" if typed and typed != name else name
