"""What the pages of the toolkit in the admin have in common."""

from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from backoffice.base import HouseAdmin, fill_slug
from backoffice.history import Shown


class OwnFieldsOnly(HouseAdmin):
    """Leaves out the fields that name something the person may not see."""

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [name for name in self.fields if self.may_see_field(request, name)]

    def fields_in_history(self, request: HttpRequest) -> list[Shown]:
        shown = super().fields_in_history(request)
        return [each for each in shown if self.may_see_field(request, each.name)]

    def may_see_field(self, request: HttpRequest, name: str) -> bool:
        related = self.opts.get_field(name).related_model if is_field(self.model, name) else None
        known = related and self.admin_site.is_registered(related)
        return not known or self.admin_site.get_model_admin(related).has_view_permission(request)


class TitledAdmin(OwnFieldsOnly):
    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        fill_slug(obj, obj.title)
        super().save_model(request, obj, form, change)


def is_field(model: type[Model], name: str) -> bool:
    return name in {field.name for field in model._meta.get_fields()}
