"""What an archive asks to know of each part: metadata after MDTO 1.1 of the Nationaal Archief.

Only what the system knows is filled in; for how long it is to be kept is for the receiver to say.
"""

from lxml import etree

from programme.models import Programme

SPACE = "https://www.nationaalarchief.nl/mdto"
SYSTEM = "Routekaart"
LIMITS = {
    True: "Bevat persoonsgegevens: alleen voor wie daar een grondslag voor heeft",
    False: "Geen beperking bekend",
}


def describe(programme: Programme, name: str, *, files: list[str], is_restricted: bool) -> bytes:
    """One informatieobject, with the paths of its files."""
    root = etree.Element(f"{{{SPACE}}}MDTO", nsmap={None: SPACE})
    whole = _under(root, "informatieobject")
    _pair(whole, "identificatie", "identificatieKenmerk", name, "identificatieBron", SYSTEM)
    _text(whole, "naam", f"{programme.name}: {'beperkt' if is_restricted else 'open'} deel")
    _concept(whole, "aggregatieniveau", "Archief")
    years = f"{programme.first_year}/{programme.last_year}"
    _pair(whole, "dekkingInTijd", "dekkingInTijdType", "Looptijd", "dekkingInTijdBegindatum", years)
    for path in files:
        _pair(whole, "heeftRepresentatie", "verwijzingNaam", path)
    _concept(whole, "waardering", "Nog te bepalen door de ontvanger")
    _pair(whole, "archiefvormer", "verwijzingNaam", "Stichting Beroepseer")
    limit = _under(whole, "beperkingGebruik")
    _concept(limit, "beperkingGebruikType", LIMITS[is_restricted])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _under(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SPACE}}}{name}")


def _text(parent: etree._Element, name: str, text: str) -> None:
    _under(parent, name).text = text


def _pair(parent: etree._Element, name: str, *pairs: str) -> None:
    group = _under(parent, name)
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        _text(group, key, value)


def _concept(parent: etree._Element, name: str, label: str) -> None:
    concept = _under(parent, name)
    _text(concept, "begripLabel", label)
    _pair(concept, "begripBegrippenlijst", "verwijzingNaam", SYSTEM)
