from privacy.declarations import declare

from .models import Story

declare(
    Story,
    occasion="Als u een verhaal uit uw praktijk vertelt",
    what="uw verhaal, zoals u het vertelde",
    fields=("raw_text",),
    about=("title",),
    why=(
        "Om er een verhaal zonder herkenbare personen van te maken. Alleen wie dat doet, ziet uw "
        "eigen tekst."
    ),
    kept="Zolang we aan de toolkit werken. Vraagt u erom, dan wissen we uw tekst eerder.",
    owner="raw_text__icontains",
    erased={"raw_text": ""},
)
