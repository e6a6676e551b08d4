"""A melody and a photograph over the wire of each messenger: played, pressed, shown, taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.flows.clubs.quizzes.quizzing import BEFORE
from sandbox import Phone
from sandbox.demo import (
    CLUB_CHAT,
    GALINA,
    IVAN,
    MARIA,
    VK_CLUB_CHAT,
    ZOYA,
    play_the_beginning,
)
from sandbox.vk import VkPhone
from tests.end_to_end.clubs import both_messengers, until
from tests.end_to_end.stage import Stage

AnyPhone = Phone | VkPhone


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Both messengers with a club on each."""
    async with both_messengers(tmp_path) as stage:
        await play_the_beginning(stage.sandbox)
        yield stage


def of_both(stage: Stage) -> list[tuple[AnyPhone, AnyPhone, AnyPhone, AnyPhone]]:
    """On each messenger: a resident in the chat and in private, a moderator in the chat and in private."""
    telegram, vk = stage.sandbox.phone, stage.sandbox.vk.phone
    return [
        (telegram(IVAN, CLUB_CHAT), telegram(IVAN), telegram(MARIA, CLUB_CHAT), telegram(MARIA)),
        (vk(ZOYA, VK_CLUB_CHAT), vk(ZOYA), vk(GALINA, VK_CLUB_CHAT), vk(GALINA)),
    ]


async def sees(phone: AnyPhone, part: str) -> int:
    """Wait for words on a screen; the number of the newest message that has them."""
    await until(lambda: any(part in text for text in phone.texts))
    screen: list[Any] = [*phone.screen]
    return int(next(one.id for one in reversed(screen) if part in one.text))


async def test_a_melody_is_heard_answered_and_told_in_one_message(stage: Stage) -> None:
    for resident, _, moderator, _ in of_both(stage):
        moderator.says("викторина мелодию 3")
        await sees(resident, "Викторина «Угадай мелодию»: 3 вопроса")
        await stage.passes(BEFORE + 1)
        asked = await sees(resident, "Вопрос 1 из 3 · 40 сек.")
        assert any(_sounds(one) for one in resident.screen)
        first = next(label for label in resident.buttons[0] if label.startswith("1. "))
        resident.presses(first, asked)
        await until(lambda phone=resident: phone.toasts)  # type: ignore[misc]
        assert resident.toasts[-1].startswith("Ответ принят.")
        await stage.passes(41)
        told = await sees(resident, "Верный ответ: ")
        assert told == asked
        moderator.says("стоп викторина")
        await sees(resident, "Викторина «Угадай мелодию» закончена.")


def _sounds(message: object) -> bool:
    wire = str(getattr(message, "wire", ""))
    return "'voice'" in wire or "audio_message" in wire


async def test_a_photograph_is_shown_in_the_chat_and_taken_away_by_its_author(stage: Stage) -> None:
    for there, alone, moderator, desk in of_both(stage):
        desk.says("/start")
        await stage.quiet()
        moderator.says("Здравствуйте")
        number = 1 if isinstance(there, Phone) else 2
        await begins_a_contest(desk, number)
        await sees(there, "Фотоконкурс «Мой двор»")
        alone.says(f"/start photo_{number}")
        await sees(alone, "«Мой двор»: пришлите одно фото")
        alone.sends_photo(b"\xff\xd8 a yard", "Наша клумба")
        await sees(alone, "Показать это фото в чате")
        alone.presses("Да, показать")
        await sees(alone, "Фото скоро появится")
        await stage.passes(2)
        shown = await sees(there, "Наша клумба")
        there.presses("Убрать моё фото", shown)
        await until(lambda phone=there: not any("Наша клумба" in one.text for one in phone.screen))  # type: ignore[misc]


async def begins_a_contest(desk: AnyPhone, club: int) -> None:
    """A moderator answers what is asked about a contest."""
    desk.says("/moderate")
    name = "Кроссворды" if isinstance(desk, Phone) else "Кроссворды ВКонтакте"
    for part, answer in (
        ("", name),
        (f"Клуб «{name}»", "Конкурс или флешмоб"),
        ("Что начнём?", "Фотоконкурс с голосами"),
        ("Какая тема конкурса?", "Мой двор"),
        ("Сколько дней", "1 день"),
        ("Подписывать снимки", "Сразу"),
    ):
        await sees(desk, part or name)
        desk.says(answer)
    await sees(desk, "Объявили в чате клуба")
