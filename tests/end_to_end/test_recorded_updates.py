"""Every recorded update goes through intake, inbox and turns; the table names what comes of it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import Update
from pydantic import ValidationError

from tests.end_to_end.stage import Stage

SAMPLES = Path(__file__).parent.parent / "samples"
FOLDER = SAMPLES / "telegram"


def table() -> dict[str, tuple[str, str]]:
    """What becomes of each file: answered with a text, ignored for a reason, or dead by an error."""
    with (SAMPLES / "telegram.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: (row["outcome"], row["what"]) for row in csv.DictReader(file)}


TABLE = table()


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return content


def private_chats(recorded: dict[str, Any]) -> Iterator[int]:
    """Whom an answer would go to."""
    for content in recorded.values():
        message = content.get("message", content) if isinstance(content, dict) else None
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and chat.get("type") == "private":
            yield chat["id"]


def prepare(stage: Stage, recorded: dict[str, Any]) -> None:
    """The people of the recording live in this world too, and have opened the bot."""
    world = stage.sandbox.world
    for chat in private_chats(recorded):
        if chat not in world.users:
            world.add_user(chat, "Кто-то")
        world.private(chat).started = True


def said(stage: Stage) -> list[str]:
    """All that the line has said anywhere."""
    return [
        message.text
        for chat in stage.sandbox.world.chats.values()
        for message in chat.messages.values()
        if message.outgoing
    ]


def test_the_table_names_every_recorded_update_and_no_other() -> None:
    assert sorted(TABLE) == sorted(path.name for path in FOLDER.glob("*.json"))
    assert {outcome for outcome, _ in TABLE.values()} == {"answered", "ignored on purpose", "dead letter"}


def test_only_what_aiogram_cannot_decode_is_a_dead_letter() -> None:
    for name, (outcome, _) in TABLE.items():
        try:
            Update.model_validate(read(name))
            decodes = True
        except ValidationError:
            decodes = False
        assert decodes == (outcome != "dead letter"), name


@pytest.mark.parametrize("name", TABLE)
async def test_a_recorded_update_comes_to_what_the_table_says(mortal_stage: Stage, name: str) -> None:
    stage, recorded = mortal_stage, read(name)
    outcome, what = TABLE[name]
    prepare(stage, recorded)
    await stage.opens()
    number = stage.sandbox.world.updates.replay(recorded)
    await stage.quiet()
    await stage.passes(2)
    assert stage.rows(f"SELECT state FROM inbox WHERE key = '{number}'") == [("done",)]
    match outcome:
        case "answered":
            assert said(stage)[0] == stage.say(what)
            assert stage.dead() == []
        case "ignored on purpose":
            assert said(stage) == []
            assert stage.dead() == []
        case _:
            assert stage.dead() == [("telegram", str(number), what)]
            assert stage.group.phone.texts == [stage.say("staff-dead", source="telegram", key=str(number))]


async def test_all_of_them_at_once_and_none_stops_the_others(mortal_stage: Stage) -> None:
    stage = mortal_stage
    recorded = {name: read(name) for name in TABLE}
    for one in recorded.values():
        prepare(stage, one)
    await stage.opens()
    await stage.closes()
    for one in recorded.values():
        stage.sandbox.world.updates.replay(one)
    stage.anna.phone.starts()
    await stage.opens()
    assert await stage.anna.hears() == [stage.say("welcome"), stage.say("menu")]
    dead = [name for name, (outcome, _) in TABLE.items() if outcome == "dead letter"]
    assert len(stage.dead()) == len(dead) > 0
    told = stage.group.phone.texts
    assert len(told) == len(dead)
    assert stage.rows("SELECT count(*) FROM inbox WHERE state != 'done'") == [(0,)]


async def test_the_staff_is_told_of_a_dead_letter_without_a_word_of_what_was_in_it(
    mortal_stage: Stage,
) -> None:
    stage = mortal_stage
    await stage.opens()
    stage.sandbox.world.updates.replay(
        {"message": {"text": "Секрет", "from": {"id": 77, "first_name": "Пётр"}, "chat": {"id": 77}}}
    )
    await stage.quiet()
    (told,) = stage.group.phone.texts
    assert "python -m bot dead" in told
    assert "Секрет" not in told
    assert "Пётр" not in told
