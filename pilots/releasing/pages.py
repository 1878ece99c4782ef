"""What staff do about releasing, as action pages of a pilot and of a request."""

from django.utils.html import format_html, format_html_join

from backoffice.actions import ActionForm, ActionPage
from dates.day_fields import DayField

from ..models import Pilot, Release, ReleaseRequest, What
from . import asking, recording
from .forms import AskForm, PaperForm, WithdrawForm, usual_last_day
from .gate import audiences_told
from .standing import published_with

MAY_RELEASE = "pilots.view_results"


class LastDayForm(ActionForm):
    expires_on = DayField(
        label="De link geldt tot en met",
        initial=usual_last_day,
        error_messages={"required": "Vul de laatste dag in."},
    )


def has_closed_results(pilot: Pilot) -> bool:
    return not audiences_told(pilot, What.RESULTS)


def has_release(pilot: Pilot) -> bool:
    return pilot.releases.filter(ended_at=None).exists()


def what_is_published(ended: list[Release]) -> str:
    """What stays as it was published: it is frozen, and staff decide what comes of it."""
    told = published_with(ended[0].pilot, ended)
    if not told:
        return "Er is niets van gepubliceerd in een rapportage."
    rows = ((each.url, each.title, f"{each.since:%-d-%-m-%Y}") for each in told)
    listed = format_html_join(", ", '<a href="{}">{}</a> (sinds {})', rows)
    return format_html("Al gepubliceerd, en dat verandert niet vanzelf: {}.", listed)


ASK_PAGE = ActionPage(
    "vrijgave-vragen",
    "Vrijgave vragen",
    asking.ask_host,
    "De organisatie krijgt een mail met de link.",
    form=AskForm,
    needs=MAY_RELEASE,
    intro=(
        "De organisatie leest op een eigen pagina precies wat u hier kiest, en beslist. Een "
        "link over deze pilot die nog openstaat, werkt daarna niet meer. Kiest u “alleen het soort "
        "organisatie”, dan vraagt u ook of u dat soort mag noemen."
    ),
)
RELEASE_PAGES = (
    ASK_PAGE,
    ActionPage(
        "vrijgave-op-papier",
        "Toestemming op papier vastleggen",
        recording.record_on_paper,
        "De toestemming is vastgelegd.",
        form=PaperForm,
        needs=MAY_RELEASE,
        intro=(
            "Leg alleen vast waar de organisatie ja op zei. Wat op “niet” staat, blijft zoals het "
            "is. De teksten gelden zoals ze er nu staan."
        ),
    ),
    ActionPage(
        "vrijgave-intrekken",
        "Vrijgave intrekken",
        recording.withdraw,
        "De vrijgave is ingetrokken.",
        form=WithdrawForm,
        possible=has_release,
        intro="Wat u intrekt, staat meteen nergens meer. Wat in een rapportage is gepubliceerd, "
        "verandert niet; u ziet daarna waar dat is.",
        made=what_is_published,
    ),
)

RENEW_PAGE = ActionPage(
    "nieuwe-link",
    "Stuur een nieuwe link",
    asking.renew_link,
    "Er gaat een nieuwe link naar de organisatie. De vorige werkt niet meer.",
    form=LastDayForm,
    needs=MAY_RELEASE,
)
REQUEST_PAGES = (
    RENEW_PAGE,
    ActionPage(
        "intrekken",
        "Trek de link in",
        asking.revoke_link,
        "De link is ingetrokken en werkt niet meer.",
        possible=lambda request: request.revoked_at is None,
        intro="Wat met deze link is vrijgegeven, blijft vrijgegeven.",
    ),
)


def link_state(request: ReleaseRequest) -> str:
    if request.decided_at:
        return f"{request.get_answer_display()}, {request.decided_at:%-d-%-m-%Y}"
    if request.revoked_at:
        return "link ingetrokken"
    return f"wacht op antwoord, tot en met {request.expires_on:%-d-%-m-%Y}"
