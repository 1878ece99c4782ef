"""What a name is the name of: decided by what stands beside it first, by lists last."""

import re

from .chains import Candidate
from .marks import Kind
from .names import NameFinder
from .tokens import Token
from .vocabulary import bare, is_first_name, is_last_name, last_names, places, words
from .wordlist import read_blocks

AT_PLACE = read_blocks("around")["at place"]
ARTICLES = frozenset(("de", "het", "een", "'t", "’t", "onze", "deze", "die", "dat", "dit"))
OWN_ENDINGS = tuple(sorted(read_blocks("around")["own endings"]))
LEGAL = read_blocks("around")["legal"]
CAMEL = re.compile(r"[a-zà-þ][A-Z]")
WHY = {
    "title": "Er staat een aanspreektitel of functie voor deze naam.",
    "greeting": "Zo wordt iemand aangesproken, of ondertekent iemand.",
    "initials": "Er staan voorletters voor deze naam.",
    "particles": "Dit is een achternaam met een tussenvoegsel.",
    "first name": "Dit is een voornaam, en wat ernaast staat past bij een persoon.",
    "last name": "Dit is ook een achternaam, en wat ernaast staat past bij een persoon.",
    "unknown": "Een hoofdletter die geen gewoon Nederlands woord verklaart.",
    "ordinary": "Een gewoon woord met een hoofdletter midden in een zin.",
    "compound": "Voor het streepje staat een naam of afkorting.",
    "lower name": "Een voornaam, hier zonder hoofdletter geschreven.",
    "lower place": "Een plaats, hier zonder hoofdletter geschreven.",
    "known": "Deze persoon staat in de administratie.",
}


def decide(finder: NameFinder, found: Candidate) -> tuple[Kind, str]:
    tokens = finder.tokens
    why = WHY.get(found.sign, WHY["unknown"])
    name = [tokens[i].text for i in found.heart]
    if found.sign == "lower place":
        return Kind.PLACE, why
    if found.sign in ("greeting", "initials", "first name", "lower name", "last name"):
        return Kind.PERSON, why
    if organisation := _organisation_around(finder, found, name):
        return Kind.ORGANISATION, organisation
    if found.sign == "title":
        return Kind.PERSON, why
    if _is_place(finder, found, name):
        return Kind.PLACE, "Een plaats of streek wijst mee aan om wie het gaat."
    head = name[0]
    if _looks_like_organisation(name, tokens, found):
        return Kind.ORGANISATION, "Dit lijkt de naam of afkorting van een organisatie."
    if found.sign == "compound" or (
        _with_article(finder, found) and not is_first_name(head) and not is_last_name(name[-1])
    ):
        return Kind.ORGANISATION, why
    if _with_employer(finder, found) and not any(is_first_name(n) or is_last_name(n) for n in name):
        return Kind.ORGANISATION, "Zo schrijft men over waar iemand werkt."
    return Kind.PERSON, why


def _before(finder: NameFinder, found: Candidate, back: int = 1) -> str:
    token = finder._word(found.first - back)
    return token.low if token else ""


def _organisation_around(finder: NameFinder, found: Candidate, name: list[str]) -> str:
    heads = finder.heads
    before = _before(finder, found)
    if before in ("de", "het", "'t", "van", "voor", '"', "“", "‘", "'"):
        before = _before(finder, found, 2) if _before(finder, found, 2) in heads else before
    if (
        before in heads
        and before
        not in (
            "partij",
            "gemeente",
            "provincie",
            "school",
            "kerk",
            "bank",
            "dienst",
            "groep",
            "regio",
            "lijst",
            "haven",
            "praktijk",
            "organisatie",
        )
        or (before in heads and found.sign != "title" and not _is_person_chain(name))
    ):
        return f"Het woord “{before}” ervoor maakt dit de naam van een organisatie."
    if bare(name[0]).lower() in heads and len(name) > 1 and found.sign != "title":
        return "Dit begint als de naam van een organisatie."
    if len(name) > 1 and bare(name[-1]).lower() in LEGAL:
        return "Dit eindigt als de naam van een bedrijf of instelling."
    return ""


def _is_person_chain(name: list[str]) -> bool:
    return len(name) > 1 and is_first_name(name[0])


def _is_place(finder: NameFinder, found: Candidate, name: list[str]) -> bool:
    before = _before(finder, found)
    whole = bare(" ".join(name))
    person = is_first_name(name[0]) and len(name) > 1
    if before in read_blocks("heads")["place"] and not person:
        return True
    known = whole in places() or bare(name[0]) in places()
    if before in ("in", "te", "uit", "naar") and whole in places() and len(name) == 1:
        return True
    if before in AT_PLACE and not person:
        return known or not (
            is_first_name(name[0])
            or before == "bij"
            or before == "tussen"
            or is_last_name(name[-1])
        )
    if known and not is_first_name(name[0]) and found.sign != "particles":
        return len(name) == 1 or whole in places()
    return _is_inhabitant(name)


def _is_inhabitant(name: list[str]) -> bool:
    """ "Zwolse", "Amsterdammers", "Haagse": in the list with a capital, never a person's name."""
    word = bare(name[0])
    if len(name) > 1 or is_first_name(word) or word in last_names() or word not in words():
        return False
    if word.endswith(("se", "sche")):
        return word[:-1] in words()
    if word.endswith(("er", "aar", "ees")):
        return f"{word}s" in words() or f"{word[:-1]}zen" in words()
    if word.endswith(("ers", "aars", "ezen")):
        return word[:-1] in words() or f"{word[:-3]}es" in words()
    return word.endswith("s") and f"{word}e" in words()


def _looks_like_organisation(name: list[str], tokens: list[Token], found: Candidate) -> bool:
    word = bare(name[0])
    if any(n.isupper() and len(n) > 1 for n in name) and not is_first_name(name[0].title()):
        return True
    if CAMEL.search(word) and not word.startswith(
        ("Mc", "Mac", "De", "Van", "Di", "La", "Le", "O'")
    ):
        return True
    low = name[-1].lower()
    return (
        len(low) > 6
        and low.endswith(OWN_ENDINGS)
        and not is_first_name(name[0])
        and not is_last_name(name[-1])
    )


def _with_article(finder: NameFinder, found: Candidate) -> bool:
    return _before(finder, found) in ARTICLES


def _with_employer(finder: NameFinder, found: Candidate) -> bool:
    if _before(finder, found) not in ("bij", "door", "van", "voor", "aan"):
        return False
    employer = read_blocks("heads")["employer"]
    around = [_before(finder, found, back) for back in range(2, 7)]
    return any(word in employer for word in around)
