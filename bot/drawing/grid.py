"""The picture of a crossword: the grid with its numbers and letters, the teams and their score."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from bot.domain.games.grid import Cell
from bot.drawing.letters import CHINESE, fitted, source_of, width_of, write, write_centred
from bot.drawing.palette import BLACK, GIVEN, GROUND, INK, OTHERS, PAPER, STYLES, Style, draw_mark, style_of
from bot.drawing.sheet import Sheet, Team

SIDE = 1280
"""Pixels that a messenger leaves as they are; a larger picture is made smaller, and blurred."""

WIDEST_CELL = 96
NARROWEST = 640
"""Pixels of the narrowest picture, so that the score finds room above a small grid."""

MARGIN = 20
TITLE = 40
SCORE = 36
"""Sizes of letters above the grid."""

SMALLEST = 16
"""The size of numbers in the smallest cells."""

SMALLEST_MARK = 12
"""Pixels of a team's mark in the smallest cells."""

STEPS = 8
"""Steps from a ground to the ink of a letter; more cannot be told apart."""

DENSE = 0.6
"""From this share of cells on, what is no cell is printed black, as newspapers do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands on a picture."""

    cell: int
    width: int
    height: int
    left: int
    top: int
    lines: tuple[tuple[tuple[float, Team | None, str], ...], ...]


def plan_of(sheet: Sheet) -> Plan:
    """The largest cells with which the picture stays within what messengers show as it is."""
    rows, columns = sheet.puzzle.height, sheet.puzzle.width
    cell = min(WIDEST_CELL, (SIDE - 2 * MARGIN) // columns)
    while True:
        width = max(NARROWEST, columns * cell + 2 * MARGIN)
        lines = _score_lines(sheet, width - 2 * MARGIN)
        head = MARGIN + round(TITLE * 1.5) * bool(sheet.title) + round(SCORE * 1.5) * len(lines)
        head += MARGIN // 2 if head > MARGIN else 0
        if head + rows * cell + MARGIN <= SIDE:
            break
        cell -= 1
    left = (width - columns * cell) // 2
    return Plan(cell, width, head + rows * cell + MARGIN, left, head, lines)


def _score_lines(sheet: Sheet, width: float) -> tuple[tuple[tuple[float, Team | None, str], ...], ...]:
    """The score in lines: from where on each team is written, and what."""
    mark, gap = SCORE * 0.9, SCORE * 0.9
    lines: list[list[tuple[float, Team | None, str]]] = []
    free = 0.0
    said = [(team, f"{fitted(team.name, SCORE, width * 0.42)} {team.points}") for team in sheet.teams]
    for team, text in (*said, *([(None, sheet.more)] if sheet.more else [])):
        wide = width_of(text, SCORE) + (mark if team else 0)
        if not lines or free + wide > width:
            lines.append([])
            free = 0.0
        lines[-1].append((free, team, text))
        free += wide + gap
    return tuple(map(tuple, lines))


def draw_grid(sheet: Sheet) -> bytes:
    """The picture as PNG; some tens of milliseconds, so at delivery and never inside a turn."""
    plan = plan_of(sheet)
    image = Image.new("RGB", (plan.width, plan.height), GROUND)
    draw = ImageDraw.Draw(image)
    _head(draw, sheet, plan)
    numbers = sheet.puzzle.numbers()
    rows, columns = sheet.puzzle.height, sheet.puzzle.width
    if len(sheet.puzzle.letters) >= DENSE * rows * columns:
        _box(draw, plan, (0, 0), (rows, columns), BLACK)
    for cell, text in sheet.puzzle.letters.items():
        whose = sheet.open.get(cell)
        style = style_of(sheet.places.get(whose, -1)) if whose else None
        _cell(draw, sheet, plan, cell, style)
        if number := numbers.get(cell):
            left, top = _corner(plan, cell)
            size = max(SMALLEST, round(plan.cell * 0.29))
            write(draw, left + plan.cell * 0.07, top + plan.cell * 0.18, str(number), size, INK)
        if whose is not None:
            _letter(draw, plan, cell, text)
    _bars(draw, sheet, plan)
    file = io.BytesIO()
    # Few colours make a small file, and those of the palette stay what they are.
    few = image.quantize(palette=_colours(), dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_level=6)
    return file.getvalue()


@cache
def _colours() -> Image.Image:
    """All colours of the pictures: the grounds, and from each the steps to ink at the edges of letters."""
    grounds = [PAPER, GROUND, GIVEN, BLACK, *(style.tint for style in (*STYLES, OTHERS))]
    steps = [
        tuple(round(part + (INK[place] - part) * step / STEPS) for place, part in enumerate(ground))
        for ground in grounds
        for step in range(STEPS + 1)
    ]
    marks = [style.mark for style in (*STYLES, OTHERS)]
    listed = list(dict.fromkeys([*steps, *marks]))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in listed for part in colour])
    return palette


def _corner(plan: Plan, cell: Cell) -> tuple[int, int]:
    return plan.left + cell[1] * plan.cell, plan.top + cell[0] * plan.cell


def _box(draw: ImageDraw.ImageDraw, plan: Plan, first: Cell, last: Cell, ink: tuple[int, int, int]) -> None:
    draw.rectangle((*_corner(plan, first), *_corner(plan, last)), fill=ink)


def _head(draw: ImageDraw.ImageDraw, sheet: Sheet, plan: Plan) -> None:
    top: float = MARGIN
    if sheet.title:
        text = fitted(sheet.title, TITLE, plan.width - 2 * MARGIN)
        write(draw, MARGIN, top + TITLE * 0.6, text, TITLE, INK)
        top += round(TITLE * 1.5)
    for line in plan.lines:
        middle = top + SCORE * 0.6
        for left, team, text in line:
            start = MARGIN + left
            if team:
                style, half = style_of(team.place), SCORE * 0.36
                box = (start, middle - half, start + 2 * half, middle + half)
                draw.rectangle((box[0] - 5, box[1] - 5, box[2] + 5, box[3] + 5), fill=style.tint, outline=INK)
                draw_mark(draw, box, style)
                start += SCORE * 0.9 + 4
            write(draw, start, middle, text, SCORE, INK)
        top += round(SCORE * 1.5)


def _cell(draw: ImageDraw.ImageDraw, sheet: Sheet, plan: Plan, cell: Cell, style: Style | None) -> None:
    left, top = _corner(plan, cell)
    side = plan.cell
    opened = cell in sheet.open
    tint = style.tint if style else GIVEN if opened and sheet.teams else PAPER
    # A line is shared by two cells and drawn in the same place by both.
    draw.rectangle((left, top, left + side, top + side), fill=tint, outline=INK, width=2)
    if cell in sheet.puzzle.circled:
        draw.ellipse((left + 3, top + 3, left + side - 3, top + side - 3), outline=BLACK, width=2)
    if style:
        size, edge = max(SMALLEST_MARK, side * 0.2), side * 0.08
        box = (left + side - edge - size, top + edge, left + side - edge, top + edge + size)
        draw_mark(draw, box, style)


def _letter(draw: ImageDraw.ImageDraw, plan: Plan, cell: Cell, text: str) -> None:
    left, top = _corner(plan, cell)
    # A Chinese character fills a square, to the number above it and the mark beside it.
    square = source_of(text[0]) == CHINESE
    size = round(plan.cell * (0.52 if square else 0.6))
    while size > 10 and width_of(text, size) > plan.cell * 0.88:
        size -= 1
    write_centred(draw, (left + plan.cell / 2, top + plan.cell * (0.65 if square else 0.6)), text, size, INK)


def _bars(draw: ImageDraw.ImageDraw, sheet: Sheet, plan: Plan) -> None:
    thick = max(5, plan.cell // 9)
    letters = sheet.puzzle.letters
    for cell in sheet.puzzle.bars.left:
        if cell in letters and cell[1]:
            left, top = _corner(plan, cell)
            draw.line((left, top, left, top + plan.cell), fill=INK, width=thick)
    for cell in sheet.puzzle.bars.top:
        if cell in letters and cell[0]:
            left, top = _corner(plan, cell)
            draw.line((left, top, left + plan.cell, top), fill=INK, width=thick)
