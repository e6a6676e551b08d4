"""Updates that fail are kept, told to the operator without anybody's words, and get a second chance."""

from __future__ import annotations

import json
from pathlib import Path

from sandbox import Sandbox
from sandbox.demo import ANNA, MARIA, STAFF_CHAT
from tests.commands.conftest import Operator

STICKER = json.loads((Path(__file__).parent / "samples" / "message-sticker-7ad48b.json").read_text("utf-8"))
BREAK = "CREATE TRIGGER broken BEFORE INSERT ON accounts BEGIN SELECT RAISE(ABORT, 'broken by a test'); END"


async def test_a_failed_message_is_answered_after_the_repair(beside: Operator, sandbox: Sandbox) -> None:
    await beside.has_a_database()
    beside.asks(BREAK)
    anna, staff = sandbox.phone(ANNA), sandbox.phone(MARIA, STAFF_CHAT)
    running = await beside.starts_the_line()
    sandbox.world.updates.push("message", STICKER["message"])
    anna.starts()
    anna.says("Мой пёс съел пенсию, тел. +7 900 123-45-67")
    await anna.hears(2, 30)
    await staff.hears(3, 30)
    listed = await beside.types("dead")
    assert listed.code == 0
    assert listed.out.count("telegram") == 3
    assert "ValidationError" in listed.out
    assert "IntegrityError" in listed.out
    refused = await beside.types("dead", "replay", "all")
    assert (refused.code, "Остановите его" in refused.err) == (2, True)
    assert await running.stops() == 0
    for words in ("пёс", "пенсию", "123-45-67", "Anna", "Анна", "Alice", "ShadowKitty", sandbox.token):
        assert words not in listed.out
        assert words not in running.log
    assert "IntegrityError" in running.log

    shown = await beside.types("dead", "show", "1")
    assert shown.code == 0
    assert "Это только для вас" in shown.out
    assert "sticker.type" in shown.out
    assert (await beside.types("dead", "show", "77")).code == 1

    beside.asks("DROP TRIGGER broken")
    replayed = await beside.types("dead", "replay", "2")
    assert (replayed.code, "Возвращена запись 2." in replayed.out) == (0, True), replayed
    twice = await beside.types("dead", "replay", "2")
    assert (twice.code, "уже возвращали" in twice.err) == (1, True)
    anna.unheard.clear()
    running = await beside.starts_the_line()
    await anna.hears("Здравствуйте", 30)
    assert await running.stops() == 0

    everything = await beside.types("dead", "replay", "all")
    assert "1, 3" in everything.out
    anna.unheard.clear()
    running = await beside.starts_the_line()
    await anna.hears(1, 30)
    await staff.hears("replay:1", 30)
    assert await running.stops() == 0
    assert "Возвращать нечего" not in (await beside.types("dead", "replay", "all")).out
    assert beside.asks("SELECT key, replayed_at IS NULL FROM dead_letters WHERE id = 4") == [("replay:1", 0)]


async def test_a_list_with_nothing_in_it_says_so(operator: Operator) -> None:
    assert (await operator.types("dead")).code == 2
    await operator.has_a_database()
    ended = await operator.types("dead")
    assert (ended.code, ended.out) == (0, "Необработанных сообщений нет.\n")
    assert (await operator.types("dead", "replay", "everything")).code == 1
    assert (await operator.types("dead", "replay", "5")).code == 1
