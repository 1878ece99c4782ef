"""A bag after BagIt 1.0 (RFC 8493): files under `data/`, with the sum of each beside them."""

import hashlib
import zipfile
from collections.abc import Iterable

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Bag:
    """One bag in an open zip; `close` writes what the receiver checks it by."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive = archive
        self.name = name
        self.sums: dict[str, str] = {}
        self.octets = 0

    def add(self, path: str, content: bytes) -> None:
        """Raises ValueError where the bag has that file already."""
        inside = f"data/{path}"
        if inside in self.sums:
            raise ValueError(f"{inside} staat er al in.")
        self.archive.writestr(f"{self.name}/{inside}", content)
        self.sums[inside] = hashlib.sha256(content).hexdigest()
        self.octets += len(content)

    def close(self, info: Iterable[tuple[str, str]]) -> None:
        oxum = ("Payload-Oxum", f"{self.octets}.{len(self.sums)}")
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in (*info, oxum)),
            "manifest-sha256.txt": "".join(f"{s}  {path}\n" for path, s in self.sums.items()),
        }
        sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in tags.items()}
        tags["tagmanifest-sha256.txt"] = "".join(f"{s}  {name}\n" for name, s in sums.items())
        for name, text in tags.items():
            self.archive.writestr(f"{self.name}/{name}", text)
