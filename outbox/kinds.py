"""What each kind of mail is called for staff; `template` is the name for the program."""

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

KINDS = {
    "confirmation": "aanmelding bevestigd",
    "registered_before": "was al aangemeld",
    "waiting": "op de wachtlijst",
    "offer": "plaats aangeboden",
    "offer_expired": "aangeboden plaats vervallen",
    "offer_by_phone": "bellen over een plaats",
    "reminder": "herinnering aan een bijeenkomst",
    "changed": "bijeenkomst gewijzigd",
    "corrected": "datum verbeterd",
    "moved": "bijeenkomst verplaatst",
    "cancelled": "bijeenkomst gaat niet door",
    "reinstated": "bijeenkomst gaat toch door",
    "withdrawn": "aanmelding ingetrokken",
    "thanks": "dank en evaluatie",
    "from_staff": "bericht van een medewerker",
    "my_registrations": "overzicht van eigen aanmeldingen",
    "consent_given": "toestemming gegeven, met de link om die in te trekken",
    "own_data": "link naar wat wij van iemand bewaren",
    "decision_warning": "beslissen of een bijeenkomst doorgaat",
    "failed_mails": "mails die niet weg konden",
    "colleague_invited": "collega uitgenodigd",
    "new_password": "link voor een nieuw wachtwoord",
    "trial_mail": "proefmail",
    "second_factor_removed": "tweede bewijs weggehaald",
    "reader_invited": "lezer uitgenodigd",
    "reader_code": "code voor een lezer",
    "reader_confirmed": "lezer bevestigde",
    "question_asked": "vraag van een lezer",
    "question_answered": "vraag beantwoord",
    "pilot_interest": "organisatie meldt zich voor een pilot",
    "release_asked": "vrijgave gevraagd aan een organisatie",
    "release_code": "code voor een organisatie",
    "release_decided": "organisatie besloot over vrijgave",
    "release_withdrawn": "organisatie trok vrijgave in",
    "version_published": "nieuwe versie van een rapportage",
    "facilitator_invited": "link voor een begeleider van een pilot",
}
"""In the order in which staff choose one: of meetings, for staff, for readers of a report, for who
leads sessions."""


class KindFilter(SimpleListFilter):
    title = "soort"
    parameter_name = "template"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(template=self.value()) if self.value() else queryset
