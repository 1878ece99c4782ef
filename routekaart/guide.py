"""The guide for staff inside the admin: the files of docs/handleiding as pages.

`PARAGRAPHS` says of each part of the admin where the guide is about it, so that each page leads
there; `ACTIONS` does so for pages on which something else is done than on the page around it.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs" / "handleiding"
FIRST = "README"
NAMES = {FIRST: "begin"} | {
    name: name for name in ("vastleggen", "aanmeldingen", "rapportage", "privacy", "beheer")
}
"""Of each file what its page is called in addresses, in the order in which they are read."""

START = ("begin", "vandaag")
MEETING = ("vastleggen", "een-bijeenkomst")
STORIES = ("vastleggen", "verhalen-edities-en-bevindingen")
FACILITATORS = ("vastleggen", "de-pagina-van-een-begeleider")
PEOPLE_AND_THEMES = ("vastleggen", "medewerkers-en-themas")
LEARNED = ("rapportage", "lessen-en-risicos")
READING_ROOM = ("rapportage", "6-de-leeskamer")

SHEETS = ("vastleggen", "exporteren-en-importeren")

PARAGRAPHS = {
    "hubs.hub": MEETING,
    "leadership.leadershipmeeting": MEETING,
    "meetings.meeting": MEETING,
    "meetings.series": ("vastleggen", "een-reeks"),
    "meetings.registration": ("aanmeldingen", "aanmeldingen-in-het-beheer"),
    "pilots.pilot": ("vastleggen", "pilots"),
    "pilots.group": ("vastleggen", "pilots"),
    "pilots.session": ("vastleggen", "pilots"),
    "pilots.vacation": ("vastleggen", "pilots"),
    "pilots.releaserequest": ("vastleggen", "vrijgave"),
    "pilots.counterparty": ("vastleggen", "pilots"),
    "pilots.facilitatorlink": FACILITATORS,
    "pilots.observation": FACILITATORS,
    "sorting.round": ("vastleggen", "waardenkaarten-leggen"),
    "toolkit.story": STORIES,
    "toolkit.material": ("vastleggen", "werkvormen-en-kaarten"),
    "toolkit.sessionplan": ("vastleggen", "een-begeleiderskit-maken"),
    "toolkit.copy": ("vastleggen", "exemplaren-uitdelen"),
    "toolkit.edition": STORIES,
    "toolkit.milestone": STORIES,
    "toolkit.finding": STORIES,
    "ambassadors.ambassador": ("vastleggen", "ambassadeurs"),
    "publications.publication": ("vastleggen", "bijdragen"),
    "programme.programme": ("vastleggen", "programma-en-afspraken"),
    "programme.target": ("vastleggen", "programma-en-afspraken"),
    "programme.theme": PEOPLE_AND_THEMES,
    "programme.person": PEOPLE_AND_THEMES,
    "programme.organisation": ("vastleggen", "organisaties"),
    "reporting.progressreport": ("rapportage", "1-begin"),
    "reporting.statedfigure": ("rapportage", "cijfers-die-u-opgeeft"),
    "reporting.lesson": LEARNED,
    "reporting.risk": LEARNED,
    "reporting.notice": ("rapportage", "tussendoor-een-melding-aan-de-opdrachtgever"),
    "reporting.reader": READING_ROOM,
    "reporting.question": READING_ROOM,
    "privacy.consent": ("privacy", "toestemmingen"),
    "privacy.personrequest": ("privacy", "als-iemand-erom-vraagt"),
    "privacy.reading": ("privacy", "het-leeslogboek"),
    "outbox.message": ("aanmeldingen", "mail-die-niet-aankomt"),
    "auth.user": ("begin", "collegas"),
}
"""By the label of a model: the page of the guide, and the paragraph on it."""

ACTIONS = {
    "op-de-site": MEETING,
    "herhalen": MEETING,
    "verplaatsen": ("aanmeldingen", "verplaatsen-en-annuleren"),
    "annuleren": ("aanmeldingen", "verplaatsen-en-annuleren"),
    "gehouden": ("aanmeldingen", "na-afloop"),
    "delete": ("vastleggen", "verwijderen-vervangen-niet-meer-gebruiken"),
    "history": ("vastleggen", "samen-aan-een-pagina"),
}

OWN_PAGES = {
    "own_account": ("begin", "uw-account"),
    "lost_phones": ("begin", "telefoon-kwijt"),
    "lost_phone": ("begin", "telefoon-kwijt"),
    "roles": ("begin", "wat-mag-wie"),
    "doings": ("begin", "wat-er-is-gedaan"),
    "later": ("begin", "vandaag"),
    "now": ("begin", "vandaag"),
    "find": ("begin", "zoeken-in-alles"),
    "practice": ("begin", "oefenen"),
    "server": ("beheer", "kijken-of-alles-werkt"),
    "mail_arrived": ("beheer", "kijken-of-alles-werkt"),
    "processing_register": ("privacy", "het-register-van-verwerkingen"),
    "publications_publication_importeren": ("vastleggen", "bijdragen-importeren"),
    "person_request": ("privacy", "als-iemand-erom-vraagt"),
}
"""Pages of the admin that belong to no record."""


@dataclass(frozen=True)
class Page:
    title: str
    html: SafeString
    headings: dict[str, str]
    """Of each paragraph its heading, by its anchor."""


def guide_page(name: str) -> Page:
    """Raises Http404 where there is no such page."""
    file = next((file for file, called in NAMES.items() if called == name), None)
    if file is None:
        raise Http404(f"Er is geen pagina “{name}” in de handleiding.")
    return _read(file, settings.DEBUG and (FOLDER / f"{file}.md").stat().st_mtime)


@cache
def _read(file: str, _changed: float) -> Page:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse((FOLDER / f"{file}.md").read_text(encoding="utf-8"))
    title = tokens[1].content
    tokens = tokens[3:]  # its heading is that of the page
    headings = _mark_headings(tokens)
    for token in tokens:
        _lead_to_pages(token)
    html = parser.renderer.render(tokens, parser.options, {})
    return Page(title, mark_safe(html), headings)  # our own text; HTML in it is shown as text


def _mark_headings(tokens: list[Token]) -> dict[str, str]:
    found = {}
    for heading, text in zip(tokens, tokens[1:], strict=False):
        if heading.type == "heading_open":
            anchor = slugify(text.content)
            found[anchor] = text.content
            heading.attrSet("id", anchor)
    return found


def _lead_to_pages(token: Token) -> None:
    """Links between the files lead from page to page; pictures come from the site."""
    for child in token.children or []:
        if child.type == "image":
            child.attrSet("src", static(str(child.attrGet("src")).replace("beelden/", "guide/")))
            child.attrSet("loading", "lazy")
        address = str(child.attrGet("href") or "")
        file, _, part = address.partition("#")
        if file.endswith(".md"):
            child.attrSet("href", address_of(NAMES[file.removesuffix(".md")], part))


def address_of(page: str, paragraph: str = "") -> str:
    return reverse("admin:guide", args=[page]) + (f"#{paragraph}" if paragraph else "")


def paragraph_for(request: HttpRequest) -> str:
    """The address of what the guide says about the page that is asked for."""
    match = request.resolver_match
    return address_of(*paragraph_of(match.url_name or "")) if match else address_of(*START)


def paragraph_of(url_name: str) -> tuple[str, str]:
    """By the name of an address of the admin: "hubs_hub_change", "hubs_hub_verplaatsen"."""
    if url_name in OWN_PAGES:
        return OWN_PAGES[url_name]
    if "_exporteren" in url_name or "_importeren" in url_name:
        return SHEETS
    for label, paragraph in PARAGRAPHS.items():
        start = label.replace(".", "_") + "_"
        if url_name.startswith(start):
            return ACTIONS.get(url_name.removeprefix(start), paragraph)
    return START
