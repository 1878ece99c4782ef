import subprocess
from collections.abc import Callable

import pytest


@pytest.fixture
def pdf_text(tmp_path) -> Callable[[bytes], str]:
    """The text of a PDF in reading order, by pdftotext."""

    def read(content: bytes) -> str:
        file = tmp_path / "report.pdf"
        file.write_bytes(content)
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    return read
