"""A quiz in a club's chat: each question is one message, changed when it is closed; the next one is new.

What comes next is one due row. A question's time begins when the chat has it: its letter's outcome says so.
"""

from __future__ import annotations

import random
from dataclasses import replace

from bot.domain.games.playing import QUIZ, Game, Points, Status
from bot.domain.games.quiz import MEDIA, Heard, Question, Quiz, QuizPack
from bot.flows.clubs.quizzes.stage import Rows, Stage
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import (
    Attachment,
    AttachmentKind,
    Button,
    Happened,
    Outcome,
    Said,
    Verdict,
)

DUE = "club-quiz"
ASKED, HEARD = "club-quiz-asked", "club-quiz-heard"
"""What letters of a quiz want: to know the question's message, and that its sound or picture has come."""

BEFORE, PAUSE = 8.0, 8.0
"""Seconds before the first question, and between two: nobody reads faster, and the chat stays calm."""

MEDIA_PAUSE = 14.0
"""Seconds before a question with a sound or picture: it is two messages, and a chat bears twenty a minute."""

TABLE_EVERY = 5
"""Questions between two tables."""

LATE = 60.0
"""Seconds after its time at which a question was not heard by anybody: it is asked anew."""

LOST = 90.0
"""Seconds after which a sound that did not come is waited for no more."""

UNHEARD = 900.0
"""Seconds after which a question is looked after whose letter nobody has told of."""

SLOW = 3.0
"""Seconds on its way after which a question's time begins when it has come."""

VOTES = 2
"""People who want a hint, for it to be given at once."""

MOST_ROWS = 15
"""Lines of a table; the others know that they took part."""

PLAIN_CHOICE = 32
"""Characters of a choice that every button shows whole; longer ones stand in the text as well."""


async def begin(stage: Stage, pack: QuizPack, by: int | None) -> Game | None:
    """Begin a quiz; None where the chat is busy with another game."""
    if await stage.live() is not None or not pack.questions:
        return None
    games = stage.work.games
    game = await games.start(stage.club.id, QUIZ, pack.title, pack.plain(), Quiz(pack), stage.now, by=by)
    count, seconds = len(pack.questions), round(pack.questions[0].seconds)
    stage.post(stage.say("quiz-begins", title=pack.title, count=count, seconds=seconds))
    Quizzing(stage, game).next("ask", stage.now + BEFORE)
    return game


async def drawn(stage: Stage, pack: QuizPack, count: int, seconds: float) -> QuizPack:
    """So many questions of a pack, others than the last time as long as there are others."""
    questions = list(pack.questions)
    random.Random(f"{stage.club.id} {pack.title}").shuffle(questions)
    before = await stage.work.games.of_club(stage.club.id, 50)
    asked = {
        one["text"] + one["media"]
        for game in before
        if game.kind == QUIZ
        for one in game.content["questions"]
    }
    # Of those that were asked before, what was asked longest ago cannot be told: chance decides.
    questions.sort(key=lambda one: one.text + one.media in asked)
    chosen = tuple(replace(one, seconds=seconds) for one in questions[:count])
    return replace(pack, questions=chosen)


async def happened(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The next step of a quiz; a question whose time passed while nobody could answer is asked anew."""
    quizzing = await _going_on(int(update.data["game"]), work, line)
    if quizzing is None or quizzing.quiz.place != int(update.data["place"]):
        return
    match str(update.data["step"]):
        case "ask":
            await quizzing.ask()
        case "hint":
            await quizzing.half_time()
        case "close" if update.late > LATE:
            await quizzing.ask_anew()
        case "close":
            await quizzing.close()
    await quizzing.keep()


async def told(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """What became of a question, or of the sound before it."""
    quizzing = await _going_on(int(update.wants["game"]), work, line)
    if quizzing is None or quizzing.quiz.place != int(update.wants["place"]):
        return
    if update.wants["for"] == HEARD:
        await quizzing.heard(there=update.sent)
    elif update.sent:
        quizzing.shown(int(update.result.get("message", 0)))
    elif update.verdict in (Verdict.UNREACHABLE, Verdict.GONE):
        await quizzing.stop(quietly=True)
    await quizzing.keep()


async def _going_on(number: int, work: UnitOfWork, line: Line) -> Quizzing | None:
    game = await work.games.get(number)
    if game is None or game.status is not Status.RUNNING or game.kind != QUIZ:
        return None
    stage = await Stage.of(game.club, work, line)
    if stage is None:
        # The club has no chat any more: whatever chat it gets must not find a quiz that waits for nobody.
        await work.games.keep(replace(game, status=Status.ENDED, ended=line.now()))
        return None
    return Quizzing(stage, game)


class Quizzing:
    """A quiz that goes on, in one turn; `keep` puts away what the turn made of it."""

    def __init__(self, stage: Stage, game: Game) -> None:
        self.stage, self.game = stage, game

    @property
    def quiz(self) -> Quiz:
        """How far it is."""
        quiz: Quiz = self.game.play
        return quiz

    def _turn(self, quiz: Quiz) -> None:
        self.game = replace(self.game, play=quiz)

    async def keep(self) -> None:
        """Let the batch go on with it."""
        await self.stage.work.games.keep(self.game)

    def next(self, step: str, at: float) -> None:
        """What comes next, and when; it replaces what was to come."""
        data = {"game": self.game.id, "step": step, "place": self.quiz.place}
        self.stage.work.later(f"{DUE}:{self.game.id}", DUE, at, self.stage.address, data)

    # Questions

    async def ask(self, word: str = "") -> None:
        """Ask the next question; one with a sound or picture waits until that is there."""
        question, place = self.quiz.question, self.quiz.place
        if question is None:
            await self.end()
            return
        board = self.game.board
        if question.media and board.get("heard") != place:
            if board.get("sent") == place:
                await self.heard(there=False)
                return
            self._send(question)
            return
        self._turn(self.quiz.ask(self.stage.now))
        self.game = self.game.noted(message=None, hint=None, voted=None)
        wants = {"for": ASKED, "game": self.game.id, "place": place}
        before = (word,) if word else ()
        self.stage.post(
            "\n\n".join((*before, self._text(question))), buttons=self._rows(question), wants=wants
        )
        self.next("close", self.stage.now + question.seconds + UNHEARD)

    def _send(self, question: Question) -> None:
        wants = {"for": HEARD, "game": self.game.id, "place": self.quiz.place}
        self.stage.post("", attachment=attached(question.media), wants=wants)
        self.game = self.game.noted(sent=self.quiz.place)
        self.next("ask", self.stage.now + LOST)

    async def heard(self, *, there: bool) -> None:
        """The sound of the next question has come, or never will: then the question is passed over."""
        if self.quiz.asked is not None or self.game.board.get("heard") == self.quiz.place:
            return
        if there:
            self.game = self.game.noted(heard=self.quiz.place)
            await self.ask()
            return
        self._turn(self.quiz.ask(self.stage.now).close())
        self.next("ask", self.stage.now + PAUSE)

    def shown(self, message: int) -> None:
        """The chat has the question: from now on its time runs."""
        asked = self.quiz.asked
        if asked is None:
            return
        if self.stage.now - asked > SLOW:
            self._turn(self.quiz.again(self.stage.now))
        self.game = self.game.noted(message=message)
        self._time()

    def _time(self) -> None:
        question, due = self.quiz.question, self.quiz.due()
        if question is None or due is None:
            return
        half = due - question.seconds / 2
        if not question.choices and self.game.board.get("hint") is None and half > self.stage.now:
            self.next("hint", half)
        else:
            self.next("close", due)

    async def ask_anew(self) -> None:
        """Nobody could answer in time because the line was down: the question comes again, answers stay."""
        quiz = self.quiz
        if quiz.asked is None or quiz.question is None:
            return
        self._turn(replace(quiz, asked=None))
        await self.ask(self.stage.say("quiz-again"))

    async def half_time(self) -> None:
        """Half of the time is over: a hint for all, unless they wished for one before."""
        if self.game.board.get("hint") is None:
            self.hint()
        due = self.quiz.due()
        if due is not None:
            self.next("close", due)

    def hint(self) -> bool:
        """Show more of the answer, in the question's message; false where there is no more to show."""
        quiz, text = self.quiz.hint()
        message, question = self.game.board.get("message"), quiz.question
        if not text or not message or question is None:
            return False
        self._turn(quiz)
        self.game = self.game.noted(hint=text, voted=None)
        self.stage.post(self._text(question), buttons=self._rows(question), edit=message)
        return True

    def _text(self, question: Question) -> str:
        number, count = self.quiz.place + 1, len(self.quiz.pack.questions)
        head = self.stage.say("quiz-question", number=number, count=count, seconds=round(question.seconds))
        lines = [head, question.text]
        if any(len(one) > PLAIN_CHOICE for one in question.choices):
            lines += [f"{place}. {one}" for place, one in enumerate(question.choices, 1)]
        if not question.choices:
            lines.append(self.stage.say("quiz-write"))
        if hint := self.game.board.get("hint"):
            lines.append(self.stage.say("quiz-hint", hint=hint))
        return "\n".join(lines)

    def _rows(self, question: Question) -> Rows:
        where = f"{self.game.id}:{self.quiz.place}"
        if not question.choices:
            return ((Button(self.stage.say("quiz-want-hint"), data=f"c:qh:{where}"),),)
        return tuple(
            (Button(f"{number + 1}. {choice}", data=f"c:qa:{where}:{number}"),)
            for number, choice in enumerate(question.choices)
        )

    # Answers

    async def said(self, update: Said, person: int, name: str) -> bool:
        """Take words as an answer; false where they are talk."""
        quiz, asked, due = self.quiz, self.quiz.asked, self.quiz.due()
        if asked is None or due is None or not update.text or update.at < asked - SLOW:
            return False
        # Until the question is closed nobody loses by a slow way.
        quiz, heard, points = quiz.answer(person, update.text, min(max(update.at, asked), due))
        match heard:
            case Heard.RIGHT:
                place, self.game = self.quiz.place, self.game.called(person, name)
                self._turn(quiz)
                self.stage.react(update.message, "great")
                await self._closed(
                    place, self.stage.say("quiz-was-first", name=self.name(person), points=points)
                )
            case Heard.COUNTED:
                self.game = self.game.called(person, name)
                self._turn(quiz)
                self.stage.react(update.message, "ok")
            case Heard.ALMOST:
                self.stage.react(update.message, "almost")
            case Heard.AGAIN:
                return True
            case _:
                return False
        return True

    def chosen(self, place: int, choice: int, person: int, name: str) -> str:
        """Take a pressed choice; the id of what the press is answered with."""
        asked, due = self.quiz.asked, self.quiz.due()
        if place != self.quiz.place or asked is None or due is None:
            return "quiz-press-closed"
        quiz, heard, _ = self.quiz.answer(person, choice, min(max(self.stage.now, asked), due))
        if heard is Heard.COUNTED:
            self.game = self.game.called(person, name)
            self._turn(quiz)
            return "quiz-press-taken"
        return "quiz-press-again" if heard is Heard.AGAIN else "quiz-press-closed"

    def wants_hint(self, place: int, person: int) -> str:
        """Somebody votes for a hint; the id of what the press is answered with."""
        if place != self.quiz.place or self.quiz.asked is None:
            return "quiz-press-closed"
        voted: list[int] = [*self.game.board.get("voted", [])]
        if person in voted:
            return "quiz-hint-voted"
        voted.append(person)
        self.game = self.game.noted(voted=voted)
        if len(voted) < VOTES:
            return "quiz-hint-counted"
        return "quiz-hint-given" if self.hint() else "quiz-hint-none"

    # Ends

    async def close(self) -> None:
        """The time of a question is up."""
        place, quiz = self.quiz.place, self.quiz
        if quiz.asked is None or quiz.question is None:
            return
        winners = [self.name(player) for player in quiz.who_was_right(place)]
        self._turn(quiz.close())
        told = "quiz-were-right" if winners else "quiz-nobody-right"
        await self._closed(place, self.stage.say(told, names=self.stage.named(winners), count=len(winners)))

    async def _closed(self, place: int, who: str) -> None:
        question = self.quiz.pack.questions[place]
        head = self.stage.say("quiz-closed", number=place + 1, count=len(self.quiz.pack.questions))
        lines = [
            head,
            question.text,
            self.stage.say("quiz-answer", answer=question.answer),
            who,
            question.about,
        ]
        if question.source:
            lines.append(self.stage.say("quiz-source", source=question.source))
        message = self.game.board.get("message")
        self.stage.post("\n".join(filter(None, lines)), edit=message or 0)
        self.game = self.game.noted(message=None, hint=None, voted=None, sent=None, heard=None)
        if self.quiz.over:
            await self.end()
            return
        if (place + 1) % TABLE_EVERY == 0:
            self.stage.post(self.table("quiz-table"))
            await self._score()
        following = self.quiz.question
        pause = MEDIA_PAUSE if following is not None and following.media else PAUSE
        self.next("ask", self.stage.now + pause)

    async def end(self) -> None:
        """All was asked, or a moderator ended it: the table, and thanks."""
        self.stage.post(self.table("quiz-over"))
        await self._finished()

    async def stop(self, *, quietly: bool = False) -> None:
        """End it before the last question; `quietly` where nobody would hear it."""
        self._turn(self.quiz.stop())
        message = self.game.board.get("message")
        if quietly:
            await self._finished()
            return
        if message:
            self.stage.post(self.stage.say("quiz-question-dropped"), edit=message)
        await self.end()

    async def _finished(self) -> None:
        await self._score()
        self.stage.work.never(f"{DUE}:{self.game.id}")
        self.game = replace(self.game, status=Status.ENDED, ended=self.stage.now)

    async def _score(self) -> None:
        brought = {row.player: Points(row.points, row.right) for row in self.quiz.table()}
        await self.stage.work.games.score(self.game, self.stage.club.id, brought, self.stage.now)

    def table(self, heading: str) -> str:
        """Who has how many points, the best first."""
        rows = self.quiz.table()
        lines = [self.stage.say(heading, title=self.game.title, count=len(rows))]
        for place, row in enumerate(rows[:MOST_ROWS], 1):
            values = {"place": place, "name": self.name(row.player), "points": row.points, "right": row.right}
            lines.append(self.stage.say("quiz-row", **values))
        if len(rows) > MOST_ROWS:
            lines.append(self.stage.say("quiz-more-players", count=len(rows) - MOST_ROWS))
        return "\n".join(lines)

    def name(self, player: int) -> str:
        """How a player is called in the chat."""
        return self.game.names.get(player) or self.stage.say("quiz-somebody")


def attached(media: str) -> Attachment:
    """The sound or picture that a question names: a file beside the packs, or a photograph of a moderator."""
    messenger, colon, ref = media.partition(":")
    if colon:
        return Attachment(AttachmentKind.PHOTO, ref, messenger=messenger)
    kind = AttachmentKind.VOICE if media.endswith(".ogg") else AttachmentKind.PHOTO
    return Attachment(kind, media, media, messenger=MEDIA, keep=f"{MEDIA}:{media}")
