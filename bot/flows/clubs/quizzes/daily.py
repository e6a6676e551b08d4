"""The word of the day in a club's chat: a riddle in the morning, its answer in the evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.games.daily import Riddle, WordOfDay, riddle_of, shape
from bot.domain.games.matching import MOST, Verdict, folded
from bot.domain.games.playing import WORD, Game, Points, Status
from bot.domain.games.words import WordList
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import Happened, Said

DUE = "club-word"
SETTING = "word_at"
"""The club's setting: at what time of the wall clock the word comes, as «10:00»; none where it does not."""

TIMES = ("09:00", "10:00", "11:00", "12:00")
EVENING = time(20)
"""When all are told what it was."""

SHORTEST_DAY = 2 * 3600.0
"""Seconds that a word must be open; a line that comes back later than that lets the day pass."""


def plan(stage: Stage) -> None:
    """Let the next word come at its time, or never where it is off; it replaces what was planned."""
    key, at = f"{DUE}:{stage.club.id}", str(stage.club.settings.get(SETTING) or "")
    if not at:
        stage.work.never(key)
        return
    here = datetime.fromtimestamp(stage.now, stage.line.zone)
    following = datetime.combine(here.date(), time.fromisoformat(at), stage.line.zone)
    if following.timestamp() <= stage.now:
        following = datetime.combine(here.date() + timedelta(days=1), time.fromisoformat(at), stage.line.zone)
    data = {"club": stage.club.id, "step": "show"}
    stage.work.later(key, DUE, following.timestamp(), stage.address, data)


def riddle_for(stage: Stage) -> Riddle | None:
    """Today's riddle of a club, out of the line's own words in its language."""
    packs = stage.line.book.packs.values()
    lists = [one for one in packs if isinstance(one, WordList) and one.language == stage.club.language]
    day = datetime.fromtimestamp(stage.now, stage.line.zone).date().toordinal()
    return riddle_of(lists, stage.club.id, day)


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The morning's riddle, or the evening's answer: a late riddle waits for its day, an answer is told."""
    stage = await Stage.of(int(update.data["club"]), work, line)
    if stage is None:
        return
    if update.data["step"] == "tell":
        game = await work.games.get(int(update.data["game"]))
        if game is not None:
            await tell(stage, game)
        return
    await show(stage)
    plan(stage)


async def show(stage: Stage) -> Game | None:
    """Show today's riddle; None where it is off, or too late in the day."""
    here = datetime.fromtimestamp(stage.now, stage.line.zone)
    evening = datetime.combine(here.date(), EVENING, stage.line.zone).timestamp()
    riddle = riddle_for(stage)
    off = not stage.club.settings.get(SETTING) or not stage.club.plays
    if off or riddle is None or evening - stage.now < SHORTEST_DAY:
        return None
    for game in await stage.work.games.running(stage.club.id):
        if game.kind == WORD:
            await tell(stage, game)
    title, play = stage.say("quiz-word-title"), WordOfDay(riddle)
    game = await stage.work.games.start(stage.club.id, WORD, title, riddle.plain(), play, stage.now)
    stage.post(_shown(stage, riddle))
    data = {"club": stage.club.id, "step": "tell", "game": game.id}
    stage.work.later(f"{DUE}-tell:{game.id}", DUE, evening, stage.address, data)
    return game


def _shown(stage: Stage, riddle: Riddle) -> str:
    length = len(folded(riddle.word))
    values = {"letters": riddle.letters, "topic": riddle.topic, "clue": riddle.clue, "length": length}
    task = stage.say(f"quiz-word-{riddle.look}", shape=shape(riddle.word), **values)
    return stage.say("quiz-word-shown", task=task)


async def said(stage: Stage, game: Game, update: Said, person: int, name: str) -> bool:
    """Take a message as the word; false where it is talk."""
    if not update.text or len(update.text) > MOST:
        return False
    play: WordOfDay = game.play
    found, verdict, points = play.answer(person, update.text, stage.now)
    if verdict is not Verdict.RIGHT:
        return False
    if found is not play:
        game = replace(game, play=found).called(person, name)
        await stage.work.games.keep(game)
        await stage.work.games.score(game, stage.club.id, {person: Points(points, 1)}, stage.now)
    stage.react(update.message, "great" if points else "right")
    return True


async def tell(stage: Stage, game: Game) -> None:
    """The day is over: what it was, and who found it."""
    if game.over:
        return
    play: WordOfDay = game.play
    names = [game.names.get(one.player) or stage.say("quiz-somebody") for one in play.found]
    first = "\n".join(
        stage.say("quiz-word-row", place=place, name=name, points=one.points)
        for place, (name, one) in enumerate(zip(names, play.found, strict=True), 1)
        if one.points
    )
    others = [name for name, one in zip(names, play.found, strict=True) if not one.points]
    lines = [stage.say("quiz-word-told", word=play.riddle.word, clue=play.riddle.clue)]
    lines.append(first or stage.say("quiz-word-nobody"))
    if others:
        lines.append(stage.say("quiz-word-others", names=stage.named(others)))
    stage.post("\n".join(lines))
    stage.work.never(f"{DUE}-tell:{game.id}")
    await stage.work.games.keep(replace(game, status=Status.ENDED, ended=stage.now))
