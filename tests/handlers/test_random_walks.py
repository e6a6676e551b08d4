"""Random walks through the real handlers: nothing fails, nobody is stuck, a restart changes nothing."""

from __future__ import annotations

import os
import random
import re
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vocabulary import Attachment
from tests.line import TheLine
from tests.network import Shown
from tests.phone import Phone, paper, photo, place, sticker, voice
from tests.talks import orders_groceries, takes

SOAK = bool(os.environ.get("SOAK"))

PERSONS = {"anna": 101, "maria": 201, "oleg": 202}

NAVIGATION = [
    "Меню", "Назад", "Отмена", "Позвать человека", "Мои заявки", "Телефоны", "Продолжить", "/start", "/desk",
    "/requests", "/cancel", "/start desk", "/invite",
]  # fmt: skip
WORDS = [
    *NAVIGATION, "1", "2", "3", "да", "нет", "завтра", "8 912 345-67-89", "Молоко и хлеб", "Улица Мира, 5",
    "не хочу жить", "Пропустить", "Отправить", "😀", "я" * 3000, "\u200b", "<b>%s</b>",
]  # fmt: skip
FILES = [photo(), voice(), paper(), paper(size=30 * 2**20), sticker(), place()]

SORTS = {
    "goes on": 60, "presses": 10, "says": 10, "sends": 4, "replies": 4, "room": 4, "edits": 3, "album": 2,
    "shares": 2, "waits": 1,
}  # fmt: skip
"""What people do, and how often."""

seeds = st.integers(0, 2**32)


def walk_of(seed: int, length: int = 60) -> list[tuple[str, str, Any]]:
    """Deeds of one life: mostly people go on where they are, a few deeds in a row each."""
    chance = random.Random(seed)
    deeds: list[tuple[str, str, Any]] = []
    while len(deeds) < length:
        name = chance.choice(["anna", "anna", "maria", "oleg"])
        for _ in range(chance.randint(1, 14)):
            sort = chance.choices(list(SORTS), list(SORTS.values()))[0]
            what: Any = chance.randrange(40)
            if sort in ("says", "edits"):
                what = chance.choice(WORDS)
            elif sort == "sends":
                what = chance.choice(FILES)
            elif sort == "waits":
                what = chance.choice([1, 40, 60 * 26])
            deeds.append((name, sort, what))
    return deeds


def nth(found: list[Any], number: int) -> Any:
    """One of several."""
    return found[number % len(found)]


async def step(person: Phone, deed: str, what: Any) -> None:
    """Do one thing."""
    match deed:
        case "says":
            await person.says(what)
        case "goes on":
            await go_on(person, what)
        case "presses":
            await press(person, what)
        case "room":
            await press(person.joins(), what)
        case "sends":
            await person.sends(what)
        case "replies":
            await person.says("Вот ответ", reply_to=nth(person.heard[::-1], what) if person.heard else None)
        case "edits":
            mine: list[Shown] = [shown for shown in person.screen if shown.by and shown.text]
            if mine:
                await person.edits(mine[-1], what)
        case "album":
            pictures: list[Attachment] = [photo(str(number)) for number in range(2 + what % 3)]
            await person.sends_album(*pictures)
        case "shares":
            await person.shares_contact(own=bool(what % 3))
        case "waits":
            await person.line.later(minutes=what)


async def go_on(person: Phone, number: int) -> None:
    """Answer what was asked last, sensibly."""
    last = person.last
    if any(button.data for button in last.buttons):
        await person.presses(data=nth([button.data for button in last.buttons if button.data], number))
    elif "номер" in last.text.lower() or "телефон" in last.text.lower():
        await person.says("8 912 345-67-89")
    else:
        await person.says("Улица Мира, дом 5")


async def press(person: Phone, number: int) -> None:
    """Press some button, a new one or an old one."""
    found = [(shown, button) for shown in person.heard[-12:][::-1] for button in shown.buttons if button.data]
    if found:
        shown, button = nth(found, number)
        await person.presses(data=button.data, on=shown)


def ways_out(line: TheLine) -> list[str]:
    """What the menu and a word to one who is blocked say, in every language: anybody may choose one."""
    book = line.app.line.book
    said = [book.localised(one).texts.say for one in book.languages]
    blocked = [max(say("you-are-blocked", until="#").split("#"), key=len) for say in said]
    return [say("menu") for say in said] + blocked


async def life(seed: int, *, forgetful: bool) -> list[list[str]]:
    """What everybody read in a life; nothing may fail, and the menu is always one word away."""
    with tempfile.TemporaryDirectory() as folder:
        line = TheLine(Path(folder), forgetful=forgetful, admins="telegram:201,telegram:202")
        # Nobody is slowed: a restart forgives, and that is another story.
        await line.open()
        people = {name: Phone(line, account, name.title()) for name, account in PERSONS.items()}
        try:
            for name in ("maria", "oleg"):
                await people[name].comes()
            for person in people.values():
                await person.says("/start")
            await orders_groceries(people["anna"])
            await takes(people["maria"], 1)
            for name, deed, what in walk_of(seed):
                await step(people[name], deed, what)
            # One who is stopped is told so once a minute.
            await line.later(minutes=2)
            for person in people.values():
                answers = await person.says("Меню")
                assert answers, "no answer at all"
                assert any(words in answers[-1] for words in ways_out(line)), answers
            assert await line.failures() == []
        finally:
            await line.close()
        # Codes are random. How often one who is stopped was told so is forgotten with a restart, on purpose.
        read = [[*person.texts, *person.joins().texts] for person in people.values()]
        return [
            [re.sub(r"inv_\S+", "", text) for text in texts if not text.startswith("Мы сможем ответить")]
            for texts in read
        ]


@settings(max_examples=300 if SOAK else 10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=seeds)
async def test_nothing_fails_and_nobody_is_stuck(seed):
    await life(seed, forgetful=False)


@settings(max_examples=60 if SOAK else 3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=seeds)
async def test_a_restart_before_every_deed_changes_nothing(seed):
    assert await life(seed, forgetful=True) == await life(seed, forgetful=False)
