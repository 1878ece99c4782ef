"""A Document as the report of 2013 makes it, and one that does all that can go wrong."""

from reporting.document.values import (
    Bar,
    BarChart,
    BulletList,
    Cell,
    Colophon,
    Column,
    Document,
    Emphasis,
    Figure,
    FigureReference,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Quotation,
    Section,
    Segment,
    Subheading,
    Table,
    Text,
)

HOSTILE = r"#include x; *ster*, <script>alert(1)</script>, $x$, \pagebreak, @label, `raw`, = kop"
LONG_WORD = "bijeenkomst" * 455
EMOJI = "Samen sterk 👩🏽‍💻!"
SESSION = (
    "In kleine groepen bespraken deelnemers een voorval uit hun werk: wat stond er op het spel, "
    "wie hadden er belang bij, en wat maakte het moeilijk om te doen wat het vak vraagt. "
    "Daarna vergeleken zij hun afweging met die van anderen en met wat de organisatie verwacht. "
)

COLOPHON = Colophon(
    programme="Routekaart Goed Werk in het Openbaar Bestuur",
    period="1 januari tot en met 31 december 2013",
    reference_date="april 2014",
    addressee="Ministerie van Binnenlandse Zaken en Koninkrijksrelaties, directie Arbeidszaken "
    "Publieke Sector",
    grant_reference="niet vastgelegd",
    author="Stichting Beroepseer",
    version="concept",
    date="april 2014",
)


def counted(key: str, label: str, value: int | None, definition: str, records: int = 0) -> Figure:
    return Figure(
        key=key,
        label=label,
        value=value,
        basis="counted",
        definition=definition,
        records=tuple(f"meetings.meeting:{key}-{i}" for i in range(records)),
        as_of="april 2014",
    )


FIGURES = {
    figure.key: figure
    for figure in (
        counted("hubs.held", "Gehouden hubs", 5, "Hubs van 2013 die in 2013 zijn gehouden.", 5),
        counted("hubs.agreed", "Afgesproken hubs", 8, "Hubs die voor 2013 zijn afgesproken.", 1),
        counted("hubs.moved_out", "Doorgeschoven hubs", 2, "Hubs die naar 2014 gingen.", 2),
        counted("hubs.cancelled", "Afgelaste hubs", 0, "Hubs van 2013 die niet doorgingen."),
        counted("leadership.held", "Gehouden bijeenkomsten", 1, "Bijeenkomsten in 2013.", 1),
        counted("pilots.sessions_held", "Sessies", 16, "Sessies van alle groepen samen.", 16),
        counted("hubs.attended", "Deelnemers", None, "Deelnemers die op een lijst staan."),
        Figure(
            key="reach.organisations",
            label="Organisaties",
            value=250,
            basis="stated",
            definition="Organisaties waarvan een deelnemer kwam, sinds het begin.",
            qualifier="meer dan",
            source="Voortgangsrapportage 2013, onder e",
            as_of="april 2014",
        ),
    )
}

PLAN = Table(
    key="plan",
    caption="Afgesproken en gerealiseerd in 2013",
    columns=(
        Column("Activiteit"),
        Column("Afgesproken", numeric=True),
        Column("Gehouden", numeric=True),
        Column("Verschoven", numeric=True),
        Column("Afgelast", numeric=True),
        Column("In voorbereiding", numeric=True),
        Column("Extra", numeric=True),
        Column("Nog niet verklaard", numeric=True),
    ),
    rows=tuple(
        (Cell(line), *(Cell(value) for value in values.split()))
        for line, values in {
            "Goed Werk Hubs": "8 5 2 0 0 0 1",
            "Pilots met de toolkit": "2 1 0 0 1 0 0",
            "Dienend Leiderschap": "3 1 0 2 0 0 0",
        }.items()
    ),
)

CHART = BarChart(
    key="plan",
    caption="Wat van de afspraken terechtkwam",
    description="Van acht hubs zijn er vijf gehouden en twee doorgeschoven.",
    bars=(Bar("Goed Werk Hubs", 8, (Segment("gehouden", 5, "done"),)),),
)

SUMMARY = (
    KeyFigures(
        items=(
            Cell("hubs gehouden, van de acht die waren afgesproken", figure="hubs.held"),
            Cell("sessies van de eerste pilot", figure="pilots.sessions_held"),
            Cell("organisaties deden sinds 2012 mee", figure="reach.organisations"),
        )
    ),
    PLAN,
    CHART,
)

HUBS = (
    ("Echte leiders dienen het openbaar bestuur", "Den Haag", "2013", "gehouden"),
    ("Goed Werk in het heetst van de strijd", "Groningen", "2013", "gehouden"),
    (
        "Staan professionaliteit en loyaliteit van ambtenaren onder druk?",
        "Den Haag",
        "2013",
        "gehouden",
    ),
    ("Jouw rol in een veranderende overheid", "Rotterdam", "2013", "gehouden"),
    ("Identiteit van de leerplichtambtenaar", "Leiden", "2013", "gehouden"),
    (
        "Professionaliteit en moraliteit (leidinggevenden)",
        "Utrecht",
        "januari 2014",
        "gehouden na verplaatsing",
    ),
    ("Goed Werk vs Slecht Werk", "Den Haag", "januari 2014", "niet bevestigd"),
)


def paragraph(*nodes) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


def hub_table(times: int = 1) -> Table:
    return Table(
        key="hubs",
        caption="Goed Werk Hubs van 2013",
        columns=(Column("Bijeenkomst"), Column("Plaats"), Column("Datum"), Column("Stand")),
        rows=tuple(tuple(map(Cell, hub)) for hub in HUBS * times),
    )


NESTED_LIST = BulletList(
    items=(
        (paragraph("Bekwaam: het vak verstaan."),),
        (
            paragraph("Betrouwbaar, en dat in drie richtingen:"),
            BulletList(
                items=(
                    (paragraph("naar burgers;"),),
                    (
                        paragraph("naar collega's:"),
                        BulletList(items=((paragraph("in het team"),),), ordered=True),
                    ),
                ),
            ),
        ),
        (paragraph("Betrokken bij wat het werk teweegbrengt."),),
    )
)

HUB_BLOCKS = (
    PLAN.__class__(key="hubs.plan", caption="Hubs", columns=PLAN.columns, rows=PLAN.rows[:1]),
    hub_table(),
    paragraph(
        "In 2013 zijn ",
        FigureReference("hubs.held", "vijf"),
        " hubs gehouden. ",
        Emphasis((Text("Twee"),), strong=True),
        " gingen naar ",
        Emphasis((Text("januari 2014"),)),
        "; de verslagen staan op ",
        Link("https://beroepseer.nl", (Text("de website van Stichting Beroepseer"),)),
        ". " + SESSION,
    ),
    Subheading((Text("Waar het over ging"),)),
    paragraph(SESSION),
    NESTED_LIST,
    Quotation((paragraph("Wanneer doe je het goed, en wie merkt dat?"),)),
    Note("Van één hub is niet vastgelegd waarom hij niet is gehouden."),
)

PILOT_BLOCKS = (
    paragraph("De eerste pilot had vier groepen, met samen zestien sessies. " + SESSION * 2),
    Note("De resultaten van deze pilot zijn nog niet vrijgegeven."),
    paragraph(SESSION * 3),
)

SECTIONS = (
    Section("introduction", "Inleiding", (paragraph(SESSION), paragraph(SESSION * 2))),
    Section("framework", "Uitvoering, samenwerking en financiering", (paragraph(SESSION * 2),)),
    Section(
        "activities",
        "Activiteiten",
        (paragraph("In 2013 waren er vijf soorten activiteiten."),),
        (
            Section("hubs", "Acht Goed Werk Hubs op verschillende locaties", HUB_BLOCKS),
            Section("pilots", "Twee pilots met de Goed Werk Toolkit", PILOT_BLOCKS),
            Section("leadership", "Drie bijeenkomsten Dienend Leiderschap"),
        ),
    ),
    Section("coherence", "Samenhang", (paragraph(SESSION * 4),)),
    Section("outlook", "Vervolg"),
)


def report(**changes) -> Document:
    values = {
        "title": "Voortgangsrapportage 2013",
        "subtitle": "Wat is afgesproken, wat is gedaan en wat volgt",
        "year": 2013,
        "colophon": COLOPHON,
        "summary": SUMMARY,
        "sections": SECTIONS,
        "figures": FIGURES,
    }
    return Document(**values | changes)


def hostile_report() -> Document:
    """Text that looks like markup, an emoji, a word without end, a table over a page."""
    blocks = (
        paragraph(HOSTILE),
        paragraph("Regel een\nregel twee\tna tab\x00\x1b\ufeff\ufffd\ud800 " + EMOJI),
        paragraph(LONG_WORD),
        paragraph(Link("geen adres", (Text("een link zonder adres"),))),
        paragraph(Link("https://example.org/" + "a" * 3000, (Text("een te lang adres"),))),
        Note(HOSTILE),
        hub_table(12),
        Table("empty", "Niets te tonen", (Column("Wat"), Column("Hoeveel", True)), ()),
        Table("wide", HOSTILE, (Column("Wat"), Column("Woord")), ((Cell(EMOJI), Cell(LONG_WORD)),)),
        BulletList(items=()),
        Subheading((Text(HOSTILE),)),
    )
    return report(
        title="Voortgang 📈 2013 " + HOSTILE,
        sections=(Section("hostile", HOSTILE + EMOJI, blocks), Section("empty", "")),
    )


def long_report(paragraphs: int) -> Document:
    """Narrative without end: ten paragraphs fill about two pages."""
    text = tuple(paragraph(SESSION * 2) for _ in range(paragraphs))
    return report(sections=(*SECTIONS, Section("long", "Verhalen", text)))
