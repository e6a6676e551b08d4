"""Every path of every flow is walked, with every sort of answer, from content as the editors wrote it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cases import CrisisKind
from bot.domain.conversations import Conversation
from bot.domain.people import WORKERS, Role
from bot.domain.requests import Change, EventKind, State
from bot.domain.understanding import Guess, Understood
from bot.flows.answers import Choice, Line, Telling
from bot.flows.book import FLOWS
from bot.flows.engine import Choosable, Flow
from bot.flows.explore import Walk, survive
from bot.flows.services import Services
from bot.handlers import resident
from bot.vocabulary import Address, Lane, Said, Sender
from tests.hall import everything_with_a_time, roots_of_activities
from tests.line import TheLine
from tests.network import STAFF_CHAT, TELEGRAM

GIVEN = {"given": {"text": "Вопрос", "files": []}, "message": 1}

MEANINGS = {
    "Жарко": Understood((Guess("other", 0.9, opens="menu"),), clear=True),
    "Где моя заявка": Understood((Guess("status", 0.9, opens="mine"),), clear=True, sure=True),
    "Плохо": Understood((Guess("urgent_medical", 0.5),), urgent=True, danger=CrisisKind.HEALTH),
    "Хлеба нет, темно": Understood(
        (
            Guess("groceries", 0.5, "household/groceries", others=("household/meals", "no/such")),
            Guess("utilities", 0.3, "household/utilities"),
            Guess("volunteer", 0.1, opens="person"),
        ),
        urgent=True,
        clear=True,
    ),
}
"""What people may write to the line, and how it may be understood."""


@pytest.fixture
async def line(tmp_path):
    """A line that runs through; a walk restarts before every turn by itself."""
    line = TheLine(tmp_path, admins="telegram:201")
    await line.open()
    yield line
    await line.close()


@asynccontextmanager
async def world(line: TheLine, *, worker: bool = False, consent: bool = False):
    """One turn's services in a world with a request in every state; numbers by state."""
    async with line.reading() as work:
        resident = await work.people.meet(TELEGRAM, Sender(101, "Анна"), line.now)
        maria = await work.people.meet(TELEGRAM, Sender(201, "Мария"), line.now)
        oleg = await work.people.meet(TELEGRAM, Sender(202, "Олег"), line.now)
        for person in (maria, oleg):
            await work.people.grant(person, Role.WORKER, None, line.now)
            await work.rooms.confirm(Address(TELEGRAM, STAFF_CHAT), person.account, True, line.now)
        maria = await work.people.grant(maria, Role.ADMIN, None, line.now)
        maria = await work.people.meet(TELEGRAM, Sender(201, "Мария"), line.now)
        if consent:
            await work.people.consent(resident, line.app.line.content.consent_version, True, line.now)
            resident = await work.people.meet(TELEGRAM, Sender(101, "Анна"), line.now)
        numbers = {}
        home = Address(TELEGRAM, 101)
        for state in State:
            service = line.app.line.content.cases[0].services[0]
            request = await work.requests.open(resident.id, home, service, {"fields": []}, line.now)
            if state is not State.NEW:
                change = Change(state, maria.id, EventKind.TAKEN)
                request = await work.requests.change(request, change, maria.id, line.now)
            numbers[state] = request.id
        person = maria if worker else resident
        services = Services(line.app.line, work, person, Address(TELEGRAM, person.account), line.now)
        await everything_with_a_time(services, resident, maria)
        await work.end_turn()
        yield services, numbers


def roots_of_a_resident(
    services: Services, numbers: dict[State, int]
) -> list[tuple[str, str, dict[str, Any]]]:
    """Where a resident's talks begin."""
    content = services.content
    roots: list[tuple[str, str, dict[str, Any]]] = [("start", "", {}), ("menu", "", {}), ("phones", "", {})]
    roots += [("case", case.key, {}) for case in content.cases]
    for case in content.cases:
        for service in case.services:
            roots += [(flow, service.path, {}) for flow in ("service", "guide", "help", "person")]
    first = content.cases[0].services[0].path
    roots += [(flow, first, {}) for flow in ("places", "helped", "unhelped", "wrong")]
    roots += [("fraudcheck", "", {}), ("fraudfound", "", {}), ("fraudfound", "code,hurry,link,gone,qr", {})]
    roots += [(flow, "no/such", {}) for flow in ("places", "helped", "unhelped", "wrong")]
    roots += [("help", "", {}), ("service", "no/such", {}), ("case", "none", {}), ("person", "", {})]
    roots += [("news", "off", {}), ("news", "on", {})]
    # Clubs have walks of their own, where there are some: here there is none.
    in_clubs = [name for name in FLOWS if name.startswith(("club", "game")) and not FLOWS[name].guarded]
    roots += [(flow, subject, {}) for flow in (*in_clubs, "photo") for subject in ("", "999", "x")]
    roots += [("my-photos", "", {})]
    roots += [("mine", "", {}), ("offer", "", GIVEN), ("which", "", GIVEN)]
    roots += [("offer", "", {"given": {"text": text, "files": []}}) for text in MEANINGS]
    roots.append(("offer", "", {"given": {"text": "Вы выиграли", "files": [], "forwarded": True}}))
    for number in (*numbers.values(), 999):
        roots += [(flow, str(number), {}) for flow in ("request", "add", "withdraw", "rate", "reopen")]
        roots.append(("rate", f"{number}-5", {}))
    roots += [(flow, "", {}) for flow in FLOWS if flow.startswith(("link", "account", "language"))]
    return roots + roots_of_activities()


OF_WORKERS = {name for name, flow in FLOWS.items() if flow.staff and flow.roles == WORKERS}
"""Those of organisers have walks of their own."""


def roots_of_a_worker(numbers: dict[State, int]) -> list[tuple[str, str, dict[str, Any]]]:
    """Where a worker's talks begin."""
    desk = [name for name in FLOWS if name in OF_WORKERS and name not in ("desk", "about")]
    roots: list[tuple[str, str, dict[str, Any]]] = [("desk", "", {}), ("about", "", GIVEN)]
    roots += [("invite", "", {}), ("connect", "", {})]
    return roots + [(flow, str(number), {}) for flow in desk for number in (*numbers.values(), 999)]


def all_but_one_of_each_case(services: Services) -> set[str]:
    """Services whose forms are walked briefly: they are made of the same questions as the first ones."""
    return {one.path for case in services.content.cases for one in case.services[1:]}


CRISIS = "Я больше не хочу жить"


async def deaf_places(services: Services, places: list[Conversation]) -> list[str]:
    """Where, on either messenger, words of crisis are not answered first, or the talk does not go on."""
    deaf = []
    work, line = services.work, services.line
    numbers = {one.number for one in line.content.crisis.hotlines(CrisisKind.SUICIDE)}
    refused = {services.say(f"answer-{id}") for id in ("day", "choose", "phone", "name", "address")}
    for messenger in ("telegram", "vk"):
        sender = Sender(103, "Вера")
        person = await work.people.meet(messenger, sender, line.now())
        await work.end_turn()
        here = Address(messenger, sender.account)
        own = Services(line, work, person, here, line.now())
        for place in places:
            work.begin_turn()
            work.keep_conversation(here, place)
            before = len(work.letters)
            words = Said(key="k", at=line.now(), address=here, sender=sender, message=5, text=CRISIS)
            await resident.said(words, own)
            mine = [one for one in work.letters[before:] if one.address == here and one.message]
            told = mine[0].message.text if mine and mine[0].message else ""
            kept = await work.conversation(here)
            alarms = [one for one in work.letters[before:] if one.address.group and one.lane is Lane.CRISIS]
            # What went on before goes on, unless the words were what it waited for.
            taken = place.flow in ("add", "reopen", "fraudcheck")
            goes_on = taken or (kept.open and (kept.flow, kept.subject) == (place.flow, place.subject))
            heard = all(number in told for number in numbers) and "Я программа" in told
            # Nobody in despair is told that no day could be made of it.
            goes_on = goes_on and not any(one.message.text in refused for one in mine if one.message)
            if not (heard and alarms and mine[0].lane is Lane.CRISIS and goes_on):
                deaf.append(f"{messenger} {place.flow} {place.subject} {place.asked}: {told[:60]}")
            await work.undo_turn()
    return deaf


async def test_no_path_of_a_resident_troubles_anybody_nor_does_a_change_of_content(line):
    async with world(line) as (services, numbers):
        brief = all_but_one_of_each_case(services)
        walk = Walk(services, understood=MEANINGS, briefly=brief)
        found = await walk.over(roots_of_a_resident(services, numbers))
        assert found.troubles == []
        assert len(found.places) > 1000
        assert await deaf_places(services, found.said) == []
        change(services)
        said = [one for one in found.said if one.subject not in brief]
        assert await survive(said, Walk(services)) == []


async def test_one_who_agreed_before_is_not_asked_again_on_any_path(line):
    async with world(line, consent=True) as (services, _numbers):
        walk = Walk(services, within=("help", "person"))
        found = await walk.over([("help", "household/groceries", {}), ("person", "", {})])
    assert found.troubles == []
    assert not any(asked == "consent" for _, _, _, asked in found.places)


async def test_no_path_of_a_worker_troubles_anybody_nor_does_a_change_of_content(line):
    async with world(line, worker=True) as (services, numbers):
        roots = roots_of_a_worker(numbers)
        found = await Walk(services, within={flow for flow, _, _ in roots}).over(roots)
        assert found.troubles == []
        assert len(found.places) > 20
        change(services)
        assert await survive(found.said, Walk(services)) == []


async def test_every_flow_is_walked(line):
    async with world(line, worker=True, consent=True) as (services, numbers):
        roots = [*roots_of_a_resident(services, numbers), *roots_of_a_worker(numbers)]
    assert {flow for flow, _, _ in roots} == {
        name for name in FLOWS if name in OF_WORKERS or not FLOWS[name].guarded
    }


def changed(content):
    """Content in which every form lost a question and got another, and every choice lost an option."""

    def form(fields):
        kept = [replace(one, options=one.options[1:]) if len(one.options) > 2 else one for one in fields[:-1]]
        return (kept[0], replace(fields[0], key="added", title="Ещё", ask="Ещё что-нибудь?"), *kept[1:])

    def service(one):
        return replace(one, form=form(one.form)) if len(one.form) > 1 else one

    cases = tuple(
        replace(case, services=tuple(service(one) for one in case.services[:-1])) for case in content.cases
    )
    return replace(
        content,
        cases=cases,
        person_service=service(content.person_service),
        outcomes=content.outcomes[1:],
        cancel_reasons=content.cancel_reasons[1:],
        districts=content.districts[1:],
        block_hours=content.block_hours[1:],
        calendar=replace(content.calendar, kinds=content.calendar.kinds[1:]),
    )


def change(services):
    """Let the editors change everything in the middle of all talks."""
    line = services.line
    line.book = replace(line.book, content=changed(line.content))


# What the walk must notice: a flow with a mistake of each sort.


async def _twice(turn, services):
    await turn.ask("name", "form-asker", Line())
    await turn.ask("name", "form-asker", Line())


async def _circle(turn, services):
    turn.go("broken")


async def _long(turn, services):
    await turn.ask_text("name", "я" * 5000, Line())


async def _label(turn, services):
    await turn.ask_text("which", "Что?", Choice((Choosable("a", "я" * 41), Choosable("b", "Б"))))


async def _data(turn, services):
    await turn.ask_text("which", "Что?", Choice((Choosable("я" * 40, "А"),)))


async def _no_way_out(turn, services):
    await turn.ask_text("which", "Что?", Choice((Choosable("a", "А"),)))
    turn.go("broken")


async def _silent(turn, services):
    return


async def _tuple(turn, services):
    async def pair():
        return ("a", "b")

    await turn.once("pair", pair)
    await turn.ask("name", "form-asker", Line())


async def _same_label(turn, services):
    await turn.ask_text("which", "Что?", Choice((Choosable("a", "Да"), Choosable("b", "Да"))))


async def _crash(turn, services):
    words = await turn.ask("words", "form-asker", Telling())
    turn.show(words.text[0])


@pytest.mark.parametrize(
    ("flow", "trouble"),
    [
        (_twice, "asked twice in one run"),
        (_circle, "lead to each other without an end"),
        (_long, "a text of 5000 characters"),
        (_label, "a label of 41 characters"),
        (_data, "bytes behind a button"),
        (_no_way_out, "no way out"),
        (_silent, "nothing is said"),
        (_tuple, "another conversation after a restart"),
        (_same_label, "one label"),
        (_crash, "IndexError"),
    ],
)
async def test_the_walk_notices_what_is_wrong(line, flow, trouble):
    flows = {"menu": FLOWS["menu"], "broken": Flow("broken", flow, parent=lambda _: ("broken", ""))}
    async with world(line) as (services, _):
        found = await Walk(services, flows).over([("broken", "", {})])
    assert any(trouble in one for one in found.troubles), found.troubles
