"""`pack`: a crossword, word list or quiz of a moderator, looked at before anybody plays it."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.words import complain, say, tell
from bot.domain.games.grid import Puzzle, Way
from bot.domain.games.quiz import QuizPack
from bot.domain.games.words import WordList
from bot.drawing.grid import draw_grid
from bot.drawing.sheet import solved_sheet
from bot.packs.pack import PackRefused
from bot.packs.reading import read_file
from bot.packs.sample import sample_of


def run(given: argparse.Namespace) -> int:
    """Say what the file holds and draw it; 1 where it cannot be taken."""
    file = Path(given.file)
    try:
        pack = read_file(file)
    except PackRefused as refused:
        complain(say("pack-refused", why=str(refused)))
        return 1
    puzzle = _told(pack.content)
    for remark in pack.remarks:
        tell("pack-remark", text=remark)
    if isinstance(pack.content, QuizPack):
        return 0
    if puzzle is None:
        complain(say("pack-no-crossing"))
        return 1
    return _drawn(puzzle, file, given.picture)


def _told(content: Puzzle | WordList | QuizPack) -> Puzzle | None:
    """Print what was found; the crossword to draw, if there is one."""
    language = say("pack-language", language=content.language)
    if isinstance(content, QuizPack):
        chosen = sum(bool(one.choices) for one in content.questions)
        tell("pack-quiz", title=content.title, count=len(content.questions), chosen=chosen, language=language)
        unsourced = [str(number) for number, one in enumerate(content.questions, 1) if not one.source]
        if unsourced:
            tell("pack-remark", text=say("pack-no-source", numbers=", ".join(unsourced)))
        return None
    if isinstance(content, WordList):
        tell("pack-words", title=content.title, count=len(content.words), language=language)
        puzzle = sample_of(content)
        if puzzle:
            tell("pack-sample", count=len(puzzle.entries))
    else:
        puzzle = content
        tell("pack-crossword", title=content.title, count=len(content.entries), language=language)
        if content.author or content.credit:
            tell("pack-author", author=". ".join(filter(None, (content.author, content.credit))))
    if puzzle:
        across, down = (len(puzzle.read(way)) for way in Way)
        tell("pack-grid", width=puzzle.width, height=puzzle.height, across=across, down=down)
    return puzzle


def _drawn(puzzle: Puzzle, file: Path, wanted: str | None) -> int:
    """Write the picture: where it was wished, else beside the file, else here."""
    png = draw_grid(solved_sheet(puzzle))
    beside = f"{file.name}.png"
    places = [Path(wanted)] if wanted else [file.with_name(beside), Path(beside)]
    for place in places:
        try:
            place.write_bytes(png)
        except (OSError, ValueError):
            continue
        tell("pack-picture", file=str(place))
        return 0
    complain(say("pack-no-picture", file=str(places[0])))
    return 1
