"""Random walks through the real handlers: nothing fails, nobody is stuck, a restart changes nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vocabulary import Attachment
from tests.line import TheLine
from tests.network import Shown
from tests.phone import Phone, paper, photo, place, sticker, voice

SOAK = bool(os.environ.get("SOAK"))

PERSONS = {"anna": 101, "maria": 201, "oleg": 202}

texts = st.one_of(
    st.sampled_from(
        [
            "Меню", "Назад", "Отмена", "Позвать человека", "Мои заявки", "Телефоны", "Продолжить", "/start",
            "/requests", "/desk", "/cancel", "1", "2", "3", "да", "нет", "завтра", "8 912 345-67-89",
            "Молоко и хлеб", "Улица Мира, 5", "не хочу жить", "Пропустить", "Отправить", "/start desk",
        ]
    ),
    st.text(max_size=30),
)  # fmt: skip
files = st.sampled_from([photo(), voice(), paper(), sticker(), place()])
steps = st.one_of(
    st.tuples(st.just("says"), texts),
    st.tuples(st.just("presses"), st.integers(0, 30)),
    st.tuples(st.just("presses"), st.integers(0, 30)),
    st.tuples(st.just("presses"), st.integers(0, 30)),
    st.tuples(st.just("sends"), files),
    st.tuples(st.just("replies"), st.integers(0, 30)),
    st.tuples(st.just("edits"), texts),
    st.tuples(st.just("album"), st.integers(2, 4)),
    st.tuples(st.just("shares"), st.booleans()),
    st.tuples(st.just("in the room"), st.integers(0, 30)),
    st.tuples(st.just("waits"), st.sampled_from([1, 40, 60 * 26])),
)
walks = st.lists(st.tuples(st.sampled_from(["anna", "anna", "maria", "oleg"]), steps), max_size=25)


def nth(found: list[Any], number: int) -> Any:
    """One of several, counted from the newest."""
    return found[-1 - number % len(found)]


async def step(person: Phone, deed: str, what: Any) -> None:
    """Do one thing."""
    match deed:
        case "says":
            await person.says(what or "…")
        case "presses":
            await press(person, what)
        case "in the room":
            await press(person.joins(), what)
        case "sends":
            await person.sends(what)
        case "replies":
            await person.says("Вот ответ", reply_to=nth(person.heard, what) if person.heard else None)
        case "edits":
            mine: list[Shown] = [shown for shown in person.screen if shown.by and shown.text]
            if mine:
                await person.edits(mine[-1], what or "…")
        case "album":
            pictures: list[Attachment] = [photo(str(number)) for number in range(what)]
            await person.sends_album(*pictures)
        case "shares":
            await person.shares_contact(own=what)
        case "waits":
            await person.line.later(minutes=what)


async def press(person: Phone, number: int) -> None:
    """Press some button, a new one or an old one."""
    found = [(shown, button) for shown in person.heard[-12:] for button in shown.buttons if button.data]
    if found:
        shown, button = nth(found, number)
        await person.presses(data=button.data, on=shown)


async def life(walk: list[tuple[str, tuple[str, Any]]], *, forgetful: bool) -> list[list[str]]:
    """What everybody read in a walk; nothing may fail, and the menu is always one word away."""
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
            for name, (deed, what) in walk:
                await step(people[name], deed, what)
            for person in people.values():
                answers = await person.says("Меню")
                assert answers, "no answer at all"
                assert "Чем помочь?" in answers[-1] or "после" in answers[-1], answers
            assert await line.failures() == []
        finally:
            await line.close()
        return [[*person.texts, *person.joins().texts] for person in people.values()]


@settings(max_examples=400 if SOAK else 25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walk=walks)
async def test_nothing_fails_and_nobody_is_stuck(walk):
    await life(walk, forgetful=False)


@settings(max_examples=100 if SOAK else 8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walk=walks)
async def test_a_restart_before_every_deed_changes_nothing(walk):
    assert await life(walk, forgetful=True) == await life(walk, forgetful=False)
