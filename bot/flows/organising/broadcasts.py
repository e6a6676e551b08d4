"""Letters to many: written, seen as residents see them, counted, confirmed by the number; and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.broadcasts import IDLE_WEEKS, Audience, Broadcast, Count, Going, LeftOut, Who
from bot.domain.media import for_many, stays
from bot.flows.answers import Choice, Telling, Words, file_from
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.organising.mailing import Mailing, card_key, letter
from bot.flows.services import Services
from bot.vocabulary import Attachment, AttachmentKind, Button, Key, Lane

LONGEST, LONGEST_CAPTION = 3500, 1000
"""Characters of a letter, and of one with a file, which every messenger takes whole."""

SHOWN = 5
"""Broadcasts in the list: older ones have been read."""

_LABEL = 40

_TRAVELLING = frozenset({AttachmentKind.PHOTO, AttachmentKind.FILE, AttachmentKind.VIDEO})


@dataclass(frozen=True, slots=True)
class Wording(Telling):
    """What goes to everybody: words, with one picture or file at most; `alone` with one messenger only."""

    longest: int = LONGEST
    alone: bool = True

    def read(self, reply: Reply) -> Any | Refusal:
        """The words, and what came with them."""
        # Called by name: `super()` does not work in classes with slots.
        found = Telling.read(self, reply)
        if isinstance(found, Refusal):
            return found
        if len(found["files"]) > 1 or any(file["kind"] not in _TRAVELLING for file in found["files"]):
            return Refusal("broadcast-one-file")
        if not self.alone and any(stays(file_from(file)) for file in found["files"]):
            return Refusal("broadcast-file-stays")
        if not found["text"]:
            return Refusal("broadcast-words-too")
        if found["files"] and len(found["text"]) > LONGEST_CAPTION:
            return Refusal(
                "broadcast-too-long-for-file", {"longest": LONGEST_CAPTION, "length": len(found["text"])}
            )
        return found


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that must be typed as it is shown: nobody sends to thousands by a slip of the finger."""

    number: int

    def read(self, reply: Reply) -> Any | Refusal:
        """The number, however it is spaced."""
        digits = re.sub(r"[\s\u00a0\u202f.,]", "", reply.text)
        if digits != str(self.number):
            return Refusal("broadcast-number-wrong")
        return self.number

    def recall(self, stored: Any) -> int:
        """The number."""
        return int(stored)

    def options(self) -> tuple[Choosable, ...]:
        """None: it is to be typed."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


async def broadcasts(turn: Turn, services: Services) -> None:
    """What was sent lately, and a new one."""
    say = services.say
    choices = [Choosable("new", say("broadcast-new"), to=("broadcast", ""))]
    for one in await services.work.broadcasts.latest(SHOWN):
        label = say("broadcast-label", number=one.id, text=clipped(one.text, _LABEL))
        choices.append(Choosable(f"n{one.id}", clipped(label, _LABEL), to=("sent", str(one.id))))
    choices.append(Choosable("menu", say("button-menu"), to=("menu", "")))
    await follow(turn, "which", say("broadcasts"), tuple(choices))


async def sent(turn: Turn, services: Services) -> None:
    """How far a broadcast is, or what became of it."""
    work = services.work
    known = turn.subject.isdecimal() and len(turn.subject) < 16
    one = await work.broadcasts.get(int(turn.subject)) if known else None
    if one is None:
        turn.go("broadcasts")
        return

    async def again() -> bool:
        mailing = Mailing(services.line, work)
        posts = await work.broadcasts.posts(one.id)
        await mailing.show(one, posts)
        await work.cards.repost(one.address, card_key(one.id), Lane.STAFF, None, "")
        return True

    if one.address == services.address and not one.state.over:
        await turn.once("shown", again)
        return
    mailing = Mailing(services.line, work)
    posts = await work.broadcasts.posts(one.id) if not one.state.over else {}
    turn.show(mailing.progress(one, posts) if posts else mailing.report_kept(one))
    turn.go("broadcasts")


async def broadcast(turn: Turn, services: Services) -> None:
    """Write one letter, choose whom it is for, look at it, and send it to all of them."""
    wording = Wording(alone=len(services.line.accounts) == 1)
    words = await turn.ask("words", "broadcast-ask-words", wording)
    audience = await _audience(turn, services)
    urgent = await _urgent(turn, services)
    kept = await turn.keep("counted", lambda: _counted(services, audience))
    total = int(kept["total"])
    turn.show(services.say("broadcast-preview"))
    turn.messages.append(letter(services.line, words.text, _file(words), None))
    ways = [("go", "broadcast-go")] if total else []
    ways += [("words", "broadcast-other-words"), ("who", "broadcast-other-who")]
    text = services.say(
        "broadcast-count",
        who=audience_words(services, audience),
        total=total,
        left_out="\n".join(_left_out(services, kept)),
        when=services.say("broadcast-now" if urgent else "broadcast-by-day"),
    )
    chosen = await turn.ask_text("check", text, Choice.of((key, services.say(id)) for key, id in ways))
    if chosen == "words":
        turn.forget("check", "words", "?counted")
    if chosen == "who":
        turn.forget("check", "who", "district", "kind", "urgent", "?counted")
    await turn.ask("number", "broadcast-ask-number", Typed(total), total=total)
    number = await turn.once("begun", lambda: _begin(services, words, audience, urgent=urgent))
    turn.say("broadcast-begun", number=number)


async def _audience(turn: Turn, services: Services) -> Audience:
    content, say = services.content, services.say
    offered = [Who.EVERYBODY]
    if content.districts:
        offered.append(Who.DISTRICT)
    if content.calendar.kinds:
        offered += [Who.FOLLOWERS, Who.NOT_COMING]
    offered.append(Who.NOT_ASKED)
    if len(services.line.accounts) > 1:
        offered.append(Who.NOT_LINKED)
    labels = Choice.of((str(who), say(f"broadcast-to-{who}", weeks=IDLE_WEEKS)) for who in offered)
    who = Who(await turn.ask("who", "broadcast-ask-who", labels))
    if who is Who.DISTRICT:
        districts = Choice.of((one.key, one.title) for one in content.districts)
        return Audience(who, await turn.ask("district", "broadcast-ask-district", districts))
    if who is Who.FOLLOWERS:
        kinds = Choice.of((one.key, one.title) for one in content.calendar.kinds)
        return Audience(who, await turn.ask("kind", "broadcast-ask-kind", kinds))
    return Audience(who)


async def _urgent(turn: Turn, services: Services) -> bool:
    ways = Choice.of((key, services.say(f"broadcast-when-{key}")) for key in ("day", "now"))
    quiet = services.content.calendar.quiet
    begin, end = f"{quiet.begin:%H:%M}", f"{quiet.end:%H:%M}"
    return await turn.ask("urgent", "broadcast-ask-when", ways, begin=begin, end=end) == "now"


async def _counted(services: Services, audience: Audience) -> dict[str, Any]:
    count: Count = await services.work.broadcasts.count(audience, services.line.accounts, services.now)
    return {"total": count.total, **{f"not-{reason}": many for reason, many in count.left_out.items()}}


def _left_out(services: Services, kept: Mapping[str, Any]) -> list[str]:
    """Who gets nothing, and why."""
    found = [(reason, int(kept.get(f"not-{reason}", 0))) for reason in LeftOut]
    lines = [services.say(f"broadcast-not-{reason}", count=many) for reason, many in found if many]
    return lines or [services.say("broadcast-not-nobody")]


def audience_words(services: Services, audience: Audience) -> str:
    """Whom a broadcast is for, in words."""
    title = ""
    if audience.who is Who.DISTRICT:
        title = next((one.title for one in services.content.districts if one.key == audience.about), "")
    if audience.who is Who.FOLLOWERS:
        kind = services.content.calendar.kind(audience.about)
        title = kind.title if kind is not None else audience.about
    words = services.say(f"broadcast-to-{audience.who}", weeks=IDLE_WEEKS)
    return services.say("broadcast-to-which", who=words, title=title) if title else words


def _file(words: Words) -> Attachment | None:
    """What goes along: it is uploaded to each messenger once."""
    return for_many(words.files[0]) if words.files else None


async def _begin(services: Services, words: Words, audience: Audience, *, urgent: bool) -> int:
    new = Broadcast(
        id=0,
        author=services.person.id,
        address=services.address,
        text=words.text,
        file=_file(words),
        audience=audience,
        urgent=urgent,
        state=Going.SENDING,
        total=0,
        counts={},
        version=1,
        created_at=services.now,
    )
    begun = await services.work.broadcasts.begin(new, services.line.accounts)
    mailing = Mailing(services.line, services.work)
    await mailing.show(begun, await services.work.broadcasts.posts(begun.id))
    mailing.wake(begun, services.now)
    return begun.id


# The resident's side


async def news(turn: Turn, services: Services) -> None:
    """No more letters to many, from the next one on; or again."""
    off = turn.subject != "on"

    async def store() -> bool:
        await services.work.signups.prefer(services.person.id, "news", "off" if off else "")
        return True

    await turn.once("set", store)
    if off:
        again = ((Button(services.say("news-again"), data="g:news:on"),),)
        turn.say("news-stopped", buttons=again)
    else:
        turn.say("news-on")
