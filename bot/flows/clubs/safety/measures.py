"""Measures: a warning, a silence, a removal; how they are taken, told, appealed against and undone."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.clubs import Club, MemberState
from bot.domain.moderation import (
    JOINED_WITHIN,
    OTHERS_FIRST,
    AppealState,
    Entry,
    Measure,
    MeasureKind,
    Standing,
)
from bot.flows.clubs.safety.around import by_whom, chat_of, deed_of, mend, name_of, post, reader, tell
from bot.flows.services import Services
from bot.vocabulary import Act, Button, Lane, Message


def measure_key(number: int) -> str:
    """The key of a measure's card."""
    return f"measure:{number}"


async def untouchable(services: Services, club: Club, account: int) -> bool:
    """Whether no measure may be taken: nobody silences who runs the chat, or the line itself."""
    if club.address is None or account == services.line.accounts.get(club.address.messenger):
        return True
    known = await services.work.rooms.membership(club.address, account)
    return known is not None and known.admin and known.present


async def take(
    services: Services,
    club: Club,
    account: int,
    kind: MeasureKind,
    reason: str,
    seconds: float = 0.0,
    held: int | None = None,
    *,
    quiet: bool = False,
) -> Measure:
    """Take a measure, tell the person why and for how long, and let moderators see it; `quiet`: no card."""
    work, now = services.work, services.now
    chat = chat_of(club)
    until = now + seconds if seconds else 0.0
    person = await work.people.by_account(chat.messenger, account)
    number = person.id if person is not None else None
    measure = await work.measures.take(
        club.id, account, number, kind, reason, until, by_whom(services), now, held
    )
    data: dict[str, object] = {"measure": measure.id}
    if kind is MeasureKind.SILENCE:
        await _silence(services, club, account, until)
    elif kind is MeasureKind.REMOVAL:
        work.put(chat, Lane.CRISIS, Act.REMOVE, target=account, wants={"until": 0.0, **_wants(club)})
        member = await work.clubs.member(club.id, number) if number is not None else None
        if member is not None and number is not None:
            data["was"] = str(member.state)
            await work.clubs.place(club.id, number, MemberState.REMOVED, account, now)
    await work.moderation.log(
        club.id, by_whom(services), f"measure-{kind}", measure_key(measure.id), now, data
    )
    await _tell_of(services, club, measure)
    if not quiet:
        await show(services, club, measure)
    return measure


def _wants(club: Club) -> dict[str, object]:
    return {"for": "club-measure", "club": club.id}


async def _silence(services: Services, club: Club, account: int, until: float) -> None:
    standing = await standing_of(services, club, account)
    await services.work.moderation.keep(replace(standing, silenced_until=until))
    if club.address is not None and club.address.messenger in services.line.silencers:
        wants = {"until": until, **_wants(club)}
        services.work.put(club.address, Lane.CRISIS, Act.SILENCE, target=account, wants=wants)


async def standing_of(services: Services, club: Club, account: int) -> Standing:
    """What is known of an account in a club; where nothing is, they were there before the line looked."""
    known = await services.work.moderation.standing(club.id, account)
    return known or Standing(club.id, account, services.now - JOINED_WITHIN)


async def _tell_of(services: Services, club: Club, measure: Measure) -> None:
    to = await reader(services, club, measure.account)
    until = to.moment(measure.until) if measure.until else ""
    text = to.say(f"safe-told-{measure.kind}", club=club.name, reason=measure.reason, until=until)
    appeal = Button(to.say("safe-button-appeal"), data=f"g:club-appeal:{measure.id}")
    tell(services, club, measure.account, text, ((appeal,),))


async def show(services: Services, club: Club, measure: Measure, *, everywhere: bool = True) -> None:
    """Let moderators see a measure as it is now; with `everywhere`, also where it was not shown before."""
    message = await card(services, club, measure)
    key = measure_key(measure.id)
    await (post(services, club, key, message) if everywhere else mend(services, key, message))


async def card(services: Services, club: Club, measure: Measure) -> Message:
    """A measure, with what can be done about it."""
    staff = services.for_staff()
    say = staff.say
    name = await name_of(staff, club, measure.account)
    until = staff.moment(measure.until) if measure.until else ""
    lines = [
        say(f"safe-measure-{measure.kind}", name=name, club=club.name, until=until),
        say("safe-measure-why", reason=measure.reason, by=await deed_of(staff, measure.by)),
    ]
    if measure.appeal:
        lines.append(say("safe-measure-appeal", text=measure.appeal))
    if measure.undone:
        lines.append(say("safe-measure-undone", by=await deed_of(staff, measure.undone_by)))
        return Message("\n".join(lines))
    ends = f"{measure.id}:{measure.version}"
    if measure.appeal_state is AppealState.WAITING:
        accept = Button(say("safe-button-accept"), data=f"c:back:{ends}")
        return Message(
            "\n".join(lines), ((accept,), (Button(say("safe-button-decline"), data=f"c:stay:{ends}"),))
        )
    if measure.appeal_state is AppealState.DECLINED:
        lines.append(say("safe-measure-stays"))
    return Message("\n".join(lines), ((Button(say("safe-button-undo"), data=f"c:back:{ends}"),),))


# Taking back


async def undo(services: Services, club: Club, measure: Measure) -> bool:
    """Take a measure back with all that followed from it, and say sorry; False where somebody was first."""
    work, now = services.work, services.now
    appealed = measure.appeal_state is AppealState.WAITING
    values = {"appeal_state": AppealState.ACCEPTED} if appealed else {}
    if measure.undone or not await work.measures.change(
        measure, undone_by=services.person.id, undone_at=now, **values
    ):
        return False
    entry = await work.moderation.entry_about(club.id, measure_key(measure.id))
    if entry is not None and not entry.undone:
        await work.moderation.undo(entry, services.person.id, now)
    if measure.kind is MeasureKind.SILENCE:
        await _voice(services, club, measure)
    elif measure.kind is MeasureKind.REMOVAL:
        await _admit(services, club, measure, entry)
    to = await reader(services, club, measure.account)
    id = "safe-appeal-accepted" if appealed else "safe-undone-told"
    tell(services, club, measure.account, to.say(id, club=club.name))
    undone = await work.measures.get(measure.id)
    if undone is not None:
        await show(services, club, undone, everywhere=False)
    return True


async def _voice(services: Services, club: Club, measure: Measure) -> None:
    """They may write again, unless another silence holds still."""
    others = await services.work.measures.of_account(club.id, measure.account, most=50)
    until = max(
        (one.until for one in others if one.kind is MeasureKind.SILENCE and one.holds(services.now)),
        default=0.0,
    )
    standing = await standing_of(services, club, measure.account)
    await services.work.moderation.keep(replace(standing, silenced_until=until))
    if club.address is None or club.address.messenger not in services.line.silencers:
        return
    act, wants = (Act.SILENCE, {"until": until, **_wants(club)}) if until else (Act.VOICE, _wants(club))
    services.work.put(club.address, Lane.CRISIS, act, target=measure.account, wants=wants)


async def _admit(services: Services, club: Club, measure: Measure, entry: Entry | None) -> None:
    """They may come in again, by a fresh link that they get in private."""
    work = services.work
    if club.address is None:
        return
    work.put(club.address, Lane.CRISIS, Act.ADMIT, target=measure.account, wants=_wants(club))
    wants = {"for": "club-readmitted", "club": club.id, "account": measure.account}
    work.put(club.address, Lane.REPLY, Act.INVITE, wants=wants)
    if measure.person is not None and entry is not None and "was" in entry.data:
        was = MemberState(str(entry.data["was"]))
        # Outside the chat nobody is a member: they come in again by the link.
        state = MemberState.READY if was is MemberState.MEMBER else was
        await work.clubs.place(club.id, measure.person, state, measure.account, services.now)


# Appeals


async def appeal(services: Services, club: Club, measure: Measure, words: str) -> bool:
    """Ask moderators to look again; once for each measure, and not after it was undone."""
    if measure.undone or measure.appeal_state is not None:
        return False
    if not await services.work.measures.change(measure, appeal=words, appeal_state=AppealState.WAITING):
        return False
    asked = await services.work.measures.get(measure.id)
    if asked is not None:
        await show(services, club, asked)
    return True


async def decline(services: Services, club: Club, measure: Measure) -> bool:
    """Leave a measure as it is; the person is told that somebody looked again."""
    if measure.appeal_state is not AppealState.WAITING or measure.undone:
        return False
    if not await services.work.measures.change(measure, appeal_state=AppealState.DECLINED):
        return False
    await services.work.moderation.log(
        club.id, by_whom(services), "declined", measure_key(measure.id), services.now
    )
    to = await reader(services, club, measure.account)
    text = to.say("safe-appeal-declined", club=club.name, reason=measure.reason)
    tell(services, club, measure.account, text)
    left = await services.work.measures.get(measure.id)
    if left is not None:
        await show(services, club, left, everywhere=False)
    return True


async def waits_for_another(services: Services, club: Club, measure: Measure) -> bool:
    """Whether another moderator should look at an appeal first than the one whose measure it is about."""
    if measure.appeal_state is not AppealState.WAITING or measure.by != services.person.id:
        return False
    if services.now - measure.at > OTHERS_FIRST or club.address is None:
        return False
    own = {one.account for one in await services.work.people.accounts_of(services.person.id)}
    itself = services.line.accounts.get(club.address.messenger)
    running = await services.work.rooms.running(club.address)
    return any(account not in own and account != itself for account, _ in running)
