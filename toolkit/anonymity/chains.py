"""Where a name begins and ends: initials, particles, parts."""

from dataclasses import dataclass, field

from .surroundings import PARTICLES, SURE_PARTICLES, Surroundings
from .tokens import Token
from .vocabulary import bare, is_allowed, is_explained, is_first_name, is_last_name, places
from .wordlist import read_blocks

LEGAL = read_blocks("around")["legal"]
OF_BODIES = frozenset(
    ("sociaal", "sociale", "maatschappelijk", "openbaar", "openbare", "juridisch")
)
COUNTRY = frozenset(("nederland", "nederlands", "europa", "europe", "international", "benelux"))


@dataclass(slots=True)
class Candidate:
    """Tokens `first` up to and including `last` that are one name."""

    first: int
    last: int
    heart: list[int] = field(default_factory=list)
    """The tokens that carry the name: neither particles nor initials."""
    sign: str = ""
    """What gave it away, for `kinds.decide`."""


class WholeNames(Surroundings):
    def _chain(self, i: int, sign: str) -> Candidate:
        last, heart = self._rightward(i, sign)
        first = self._leftward(i, sign)
        return Candidate(first, last, heart, sign)

    def _leftward(self, i: int, sign: str) -> int:
        first = i
        while first > 0 and first - 1 not in self.taken:
            before = self.tokens[first - 1]
            if (
                before.kind == "initials"
                or before.low in SURE_PARTICLES
                and (before.low not in ("al", "ter", "ten", "da", "di") or before.is_capital)
                or (
                    before.low in PARTICLES
                    and first < i
                    and before.low in ("van", "in", "op", "uit", "aan")
                    and before.low != "aan"
                )
            ) or self._leads_to_article(first):
                first -= 1
            else:
                break
        return first

    def _leads_to_article(self, first: int) -> bool:
        """ "Sociaal Werk De Kear": capitals before a capital article belong to the name."""
        before, token = self.tokens[first - 1], self.tokens[first]
        capitals = before.is_capital and not before.opens and token.is_capital
        article = token.text in ("De", "Het") or is_allowed(token.text) or before.low in OF_BODIES
        return capitals and article and is_allowed(before.text) and not self._is_office(before)

    def _rightward(self, i: int, sign: str) -> tuple[int, list[int]]:
        lower = sign.startswith("lower") or (sign == "title" and not self.tokens[i].is_capital)
        last, j = i, i
        heart = (
            []
            if self._is_particle(i)
            or (lower and self.tokens[i].low in PARTICLES)
            or self.tokens[i].kind == "initials"
            else [i]
        )
        if sign == "compound" or sign == "lower place":
            return i, heart
        while j + 1 < len(self.tokens) and j + 1 not in self.taken:
            token, gap = self.tokens[j + 1], self._gap(j + 1)
            if (
                gap > 1
                or token.line
                or (token.opens and token.kind == "word" and self.tokens[j].kind != "initials")
            ):
                break
            if token.kind == "initials":
                j += 1
                last = j
            elif token.low in PARTICLES and not (token.is_capital and not heart):
                if not self._may_join(i, j + 1, heart, lower):
                    break
                j += 1
            elif token.is_capital and self._is_part(token, heart):
                j += 1
                last = j
                heart.append(j)
            elif (
                token.is_capital is False
                and lower
                and token.kind == "word"
                and not heart
                or sign == "lower name"
                and self._is_lower_part(token)
            ):
                j += 1
                last = j
                heart.append(j)
                break
            else:
                break
            if lower and heart and sign == "title":
                break
        return last, heart or [i]

    def _is_lower_part(self, token: Token) -> bool:
        """The surname in "fatima bakker", all without capitals."""
        if token.kind != "word" or len(token.text) < 3 or token.low in self.verbs:
            return False
        listed = token.low.title() in self.ordinary["last"]
        return listed or (len(token.text) > 3 and not is_explained(token.low))

    def _is_particle(self, i: int) -> bool:
        token = self.tokens[i]
        return token.low in PARTICLES and (
            i + 1 < len(self.tokens)
            and (self.tokens[i + 1].is_capital or self.tokens[i + 1].low in PARTICLES)
        )

    def _is_part(self, token: Token, heart: list[int]) -> bool:
        """Whether a capital goes on with the name; a word like "Nederland" only of a company."""
        if not is_allowed(token.text):
            return True
        head = self.tokens[heart[0]].text if heart else ""
        of_company = token.low in LEGAL or (token.low in COUNTRY and not is_first_name(head))
        if head and of_company and not is_allowed(head):
            return True
        return is_last_name(token.text) and not self._is_office(token)

    def _may_join(self, i: int, j: int, heart: list[int], lower: bool) -> bool:
        """Whether particles go on to a surname: "Sanne van den Berg", not "Zwolle van Sanne"."""
        k = j
        while (token := self._word(k)) is not None and token.low in PARTICLES and k - j < 4:
            k += 1
        token = self._word(k)
        if token is None or self._gap(k) > 1 or k in self.taken:
            return False
        if not token.is_capital:
            if heart:
                return lower and self._is_lower_part(token)
            return lower and token.kind == "word"
        if self._is_office(token) and not is_last_name(token.text):
            return False
        if not heart:
            return True
        head = self.tokens[heart[0]].text
        if len(heart) > 1 and not any(t.low in SURE_PARTICLES for t in self.tokens[j:k]):
            return (
                len(heart) < 3
                and "-" not in head
                and is_last_name(token.text)
                and not is_last_name(self.tokens[heart[-1]].text)
            )
        if bare(head) != head or self._is_office(self.tokens[heart[0]]):
            return False
        single = self.tokens[j].low
        if (
            single in ("in", "op", "aan", "uit", "te", "voor", "bij", "onder", "over", "tot", "het")
            and k == j + 1
        ):
            return False
        if is_first_name(head):
            return True
        return (
            head not in places()
            and not head.isupper()
            and single not in ("in", "op", "aan", "uit", "te", "bij")
        )
