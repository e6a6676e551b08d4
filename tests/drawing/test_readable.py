"""Pictures can be read by old eyes, on a telephone, and by those who see no colours: by their pixels."""

from __future__ import annotations

import io
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.drawing.grid import draw_grid, plan_of
from bot.drawing.palette import OTHERS, STYLES
from bot.drawing.sheet import Sheet, Team
from tests.drawing.test_grid import PHONE, puzzle

Pixels = NDArray[np.float64]

SEEN = {
    "as most people": np.eye(3),
    "without red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "without green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "without blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "in grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
"""What light becomes for whoever sees so: Machado, Oliveira and Fernandes, 2009, at full strength."""


_LIGHT = np.array(
    [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in np.arange(256) / 255]
)
"""The light of a value in a picture, 0 to 1."""


@cache
def light_of(side: int) -> Pixels:
    """The light of the pixels of the picture of that size: red, green and blue."""
    return _LIGHT[np.asarray(Image.open(io.BytesIO(draw_grid(sheet(side)))).convert("RGB"))]


def brightness(light: Pixels, sight: Pixels) -> Pixels:
    """How bright each pixel is to whoever sees so."""
    seen: Pixels = np.clip(light @ sight.T, 0, 1) @ np.array([0.2126, 0.7152, 0.0722])
    return seen


def contrast(one: float, other: float) -> float:
    """As WCAG counts it."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def sheet(side: int) -> Sheet:
    """A grid of cells that belong to thirteen teams, one after another: one has no colour of its own."""
    grid = puzzle(side, "ru")
    names = [str(place) for place in range(len(STYLES) + 1)]
    whose = {cell: names[place % len(names)] for place, cell in enumerate(grid.letters)}
    teams = tuple(Team(name, f"Команда {name}", 10, place) for place, name in enumerate(names[:6]))
    return Sheet(grid, "Игра", whose, teams, {name: place for place, name in enumerate(names[:-1])})


def cells(side: int) -> list[Pixels]:
    """The light of a cell of each team, without the lines around it."""
    one, light = sheet(side), light_of(side)
    plan = plan_of(one)
    corners = [
        (plan.top + row * plan.cell, plan.left + column * plan.cell)
        for row, column in list(one.puzzle.letters)[: len(STYLES) + 1]
    ]
    return [light[top + 3 : top + plan.cell - 3, left + 3 : left + plan.cell - 3] for top, left in corners]


@pytest.mark.parametrize("sight", SEEN.values(), ids=SEEN)
def test_letters_numbers_marks_and_score_stand_out_however_one_sees(sight: Pixels) -> None:
    plan = plan_of(sheet(21))
    third = plan.cell // 3
    for nth, light in enumerate(cells(21)):
        seen = brightness(light, sight)
        ground = float(np.median(seen))
        number = [seen[:third, :third]] if nth == 0 else []
        for part in (seen[third:], seen[:third, -third:], *number):  # the letter, the mark
            assert contrast(float(part.min()), ground) >= 7
    score = brightness(light_of(21)[: plan.top], sight)
    assert contrast(float(score.min()), float(np.median(score))) >= 7


@pytest.mark.parametrize("sight", SEEN.values(), ids=SEEN)
@pytest.mark.parametrize("side", [10, 15, 21])
def test_two_teams_are_told_apart_however_one_sees(side: int, sight: Pixels) -> None:
    marks = []
    for light in cells(side):
        seen = brightness(light, sight)
        corner = len(seen) // 3
        marks.append((seen[:corner, -corner:] < 0.4 * np.median(seen)).astype(float))
    for (nth, one), (other, two) in combinations(enumerate(marks), 2):
        assert np.abs(one - two).mean() > 0.06, (nth, other)


@pytest.mark.parametrize("side", [10, 15, 21])
def test_a_letter_is_as_high_on_a_telephone_as_in_a_book_for_old_people(side: int) -> None:
    plan, light = plan_of(sheet(side)), light_of(side)
    shown = min(1.0, PHONE / light.shape[1])
    assert plan.cell * shown >= 40
    dark = brightness(cells(side)[1], SEEN["in grey"])[plan.cell // 3 :] < 0.1
    rows = np.flatnonzero(dark.any(axis=1))
    # A telephone shows 1080 pixels on 65 mm: that is a millimetre in the smallest cells.
    assert (rows[-1] - rows[0] + 1) * shown >= 16


def test_without_marks_colours_alone_would_not_do() -> None:
    """What the marks are for: to whoever sees no colours, some tints are the same."""
    tints = [_LIGHT[np.array(style.tint)] for style in (*STYLES, OTHERS)]
    grey = [float(brightness(tint, SEEN["in grey"])) for tint in tints]
    assert min(contrast(one, other) for one, other in combinations(grey, 2)) < 1.02
