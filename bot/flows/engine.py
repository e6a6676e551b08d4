"""The engine of conversations: answers kept by key, everything else derived from them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from bot.domain.conversations import Conversation, Draft
from bot.domain.people import WORKERS, Role
from bot.domain.wording import folded
from bot.flows.buttons import PAGE, button_rows
from bot.flows.keys import with_usual_keys
from bot.vocabulary import Attachment, Button, Key, Message

if TYPE_CHECKING:
    from bot.flows.services import Services

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MOST_STEPS = 200
"""Questions and effects in one run; more is an endless loop."""

TOLD = "given"
"""The key of words that no question asked for: a conversation was begun with them."""

WHENCE = "whence"
"""The key of the flow and the subject to which a conversation leads back."""

GIVEN = frozenset({TOLD, WHENCE, "message"})
"""Answers that a flow was begun with and never asked for: they cannot be taken back."""

CARRYING = frozenset(
    {"offer", "menu", "case", "service", "guide", "places", "helped", "unhelped", "help", "person"}
    | {"language"}
)
"""Conversations through which such words travel along, so that nobody writes twice what they need."""

EFFECT, KEPT, NOTES = "!", "?", "+notes"

WAS = f"{KEPT}was"
"""The key of what a question that is asked anew was answered with before."""


class FlowError(Exception):
    """A mistake of the programmer in a flow."""


class Withdrawn(Exception):
    """A stored answer is no longer among what can be answered: the question is asked again."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reply is no answer: the id and values of the sentence that helps."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answered: words, a pressed option, attachments."""

    text: str = ""
    option: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosable:
    """A button under a question: `to` leads to another flow from wherever it is pressed, else it answers."""

    key: str
    label: str
    to: tuple[str, str] | None = None


class Answer(Protocol[T_co]):
    """What counts as an answer to a question."""

    def read(self, reply: Reply) -> Any | Refusal:
        """The value to store, as JSON has it, or why not."""

    def recall(self, stored: Any) -> T_co:
        """The stored value as the flow uses it; raises Withdrawn when it no longer holds."""

    def options(self) -> tuple[Choosable, ...]:
        """The buttons under the question, best one to a row."""

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """Extra keys under the input, above the usual ones."""


class _Asked(Exception):
    """The turn ends with an open question."""


class _Taken(Exception):
    """The reply answers the open question; by what, is all that a probe wants to know."""


class _Again(Exception):
    """Answers were forgotten: the flow runs once more."""


class Go(Exception):
    """The talk goes on in another flow."""

    def __init__(self, flow: str, subject: str, answers: Mapping[str, Any]) -> None:
        super().__init__(flow)
        self.flow = flow
        self.subject = subject
        self.answers = answers


class Turn:
    """One exchange in a conversation, as a flow sees it."""

    def __init__(
        self, conversation: Conversation, reply: Reply | None, services: Services, *, probing: bool = False
    ) -> None:
        self.subject = conversation.subject
        self.answers: dict[str, Any] = dict(conversation.answers)
        self.reply = reply
        self.messages: list[Message] = []
        self.asked = ""
        self.page = 0
        self._conversation = conversation
        self._services = services
        self._page = 0
        self._took = False
        self._kept: list[Message] = []
        self._probing = probing
        self._seen: set[str] = set()

    def say(self, id: str, *, buttons: tuple[tuple[Button, ...], ...] = (), **values: Any) -> None:
        """Tell the person something, once: what stands before an answered question is not said again."""
        self.messages.append(Message(self._services.say(id, **values), buttons=buttons))

    def greet(self, id: str, **values: Any) -> None:
        """As `say`, and the usual keyboard comes back under the input with it."""
        self.messages.append(Message(self._services.say(id, **values), keyboard=self._services.keyboard()))

    @property
    def took(self) -> bool:
        """Whether the last question has just been answered: what is said of that is said once."""
        return self._took

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Conversations left in the middle, the newest first."""
        return self._conversation.drafts

    def show(self, text: str, *, attachment: Attachment | None = None) -> None:
        """Tell the person something whose text the content holds."""
        self.messages.append(Message(text, attachment=attachment))

    async def ask(self, key: str, prompt: str, answer: Answer[T], **values: Any) -> T:
        """The answer to a question; ends the turn when there is none yet."""
        return await self.ask_text(key, self._services.say(prompt, **values), answer)

    async def ask_text(self, key: str, text: str, answer: Answer[T]) -> T:
        """As `ask`, with a text that the content holds."""
        self._step(key)
        if key in self.answers:
            try:
                value = answer.recall(self.answers[key])
            except Withdrawn:
                del self.answers[key]
            else:
                # What stands before an answered question was said; a keyboard set by this answer must arrive.
                if self._took:
                    self._took = False
                    self._kept = [message for message in self.messages if message.keyboard]
                self.messages = list(self._kept)
                return value
        if self._conversation.asked == key:
            # Asked again, it shows what the person was looking at.
            self._page = self._conversation.page
        if self.reply is not None and self._conversation.asked == key:
            reply, self.reply = self.reply, None
            self.messages.clear()
            turned = self._turned(reply, answer)
            if turned is not None:
                self._page = turned
            else:
                stored = answer.read(reply)
                if not isinstance(stored, Refusal):
                    if self._probing:
                        raise _Taken(answer)
                    self.answers[key] = stored
                    self._took = True
                    return answer.recall(stored)
                self.messages.append(Message(self._services.say(stored.id, **stored.values)))
        self.asked = key
        self._question(key, text, answer)
        raise _Asked

    def _turned(self, reply: Reply, answer: Answer[Any]) -> int | None:
        """The page that the reply turns to: pressed, or typed in words; None when it turns none."""
        if reply.option is not None:
            digits = reply.option.removeprefix("~")
            return None if digits == reply.option else int(digits) if digits.isdecimal() else 0
        more = folded(self._services.say("button-more"))
        turns = len(answer.options()) > PAGE and folded(reply.text) == more
        return self._conversation.page + 1 if turns else None

    def _question(self, key: str, text: str, answer: Answer[Any]) -> None:
        options = answer.options()
        self.page = self._page if self._page * (PAGE - 1) < len(options) else 0
        keys = answer.keys(self._services.say) if self._services.shares_phone else ()
        keyboard = (tuple(keys), *self._services.keyboard()) if keys else ()
        serial, more = self._conversation.serial, self._services.say("button-more")
        hides = self._services.hides(self.subject)
        rows = button_rows(options, serial, key, self._page, more, PAGE - 1 if hides else PAGE)
        if hides:
            # It stands on every screen of such a talk, so that nobody has to look for it.
            rows += ((Button(self._services.say("button-hide"), data=f"g:hide:{self.subject}"),),)
        if rows and keyboard:
            # One message carries either buttons or a keyboard: the keyboard goes with a line of its own.
            self.messages.append(Message(self._services.say("keyboard-below"), keyboard=keyboard))
            keyboard = ()
        self.messages.append(Message(text, buttons=rows, keyboard=keyboard))

    async def once(self, key: str, action: Callable[[], Awaitable[T]]) -> T:
        """Do something that lasts, exactly once in a conversation; earlier answers are history then."""
        name = EFFECT + key
        self._step(name)
        if name not in self.answers:
            self.answers[name] = await action()
        result: T = self.answers[name]
        return result

    async def keep(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """A read that must stay as it was for the rest of the conversation."""
        name = KEPT + key
        self._step(name)
        if name not in self.answers:
            self.answers[name] = await read()
        result: T = self.answers[name]
        return result

    def forget(self, *keys: str) -> None:
        """Ask these questions again, now."""
        for key in keys:
            self.answers.pop(key, None)
        raise _Again

    def change(self, *keys: str) -> None:
        """Ask these questions again, now; Back gives them the answers that they had."""
        self.settle_changes()
        self.answers[WAS] = {key: self.answers.pop(key) for key in keys if key in self.answers}
        raise _Again

    def settle_changes(self) -> None:
        """What was asked anew is answered: there is nothing to go back to."""
        self.answers.pop(WAS, None)

    def go(self, flow: str, subject: str = "", **answers: Any) -> None:
        """End here and go on in another flow, with some of its answers known."""
        raise Go(flow, subject, answers)

    def _step(self, key: str) -> None:
        if key in self._seen:
            raise FlowError(f"{self._conversation.flow}: {key} is asked twice in one run")
        self._seen.add(key)
        if len(self._seen) > MOST_STEPS:
            raise FlowError(f"{self._conversation.flow}: more than {MOST_STEPS} steps")

    def start_again(self) -> None:
        """Back to the first line, with the answers as they are now."""
        self._seen.clear()
        self.messages.clear()
        self._took = False


FlowFunction = Callable[[Turn, "Services"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation with its place.

    `draft` flows are offered again when left, `staff` flows need the power of staff on every turn, in one of
    the `roles`; `moderating` flows need that of a moderator over the club whose number their subject begins
    with («7», «7-12»; where it begins with none, over any club). Of these, a `menu` waits for no words.
    `parent` is where Back leads from the first question.
    """

    name: str
    run: FlowFunction
    draft: bool = False
    staff: bool = False
    roles: frozenset[Role] = WORKERS
    menu: bool = False
    moderating: bool = False
    parent: Callable[[str], tuple[str, str]] = lambda _subject: ("menu", "")

    @property
    def guarded(self) -> bool:
        """Whether not everybody may hold it."""
        return self.staff or self.moderating


@dataclass(frozen=True, slots=True)
class Result:
    """What a turn came to: the next conversation, the messages, and a reply that nothing took."""

    conversation: Conversation
    messages: tuple[Message, ...]
    unused: Reply | None = None


async def take_turn(
    flows: Mapping[str, Flow], conversation: Conversation, reply: Reply | None, services: Services
) -> Result:
    """Run the conversation's flow from its first line with the reply, following where it leads."""
    said: list[Message] = []
    for _ in range(8):
        flow = flows.get(conversation.flow)
        if flow is None:
            conversation, reply = begin(conversation, "menu", ""), None
            flow = flows["menu"]
        turn = Turn(conversation, reply, services)
        try:
            await _run(flow, turn, services)
        except Go as go:
            said += turn.messages
            answers = carried(conversation, go.flow, go.answers)
            conversation = begin(conversation, go.flow, go.subject, answers)
            reply = turn.reply
            continue
        said += turn.messages
        if turn.asked:
            conversation = replace(conversation, answers=turn.answers, asked=turn.asked, page=turn.page)
        else:
            conversation = replace(conversation, flow="", subject="", answers={}, asked="", heard={})
        return Result(*with_usual_keys(conversation, said, services), turn.reply)
    raise FlowError(f"{conversation.flow}: flows lead to each other without an end")


async def taker(
    flows: Mapping[str, Flow], conversation: Conversation, reply: Reply, services: Services
) -> Answer[Any] | None:
    """What would take the reply, if the open question would; nothing happens beyond finding out."""
    if (flow := flows.get(conversation.flow)) is None:
        return None
    try:
        await _run(flow, Turn(conversation, reply, services, probing=True), services)
    except _Taken as taken:
        found: Answer[Any] = taken.args[0]
        return found
    except Go:
        pass
    return None


async def _run(flow: Flow, turn: Turn, services: Services) -> None:
    for _ in range(MOST_STEPS):
        try:
            await flow.run(turn, services)
        except _Asked:
            return
        except _Again:
            turn.start_again()
            continue
        return
    raise FlowError(f"{flow.name}: forgets its answers without an end")


def begin(
    conversation: Conversation, flow: str, subject: str, answers: Mapping[str, Any] | None = None
) -> Conversation:
    """The next conversation in this chat; buttons of the last one are old from now on."""
    return replace(
        conversation,
        serial=conversation.serial + 1,
        flow=flow,
        subject=subject,
        answers=dict(answers or {}),
        asked="",
        asked_letter=0,
        heard={},
        album=None,
        page=0,
    )


def carried(conversation: Conversation, flow: str, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers that the next flow begins with, and the words that were said before it.

    The menu forgets them, unless it was chosen as the answer to them: there something new begins.
    """
    told = conversation.answers.get(TOLD)
    if told is None or conversation.flow not in CARRYING or flow not in CARRYING - {"menu"}:
        return answers
    return {TOLD: told, **answers}


def step_back(conversation: Conversation) -> Conversation | None:
    """The conversation without its last answer, or None where there is none to take back."""
    answers = dict(conversation.answers)
    for key in reversed(list(answers)):
        if key.startswith(EFFECT):
            return None
        if key == WAS:
            kept = answers.pop(WAS)
            return replace(conversation, answers={**answers, **kept}, asked="")
        if key == NOTES or key in GIVEN:
            continue
        del answers[key]
        if not key.startswith(KEPT):
            return replace(conversation, answers=answers, asked="")
    return None
