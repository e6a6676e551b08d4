"""Finding one's way: the menu, a case, a service with its guide and doors, the telephones."""

from __future__ import annotations

from bot.domain.cases import Door, Provider, Service
from bot.domain.people import Person
from bot.flows.answers import Choice
from bot.flows.cards import cut
from bot.flows.engine import Choosable, Turn
from bot.flows.services import Services

FRAUD = "legal/fraud"
"""The service beside which the fraud desk stands."""


async def follow(turn: Turn, key: str, text: str, choices: tuple[Choosable, ...]) -> None:
    """Ask where to go, and go there."""
    chosen = await turn.ask_text(key, text, Choice(choices))
    place = next(choice.to for choice in choices if choice.key == chosen)
    if place is not None:
        turn.go(*place)


async def start(turn: Turn, services: Services) -> None:
    """Greet, and show the menu."""
    turn.greet("welcome")
    turn.go("menu")


async def menu(turn: Turn, services: Services) -> None:
    """The cases first; a person to call is always one key away, under the input."""
    say, meets, clubs = services.say, services.content.calendar.kinds, services.work.clubs
    choices = [
        *([Choosable("resume", say("button-resume"), to=("resume", ""))] if turn.drafts else []),
        *(Choosable(case.key, case.title, to=("case", case.key)) for case in services.content.cases),
        Choosable("mine", say("button-mine"), to=("mine", "")),
        *([Choosable("activities", say("button-activities"), to=("activities", ""))] if meets else []),
        *([Choosable("clubs", say("button-clubs"), to=("clubs", ""))] if await clubs.any_open() else []),
        *([_checking(services)] if services.content.fraud.signs else []),
        Choosable("phones", say("button-phones"), to=("phones", "")),
    ]
    if services.person.roles and leads(services.person):
        choices.insert(0, Choosable("classes", say("button-classes"), to=("classes", "")))
    if await clubs.moderates(services.person.id):
        choices.insert(0, Choosable("moderating", say("button-moderating"), to=("moderating", "")))
    if len(services.line.accounts) > 1:
        choices.append(Choosable("accounts", say("button-accounts"), to=("accounts", "")))
    if len(services.line.book.languages) > 1 and not services.person.staff:
        choices.append(Choosable("language", say("button-language"), to=("language", "")))
    await follow(turn, "place", say("menu"), tuple(choices))


def leads(person: Person) -> bool:
    """Whether a person runs classes or opens hours, and has no desk from which one comes to them."""
    return (person.organiser or person.specialist) and not person.worker


def _checking(services: Services) -> Choosable:
    return Choosable("check", services.say("button-fraudcheck"), to=("fraudcheck", ""))


async def case(turn: Turn, services: Services) -> None:
    """The services of a case."""
    found = services.content.case(turn.subject)
    if found is None:
        turn.say("place-gone")
        turn.go("menu")
        return
    choices = tuple(Choosable(one.key, one.title, to=("service", one.path)) for one in found.services)
    await follow(turn, "service", services.say("case", title=found.title, about=found.about), choices)


async def service(turn: Turn, services: Services) -> None:
    """What a service is, and its doors."""
    found = services.content.service(turn.subject)
    if found is None:
        turn.say("place-gone")
        turn.go("menu")
        return
    text = services.say(
        "service",
        title=found.title,
        about=found.about,
        cost=found.cost or services.say("service-free"),
        promise=found.promise.text,
    )
    if found.quick_exit:
        how = services.say(f"clear-{services.address.messenger}")
        text = "\n\n".join((text, services.say("quick-exit", how=how)))
    wrong = Choosable("wrong", services.say("button-wrong"), to=("wrong", found.path))
    await follow(turn, "door", text, (*doors(services, found), wrong))


async def guide(turn: Turn, services: Services) -> None:
    """The ready steps of a service, and the other doors."""
    found = services.content.service(turn.subject)
    if found is None or not found.guide:
        turn.say("place-gone")
        turn.go("menu")
        return
    steps = "\n\n".join(f"{number}. {step}" for number, step in enumerate(found.guide, 1))
    hand = services.say("guide-at-hand", things="\n".join(f"— {thing}" for thing in found.at_hand))
    text = services.say("guide", title=found.title, steps=steps, hand=hand if found.at_hand else "").strip()
    *ways, case = doors(services, found, guide=False)
    await follow(turn, "door", text, (*ways, *_opinions(services, found), case))


def _opinions(services: Services, found: Service) -> tuple[Choosable, ...]:
    """What people may say of a card; it reaches the editors."""
    labels = {"helped": "button-helped", "unhelped": "button-unhelped", "wrong": "button-wrong"}
    return tuple(Choosable(key, services.say(label), to=(key, found.path)) for key, label in labels.items())


async def places(turn: Turn, services: Services) -> None:
    """The shops, institutions and sites of a service, those that somebody checked of late."""
    found = services.content.service(turn.subject)
    lists = shown_lists(services, found) if found is not None else []
    if found is None or not lists:
        turn.say("place-gone")
        turn.go("menu")
        return
    text = "\n\n".join(
        services.say("places", title=title, lines="\n\n".join(_entry(services, one) for one in entries))
        for title, entries in lists
    )
    *before, last = cut(text)
    for part in before:
        turn.show(part)
    back = Choosable("service", services.say("button-service"), to=("service", found.path))
    await follow(turn, "way", last, (*_opinions(services, found), back))


def shown_lists(services: Services, found: Service) -> list[tuple[str, tuple[Provider, ...]]]:
    """The lists of a service that have something to show today, by title."""
    providers, today = services.content.providers, services.local().date()
    lists = [(providers.find(key), providers.shown(key, today)) for key in found.providers]
    return [(one.title, entries) for one, entries in lists if one is not None and entries]


def _entry(services: Services, one: Provider) -> str:
    """One place: what it is called, what it is for, and how to reach it."""
    checked = services.say("place-checked", day=f"{one.checked:%d.%m.%Y}")
    lines = (one.title, one.about, one.number, one.address, one.site, one.hours, checked)
    return "\n".join(line for line in lines if line)


def doors(services: Services, found: Service, *, guide: bool = True) -> tuple[Choosable, ...]:
    """The doors of a service as choices, its activities, its places, and the way back to its case."""
    leads = {Door.READ: "guide", Door.REQUEST: "help", Door.PERSON: "person"}
    choices = [
        Choosable(str(door), services.say(f"door-{door}"), to=(leads[door], found.path))
        for door in found.doors
        if door is not Door.READ or (guide and found.guide)
    ]
    if found.path == FRAUD and services.content.fraud.signs:
        choices.insert(0, _checking(services))
    if found.activities and services.content.calendar.kind(found.activities) is not None:
        label = services.say("door-activities")
        choices.append(Choosable("activities", label, to=("acts", found.activities)))
    if shown_lists(services, found):
        choices.append(Choosable("places", services.say("door-places"), to=("places", found.path)))
    return (*choices, Choosable("case", services.say("door-case"), to=("case", found.case)))


async def phones(turn: Turn, services: Services) -> None:
    """The telephone numbers, the national ones first."""
    numbers = sorted(services.content.telephones(services.local().date()), key=lambda line: not line.national)
    lines = "\n\n".join(f"{line.number} — {line.title}\n{line.note}".strip() for line in numbers)
    choices = (Choosable("menu", services.say("button-menu"), to=("menu", "")),)
    await follow(turn, "place", services.say("phones", lines=lines), choices)
