"""The Typst compiler as a process: a job as JSON on stdin, the PDF on stdout.

`python -m documents.compiler`, started by `documents.pdf`; needs no Django, so it starts fast.
The data travel as JSON in `sys.inputs`: a template reads them as values, never as markup.
"""

import json
import sys
from pathlib import Path

import typst

from documents.row_headers import with_row_headers


def compile_job(job: dict) -> bytes:
    root = Path(job["root"])
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"]
    )
    compiled = typst.compile(
        root / f"{job['template']}.typ",
        root=root,
        font_paths=fonts,
        format="pdf",
        sys_inputs={
            "data": json.dumps(job["data"]),
            "attachments": json.dumps(job["attachments"]),
        },
        pdf_standards=["a-3a", "ua-1"],
        timestamp=job["timestamp"],
    )
    return with_row_headers(compiled)


def main() -> int:
    job = json.load(sys.stdin.buffer)
    try:
        pdf = compile_job(job)
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or error.message)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
