"""The files of a demo programme: TOML for facts, Markdown for running text."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
PROGRAMMES = ("routekaart", "voorbeeld")


@dataclass(frozen=True)
class Folder:
    """The files of one programme; a subject without a file has nothing to say."""

    name: str

    def subject(self, subject: str) -> dict:
        path = DATA / self.name / f"{subject}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def rows(self, subject: str, kind: str = "") -> list[dict]:
        """The `[[subject]]` rows (or `[[kind]]` rows) of the file of a subject."""
        return self.subject(subject).get(kind or subject, [])

    def narrative(self, section: str) -> str:
        path = DATA / self.name / "narrative" / f"{section}.md"
        return path.read_text(encoding="utf-8").strip()
