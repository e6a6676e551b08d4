"""The QR codes in a picture; what is too large to be looked at is refused before it is unpacked."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image

HEAVIEST = 20 * 2**20
"""Bytes of a picture that is looked at; messengers send smaller ones."""

LARGEST = 50_000_000
"""Pixels of a picture that is unpacked: more is no photograph but a trap."""

SIDE = 2000
"""Pixels to which a longer side is made shorter: a code that somebody can scan is still clear."""

MOST = 5
"""Codes that are told of one picture."""

LONGEST = 500
"""Characters of one code."""

FORMATS = "QRCode,MicroQRCode,RMQRCode,Aztec,DataMatrix"
"""What telephones scan."""


class Refused(Exception):
    """The picture cannot be looked at; says why."""


def codes_in(content: bytes) -> list[str]:
    """What the codes in a picture say; raises Refused."""
    if len(content) > HEAVIEST:
        raise Refused("too heavy")
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > LARGEST:
                raise Refused("too large")
            # JPEG can be unpacked smaller at once.
            opened.draft("L", (SIDE, SIDE))
            opened.thumbnail((SIDE, SIDE))
            picture = opened.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(type(error).__name__) from None
    formats = zxingcpp.barcode_formats_from_str(FORMATS)
    found = zxingcpp.read_barcodes(picture, formats=formats)
    told = dict.fromkeys(one.text[:LONGEST] for one in found if one.text)
    return list(told)[:MOST]
