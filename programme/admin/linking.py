"""The room in which staff say which organisation was meant by what people typed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from backoffice.needed import SaysWhatIsNeeded
from dutch.sorting import fold

from .. import linking
from ..candidates import Candidates
from ..models import LinkChoice, NameKey, Organisation, Sector

A_PAGE = 10
SUGGESTIONS = 5
FOUND = 8
NONE = "geen"
ROOM, ONE, CHOSEN = "admin:programme_linking", "admin:programme_link", "admin:programme_linked"
NOT_OFFERED = "Deze organisatie wordt niet meer aangeboden. Kies een andere."
GONE = "Deze schrijfwijze is al gekoppeld."
LATER = "Dit geldt ook voor wie het later zo schrijft."


class MeantForm(SaysWhatIsNeeded, forms.Form):
    """What one text means: the key of an organisation, that it is none, or not decided yet."""

    key = forms.CharField(widget=forms.HiddenInput, strip=False)
    meant = forms.CharField(required=False, max_length=18)

    def clean_meant(self) -> str:
        meant = self.cleaned_data["meant"]
        if meant in ("", NONE) or meant.isdecimal():
            return meant
        raise ValidationError("Kies een organisatie uit de lijst.")


class OrganisationForm(SaysWhatIsNeeded, forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.offered(), error_messages={"invalid_choice": NOT_OFFERED}
    )


class NewForm(SaysWhatIsNeeded, forms.ModelForm):
    """A new one; who is called so already is chosen and not made again."""

    sector = forms.ChoiceField(
        choices=[("", "Kies een sector"), *Sector.choices],
        error_messages={"required": "Kies de sector."},
    )

    class Meta:
        model = Organisation
        fields = ["name", "abbreviation", "sector"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if NameKey.objects.offered().filter(key=fold(name), is_abbreviation=False).exists():
            raise ValidationError("Die staat al in het register. Kies haar hierboven.")
        return name


class LinkingPages(admin.ModelAdmin):
    """For the admin of organisations."""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "koppelen/": (self._room, "programme_linking"),
            "koppelen/een/": (self._one, "programme_link"),
            "koppelen/gekozen/": (self._chosen, "programme_linked"),
            "koppelen/gekozen/<int:pk>/terug/": (require_POST(self._take_back), "programme_unlink"),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=name)
            for address, (view, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def _room(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        if request.method == "POST":
            return self._decide(request)
        typed = linking.unlinked(request.user)
        page = Paginator(typed, A_PAGE).get_page(request.GET.get("p"))
        offered = offered_for([each.text for each in page], most=SUGGESTIONS)
        rows = list(zip(page, offered, strict=True))
        values = {"title": "Organisaties koppelen", "page": page, "rows": rows}
        return self._page(request, "linking", values | {"none": NONE, "later": LATER})

    def _decide(self, request: HttpRequest) -> HttpResponse:
        """What is not decided yet stays; a page holds as many texts as were sent with it."""
        sent = [MeantForm(request.POST, prefix=str(n)) for n in range(A_PAGE)]
        decided = {
            form.cleaned_data["key"]: form.cleaned_data["meant"]
            for form in sent
            if form.is_valid() and form.cleaned_data["meant"]
        }
        known = Organisation.objects.offered().in_bulk(
            [int(meant) for meant in decided.values() if meant != NONE]
        )
        meant = {
            key: None if choice == NONE else known[int(choice)]
            for key, choice in decided.items()
            if choice == NONE or int(choice) in known
        }
        found = linking.link(meant, by=request.user) if meant else {}
        self._tell(request, found, len(decided))
        back = reverse(ROOM)
        number = request.GET.get("p", "")
        return HttpResponseRedirect(f"{back}?p={number}" if number.isdecimal() else back)

    def _tell(self, request: HttpRequest, found: dict[str, int], asked: int) -> None:
        done = [key for key, number in found.items() if number]
        if done:
            said = '{} vastgelegd. <a href="{}">Bekijken of ongedaan maken</a>'
            how_many = "Eén schrijfwijze" if len(done) == 1 else f"{len(done)} schrijfwijzen"
            self.message_user(
                request, format_html(said, how_many, reverse(CHOSEN)), messages.SUCCESS
            )
        if len(done) < asked:
            missed = "Van {} was al iets vastgelegd, of de organisatie wordt niet meer aangeboden."
            self.message_user(request, missed.format(asked - len(done)), messages.WARNING)
        if not asked:
            self.message_user(request, "U koos nog niets.", messages.WARNING)

    def _one(self, request: HttpRequest) -> HttpResponse:
        """`schreef` is the key of what was typed."""
        _check(request)
        key = request.GET.get("schreef", "")
        typed = next((t for t in linking.unlinked(request.user) if t.key == key), None)
        if typed is None:
            return self._back(request, GONE, messages.WARNING)
        if request.POST.get("organisation") == NONE:
            return self._link(request, typed, None)
        is_new = "sector" in request.POST
        form = OrganisationForm(request.POST if request.POST and not is_new else None)
        new = NewForm(request.POST if is_new else None, initial={"name": typed.text})
        may_add = self.has_add_permission(request)
        if is_new and may_add and new.is_valid():
            return self._link_new(request, typed, new)
        if form.is_valid():
            return self._link(request, typed, form.cleaned_data["organisation"])
        words = request.GET.get("zoek", "").strip()[:100]
        values = {"typed": typed, "form": form, "new": new if may_add else None, "words": words}
        values |= {"later": LATER, "none": NONE, "title": "Organisatie koppelen"}
        values["offered"] = offered_for([words or typed.text], most=FOUND)[0]
        return self._page(request, "link", values)

    def _link_new(self, request: HttpRequest, typed: linking.Typed, new: NewForm) -> HttpResponse:
        with transaction.atomic():
            made = new.save(commit=False)
            made._history_user = request.user
            made.save()
            return self._link(request, typed, made)

    def _link(
        self, request: HttpRequest, typed: linking.Typed, to: Organisation | None
    ) -> HttpResponse:
        try:
            number = linking.link_one(typed.key, to=to, by=request.user)
        except ValidationError as refusal:
            return self._back(request, refusal.messages[0], messages.ERROR)
        done = f"“{typed.text}” is gekoppeld aan {to} ({number})."
        if to is None:
            done = f"“{typed.text}” blijft zo, zonder organisatie."
        return self._back(request, done, messages.SUCCESS)

    def _chosen(self, request: HttpRequest) -> HttpResponse:
        _check(request)
        values = {"title": "Gekozen koppelingen", "chosen": linking.chosen(request.user)}
        return self._page(request, "linked", values)

    def _take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        _check(request)
        try:
            number = linking.take_back(LinkChoice(pk=pk), by=request.user)
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.WARNING)
        else:
            said = f"De keuze is ongedaan gemaakt; losgemaakt: {number}."
            self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse(CHOSEN))

    def _back(self, request: HttpRequest, sentence: str, level: int) -> HttpResponse:
        messages.add_message(request, level, sentence)
        return HttpResponseRedirect(reverse(ROOM))

    def _page(self, request: HttpRequest, name: str, values: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/programme/{name}.html", context | values)


def _check(request: HttpRequest) -> None:
    if not linking.sources(request.user):
        raise PermissionDenied


Offered = list[tuple[Organisation, str]]


def offered_for(texts: list[str], *, most: int) -> list[Offered]:
    """What each text may mean, in order, and why; in two queries for all."""
    candidates = Candidates.now()
    found = [candidates.of(text, most=most) for text in texts]
    known = Organisation.objects.in_bulk({each.organisation for some in found for each in some})
    return [[(known[each.organisation], each.reason) for each in some] for some in found]
