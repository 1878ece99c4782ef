"""Names without a capital, as in an app: "heb mark gesproken", "dhr de bruin"."""

from .surroundings import GREETINGS, NOT_A_NAME, PARTICLES, TALKED_WITH, Surroundings
from .tokens import Token
from .vocabulary import (
    bare,
    first_names,
    is_explained,
    is_first_name,
    is_last_name,
    is_word,
    lower_first,
    lower_places,
    places,
    without_genitive,
)
from .wordlist import read_blocks

SPOKEN_BEFORE = read_blocks("around")["spoken before"]
SPOKEN_AFTER = read_blocks("around")["spoken after"]
SURNAME_ENDINGS = tuple(sorted(read_blocks("around")["surname endings"]))

ISLANDS = frozenset(("texel", "vlieland", "terschelling", "ameland", "schier", "urk", "marken"))
SPEAKS = frozenset(
    (
        "zegt",
        "zei",
        "belde",
        "appte",
        "vindt",
        "vond",
        "komt",
        "vraagt",
        "vroeg",
        "heeft",
        "mailde",
        "wil",
        "weet",
    )
)
REACHED = frozenset(["gebeld", "gesproken", "gemaild", "geappt", "gezien", "gevraagd"])
DISTRICTS = ("buurt", "wijk", "kwartier")
ALSO_WORDS = frozenset(
    [
        "meester",
        "gezin",
        "familie",
        "zuster",
        "weduwe",
        "pater",
        "baron",
        "juf",
        "heer",
        "echtpaar",
        "em",
        "hr",
        "mr",
    ]
)
"""Titles after which an ordinary word is no name: "de heer des huizes"."""


class WithoutCapitals(Surroundings):
    def _lower_sign(self, i: int) -> str:
        """What shows that a word without a capital is a name or place; empty where nothing does."""
        token = self.tokens[i]
        if self._is_plainly_word(i, token):
            return ""
        word = bare(token.low)
        can_be_name = word not in NOT_A_NAME or word in PARTICLES
        if can_be_name and self._is_titled(i) and not self._is_office(token):
            return self._after_title(i, word)
        if self.is_chat and token.low == "van" and token.opens and self._begins_lower_name(i):
            return "lower name"
        if len(token.text) < 3 or not token.text[0].isalpha():
            return ""
        return self._known_lower(i, token, word) or self._told_lower(i, word)

    def _is_titled(self, i: int) -> bool:
        """Whether "dhr", "mevrouw" or "drs." stands before it."""
        before = self._word(i - 1)
        if before is None:
            return False
        if before.text == "." and i >= 2:
            abbreviated = self.tokens[i - 2].low
            return f"{abbreviated}." in self.titles and abbreviated != "ing"
        return before.kind == "word" and before.low in self.titles

    def _after_title(self, i: int, word: str) -> str:
        before = self._word(i - 1)
        if before is not None and before.low in ALSO_WORDS and is_word(word):
            return ""
        return "title" if word not in PARTICLES or self._particles_lead_to_lower(i) else ""

    def _known_lower(self, i: int, token: Token, word: str) -> str:
        """Names and places that are on a list, where Dutch has no such word."""
        forms, before = without_genitive(token.low), self._word(i - 1)
        if any(form in lower_first() for form in forms) and not is_word(token.low):
            return "lower name"
        if "-" in word and all(part.title() in first_names() for part in word.split("-")):
            return "lower name"
        if word.endswith(DISTRICTS) and len(word) > 8 and not is_word(word):
            return "lower place"
        if token.low in lower_first() and self._spoken_of(i):
            return "lower name"
        if any(form in lower_places() for form in forms) and not is_word(token.low):
            return "lower place"
        island = before is not None and before.low == "op" and token.low in ISLANDS
        town = before is not None and before.low == "gemeente" and word.title() in places()
        return "lower place" if island or town else ""

    def _told_lower(self, i: int, word: str) -> str:
        """Names that what stands around them shows."""
        greeted = (
            self._greeted(i)
            and word not in NOT_A_NAME
            and (not is_explained(word) or word.title() in self.ordinary["first"])
        )
        told = (
            (self._spoken_of(i) and self._is_lower_name(word))
            or self._is_lower_surname(word)
            or self._says_something(i, word)
            or self._reached(i, word)
            or greeted
        )
        return "lower name" if told else ""

    def _is_lower_name(self, word: str) -> bool:
        """ "heb mark gesproken": the name of someone, or a word that Dutch does not know."""
        titled = word.title()
        return titled in self.ordinary["first"] or (
            titled in (first for first in (titled,) if is_first_name(first)) and not is_word(word)
        )

    def _is_plainly_word(self, i: int, token: Token) -> bool:
        """What nearly every token is: a word that is no name, with nothing telling before it."""
        if token.low in self.lower_names or not is_word(token.low) or token.low == "van":
            return False
        before = self._word(i - 1)
        if before is None:
            return True
        telling = (
            before.text == "."
            or before.low in self.titles
            or (before.low in GREETINGS and before.opens)
        )
        return not telling and before.low not in ("gemeente", "op")

    def _reached(self, i: int, word: str) -> bool:
        """ "heb je dzenita nog gebeld": someone, where the word is no other Dutch word."""
        before = self._word(i - 1)
        if before is None or before.low not in SPOKEN_BEFORE | TALKED_WITH or len(word) < 2:
            return False
        ahead = [t.low for t in self.tokens[i + 1 : i + 4]]
        titled = word.title()
        if self.is_chat and len(word) > 3 and word.isalpha() and not is_explained(word):
            return True
        named = titled in self.ordinary["first"] or titled in self.ordinary["doubtful first"]
        unknown = len(word) > 3 and word.isalpha() and not is_explained(word)
        surname = bool(ahead) and self._is_surname_of(ahead[0])
        if surname and (unknown or titled in self.ordinary["first"]):
            return True
        return (named or unknown) and any(low in REACHED for low in ahead)

    def _is_surname_of(self, low: str) -> bool:
        """What may follow a first name: a listed surname, or no word at all."""
        unknown = len(low) > 3 and low.isalpha() and not is_explained(low)
        return unknown or low.title() in self.ordinary["last"] or low in ("el", "ten", "ter")

    def _says_something(self, i: int, word: str) -> bool:
        """ "burak vraagt of": no Dutch word, and it speaks."""
        after = self._word(i + 1)
        speaks = after is not None and after.low in SPEAKS
        return speaks and len(word) > 3 and word.isalpha() and not is_explained(word)

    def _begins_lower_name(self, i: int) -> bool:
        """ "van dongen staat in de file": a verb comes straight after."""
        name, after = self._word(i + 1), self._word(i + 2)
        if name is None or after is None or after.low not in self.verbs:
            return False
        titled = name.low.title()
        return not is_explained(name.low) or is_last_name(titled) or titled in places()

    def _is_lower_surname(self, word: str) -> bool:
        """ "hoekstra": no Dutch word, and in the list of names or ending as they do."""
        if len(word) < 5 or not word.isalpha() or is_explained(word):
            return False
        titled = word.title()
        return is_last_name(titled) or titled in first_names() or word.endswith(SURNAME_ENDINGS)

    def _spoken_of(self, i: int) -> bool:
        before, after = self._word(i - 1), self._word(i + 1)
        behind = before is not None and (
            before.low in TALKED_WITH
            or before.low in SPOKEN_BEFORE
            or (before.low in GREETINGS and before.opens)
        )
        ahead = after is not None and (
            after.low in self.verbs or after.text in ".,!?:" or after.low in SPOKEN_AFTER
        )
        return (behind and (ahead or after is None)) or (
            after is not None
            and after.low in SPEAKS
            and (
                before is None
                or self.tokens[i].opens
                or before.low in ("dat", "en", "of", "want", "maar", "toen", ",")
            )
        )

    def _particles_lead_to_lower(self, i: int) -> bool:
        """ "mevr van dam", all without capitals."""
        j = i
        while (token := self._word(j)) is not None and token.low in PARTICLES:
            j += 1
        token = self._word(j)
        return token is not None and token.kind == "word" and token.low not in NOT_A_NAME
