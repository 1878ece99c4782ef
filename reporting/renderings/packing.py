"""Zip files whose bytes depend on nothing but what is in them."""

import zipfile
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name; the real one would change the bytes at every making."""


def pack(files: dict[str, bytes], *, uncompressed: tuple[str, ...] = ()) -> bytes:
    """The files in the order given, each under its name."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            method = zipfile.ZIP_STORED if name in uncompressed else zipfile.ZIP_DEFLATED
            archive.writestr(_entry(name), content, compress_type=method, compresslevel=9)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry
