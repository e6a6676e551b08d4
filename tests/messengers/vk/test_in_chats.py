"""What the line does in a club's chat on VK: the real adapter, the sandbox, people in the chat."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest

from bot.messengers.vk import Vk
from bot.messengers.vk.decode import decode
from bot.messengers.vk.deeds import REACTIONS
from bot.vocabulary import (
    Act,
    Address,
    Answer,
    Attachment,
    AttachmentKind,
    Button,
    Joined,
    Lane,
    Letter,
    Message,
    Verdict,
)
from sandbox import Impossible, Sandbox
from sandbox.vk import CHAT_START, VkPhone, membership
from sandbox.vk import Vk as VkServer
from sandbox.vk.models import REACTIONS as SHOWN
from tests.messengers.vk.ear import server

ANNA, IVAN, MARIA = 1, 2, 3
CLUB = CHAT_START + 7
BUTTONS = ((Button("Подсказка", "c:hint:1"),),)
THE_SAME = Attachment(AttachmentKind.PHOTO)


@pytest.fixture
async def vk() -> AsyncIterator[VkServer]:
    vk = server([ANNA, IVAN, MARIA])
    vk.world.add_chat(7, "Кроссворды", members=[ANNA], owner=MARIA)
    async with Sandbox(vk=vk):
        yield vk


@pytest.fixture
async def messenger(vk: VkServer) -> AsyncIterator[Vk]:
    messenger = Vk(vk.token, vk.group_id, vk.api_url, 0)
    yield messenger
    await messenger.close()


@pytest.fixture
def anna(vk: VkServer) -> VkPhone:
    return vk.phone(ANNA, CLUB)


numbers = itertools.count(100)


def letter(act: Act, target: int = 0, text: str = "", **more: Any) -> Letter:
    wants = more.pop("wants", None)
    message = Message(text, **more) if text or more else None
    number = next(numbers)
    return Letter(number, Address("vk", CLUB), Lane.STAFF, act, message, target, wants, random_id=number)


async def deed(messenger: Vk, act: Act, target: int = 0, text: str = "", **more: Any) -> Answer:
    return await messenger.send(letter(act, target, text, **more))


async def done(messenger: Vk, act: Act, target: int = 0, text: str = "", **more: Any) -> Answer:
    """Something that VK has to take."""
    answer = await deed(messenger, act, target, text, **more)
    assert answer.verdict is Verdict.SENT, answer
    return answer


async def uploaded(messenger: Vk, content: bytes = b"\x89PNG one") -> Attachment:
    photo = Attachment(AttachmentKind.PHOTO, name="grid.png")
    return await messenger.upload(photo, content, letter(Act.SAY, text="x"))


def photo_of(phone: VkPhone) -> int:
    (shown,) = phone.last.attachments
    return int(shown["photo"]["id"])


# Pictures


async def test_a_picture_changes_in_place_with_its_words_and_buttons(messenger: Vk, anna: VkPhone) -> None:
    first, second = await uploaded(messenger), await uploaded(messenger, b"\x89PNG two")
    sent = await done(messenger, Act.SAY, text="Первая", attachment=first, buttons=BUTTONS)
    before = photo_of(anna)
    await done(messenger, Act.EDIT, sent.message, "Вторая", attachment=second, buttons=BUTTONS)
    assert (anna.last.text, anna.buttons, photo_of(anna) != before) == ("Вторая", [["Подсказка"]], True)


async def test_words_change_under_a_picture_that_stays(messenger: Vk, anna: VkPhone) -> None:
    picture = await uploaded(messenger)
    sent = await done(messenger, Act.SAY, text="Счёт 1", attachment=picture, buttons=BUTTONS)
    before = photo_of(anna)
    await done(messenger, Act.EDIT, sent.message, "Счёт 2", attachment=THE_SAME, buttons=BUTTONS)
    assert (anna.last.text, photo_of(anna), anna.buttons) == ("Счёт 2", before, [["Подсказка"]])


async def test_without_being_told_to_keep_it_a_picture_goes(messenger: Vk, anna: VkPhone) -> None:
    """The proof can fail: VK shows only what an edit names."""
    sent = await done(messenger, Act.SAY, text="Счёт 1", attachment=await uploaded(messenger))
    await done(messenger, Act.EDIT, sent.message, "Счёт 2")
    assert anna.last.attachments == []


async def test_an_edit_that_keeps_a_picture_goes_alone(messenger: Vk, vk: VkServer) -> None:
    with pytest.raises(Exception, match="read first"):
        await messenger.send_pack([letter(Act.EDIT, 1, "Счёт", attachment=THE_SAME)])
    assert "messages.edit" not in vk.calls


# Deeds


async def test_a_reaction_stands_under_a_message_and_goes(messenger: Vk, anna: VkPhone) -> None:
    said = anna.says("космонавт")
    for emoji in ("👍", "❤️"):
        await done(messenger, Act.REACT, said.id, emoji)
    assert said.reactions == {messenger.account: 1}
    answer = await done(messenger, Act.REACT, said.id, "🥦")
    assert (answer.result, len(said.reactions)) == ({"refused": "impossible"}, 1)
    await done(messenger, Act.REACT, said.id)
    assert said.reactions == {}
    assert (await deed(messenger, Act.REACT, 999, "👍")).verdict is Verdict.GONE


def test_both_sides_have_the_same_numbers_for_reactions() -> None:
    assert {emoji: number for number, emoji in enumerate(SHOWN, 1)} == REACTIONS


@pytest.mark.parametrize("act", [Act.SILENCE, Act.VOICE, Act.ADMIT, Act.ACCEPT, Act.DECLINE, Act.BAR])
async def test_what_vk_does_not_have_is_refused_in_a_word(messenger: Vk, act: Act) -> None:
    answer = await deed(messenger, act, ANNA)
    assert (answer.verdict, answer.result) == (Verdict.UNREACHABLE, {"refused": "impossible"})
    assert not messenger.silences


async def test_who_is_removed_does_not_come_back_by_the_link(messenger: Vk, anna: VkPhone) -> None:
    link = (await done(messenger, Act.INVITE, wants={"asks": True})).result["link"]
    for _ in range(2):
        await done(messenger, Act.REMOVE, ANNA)
    assert ANNA not in anna.chat.members
    with pytest.raises(Impossible):
        anna.follows(link)


async def test_people_come_by_the_link_and_the_line_hears_of_it(messenger: Vk, vk: VkServer) -> None:
    link = (await done(messenger, Act.INVITE)).result["link"]
    vk.phone(IVAN).follows(link)
    (event,) = (kept.body for kept in vk.world.events._history)
    heard = decode("1", orjson.loads(event))
    assert isinstance(heard, Joined)
    assert (heard.account, heard.present) == (IVAN, True)


async def test_a_message_is_pinned_and_taken_down(messenger: Vk, anna: VkPhone) -> None:
    sent = await done(messenger, Act.SAY, text="Правила")
    await done(messenger, Act.PIN, sent.message)
    assert anna.chat.pinned == sent.message
    for _ in range(2):
        await done(messenger, Act.UNPIN, sent.message)
    assert anna.chat.pinned == 0
    assert (await deed(messenger, Act.PIN, 999)).verdict is Verdict.GONE


async def test_who_runs_the_chat_and_what_the_line_may_do(messenger: Vk, vk: VkServer) -> None:
    read = await done(messenger, Act.ADMINS)
    assert read.result == {
        "admins": [[MARIA, "Житель 3"]],
        "rights": ["read", "delete", "restrict", "invite", "pin"],
        "count": 2,
    }
    membership.promote(vk.world, vk.world.peers[CLUB], messenger.account, admin=False)
    answer = await deed(messenger, Act.ADMINS)
    assert (answer.verdict, answer.result) == (Verdict.UNREACHABLE, {"refused": "rights"})


async def test_nobody_who_runs_the_chat_is_removed(messenger: Vk) -> None:
    answer = await deed(messenger, Act.REMOVE, MARIA)
    assert (answer.verdict, answer.result) == (Verdict.UNREACHABLE, {"refused": "administrator"})


@pytest.mark.parametrize(
    ("act", "target", "wants"),
    [(Act.REMOVE, ANNA, None), (Act.INVITE, 0, None), (Act.PIN, 1, None), (Act.DELETE, 0, {"messages": [1]})],
)
async def test_a_deed_without_its_right_is_refused_in_a_word(
    messenger: Vk, vk: VkServer, anna: VkPhone, act: Act, target: int, wants: dict[str, Any] | None
) -> None:
    anna.says("раз")
    membership.promote(vk.world, anna.chat, messenger.account, admin=False)
    answer = await deed(messenger, act, target, wants=wants)
    assert (answer.verdict, answer.result) == (Verdict.UNREACHABLE, {"refused": "rights"})


async def test_a_foreign_message_is_deleted_for_all(messenger: Vk, anna: VkPhone) -> None:
    said = anna.says("раз")
    await done(messenger, Act.DELETE, wants={"messages": [said.id, 999]})
    assert anna.texts == []
