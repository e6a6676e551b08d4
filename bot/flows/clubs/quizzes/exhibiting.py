"""Contests of photographs and flash mobs: taken with consent, shown a few at a time, gone when wished."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.games.exhibition import MOST_EACH, Entry, EntryState, Exhibition, Place, places
from bot.domain.games.playing import CONTEST, FLASHMOB, Game, Points, Status
from bot.flows.clubs.quizzes.stage import Rows, Stage
from bot.flows.clubs.safety.around import by_itself, tell_moderators
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import (
    Act,
    Attachment,
    AttachmentKind,
    Button,
    Happened,
    Lane,
    Message,
    Outcome,
    Said,
    Verdict,
)

DUE = "club-show"
BEGUN, SHOWN, GONE = "club-show-begun", "club-show-shown", "club-show-gone"
"""What letters want: to know the message that asks for photographs, the one that shows one, and its end."""

LOOKED = "club-show-looked"
"""What a letter wants that has a photograph looked at: one with a QR code in it is not shown."""

KINDS = frozenset({CONTEST, FLASHMOB})
PORTION = 5
"""Photographs shown at once."""

EVERY = {CONTEST: 60.0, FLASHMOB: 240.0}
"""Seconds between two portions: the chat is for talking as well."""

LONGEST_CAPTION = 200

JOIN = "photo_"
"""How the payload of the start link begins, before the number of the game."""


async def begin(stage: Stage, kind: str, exhibition: Exhibition, by: int | None) -> Game:
    """Begin a contest or a flash mob: one message asks for photographs."""
    game = await stage.work.games.start(
        stage.club.id, kind, exhibition.theme, exhibition.content(), exhibition, stage.now, by=by
    )
    until = datetime.fromtimestamp(exhibition.until, stage.line.zone)
    values = {"theme": exhibition.theme, "day": f"{until:%d.%m}", "time": f"{until:%H:%M}", "most": MOST_EACH}
    if kind == CONTEST:
        text = stage.say("contest-begins", secret="yes" if exhibition.secret else "no", **values)
    else:
        text = stage.say("flashmob-begins", **values)
    stage.post(text, buttons=_join(stage, game.id), wants={"for": BEGUN, "game": game.id})
    data = {"game": game.id, "step": "end"}
    stage.work.later(f"{DUE}-end:{game.id}", DUE, exhibition.until, stage.address, data)
    return game


def _join(stage: Stage, number: int) -> Rows:
    link = stage.line.start_link(stage.address.messenger, f"{JOIN}{number}")
    return ((Button(stage.say("contest-join"), url=link),),) if link else ()


async def on_show(number: int, work: UnitOfWork, line: Line) -> tuple[Stage, Game] | None:
    """A contest or flash mob with its chat; None where there is no such, or it is over."""
    game = await work.games.get(number)
    if game is None or game.kind not in KINDS or game.over:
        return None
    stage = await Stage.of(game.club, work, line)
    return (stage, game) if stage is not None else None


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """A portion is shown, or all is over; both as good late as in time."""
    found = await on_show(int(update.data["game"]), work, line)
    if found is None:
        await _forget(int(update.data["game"]), work, line)
    elif update.data["step"] == "show":
        await show(*found)
    else:
        await end(*found)


async def _forget(number: int, work: UnitOfWork, line: Line) -> None:
    """The club has no chat any more: what nobody has seen is thrown away."""
    game = await work.games.get(number)
    if game is None or game.over:
        return
    for entry in await work.entries.of_game(number, EntryState.ASKED, EntryState.WAITING):
        await work.entries.remove(entry)
    await work.games.keep(replace(game, status=Status.ENDED, ended=line.now()))


async def told(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Where the chat has a message now."""
    message = int(update.result.get("message", 0))
    if update.wants["for"] == BEGUN:
        game = await work.games.get(int(update.wants["game"]))
        if game is not None and update.sent:
            await work.games.keep(game.noted(message=message))
        return
    entry = await work.entries.get(int(update.wants["entry"]))
    if entry is None:
        return
    if update.wants["for"] == LOOKED:
        await _looked(update, work, line, entry)
        return
    if update.wants["for"] == GONE:
        if not update.sent and update.verdict is not Verdict.GONE:
            await _stays(work, line, entry)
        return
    if not update.sent:
        await work.entries.remove(entry)
        return
    if not await work.entries.shown(entry, message):
        # Taken away while it was on its way.
        game = await work.games.get(entry.game)
        stage = await Stage.of(game.club, work, line) if game is not None else None
        if stage is not None:
            stage.delete(message, wants={"for": GONE, "entry": entry.id})


async def _stays(work: UnitOfWork, line: Line, entry: Entry) -> None:
    """The messenger does not let the line delete a photograph any more: people who can are asked."""
    game = await work.games.get(entry.game)
    stage = await Stage.of(game.club, work, line) if game is not None else None
    if game is None or stage is None:
        return
    asked = line.texts.say("contest-please-delete", club=stage.club.name, theme=game.title)
    await tell_moderators(by_itself(work, line, stage.address.messenger), stage.club, asked)
    await _tell_author(work, line, entry, "contest-stays", theme=game.title)


# Photographs come


def photograph(attachments: tuple[Attachment, ...]) -> Attachment | None:
    """The photograph among what was sent; one only."""
    found = [one for one in attachments if one.kind is AttachmentKind.PHOTO]
    return found[0] if found else None


async def room_for(stage: Stage, game: Game, person: int) -> bool:
    """Whether a person may show one more."""
    return len(await stage.work.entries.of_person(person, game.id)) < MOST_EACH


async def replied(stage: Stage, game: Game, update: Said, person: int, name: str) -> bool:
    """A photograph in reply to the message that asks for them: its author is asked for consent."""
    file = photograph(update.attachments)
    if file is None or update.reply_to is None or update.reply_to != game.board.get("message"):
        return False
    if game.play.secret:
        # A photograph that everybody saw him send is no secret.
        stage.post(stage.say("contest-by-button"), buttons=_join(stage, game.id), reply_to=update.message)
        return True
    if not await room_for(stage, game, person):
        stage.post(stage.say("contest-enough", most=MOST_EACH), reply_to=update.message)
        return True
    caption = update.text[:LONGEST_CAPTION]
    entry = await stage.work.entries.add(game.id, person, file, caption, stage.now)
    await stage.work.games.keep(game.called(person, name))
    yes = Button(stage.say("contest-consent-yes"), data=f"c:ey:{entry.id}")
    no = Button(stage.say("contest-consent-no"), data=f"c:en:{entry.id}")
    stage.post(stage.say("contest-consent"), buttons=((yes, no),), reply_to=update.message)
    return True


async def agreed(stage: Stage, game: Game, entry: Entry) -> str:
    """The author said yes in the chat; the id of what the press is answered with."""
    if not await stage.work.entries.agree(entry, stage.now):
        return "contest-press-old"
    await soon(stage, game)
    return "contest-press-yes"


def look(stage: Stage, game: Game, entry: Entry) -> None:
    """Have a photograph from a private chat looked at; nobody has judged it there. Then it is shown."""
    message = Message("", attachment=entry.file)
    wants = {"for": LOOKED, "game": game.id, "entry": entry.id}
    stage.work.put(stage.address, Lane.REPLY, Act.READ, message=message, wants=wants)


async def _looked(update: Outcome, work: UnitOfWork, line: Line, entry: Entry) -> None:
    found = await on_show(entry.game, work, line)
    if found is None:
        return
    if not update.result.get("codes"):
        # Only now may it be shown: the next portion must not take along what is being looked at.
        if await work.entries.agree(entry, line.now()):
            await soon(*found)
    elif await work.entries.remove(entry):
        await _tell_author(work, line, entry, "contest-has-code", theme=found[1].title)


async def _tell_author(work: UnitOfWork, line: Line, entry: Entry, id: str, **values: object) -> None:
    person = await work.people.get(entry.person)
    if person is not None:
        book = line.book_of(person, person.address)
        work.send(person.address, Message(book.texts.say(id, **values)))


async def soon(stage: Stage, game: Game) -> None:
    """Something waits to be shown: with the next portion, at once where the last one is long ago."""
    at = max(stage.now, float(game.board.get("shown_at", 0.0)) + EVERY[game.kind])
    data = {"game": game.id, "step": "show"}
    stage.work.later(f"{DUE}:{game.id}", DUE, at, stage.address, data)


async def show(stage: Stage, game: Game) -> None:
    """Show the photographs that wait, a few at a time."""
    waiting = await stage.work.entries.of_game(game.id, EntryState.WAITING)
    numbers = dict(game.board.get("numbers", {}))
    for entry in waiting[:PORTION]:
        if entry.file is None or not await stage.work.entries.send(entry):
            continue
        numbers[str(entry.id)] = len(numbers) + 1
        wants = {"for": SHOWN, "game": game.id, "entry": entry.id}
        caption = _caption(stage, game, entry, numbers[str(entry.id)])
        stage.post(caption, buttons=_rows(stage, game, entry), attachment=entry.file, wants=wants)
    game = game.noted(numbers=numbers, shown_at=stage.now)
    await stage.work.games.keep(game)
    if len(waiting) > PORTION:
        await soon(stage, game)


def _caption(stage: Stage, game: Game, entry: Entry, number: int) -> str:
    play: Exhibition = game.play
    name = "" if play.secret else author(stage, game, entry)
    parts = (stage.say("contest-number", number=number), entry.caption, name)
    return " · ".join(part for part in parts if part)


def author(stage: Stage, game: Game, entry: Entry) -> str:
    """How the author is called in the chat."""
    return game.names.get(entry.person) or stage.say("quiz-somebody")


def _rows(stage: Stage, game: Game, entry: Entry) -> Rows:
    remove = Button(stage.say("contest-remove"), data=f"c:ed:{entry.id}")
    if game.kind == FLASHMOB:
        return ((remove,),)
    return ((Button(stage.say("contest-vote"), data=f"c:ev:{entry.id}"),), (remove,))


# Votes, and taking away


async def voted(stage: Stage, game: Game, entry: Entry, person: int) -> str:
    """Somebody presses the heart; the id of what the press is answered with."""
    if entry.state is not EntryState.SHOWN or game.kind != CONTEST:
        return "contest-press-old"
    if entry.person == person:
        return "contest-press-own"
    given = await stage.work.entries.vote(entry.id, person, stage.now)
    return "contest-press-voted" if given else "contest-press-unvoted"


async def removed(work: UnitOfWork, line: Line, entry: Entry) -> bool:
    """Take a photograph away, out of the chat as well; false where it was gone."""
    game = await work.games.get(entry.game)
    if game is None or not await work.entries.remove(entry):
        return False
    stage = await Stage.of(game.club, work, line)
    if stage is not None and entry.message:
        stage.delete(entry.message, wants={"for": GONE, "entry": entry.id})
    return True


async def end(stage: Stage, game: Game) -> None:
    """All is over: who won, or thanks; what was not shown by now is forgotten."""
    left = await stage.work.entries.of_game(game.id)
    for entry in left:
        if entry.state in (EntryState.ASKED, EntryState.WAITING):
            await stage.work.entries.remove(entry)
    shown = {one.id: one for one in left if one.state in (EntryState.SHOWN, EntryState.SHOWING)}
    if game.kind == CONTEST:
        ranked = places(shown, await stage.work.entries.votes(game.id))
        stage.post(_results(stage, game, ranked, len(shown)))
        await _score(stage, game, ranked)
    else:
        names = stage.named(dict.fromkeys(author(stage, game, one) for one in shown.values()))
        id = "flashmob-over" if shown else "flashmob-empty"
        stage.post(stage.say(id, theme=game.title, count=len(shown), names=names))
    for key in (f"{DUE}:{game.id}", f"{DUE}-end:{game.id}"):
        stage.work.never(key)
    await stage.work.games.keep(replace(game, status=Status.ENDED, ended=stage.now))


def _results(stage: Stage, game: Game, ranked: list[Place], count: int) -> str:
    if not ranked:
        return stage.say("contest-empty", theme=game.title, count=count)
    numbers = game.board.get("numbers", {})
    lines = [stage.say("contest-over", theme=game.title, count=count)]
    for one in ranked[:PORTION]:
        name, number = author(stage, game, one.entry), numbers.get(str(one.entry.id), 0)
        lines.append(stage.say("contest-row", name=name, number=number, votes=one.votes, points=one.points))
    lines.append(stage.say("contest-thanks"))
    return "\n".join(lines)


async def _score(stage: Stage, game: Game, ranked: list[Place]) -> None:
    brought: dict[int, Points] = {}
    for one in ranked:
        before = brought.get(one.entry.person, Points(0, 0))
        if one.points:
            brought[one.entry.person] = Points(before.points + one.points, before.right + 1)
    await stage.work.games.score(game, stage.club.id, brought, stage.now)
