"""Plain values to an accessible, archivable PDF (PDF/A-3a and PDF/UA-1)."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from documents.fonts import font_folders
from documents.glyphs import printable

TEMPLATES = Path(__file__).parent / "typst"

logger = logging.getLogger(__name__)
PLACE = re.compile(r"[\w/.-]+\.typ:\d+:\d+")
"""Where in our own templates the compiler stopped; the rest of what it says can quote a text."""


class DocumentError(Exception):
    """A Dutch sentence for the person who asked for the document; the cause is in the log."""


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF; `relationship` is its AFRelationship to the document."""

    name: str
    content: bytes
    mime_type: str
    description: str
    relationship: Literal["source", "data", "alternative", "supplement"] = "data"


def compile_pdf(
    template: str,
    data: dict,
    *,
    attachments: Sequence[Attachment] = (),
    timestamp: datetime | None = None,
    timeout: float = 30,
) -> bytes:
    """The PDF that `typst/<template>.typ` makes of `data`.

    The same data and timestamp (with a time zone; None: now) give the same bytes.
    Raises DocumentError.
    """
    if not (TEMPLATES / f"{template}.typ").is_file():
        raise DocumentError(f"Er is geen opmaak met de naam “{template}”.")
    job = {
        "root": str(TEMPLATES),
        "template": template,
        "fonts": [str(folder) for folder in font_folders()],
        "data": printable(data),
        "attachments": [attachment_values(attachment) for attachment in attachments],
        "timestamp": int((timestamp or datetime.now(UTC)).timestamp()),
    }
    return run_compiler(json.dumps(job).encode(), timeout)


def attachment_values(attachment: Attachment) -> dict:
    """The attachment as the template reads it: text as it is, other bytes as numbers."""
    try:
        content: str | list[int] = attachment.content.decode()
    except UnicodeDecodeError:
        content = list(attachment.content)
    return {
        "name": attachment.name,
        "content": content,
        "mime_type": attachment.mime_type,
        "description": printable(attachment.description),
        "relationship": attachment.relationship,
    }


def run_compiler(job: bytes, timeout: float) -> bytes:
    """A process of its own: it can be stopped, and a crash of the compiler stays outside ours."""
    try:
        result = subprocess.run(
            [sys.executable, "-m", "documents.compiler"],
            input=job,
            capture_output=True,
            timeout=timeout,
            cwd=Path(__file__).parents[1],
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(
            f"Het maken van de pdf duurde langer dan {timeout:g} seconden en is gestopt. "
            "Probeer het later opnieuw."
        ) from None
    if result.returncode != 0:
        said = result.stderr.decode(errors="replace")
        logger.debug(said)
        logger.error("the compiler failed", extra={"fault": " ".join(PLACE.findall(said))})
        raise DocumentError(
            "De pdf kon niet worden gemaakt door een fout in de opmaak. "
            "De oorzaak staat in het logboek van de server."
        )
    return result.stdout
