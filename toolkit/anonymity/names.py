"""Names by their capitals, and by what stands beside them.

The strongest sign is a capital that no ordinary Dutch word explains. At the start of a sentence a
word explains its capital, unless what stands beside it says that it is a name. What stands beside
it counts for more than any list.
"""

from collections.abc import Iterator

from .chains import Candidate, WholeNames
from .lowercase import WithoutCapitals
from .openings import SentenceOpenings
from .tokens import Token
from .vocabulary import (
    bare,
    is_allowed,
    is_explained,
    is_first_name,
    is_last_name,
    is_word,
    places,
)


class NameFinder(SentenceOpenings, WithoutCapitals, WholeNames):
    def find(self) -> Iterator[Candidate]:
        position = 0
        while position < len(self.tokens):
            found = self._at(position)
            if found:
                yield found
            position = found.last + 1 if found else position + 1

    def _at(self, i: int) -> Candidate | None:
        token = self.tokens[i]
        if i in self.taken or token.kind not in ("word", "initials"):
            return None
        sign = self._sign(i)
        return self._chain(i, sign) if sign else None

    def _sign(self, i: int) -> str:
        token = self.tokens[i]
        if token.kind == "initials":
            return "initials" if self._begins_name(i + 1) else ""
        if not token.is_capital:
            return self._lower_sign(i)
        if len(token.text) == 1:
            return self._single_letter(i)
        if self._follows_title(i) and not self._is_common(token):
            return "title"
        if self._is_particle_name(i):
            return "particles"
        if is_allowed(token.text):
            return self._sign_of_allowed(i)
        return self._weak_sign(i) if self._opens_as_word(i) else self._strong_sign(i)

    def _single_letter(self, i: int) -> str:
        """ "meneer X", "Peter R." and "K. belde": a letter for a name."""
        token = self.tokens[i]
        return "title" if self._follows_title(i) and token.text != "U" else ""

    def _strong_sign(self, i: int) -> str:
        token = self.tokens[i]
        low = token.low
        word = bare(token.text)
        head, _, rest = token.text.partition("-")
        if rest and rest.islower() and head[0].isupper():  # "VNG-congres", "Zoom-overleg"
            return "compound" if not self._head_is_plain(head, token) else ""
        if not (is_explained(low) or is_explained(bare(low))):
            return "unknown"
        if word in places() and not is_word(low):
            return "ordinary"
        if token.quoted:
            return ""
        if is_first_name(word) or is_last_name(word) or word in places():
            return "ordinary" if not self._is_theme(i) else ""
        if word.isupper() and len(word) > 1:
            return ""
        if low in self.lowered or bare(low) in self.lowered or self._is_theme(i):
            return ""
        return "ordinary"

    def _head_is_plain(self, head: str, token: Token) -> bool:
        if is_allowed(head) or len(head) == 1:
            return True
        if head.isupper() and len(head) > 5:
            return is_explained(head.lower())
        return is_explained(head.lower()) and not is_first_name(head)

    def _sign_of_allowed(self, i: int) -> str:
        """ "Raad" and "Nederland" name nobody, unless they stand as a surname does."""
        token = self.tokens[i]
        before = self._word(i - 1)
        if before is None or token.opens:
            if (
                token.opens
                and is_first_name(token.text)
                and self._neighbour(i) == "name"
                and not is_word(token.low)
            ):
                return "first name"
            return ""
        if before.low in self.titles and before.kind == "word" and not self._is_office(token):
            return "title" if before.low not in ("heer",) or is_last_name(token.text) else ""
        return ""
