"""QR codes: the doors of an agency as pictures that a telephone reads."""

from functools import lru_cache
from io import BytesIO

import segno

QUIET = 4  # modules of white around: what the standard asks for


@lru_cache(maxsize=256)
def qr_svg(address: str) -> bytes:
    """The QR code of an address as an SVG that scales to any size."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=QUIET, omitsize=True, light="#fff"
    )
    return drawn.getvalue()
