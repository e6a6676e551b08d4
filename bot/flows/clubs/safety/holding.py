"""Held messages: taken out of the chat at once, kept for a moderator, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.playing import short_name
from bot.domain.moderation import (
    DROP_AFTER,
    HELD_MOST,
    HELD_WITHIN,
    OWN_SILENCE,
    REMIND_AFTER,
    SHOWN_COUNTS,
    TELL_AGAIN,
    WIPE_AFTER,
    Held,
    HeldState,
    MeasureKind,
    Standing,
)
from bot.flows.answers import FILES, file_from, file_value
from bot.flows.cards import clipped
from bot.flows.clubs.safety.around import (
    by_whom,
    deed_of,
    mend,
    places_of_moderators,
    post,
    reader,
    tell,
)
from bot.flows.clubs.safety.measures import standing_of, take
from bot.flows.services import Services
from bot.vocabulary import Act, Attachment, AttachmentKind, Button, Edited, Lane, Message, Said, SenderKind

LONGEST = 3000
"""Characters of a held message on its card: the reasons must fit beside them."""

STEPS = ("warning", "10m", "1d", "7d", "removal")
"""What can be done about an author, beside deleting the message."""

HOLDING = 600.0
"""Seconds between two words in a chat that messages of newcomers are read first."""


def held_key(number: int) -> str:
    """The key of a held message's card."""
    return f"held:{number}"


def take_out(services: Services, club: Club, messages: Sequence[int]) -> None:
    """Delete messages from a club's chat, before anything else is said there."""
    if club.address is not None and messages:
        wants = {"for": "club-deleted", "club": club.id, "messages": list(messages)}
        services.work.put(club.address, Lane.CRISIS, Act.DELETE, wants=wants)


async def hold(
    services: Services,
    club: Club,
    standing: Standing,
    update: Said | Edited,
    reasons: Sequence[tuple[str, str]],
    *,
    quietly: bool = False,
) -> Held:
    """Take a message out of the chat and keep it for a moderator; `quietly`: nobody is told for now."""
    work, now = services.work, services.now
    album = update.album if isinstance(update, Said) else ""
    earlier = [one.message for one in standing.recent if album and one.album == album]
    take_out(services, club, [*earlier, update.message])
    before = await work.moderation.latest_held(club.id, standing.account)
    if before is not None and before.state.open and update.message in before.messages:
        # It was edited while it was being taken out.
        return before
    held = await work.moderation.hold(
        club.id,
        standing.account,
        services.person.id or None,
        update.message,
        {**_content(services, update), "more": earlier},
        reasons,
        now,
    )
    left = tuple(one for one in standing.recent if one.message not in held.messages)
    await work.moderation.keep(replace(standing, held=standing.held + 1, recent=left))
    at = club.address or services.address
    work.later(f"club-expire:{held.id}", "club-expire", now + DROP_AFTER, at, {"held": held.id})
    if quietly:
        return held
    await show(services, club, held)
    _remind(services, club)
    if before is None or now - before.at > TELL_AGAIN:
        await _tell_author(services, club, held)
    await _calm(services, club, standing)
    return held


def _content(services: Services, update: Said | Edited) -> dict[str, Any]:
    files = update.attachments
    return {
        "text": "\n".join(filter(None, (update.text, *map(_contact, files)))),
        # VK's updates carry no names.
        "name": update.sender.name or services.person.name,
        "who": str(update.sender.kind),
        "links": list(update.links),
        "album": update.album if isinstance(update, Said) else "",
        "files": [file_value(file) for file in files if file.kind in FILES],
    }


def _contact(file: Attachment) -> str:
    """A contact as words: it is shown as what it says."""
    return f"{file.name} {file.phone}".strip() if file.kind is AttachmentKind.CONTACT else ""


def can_be_shown(held: Held) -> bool:
    """Whether there is anything that the line could repeat: a story or a game of a messenger it cannot."""
    return bool(held.content.get("text") or held.content.get("files") or _links(held))


def _links(held: Held) -> list[str]:
    """Addresses that were hidden behind words: the chat sees where they lead."""
    return [link for link in held.content.get("links", ()) if "://" in link and not link.startswith("tg:")]


async def another_part(services: Services, club: Club, standing: Standing, update: Said) -> bool:
    """Whether a message belongs to an album of which a part is held; then it goes the same way."""
    if not update.album:
        return False
    last = await services.work.moderation.latest_held(club.id, standing.account)
    if last is None or last.content.get("album") != update.album:
        return False
    take_out(services, club, [update.message])
    files = [*last.content["files"], *_content(services, update)["files"]]
    more = {"more": [*last.content["more"], update.message], "files": files}
    await services.work.moderation.rewrite(last, {**last.content, **more})
    return True


def _remind(services: Services, club: Club) -> None:
    """One reminder for all that came within the same hour."""
    hour = int((services.now + REMIND_AFTER) // 3600) + 1
    key, at = f"club-waiting:{club.id}:{hour}", hour * 3600.0
    services.work.later(key, "club-waiting", at, club.address or services.address, {"club": club.id})


async def _tell_author(services: Services, club: Club, held: Held) -> None:
    if held.content.get("who") == SenderKind.PERSON:
        to = await reader(services, club, held.account)
        tell(services, club, held.account, to.say("safe-held-told", club=club.name), why="club-told")


async def _calm(services: Services, club: Club, standing: Standing) -> None:
    """Who is held again and again is silent for a while; a moderator sees it, and can undo it."""
    if standing.silent(services.now) or standing.account <= 0:
        return
    since = services.now - HELD_WITHIN
    if await services.work.moderation.held_since(club.id, since, standing.account) >= HELD_MOST:
        itself = replace(services, person=replace(services.person, id=0))
        reason = services.for_staff().say("safe-reason-often")
        await take(itself, club, standing.account, MeasureKind.SILENCE, reason, OWN_SILENCE)


# The card


async def show(services: Services, club: Club, held: Held, *, everywhere: bool = True) -> None:
    """Let moderators see a held message as it is now; its files follow when it is new."""
    message = await card(services, club, held)
    if not everywhere:
        await mend(services, held_key(held.id), message)
        return
    await post(services, club, held_key(held.id), message)
    for file in held.content.get("files", ()):
        text = services.for_staff().say("safe-held-file", number=held.id)
        for place in await places_of_moderators(services, club):
            services.work.send(place, Message(text, attachment=file_from(file), quiet=True), Lane.STAFF)


async def show_elsewhere(services: Services, club: Club, held: Held) -> None:
    """Show a held message where moderators read now, if those who were to see it could not be reached."""
    key = held_key(held.id)
    if set(await places_of_moderators(services, club)) - set(await services.work.cards.holders(key)):
        await show(services, club, held)


def told_reasons(services: Services, held: Held) -> str:
    """Why a message is held, in words, with what shows it."""
    lines = []
    for kind, words in held.reasons:
        reason = services.say(f"safe-reason-{kind}")
        lines.append(
            services.say("safe-reason-shown", reason=reason, words=clipped(words, 80)) if words else reason
        )
    return "\n".join(f"— {line}" for line in lines)


async def card(services: Services, club: Club, held: Held) -> Message:
    """A held message with its reasons, and what can be done about it."""
    staff = services.for_staff()
    say = staff.say
    words = [held.content.get("text", ""), *held.content.get("links", ())]
    text = clipped("\n".join(word for word in words if word), LONGEST) or say("safe-held-no-words")
    nameless = say("safe-unnamed", account=held.account)
    lines = [
        say("safe-held-card", number=held.id, club=club.name, name=held.name or nameless, text=text),
        say("safe-held-why", reasons=told_reasons(staff, held)),
    ]
    ends = f"{held.id}:{held.version}"
    if held.state.open:
        rows = [
            [("show", "safe-button-show"), ("drop", "safe-button-drop")],
            [("fraud", "safe-button-fraud")],
        ]
        buttons = tuple(
            tuple(Button(say(label), data=f"c:{verb}:{ends}") for verb, label in row) for row in rows
        )
        return Message("\n".join(lines), buttons)
    lines.append(say(f"safe-held-{held.state}", by=await deed_of(staff, held.decided_by)))
    if held.state is HeldState.EXPIRED:
        return Message("\n".join(lines))
    rows_of_steps: tuple[tuple[Button, ...], ...] = ()
    if held.state is HeldState.DROPPED and held.account > 0:
        steps = [Button(say(f"safe-step-{step}"), data=f"c:step:{held.id}:{step}") for step in STEPS]
        rows_of_steps = (tuple(steps[:1]), tuple(steps[1:4]), tuple(steps[4:]))
    undo = Button(say("safe-button-undo"), data=f"c:again:{ends}")
    return Message("\n".join(lines), (*rows_of_steps, (undo,)))


# Decisions


async def put_back(services: Services, club: Club, held: Held) -> bool:
    """Show a held message in the chat, in the author's name; a person has looked at it, so trust grows."""
    if not can_be_shown(held) or not await _decide(services, held, HeldState.SHOWN):
        return False
    work = services.work
    data: dict[str, list[int]] = {"messages": []}
    entry = await work.moderation.log(
        club.id, by_whom(services), "shown", held_key(held.id), services.now, data
    )
    if held.account:
        standing = await standing_of(services, club, held.account)
        better = replace(standing, ordinary=standing.ordinary + SHOWN_COUNTS, held=max(0, standing.held - 1))
        await work.moderation.keep(better)
    say_in_chat(services, club, held, entry)
    await show_again(services, club, held.id)
    return True


def say_in_chat(services: Services, club: Club, held: Held, entry: int) -> None:
    """«Анна пишет: …», with the files; the numbers of what is said are noted in the log, for an undo."""
    if club.address is None:
        return
    files: list[Attachment] = [file_from(file) for file in held.content.get("files", ())]
    words = "\n".join([held.content.get("text", ""), *_links(held)]).strip()
    say = services.line.book.localised(club.language).texts.say
    name = short_name(held.name) or say("safe-somebody")
    text = (
        say("safe-shown", name=name, text=clipped(words, LONGEST)) if words else say("safe-sent", name=name)
    )
    if held.content.get("own"):
        # The line itself had said it: whose words these are, they tell.
        text = clipped(words, LONGEST)
    wants = {"for": "club-shown", "entry": entry}
    if len(files) == 1 and len(text) <= 1000:
        services.work.send(club.address, Message(text, attachment=files[0]), wants=wants)
        return
    services.work.send(club.address, Message(text), wants=wants)
    for file in files:
        services.work.send(club.address, Message("", attachment=file), wants=wants)


async def drop(services: Services, club: Club, held: Held, *, quietly: bool = False) -> bool:
    """Leave a held message out of the chat; the author is told in private, unless it is done quietly."""
    if not await _decide(services, held, HeldState.DROPPED):
        return False
    await services.work.moderation.log(
        club.id, by_whom(services), "dropped", held_key(held.id), services.now, {}
    )
    if not quietly:
        await _tell_dropped(services, club, held)
    await show_again(services, club, held.id)
    return True


async def drop_silently(services: Services, held: Held) -> None:
    """A message that left the chat by a moderator's tap is kept as one that was dropped."""
    await _decide(services, held, HeldState.DROPPED)


async def _tell_dropped(services: Services, club: Club, held: Held) -> None:
    if held.content.get("who") == SenderKind.PERSON:
        to = await reader(services, club, held.account)
        tell(services, club, held.account, to.say("safe-dropped-told", club=club.name))


async def expire(services: Services, club: Club, held: Held) -> None:
    """Nobody decided for a week: the message is dropped, and its author knows."""
    if await _decide(services, held, HeldState.EXPIRED):
        key = held_key(held.id)
        await services.work.moderation.log(club.id, None, "expired", key, services.now)
        to = await reader(services, club, held.account)
        if held.content.get("who") == SenderKind.PERSON:
            tell(services, club, held.account, to.say("safe-expired-told", club=club.name))
        await show_again(services, club, held.id)


async def decide_fraud(services: Services, held: Held) -> bool:
    """Mark a held message as a swindler's; what follows for the account is done elsewhere."""
    return await _decide(services, held, HeldState.FRAUD)


async def wait_again(services: Services, club: Club, held: Held) -> bool:
    """A decision is taken back: the message waits as it did before, with its buttons."""
    if held.state.open or not await services.work.moderation.decide(held, HeldState.WAITING, None, 0.0):
        return False
    work = services.work
    work.never(f"club-wipe:{held.id}")
    at = club.address or services.address
    work.later(f"club-expire:{held.id}", "club-expire", services.now + DROP_AFTER, at, {"held": held.id})
    await show_again(services, club, held.id)
    return True


async def _decide(services: Services, held: Held, state: HeldState) -> bool:
    work, now = services.work, services.now
    if not held.state.open or not await work.moderation.decide(held, state, by_whom(services), now):
        return False
    work.never(f"club-expire:{held.id}")
    work.later(f"club-wipe:{held.id}", "club-wipe", now + WIPE_AFTER, services.address, {"held": held.id})
    return True


async def uncount(services: Services, club: Club, account: int) -> None:
    """Take back the trust that came with being shown."""
    if not account:
        return
    standing = await standing_of(services, club, account)
    ordinary = max(0, standing.ordinary - SHOWN_COUNTS)
    await services.work.moderation.keep(replace(standing, ordinary=ordinary, held=standing.held + 1))


async def show_again(services: Services, club: Club, number: int) -> None:
    """Show what is so now wherever the card of a held message is."""
    now = await services.work.moderation.held(number)
    if now is not None:
        await show(services, club, now, everywhere=False)
