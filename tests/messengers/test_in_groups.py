"""What the line does in a club's chat on Telegram: the real adapter, the sandbox, people in the chat."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.messengers.telegram import Telegram
from bot.messengers.telegram.calls import call_of, fitting
from bot.storage.cipher import Cipher
from bot.storage.spool import Spool
from bot.vocabulary import (
    Act,
    Address,
    Answer,
    Attachment,
    AttachmentKind,
    Button,
    Lane,
    Letter,
    Message,
    Verdict,
)
from sandbox import Impossible, Limits, Phone, Sandbox, membership

ANNA, IVAN, MARIA = 1, 2, 3
CLUB, NEWS = -1001, -1002
NOON = 1_800_000_000.0
PICTURE = Attachment(AttachmentKind.PHOTO, "spool:7", messenger="telegram")
THE_SAME = Attachment(AttachmentKind.PHOTO)
BUTTONS = ((Button("Подсказка", "c:hint:1"),),)


class Time:
    """The clock of Telegram and of the line."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def sandbox(clock: Time) -> AsyncIterator[Sandbox]:
    opened = Sandbox(limits=Limits.lifted())
    world = opened.world
    world.clock = clock
    for user, name in ((ANNA, "Анна"), (IVAN, "Иван"), (MARIA, "Мария")):
        world.add_user(user, name, "Петровна")
    world.add_chat(CLUB, "Кроссворды", members=[ANNA], creator=MARIA)
    world.add_chat(NEWS, "Реклама", type="channel", bot=None)
    async with opened:
        yield opened


@pytest.fixture
async def telegram(sandbox: Sandbox, clock: Time, tmp_path: Path) -> AsyncIterator[Telegram]:
    opened = Telegram(sandbox.token, sandbox.api_url, clock)
    spool = Spool(tmp_path / "spool", Cipher((Fernet.generate_key().decode(),)))
    spool.keep(7, b"\x89PNG new")
    opened.attach(nothing_known, spool)
    yield opened
    await opened.close()


async def nothing_known(_names: object) -> dict[str, str]:
    return {}


@pytest.fixture
def anna(sandbox: Sandbox) -> Phone:
    return sandbox.phone(ANNA, CLUB)


numbers = itertools.count(100)


def letter(act: Act, target: int = 0, text: str = "", **more: Any) -> Letter:
    wants = more.pop("wants", None)
    message = Message(text, **more) if text or more else None
    number = 7 if message is not None and message.attachment is PICTURE else next(numbers)
    return Letter(number, Address("telegram", CLUB), Lane.STAFF, act, message, target, wants)


async def deed(telegram: Telegram, act: Act, target: int = 0, text: str = "", **more: Any) -> Answer:
    return await telegram.send(letter(act, target, text, **more))


async def done(telegram: Telegram, act: Act, target: int = 0, text: str = "", **more: Any) -> Answer:
    """Something that Telegram has to take."""
    answer = await deed(telegram, act, target, text, **more)
    assert answer.verdict is Verdict.SENT, answer
    return answer


def status(sandbox: Sandbox, user: int) -> str:
    return sandbox.world.chats[CLUB].member(user).status


# Pictures


async def test_a_picture_changes_in_place_with_its_words_and_buttons(telegram: Telegram, anna: Phone) -> None:
    sent = await done(telegram, Act.SAY, text="Первая", attachment=PICTURE, buttons=BUTTONS)
    before = anna.last.wire["photo"][-1]["file_id"]
    edited = await done(telegram, Act.EDIT, sent.message, "Вторая", attachment=PICTURE, buttons=BUTTONS)
    assert (anna.texts, anna.buttons) == (["Вторая"], [["Подсказка"]])
    shown = anna.last.wire["photo"][-1]["file_id"]
    assert before != shown == edited.result["file"]


async def test_words_change_under_a_picture_that_stays(telegram: Telegram, anna: Phone) -> None:
    sent = await done(telegram, Act.SAY, text="Счёт 1", attachment=PICTURE, buttons=BUTTONS)
    before = anna.last.wire["photo"]
    await done(telegram, Act.EDIT, sent.message, "Счёт 2", attachment=THE_SAME)
    assert (anna.last.text, anna.last.labels, anna.last.wire["photo"]) == ("Счёт 2", [], before)


async def test_a_text_becomes_a_picture(telegram: Telegram, anna: Phone) -> None:
    sent = await done(telegram, Act.SAY, text="Рисую…")
    await done(telegram, Act.EDIT, sent.message, "Готово", attachment=PICTURE)
    assert anna.last.wire["caption"] == "Готово"
    assert "text" not in anna.last.wire


async def test_an_edit_that_takes_a_picture_for_a_text_or_a_text_for_a_picture_arrives(
    telegram: Telegram, anna: Phone
) -> None:
    picture = await done(telegram, Act.SAY, text="Счёт 1", attachment=PICTURE)
    text = await done(telegram, Act.SAY, text="Вопросы")
    await done(telegram, Act.EDIT, picture.message, "Счёт 2")
    await done(telegram, Act.EDIT, text.message, "Ответы", attachment=THE_SAME)
    assert anna.texts == ["Счёт 2", "Ответы"]


async def test_an_edit_of_what_is_not_there_any_more_says_so(telegram: Telegram, anna: Phone) -> None:
    assert (await deed(telegram, Act.EDIT, 5, "x", attachment=PICTURE)).verdict is Verdict.GONE


async def test_too_many_words_under_a_picture_are_cut_where_a_line_ends(
    telegram: Telegram, anna: Phone
) -> None:
    await done(telegram, Act.SAY, text="Слово и дело\n" * 100, attachment=PICTURE, buttons=BUTTONS)
    assert anna.last.text.endswith("Слово и дело…")
    assert 1000 < len(anna.last.text) <= 1024


def test_words_that_fit_stay_as_they_are() -> None:
    assert fitting("а" * 1024) == "а" * 1024
    assert fitting("а" * 1025) == "а" * 1023 + "…"


# Deeds


async def test_a_reaction_stands_under_a_message_and_goes(telegram: Telegram, anna: Phone) -> None:
    said = anna.says("космонавт")
    own = telegram.account
    await done(telegram, Act.REACT, said.id, "🔥")
    assert said.reactions == {own: "🔥"}
    answer = await done(telegram, Act.REACT, said.id, "🥦")
    assert (answer.result, said.reactions) == ({"refused": "impossible"}, {own: "🔥"})
    await done(telegram, Act.REACT, said.id)
    assert said.reactions == {}
    assert (await deed(telegram, Act.REACT, 999, "🔥")).verdict is Verdict.GONE


async def test_a_silenced_member_is_heard_again_when_the_term_is_over(
    telegram: Telegram, anna: Phone, clock: Time
) -> None:
    await done(telegram, Act.SILENCE, ANNA, wants={"until": NOON + 3600})
    with pytest.raises(Impossible):
        anna.says("тихо")
    clock.now += 3601
    assert anna.says("снова здесь").id


async def test_a_silence_of_seconds_does_not_become_one_for_good(
    telegram: Telegram, anna: Phone, clock: Time
) -> None:
    await done(telegram, Act.SILENCE, ANNA, wants={"until": NOON + 5})
    clock.now += 60
    assert anna.says("снова здесь").id


async def test_a_silence_whose_term_is_over_before_it_leaves_is_none(telegram: Telegram, anna: Phone) -> None:
    await done(telegram, Act.SILENCE, ANNA, wants={"until": NOON - 5})
    assert anna.says("здесь").id


async def test_a_voice_is_given_back(telegram: Telegram, sandbox: Sandbox, anna: Phone) -> None:
    await done(telegram, Act.SILENCE, ANNA)
    assert status(sandbox, ANNA) == "restricted"
    await done(telegram, Act.VOICE, ANNA)
    assert status(sandbox, ANNA) == "member"


async def test_who_is_removed_comes_back_only_when_admitted(
    telegram: Telegram, sandbox: Sandbox, anna: Phone
) -> None:
    link = (await done(telegram, Act.INVITE)).result["link"]
    await done(telegram, Act.REMOVE, ANNA)
    with pytest.raises(Impossible):
        anna.follows(link)
    await done(telegram, Act.ADMIT, ANNA)
    anna.follows(link)
    assert status(sandbox, ANNA) == "member"
    await done(telegram, Act.ADMIT, ANNA)
    assert status(sandbox, ANNA) == "member"


async def test_a_removal_has_a_term(telegram: Telegram, anna: Phone, clock: Time) -> None:
    link = (await done(telegram, Act.INVITE)).result["link"]
    await done(telegram, Act.REMOVE, ANNA, wants={"until": NOON + 600})
    clock.now += 601
    anna.follows(link)
    assert anna.says("я вернулась").id


async def test_a_moderators_yes_or_no_answers_a_wish_to_come_in(telegram: Telegram, sandbox: Sandbox) -> None:
    link = (await done(telegram, Act.INVITE, wants={"asks": True, "name": "Клуб " * 20})).result["link"]
    ivan = sandbox.phone(IVAN, CLUB)
    ivan.follows(link)
    assert status(sandbox, IVAN) == "left"
    await done(telegram, Act.DECLINE, IVAN)
    assert (await deed(telegram, Act.ACCEPT, IVAN)).verdict is Verdict.GONE
    ivan.follows(link)
    await done(telegram, Act.ACCEPT, IVAN)
    assert status(sandbox, IVAN) == "member"


async def test_a_message_is_pinned_and_taken_down(telegram: Telegram, sandbox: Sandbox, anna: Phone) -> None:
    sent = await done(telegram, Act.SAY, text="Правила")
    await done(telegram, Act.PIN, sent.message)
    assert anna.chat.pinned == [sent.message]
    for _ in range(2):
        await done(telegram, Act.UNPIN, sent.message)
    assert anna.chat.pinned == []
    assert (await deed(telegram, Act.PIN, 999)).verdict is Verdict.GONE


async def test_who_runs_the_chat_and_what_the_line_may_do(telegram: Telegram, sandbox: Sandbox) -> None:
    read = await done(telegram, Act.ADMINS)
    assert read.result == {
        "admins": [[MARIA, "Мария Петровна"]],
        "rights": ["read", "delete", "restrict", "invite", "pin"],
        "count": 2,
    }
    rights = {"can_restrict_members": False, "can_pin_messages": False}
    world = sandbox.world
    membership.promote(world, world.chats[CLUB], world.bot, world.users[MARIA], **rights)
    assert (await done(telegram, Act.ADMINS)).result["rights"] == ["read", "delete", "invite"]


async def test_a_channel_is_barred_and_let_in_again(
    telegram: Telegram, sandbox: Sandbox, anna: Phone
) -> None:
    news = sandbox.world.chats[NEWS]
    await done(telegram, Act.BAR, NEWS)
    with pytest.raises(Impossible):
        anna.says("Розыгрыш", as_chat=news)
    await done(telegram, Act.ADMIT, NEWS)
    assert anna.says("Розыгрыш", as_chat=news).id


async def test_nobody_who_runs_the_chat_is_silenced_or_removed(telegram: Telegram) -> None:
    for act in (Act.SILENCE, Act.REMOVE):
        answer = await deed(telegram, act, MARIA)
        assert (answer.verdict, answer.result["refused"]) == (Verdict.UNREACHABLE, "administrator")


@pytest.mark.parametrize(
    ("act", "target"),
    [(Act.SILENCE, ANNA), (Act.REMOVE, ANNA), (Act.INVITE, 0), (Act.PIN, 1), (Act.BAR, NEWS)],
)
async def test_a_deed_without_its_right_is_refused_in_a_word(
    telegram: Telegram, sandbox: Sandbox, anna: Phone, act: Act, target: int
) -> None:
    anna.says("раз")
    sandbox.world.chats[CLUB].members[sandbox.world.bot.id].status = "member"
    answer = await deed(telegram, act, target)
    assert (answer.verdict, answer.result.get("refused")) == (Verdict.UNREACHABLE, "rights")


async def test_a_foreign_message_is_deleted_only_with_the_right_to(
    telegram: Telegram, sandbox: Sandbox, anna: Phone
) -> None:
    said = anna.says("раз")
    wants = {"messages": [said.id, 999]}
    bot = sandbox.world.chats[CLUB].members[sandbox.world.bot.id]
    bot.rights["can_delete_messages"] = False
    answer = await deed(telegram, Act.DELETE, wants=wants)
    assert (answer.verdict, answer.result.get("refused")) == (Verdict.UNREACHABLE, "rights")
    bot.rights["can_delete_messages"] = True
    await done(telegram, Act.DELETE, wants=wants)
    assert anna.texts == []


def test_every_act_has_its_call() -> None:
    """Some are no calls: what they ask for is done on this machine."""
    for act in set(Act) - {Act.READ, Act.LAY, Act.CHECK}:
        assert call_of(letter(act, 5, "да", wants={"messages": [1]}))
    with pytest.raises(ValueError, match="no call"):
        call_of(letter(Act.READ))
