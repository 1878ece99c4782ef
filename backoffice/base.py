"""What the pages of the admin have in common: forms, parts in rows, and the house's ModelAdmin."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dates.day_fields import (
    ClockField,
    ClockInput,
    DayField,
    DayInput,
    MomentField,
    MomentInput,
)
from dates.fields import ApproximateDateFormField, date_columns
from dates.values import ApproximateDate
from dutch.sorting import fold

from .actions import ActionForm, ActionPage, ActionPages
from .asking import Asks, Doubt, only_asks
from .autocomplete import ManyChoices, OneChoice
from .choices import offer_what_is_stored
from .date_reading import changed_dates
from .deleting import DeletionNames
from .deleting_many import CAME_INTO_USE, DeletesMany
from .history import HistoryPage
from .listing import HouseLists
from .lookups import is_offered
from .needed import SaysWhatIsNeeded
from .reading_once import ReadsOnce
from .retiring import Retirable
from .returning import ReturnsAfterSaving
from .saving import ComparesVersions
from .slugs import fill_slug
from .tasks import deed_columns, deeds_on_page, filters_of
from .together.pages import ActsOnMany
from .unchanged import keep_as_stored
from .used_rows import KeepsUsedRows, RefusesInWords

__all__ = [
    "ActionForm",
    "ActionPage",
    "Doubt",
    "HouseForm",
    "HouseAdmin",
    "HouseStackedInline",
    "HouseTabularInline",
    "NamedRows",
    "StatesByAction",
    "fill_slug",
]


class HouseForm(SaysWhatIsNeeded, Asks, forms.ModelForm):
    """A form for the admin that knows approximate dates and checks every constraint of the row.

    What stands stored stays among the choices of its field, though it is no longer offered.

    Declare a date as `date = Conversation.date.formfield()`. Fields that nobody edits by hand take
    part in the check, so that a constraint over them is a sentence and never a server error.
    `sentences_at` names the field at which a sentence belongs, by the `violation_error_code` of its
    constraint.
    """

    sentences_at: dict[str, str] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            offer_what_is_stored(self)
        for name in self._dates():
            known = getattr(self.instance, name)
            self.fields[name].stand_at(known, self.near(name))
            self.initial.setdefault(name, known)

    def near(self, name: str) -> ApproximateDate | None:
        """In which time a day without year is meant; without it, the year of the known date."""
        return None

    def chosen(self, name: str) -> Any:
        """What is being chosen in a field that may stay empty, before the form is cleaned."""
        if not self.is_bound or name not in self.fields:
            return getattr(self.instance, name, None)
        try:
            return self.fields[name].clean(self[name].data)
        except ValidationError:
            return None

    def _dates(self) -> list[str]:
        return [n for n, f in self.fields.items() if isinstance(f, ApproximateDateFormField)]

    def _post_clean(self) -> None:
        keep_as_stored(self)
        for name in self._dates():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        if hasattr(self.instance, "sort_key") and "name" in self.cleaned_data:
            self.instance.sort_key = fold(self.cleaned_data["name"])
        super()._post_clean()
        if not self._errors:
            self._check_with_parent()

    def _check_with_parent(self) -> None:
        """Django checks no constraint of a row in an inline that names the parent; this does."""
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as errors:
            self._update_errors(errors)

    def _get_validation_exclusions(self) -> set[str]:
        fields = self.instance._meta.fields
        checked = {
            field.name for field in fields if not field.editable or field.name in self._kept()
        }
        wrong = (
            column for n in self._dates() if n in self.errors for column in date_columns(n, None)
        )
        return (super()._get_validation_exclusions() - checked) | set(wrong)

    def _kept(self) -> set[str]:
        """The columns of the dates in this form, which are no fields of it themselves."""
        return {column for name in self._dates() for column in date_columns(name, None)}

    def _update_errors(self, errors: ValidationError) -> None:
        """Bring each sentence to the field it is about; what has no field stands above the form."""
        placed: dict[str, list[ValidationError]] = {}
        for name, sentences in errors.update_error_dict({}).items():
            for sentence in sentences:
                placed.setdefault(self._place(name, sentence), []).append(sentence)
        super()._update_errors(ValidationError(placed))

    def _place(self, name: str, sentence: ValidationError) -> str:
        at_field = self.sentences_at.get(sentence.code or "", "")
        if at_field in self.fields:
            return at_field
        if name in self.fields:
            return name
        if name == "sort_key" and "name" in self.fields:
            return "name"
        return next((d for d in self._dates() if name in date_columns(d, None)), NON_FIELD_ERRORS)


class NamedRows(KeepsUsedRows):
    """Tells people who do not see the table which field, of which row, they are in."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        row = f"rij {index + 1}" if index is not None else "nieuwe rij"
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                label = "Verwijderen" if name == "DELETE" else field.label or name
                name_widget(field.widget, f"{label}, {row}")


def name_widget(widget: forms.Widget, name: str) -> None:
    """Set the accessible name where the input itself is: inside wrappers, on each part of many."""
    inner = getattr(widget, "widget", widget)
    for part in getattr(inner, "widgets", [inner]):
        part.attrs["aria-label"] = name


class HouseFields(BaseModelAdmin):
    """One kind of field for a day, a moment and a time; what is merely chosen is not deleted."""

    formfield_overrides = {
        models.DateField: {"form_class": DayField, "widget": DayInput},
        models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
        models.TimeField: {"form_class": ClockField, "widget": ClockInput},
        models.TextField: {"widget": AdminTextareaWidget({"rows": 4})},
    }

    never_kept: tuple[str, ...] = ()
    """Texts of which the browser keeps no draft: not everybody at that computer may read them."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        if field and db_field.name in self.never_kept:
            field.widget.attrs["data-private"] = "true"
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: object
    ) -> forms.ModelChoiceField:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneChoice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(
            db_field, request, **offered_rows(db_field) | kwargs
        )

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: object
    ) -> forms.ModelMultipleChoiceField:
        kwargs = offered_rows(db_field) | kwargs
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ManyChoices(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def offered_rows(field: models.ForeignKey | models.ManyToManyField) -> dict[str, models.QuerySet]:
    """What a field offers to choose from, where its rows can be taken out of use."""
    related = field.related_model
    is_retirable = issubclass(related, Retirable)
    return {"queryset": related._default_manager.offered()} if is_retirable else {}


class PartOfParent(HouseFields, RefusesInWords):
    """What is part of a thing is seen and changed by those who may see and change the thing."""

    extra = 0

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With what each row was chosen, else each would look up its own."""
        chosen = (self.opts.get_field(name) for name in self.get_autocomplete_fields(request))
        links = [link.name for link in chosen if not link.many_to_many]
        rows = super().get_queryset(request)
        return rows.select_related(*links) if links else rows

    def _parent(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        parent = self._parent()
        return (
            parent.has_change_permission(request, obj)
            if obj
            else parent.has_add_permission(request)
        )

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class HouseTabularInline(PartOfParent, admin.TabularInline):
    template = "admin/house_tabular.html"
    form = HouseForm
    formset = NamedRows


class HouseStackedInline(PartOfParent, admin.StackedInline):
    form = HouseForm
    formset = KeepsUsedRows


class HouseAdmin(
    ActsOnMany,
    ActionPages,
    ReturnsAfterSaving,
    HistoryPage,
    DeletesMany,
    DeletionNames,
    ComparesVersions,
    HouseFields,
    ReadsOnce,
    HouseLists,
):
    """A page of the admin: with history, action pages, and what happened cannot be deleted."""

    form = HouseForm

    class Media:
        css = {"all": ["site/admin_pages.css"]}
        js = ["site/admin_autocomplete.js"]

    why_kept = "“{}” heeft een geschiedenis en kan daarom niet worden verwijderd."

    def hidden_from(self, user: AbstractBaseUser | AnonymousUser) -> models.QuerySet:
        """Rows of which this person may not know: not in the list, nor on any other page of the
        admin that names what is to be done or what was. None, unless an heir says otherwise."""
        return self.model._default_manager.none()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        hidden = self.hidden_from(request.user).values("pk")
        return super().get_queryset(request).exclude(pk__in=hidden)

    def name_of(self, obj: models.Model) -> str:
        """What its pages say it is about, where its own name says little."""
        return str(obj)

    def found_as(self, obj: models.Model) -> str:
        """How it is told apart from others among all that a search finds."""
        return self.name_of(obj)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        obj = context.get("original")
        named = {"subtitle": self.name_of(obj)} if obj else {}
        asks = only_asks(context["adminform"].form, context.get("errors") or ())
        said = {"asks": True, "errors": ()} if asks else {}
        return super().render_change_form(request, context | named | said, *args, **kwargs)

    def get_list_filter(self, request: HttpRequest) -> list:
        return [*super().get_list_filter(request), *filters_of(self.model)]

    def get_list_display(self, request: HttpRequest) -> list:
        """What ends a task stands beside the name, where it is seen on a phone too."""
        name, *others = super().get_list_display(request)
        return [name, *deed_columns(request, self.model), *others]

    def action_links(self, request: HttpRequest, obj: models.Model) -> list[tuple[str, str]]:
        return [*super().action_links(request, obj), *deeds_on_page(request, obj)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A filter typed into the address answers only what the list itself offers."""
        return is_offered(lookup, self.get_list_filter(request))

    def keeps(self, obj: models.Model) -> bool:
        """Whether something happened to it that may not be lost by deleting."""
        return getattr(obj, "has_history", False)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and self.keeps(obj))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj and super().has_delete_permission(request, obj) and self.keeps(obj):
            self.message_user(request, self.why_it_stays(obj), messages.ERROR)
            return self.back_to(obj)
        context = {"ways_out": self.ways_out(request, obj) if obj else []}
        try:
            return super().delete_view(request, object_id, context | (extra_context or {}))
        except CAME_INTO_USE:
            return HttpResponseRedirect(request.get_full_path())

    def why_it_stays(self, obj: models.Model) -> str:
        return self.why_kept.format(obj)

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        obj._history_user = request.user
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: Sequence[BaseInlineFormSet],
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        sentences = changed_dates(form)
        for row in (row for formset in formsets for row in formset.forms if row.has_changed()):
            sentences += changed_dates(row, str(row.instance))
        for sentence in sentences:
            self.message_user(request, sentence)

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        for row in formset.forms:
            row.instance._history_user = request.user
        super().save_formset(request, form, formset, change)


class StatesByAction(admin.ModelAdmin):
    """For a thing whose states change by its actions: saving the page writes other fields only.

    So an action of a colleague between reading and saving the page is not undone by it.
    `set_by_action` names what is set by an action too, though the model would let it be edited.
    """

    set_by_action: tuple[str, ...] = ()

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        obj._history_user = request.user
        editable = {f.name for f in obj._meta.concrete_fields if f.editable and not f.primary_key}
        obj.save(update_fields=editable - set(self.set_by_action) if change else None)
