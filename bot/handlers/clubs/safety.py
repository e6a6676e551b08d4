"""Messages of a club's chat are judged before anybody else hears them."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club, MemberState
from bot.domain.moderation import BOT, COUNTED_EVERY, RAID, Heard, Standing, kept
from bot.domain.people import MEMBERSHIP_TRUSTED
from bot.domain.safety import Kind, Seen, judge, question, resembles, unsure
from bot.domain.wording import has_letters
from bot.flows.clubs.safety import holding, naming, raids
from bot.flows.clubs.safety.around import by_itself
from bot.flows.clubs.safety.measures import standing_of
from bot.flows.services import Line, Services
from bot.handlers.clubs import orders
from bot.handlers.held import packed
from bot.handlers.words import command
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Announced, AttachmentKind, Edited, Joined, Lane, Message, Said, SenderKind

FACELESS_EVERY = 600.0
"""Seconds between two words to an administrator who writes as nobody."""


async def passes(update: Said | Edited, services: Services, club: Club) -> bool:
    """Whether a message may stay; one that may not is taken out of the chat and kept for a moderator."""
    account = update.sender.account
    if isinstance(update, Said) and await orders.complained(update, services, club):
        return False
    running = await _runs(services, club, account)
    if isinstance(update, Said) and await orders.heard(update, services, club, running=running):
        return False
    if running:
        return True
    standing = await standing_of(services, club, account)
    if standing.silent(services.now):
        # VK silences nobody; on Telegram it is what slipped through before the silence began.
        holding.take_out(services, club, [update.message])
        return False
    known = services.person.staff or standing.known(services.now)
    return await _stays(update, services, club, standing, known=known)


async def faceless(update: Said, work: UnitOfWork, line: Line, club: Club) -> None:
    """An anonymous administrator, a channel or a bot wrote."""
    services = by_itself(work, line, update.address.messenger)
    kind = update.sender.kind
    if kind is SenderKind.ANONYMOUS:
        if command(update.text)[0] and line.may_warn(f"faceless {club.id}", FACELESS_EVERY):
            text = services.say("safe-faceless")
            work.send(update.address, Message(text, reply_to=update.message), Lane.NOTICE)
        return
    if update.linked or update.sender.account == line.accounts.get(update.address.messenger):
        return
    if await _runs(services, club, update.sender.account):
        return
    standing = await standing_of(services, club, update.sender.account)
    known = standing.trusted is True
    if kind is SenderKind.BOT and not known:
        await _hold(
            update, services, club, standing, [*_against(update, services, club, known=False), (BOT, "")]
        )
        return
    await _stays(update, services, club, standing, known=known)


async def _runs(services: Services, club: Club, account: int) -> bool:
    """Whether an account runs the chat, by a reading that is fresh."""
    if services.person.admin:
        return True
    if club.address is None:
        return False
    return services.now - await services.work.rooms.runs(club.address, account) <= MEMBERSHIP_TRUSTED


async def _stays(
    update: Said | Edited, services: Services, club: Club, standing: Standing, *, known: bool
) -> bool:
    if isinstance(update, Edited):
        # What was written before somebody was trusted is not changed in the shelter of that trust.
        known = known and standing.said_known(update.message)
    elif not known and await holding.another_part(services, club, standing, update):
        return False
    own_names = () if known else await naming.own_names(services)
    against = _against(update, services, club, known=known, own_names=own_names)
    if raids.raided(club, services.now) and not known:
        against = [*against, (RAID, "")]
    if against:
        await _hold(update, services, club, standing, against)
        return False
    if isinstance(update, Said):
        await _ordinary(update, services, standing, known=known)
    if not known:
        _look_at_pictures(update, services, club)
    return True


def _against(
    update: Said | Edited,
    services: Services,
    club: Club,
    *,
    known: bool,
    own_names: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    """What speaks against a message, if it has to wait for a moderator."""
    files = update.attachments
    seen = Seen(
        text=update.text,
        name=update.sender.name or services.person.name,
        known=known,
        links=update.links,
        forwarded=isinstance(update, Said) and update.forwarded,
        via=update.via if isinstance(update, Said) else "",
        channel=update.sender.kind is SenderKind.CHANNEL,
        kinds=tuple(str(file.kind) for file in files),
        files=tuple(file.name for file in files if file.name),
        own_names=own_names,
    )
    rules = services.line.book.safety
    judged = judge(seen, rules)
    if unsure(seen, judged):
        judged = judge(replace(seen, likeness=services.work.understand(question(seen)).likeness), rules)
    return [(str(one.kind), one.words) for one in judged.reasons] if judged.held else []


async def _hold(
    update: Said | Edited,
    services: Services,
    club: Club,
    standing: Standing,
    against: list[tuple[str, str]],
) -> None:
    quietly = raids.raided(club, services.now)
    await holding.hold(services, club, standing, update, against, quietly=quietly)
    if not quietly:
        await raids.watch(services, club)


async def _ordinary(update: Said, services: Services, standing: Standing, *, known: bool) -> None:
    """A message stays in the chat: it is remembered by its number, and trust grows by what was said."""
    now = services.now
    recent = kept((*standing.recent, Heard(update.message, now, known, update.album)), now)
    counts = now - standing.last_at >= COUNTED_EVERY and has_letters(update.text) and update.text[0] != "/"
    grown = replace(standing, recent=recent)
    if counts:
        grown = replace(grown, ordinary=standing.ordinary + 1, last_at=now)
    await services.work.moderation.keep(grown)


def _look_at_pictures(update: Said | Edited, services: Services, club: Club) -> None:
    """Have a newcomer's pictures read: what a code in them says is held as a link would be."""
    for file in update.attachments:
        if file.kind is AttachmentKind.PHOTO and club.address is not None:
            wants = {"for": "club-looked", "club": club.id, "said": packed(update)}
            message = Message("", attachment=file)
            services.work.put(club.address, Lane.CRISIS, Act.READ, message=message, wants=wants)


async def came(update: Joined, work: UnitOfWork, line: Line, club: Club) -> None:
    """Somebody came into the chat: since when they are there is noted, and whom they would pass for."""
    if update.account == line.accounts.get(update.address.messenger) or not update.present:
        return
    services = by_itself(work, line, update.address.messenger)
    known = await work.moderation.standing(club.id, update.account)
    if known is None:
        await work.moderation.keep(Standing(club.id, update.account, line.now()))
        person = await work.people.by_account(update.address.messenger, update.account)
        if not update.admin and not (person is not None and person.staff):
            other = resembles(update.name, await naming.own_names(services))
            if other:
                await naming.warn(services, club, update.account, update.name, other)
    await raids.watch(services, club)


async def announced(update: Announced, work: UnitOfWork, line: Line, club: Club) -> None:
    """The messenger's own line about who came or left shows no name that the line itself would not."""
    services = by_itself(work, line, update.address.messenger)
    unwelcome = raids.raided(club, services.now)
    for account, name in update.people:
        if unwelcome or account == line.accounts.get(update.address.messenger):
            continue
        person = await work.people.by_account(update.address.messenger, account)
        unwelcome = await naming.hidden(services, club, account, name, person)
        if not unwelcome and person is not None and not update.present:
            member = await work.clubs.member(club.id, person.id)
            unwelcome = member is not None and member.state is MemberState.REMOVED
    if unwelcome:
        holding.take_out(services, club, [update.message])


async def looked(services: Services, club: Club, update: Said | Edited, codes: list[str]) -> None:
    """A newcomer's picture was read, and there are codes in it."""
    standing = await standing_of(services, club, update.sender.account)
    if not standing.known(services.now):
        against = [(str(Kind.QR), code[:120]) for code in codes]
        await _hold(update, services, club, standing, against)
