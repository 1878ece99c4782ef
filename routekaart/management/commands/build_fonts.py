"""Make the web fonts from the installed font packages (SIL Open Font License)."""

from pathlib import Path

import fontpkg
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.varLib import instancer

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
PUNCTUATION = [ord(sign) for sign in "–—‘’‚“”„•…‰€−→←×≥≤"]

# family: file, axes that are fixed, face in CSS
FACES: dict[str, tuple[str, dict[str, float], str]] = {
    "Source Sans 3": ("text", {}, "200 900"),
    "Source Serif 4": ("heading", {"opsz": 32, "wght": 600}, "600"),
}

FONT_FACE = """@font-face {{
  font-family: "{family}";
  src: url("{file}.woff2") format("woff2");
  font-weight: {weight};
  font-display: swap;
}}
"""


class Command(BaseCommand):
    help = "Maakt de weblettertypen in var/built/site/fonts. Nodig vóór collectstatic."

    def handle(self, *args: object, **options: object) -> None:
        folder = settings.BUILT_STATIC_DIR / "site" / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        for family, (name, axes, _) in FACES.items():
            size = build(family, axes, folder / f"{name}.woff2")
            self.stdout.write(f"{family}: {size // 1024} kB")
        (folder / "fonts.css").write_text(stylesheet(), encoding="utf-8")


def build(family: str, axes: dict[str, float], target: Path) -> int:
    """Write the subset and return its size in bytes."""
    options = subset.Options(flavor="woff2", layout_features=["*"])
    font = subset.load_font(str(fontpkg.path(family, nearest=True)), options, lazy=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN + PUNCTUATION)
    subsetter.subset(font)
    if axes:  # of the few signs that are left; of all it takes twice as long
        font = instancer.instantiateVariableFont(font, axes, inplace=True)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def stylesheet() -> str:
    return "".join(
        FONT_FACE.format(family=family, file=name, weight=weight)
        for family, (name, _, weight) in FACES.items()
    )
