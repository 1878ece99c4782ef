"""What stands around a word: titles, greetings, lists of names, particles."""

from .tokens import Token
from .vocabulary import bare, functions, is_allowed, is_last_name, lower_first, places
from .wordlist import read_blocks

PARTICLES = read_blocks("around")["particles"]
SURE_PARTICLES = read_blocks("around")["sure particles"]
GREETINGS = read_blocks("around")["greetings"]
CLOSINGS = read_blocks("around")["closings"]
LISTED_AFTER = read_blocks("around")["listed after"]
TALKED_WITH = read_blocks("around")["talked with"]
NOT_A_NAME = read_blocks("around")["not a name"]
AFTER_VERB = read_blocks("around")["after verb"]

OFFICE_ENDINGS = (
    "wethouder",
    "directeur",
    "secretaris",
    "medewerker",
    "manager",
    "leider",
    "consulent",
    "adviseur",
    "ambtenaar",
    "inspecteur",
    "coördinator",
    "agent",
    "collega",
)
ABBREVIATED_TITLES = frozenset(("em", "ms", "hr", "herr", "frau", "maj", "gen", "kol"))
"""Titles only with a full stop, or they are other words."""
NEVER_BEFORE = frozenset(("aan", "cc", "dank", "bedankt"))


class Surroundings:
    """The tokens of a text, and what can be asked about the neighbours of each."""

    def __init__(self, tokens: list[Token], taken: set[int]) -> None:
        self.tokens = tokens
        self.taken = taken
        """Tokens that an address, a number or the register explains already."""
        self.titles = functions("titles")
        self.functions = functions("unique", "other")
        self.verbs = read_blocks("verbs")[""]
        self.ordinary = read_blocks("ordinary_names")
        self.lower_names = lower_first() | {name.lower() for name in self.ordinary["first"]}
        self.is_chat = self._reads_as_chat()
        self.lowered = {t.text for t in tokens if t.kind == "word" and t.text.islower()}
        heads = read_blocks("heads")
        labels = [
            t.text
            for t, after in zip(tokens, tokens[1:], strict=False)
            if t.line and after.text == ":"
        ]
        self.speakers = {label for label in labels if labels.count(label) > 1}
        """Labels that come back at the start of lines: who speaks in an interview."""
        self.teams = heads["team"]
        self.heads = heads["organisation"]

    def _reads_as_chat(self) -> bool:
        """Most lines, or what is said after a name and a colon, begin without a capital."""
        begins = [t for t in self.tokens if t.line and t.kind == "word"]
        said = [
            next(iter(t for t in self.tokens[i + 2 : i + 3]), begun)
            if i + 1 < len(self.tokens) and self.tokens[i + 1].text == ":"
            else begun
            for i, begun in enumerate(self.tokens)
            if begun.line and begun.kind == "word"
        ]
        small = [token for token in said if token.text[:1].islower()]
        return len(begins) > 2 and len(small) * 2 > len(begins)

    def _word(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def _next_low(self, i: int) -> str:
        after = self._word(i + 1)
        return after.low if after else ""

    def _gap(self, i: int) -> int:
        return self.tokens[i].start - self.tokens[i - 1].end

    def _begins_name(self, i: int) -> bool:
        token = self._word(i)
        while token is not None and token.low in PARTICLES:
            i += 1
            token = self._word(i)
        return token is not None and token.is_capital and not is_allowed(token.text)

    def _particles_lead_to_name(self, i: int) -> bool:
        j = i
        while (token := self._word(j)) is not None and token.low in PARTICLES and j - i < 4:
            j += 1
        token = self._word(j)
        return (
            j > i
            and token is not None
            and token.is_capital
            and not token.opens
            and (not self._is_office(token) or is_last_name(token.text))
        )

    def _follows_title(self, i: int) -> bool:
        """After "mevrouw" or "wethouder", straight or with a full stop or a function between."""
        before = self._word(i - 1)
        if before is None:
            return False
        if before.text == "." and i >= 2 and before.start == self.tokens[i - 2].end:
            return self.tokens[i - 2].low in self.titles
        if before.kind != "word" or self.tokens[i].opens and not before.opens:
            return False
        if before.low in self.titles and before.low not in (
            "em",
            "ms",
            "hr",
            "herr",
            "frau",
            "maj",
            "gen",
            "kol",
        ):
            return True
        return before.low in self.functions or (
            before.low.endswith(
                (
                    "wethouder",
                    "directeur",
                    "secretaris",
                    "medewerker",
                    "manager",
                    "leider",
                    "consulent",
                    "adviseur",
                    "ambtenaar",
                    "inspecteur",
                    "coördinator",
                    "agent",
                    "collega",
                )
            )
        )

    def _is_particle_name(self, i: int) -> bool:
        """ "Van den Berg", "De Wit", "El Khattabi": particles with a capital before a name."""
        token = self.tokens[i]
        if token.low not in PARTICLES or not self._particles_lead_to_name(i):
            return False
        if token.opens:
            return self._opening_particles(i)
        before = self._word(i - 1)
        if token.low in ("de", "het", "'t", "’t"):  # "stichting De Brug"
            return before is not None
        return True

    def _opening_particles(self, i: int) -> bool:
        """ "Van den Berg belde": a verb comes straight after; "Van de gemeente" has none."""
        j = i + 1
        while self.tokens[j].low in PARTICLES:
            j += 1
        if self.tokens[i].low in SURE_PARTICLES and self.tokens[i].low not in ("ter", "ten", "al"):
            return True
        after = self._word(j + 1)
        sure = any(t.low in SURE_PARTICLES for t in self.tokens[i + 1 : j])
        name = self.tokens[j]
        if is_allowed(name.text) or j in self.taken:
            return False
        finite = after is not None and (
            after.low in self.verbs or (after.text == ":" and self.tokens[i].line > 0)
        )
        if self.tokens[i].low in ("de", "het") and j == i + 1:
            return finite and is_last_name(name.text)
        return finite or (
            sure
            and name.text not in places()
            and self._word(j + 1) is not None
            and self.tokens[j + 1].text in "(:,"
        )

    def _greeted(self, i: int) -> bool:
        before = self._word(i - 1)
        if before is None or before.kind != "word":
            return False
        if (
            before.low not in GREETINGS
            or before.low in ("aan", "cc", "dank", "bedankt")
            and not before.opens
        ):
            return False
        after = self._word(i + 1)
        return before.opens and (
            after is None or after.text in ",!.:?-" or after.opens or after.low in ("en", "&")
        )

    def _signs_off(self, i: int) -> bool:
        """Alone on the line after a closing greeting."""
        token = self.tokens[i]
        if not token.line:
            return False
        nearby = reversed(self.tokens[max(0, i - 3) : i])
        before = next((token for token in nearby if token.kind == "word"), None)
        if before is None or before.low not in CLOSINGS:
            return False
        after = self._word(i + 1)
        if after is None or after.opens or after.is_capital or after.text == ",":
            return True
        return after.low in PARTICLES

    def _in_list_of_names(self, i: int) -> bool:
        """In the line after "Aanwezig:" each capital is someone."""
        if self.tokens[i].line > 1:
            return False
        for back in range(1, 60):
            token = self._word(i - back)
            if token is None:
                return False
            if token.text == ":":
                before = self._word(i - back - 1)
                return before is not None and before.low in LISTED_AFTER
            if token.line and (back > 1 and not token.is_capital or token.line > 1):
                return False
        return False

    def _is_theme(self, i: int) -> bool:
        """After "afdeling" or "project", and what follows on it: no name of a person."""
        for back in range(1, 5):
            before = self._word(i - back)
            if before is None:
                return False
            if before.low in self.teams or before.low.endswith(
                ("team", "overleg", "afdeling", "groep")
            ):
                return True
            if not (before.is_capital or before.low in ("en", "&", ",") or before.text in "\"“‘'"):
                return False
        return False

    def _is_office(self, token: Token) -> bool:
        return bare(token.low) in self.functions or token.low in self.titles

    def _is_common(self, token: Token) -> bool:
        return (
            token.low in NOT_A_NAME
            or self._is_office(token)
            or token.low in self.heads
            and is_allowed(token.text)
        )
