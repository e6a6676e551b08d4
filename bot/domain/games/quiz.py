"""A quiz: questions one after another, with four choices or a free answer, points and a table.

A quiz is a value, as a battle is: each deed gives a new one, and `plain()` keeps it over restarts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.games.matching import Verdict, folded, judged

POINTS = 10
QUICK = 5
"""Points for an answer, and how many more an answer at once brings; the rest falls with the time."""

HINT_COST = 3
"""Points that each hint takes from what the question still brings."""

FEWEST = 3
"""Points that a right answer always brings."""

MEDIA = "media"
"""What stands in the place of a messenger, of files that lie beside the packs."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with the right answers as people may write them.

    With `choices`, the first of `answers` is among them, and each player answers once. `media` names a
    picture or a sound, as the content knows it; `source` is where the fact can be read.
    """

    text: str
    answers: tuple[str, ...]
    choices: tuple[str, ...] = ()
    hint: str = ""
    source: str = ""
    media: str = ""
    about: str = ""
    seconds: float = 60.0

    @property
    def answer(self) -> str:
        """The right answer, as it is told."""
        return self.answers[0]

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "text": self.text,
            "answers": list(self.answers),
            "choices": list(self.choices),
            "hint": self.hint,
            "source": self.source,
            "media": self.media,
            "about": self.about,
            "seconds": self.seconds,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Question:
        """The question that was made plain."""
        return cls(**{**plain, "answers": tuple(plain["answers"]), "choices": tuple(plain["choices"])})


@dataclass(frozen=True, slots=True)
class QuizPack:
    """Questions of one topic."""

    title: str
    language: str
    questions: tuple[Question, ...]
    about: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        questions = [one.plain() for one in self.questions]
        return {"title": self.title, "language": self.language, "questions": questions, "about": self.about}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> QuizPack:
        """The pack that was made plain."""
        questions = tuple(Question.of(one) for one in plain["questions"])
        return cls(plain["title"], plain["language"], questions, plain["about"])


class Heard(StrEnum):
    """What became of an answer."""

    RIGHT = "right"
    ALMOST = "almost"
    WRONG = "wrong"
    COUNTED = "counted"
    AGAIN = "again"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was counted."""

    question: int
    player: int
    right: bool
    points: int
    at: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    player: int
    points: int
    right: int


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz at a moment; `place` is the question that is asked, `asked` when, None between questions."""

    pack: QuizPack
    place: int = 0
    asked: float | None = None
    given: tuple[Given, ...] = ()
    hints: int = 0
    stopped: bool = False

    @property
    def question(self) -> Question | None:
        """The question that is asked now, or comes next; None at the end."""
        questions = self.pack.questions
        return questions[self.place] if not self.over and self.place < len(questions) else None

    @property
    def over(self) -> bool:
        """Whether all questions were asked, or it was ended."""
        return self.stopped or self.place >= len(self.pack.questions)

    def ask(self, at: float) -> Quiz:
        """Ask the next question: from now on answers count."""
        return self if self.over or self.asked is not None else replace(self, asked=at, hints=0)

    def due(self) -> float | None:
        """When the time of the question is up."""
        question = self.question
        return self.asked + question.seconds if question and self.asked is not None else None

    def answer(self, player: int, said: str | int, at: float) -> tuple[Quiz, Heard, int]:
        """Take an answer: a text, or the place of a choice; also what it brought.

        Choices are told right or wrong only when the question is closed, so that nobody is prompted. Of free
        answers the first right one closes the question.
        """
        question, due = self.question, self.due()
        if question is None or due is None or at > due:
            return self, Heard.CLOSED, 0
        if question.choices:
            return self._chosen(question, player, said, at)
        verdicts = {judged(str(said), answer) for answer in question.answers}
        if Verdict.RIGHT in verdicts:
            points = self._points(question, at)
            return self._counted(Given(self.place, player, True, points, at)).close(), Heard.RIGHT, points
        return self, Heard.ALMOST if Verdict.ALMOST in verdicts else Heard.WRONG, 0

    def hint(self) -> tuple[Quiz, str]:
        """Show more of the answer for fewer points: the editor's hint first, then letters one by one."""
        question = self.question
        if question is None or self.asked is None or question.choices:
            return self, ""
        own = 1 if question.hint else 0
        if self.hints < own:
            return replace(self, hints=self.hints + 1), question.hint
        shown = self.hints - own + 1
        if shown >= len(folded(question.answer)):
            return self, ""
        return replace(self, hints=self.hints + 1), _begun(question.answer, shown)

    def again(self, at: float) -> Quiz:
        """Ask the question anew, as when nobody could hear it; answers that were counted stay."""
        return self if self.question is None else replace(self, asked=at)

    def close(self) -> Quiz:
        """End the question, answered or not; the next one is then asked by `ask`."""
        return self if self.asked is None else replace(self, asked=None, place=self.place + 1, hints=0)

    def stop(self) -> Quiz:
        """End the quiz before its last question."""
        return replace(self, stopped=True, asked=None)

    def who_was_right(self, place: int) -> tuple[int, ...]:
        """Those who answered a question right, in the order of their answers."""
        return tuple(one.player for one in self.given if one.question == place and one.right)

    def table(self) -> tuple[Row, ...]:
        """All who answered, the best first; of equals the one who was there sooner."""
        points, right = Counter[int](), Counter[int]()
        for one in self.given:
            points[one.player] += one.points
            right[one.player] += one.right
        rows = [Row(player, points[player], right[player]) for player in points]
        return tuple(sorted(rows, key=lambda row: (-row.points, -row.right)))

    def _chosen(self, question: Question, player: int, said: str | int, at: float) -> tuple[Quiz, Heard, int]:
        choice = said if isinstance(said, int) else _choice(question, said)
        if choice is None or not 0 <= choice < len(question.choices):
            return self, Heard.WRONG, 0
        if any(one.question == self.place and one.player == player for one in self.given):
            return self, Heard.AGAIN, 0
        right = question.choices[choice] == question.answer
        points = self._points(question, at) if right else 0
        return self._counted(Given(self.place, player, right, points, at)), Heard.COUNTED, points

    def _points(self, question: Question, at: float) -> int:
        spent = min(max(at - (at if self.asked is None else self.asked), 0.0) / question.seconds, 1.0)
        return max(FEWEST, POINTS + round(QUICK * (1 - spent)) - HINT_COST * self.hints)

    def _counted(self, given: Given) -> Quiz:
        return replace(self, given=(*self.given, given))

    def plain(self) -> dict[str, Any]:
        """All but the pack, as JSON can hold it."""
        return {
            "place": self.place,
            "asked": self.asked,
            "given": [[one.question, one.player, one.right, one.points, one.at] for one in self.given],
            "hints": self.hints,
            "stopped": self.stopped,
        }

    def joined(self, keeper: int, joining: int) -> Quiz:
        """The same where two players turn out to be one person; their first answer to a question counts."""
        if all(one.player != joining for one in self.given):
            return self
        given: list[Given] = []
        for one in self.given:
            mine = replace(one, player=keeper) if one.player == joining else one
            if all((mine.question, mine.player) != (before.question, before.player) for before in given):
                given.append(mine)
        return replace(self, given=tuple(given))

    @classmethod
    def of(cls, pack: QuizPack, plain: Mapping[str, Any]) -> Quiz:
        """The quiz that was made plain, over its pack."""
        given = tuple(Given(*one) for one in plain["given"])
        return cls(pack, plain["place"], plain["asked"], given, plain["hints"], plain["stopped"])


def _choice(question: Question, said: str) -> int | None:
    """The choice that a text names: by its number, its letter, or its words."""
    word = folded(said)
    if word.isdecimal() and 1 <= int(word) <= len(question.choices):
        return int(word) - 1
    for letters in ("абвг", "abcd"):
        if len(word) == 1 and word in letters[: len(question.choices)]:
            return letters.index(word)
    right = [place for place, one in enumerate(question.choices) if judged(word, one) is Verdict.RIGHT]
    return right[0] if right else None


def _begun(answer: str, shown: int) -> str:
    """The answer with its first letters open, spaces and hyphens as they are."""
    begun, left = "", shown
    for letter in answer:
        begun += letter if left > 0 or not letter.isalnum() else "·"
        left -= letter.isalnum()
    return begun
