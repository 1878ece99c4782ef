"""Details that together single someone out, though each of them could be anyone's."""

from collections.abc import Iterable

from .details import Detail, find_details
from .marks import Mark, Warning

NEAR = 450
"""Characters: about four sentences, what a reader puts together."""

BLUR = {
    "jaar": "noem geen jaar of datum, maar “enkele jaren geleden”",
    "datum": "noem geen dag, maar “op een avond” of “enige tijd geleden”",
    "plaats": "maak van de plaats “een middelgrote gemeente”",
    "gebeurtenis": "beschrijf de gebeurtenis algemener: “een incident”",
    "kenmerk": "laat het kenmerk van de persoon weg, of geef een ander",
    "unieke rol": "maak van de rol “een leidinggevende” of “een bestuurder”",
    "iemand": "noem deze persoon anders: “iemand”",
    "functie": "maak de functie ruimer: “een collega”, “een medewerker”",
    "organisatie": "noem alleen het soort organisatie",
    "kleine groep": "laat weg hoe klein de groep was",
    "enige": "laat weg dat iemand de enige of eerste was",
}
ORDER = (
    "enige",
    "kleine groep",
    "datum",
    "jaar",
    "kenmerk",
    "plaats",
    "organisatie",
    "gebeurtenis",
    "unieke rol",
    "functie",
    "iemand",
)
"""Which detail to blur first: what costs the story least."""

RULES: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(sorts.split("+")), why)
    for sorts, why in (
        ("unieke rol+plaats", "Er is op één plek maar één zo iemand."),
        ("unieke rol+organisatie", "Er is in één organisatie maar één zo iemand."),
        ("unieke rol+gebeurtenis", "Wie deze rol had bij deze gebeurtenis, is op te zoeken."),
        ("unieke rol+kenmerk", "Weinig mensen met deze rol hebben dit kenmerk."),
        ("enige+functie", "Wie de enige of eerste is, is daarmee aangewezen."),
        ("enige+unieke rol", "Wie de enige of eerste is, is daarmee aangewezen."),
        ("enige+plaats", "Wie ergens de enige of eerste is, is daarmee aangewezen."),
        ("enige+organisatie", "Wie ergens de enige of eerste is, is daarmee aangewezen."),
        ("enige+kenmerk", "Wie de enige met dit kenmerk is, is daarmee aangewezen."),
        ("enige+kleine groep", "In een kleine groep weet iedereen wie de enige is."),
        ("kleine groep+functie", "In zo’n kleine groep weet ieder wie dit was."),
        ("kleine groep+kenmerk", "In zo’n kleine groep weet ieder wie dit was."),
        ("unieke rol+datum", "Wie deze rol op die dag had, is op te zoeken."),
        ("iemand+plaats+kenmerk", "Op één plek zijn weinig mensen met dit kenmerk."),
        ("iemand+organisatie+kenmerk", "In één organisatie zijn weinig mensen met dit kenmerk."),
        ("kleine groep+gebeurtenis", "Wie er bij deze gebeurtenis met zo weinig waren, is bekend."),
        ("kleine groep+plaats", "Zo’n kleine groep op één plek is op te zoeken."),
        ("functie+plaats+jaar", "Functie, plaats en jaar samen wijzen vaak één persoon aan."),
        ("functie+plaats+datum", "Functie, plaats en dag samen wijzen vaak één persoon aan."),
        (
            "functie+plaats+gebeurtenis",
            "Met plaats en gebeurtenis is te vinden wie deze functie had.",
        ),
        ("functie+plaats+kenmerk", "Op één plek hebben weinig mensen deze functie en dit kenmerk."),
        (
            "functie+organisatie+jaar",
            "Functie, organisatie en jaar samen wijzen vaak één persoon aan.",
        ),
        (
            "functie+organisatie+datum",
            "Functie, organisatie en dag samen wijzen vaak één persoon aan.",
        ),
        (
            "functie+organisatie+gebeurtenis",
            "Met organisatie en gebeurtenis is te vinden wie dit was.",
        ),
        (
            "functie+organisatie+kenmerk",
            "In één organisatie hebben weinig mensen deze functie en dit kenmerk.",
        ),
        ("plaats+gebeurtenis+jaar", "Een gebeurtenis met plaats en jaar staat in het nieuws."),
        ("plaats+gebeurtenis+datum", "Een gebeurtenis met plaats en dag staat in het nieuws."),
        ("plaats+gebeurtenis+kenmerk", "Wie dit overkwam op deze plek, is op te zoeken."),
        ("functie+gebeurtenis+datum", "Wie op die dag deze functie had, is op te zoeken."),
        ("functie+gebeurtenis+kenmerk", "Functie, gebeurtenis en kenmerk samen zijn zeldzaam."),
        ("functie+gebeurtenis+jaar", "Functie, gebeurtenis en jaar samen zijn op te zoeken."),
        ("plaats+kenmerk+jaar", "Plaats, kenmerk en jaar samen zijn op te zoeken."),
        ("plaats+kenmerk+datum", "Plaats, kenmerk en dag samen zijn op te zoeken."),
    )
)


def warn(text: str, marks: Iterable[Mark]) -> list[Warning]:
    """One warning for each set of details that stand near each other and are not yet warned of."""
    details = sorted(find_details(text, marks), key=lambda detail: detail.start)
    found: dict[frozenset[str], Warning] = {}
    for begin, detail in enumerate(details):
        nearest = _nearest(details, begin)
        for sorts, why in RULES:
            if detail.sort not in sorts or not sorts <= nearest.keys():
                continue
            chosen = [nearest[sort] for sort in ORDER if sort in sorts]
            if _are_apart(chosen):
                warning = _warning(chosen, why)
                found.setdefault(_anchor(chosen, sorts), warning)
                break
    return _without_repeats(found.values())


def _nearest(details: list[Detail], begin: int) -> dict[str, Detail]:
    """Of each sort the first detail from `begin` on that a reader puts together with it."""
    nearest: dict[str, Detail] = {}
    for detail in details[begin:]:
        if detail.start - details[begin].start > NEAR:
            break
        nearest.setdefault(detail.sort, detail)
    return nearest


def _are_apart(details: list[Detail]) -> bool:
    """The same words are not two details."""
    spans = sorted((d.start, d.start + len(d.text)) for d in details)
    overlap = any(a[1] > b[0] for a, b in zip(spans, spans[1:], strict=False))
    return not overlap or len(details) > 2 or any(d.sort == "enige" for d in details)


def _anchor(details: list[Detail], sorts: frozenset[str]) -> frozenset[str]:
    """The person it is about, and which rule: one warning for both together is enough."""
    return frozenset({*sorts, details[-1].text.lower()})


def _warning(details: list[Detail], why: str) -> Warning:
    texts = tuple(d.text for d in sorted(details, key=lambda d: d.start))
    key = "samen:" + "+".join(sorted({d.text.lower() for d in details}))
    return Warning(key[:300], texts, why, BLUR[details[0].sort])


def _without_repeats(warnings: Iterable[Warning]) -> list[Warning]:
    """Not again where at least two of the details were warned of together already."""
    kept: list[Warning] = []
    seen: set[frozenset[str]] = set()
    for warning in warnings:
        mine = sorted({text.lower() for text in warning.details})
        pairs = {frozenset((a, b)) for a in mine for b in mine if a < b} or {frozenset(mine)}
        if not pairs & seen:
            kept.append(warning)
        seen |= pairs
    return kept
