"""A resident's own requests: their state in words, a message to add, cancelling, rating, reopening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.domain.requests import REOPEN_WITHIN, Action, HelpRequest, Refused, State
from bot.domain.requests import change as next_change
from bot.flows.answers import Choice, ChoiceOrWords, Line, Telling, Words
from bot.flows.browse import follow
from bot.flows.cards import about_of, clipped, resident_state, service_title
from bot.flows.desk import Desk
from bot.flows.engine import Choosable, Turn
from bot.flows.overhearing import overhear
from bot.flows.secrets import is_secret
from bot.flows.services import Services
from bot.vocabulary import Said, Sender


async def mine(turn: Turn, services: Services) -> None:
    """Each open request, and those that can still be reopened."""
    shown = [request for request in await _own(services) if _listed(request, services.now)]
    menu = Choosable("menu", services.say("button-menu"), to=("menu", ""))
    if not shown:
        await follow(turn, "which", services.say("mine-none"), (menu,))
        return
    about = _told_apart(services, shown)
    lines = "\n".join([await _line(services, request, about[request.id]) for request in shown])
    choices = tuple(
        Choosable(
            str(request.id), _label(services, request, about[request.id]), to=("request", str(request.id))
        )
        for request in shown
    )
    await follow(turn, "which", services.say("mine", count=len(shown), lines=lines), (*choices, menu))


def _title(services: Services, request: HelpRequest) -> str:
    """What a request is about; of what must not be seen on the screen, only that a person was called."""
    if is_secret(services.content, request):
        return services.content.person_service.title
    return service_title(services, request.service)


def _told_apart(services: Services, shown: Sequence[HelpRequest]) -> dict[int, str]:
    """What tells requests of one service apart, by number: the first words, or when it was opened."""
    titles = {one.id: _title(services, one) for one in shown}
    often = Counter(titles.values())
    words = {
        one.id: "" if is_secret(services.content, one) else clipped(about_of(one), _ABOUT) for one in shown
    }
    told = Counter((titles[number], about) for number, about in words.items())
    return {
        one.id: ""
        if often[titles[one.id]] == 1
        else words[one.id]
        if words[one.id] and told[titles[one.id], words[one.id]] == 1
        else services.moment(one.opened_at)
        for one in shown
    }


_ABOUT = 24
"""Characters of a request's words that tell it apart."""


def _label(services: Services, request: HelpRequest, about: str) -> str:
    """A request on a button: the number, the service, and what tells it apart from others like it."""
    title = services.say("mine-button", number=request.id, service=_title(services, request))
    if about:
        title = clipped(title, max(40 - 3 - len(about), 20)) + " · " + about
    return clipped(title, 40)


async def _own(services: Services) -> list[HelpRequest]:
    return await services.work.requests.of_person(services.person.id, open_only=False)


def _listed(request: HelpRequest, now: float) -> bool:
    return request.state.open or (request.closed_at is not None and now - request.closed_at <= REOPEN_WITHIN)


async def _line(services: Services, request: HelpRequest, about: str = "") -> str:
    title = _title(services, request)
    owner = await services.work.people.get(request.owner) if request.owner is not None else None
    return services.say(
        "mine-line",
        number=request.id,
        service=f"{title} ({about})" if about else title,
        opened=services.moment(request.opened_at),
        state=resident_state(services, request, owner.name if owner else ""),
    )


async def _mine_only(turn: Turn, services: Services) -> HelpRequest | None:
    """The request of the subject, if it is this person's; else where their own are."""
    number = turn.subject.partition("-")[0]
    request = await services.work.requests.named(number)
    if request is None or request.person != services.person.id:
        turn.say("request-not-found")
        turn.go("mine")
        return None
    return request


async def request(turn: Turn, services: Services) -> None:
    """One request, and what can be done about it now."""
    found = await _mine_only(turn, services)
    if found is None:
        return
    actions = []
    if found.state.open:
        actions += ["add", "withdraw"]
    elif found.state is State.DONE:
        actions += ["rate"]
    if not found.state.open and _listed(found, services.now):
        actions += ["reopen"]
    choices = [
        Choosable(action, services.say(f"button-{action}"), to=(action, str(found.id))) for action in actions
    ]
    choices.append(Choosable("mine", services.say("button-mine"), to=("mine", "")))
    await follow(turn, "action", await _line(services, found), tuple(choices))


async def add(turn: Turn, services: Services) -> None:
    """Add a message to one's request."""
    found = await _mine_only(turn, services)
    if found is None:
        return
    words = await turn.ask("words", "add-ask", Telling(2000), number=found.id)
    if turn.took:
        overhear(services, turn.subject, "words", words.text)

    async def send() -> str:
        return await pass_on(services, found, words)

    _said(turn, await turn.once("added", send), found, turn.answers["words"])


PASSED = frozenset({"added", "added-to-worker"})
"""Sentences that say that the words reached their request."""


def _said(turn: Turn, id: str, found: HelpRequest, given: Any) -> None:
    """Say what became of words; those that the request does not take any more are offered to a person."""
    turn.say(id, number=found.id)
    if id not in PASSED and given:
        turn.go("offer", "", given=given)


async def pass_on(services: Services, found: HelpRequest, words: Words) -> str:
    """Give the resident's words to the request; the id of the sentence that says what became of them."""
    said = Said(
        key="",
        at=services.now,
        address=services.address,
        sender=Sender(services.person.account, services.person.name),
        message=0,
        text=words.text,
        attachments=words.files,
    )
    try:
        now = await Desk(services).from_resident(found, said)
    except Refused as refused:
        return refused.why
    return "added-to-worker" if now.owner is not None else "added"


async def withdraw(turn: Turn, services: Services) -> None:
    """Cancel one's request, with a reason out of the list or in one's own words."""
    found = await _mine_only(turn, services)
    if found is None:
        return
    reasons = services.content.cancel_reasons
    options = [*((reason.key, reason.label) for reason in reasons), ("keep", services.say("withdraw-keep"))]
    listed = ChoiceOrWords(tuple(Choosable(key, label) for key, label in options))
    reason, words = await turn.ask("reason", "withdraw-ask", listed, number=found.id)
    if reason == OTHER:
        skip = services.say("button-skip")
        words = await turn.ask("words", "withdraw-words", Line(500, skip=skip), number=found.id)
    elif words:
        reason = await _meant(turn, services, found, words)
    if reason == "keep":
        turn.say("withdraw-kept", number=found.id)
        return
    if reason == "pass":
        given = {"text": words, "files": []}
        _said(turn, await turn.once("passed", lambda: pass_on(services, found, Words(words))), found, given)
        return
    known = services.for_staff().content.cancel_reasons
    label = words or next(option.label for option in known if option.key == reason)

    async def cancel() -> str:
        try:
            changed = await Desk(services).change(found, Action.WITHDRAW, text=label)
        except Refused as refused:
            return refused.why
        await Desk(services).tell_worker(changed, "desk-withdrawn", reason=label)
        return "withdrawn"

    turn.say(await turn.once("withdrawn", cancel), number=found.id)


OTHER = "other"
"""The reason in the editors' list after which the person says it in their own words."""


async def _meant(turn: Turn, services: Services, found: HelpRequest, words: str) -> str:
    """Words that are not in the list may be no reason but a question: nothing is cancelled without a yes."""
    sure = Choice.of((key, services.say(f"withdraw-{key}")) for key in ("yes", "pass", "no"))
    meant = await turn.ask("sure", "withdraw-sure", sure, number=found.id, words=clipped(words, 300))
    return "keep" if meant == "no" else meant


async def rate(turn: Turn, services: Services) -> None:
    """Say whether it helped, one to five; the score may come with the button."""
    found = await _mine_only(turn, services)
    if found is None:
        return
    given = turn.subject.partition("-")[2]
    scores = Choice.of((str(score), services.say(f"rate-{score}")) for score in (5, 4, 3, 2, 1))
    score = (
        given
        if given in ("1", "2", "3", "4", "5")
        else await turn.ask("score", "rate-ask", scores, number=found.id)
    )

    async def store() -> str:
        try:
            next_change(found, Action.RATE, services.person.id, services.now)
        except Refused as refused:
            return refused.why
        await Desk(services).rated(found, int(score))
        return "rated-low" if int(score) <= 2 else "rated"

    turn.say(await turn.once("rated", store), number=found.id)


async def reopen(turn: Turn, services: Services) -> None:
    """Open a finished request again, within three days, saying what is still missing."""
    found = await _mine_only(turn, services)
    if found is None:
        return
    try:
        next_change(found, Action.REOPEN, services.person.id, services.now)
    except Refused as refused:
        if "!reopened" not in turn.answers:
            turn.say(refused.why, number=found.id)
            return
    words = await turn.ask("words", "reopen-ask", Telling(1000, services.say("button-skip")), number=found.id)
    if turn.took:
        overhear(services, turn.subject, "words", words.text)

    async def open_again() -> list[str]:
        try:
            again = await Desk(services).reopen(found, words)
        except Refused as refused:
            return [refused.why, ""]
        return ["reopened", services.moment(again.promised_at)]

    id, by = await turn.once("reopened", open_again)
    turn.say(id, number=found.id, by=by)
    if id != "reopened" and turn.answers["words"]:
        turn.go("offer", "", given=turn.answers["words"])


async def which(turn: Turn, services: Services) -> None:
    """Several requests wait for an answer: ask which one the words are for."""
    waiting = [request for request in await _own(services) if request.state.open]
    about = _told_apart(services, waiting)
    choices = [Choosable(str(one.id), _label(services, one, about[one.id])) for one in waiting]
    choices.append(Choosable("other", services.say("which-other")))
    chosen = await turn.ask("which", "which-ask", Choice(tuple(choices)))
    if chosen == "other":
        turn.go("offer", "", given=turn.answers["given"])
        return
    found = next(request for request in waiting if str(request.id) == chosen)
    words = Telling(4000).recall(turn.answers["given"])

    async def send() -> str:
        return await pass_on(services, found, words)

    _said(turn, await turn.once("passed", send), found, turn.answers["given"])
