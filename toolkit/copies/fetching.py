"""A copy as a file: the frozen book of its reader, marked on each page."""

from django.utils import timezone

from documents.marking import marked

from ..editions.forms import BOOK_FOR
from ..models import Audience, Copy
from .giving import check_may_be_handed_out


def fetch(copy: Copy) -> bytes:
    """Notes the day, the first time. Raises ValidationError where it is handed out no more."""
    reader = Audience(copy.reader)
    check_may_be_handed_out(copy.published, reader)
    content = copy.published.files.get(form=BOOK_FOR[reader]).intact_content
    made = marked(content, copy.words)
    never = Copy.objects.filter(pk=copy.pk, first_fetched_on=None)
    never.update(first_fetched_on=timezone.localdate())
    return made
