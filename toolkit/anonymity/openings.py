"""Names at the start of a sentence, where an ordinary word explains its capital.

There a word is a name only with a reason: a greeting, a list of names, a verb that only people do,
and no article before it. Dutch puts none before a name, and hardly ever leaves it out elsewhere.
"""

import re

from .surroundings import AFTER_VERB, NOT_A_NAME, PARTICLES, Surroundings
from .tokens import Token
from .vocabulary import (
    bare,
    is_allowed,
    is_explained,
    is_first_name,
    is_last_name,
    is_word,
    last_names,
    places,
)
from .wordlist import read_blocks

CAMEL = re.compile(r"[a-zà-þ][A-ZÀ-Þ]")
PERSON_VERBS = read_blocks("around")["person verbs"]
OPENERS = read_blocks("around")["openers"]
"""Words that open a sentence before its verb: adverbs, and nouns that need no article."""
MASS = (
    "en",
    "ing",
    "heid",
    "tie",
    "teit",
    "isme",
    "schap",
    "zorg",
    "werk",
    "maak",
    "iek",
    "opvang",
)
"""Endings of what needs no article, being many or no countable thing."""
SUBJECTS = frozenset(
    [
        "ik",
        "je",
        "jij",
        "u",
        "hij",
        "zij",
        "ze",
        "wij",
        "we",
        "jullie",
        "men",
        "er",
        "iedereen",
        "niemand",
    ]
)
SPEAKS_FIRST = frozenset(
    [
        "ik",
        "wij",
        "we",
        "nee",
        "ja",
        "nou",
        "dat",
        "klopt",
        "maar",
        "en",
        "het",
        "wat",
        "hoe",
        "waarom",
    ]
)
SURNAME_TAILS = tuple(sorted(read_blocks("around")["surname tails"]))


class SentenceOpenings(Surroundings):
    def _opens_as_word(self, i: int) -> bool:
        token = self.tokens[i]
        if not token.opens:
            return False
        low = token.low
        if CAMEL.search(token.text):
            return False
        head, _, rest = token.text.partition("-")
        if rest[:1].isupper() and (is_first_name(head) or is_last_name(head) or is_last_name(rest)):
            return False
        if is_explained(low) or is_explained(bare(low)):
            return True
        return bool(rest) and rest.islower() and (head in ("E", "X") or is_explained(head.lower()))

    def _weak_sign(self, i: int) -> str:
        token = self.tokens[i]
        word = bare(token.text)
        if self._signs_off(i) or self._greeted(i):
            return "" if word.lower() in NOT_A_NAME or self._is_office(token) else "greeting"
        if word.lower() in NOT_A_NAME or is_allowed(word) or self._is_office_only(token):
            return ""
        if self._is_first(i, word) or self._speaks(i, word) or self._is_listed(i, word):
            return "first name"
        return "last name" if self._is_last(i, word) or self._does(i, word) else ""

    def _is_office_only(self, token: Token) -> bool:
        return self._is_office(token) and bare(token.text) not in self.ordinary["last"]

    def _is_first(self, i: int, word: str) -> bool:
        after = self._next_low(i)
        if word in self.ordinary["first"]:
            return after not in AFTER_VERB
        nearby = self._neighbour(i)
        if word in self.ordinary["doubtful first"]:
            is_genitive = self.tokens[i].text != word
            return is_genitive or (bool(nearby) and after not in AFTER_VERB)
        return nearby == "name" and (is_first_name(word) or self._stands_before_surname(i, word))

    def _stands_before_surname(self, i: int, word: str) -> bool:
        """ "Aad Nuis", where "aad" is a word too: no adverb, office or verb before a name."""
        low, after = word.lower(), self.tokens[i + 1]
        if low in OPENERS or low in self.heads or low in self.verbs or low.endswith(MASS):
            return False
        unknown = not is_explained(bare(after.low)) and bare(after.text) not in places()
        return unknown and i + 1 not in self.taken and len(word) < 8

    def _is_last(self, i: int, word: str) -> bool:
        known = word in self.ordinary["last"] or word in last_names()
        nearby = self._neighbour(i)
        if nearby == "who":
            plural = word.lower().endswith((*MASS, "s"))
            return known or self._ends_as_surname(word) or not (plural or word.lower() in OPENERS)
        if known:
            doubtful = word in self.ordinary["not before verbs"]
            return nearby == "of two" or (nearby == "verb" and not doubtful)
        return nearby == "verb" and self._ends_as_surname(word)

    def _ends_as_surname(self, word: str) -> bool:
        """ "Dijksterhuis": made of words, but in no list of them."""
        return not is_word(word.lower()) and word.lower().endswith(SURNAME_TAILS)

    def _does(self, i: int, word: str) -> bool:
        """ "Wei vond": a bare word that does what only people do, before no other subject."""
        low = word.lower()
        if low in OPENERS or low in self.heads or self._next_low(i) not in PERSON_VERBS:
            return False
        following = self._word(i + 2)
        if following is None or following.low in SUBJECTS:
            return False
        if not is_word(low) and not self._ends_as_surname(word):
            return False
        if low.endswith(MASS) and word not in self.ordinary["last"]:
            return False
        return not (following.is_capital or following.low in ("de", "een", "mijn", "zijn", "haar"))

    def _speaks(self, i: int, word: str) -> bool:
        """The label before a colon, in an interview or in minutes."""
        token = self.tokens[i]
        if not token.line or self._next_low(i) != ":" or self._is_office(token):
            return False
        known = word in self.ordinary["last"] or word in last_names() or word in self.speakers
        following = self._word(i + 2)
        return (
            known or not is_word(word.lower()) and bool(following and following.low in SPEAKS_FIRST)
        )

    def _is_listed(self, i: int, word: str) -> bool:
        """In the line after "Aanwezig:"; there also a word that is no known name."""
        if not self._in_list_of_names(i) or self._is_office(self.tokens[i]):
            return False
        return is_first_name(word) or is_last_name(word) or not self._opens_long_text(i)

    def _opens_long_text(self, i: int) -> bool:
        """A sentence goes on in small letters where a list has commas."""
        after = self._word(i + 1)
        return (
            after is not None
            and after.kind == "word"
            and not after.is_capital
            and (after.low not in PARTICLES and after.low not in ("en", "&"))
        )

    def _neighbour(self, i: int) -> str:
        """What stands after the token: "verb", "name", "list", "of two", "who" or ""."""
        after, following = self._word(i + 1), self._word(i + 2)
        if after is None:
            return ""
        if after.text == "(" and self.tokens[i].line:
            return "list"
        if after.low in self.verbs:
            return "verb"
        if after.is_capital and not after.opens and not is_allowed(after.text):
            return "name"
        if after.low in PARTICLES and self._particles_lead_to_name(i + 1):
            return "name"
        if following is None:
            return ""
        if after.text == "," and following.low in ("die", "toen", "inmiddels", "onze", "mijn"):
            return "who"
        is_name = following.is_capital and not following.opens and not is_allowed(following.text)
        if is_name and after.low in ("en", "of", "&"):
            return "of two"
        return "list" if is_name and after.text == "," else ""
