"""aiogram's models are built when they are first used; each try in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
UNBUILT = "[one for one in types.__all__ if getattr(vars(types)[one], '__pydantic_complete__', 1) is False]"
UPDATE = (
    '{"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "?", '
    '"chat": {"id": 1, "type": "private"}, "from": {"id": 1, "is_bot": False, "first_name": "A"}}}'
)


def told_by(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


def test_a_start_builds_only_what_an_update_needs_and_the_rest_when_it_is_asked_for():
    program = f"""
import bot.messengers.telegram
from aiogram import types
print(len({UNBUILT}) > 100)
print(types.Update.model_validate({UPDATE}).message.from_user.first_name)
print(types.BotCommand(command="menu", description="?").model_dump_json(exclude_none=True))
models = [one for name in types.__all__ if hasattr(one := getattr(types, name), "model_rebuild")]
print([model for model in models if model.model_rebuild() is False])
"""
    assert told_by(program).splitlines() == [
        "True",
        "A",
        '{"command":"menu","description":"?"}',
        "[]",
    ]


def test_where_a_model_cannot_be_built_alone_all_are_built_as_the_plain_import_does():
    program = f"""
import sys, types as kinds
from pydantic import BaseModel
path = "bot/messengers/telegram/lazily.py"
lazily = kinds.ModuleType("lazily")
source = open(path).read().replace('FIRST = "Update"', 'FIRST = "NoSuchModel"')
exec(compile(source, path, "exec"), lazily.__dict__)
from aiogram import types
print({UNBUILT})
print(types.Update.model_validate({UPDATE}).message.from_user.first_name)
"""
    assert told_by(program).splitlines() == ["[]", "A"]
