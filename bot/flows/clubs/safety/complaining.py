"""Complaints: what a resident finds suspicious comes before moderators, and they hear what came of it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club
from bot.domain.moderation import COMPLAINTS_A_DAY, DAY, WIPE_AFTER, Complaint, ComplaintState
from bot.flows.cards import clipped
from bot.flows.clubs.safety import holding
from bot.flows.clubs.safety.around import by_whom, chat_of, deed_of, mend, name_of, post
from bot.flows.services import Services
from bot.vocabulary import Button, Message

LONGEST = 1500
"""Characters of a complaint on its card."""

TAKEN_OUT = "taken-out"
"""The kind of the log's entry that a message was deleted for a complaint."""

REASON = "complaint"
"""Why such a message is held."""

STEPS = ("warning", "1d", "removal")
"""What can be done at once about whom a complaint is about."""


def complaint_key(number: int) -> str:
    """The key of a complaint's card."""
    return f"complaint:{number}"


def link_to(club: Club, message: int | None) -> str:
    """Where a message can be looked at; only Telegram has such links."""
    if message is None or club.address is None or club.address.messenger != "telegram":
        return ""
    number = str(club.address.chat)
    return f"https://t.me/c/{number.removeprefix('-100')}/{message}" if number.startswith("-100") else ""


async def complain(
    services: Services,
    club: Club,
    text: str,
    account: int | None = None,
    message: int | None = None,
    said: tuple[str, str] = ("", ""),
) -> bool:
    """Bring a complaint before moderators; False where the person has complained enough today.

    `said` is what the message says that it is about, and who wrote it.
    """
    work, now = services.work, services.now
    person = services.person.id
    if await work.measures.complained_since(person, now - DAY) >= COMPLAINTS_A_DAY:
        return False
    new = await work.measures.complain(club.id, person, account, message, text, now, *said)
    forget_later(services, club, new)
    same = await work.measures.together(new)
    if len({one.person for one in same}) < len(same) and same[0].id != new.id:
        # The same person about the same message: moderators know.
        await work.measures.decide(new, ComplaintState.DISMISSED, None)
        return True
    await show(services, club, same[0])
    return True


async def show(services: Services, club: Club, first: Complaint) -> None:
    """Let moderators see a complaint as it is now; who complained is not told."""
    await post(services, club, complaint_key(first.id), await card(services, club, first))


async def card(services: Services, club: Club, first: Complaint) -> Message:
    """A complaint, with all others about the same message."""
    staff = services.for_staff()
    say = staff.say
    same = await services.work.measures.together(first)
    lines = [say("safe-complaint-card", number=first.id, club=club.name)]
    if len(same) > 1:
        lines.append(say("safe-complaint-several", count=len(same)))
    if first.account:
        lines.append(say("safe-complaint-about", name=await name_of(staff, club, first.account)))
    words = list(dict.fromkeys(text for one in same for text in (one.said, one.text) if text))
    lines += [clipped(text, LONGEST) for text in words[:4]]
    link = link_to(club, first.message)
    links: tuple[tuple[Button, ...], ...] = ((Button(say("safe-button-look"), url=link),),) if link else ()
    ends = f"{first.id}:{first.version}"
    take_out = (Button(say("safe-button-take-out"), data=f"c:ctake:{ends}"),)
    if first.state is not ComplaintState.WAITING:
        by = await deed_of(staff, first.decided_by)
        lines.append(say(f"safe-complaint-{first.state}", by=by))
        if first.message and first.state is ComplaintState.ACTED:
            links = (*links, take_out)
        return Message("\n".join(lines), links)
    rows: list[tuple[Button, ...]] = []
    if first.message:
        rows.append(take_out)
    if first.account and first.account > 0:
        rows += [(Button(say(f"safe-step-{step}"), data=f"c:cstep:{first.id}:{step}"),) for step in STEPS]
    if first.account:
        rows.append((Button(say("safe-button-fraud"), data=f"c:cfraud:{ends}"),))
    done = (
        () if first.account or first.message else (Button(say("safe-button-acted"), data=f"c:cdone:{ends}"),)
    )
    rows.append((*done, Button(say("safe-button-nothing"), data=f"c:cnot:{ends}")))
    return Message("\n".join(lines), (*links, *rows))


async def decide(services: Services, club: Club, first: Complaint, state: ComplaintState) -> bool:
    """Decide on a complaint and on all about the same message; who complained is told what came of it."""
    work = services.work
    if first.state is not ComplaintState.WAITING:
        return False
    same = await work.measures.together(first)
    if not await work.measures.decide(first, state, services.person.id):
        return False
    for one in same:
        if one.id != first.id:
            await work.measures.decide(one, state, services.person.id)
        person = await work.people.get(one.person)
        if person is not None:
            to = services.for_reader(person)
            text = to.say(f"safe-complaint-told-{state}", club=club.name)
            work.send(person.seen or person.address, Message(text))
    key = complaint_key(first.id)
    await work.moderation.log(club.id, by_whom(services), f"complaint-{state}", key, services.now)
    now = await work.measures.complaint(first.id)
    if now is not None:
        await show(services, club, now)
    return True


async def take_out(services: Services, club: Club, first: Complaint) -> None:
    """Delete the message of a complaint; what it said is kept as a held one is, for whoever undoes this."""
    work, account, message = services.work, first.account or 0, first.message or 0
    holding.take_out(services, club, [message])
    same = await work.measures.together(first)
    told = next((one for one in same if one.said), None)
    before = await work.moderation.latest_held(club.id, account)
    if before is not None and message in before.messages:
        # It was kept when it was deleted the first time.
        return
    about, data = f"message:{message}", None
    if told is not None:
        # Whose words the line repeated, they tell themselves.
        content = {"text": told.said, "name": told.name, "who": "", "more": [], "own": not account}
        person = None
        if account > 0:
            person = await work.people.by_account(chat_of(club).messenger, account)
        held = await work.moderation.hold(
            club.id, account, person.id if person else None, message, content, [(REASON, "")], first.at
        )
        await holding.drop_silently(services, held)
        about, data = holding.held_key(held.id), {"complaint": first.id}
    await work.moderation.log(club.id, by_whom(services), TAKEN_OUT, about, services.now, data)


async def reopen(services: Services, club: Club, number: int) -> None:
    """A decision is taken back: the complaint waits again, with all about the same message."""
    measures = services.work.measures
    first = await measures.complaint(number)
    if first is None or first.state is ComplaintState.WAITING:
        return
    for one in await measures.together(first):
        await measures.decide(one, ComplaintState.WAITING, None)
    now = await measures.complaint(number)
    if now is not None:
        await show(services, club, now)


def forget_later(services: Services, club: Club, complaint: Complaint) -> None:
    """The words of a complaint go after a month, as those of held messages do."""
    at, key = services.now + WIPE_AFTER, f"club-forget:{complaint.id}"
    services.work.later(key, "club-forget", at, chat_of(club), {"complaint": complaint.id})


async def forget(services: Services, club: Club | None, complaint: Complaint) -> None:
    """Wipe the words of a complaint, on its card as well; one that still waits keeps them."""
    if complaint.state is ComplaintState.WAITING and club is not None and club.address is not None:
        forget_later(services, club, complaint)
        return
    await services.work.measures.forget(complaint)
    if club is not None:
        wiped = replace(complaint, text="", said="", name="")
        await mend(services, complaint_key(complaint.id), await card(services, club, wiped))
