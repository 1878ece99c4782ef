"""Every fact of the report of 2013 stands in the page that is made of the demo's records.

Left is the fact, in the order of the source; right what a reader finds, read as text from the HTML.
"""

import lxml.html
import pytest

FACTS = {
    # --- Scope, parties ---
    "2014 is the third and last year": ["in 2014 aan haar derde en laatste jaar begonnen"],
    "over 2013, with first findings of 2014": ["gaat over 2013", "de eerste bevindingen van 2014"],
    "made possible by BZK, APS, Beter Werken": [
        "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties | opdrachtgever en financier | "
        "directie Arbeidszaken Publieke Sector (APS), project Beter Werken in het Openbaar Bestuur"
    ],
    "designed and run by Stichting Beroepseer": ["Stichting Beroepseer | ontwerp en uitvoering"],
    "with the Tilburgse School voor Politiek en Bestuur": [
        "Tilburg University | samenwerkingspartner | Tilburgse School voor Politiek en Bestuur"
    ],
    "with the Good Project of Harvard": [
        "Harvard University | samenwerkingspartner | Good Project"
    ],
    # --- What was agreed ---
    "three years, 2012 to 2014": ["loopt van 2012 tot en met 2014"],
    "eight hubs at several places": ["acht Goed Werk Hubs, op verschillende plaatsen in het land"],
    "two pilots": ["twee pilots met de Goed Werk Toolkit"],
    "three meetings on Dienend Leiderschap": ["drie bijeenkomsten over Dienend Leiderschap"],
    "the toolkit adapted for civil servants": ["een toolkit die speciaal voor ambtenaren"],
    "a group of ambassadors": ["een groep ambassadeurs die met deze toolkit aan de slag wil"],
    # --- a. Hubs ---
    "five hubs held": ["Vijf van de acht Goed Werk Hubs"],
    "hub Echte leiders, Den Haag": ["Echte leiders dienen het openbaar bestuur | Den Haag | 2013"],
    "hub Heetst van de strijd": ["Goed Werk in het heetst van de strijd | Groningen | 2013"],
    "hub Onder druk": [
        "Staan professionaliteit en loyaliteit van ambtenaren onder druk? | Den Haag | 2013"
    ],
    "hub Jouw rol, very well attended": [
        "Jouw rol in een veranderende overheid | Rotterdam | 2013 | “Zeer goed bezocht.”"
    ],
    "hub Leerplichtambtenaar": ["Identiteit van de leerplichtambtenaar | Leiden | 2013"],
    "two moved to January 2014": [
        "Twee Goed Werk Hubs zijn doorgeschoven naar januari 2014",
    ],
    "moved: Professionaliteit en moraliteit, for managers, Utrecht": [
        "Professionaliteit en moraliteit (ook genoemd: “Professionaliteit en loyaliteit”), voor "
        "leidinggevenden, in het bijzonder team- en projectleiders | Utrecht | 2013 | januari 2014"
    ],
    "moved: Goed Werk vs Slecht Werk, Den Haag": [
        "Goed Werk vs Slecht Werk | Den Haag | 2013 | januari 2014 | nog te bevestigen"
    ],
    "one hub is not accounted for": [
        "van één Goed Werk Hub is niet vastgelegd wat ervan werd",
        "Het verschil met de afspraak is nog niet toegelicht.",
    ],
    "three more in March and April 2014": [
        "in maart en april 2014 op andere plaatsen opnieuw gehouden",
        "Het gaat om drie hubs: in Groningen, Utrecht en Eindhoven. Zij tellen niet mee voor 2013.",
    ],
    "they build on the Rotterdam hub": [
        f"Jouw rol in een veranderende overheid | {place} | maart of april 2014 | gehouden | "
        "Jouw rol in een veranderende overheid, Rotterdam"
        for place in ("Groningen", "Utrecht", "Eindhoven")
    ],
    "shared values of the craft": ["de gedeelde waarden van het ambtelijk vak centraal"],
    "room made by professionals": ["hoe maken professionals meer ruimte voor zichzelf"],
    "themes of the hubs": ["vakmanschap, beroepsmoraliteit en professionele ruimte"],
    "minutes on the website": ["verslagen van de bijeenkomsten staan op de website"],
    # --- b. Pilots ---
    "first pilot completed at I&M": [
        "Eerste Goed Werk Pilot | Ministerie van Infrastructuur en Milieu | afgerond"
    ],
    "six months": ["Looptijd | 6 maanden"],
    "closing meeting 24 February 2014": ["gehouden, 24 februari 2014"],
    "sixteen group meetings": ["in totaal zestien keer bijeen"],
    "on craft and good work": ["De gesprekken gingen over vakmanschap en Goed Werk"],
    "four groups, three of directorates, one of their heads": [
        "Er deden vier groepen mee. Uit elk van de drie beleidsdirectoraten kwam een groep; de "
        "hoofden van deze onderdelen vormden samen nog een groep"
    ],
    "6 to 11 participants a group": ["Deelnemers per groep | 6 tot 11"],
    "four like sessions with each group": [
        f"{group} | 4 | 4"
        for group in (
            "Groep beleidsdirectoraat 1",
            "Groep beleidsdirectoraat 2",
            "Groep beleidsdirectoraat 3",
            "Groep hoofden van de drie beleidsdirectoraten",
        )
    ],
    "facilitator Wilmink": [
        "Hans Wilmink (onder meer oud-rijksambtenaar bij het Ministerie van BZK)"
    ],
    "facilitator Jansen": [
        "Thijs Jansen (senior docent",
        "medeoprichter van Stichting Beroepseer)",
    ],
    "facilitator Hendrikx": ["Wiljan Hendrikx (docent en onderzoeker"],
    "facilitator Van der Burgt-Franken": [
        "Alexandrien van der Burgt-Franken (intervisiebegeleider, samenspraakadviseur, "
        "medeoprichter en directeur van Stichting Beroepseer)"
    ],
    "two facilitators with each group": [
        "bij elke groep steeds twee",
        "Begeleiders per sessie | 2",
    ],
    "results being written, mid April 2014": ["Medio april 2014 worden de resultaten"],
    "public only with consent of the ministry": [
        "worden geschreven; nog niet vrijgegeven",
        "alleen als het Ministerie van Infrastructuur en Milieu daarmee instemt",
    ],
    "second pilot not concrete": ["De tweede pilot is nog niet concreet"],
    "crisis and cuts strain HRM": [
        "Door de economische crisis en de bezuinigingen staan HRM-afdelingen onder grote druk"
    ],
    "HRM decides as a rule": ["die afdelingen beslissen meestal over zo’n pilot"],
    "support is hard to find": ["moeilijk om in alle lagen van een organisatie genoeg steun"],
    "talks with seven parties": [
        "Belastingdienst | concreet",
        *(
            f"{party} | niet vastgelegd"
            for party in (
                "Diverse gemeenten",
                "Leerplichtambtenaren",
                "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
                "Openbaar Ministerie",
                "Rechtbank",
                "VNG/KING",
            )
        ),
    ],
    "concrete with the Belastingdienst now": ["Met de Belastingdienst wordt concreet gesproken"],
    # --- c. Dienend Leiderschap ---
    "a drieluik for managers": [
        "leidinggevenden, managers en directeuren was in 2013 een drieluik"
    ],
    "with dr. Nuijten, who took her doctorate on it": [
        "dr. I. Nuijten, die op Dienend Leiderschap is gepromoveerd"
    ],
    "first held, fairly successful": [
        "Eén van de drie bijeenkomsten Dienend Leiderschap is gehouden",
        "“Tamelijk succesvol.”",
    ],
    "second and third cancelled for want of registrations": [
        "tweede bijeenkomst, voor leidinggevenden, managers en directeuren "
        "| 2013 | te weinig aanmeldingen",
        "derde bijeenkomst, voor leidinggevenden, managers en directeuren "
        "| 2013 | te weinig aanmeldingen",
    ],
    "many alike on offer, by certified institutes": [
        "veel trajecten kreeg aangeboden die erop leken, meestal van gecertificeerde opleidings- "
        "en trainingsinstituten"
    ],
    "the theme did appeal": ["De onderwerpen zelf spraken wel aan"],
    "offered again around the turn of the year": ["rond de jaarwisseling van 2013 op 2014 opnieuw"],
    "for team and project leaders": ["vooral voor team- en projectleiders, die dichter bij de"],
    "the Utrecht hub follows from it": [
        "Vervolg. Professionaliteit en moraliteit, Utrecht (januari 2014): gehouden. "
        "Telt mee bij Goed Werk Hubs en niet hier.",
    ],
    "well attended, can be repeated": ["“Goed bezocht.”", "kan worden herhaald"],
    "funding sought": [
        "Geld om de bijeenkomst Professionaliteit en moraliteit voor leidinggevenden te herhalen. "
        "Nog geen antwoord.",
    ],
    # --- d. Toolkit ---
    "first part translated in 2012 by Gabrielli": [
        "Alexandra Gabrielli vertaalde in 2012 het eerste deel"
    ],
    "examples too American": ["De voorbeelden daarin bleken te Amerikaans"],
    "own stories sought in pilots and hubs": ["in de pilots en de hubs gezocht naar verhalen uit"],
    "the Werkgroep met several times": ["De Werkgroep Toolkit", "kwam in 2013 meermaals bijeen"],
    "adapted by Hendrikx with Hoenders": [
        "Wiljan Hendrikx, lid van de werkgroep, maakte de Nederlandse toolkit",
        "De toolkit is in 2013 aangepast aan de Nederlandse context",
        "hulp van programmamaker Maurits Hoenders",
    ],
    "tried in the first pilot": ["heeft er in de eerste pilot mee gewerkt"],
    "stories nearer to the work wanted": ["verhalen nodig hebben die dichter bij hun eigen werk"],
    "first stories written out March 2014": [
        "Eerste eigen verhalen uitgeschreven | – | maart 2014"
    ],
    "anonymised and abstracted": ["Wat een persoon herkenbaar maakt, is eruit gehaald; de kern"],
    "students write on": ["Studenten schrijven de verhalen verder uit, begeleid door de Werkgroep"],
    "concept in May": ["Concept van de toolkit voor ambtenaren gereed | mei 2014 | nog niet"],
    "to be used in pilot 2": ["Concept toegepast in de tweede pilot | – | nog niet"],
    "done in autumn 2014": ["Toolkit voor ambtenaren afgerond | najaar 2014 | nog niet"],
    # --- e. Ambassadors ---
    "more than 250 organisations": ["deelnemers uit meer dan 250 organisaties"],
    "a broad public": ["veel verschillende mensen naar de Goed Werk Hubs"],
    "the network grows": ["Het netwerk van voortrekkers groeit gestaag"],
    "a group offered to help, explicitly": ["heeft uitdrukkelijk aangeboden om te helpen"],
    "the foundation goes on itself at the end of 2014": ["ook Stichting Beroepseer zelf verder"],
    # --- Coherence ---
    "together a firm base for the toolkit": ["een stevige basis"],
    "hubs taught the tensions of practice": ["De hubs leerden ons vooral veel over de spanningen"],
    "the pilot showed those of the organisation": ["de spanningen van de organisatie als geheel"],
    "morals and craft do not always coincide": ["blijken niet altijd samen te vallen"],
    "small safe groups did well": ["Werken in kleine groepen, waarin iedereen zich veilig voelde"],
    "groups told the organisation of the three B's": ["hun eigen invulling van de drie B’s"],
    "leadership: how managers see room": ["hoe leidinggevende ambtenaren over"],
    "each meeting fed the next": ["Wat een bijeenkomst opleverde, is telkens gebruikt"],
    # --- The toolkit ---
    "Gardner's book": [
        "verhalen bundelt met opgaven, waardenkaarten en thema’s voor een discussie"
    ],
    "three qualities and their names": [
        "Bekwaam | Excellent",
        "Betrokken | Engaged",
        "Betrouwbaar | Ethical",
    ],
    "personal and professional values": ["persoonlijke waarden kleuren de professionele"],
    "and the other way round": ["krijgen professionele waarden invloed op de persoonlijke"],
    "the three questions": [
        "Wat is een goede ambtenaar, en wanneer doet u het goed?",
        "Wanneer is het werk moeilijk, en hoe gaat u daarmee om?",
        "Hoe neemt u zelf verantwoordelijkheid voor wat u doet?",
    ],
    "a bundle of stories and examples": ["een bundel met praktijkverhalen en voorbeelden"],
    "no HRM tool": ["de toolkit is geen HRM-instrument"],
    "a way to talk": ["een manier om over vakmanschap in gesprek te komen"],
    "of and for civil servants": ["de toolkit is van ambtenaren en voor ambtenaren"],
    "guidance decides the effect": ["de begeleiding bepaalt het effect"],
    "findings come with care": ["met enige voorzichtigheid naar buiten"],
    # --- Results ---
    "sectors": ["rijk, provincies, gemeenten, waterschappen en uitvoeringsorganisaties"],
    "finding: professional or functionary": [
        "Professional of functionaris",
        "Daarover is veel onduidelijk",
    ],
    "finding: involvement": ["vooral om een gezin te onderhouden", "sterk technisch vak"],
    "finding: loyalty": ["spanning rond hun loyaliteit, vooral tegenover hun politieke leiding"],
    "finding: loyalty, the two views": [
        "Sommigen vinden dat zij de politiek dienen",
        "Anderen zien ruimte voor nuance",
    ],
    "finding: no consensus": ["Binnen organisaties en afdelingen is men het vaak niet eens"],
    "finding: dialogue": ["Bijna alle ambtenaren vinden zo’n gesprek nuttig", "trouw blijven aan"],
    "finding: acting consciously": ["verschil tussen de inhoud en het proces van een beslissing"],
    "findings are provisional": ["De bevindingen zijn voorlopig"],
    "resumé, five points": [
        "hun enorme verscheidenheid",
        "Hoe bewust ambtenaren voor het algemeen belang werken, verschilt per functie",
        "bij wie of wat de loyaliteit van een ambtenaar hoort te liggen",
        "Het is moeilijk te zeggen wat dé ambtenaar kenmerkt",
        "Anderen moeten die inhoud niet voor hen bepalen",
    ],
    # --- Follow-up, communication ---
    "an appeal to the group": ["Stichting Beroepseer gaat een beroep op hen doen"],
    "they talk themselves, at their work": ["op hun werkplek, hun afdeling en in hun organisatie"],
    "the foundation keeps control": ["de publicatie, de verspreiding en de begeleiding"],
    "presentation at the end of 2014": ["een presentatie eind 2014", "Presentatie van de toolkit"],
    "the website is a magazine": ["uitgegroeid tot een magazine over Goed Werk"],
    "what stands there": ["video’s, blogs, boekbeschrijvingen en interviews, en verslagen"],
    "an overview on request": ["een overzicht van alle bijdragen over het openbaar bestuur"],
    "social media": ["op Twitter en LinkedIn, en sinds kort ook op Facebook"],
}


@pytest.fixture(scope="module")
def text(demo_as) -> str:
    """What a reader sees of the report, without its appendix; cells of a row joined by a bar."""
    page = lxml.html.fromstring(demo_as("html"))
    (report,) = page.xpath("//article")
    for unread in report.xpath(".//svg | .//section[@aria-labelledby='origins']"):
        unread.drop_tree()
    for cell in report.xpath(".//tr/*[position() > 1]"):
        cell.text = f" | {cell.text or ''}"
    return " ".join(report.text_content().replace("\u00ad", "").split())


@pytest.mark.parametrize("fact", FACTS)
def test_fact_of_the_source_stands_in_the_report(text, fact):
    assert [found for found in FACTS[fact] if found not in text] == []
