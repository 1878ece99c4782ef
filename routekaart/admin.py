"""Who may sign in, and in which groups for rights they are. The groups themselves: `rights`."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import Field
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import HttpRequest

from backoffice.base import HouseAdmin

PERSON = ["username", "first_name", "last_name", "email", "password"]
RIGHTS = ["is_active", "is_staff", "is_superuser", "groups"]


@admin.register(get_user_model())
class UserAdmin(HouseAdmin, StockUserAdmin):
    """Rights are given by group only: the permissions apart are for programmers."""

    form = UserChangeForm
    list_display = ["username", "first_name", "last_name", "is_active"]
    list_filter = ["groups", "is_active", "is_superuser"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": PERSON}),
        ("Rechten", {"fields": RIGHTS}),
        ("Momenten", {"fields": ["last_login", "date_joined"]}),
    ]

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: object
    ) -> ModelMultipleChoiceField:
        if db_field.name == "groups":
            kwargs["widget"] = CheckboxSelectMultiple()
            kwargs["help_text"] = "Wat iemand mag, volgt uit de groepen. Meer dan één mag."
        return super().formfield_for_manytomany(db_field, request, **kwargs)
