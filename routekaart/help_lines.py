"""What each page of the admin is for, in a line or two under its title; the guide says more."""

MEETING = (
    "Wat u toevoegt, ziet alleen de staf totdat u het op de site zet. Datum en status "
    "wijzigt u met de knoppen, zodat bewaard blijft wat er was."
)

HELP_LINES = {
    "hubs.hub": MEETING,
    "leadership.leadershipmeeting": MEETING,
    "meetings.meeting": MEETING,
    "meetings.series": (
        "Bijeenkomsten die bij elkaar horen, tot en met wat u de financier vraagt."
    ),
    "meetings.registration": (
        "Wie zich aanmeldde, wacht of zich afmeldde, van alle bijeenkomsten."
    ),
    "pilots.pilot": (
        "Een pilot bij één organisatie: zijn groepen en sessies. Resultaten blijven gesloten "
        "tot de organisatie ze vrijgeeft."
    ),
    "pilots.group": "Een groep mensen die samen de sessies van een pilot volgt.",
    "pilots.session": (
        "Eén bijeenkomst van een groep. Verplaatsen en annuleren gaat met de knoppen."
    ),
    "pilots.vacation": "Weken die worden overgeslagen als u sessies plant.",
    "pilots.releaserequest": (
        "Wat u een organisatie vroeg te mogen vertellen, en wat zij antwoordde. Zonder ja "
        "blijft het gesloten."
    ),
    "pilots.counterparty": (
        "Met wie u over een pilot praat, hoe ver u bent en wat de volgende stap is."
    ),
    "pilots.facilitatorlink": (
        "De persoonlijke link waarmee een begeleider de eigen sessies ziet."
    ),
    "pilots.observation": (
        "Wat een begeleider in een sessie opviel. Alleen voor wie dat mag lezen."
    ),
    "sorting.round": (
        "Een ronde waarin een groep waardenkaarten legt. Wat één mens legde, blijft niet staan."
    ),
    "toolkit.story": (
        "Een verhaal gaat van ruw via uitgewerkt en geanonimiseerd naar opgenomen. De knoppen "
        "tonen de volgende stap."
    ),
    "toolkit.material": (
        "Oefeningen, discussiethema's en waardenkaarten, met uitleg voor wie begeleidt."
    ),
    "toolkit.sessionplan": (
        "Verhalen, vragen en oefeningen voor één groep, passend in de tijd die er is."
    ),
    "toolkit.copy": "Wie welke editie kreeg, met een eigen link die u kunt intrekken.",
    "toolkit.edition": (
        "Gekozen onderdelen in volgorde. Wat gepubliceerd is, verandert niet meer."
    ),
    "toolkit.milestone": "Een stap naar de toolkit: wanneer gepland, verwacht en bereikt.",
    "toolkit.finding": "Wat terugkomt in verhalen en gesprekken, per thema en nooit van wie.",
    "ambassadors.ambassador": (
        "Wie meedoet aan het netwerk en waarmee hij of zij instemde. Wie dat zijn, staat "
        "nergens op de site."
    ),
    "publications.publication": (
        "Artikelen, verslagen en ander werk. Veel tegelijk? Kies Importeren."
    ),
    "programme.programme": (
        "De looptijd, de partijen en wat er met de opdrachtgever is afgesproken."
    ),
    "programme.target": "Hoeveel er per jaar en lijn is afgesproken, en waarom het anders liep.",
    "programme.theme": "Thema's waarop bezoekers zoeken. Wat in gebruik is, kunt u vervangen.",
    "programme.person": (
        "Medewerkers, sprekers en auteurs. Een naam staat alleen op de site of in een "
        "rapportage als diegene dat goedvond."
    ),
    "programme.organisation": (
        "Eén regel per organisatie. Staat er een dubbel, voeg ze dan samen."
    ),
    "reporting.progressreport": (
        "De voortgangsrapportage over een jaar. Cijfers komen uit wat is vastgelegd; u schrijft"
        " de toelichting."
    ),
    "reporting.statedfigure": (
        "Een cijfer dat u opgeeft omdat het niet te tellen is, met bron en datum."
    ),
    "reporting.lesson": "Wat een jaar leerde. Het staat in de rapportage over dat jaar.",
    "reporting.risk": "Wat mis kan gaan en wie daarover gaat: een functie, geen naam.",
    "reporting.notice": "Een melding aan de opdrachtgever dat iets niet of later doorgaat.",
    "reporting.reader": "Wie bij de opdrachtgever meeleest, met een eigen link.",
    "reporting.question": "Vragen van lezers bij de rapportage. Wat u antwoordt, zien zij.",
    "privacy.consent": "Waarvoor iemand toestemming gaf, wanneer en op welke tekst.",
    "privacy.personrequest": (
        "Iemand wil weten wat u bewaart, of wil gewist worden. Hier doet u dat."
    ),
    "privacy.reading": "Wie las wat maar voor weinigen is, en waarom.",
    "outbox.message": (
        "Mail die wacht, weg is of niet aankwam. Wat mislukte, kunt u opnieuw sturen."
    ),
    "auth.user": (
        "Collega's met toegang. Nodig iemand uit per mail en geef een rol; een wachtwoord kiest"
        " ieder zelf."
    ),
}
"""By the label of a model, for its list, its page and the page that adds one."""

PAGES = ("changelist", "add", "change")


def help_line_for(url_name: str) -> str:
    """Empty on every other page: an action says itself what it does."""
    start, _, page = url_name.rpartition("_")
    if page not in PAGES:
        return ""
    names = {label.replace(".", "_"): line for label, line in HELP_LINES.items()}
    return names.get(start, "")
