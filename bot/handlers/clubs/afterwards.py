"""What became of letters by which moderation is made, and what time brings to it."""

from __future__ import annotations

from bot.domain.clubs import Club, ClubState
from bot.domain.moderation import DAY, REMIND_AFTER
from bot.flows.clubs.safety import complaining, holding, raids
from bot.flows.clubs.safety.around import by_itself, reader, tell, tell_moderators
from bot.flows.services import Line, Services
from bot.handlers.clubs import doors, safety
from bot.handlers.held import unpacked
from bot.storage.rooms import MODERATORS
from bot.storage.work import UnitOfWork
from bot.vocabulary import Asked, Happened, Lane, Message, Outcome, Pressed, Sender, Verdict

_HARMLESS = frozenset({Verdict.GONE, Verdict.MOVED, Verdict.EXPIRED, Verdict.IN_DOUBT})
"""What is gone already needs no deleting, and a chat that has moved has other numbers."""


async def _club(work: UnitOfWork, line: Line, number: object, messenger: str) -> tuple[Services, Club] | None:
    club = await work.clubs.get(int(str(number)))
    return (by_itself(work, line, messenger), club) if club is not None else None


# Letters


async def deleted(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Messages were to leave a chat; where the line may not do that, moderators must know."""
    await _refused(update, work, line, "delete")


async def measured(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Somebody was to be silenced, removed, or let in again."""
    if update.result.get("refused") != "impossible":
        await _refused(update, work, line, "restrict")


async def _refused(update: Outcome, work: UnitOfWork, line: Line, what: str) -> None:
    found = await _club(work, line, update.wants["club"], update.address.messenger)
    lacks = update.result.get("refused") == "rights"
    if found is None or (update.sent and not lacks) or (update.verdict in _HARMLESS and not lacks):
        return
    services, club = found
    # Once an hour: every further message would be one more letter of the same words.
    if line.may_warn(f"rights {what} {club.id}"):
        lacking = services.say(f"safe-lacks-{what}", club=club.name)
        how = services.say(f"safe-rights-{update.address.messenger}")
        await tell_moderators(services, club, f"{lacking}\n{how}")


async def told(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """An author was to hear in private that a moderator reads first; else the chat hears it, seldom."""
    found = await _club(work, line, update.wants["club"], update.address.messenger)
    if found is None or update.verdict is not Verdict.UNREACHABLE:
        return
    services, club = found
    if club.address is None or raids.raided(club, services.now):
        return
    if line.may_warn(f"holding {club.id}", holding.HOLDING):
        say = line.book.localised(club.language).texts.say
        work.send(club.address, Message(say("safe-held-note"), quiet=True), Lane.NOTICE)


async def shown(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A held message stands in the chat: its number is noted, for whoever takes that back."""
    number = int(update.result.get("message") or 0)
    entry = await work.moderation.entry(int(update.wants["entry"]))
    found = await _club(work, line, entry.club, update.address.messenger) if entry is not None else None
    if entry is None or found is None:
        return
    services, club = found
    if not update.sent:
        if update.verdict is not Verdict.IN_DOUBT and not entry.undone:
            text = services.say("safe-show-failed", number=entry.about.partition(":")[2], club=club.name)
            await tell_moderators(services, club, text)
        return
    if entry.undone:
        # It was taken back while it was on its way.
        holding.take_out(services, club, [number] if number else [])
        return
    if number:
        await work.moderation.amend(
            entry, {**entry.data, "messages": [*entry.data.get("messages", []), number]}
        )


async def looked(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A newcomer's picture was read."""
    codes = [str(code) for code in update.result.get("codes") or ()]
    said = unpacked(update.wants["said"])
    club = await work.clubs.get(int(update.wants["club"]))
    if not codes or club is None or isinstance(said, Pressed) or club.address != said.address:
        return
    messenger = said.address.messenger
    person = await work.people.by_account(messenger, said.sender.account)
    services = by_itself(work, line, messenger)
    if person is not None:
        services = Services(line, work, person, said.address, line.now())
    await safety.looked(services, club, said, codes)


async def readmitted(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A fresh link for somebody who was removed by mistake: it goes to them in private."""
    found = await _club(work, line, update.wants["club"], update.address.messenger)
    link = str(update.result.get("link") or "")
    if found is None or not link:
        return
    services, club = found
    account = int(update.wants["account"])
    to = await reader(services, club, account)
    tell(services, club, account, to.say("safe-readmitted", club=club.name, link=link))


async def moderators_lost(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A card reached nobody: a room that takes none is none any more, and what waits is shown elsewhere."""
    room = await work.rooms.room(update.address)
    if update.address.group:
        if room is None or room.kind != MODERATORS:
            return
        await work.rooms.disconnect(update.address)
        for person in await work.people.with_roles():
            if person.admin:
                work.send(person.address, Message(line.texts.say("safe-room-lost")))
    services = by_itself(work, line, update.address.messenger)
    for club in await work.clubs.listed(ClubState.OPEN):
        for one in await work.moderation.waiting(club.id):
            # Only where it is shown nowhere: others saw theirs.
            await holding.show_elsewhere(services, club, one)


# Time


async def expired(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Nobody decided on a message for a week; as good late as in time."""
    await _of_held(update, work, line, wipe=False)


async def wiped(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The words of a message that was decided on go, the reasons stay; as good late as in time."""
    await _of_held(update, work, line, wipe=True)


async def _of_held(update: Happened, work: UnitOfWork, line: Line, *, wipe: bool) -> None:
    held = await work.moderation.held(int(update.data["held"]))
    if held is None:
        return
    found = await _club(work, line, held.club, update.address.messenger)
    if wipe and not held.state.open:
        await work.moderation.rewrite(held, {})
        # The card shows the words, too.
        now = await work.moderation.held(held.id)
        if found is not None and now is not None:
            await holding.show(*found, now, everywhere=False)
    elif not wipe and held.state.open and found is not None:
        await holding.expire(*found, held)


async def forgotten(update: Happened, work: UnitOfWork, line: Line) -> None:
    """The words of a complaint go; as good late as in time."""
    complaint = await work.measures.complaint(int(update.data["complaint"]))
    if complaint is not None:
        services = by_itself(work, line, update.address.messenger)
        await complaining.forget(services, await work.clubs.get(complaint.club), complaint)


async def reminded(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Messages wait for a day: moderators hear it, once a day at most; late, it is as true."""
    found = await _club(work, line, update.data["club"], update.address.messenger)
    if found is None:
        return
    services, club = found
    old = [one for one in await work.moderation.waiting(club.id) if services.now - one.at >= REMIND_AFTER]
    last = await work.moderation.last_entry(club.id, "reminded")
    if not old or (last is not None and services.now - last.at < DAY):
        return
    await work.moderation.log(club.id, None, "reminded", f"club:{club.id}", services.now)
    say = services.for_staff().say
    await tell_moderators(services, club, say("safe-held-waits", club=club.name, count=len(old)))


async def raid_over(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Half an hour of quiet is over; one that was begun anew has a row of its own."""
    found = await _club(work, line, update.data["club"], update.address.messenger)
    if found is not None and found[1].raid_until <= line.now():
        await raids.end(*found)


async def knocked(update: Happened, work: UnitOfWork, line: Line) -> None:
    """Somebody wanted to come in during a raid: they are heard now; as good late as in time."""
    account, name = int(update.data["account"]), str(update.data["name"])
    asked = Asked(
        key=update.key,
        at=update.at,
        address=update.address,
        sender=Sender(account, name),
        private=False,
        account=account,
        name=name,
    )
    await doors.asked(asked, work, line)
