"""Numbers in the sentences of a template; built in, so that none has to load them."""

from django import template

from .numerals import begin, counted, numeral
from .sentences import ended

register = template.Library()


@register.filter(name="counted")
def counted_words(number: int, words: str) -> str:
    """`{{ number|counted:"regel,regels" }}` prints "één regel", or "drie regels"."""
    one, more = words.split(",")
    return counted(number, one, more)


@register.filter(name="numeral")
def numeral_alone(number: int) -> str:
    return numeral(number)


@register.filter
def beginning(text: str) -> str:
    """With a capital, as a sentence begins."""
    return begin(text)


@register.filter(name="ended")
def ended_once(text: str) -> str:
    """With a full stop, where another sentence follows what somebody typed."""
    return ended(text)
