"""Emoji in words, for paper: no font of the house has them, and a box says nothing.

Decision 71.
"""

import unicodedata
from functools import cache

IN_DUTCH = {
    "😀": "lachend gezicht", "😃": "lachend gezicht", "😄": "lachend gezicht", "😁": "brede lach",
    "😅": "lach met zweetdruppel", "😂": "tranen van het lachen", "🤣": "rollend van het lachen",
    "🙂": "glimlach", "😊": "glimlach", "😉": "knipoog", "😍": "verliefd gezicht",
    "😎": "gezicht met zonnebril", "🤔": "nadenkend gezicht", "😐": "neutraal gezicht",
    "🙄": "rollende ogen", "😮": "verbaasd gezicht", "😢": "huilend gezicht",
    "😭": "hard huilend gezicht", "😡": "boos gezicht", "😱": "schreeuw van schrik",
    "😴": "slapend gezicht", "🙁": "bedroefd gezicht", "😞": "teleurgesteld gezicht",
    "🤗": "omhelzing", "🤝": "handdruk", "👍": "duim omhoog", "👎": "duim omlaag",
    "👏": "applaus", "🙌": "handen omhoog", "🙏": "gevouwen handen", "💪": "gespierde arm",
    "👋": "zwaaiende hand", "👌": "oké-gebaar", "✌": "overwinningsgebaar",
    "🤞": "gekruiste vingers", "👀": "ogen", "👉": "wijst naar rechts", "👈": "wijst naar links",
    "👆": "wijst omhoog", "👇": "wijst omlaag", "☝": "vinger omhoog", "✍": "schrijvende hand",
    "❤": "hart", "🧡": "oranje hart", "💛": "geel hart", "💚": "groen hart", "💙": "blauw hart",
    "💜": "paars hart", "💔": "gebroken hart", "🔥": "vuur", "⭐": "ster", "🌟": "stralende ster",
    "✨": "fonkeling", "💡": "lamp", "🎉": "feest", "🎊": "confetti", "🎈": "ballon",
    "🎁": "cadeau", "🎂": "taart", "🍰": "taartpunt", "🏆": "beker", "🥇": "gouden medaille",
    "🎯": "roos", "🚀": "raket", "🌱": "kiemplant", "🌳": "boom", "🌷": "tulp",
    "🌹": "roos (bloem)", "🌻": "zonnebloem", "🌈": "regenboog", "☀": "zon", "🌧": "regenwolk",
    "⚡": "bliksem", "❄": "sneeuwvlok", "🌍": "wereldbol", "🏠": "huis", "🏢": "kantoor",
    "🏛": "gebouw met zuilen", "🚗": "auto", "🚆": "trein", "🚲": "fiets", "✈": "vliegtuig",
    "☕": "koffie", "🍵": "thee", "🍷": "wijn", "🍺": "bier", "🥂": "toost", "📅": "kalender",
    "📆": "kalender", "📌": "punaise", "📍": "plaats", "📎": "paperclip", "📝": "notitie",
    "📖": "open boek", "📚": "boeken", "📄": "bladzijde", "📊": "staafdiagram",
    "📈": "stijgende lijn", "📉": "dalende lijn", "📢": "luidspreker", "📣": "megafoon",
    "📞": "telefoon", "📱": "mobiele telefoon", "💻": "laptop", "📧": "e-mail", "✉": "envelop",
    "📷": "camera", "🎥": "filmcamera", "🎤": "microfoon", "🎵": "muzieknoot",
    "💬": "tekstballon", "💭": "denkwolk", "❓": "vraagteken", "❗": "uitroepteken",
    "⚠": "let op", "✅": "vinkje", "☑": "vinkje", "✔": "vinkje", "❌": "kruis", "❎": "kruis",
    "⛔": "verboden", "🚫": "verboden", "🔒": "slot", "🔑": "sleutel", "🔍": "vergrootglas",
    "🔗": "schakel", "⏰": "wekker", "⏳": "zandloper", "➡": "pijl naar rechts",
    "⬅": "pijl naar links", "⬆": "pijl omhoog", "⬇": "pijl omlaag", "🔴": "rode stip",
    "🟠": "oranje stip", "🟡": "gele stip", "🟢": "groene stip", "🔵": "blauwe stip",
    "👤": "persoon", "👥": "mensen", "👨": "man", "👩": "vrouw", "👦": "jongen", "👧": "meisje",
    "🧑": "mens",
}  # fmt: skip
"""Those that people use most. Another has its name in Unicode, which is English."""

FIRST_FLAG, LAST_FLAG = "🇦", "🇿"
"""Letters that stand for a flag, two by two: the code of a country."""
UNREADABLE = "\ufffd"
"""What a program puts where it could not read a character."""


@cache
def in_words(character: str) -> str:
    """Between brackets; empty for what is no picture."""
    if FIRST_FLAG <= character <= LAST_FLAG:
        return chr(ord("A") + ord(character) - ord(FIRST_FLAG))
    if unicodedata.category(character) != "So" or character == UNREADABLE:
        return ""
    named = IN_DUTCH.get(character) or unicodedata.name(character, "").lower()
    return f"[{named}]" if named else ""
