"""The accounts of colleagues in the admin. Nobody's password is seen or set by another."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from backoffice.base import ActionPage, HouseAdmin
from dates.values import write_day

from ..models import LentRole
from . import actions, lent_roles, lost_phone
from .forms import AccountForm, InvitationForm, LendForm, LostPhoneForm

PERSON = ("first_name", "last_name", "email")
MOMENTS = ("username", "is_active", "last_login", "date_joined")

HELP = {
    "username": "Hiermee logt uw collega in.",
    "is_active": "",
    "is_superuser": "Mag alles, ook wat in geen rol staat.",
}


def told(lent: LentRole) -> str:
    by = actions.name_of(lent.lent_by) if lent.lent_by else "iemand die er niet meer is"
    last_day = write_day(timezone.localdate(lent.until - timedelta(seconds=1)))
    return f"{lent.group.name}, tot en met {last_day}, gegeven door {by}: {lent.reason}"


@admin.register(get_user_model())
class UserAdmin(HouseAdmin):
    """Rights are given by role only: the permissions apart are for programmers."""

    form = AccountForm
    list_display = ["__str__", "first_name", "last_name", "roles", "is_active"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["-is_active", "last_name", "first_name"]
    readonly_fields = (*MOMENTS, "lent")
    action_pages = (
        ActionPage(
            "opnieuw-uitnodigen",
            "Opnieuw uitnodigen",
            actions.invite_again,
            "De uitnodiging is opnieuw verstuurd.",
            possible=lambda user: user.is_active and user.last_login is None,
            intro="De eerste link werkt dan niet meer als uw collega een wachtwoord heeft gekozen.",
        ),
        ActionPage(
            "nieuw-wachtwoord",
            "Link voor een nieuw wachtwoord mailen",
            actions.mail_new_password_link,
            "De link is gemaild.",
            possible=lambda user: bool(user.is_active and user.email and user.last_login),
            intro="Uw collega kiest zelf een nieuw wachtwoord. U krijgt het niet te zien.",
        ),
        ActionPage(
            "telefoon-kwijt",
            "Telefoon kwijt: tweede bewijs weghalen",
            lost_phone.ask,
            "Gevraagd. Het gebeurt zodra een tweede collega het bevestigt, binnen een dag.",
            form=LostPhoneForm,
            possible=lambda user: user.authenticator_set.exists(),
            intro=(
                "Ga eerst na dat uw collega het zelf vraagt. Een tweede collega gaat dat ook na en "
                "bevestigt het; die krijgt daarvoor een mail, en uw collega ook."
            ),
        ),
        ActionPage(
            "rol-voor-een-tijd",
            "Rol voor een tijd geven",
            lent_roles.lend,
            "Gegeven. De rol vervalt vanzelf, ook als uw collega dan nog is ingelogd.",
            undone_by="rol-terug",
            form=LendForm,
            possible=lambda user: user.is_active,
            proven=True,
        ),
        ActionPage(
            "rol-terug",
            "Tijdelijke rollen beëindigen",
            lent_roles.end_lent,
            "Beëindigd. Uw collega heeft alleen de eigen rollen nog.",
            possible=lambda user: lent_roles.running().filter(user=user).exists(),
        ),
        ActionPage(
            "uitschakelen",
            "Account uitschakelen",
            actions.switch_off,
            "Het account is uitgeschakeld. Wat deze collega deed, blijft op zijn of haar naam.",
            undone_by="inschakelen",
            possible=lambda user: user.is_active,
            intro="Uw collega wordt overal afgemeld en kan niet meer inloggen.",
        ),
        ActionPage(
            "inschakelen",
            "Account weer inschakelen",
            actions.switch_on,
            "Het account staat weer aan.",
            possible=lambda user: not user.is_active,
        ),
    )

    @admin.display(description="rollen")
    def roles(self, user: AbstractUser) -> str:
        return ", ".join(group.name for group in user.groups.all()) or "geen"

    @admin.display(description="tijdelijke rollen")
    def lent(self, user: AbstractUser) -> str:
        rows = lent_roles.running().filter(user=user).select_related("group", "lent_by")
        return format_html_join(mark_safe("<br>"), "{}", [(told(row),) for row in rows]) or "geen"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: AbstractUser | None = None, **options: object
    ) -> type[ModelForm]:
        form = {} if obj else {"form": InvitationForm}
        return super().get_form(request, obj, **options | form | {"help_texts": HELP})

    def get_fieldsets(self, request: HttpRequest, obj: AbstractUser | None = None) -> list[tuple]:
        if obj is None:
            return [(None, {"fields": [*PERSON, "groups"]})]
        all_rights = ("is_superuser",) if request.user.is_superuser else ()
        return [
            (None, {"fields": PERSON}),
            ("Rechten", {"fields": ["groups", "lent", *all_rights]}),
            ("Account", {"fields": MOMENTS}),
        ]

    def has_change_permission(self, request: HttpRequest, obj: AbstractUser | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or actions.may_change(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: AbstractUser | None = None) -> bool:
        """Switched off, never deleted: history would no longer know who did what."""
        return False

    def save_model(
        self, request: HttpRequest, obj: AbstractUser, form: ModelForm, change: bool
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        made = actions.invite(by=request.user, **form.cleaned_data)
        obj.pk, obj.username = made.pk, made.username

    def response_add(self, request: HttpRequest, obj: AbstractUser, *args: object) -> HttpResponse:
        self.message_user(request, f"{obj.email} krijgt een mail met de link om in te loggen.")
        return super().response_add(request, obj, *args)
