"""Letters of the pictures: PT Sans, and Noto Sans SC for what is Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont
Ink = tuple[int, int, int]

CHINESE = 1
"""The place of the Chinese font among the two."""

_NOWHERE = "\U0010fffd"
"""A character that no font has: what is drawn for it is what is drawn for any that is missing."""


@cache
def _sources() -> tuple[str, str]:
    latin = files("fontpkg_pt_sans") / "files" / "PT_Sans-Web-Bold.ttf"
    chinese = Path(__file__).parent / "fonts" / "NotoSansSC-GB2312.ttf"
    return str(latin), str(chinese)


@cache
def _font(source: int, size: int) -> Font:
    # The basic layout is the same everywhere; the other one depends on a library of the system.
    return ImageFont.truetype(_sources()[source], size, layout_engine=ImageFont.Layout.BASIC)


@cache
def source_of(letter: str) -> int | None:
    """Which of the fonts has the letter; None where neither has, as with most emoji."""
    for source in range(len(_sources())):
        font = _font(source, 32)
        if letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_NOWHERE)):
            return source
    return None


def _pieces(text: str, size: int) -> Iterator[tuple[str, Font]]:
    """The text in pieces of one font each, without what cannot be drawn."""
    piece, before = "", None
    for letter in text:
        source = source_of(letter)
        if source is None:
            continue
        if source != before and piece and before is not None:
            yield piece, _font(before, size)
            piece = ""
        piece, before = piece + letter, source
    if piece and before is not None:
        yield piece, _font(before, size)


def width_of(text: str, size: int) -> float:
    """How wide a text is."""
    return sum(font.getlength(piece) for piece, font in _pieces(text, size))


def fitted(text: str, size: int, width: float) -> str:
    """The text, cut with an ellipsis where it is wider."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def write(draw: ImageDraw.ImageDraw, left: float, middle: float, text: str, size: int, ink: Ink) -> None:
    """Write a line that begins at `left`, its capitals centred on `middle`."""
    # Capitals of both fonts are seven tenths of their size.
    base = middle + 0.35 * size
    for piece, font in _pieces(text, size):
        draw.text((left, base), piece, font=font, fill=ink, anchor="ls")
        left += font.getlength(piece)


def write_centred(
    draw: ImageDraw.ImageDraw, middle: tuple[float, float], text: str, size: int, ink: Ink
) -> None:
    """Write a line around a point."""
    write(draw, middle[0] - width_of(text, size) / 2, middle[1], text, size, ink)
