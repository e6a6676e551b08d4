"""What moderators set going from their private chat: a quiz, a question of their own, the word of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.activities import Plan
from bot.domain.clubs import Club
from bot.domain.games.playable import PackKind
from bot.domain.games.playing import QUIZ, Status
from bot.domain.games.quiz import Question, QuizPack
from bot.domain.wording import folded, tidy
from bot.flows.answers import Choice, Line, Telling, skipped
from bot.flows.browse import follow
from bot.flows.buttons import SKIP
from bot.flows.cards import clipped
from bot.flows.clubs.games.planned import begins_now, come_next
from bot.flows.clubs.games.referee import Referee
from bot.flows.clubs.moderated import moderated_by
from bot.flows.clubs.packs.shelf import on_shelf, taken
from bot.flows.clubs.quizzes import daily
from bot.flows.clubs.quizzes.beginning import begin_quiz
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.organising.plans import agree_on_plan, plan_words
from bot.flows.services import Services
from bot.vocabulary import AttachmentKind, Key

COUNTS = (5, 10, 15, 20)
SECONDS = (20, 30, 40, 60, 90)
LONGEST_NAME = 40
"""Characters of a pack's name that a button can carry."""

OWN_SECONDS = 60.0
"""For a moderator's own question: nobody waited for it."""

WRONG, LONGEST_CHOICE = 3, 60
LABEL = 30


def told_apart(labels: Iterable[str]) -> list[str]:
    """Labels of buttons, each of which is only one: of two that are the same the second says so."""
    found: list[str] = []
    for label in labels:
        again = sum(one == label or one.startswith(f"{label} (") for one in found)
        found.append(f"{label} ({again + 1})" if again else label)
    return found


async def club_of(turn: Turn, services: Services, flow: str) -> tuple[Club, str]:
    """The club that a moderator's conversation is about, asked for if need be, and what else it names."""
    head, _, rest = turn.subject.partition("-")
    if head.isdecimal() and len(head) < 10:
        found = await services.work.clubs.get(int(head))
        if found is not None and found.address is not None:
            return found, rest
        turn.say("quiz-no-chat")
        turn.go("moderating")
    own = [one for one in await moderated_by(services) if one.address is not None]
    if not own:
        turn.say("quiz-no-chat")
        turn.go("moderating")
    about = f"-{turn.subject}" if turn.subject else ""
    if len(own) == 1:
        turn.go(flow, f"{own[0].id}{about}")
    choices = tuple(Choosable(f"k{one.id}", one.name, to=(flow, f"{one.id}{about}")) for one in own)
    await follow(turn, "club", services.say("quiz-ask-club"), choices)
    raise LookupError("a conversation went nowhere")


def _stage(services: Services, club: Club) -> Stage:
    return Stage(services.work, services.line, club, services.now)


async def _begin(services: Services, club: Club, pack: QuizPack, count: int, seconds: float) -> str:
    """Begin a quiz now, where games are played; what to tell the moderator."""
    if not club.plays:
        return "game-off"
    if await begin_quiz(services, club, pack, count, seconds):
        return "quiz-begun"
    busy = await _stage(services, club).live()
    return "quiz-rests-here" if busy is not None and busy.status is Status.PAUSED else "quiz-busy-here"


async def quiz_new(turn: Turn, services: Services) -> None:
    """Begin a quiz: out of which pack, how many questions, how long each."""
    say = services.say
    club, name = await club_of(turn, services, "quiz-new")
    if not name:
        shelf = await on_shelf(services, (PackKind.QUIZ,), club.language)
        shelf = shelf or await on_shelf(services, (PackKind.QUIZ,))
        there = [one for one in shelf if len(one.name.encode()) <= LONGEST_NAME]
        labels = told_apart(
            say("quiz-pack", title=clipped(one.title, LABEL), count=one.size) for one in there
        )
        choices = [Choosable(one.name, label) for one, label in zip(there, labels, strict=True)]
        choices.append(Choosable("own", say("quiz-own-question")))
        name = await turn.ask("pack", "quiz-ask-pack", Choice(tuple(choices)))
        if name == "own":
            turn.go("question-new", str(club.id))
    pack = await taken(services, name)
    if not isinstance(pack, QuizPack):
        turn.say("quiz-pack-gone")
        turn.go("quiz-new", str(club.id))
        return
    size = len(pack.questions)
    counts = [(str(one), str(one)) for one in COUNTS if one < size] + [
        (str(size), say("quiz-all", count=size))
    ]
    count = int(await turn.ask("count", "quiz-ask-count", Choice.of(counts)))
    times = [(str(one), say("quiz-seconds", count=one)) for one in SECONDS]
    seconds = float(await turn.ask("seconds", "quiz-ask-seconds", Choice.of(times)))
    if await begins_now(turn, services):
        turn.say(
            await turn.once("begun", lambda: _begin(services, club, pack, count, seconds)), name=club.name
        )
    else:
        plan, _ = await agree_on_plan(turn, services, services.line.zone, say("game-ask-plan"))
        options = {"pack": name, "count": count, "seconds": seconds}
        made = await turn.once("planned", lambda: _planned(services, club, options, plan))
        words = plan_words(say, plan, services.local().date())
        turn.say("game-planned" if made else "game-plan-none", when=words)
    turn.go("club-desk", str(club.id))


async def _planned(services: Services, club: Club, options: dict[str, Any], plan: Plan) -> int:
    work, by = services.work, services.person.id
    made = await work.game_plans.add(club.id, QUIZ, options, by, services.now, plan=plan)
    return made.id if come_next(Referee.of(services), made, services.now) is not None else 0


# A question of one's own


@dataclass(frozen=True, slots=True)
class Wrong:
    """Three wrong answers in one message, or none: then people answer in words."""

    skip: str

    def read(self, reply: Reply) -> Any | Refusal:
        """The three of them."""
        if skipped(reply, self.skip):
            return []
        found = [tidy(one)[:LONGEST_CHOICE] for one in re.split(r"[;\n]", reply.text) if tidy(one)]
        if len(found) != WRONG or len({folded(one) for one in found}) != WRONG:
            return Refusal("quiz-wrong-three")
        return found

    def recall(self, stored: Any) -> tuple[str, ...]:
        """The three of them, or none."""
        return tuple(stored)

    def options(self) -> tuple[Choosable, ...]:
        """None wrong."""
        return (Choosable(SKIP, self.skip),)

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def question_new(turn: Turn, services: Services) -> None:
    """A question of a moderator: asked at once, or put with their others on the shelf."""
    say = services.say
    club, _ = await club_of(turn, services, "question-new")
    text = await turn.ask("text", "quiz-ask-text", Line(300))
    answer = await turn.ask("answer", "quiz-ask-answer", Line(LONGEST_CHOICE))
    wrong = await turn.ask("wrong", "quiz-ask-wrong", Wrong(say("quiz-no-choices")))
    picture = await turn.ask(
        "picture", "quiz-ask-picture", Telling(skip=say("quiz-no-picture"), files_only=True)
    )
    where = Choice.of((("now", say("quiz-ask-now")), ("pack", say("quiz-into-pack"))))
    chosen = await turn.ask("where", "quiz-ask-where", where)
    photos = [one for one in picture.files if one.kind is AttachmentKind.PHOTO]
    media = f"{photos[0].messenger}:{photos[0].ref}" if photos else ""
    question = _question(text, answer, tuple(one for one in wrong if folded(one) != folded(answer)), media)
    if chosen == "now":
        title = say("quiz-own-title")
        pack = QuizPack(title, club.language, (question,))
        turn.say(
            await turn.once("asked", lambda: _begin(services, club, pack, 1, OWN_SECONDS)), name=club.name
        )
    else:
        count = await turn.once("kept", lambda: _keep(services, club, question))
        turn.say("quiz-kept", count=count)
    turn.go("club-desk", str(club.id))


def _question(text: str, answer: str, wrong: tuple[str, ...], media: str) -> Question:
    place = (len(text) + len(answer)) % (WRONG + 1)
    choices = (*wrong[:place], answer, *wrong[place:]) if len(wrong) == WRONG else ()
    return Question(text, (answer,), choices, media=media, seconds=OWN_SECONDS)


async def _keep(services: Services, club: Club, question: Question) -> int:
    """Put a question with the moderator's others; how many these are now."""
    packs, title = services.work.packs, services.say("quiz-own-title")
    for brought in await packs.listed((PackKind.QUIZ,), services.person.id):
        pack = await packs.get(brought.id) if brought.title == title else None
        if isinstance(pack, QuizPack):
            await packs.replace(brought.id, replace(pack, questions=(*pack.questions, question)))
            return len(pack.questions) + 1
    await packs.keep(services.person.id, QuizPack(title, club.language, (question,)), services.now)
    return 1


# The word of the day


async def word_set(turn: Turn, services: Services) -> None:
    """At what time the word of the day comes, or that it does not."""
    say = services.say
    club, _ = await club_of(turn, services, "word-set")
    stage = _stage(services, club)
    if daily.riddle_for(stage) is None:
        turn.say("quiz-word-few")
        turn.go("club-desk", str(club.id))
    now = str(club.settings.get(daily.SETTING) or "")
    times = [*((one, one) for one in daily.TIMES), ("off", say("quiz-word-off"))]
    at = await turn.ask("at", "quiz-word-ask", Choice.of(times), now=now or say("quiz-word-not"))
    changed = await turn.once("set", lambda: _set_word(stage, "" if at == "off" else at))
    turn.say("quiz-word-set" if changed and at != "off" else "quiz-word-is-off", time=at)
    turn.go("club-desk", str(club.id))


async def _set_word(stage: Stage, at: str) -> bool:
    settings = {**stage.club.settings, daily.SETTING: at}
    changed = await stage.work.clubs.change(stage.club, settings=settings)
    if changed:
        daily.plan(replace(stage, club=replace(stage.club, settings=settings)))
    return changed
