"""What messengers answer about a club's chat: who runs it, the link into it, the rules that were posted."""

from __future__ import annotations

from typing import Any

from bot.domain.clubs import LOST, Club, MemberState, Right
from bot.flows.clubs.doors import ask_moderators, hand_out, send_link, tell_moderators
from bot.flows.clubs.keeping import post_rules
from bot.flows.services import Line, Services
from bot.handlers.clubs.connecting import lost
from bot.handlers.clubs.doors import nobody
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Lane, Message, Outcome, Sender, Verdict

GONE = (Verdict.UNREACHABLE, Verdict.GONE)


async def _found(update: Outcome, work: UnitOfWork, line: Line) -> tuple[Club, Services] | None:
    club = await work.clubs.get(int(update.wants["club"]))
    if club is None:
        return None
    person = await work.people.get(int(update.wants.get("person") or update.wants.get("tell") or 0))
    who = person or nobody(club)
    return club, Services(line, work, who, who.seen or who.address, line.now())


async def administrators(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Who runs the chat was read, with the rights that the line has there."""
    found = await _found(update, work, line)
    if found is None or found[0].address != update.address:
        return
    club, services = found
    tell = update.wants.get("tell")
    if update.result.get("refused") == "rights":
        # In VK a chat shows itself to its administrators only: the line is in it, and may do nothing.
        missing = [str(right) for right in Right]
        await _rights(services, club, missing, told=bool(tell))
        if tell:
            _tell_connected(services, club, missing, runs=True)
        return
    if not update.sent:
        if tell and update.verdict in (*GONE, Verdict.BUG):
            _tell(services, "club-unread-chat", club)
        elif update.verdict in GONE:
            await lost(services, club)
        return
    itself = line.accounts.get(update.address.messenger)
    admins = [(int(account), str(name)) for account, name in update.result.get("admins", ())]
    people = [(account, name) for account, name in admins if account > 0 and account != itself]
    for account, name in people:
        if await work.people.by_account(update.address.messenger, account) is None:
            await work.people.meet(update.address.messenger, Sender(account, name), services.now)
    await work.rooms.administrators(update.address, [account for account, _ in people], services.now)
    if count := int(update.result.get("count") or 0):
        await work.clubs.counted(club.id, max(count - 1, 0))
    missing = [str(right) for right in Right if right not in update.result.get("rights", ())]
    await _rights(services, club, missing, told=bool(tell))
    if tell:
        _tell_connected(services, club, missing, runs=services.person.account in dict(people))


async def _rights(services: Services, club: Club, missing: list[str], *, told: bool) -> None:
    """Keep what the line may not do there; what was taken away since is told, once."""
    before = club.settings.get("missing", [])
    if before == missing and not club.settings.get(LOST):
        return
    settings: dict[str, Any] = {**club.settings, "missing": missing}
    was_lost = settings.pop(LOST, None)
    if not await services.work.clubs.change(club, settings=settings) or told:
        return
    say = services.line.texts.say
    if set(missing) - set(before):
        text = say("club-rights-taken", name=club.name, rights=_lines(services, club, missing))
        await tell_moderators(services, club, Message(text))
    elif was_lost:
        await tell_moderators(services, club, Message(say("club-found", name=club.name)))


def _lines(services: Services, club: Club, missing: list[str]) -> str:
    return "\n".join(f"— {services.line.texts.say(f'club-right-{right}')}" for right in missing)


def _tell_connected(services: Services, club: Club, missing: list[str], *, runs: bool) -> None:
    """Who connected the chat hears in private what is still to be done there."""
    if missing:
        how = services.line.texts.say(f"club-how-{club.address.messenger}" if club.address else "club-how-vk")
        _tell(services, "club-rights-missing", club, rights=_lines(services, club, missing), how=how)
    elif not runs:
        _tell(services, "club-not-yours", club)
    else:
        _tell(services, "club-all-well", club)


def _tell(services: Services, id: str, club: Club, **values: object) -> None:
    text = services.line.texts.say(id, name=club.name, **values)
    services.work.send(services.address, Message(text))


async def invited(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """A link into the chat was made: it is kept, and whoever waits gets it."""
    found = await _found(update, work, line)
    if found is None:
        return
    club, services = found
    link = str(update.result.get("link", ""))
    if not update.sent or not link:
        services.work.send(services.address, Message(services.say("club-link-failed", name=club.name)))
        if line.may_warn(f"link of club {club.id}"):
            text = line.texts.say("club-link-refused", name=club.name)
            await tell_moderators(services, club, Message(text))
        return
    await work.clubs.change(club, link=link)
    await send_link(services, await work.clubs.known(club.id), services.person)


async def accepted(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """The messenger let somebody in, or their wish is gone there: then they get a link."""
    found = await _found(update, work, line)
    if found is not None and not update.sent:
        await hand_out(found[1], found[0], found[1].person)


async def left(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Who left by the line is out of the chat, or is asked to go out by themselves."""
    found = await _found(update, work, line)
    if found is not None and not update.sent:
        text = found[1].say("club-leave-yourself", name=found[0].name)
        found[1].work.send(found[1].address, Message(text))


async def rules_shown(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """The rules did not reach somebody who knocked: the moderators decide without."""
    found = await _found(update, work, line)
    if found is None or update.sent:
        return
    club, services = found
    known = await work.clubs.member(club.id, services.person.id)
    if known is not None and known.state is MemberState.ASKED:
        await ask_moderators(services, club, services.person, read=False)


async def rules_posted(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """The rules stand in the chat: they are pinned. Where they cannot be edited any more, they come anew."""
    found = await _found(update, work, line)
    if found is None:
        return
    club, services = found
    if update.verdict is Verdict.GONE and club.rules_message is not None and club.address is not None:
        await work.clubs.change(club, rules_message=None)
        post_rules(services, club)
        return
    message = int(update.result.get("message") or 0)
    if update.sent and message and club.address is not None and club.rules_message != message:
        await work.clubs.change(club, rules_message=message)
        work.put(club.address, Lane.NOTICE, Act.PIN, target=message)
