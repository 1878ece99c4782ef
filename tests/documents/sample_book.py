"""An edition of the toolkit as plain values, with what people paste."""

HOSTILE = "<b>Vet</b> #let x = 1 🌞 مرحبا " + "lang" * 60


def hostile_book() -> dict:
    kinds = {"story": 1, "exercise": 2, "discussion": 1, "card": 12}
    chapters = [
        {"kind": kind, "title": kind, "items": [item(kind, number) for number in range(count)]}
        for kind, count in kinds.items()
    ]
    return {
        "title": HOSTILE,
        "stage": "concept",
        "stage_label": "concept",
        "programme": "Goed werk",
        "chapters": chapters,
        "colophon": {"Uitgave": "1", "Gemaakt door": HOSTILE},
    }


def item(kind: str, number: int) -> dict:
    return {
        "key": f"{kind}:{number}",
        "kind": kind,
        "title": "" if number == 1 else f"{kind} {number}",
        "tension": HOSTILE,
        "paragraphs": [HOSTILE, "Woord " * (600 if kind == "story" else 9)],
        "questions": [HOSTILE],
        "steps": ["Een", HOSTILE],
        "facilitator_note": [HOSTILE],
        "qualities": ["Betrokken"],
        "themes": [],
        "is_example": True,
        "aim": "",
        "group_size": "",
        "minutes": None,
        "supplies": HOSTILE,
    }


def hostile_plan() -> dict:
    """A session plan as plain values."""
    more = {"label": "Oefening", "when": "minuut 0 tot 20", "minutes": 20, "cards": []}
    items = [item(kind, 0) | more for kind in ("story", "exercise", "discussion")]
    cards = [{"title": HOSTILE, "paragraphs": [HOSTILE]}, {"title": "", "paragraphs": []}]
    return {
        "title": HOSTILE,
        "about": HOSTILE,
        "programme": "Goed werk",
        "minutes": 90,
        "people": None,
        "items": [*items, item("card", 0) | more | {"cards": cards, "when": "", "minutes": None}],
        "total": 60,
        "warnings": [HOSTILE],
        "bring": [HOSTILE],
    }
