"""A QR code as the path of an inline drawing: no image, and nothing for the CSP to allow."""

from dataclasses import dataclass

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4
"""Empty squares around it, which the standard asks for."""


@dataclass(frozen=True)
class Drawing:
    path: str
    size: int
    """Squares to a side, with the empty ones around it."""


def draw(text: str) -> Drawing:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Drawing("".join(squares), len(rows))
