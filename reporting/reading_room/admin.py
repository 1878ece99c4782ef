"""The reading room for staff: let readers in and out, see that they were here, answer them."""

from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.utils import timezone

from backoffice.actions import ActionForm, ActionPage
from backoffice.base import HouseAdmin, HouseForm, HouseTabularInline
from dates.day_fields import DayField

from ..models import Confirmation, Question, Reader, Visit
from . import actions

USUAL_LIFE = timedelta(days=180)
ALREADY = "Deze lezer is al uitgenodigd. Verleng daar de link, of stuur een nieuwe."


def usual_last_day() -> date:
    return timezone.localdate() + USUAL_LIFE


class ReaderForm(HouseForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "expires_on" in self.fields:
            self.initial.setdefault("expires_on", usual_last_day())

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()

    def clean(self) -> dict:
        values = super().clean()
        if values.get("expires_on"):
            actions.check_last_day(values["expires_on"])
        known = Reader.objects.filter(report=values.get("report"), email=values.get("email"))
        if known.exists():
            raise ValidationError({"email": ALREADY})
        return values


class LastDayForm(ActionForm):
    expires_on = DayField(
        label="De link geldt tot en met",
        initial=usual_last_day,
        error_messages={"required": "Vul de laatste dag in."},
    )


class AnswerForm(ActionForm):
    text = forms.CharField(
        label="Antwoord",
        help_text="Alle lezers van de rapportage zien het antwoord. De vrager krijgt het gemaild.",
        widget=forms.Textarea({"rows": 8, "class": "vLargeTextField"}),
        error_messages={"required": "Schrijf het antwoord op."},
    )

    def __init__(self, *args: object, obj: Question, **kwargs: object) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.initial["text"] = obj.answer


class LoggedRows(HouseTabularInline):
    """What happened, for reading only."""

    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("version__report")
        return rows.defer("version__document")

    def has_add_permission(self, request: HttpRequest, obj: Reader | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Reader | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reader | None = None) -> bool:
        return False


class VisitInline(LoggedRows):
    model = Visit
    fields = ["version", "at"]
    readonly_fields = ["at"]


class ConfirmationInline(LoggedRows):
    model = Confirmation
    fields = ["version", "kind", "name", "confirmed_at"]
    readonly_fields = ["confirmed_at"]


@admin.register(Reader)
class ReaderAdmin(HouseAdmin):
    form = ReaderForm
    list_display = ["name", "report", "invited_at", "expires_on", "revoked_at"]
    ordering = ["-invited_at", "-id"]
    list_filter = ["report__year", "report__programme"]
    list_select_related = ["report"]
    search_fields = ["name", "email"]
    inlines = [VisitInline, ConfirmationInline]
    keeps_by = ("visits", "questions", "confirmations")
    action_pages = (
        ActionPage(
            "verlengen",
            "Andere einddatum",
            actions.extend,
            "De einddatum van de link is gewijzigd. De lezer krijgt een mail.",
            form=LastDayForm,
            possible=lambda reader: reader.revoked_at is None,
        ),
        ActionPage(
            "nieuwe-link",
            "Stuur een nieuwe link",
            actions.renew,
            "Er gaat een nieuwe link naar de lezer. De vorige werkt niet meer.",
            form=LastDayForm,
            intro="De link die de lezer nu heeft, werkt daarna niet meer.",
        ),
        ActionPage(
            "intrekken",
            "Trek de link in",
            actions.revoke,
            "De link is ingetrokken en werkt niet meer.",
            possible=lambda reader: reader.revoked_at is None,
            intro="De lezer kan de rapportage dan niet meer openen, en krijgt hierover geen mail.",
        ),
    )

    def name_of(self, obj: Reader) -> str:
        """Without the person: titles of pages stay in the history of a browser."""
        return f"Lezer van {obj.report} ({obj.pk})"

    def get_fields(self, request: HttpRequest, obj: Reader | None = None) -> list[str]:
        fields = ["report", "name", "email", "expires_on"]
        return [*fields, "invited_at", "revoked_at"] if obj else fields

    def get_readonly_fields(self, request: HttpRequest, obj: Reader | None = None) -> list[str]:
        """Link and codes go to the address; who reads from another one is another reader."""
        return ["report", "email", "expires_on", "invited_at", "revoked_at"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Reader | None) -> list:
        return self.inlines if obj else []

    def keeps(self, obj: Reader) -> bool:
        logged = (obj.visits, obj.questions, obj.confirmations)
        return any(rows.exists() for rows in logged)

    def save_model(
        self, request: HttpRequest, obj: Reader, form: forms.ModelForm, change: bool
    ) -> None:
        if change:
            obj.save(update_fields=["name"])
        else:
            actions.invite(obj, by=request.user)


@admin.register(Question)
class QuestionAdmin(HouseAdmin):
    """Asked by readers; staff answer, and change nothing else."""

    list_display = ["short", "reader_name", "version", "asked_at", "answered_at"]
    ordering = [F("answered_at").desc(nulls_first=True), "-asked_at"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter), "version__report__year"]
    search_fields = ["text", "answer"]
    fields = [
        "version",
        "topic",
        "reader_name",
        "asked_at",
        "text",
        "answer",
        "answered_at",
        "answered_by",
    ]
    readonly_fields = ["topic", "reader_name", "asked_at", "answered_at", "answered_by"]
    action_pages = (
        ActionPage(
            "beantwoorden",
            "Beantwoord de vraag",
            actions.answer,
            "De vraag is beantwoord. De lezer krijgt een mail.",
            form=AnswerForm,
            possible=lambda question: not question.answer,
        ),
        ActionPage(
            "verbeteren",
            "Verbeter het antwoord",
            actions.mend_answer,
            "Het antwoord is verbeterd. De lezer krijgt een mail.",
            form=AnswerForm,
            possible=lambda question: bool(question.answer),
        ),
    )

    def found_as(self, obj: Question) -> str:
        return truncatechars(obj.text, 80) or str(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("reader", "version__report")
        return rows.defer("version__document")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return False

    def may_act(self, request: HttpRequest, obj: Question, page: ActionPage) -> bool:
        return request.user.has_perm(actions.QUESTIONS)

    def name_of(self, obj: Question) -> str:
        return f"Vraag over {self.topic(obj)}"

    @admin.display(description="vraag", ordering="text")
    def short(self, question: Question) -> str:
        return truncatechars(question.text, 80)

    @admin.display(description="van", ordering="reader__name")
    def reader_name(self, question: Question) -> str:
        return question.reader.name

    @admin.display(description="over")
    def topic(self, question: Question) -> str:
        return actions.topic_of(question)
