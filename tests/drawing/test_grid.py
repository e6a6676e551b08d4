"""Pictures of crosswords, as they are seen on a telephone."""

import io
import os
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.domain.games.battle import Battle, Mode
from bot.domain.games.grid import Entry, Puzzle, numbered
from bot.drawing.grid import SIDE, draw_grid, plan_of
from bot.drawing.letters import CHINESE, fitted, source_of, width_of
from bot.drawing.palette import BLACK, GIVEN, GROUND, INK, OTHERS, PAPER, STYLES, contrast, draw_mark
from bot.drawing.sheet import COLOURED, Sheet, Team, sheet_from, sheet_of, solved_sheet

GOLDEN = Path(__file__).parent / "golden"
ALPHABETS = {
    "ru": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "pl": "AĄBCĆDEĘFGHIJKLŁMNŃOÓPRSŚTUWYZŹŻ",
    "zh": "天地人山水火木金土日月星雨风云花鸟鱼",
}
NAMES = {"ru": ("Ромашки", "Подсолнухи"), "pl": ("Żurawie", "Łabędzie"), "zh": ("月亮", "太阳")}
TITLES = {"ru": "Ёлки и съёмки", "pl": "Gęś i żółw", "zh": "天地人 2026"}
PHONE = 1080
"""Pixels of a usual telephone's width."""


def puzzle(side: int, language: str) -> Puzzle:
    """A grid that is full of words, of letters in their order."""
    alphabet = ALPHABETS[language]
    cells = [
        (row, column) for row in range(side) for column in range(side) if row % 2 == 0 or column % 2 == 0
    ]
    letters = {cell: alphabet[place % len(alphabet)] for place, cell in enumerate(cells)}
    entries = tuple(
        Entry(number, way, run, "".join(letters[cell] for cell in run), "?")
        for number, way, run in numbered(letters, side, side)
    )
    return Puzzle(TITLES[language], language, side, side, letters, entries)


def sheet(side: int, language: str) -> Sheet:
    """The grid in the middle of a battle of two teams, a hint among the letters."""
    battle = Battle.begin(puzzle(side, language), Mode.CHOICE, 0.0)
    for place, entry in enumerate(battle.puzzle.entries):
        if place % 3 == 0 and battle.solver(entry.key) is None:
            battle = battle.join(place % 2 + 1, 0.0, str(place % 2 + 1))
            battle, _ = battle.answer(place % 2 + 1, f"{entry.number} {entry.way} {entry.word}", 1.0)
    battle, _ = battle.vote(1, 2.0)
    battle, _ = battle.vote(2, 62.0)
    return sheet_of(battle, dict(zip(battle.teams, NAMES[language], strict=True)))


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that a person would call different."""
    if one.size != other.size:
        return 1.0
    far = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 48 else 0)
    return ImageStat.Stat(far).mean[0] / 255


@pytest.mark.parametrize(("side", "language"), [(10, "ru"), (15, "pl"), (21, "zh")])
def test_the_picture_is_the_one_that_was_looked_at(side, language):
    drawn = draw_grid(sheet(side, language))
    file = GOLDEN / f"{side}-{language}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(drawn)
    assert difference(picture(drawn), picture(file.read_bytes())) < 0.001


def test_another_picture_is_seen_to_be_another():
    whole = sheet(10, "ru")
    without = Sheet(whole.puzzle, whole.title, dict(list(whole.open.items())[3:]), whole.teams, whole.places)
    golden = picture((GOLDEN / "10-ru.png").read_bytes())
    assert difference(picture(draw_grid(without)), golden) >= 0.001


@pytest.mark.parametrize("side", [5, 10, 15, 21])
def test_cells_are_large_enough_on_a_telephone(side):
    teams = tuple(Team(str(place), f"Команда {place}", 100 + place, place) for place in range(6))
    plan = plan_of(Sheet(puzzle(side, "ru"), "Название", {}, teams, more="и ещё 12"))
    assert max(plan.width, plan.height) <= SIDE
    shown = plan.cell * min(1.0, PHONE / plan.width)
    assert shown >= 40


def test_everything_can_be_read_against_what_is_under_it():
    grounds = [PAPER, GROUND, GIVEN, *(style.tint for style in (*STYLES, OTHERS))]
    assert min(contrast(INK, ground) for ground in grounds) >= 7
    assert min(contrast(style.mark, style.tint) for style in (*STYLES, OTHERS)) >= 7
    assert contrast(BLACK, PAPER) >= 7
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), PAPER) < 4.6


def test_teams_are_told_apart_without_colours():
    drawn = []
    for style in STYLES:
        image = Image.new("L", (16, 16), 255)
        mark = Image.new("RGB", (16, 16), PAPER)
        draw_mark(ImageDraw.Draw(mark), (1, 1, 14, 14), style)
        image.paste(mark.convert("L").point(lambda value: 0 if value < 128 else 255))
        drawn.append(image)
    for one, other in combinations(drawn, 2):
        assert ImageStat.Stat(ImageChops.difference(one, other)).mean[0] / 255 > 0.08


def test_the_letters_of_all_languages_can_be_drawn():
    russian = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    for letter in russian + ALPHABETS["pl"] + "ąćęłńóśźż" + ALPHABETS["zh"] + "0123456789№«»—":
        assert source_of(letter) is not None, letter
    assert source_of("天") == CHINESE
    assert source_of("\U0001f600") is None


def test_a_long_name_is_cut_and_an_emoji_left_out():
    assert fitted("Очень длинное название команды", 36, 200).endswith("…")
    assert width_of(fitted("Очень длинное название команды", 36, 200), 36) <= 200
    assert width_of("Ромашки\U0001f33c", 36) == width_of("Ромашки", 36)


def test_where_each_plays_for_oneself_twelve_have_colours_and_the_best_six_a_score():
    battle = Battle.begin(puzzle(21, "ru"), Mode.SOLO, 0.0)
    for place, entry in enumerate(battle.puzzle.entries[:14]):
        battle, _ = battle.answer(100 + place, f"{entry.number} {entry.way} {entry.word}", 1.0)
    one = sheet_of(battle, {"100": "Анна"}, more="и другие")
    assert (len(one.teams), len(one.places), one.more) == (6, 12, "и другие")
    assert one.places["100"] == 0
    colours = {colour for _, colour in picture(draw_grid(one)).getcolors(1 << 20) or ()}
    assert {style.tint for style in STYLES} | {style.mark for style in STYLES} <= colours


def test_a_sheet_survives_being_kept():
    one = sheet(10, "ru")
    assert Sheet.of(one.plain()) == one


def test_a_solved_crossword_shows_every_letter():
    solved = solved_sheet(puzzle(5, "ru"))
    assert set(solved.open) == set(solved.puzzle.letters)
    assert (
        difference(picture(draw_grid(solved)), picture(draw_grid(Sheet(solved.puzzle, solved.title)))) > 0.01
    )


def test_a_picture_described_in_a_letter_is_the_same_picture() -> None:
    described = sheet(10, "ru")
    assert draw_grid(sheet_from(described.ref())) == draw_grid(described)
    assert len(STYLES) == COLOURED
    with pytest.raises(ValueError, match="no description"):
        sheet_from("drawn:nothing")
