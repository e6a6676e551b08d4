"""What is said and pressed in a club's chat for its quiz, its word of the day, and its photographs."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.games.playable import PackKind
from bot.domain.games.playing import CONTEST, FLASHMOB, QUIZ, WORD, Game, Status
from bot.domain.games.quiz import QuizPack
from bot.domain.wording import folded
from bot.flows.clubs.games.starting import named
from bot.flows.clubs.packs.shelf import Shelved, on_shelf, taken
from bot.flows.clubs.quizzes import daily, exhibiting, quizzing
from bot.flows.clubs.quizzes.entering import inside
from bot.flows.clubs.quizzes.quizzing import Quizzing
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.services import Line, Services
from bot.handlers.clubs.power import moderates
from bot.handlers.held import packed
from bot.handlers.power import Power
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Lane, Outcome, Pressed, Said, Toast

USUAL, MOST = 10, 50
"""Questions of a quiz that is begun in the chat, and as many as can be asked for."""

SECONDS = 40.0
"""Seconds for each of them: to read it slowly, to think, and to press."""

INSIDE = "club-inside"
"""What a letter wants that asks whether somebody is in a club's chat."""


def _stage(services: Services, club: Club) -> Stage:
    return Stage(services.work, services.line, club, services.now)


# Words


async def answered(update: Said, services: Services, club: Club, game: Game) -> bool:
    """An answer in a quiz."""
    quiz = Quizzing(_stage(services, club), game)
    if not await quiz.said(update, services.person.id, services.person.name):
        return False
    await quiz.keep()
    return True


async def guessed(update: Said, services: Services, club: Club, game: Game) -> bool:
    """Perhaps the word of the day."""
    person = services.person
    return await daily.said(_stage(services, club), game, update, person.id, person.name)


async def brought(update: Said, services: Services, club: Club, game: Game) -> bool:
    """Perhaps a photograph in reply to the message of a contest or flash mob."""
    person = services.person
    return await exhibiting.replied(_stage(services, club), game, update, person.id, person.name)


async def begin(update: Said, services: Services, club: Club, argument: str) -> None:
    """«викторина сказки 5»: a moderator begins a quiz; «/quiz стоп» ends the one that goes on."""
    if not club.plays:
        return
    words = folded(argument).split()
    shelf = await on_shelf(services, (PackKind.QUIZ,), club.language)
    shelf = shelf or await on_shelf(services, (PackKind.QUIZ,))
    topic = " ".join(one for one in words if not one.isdecimal())
    found = named(topic, shelf) if topic else None
    stops = len(words) == 1 and words[0] in STOPS
    if topic and found is None and not stops and not update.text.startswith("/"):
        return  # «викторина была чудесная» is talk
    power = await moderates(update, services, club)
    stage = _stage(services, club)
    if power is Power.NO and services.line.may_warn(f"quiz in {club.id}", 600.0):
        stage.post(stage.say("quiz-moderators-only"))
    if power is not Power.YES:
        return
    if stops:
        await _stop(stage)
        return
    numbers = [int(one) for one in words if one.isdecimal() and len(one) < 4]
    pack = await taken(services, found.name) if found is not None else None
    if not isinstance(pack, QuizPack):
        stage.post(_choice(stage, shelf, topic))
        return
    count = min(numbers[0] if numbers else USUAL, MOST)
    chosen = await quizzing.drawn(stage, pack, max(1, count), SECONDS)
    if await quizzing.begin(stage, chosen, services.person.id) is None:
        busy = await stage.live()
        rests = busy is not None and busy.status is Status.PAUSED
        stage.post(stage.say("game-at-rest" if rests else "quiz-busy", title=busy.title if busy else ""))


async def stop(update: Said, services: Services, club: Club, argument: str) -> None:
    """«стоп викторина»: a moderator ends the quiz."""
    if await moderates(update, services, club) is Power.YES:
        await _stop(_stage(services, club))


async def _stop(stage: Stage) -> None:
    for game in await stage.work.games.running(stage.club.id):
        if game.kind == QUIZ:
            quiz = Quizzing(stage, game)
            await quiz.stop()
            await quiz.keep()
            return
    stage.post(stage.say("quiz-none"))


def _choice(stage: Stage, shelf: list[Shelved], topic: str) -> str:
    titles = "\n".join(f"• {one.title}" for one in shelf[:20])
    if not shelf:
        return stage.say("quiz-no-packs")
    return stage.say(
        "quiz-not-found" if topic else "quiz-which", topic=topic, titles=titles, example=shelf[0].title
    )


# Who may take part


async def looks_first(update: Said, services: Services, payload: str) -> bool:
    """Whether somebody who would take part must wait until it is known that they are in the club's chat.

    Those who were there before the line was are known by nobody's list: the messenger is asked.
    """
    number = payload.removeprefix(exhibiting.JOIN)
    if number == payload or not number.isdecimal() or len(number) > 15 or update.key.startswith("confirmed:"):
        return False
    found = await exhibiting.on_show(int(number), services.work, services.line)
    if found is None or await inside(services, found[0].club):
        return False
    room = found[0].address
    for own in await services.work.people.accounts_of(services.person.id):
        if own.messenger == room.messenger:
            wants = {"for": INSIDE, "account": own.account, "held": packed(update)}
            services.work.put(room, Lane.REPLY, Act.MEMBER, target=own.account, wants=wants)
            return True
    return False


async def looked(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """The messenger says whether somebody is in a club's chat; what waited for it goes on by itself."""
    if update.sent:
        present = bool(update.result.get("present"))
        await work.rooms.confirm(update.address, int(update.wants["account"]), present, line.now())


# Buttons


async def chosen(update: Pressed, services: Services, club: Club, about: str) -> None:
    """A choice under a question."""
    number, place, choice = _numbers(about, 3)
    person, quiz = services.person, await _quiz(services, club, number)
    id = quiz.chosen(place, choice, person.id, person.name) if quiz is not None else "quiz-press-closed"
    if quiz is not None:
        await quiz.keep()
    _toast(update, services, club, id)


async def wants_hint(update: Pressed, services: Services, club: Club, about: str) -> None:
    """A vote for a hint."""
    number, place = _numbers(about, 2)
    quiz = await _quiz(services, club, number)
    id = quiz.wants_hint(place, services.person.id) if quiz is not None else "quiz-press-closed"
    if quiz is not None:
        await quiz.keep()
    _toast(update, services, club, id)


async def _quiz(services: Services, club: Club, number: int) -> Quizzing | None:
    game = await services.work.games.get(number)
    if game is None or game.club != club.id or game.kind != QUIZ or game.over:
        return None
    return Quizzing(_stage(services, club), game)


async def consented(update: Pressed, services: Services, club: Club, about: str) -> None:
    """The author of a photograph lets it be shown in the chat; nobody else can."""
    await _consent(update, services, club, about, yes=True)


async def declined(update: Pressed, services: Services, club: Club, about: str) -> None:
    """The author of a photograph would not have it shown."""
    await _consent(update, services, club, about, yes=False)


async def _consent(update: Pressed, services: Services, club: Club, about: str, *, yes: bool) -> None:
    (number,) = _numbers(about, 1)
    entry = await services.work.entries.get(number)
    found = await exhibiting.on_show(entry.game, services.work, services.line) if entry is not None else None
    if entry is None or entry.gone or found is None or found[1].club != club.id:
        _toast(update, services, club, "contest-press-old")
        return
    if entry.person != services.person.id:
        _toast(update, services, club, "contest-press-author")
        return
    stage, game = found
    id = await exhibiting.agreed(stage, game, entry) if yes else "contest-press-no"
    if not yes:
        await services.work.entries.remove(entry)
    if update.message:
        stage.delete(update.message)
    _toast(update, services, club, id)


async def voted(update: Pressed, services: Services, club: Club, about: str) -> None:
    """A vote for a photograph."""
    (number,) = _numbers(about, 1)
    entry = await services.work.entries.get(number)
    found = await exhibiting.on_show(entry.game, services.work, services.line) if entry is not None else None
    id = "contest-press-old"
    if entry is not None and found is not None and found[1].club == club.id:
        id = await exhibiting.voted(*found, entry, services.person.id)
    _toast(update, services, club, id)


async def removed(update: Pressed, services: Services, club: Club, about: str) -> None:
    """A photograph is taken away, by its author or a moderator, also when the contest is long over."""
    (number,) = _numbers(about, 1)
    entry = await services.work.entries.get(number)
    game = await services.work.games.get(entry.game) if entry is not None else None
    if entry is None or game is None or game.club != club.id:
        _toast(update, services, club, "contest-press-old")
        return
    if entry.person != services.person.id:
        power = await moderates(update, services, club)
        if power is not Power.YES:
            id = "contest-press-author" if power is Power.NO else "contest-press-wait"
            _toast(update, services, club, id)
            return
    gone = await exhibiting.removed(services.work, services.line, entry)
    _toast(update, services, club, "contest-press-removed" if gone else "contest-press-old")


def _numbers(about: str, count: int) -> tuple[int, ...]:
    """The numbers of a button; those that are none belong to nothing."""
    parts = about.split(":")
    given = [int(one) if one.isdecimal() and len(one) < 16 else -1 for one in parts[:count]]
    return tuple(given + [-1] * (count - len(given)))


def _toast(update: Pressed, services: Services, club: Club, id: str) -> None:
    text = _stage(services, club).say(id)
    services.work.toast(Toast(update.address, update.query, text))


STOPS = frozenset({"стоп", "хватит", "stop", "koniec", "停止"})

GAMES = {QUIZ: answered, WORD: guessed, CONTEST: brought, FLASHMOB: brought}
"""Who hears a message, by the kind of a game that goes on."""

COMMANDS = {
    "/quiz": begin,
    "викторина": begin,
    "quiz": begin,
    "知识问答": begin,
    "стоп викторина": stop,
    "викторина стоп": stop,
}
"""Commands and words of the chat, folded."""

NAMING = frozenset({begin})
"""Commands behind whose word something is named."""

PRESSES = {
    "qa": chosen,
    "qh": wants_hint,
    "ey": consented,
    "en": declined,
    "ev": voted,
    "ed": removed,
}
"""Buttons by their verb."""

KINDS = {quizzing.DUE: quizzing.happened, daily.DUE: daily.happened, exhibiting.DUE: exhibiting.happened}
"""What time brings."""

WANTED = {
    quizzing.ASKED: quizzing.told,
    quizzing.HEARD: quizzing.told,
    exhibiting.BEGUN: exhibiting.told,
    exhibiting.SHOWN: exhibiting.told,
    exhibiting.GONE: exhibiting.told,
    exhibiting.LOOKED: exhibiting.told,
    INSIDE: looked,
}
"""Whose letters are waited for."""
