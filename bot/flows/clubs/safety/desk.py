"""What moderators do for the safety of a club in private: what is held, its people, its log, a raid."""

from __future__ import annotations

from bot.domain.clubs import Club
from bot.domain.moderation import SILENCES, Entry, Held, MeasureKind, Standing
from bot.flows.answers import Line
from bot.flows.browse import follow
from bot.flows.cards import clipped
from bot.flows.clubs.safety import holding, measures, naming, raids, swindlers, undoing
from bot.flows.clubs.safety.around import by_whom, deed_of, name_of
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services

LISTED = 30
"""Messages, people or entries in one list: more are too long ago to matter."""

STEPS = ("warning", *SILENCES, "removal")


async def _club(turn: Turn, services: Services, *, closed: bool = False) -> tuple[Club, str] | None:
    """The club, and what within it; a club that is gone leads to all of one's own, unless it may be."""
    number, _, rest = turn.subject.partition("-")
    found = await services.work.clubs.get(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or (found.address is None and not closed):
        turn.say("safe-club-gone")
        turn.go("moderating")
        return None
    return found, rest


def _number(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) < 17 else None


def _back(services: Services, flow: str, club: Club) -> Choosable:
    return Choosable("back", services.say("safe-back"), to=(flow, str(club.id)))


async def club_held(turn: Turn, services: Services) -> None:
    """What waits for a decision in a club, or one of these messages: «7», «7-12»."""
    found = await _club(turn, services)
    if found is None:
        return
    club, rest = found
    if rest:
        await _one_held(turn, services, club, _number(rest) or 0)
        return
    waiting = await services.work.moderation.waiting(club.id, LISTED)
    choices = tuple(
        Choosable(
            str(one.id), clipped(f"{one.name}: {one.content.get('text', '')}", 40), to=_of(club, one.id)
        )
        for one in waiting
    )
    id = "safe-held-list" if waiting else "safe-held-none"
    text = services.say(id, club=club.name, count=len(waiting))
    await follow(turn, "which", text, (*choices, _back(services, "club-desk", club)))


def _words(held: Held) -> str:
    return " ".join(str(held.content.get("text", "")).split())


def _of(club: Club, number: int) -> tuple[str, str]:
    return "club-held", f"{club.id}-{number}"


async def _one_held(turn: Turn, services: Services, club: Club, number: int) -> None:
    held = await services.work.moderation.held(number)
    back = _back(services, "club-held", club)
    if held is None or held.club != club.id or (not held.state.open and "!decided" not in turn.answers):
        turn.say("safe-changed")
        turn.go(*back.to or ("menu", ""))
        return
    verbs = [*(["show"] if holding.can_be_shown(held) else []), "drop", "fraud"]
    choices = tuple(Choosable(verb, services.say(f"safe-button-{verb}")) for verb in verbs)
    text = (await holding.card(services, club, held)).text
    chosen = await _choose(turn, "verb", text, (*choices, Choosable("back", back.label)))
    if chosen == "back":
        turn.go("club-held", str(club.id))
        return

    async def decide() -> str:
        if chosen == "show":
            done, said = await holding.put_back(services, club, held), "safe-done-shown"
        elif chosen == "drop":
            done, said = await holding.drop(services, club, held), "safe-done-dropped"
        elif await measures.untouchable(services, club, held.account):
            return "safe-order-moderator"
        else:
            done = await swindlers.throw_out(services, club, held.account, held)
            said = "safe-done-fraud"
        return said if done else "safe-changed"

    turn.say(await turn.once("decided", decide))
    turn.go("club-held", str(club.id))


async def _choose(turn: Turn, key: str, text: str, choices: tuple[Choosable, ...]) -> str:
    from bot.flows.answers import Choice

    return await turn.ask_text(key, text, Choice(choices))


async def club_people(turn: Turn, services: Services) -> None:
    """Who came or wrote last in a club, or one of them: «7», «7-101»."""
    found = await _club(turn, services)
    if found is None:
        return
    club, rest = found
    account = _number(rest)
    if account is not None:
        await _one_person(turn, services, club, account)
        return
    choices, seen = [], set()
    for one in await services.work.moderation.latest(club.id, LISTED):
        name = clipped(await name_of(services, club, one.account), 20)
        label = f"{name} · {_trust(services, one)}"
        if label in seen:
            label = clipped(f"{label} · {one.account}", 40)
        seen.add(label)
        choices.append(Choosable(f"a{one.account}", label, to=("club-people", f"{club.id}-{one.account}")))
    text = services.say("safe-people" if choices else "safe-people-none", club=club.name)
    await follow(turn, "which", text, (*choices, _back(services, "club-desk", club)))


def _trust(services: Services, standing: Standing) -> str:
    """How far somebody is trusted, in a word."""
    if standing.silent(services.now):
        return services.say("safe-is-silent")
    if standing.trusted is not None:
        return services.say("safe-is-trusted" if standing.trusted else "safe-is-untrusted")
    return services.say("safe-is-known" if standing.known(services.now) else "safe-is-new")


async def _one_person(turn: Turn, services: Services, club: Club, account: int) -> None:
    standing = await services.work.moderation.standing(club.id, account)
    if standing is None:
        turn.say("safe-changed")
        turn.go("club-people", str(club.id))
        return
    name = await name_of(services, club, account)
    text = await _portrait(services, club, standing, name)
    deeds = ["trust", "doubt"] if standing.trusted is None else ["forget"]
    if account > 0:
        deeds += STEPS
    choices = [Choosable(one, services.say(f"safe-step-{one}")) for one in (*deeds, "fraud")]
    chosen = await _choose(turn, "deed", text, (*choices, Choosable("back", services.say("safe-back"))))
    if chosen == "back":
        turn.go("club-people", str(club.id))
        return
    reason = ""
    if chosen in STEPS:
        answer = Line(300, skip=services.say("button-skip"))
        reason = await turn.ask("reason", "safe-ask-reason", answer, name=name)
    turn.say(await turn.once("done", lambda: _deed(services, club, account, chosen, reason)))
    turn.go("club-people", f"{club.id}-{account}")


async def _portrait(services: Services, club: Club, standing: Standing, name: str) -> str:
    """What moderators may know of somebody: what was seen in the chat, and nothing else."""
    lines = [
        services.say(
            "safe-person",
            name=name,
            trust=_trust(services, standing),
            since=services.moment(standing.joined_at),
            ordinary=standing.ordinary,
            held=standing.held,
        )
    ]
    for one in await services.work.measures.of_account(club.id, standing.account, most=5):
        until = services.moment(one.until) if one.until else ""
        line = services.say(f"safe-measure-{one.kind}", name=name, club=club.name, until=until)
        undone = f" {services.say('safe-measure-undone', by=await deed_of(services, one.undone_by))}"
        lines.append(f"{services.moment(one.at)}: {line}{undone if one.undone else ''}")
    return "\n".join(lines)


async def _deed(services: Services, club: Club, account: int, chosen: str, reason: str) -> str:
    if chosen in ("trust", "doubt", "forget"):
        word = {"trust": True, "doubt": False, "forget": None}[chosen]
        await naming.trust(services, club, account, word)
        return "safe-done-trusted"
    if await measures.untouchable(services, club, account):
        return "safe-order-moderator"
    if chosen == "fraud":
        await swindlers.throw_out(services, club, account)
        return "safe-done-fraud"
    kind = MeasureKind.SILENCE if chosen in SILENCES else MeasureKind(chosen)
    reason = reason or services.say("safe-reason-rules")
    await measures.take(services, club, account, kind, reason, SILENCES.get(chosen, 0.0))
    return "safe-done-measure"


async def club_log(turn: Turn, services: Services) -> None:
    """What was done in a club, the newest first, each of it to be undone: «7», «7-12»."""
    found = await _club(turn, services, closed=True)
    if found is None:
        return
    club, rest = found
    number = _number(rest)
    if number is not None:
        await _one_entry(turn, services, club, number)
        return
    entries = await services.work.moderation.entries(club.id, LISTED)
    lines, choices = [], []
    for place, one in enumerate(entries, 1):
        what = await _what(services, club, one)
        lines.append(f"{place}. {await _line(services, one, what)}")
        if undoing.standing(club, one, services.now):
            label = clipped(services.say("safe-log-undo", place=place, what=what), 40)
            choices.append(Choosable(f"e{one.id}", label, to=("club-log", f"{club.id}-{one.id}")))
    text = clipped("\n".join(lines), 3500) if lines else services.say("safe-log-none")
    await follow(turn, "which", text, (*choices, _back(services, "club-desk", club)))


async def _what(services: Services, club: Club, entry: Entry) -> str:
    kind, _, number = entry.about.partition(":")
    about = ""
    if kind == "measure":
        measure = await services.work.measures.get(int(number))
        about = await name_of(services, club, measure.account) if measure is not None else ""
    elif kind == "account":
        about = await name_of(services, club, int(number))
    elif kind == "person":
        person = await services.work.people.get(int(number))
        about = person.name if person is not None else ""
    elif kind == "field":
        about = services.say(f"club-field-{number}")
    elif kind in ("held", "complaint"):
        about = f"№ {number}"
    return services.say(f"safe-log-{entry.kind}", about=about).strip()


async def _line(services: Services, entry: Entry, what: str) -> str:
    by = await deed_of(services, entry.by)
    line = services.say("safe-log-line", at=services.moment(entry.at), by=by, what=what)
    return f"{line} {services.say('safe-log-undone')}" if entry.undone else line


async def _one_entry(turn: Turn, services: Services, club: Club, number: int) -> None:
    entry = await services.work.moderation.entry(number)
    if entry is None or entry.club != club.id or (entry.undone and "!undone" not in turn.answers):
        turn.say("safe-changed")
        turn.go("club-log", str(club.id))
        return
    what = await _what(services, club, entry)
    choices = (Choosable("yes", services.say("safe-button-undo")), Choosable("no", services.say("safe-back")))
    if await _choose(turn, "sure", await _line(services, entry, what), choices) == "yes":

        async def undo() -> str:
            return "safe-done-undone" if await undoing.undo(services, club, entry) else "safe-changed"

        turn.say(await turn.once("undone", undo))
    turn.go("club-log", str(club.id))


async def club_raid(turn: Turn, services: Services) -> None:
    """Let a club be quiet for half an hour, or end that."""
    found = await _club(turn, services)
    if found is None:
        return
    club, _ = found

    async def now() -> bool:
        return raids.raided(club, services.now)

    quiet = await turn.keep("quiet", now)
    text = services.say("safe-raid-on" if quiet else "safe-raid-off", club=club.name)
    label = services.say("safe-button-calm" if quiet else "safe-button-raid")
    choices = (Choosable("yes", label), Choosable("back", services.say("safe-back")))
    if await _choose(turn, "what", text, choices) == "yes":

        async def switch() -> str:
            if quiet:
                return "safe-done-calm" if await raids.end(services, club) else "safe-changed"
            begun = await raids.begin(services, club, by=by_whom(services))
            return "safe-done-raid" if begun else "safe-changed"

        turn.say(await turn.once("done", switch))
    turn.go("club-desk", str(club.id))
