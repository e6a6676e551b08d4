"""Colours and marks of the pictures: two teams differ by the shape of their mark, not only by colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from PIL import ImageDraw

Ink = tuple[int, int, int]
Box = tuple[float, float, float, float]

INK: Ink = (17, 17, 17)
PAPER: Ink = (255, 255, 255)
GROUND: Ink = (238, 236, 230)
BLACK: Ink = (45, 45, 45)
GIVEN: Ink = (226, 226, 226)
"""A cell that a hint opened."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a team is told: the colour of its cells, and the mark in their corner."""

    tint: Ink
    mark: Ink
    shape: str


STYLES = (
    Style((206, 226, 255), (10, 51, 120), "circle"),
    Style((255, 224, 178), (107, 45, 0), "square"),
    Style((209, 240, 205), (0, 74, 26), "triangle"),
    Style((240, 212, 245), (92, 15, 107), "diamond"),
    Style((255, 240, 160), (82, 61, 0), "plus"),
    Style((205, 240, 240), (0, 70, 76), "ring"),
    Style((255, 214, 214), (120, 10, 20), "stripes"),
    Style((228, 222, 255), (52, 28, 130), "cross"),
    Style((224, 238, 176), (52, 62, 0), "down"),
    Style((255, 206, 232), (112, 0, 74), "frame"),
    Style((200, 224, 216), (10, 60, 50), "bars"),
    Style((242, 222, 200), (84, 44, 10), "hourglass"),
)

OTHERS = Style((226, 226, 226), (64, 64, 64), "dot")
"""Those beyond the twelfth, where each plays for oneself; a cell that a hint opened has no mark at all."""


def style_of(place: int) -> Style:
    """The style of a team by its place in the list of teams."""
    return STYLES[place] if 0 <= place < len(STYLES) else OTHERS


def draw_mark(draw: ImageDraw.ImageDraw, box: Box, style: Style) -> None:
    """Draw the mark of a team into a square."""
    if shape := _SHAPES.get(style.shape):
        shape(draw, box, style.mark)


def contrast(one: Ink, other: Ink) -> float:
    """How well a colour can be read on another, 1 to 21, as WCAG 2 counts it."""
    lights = sorted(_light(ink) for ink in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(ink: Ink) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in ink)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _circle(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    draw.ellipse(box, fill=ink)


def _square(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    draw.rectangle(box, fill=ink)


def _triangle(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    draw.polygon([((left + right) / 2, top), (right, bottom), (left, bottom)], fill=ink)


def _diamond(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    middle, centre = (left + right) / 2, (top + bottom) / 2
    narrow = (right - left) * 0.36
    draw.polygon(
        [(middle, top), (middle + narrow, centre), (middle, bottom), (middle - narrow, centre)], fill=ink
    )


def _plus(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    third = (right - left) / 3
    draw.rectangle((left + third, top, right - third, bottom), fill=ink)
    draw.rectangle((left, top + third, right, bottom - third), fill=ink)


def _ring(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    draw.ellipse(box, outline=ink, width=max(2, round((box[2] - box[0]) / 5)))


def _stripes(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    thick = (bottom - top) / 5
    for line in (0, 2, 4):
        draw.rectangle((left, top + line * thick, right, top + (line + 1) * thick - 1), fill=ink)


def _cross(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    middle, centre, far = (left + right) / 2, (top + bottom) / 2, (right - left) * 0.65
    near = far * 0.35
    corners = [
        (far if place % 2 else near, pi / 4 * place) for place in range(8)
    ]  # long arms to the corners, short notches between them
    draw.polygon([(middle + r * cos(angle), centre + r * sin(angle)) for r, angle in corners], fill=ink)


def _down(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    draw.polygon([(left, top), (right, top), ((left + right) / 2, bottom)], fill=ink)


def _frame(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    draw.rectangle(box, outline=ink, width=max(2, round((box[2] - box[0]) / 5)))


def _bars(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    thick = (right - left) / 5
    for line in (0, 2, 4):
        draw.rectangle((left + line * thick, top, left + (line + 1) * thick - 1, bottom), fill=ink)


def _hourglass(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    left, top, right, bottom = box
    draw.polygon([(left, top), (right, top), (left, bottom), (right, bottom)], fill=ink)


def _dot(draw: ImageDraw.ImageDraw, box: Box, ink: Ink) -> None:
    quarter = (box[2] - box[0]) / 4
    draw.ellipse((box[0] + quarter, box[1] + quarter, box[2] - quarter, box[3] - quarter), fill=ink)


_SHAPES: dict[str, Callable[[ImageDraw.ImageDraw, Box, Ink], None]] = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "diamond": _diamond,
    "plus": _plus,
    "ring": _ring,
    "stripes": _stripes,
    "cross": _cross,
    "down": _down,
    "frame": _frame,
    "bars": _bars,
    "hourglass": _hourglass,
    "dot": _dot,
}
