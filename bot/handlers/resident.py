"""The private chat: whose text is it, and what answers it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cases import CrisisKind
from bot.domain.conversations import TRACE
from bot.domain.requests import REPLY_WITHIN, HelpRequest, State
from bot.domain.wording import folded, tidy
from bot.flows.alarms import help_at_once
from bot.flows.answers import FILES, LARGEST_FILE, Telling, Words
from bot.flows.book import FLOWS
from bot.flows.cards import ALARM
from bot.flows.clubs.moderated import moderated_by
from bot.flows.desk import Desk
from bot.flows.engine import TOLD, WHENCE, Refusal, Reply
from bot.flows.language import switch
from bot.flows.mine import PASSED, pass_on
from bot.flows.secrets import is_secret
from bot.flows.services import Services, Wish
from bot.handlers import desk, entrance, overhearing
from bot.handlers.admission import admitted
from bot.handlers.album import closed, gather
from bot.handlers.clubs.packs import sent_a_pack
from bot.handlers.clubs.power import may_hold
from bot.handlers.clubs.quizzing import looks_first
from bot.handlers.hiding import hide, hides_now, show_held, trace
from bot.handlers.power import Power
from bot.handlers.talk import Talk, form_open
from bot.handlers.words import command, wish
from bot.vocabulary import Button, Edited, Message, Pressed, Said, Toast


async def said(update: Said, services: Services) -> None:
    """A message in a private chat; words of crisis come before everything else."""
    crisis = services.line.crisis.find(update.text) if update.text else None
    talk = await Talk.of(services)
    if crisis is not None and await desk.at_work(update, services, talk):
        crisis = None
    if crisis is not None:
        await help_at_once(services, tidy(update.text), crisis)
        if crisis is CrisisKind.VIOLENCE:
            trace(services, talk, update.message)
        if not form_open(talk) or talk.conversation.flow in _DEAF_TO_DISTRESS:
            await _pass_on_too(update, services, talk)
            return
    elif not hides_now(update, services, talk) and not await admitted(update, services):
        return
    if update.album:
        if talk.conversation.album is not None and talk.conversation.album["id"] != update.album:
            await _finish_album(services, talk)
        gather(update, services, talk)
        return
    await _finish_album(services, talk)
    exposed, hidden = services.hides(talk.conversation.subject), talk.conversation.hidden
    if await _may_go_on(update, services, talk):
        await place(update, services, talk, distressed=crisis is not None)
    if (exposed or services.hides(talk.conversation.subject)) and talk.conversation.hidden == hidden:
        trace(services, talk, update.message)


async def _may_go_on(update: Said | Pressed, services: Services, talk: Talk) -> bool:
    """Whether an open conversation of staff may go on: the power behind it is checked on every turn."""
    flow = FLOWS.get(talk.conversation.flow)
    if flow is None or not flow.guarded or not talk.conversation.open:
        return True
    match await may_hold(flow, talk.conversation.subject, update, services):
        case Power.YES:
            return True
        case Power.NO:
            if not _answers(update, services) or flow.menu:
                talk.leave()
                return True
            talk.say("staff-only" if flow.staff else "club-moderators-only")
            await talk.cancel()
            return False
        case Power.UNSURE:
            return False


def _answers(update: Said | Pressed, services: Services) -> bool:
    """Whether it can be an answer to an open question: a word for the menu, a reply, a link are none."""
    if isinstance(update, Pressed):
        return update.data.startswith("a:")
    name, _ = command(update.text)
    return not name and update.reply_to is None and wish(services.line, update.text) is None


async def _finish_album(services: Services, talk: Talk) -> None:
    album = closed(services, talk)
    if album is not None:
        await place(album, services, talk)


async def album_closed(services: Services) -> None:
    """No further part of an album came."""
    await _finish_album(services, await Talk.of(services))


async def _pass_on_too(update: Said, services: Services, talk: Talk) -> None:
    """Words of crisis that answer a worker reach that worker as well."""
    if update.reply_to is not None and await _replied(update, services, talk):
        return
    recent = await _awaited(services)
    if len(recent) == 1:
        await _to_request(update, services, talk, recent[0])


WRITE_ON = 1800.0
"""Seconds after an alarm in which further words belong to it: its author was asked to write on."""

_DEAF_TO_DISTRESS = frozenset({"wrong", "linkenter", "withdraw"})
"""Those for whose questions words of crisis are no answer: no remark for editors is made of them."""


async def place(update: Said, services: Services, talk: Talk, *, distressed: bool = False) -> None:
    """Find whose text it is; words of crisis are no name, no day and no choice."""
    name, argument = command(update.text)
    if name == "/start":
        if not await looks_first(update, services, argument):
            await entrance.enter(services, talk, argument)
        return
    if name == "/report":
        await talk.go("club-report")
        return
    if await desk.commanded(name, update, services, talk):
        return
    wanted = wish(services.line, update.text) if not update.attachments else None
    if wanted is Wish.LEADING:
        if await desk.commanded("/classes", update, services, talk):
            return
        wanted = None
    if wanted in (Wish.CLUBS, Wish.MODERATING) and not name:
        # Where there are none, the words mean something else.
        there = services.work.clubs.any_open() if wanted is Wish.CLUBS else moderated_by(services)
        wanted = wanted if await there else None
        if wanted is Wish.CLUBS and talk.conversation.open and await talk.fits(Reply(text=update.text)):
            # «Кроссворды» may be what somebody wants bought, or the name of a club.
            wanted = None
    if wanted is Wish.RELOAD and not services.person.admin:
        wanted = None
    if wanted is Wish.HIDE:
        await hide(services, talk, update.message)
        return
    # «Хватит» in reply to a question answers it; the keys under the input work in a reply, too.
    spoken = wanted is None or not (name or _is_key(update.text, services))
    if spoken and update.reply_to is not None and await _replied(update, services, talk):
        return
    if wanted is not None:
        await obey(wanted, services, talk)
        return
    if name and name not in ("/start",):
        talk.say("command-unknown")
        await talk.again()
        return
    if await overhearing.settles(update, services, talk):
        return
    if form_open(talk):
        if not distressed or await overhearing.describes(update, talk):
            await _answer(update, services, talk)
        return
    if await sent_a_pack(update, services, talk) or await desk.said(update, services, talk):
        return
    await _unasked(update, services, talk)


def _is_key(text: str, services: Services) -> bool:
    """Whether a text is what a key under the input says."""
    return any(folded(key.label) == folded(text) for row in services.keyboard() for key in row)


async def obey(wanted: Wish, services: Services, talk: Talk) -> None:
    """Do what a word asks for, from any state."""
    match wanted:
        case Wish.MENU:
            await talk.go("menu")
        case Wish.BACK:
            await talk.back()
        case Wish.CANCEL:
            await talk.cancel()
        case Wish.PERSON:
            await talk.go("person", _context(talk))
        case Wish.MINE:
            await talk.go("desk" if services.person.worker else "mine")
        case Wish.ACTIVITIES:
            await talk.go("activities")
        case Wish.COMING:
            await talk.go("act-mine")
        case Wish.CLUBS:
            await talk.go("clubs")
        case Wish.MODERATING:
            await talk.go("moderating")
        case Wish.PHONES:
            await talk.go("phones")
        case Wish.RESUME:
            await talk.resume()
        case Wish.LANGUAGE:
            now = talk.conversation
            told = {TOLD: now.answers[TOLD]} if TOLD in now.answers else {}
            await talk.go("language", "", {WHENCE: [now.flow, now.subject], **told})
        case Wish.RELOAD:
            services.line.reload(services.address)
            talk.say("reloading")


def _context(talk: Talk) -> str:
    """The service that the person was looking at, to travel along."""
    now = talk.conversation
    return now.subject if now.flow in ("service", "guide", "help", "person") else ""


async def _answer(update: Said, services: Services, talk: Talk) -> None:
    """The open question takes the message, unless it was written before the question could be read."""
    flow = FLOWS[talk.conversation.flow]
    fitting = tuple(file for file in update.attachments if file.size <= LARGEST_FILE)
    if fitting != update.attachments:
        talk.say("answer-file-too-large")
        update = replace(update, attachments=fitting)
        if not (fitting or tidy(update.text)):
            await talk.again()
            return
    reply = Reply(text=update.text, attachments=update.attachments)
    files = [file for file in update.attachments if file.kind in FILES]
    # Short conversations and those of staff have no notes, and nothing personal is kept before consent.
    noted = flow.draft and not flow.guarded and talk.conversation.asked != "consent"
    keeps = noted and (files or tidy(update.text))
    if keeps and services.work.unseen(talk.conversation.asked_letter, update.at):
        talk.join(tidy(update.text), files, update.message)
        return
    if keeps and files and not await talk.fits(Reply(attachments=tuple(files))):
        # Files where words are asked for belong to what was said before.
        talk.join("", files)
        if not tidy(update.text):
            await talk.again()
            return
        reply = Reply(text=update.text)
    unused = await talk.reply(reply, update.message)
    if unused is None or not (tidy(unused.text) or unused.attachments):
        return
    if talk.conversation.flow == flow.name and flow.draft:
        talk.join(
            tidy(unused.text), [file for file in unused.attachments if file.kind in FILES], update.message
        )
    else:
        await _unasked(update, services, talk)


async def _replied(update: Said, services: Services, talk: Talk) -> bool:
    """A reply to a message of a request goes to that request."""
    linked = await services.work.requests.linked(services.address, update.reply_to or 0)
    if linked is None:
        return False
    number, kind = linked
    request = await services.work.requests.get(number)
    if request is None:
        return False
    if kind in ("desk", "former"):
        await desk.replied(update, services, request)
        return True
    if request.person != services.person.id:
        return False
    await _to_request(update, services, talk, request)
    return True


async def _to_request(
    update: Said, services: Services, talk: Talk, request: HelpRequest, *, other: bool = False
) -> None:
    given = Telling(4096).read(Reply(text=update.text, attachments=update.attachments))
    if isinstance(given, Refusal):
        talk.say(given.id, **given.values)
        return
    id = await pass_on(services, request, Telling().recall(given))
    buttons: tuple[tuple[Button, ...], ...] = ()
    if other and id in PASSED:
        buttons = ((Button(services.say("button-about-other"), data=f"g:offer:{update.message}"),),)
        passed = {"request": request.id, "message": update.message, "given": given}
        talk.keep(replace(talk.conversation, passed=passed))
    text = services.say(id, number=request.id)
    wants = None
    if is_secret(services.line.content, request):
        # He may look at the screen: these words and the answer to them can be hidden as well.
        trace(services, talk, update.message)
        wants = {"for": TRACE, "serial": talk.conversation.serial}
    services.work.send(services.address, Message(text, buttons, reply_to=update.message or None), wants=wants)
    if id not in PASSED:
        await talk.go_with("offer", given, update.message)
    elif update.message:
        await services.work.requests.link(services.address, update.message, request.id, "own")


async def _awaited(services: Services, write_on: float = 0.0) -> list[HelpRequest]:
    """The person's requests in which a worker wrote in the last 24 hours; where asked for, a young alarm."""
    return [
        request
        for request in await services.work.requests.of_person(services.person.id)
        if (request.staff_said_at is not None and services.now - request.staff_said_at < REPLY_WITHIN)
        or (request.service == ALARM and services.now - request.opened_at < write_on)
    ]


async def _unasked(update: Said, services: Services, talk: Talk) -> None:
    """Nothing asked for it: a navigation answer, an answer to a worker, or a question to the line."""
    rated = await _rated(update, services, talk)
    if rated is not None:
        # «Помогли?» — «Да»: how much is asked once more, with the numbers to choose from.
        await talk.go("rate", f"{rated.id}-{update.text.strip()}" if _is_score(update) else str(rated.id))
        return
    recent = await _awaited(services, WRITE_ON)
    shown_at = talk.conversation.touched_at
    # A bare number after a worker's question answers that one: «Какой этаж?» — «3».
    asked_since = any((one.staff_said_at or 0.0) > shown_at for one in recent)
    bare = asked_since and update.text.strip().isdecimal()
    if talk.conversation.open and not bare and await _navigates(update, talk):
        return
    if not recent and not update.attachments and services.line.thanks(update.text):
        talk.say("thanks-heard")
        return
    given = Telling(4096).read(Reply(text=update.text, attachments=update.attachments))
    if isinstance(given, Refusal):
        # Nothing was asked: an emoji alone is no wrong answer.
        talk.say("unasked-empty" if given.id == "answer-empty" else given.id, **given.values)
        return
    if len(recent) == 1:
        await _to_request(update, services, talk, recent[0], other=True)
        return
    passed_on = {"forwarded": True} if update.forwarded else {}
    await talk.go_with("which" if len(recent) > 1 else "offer", {**given, **passed_on}, update.message)


async def _rated(update: Said, services: Services, talk: Talk) -> HelpRequest | None:
    """The request that a number or thanks are about: «Помогли?» was the last thing that was asked here."""
    if update.attachments or not (_is_score(update) or services.line.thanks(update.text)):
        return None
    own = await services.work.requests.of_person(services.person.id, open_only=False)
    asked_since = max((one.staff_said_at or 0.0 for one in own if one.state.open), default=0.0)
    done = [one for one in own if one.state is State.DONE and one.rating is None]
    latest = max(done, key=lambda one: one.closed_at or 0.0, default=None)
    if latest is None or (latest.closed_at or 0.0) <= max(talk.conversation.touched_at, asked_since):
        return None
    return latest


def _is_score(update: Said) -> bool:
    return update.text.strip() in ("1", "2", "3", "4", "5")


async def _navigates(update: Said, talk: Talk) -> bool:
    """Whether the words choose something in the menu that is open."""
    if update.attachments or len(update.text) > 60:
        return False
    return await talk.choose(update.text)


async def pressed(update: Pressed, services: Services) -> None:
    """A button: an answer to the open question, or a way to somewhere."""
    talk = await Talk.of(services)
    if not hides_now(update, services, talk) and not await admitted(update, services):
        services.work.toast(Toast(update.address, update.query))
        return
    await _finish_album(services, talk)
    if not await _may_go_on(update, services, talk):
        services.work.toast(Toast(update.address, update.query, services.say("staff-checking")))
        return
    kind, _, rest = update.data.partition(":")
    if kind == "g":
        await _go(update, rest, services, talk)
        services.work.toast(Toast(update.address, update.query))
        return
    serial, _, choice = rest.partition(":")
    key, _, option = choice.partition(":")
    now = talk.conversation
    if kind != "a" or not option:
        services.work.toast(Toast(update.address, update.query, services.say("button-unknown")))
        await talk.again()
    elif serial == str(now.serial) and key == now.asked:
        services.work.toast(Toast(update.address, update.query))
        await talk.reply(Reply(option=option))
    elif serial == str(now.serial):
        services.work.toast(Toast(update.address, update.query, services.say("button-answered")))
    else:
        services.work.toast(Toast(update.address, update.query, services.say("button-old")))
        await talk.again()


async def _go(update: Pressed, place: str, services: Services, talk: Talk) -> None:
    """A button that leads somewhere, from wherever it stands."""
    flow_name, _, subject = place.partition(":")
    # Those that ask where words belong are no places: without words they ask nothing.
    flow = FLOWS.get(flow_name) if flow_name not in ("which", "about") else None
    if flow_name == "resume":
        await talk.resume()
    elif flow_name == "hide":
        await hide(services, talk)
    elif flow_name == "held":
        await show_held(services, talk)
    elif flow_name == "urgent":
        await overhearing.answered(subject, services, talk)
    elif flow_name == "drop":
        await talk.drop_draft()
    elif flow_name == "undo":
        await talk.undo()
    elif flow is None or await may_hold(flow, subject, update, services) is not Power.YES:
        await talk.again()
    elif flow_name == "language" and subject:
        await switch(services, subject)
        await talk.again()
    elif flow_name == "offer":
        await _about_other(subject, services, talk)
    else:
        await talk.go(flow_name, subject)


async def _about_other(message: str, services: Services, talk: Talk) -> None:
    """Words went to a request and were about something else: the worker is told, a person offered."""
    passed = talk.conversation.passed
    if passed is None or message != str(passed["message"]):
        await talk.again()
        return
    talk.keep(replace(talk.conversation, passed=None))
    request = await services.work.requests.get(passed["request"])
    if request is not None:
        await Desk(services).tell_worker(request, "desk-about-other")
    await talk.go_with("offer", passed["given"])


async def edited(update: Edited, services: Services) -> None:
    """A message was changed after it was sent: its answer is taken anew, or the change is passed on."""
    crisis = services.line.crisis.find(update.text) if update.text else None
    if crisis is not None:
        await help_at_once(services, tidy(update.text), crisis)
    if not tidy(update.text):
        return
    if services.person.blocked(services.now) if crisis else not await admitted(update, services):
        return
    talk = await Talk.of(services)
    if await talk.mend(update.message, update.text):
        return
    linked = await services.work.requests.linked(services.address, update.message)
    request = (
        await services.work.requests.get(linked[0]) if linked is not None and linked[1] == "own" else None
    )
    if request is not None and request.person == services.person.id:
        id = await pass_on(services, request, Words(services.say("edited-to", text=tidy(update.text))))
        services.work.send(services.address, Message(services.say(id, number=request.id)))
    elif crisis is None:
        talk.say("edited-nothing")
