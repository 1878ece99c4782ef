"""Roles that one person has, and details by which someone is known, without any name."""

import re
from collections.abc import Iterator

from .marks import Kind, Mark
from .vocabulary import functions

NOUN = r"[a-zà-þ][\w-]+"
UNIQUE = "|".join(sorted((re.escape(f) for f in functions("unique")), key=len, reverse=True))
OTHER = "|".join(sorted((re.escape(f) for f in functions("other")), key=len, reverse=True))
ADJECTIVE = r"(?:(?:nieuwe|oude|toenmalige|huidige|vorige|voormalige|vroegere|waarnemend|waarnemende|plaatsvervangend|plaatsvervangende|aftredend|aftredende|interim|tijdelijke|eerste|vrouwelijke|mannelijke|jonge|kersverse|zittende|vertrekkende|pas benoemde|eigen|enige|landelijke|nationale|regionale|gemeentelijke|ad interim) )*"
OF_WHAT = r"(?: van (?:de|het|onze|deze) (?:gemeente|provincie|raad|gemeenteraad|afdeling|dienst|directie|organisatie|regio|ondernemingsraad|or|rekenkamer|stad|eenheid|rechtbank|school|vestiging|locatie|eiland|rijksdienst|inspectie|fusieorganisatie|omgevingsdienst|veiligheidsregio|gevangenis|bibliotheek|museum|waterschap)\b)"

ROLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:de|onze|hun|zijn|haar|mijn|als|tot|was|is|werd|door|ex-|oud-|eerder|ooit|toen|vroeger|nu|jarenlang|ben|wordt) ?{ADJECTIVE}(?P<role>(?:ex-|oud-|loco-|vice-|waarnemend )?(?:{UNIQUE}))\b(?!s\b)(?:{OF_WHAT})?",
        rf"\b(?P<role>(?:de|het|onze|als|is|was) (?:enige|enigste|eerste vrouwelijke|eerste mannelijke|eerste zwarte|jongste|oudste|langstzittende|langst zittende|laatste|allereerste) (?:\w+ ){{0,2}}?(?:{OTHER}|{UNIQUE}|{NOUN}(?:meester|wachter|er|ster|euse|ice|eur|aar|ist|iste|or)|in het team|van het team|op de afdeling|van de afdeling|in dienst|hier die)\b(?: (?:van|in|op|met|uit) (?:de|het|ons|onze|heel|dit|deze|een)? ?\w+)?)",
        rf"\b(?P<role>de eerste (?:\w+e )?(?:{OTHER}|{UNIQUE})\b)(?! keer)",
        rf"\b(?P<role>(?:de|het) (?:enige|enigste) (?:{NOUN} ){{0,3}}?(?:die|dat|met|zonder|van|in|op|uit|bij)\b(?: \w+){{1,4}})",
        rf"\b(?P<role>(?:ben|was|is|bent|als) (?:hier |daar |de |het |er |toen )*(?:enige|enigste) (?:{NOUN})?)",
        rf"\b(?P<role>(?:hoofd|directeur|manager|voorzitter|chef|teamleider|secretaris|teammanager|projectleider|programmamanager|coördinator|programmadirecteur|kwartiermaker|afdelingshoofd|woordvoerder|beheerder|commandant|penningmeester|portefeuillehouder|directeur-bestuurder) van (?:de |het |onze |ons |deze ){NOUN})",
        r"\b(?P<role>(?:commissaris|gouverneur|minister|staatssecretaris) van (?:de koning(?:in)?|\w+)(?: en \w+)?)",
        r"\b(?P<role>(?:nationale|kinder|gemeentelijke) ?ombudsman)",
        r"\b(?P<role>hoofd (?:bedrijfsvoering|communicatie|juridische zaken|financiën|ict|personeelszaken|p&o|hr|handhaving|vergunningen|sociale zaken|burgerzaken|inkoop|beveiliging|facilitair|openbare werken|ruimtelijke ordening|veiligheid))",
        r"\b(?P<role>(?:wethouder|gedeputeerde|staatssecretaris|minister) (?:van|voor|met) (?:financiën|onderwijs|jeugd|zorg|wonen|verkeer|cultuur|sport|justitie|defensie|economie|economische zaken|sociale zaken|ruimtelijke ordening|klimaat|natuur|landbouw|binnenlandse zaken|buitenlandse zaken|volkshuisvesting|stikstof|werk en inkomen|het sociaal domein|welzijn))",
        r"\b(?P<role>(?:onze|de) (?:functionaris gegevensbescherming|ciso|privacy officer|fg|vertrouwenspersoon|or-voorzitter|voorzitter van de (?:or|ondernemingsraad)|bedrijfsarts|gemeentejurist|huisjurist|stadsjurist|gemeentewoordvoerder|dorpswethouder|wijkwethouder|chef-staf|kabinetschef|klokkenluider|gebarentolk|gemeenteman|dorpsomroeper|stadsomroeper|stadsgids|beiaardier|torenwachter|dorpspastoor|wijkdominee|sluiswachter|brugwachter|havendienst|vuurtorenwachter|molenaar|veerman|veerbaas|strandwachter|jachtopziener|eilandarts|dorpsarts|dorpsdokter))\b",
    )
)
ORIGIN = "syrische|marokkaanse|turkse|poolse|somalische|eritrese|surinaamse|antilliaanse|afghaanse|iraanse|irakese|iraakse|oekraïense|chinese|bulgaarse|roemeense|russische|joodse|molukse|indische|indonesische|kaapverdische|ghanese|nigeriaanse|koerdische|armeense|braziliaanse|amerikaanse|engelse|duitse|friese|limburgse|zeeuwse|brabantse|groningse|vietnamese|tamil|islamitische|hindoestaanse|streng gelovige|gereformeerde|transgender|roma"
PERSON = rf"(?:man|vrouw|jongen|meisje|moeder|vader|collega|gezin|echtpaar|mevrouw|meneer|ambtenaar|student|studente|vluchteling|{OTHER})"
TRAITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<trait>\d{1,2}-jarige?|\d{2} jaar oud|(?:\w+(?:en|ën)\w+tig|\w+tig|\w+tien)jarige?)\b(?! (?:bestaan|jubileum|contract|plan|looptijd|dienstverband))",
        r"\b(?P<trait>(?:man|vrouw|jongen|meisje|collega|weduwe|moeder|vader|mevrouw|heer) van \d{2})\b(?! (?:jaar geleden|procent))",
        r"\b(?P<trait>(?:ik|hij|ze|zij) (?:ben|is|was|werd) (?:nu |net |toen |pas )?(?:\d{2}|\w+(?:en|ën)\w+tig) (?:jaar|geworden))\b",
        rf"\b(?P<trait>(?:een|de|die|onze|mijn|haar|zijn|deze) (?:\w+ )?(?:{ORIGIN}) (?:\w+ )?{PERSON})\b",
        r"\b(?P<trait>van (?:syrische|marokkaanse|turkse|poolse|somalische|eritrese|surinaamse|antilliaanse|afghaanse|iraanse|iraakse|oekraïense|chinese|joodse|molukse|indische|ghanese|koerdische|armeense|indonesische|vietnamese) (?:afkomst|komaf|herkomst))\b",
        r"\b(?P<trait>(?:zit|zat|zitten|belandde|kwam) in een rolstoel|in (?:zijn|haar|mijn) rolstoel|is blind|was blind|blinde (?:collega|man|vrouw|ambtenaar)|slechthorende? (?:collega|man|vrouw)|dove (?:collega|man|vrouw)|(?:mist|miste) (?:een|zijn|haar|mijn) (?:arm|been|hand|vinger|oog)|met (?:één|een) (?:arm|been|oog)|rode haren?|rood haar|albino|twee meter lang|hoofddoek|stotter\w*|doofstom|kleine gestalte|glazen oog|hazenlip|tweelingbroer|tweelingzus\w*|drieling)\b",
        r"\b(?P<trait>(?:ziekte van \w+|\bms\b patiënt|multiple sclerose|kanker|leukemie|borstkanker|huntington|parkinson|alzheimer|epilepsie|schizofrenie|anorexia|hersentumor|hersenbloeding|burn-?out|hiv))\b",
        r"\b(?P<trait>(?:ambtenaar|manager|wethouder|burgemeester|griffier|inspecteur|agent|leraar|verpleegkundige|stagiair|vrijwilliger|ondernemer|bode|juf|boer) van het jaar)\b",
        r"\b(?P<trait>(?:(?:stond|kwam|haalde|was|verscheen|werd) (?:\w+ ){0,4}?(?:in|op|bij) (?:de |het |alle )?(?:krant|kranten|landelijke (?:nieuws|pers|media|kranten)|lokale krant|regionale krant|voorpagina|voorpagina's|journaal|televisie|tv|landelijke televisie|nieuws)|(?:het|de) (?:landelijke )?(?:journaal|voorpagina)))\b",
        r"\b(?P<trait>(?:al |na |ruim |bijna |meer dan )?(?:\d{2}|\w+tig|\w+(?:en|ën)\w+tig) jaar (?:in dienst|bij de gemeente|ambtenaar|burgemeester|wethouder|bode|voor de klas|bij (?:deze|dezelfde) \w+|in het vak|raadslid))\b",
        r"\b(?P<trait>(?:dorp|gemeente|gehucht|eiland|dorpje|buurtschap|stadje|kern) (?:met|van) (?:nog geen |ongeveer |ruim |zo'n |amper |slechts |bijna )?[\d.]+ (?:inwoners|zielen|mensen|huizen|bewoners))\b",
        r"\b(?P<trait>(?:gemeente|dorp|stad|provincie|eiland|waterschap|gemeenten) (?:aan|met|op|onder) (?:de|het) (?:grens|grootste|hoogste|kleinste|oudste|kerncentrale|vliegveld|waddenzee|noordzeekust|maas|waal|lek|ijssel|rijn|schelde|hoogovens|tulpenvelden|mijnen|afsluitdijk|moerdijk|veluwe|kust)\w*)\b",
        r"\b(?P<trait>(?:de |het )?(?:grootste|kleinste|hoogste|oudste|noordelijkste|zuidelijkste|oostelijkste|westelijkste|enige) (?:\w+ )?(?:gemeente|waddeneiland|dorp|stad|eiland|provincie|haven|school|gevangenis|ziekenhuis|vliegveld|moskee|synagoge|kerncentrale|sluis|brug|asielzoekerscentrum|azc|museum|haringfabriek|fabriek|waterschap) (?:van|in|op) (?:nederland|het land|de provincie|de regio|ons land|het noorden|het zuiden|de streek|europa|het eiland))\b",
        r"\b(?P<trait>wadden ?eiland(?:en)?|hanzestad|vestingstad|grensgemeente|mijnstreek|bijbelgordel|biblebelt|hofstad|domstad|maasstad|keistad|lichtstad|sleutelstad|kaasstad|residentie)\b",
        r"\b(?P<trait>(?:olympisch|nederlands|europees|wereld)(?:e)? ?kampioen(?:e)?|oud-(?:prof|voetballer|olympiër|minister|kamerlid|topsporter|schaatser)|voormalig (?:topsport|prof|olympi)\w*|bekend van (?:de )?(?:tv|televisie|radio)|ridder in de orde|lintje (?:gekregen|kreeg))\b",
        r"\b(?P<trait>(?:de |het )?(?:vuurwerkramp|cafébrand|watersnoodramp|bijlmerramp|toeslagenaffaire|mh17|bouwfraude|klimopzaak|strandrellen|monstertruckdrama|zedenzaak van|flatbrand|stadhuisbrand|treinkaping|gijzeling|schietpartij|moordzaak|dubbele moord|busongeluk|treinramp|vliegramp|dijkdoorbraak|kraaninstorting|dakinstorting|instorting van \w+ \w+))\b",
    )
)
HIDDEN = "Er is maar één zo iemand op één plek: met de plaats erbij is bekend wie het is."
KNOWN_BY = "Aan zo’n kenmerk herkennen bekenden of zoekers iemand."


def find_roles(text: str, low: str) -> Iterator[Mark]:
    """`low`: the text in lower case, as long as `text`."""
    for pattern in ROLES:
        for found in pattern.finditer(low):
            yield _mark(text, found, "role", Kind.ROLE, HIDDEN)


def find_traits(text: str, low: str) -> Iterator[Mark]:
    for pattern in TRAITS:
        for found in pattern.finditer(low):
            yield _mark(text, found, "trait", Kind.TRAIT, KNOWN_BY)


def _mark(text: str, found: re.Match[str], group: str, kind: Kind, why: str) -> Mark:
    start = found.start(group)
    shown = text[start : found.end(group)].rstrip()
    return Mark(start, start + len(shown), kind, why, shown, core=(shown.lower(),))
