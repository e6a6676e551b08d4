"""The line is started, told to end, and started again; whatever Telegram does, nothing is lost."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands.line import hung_up
from sandbox import Fault, Sandbox
from sandbox.demo import ANNA
from tests.commands.conftest import Operator


async def test_the_line_ends_when_told_and_what_came_meanwhile_is_answered_later(
    beside: Operator, sandbox: Sandbox
) -> None:
    anna = sandbox.phone(ANNA)
    running = await beside.starts_the_line()
    anna.starts()
    await anna.hears("Здравствуйте", 20)
    assert await running.stops() == 0
    assert running.log.rstrip().endswith("the line closes")
    assert "Traceback" not in running.log
    anna.says("меню")
    running = await beside.starts_the_line()
    await anna.hears("Чем помочь", 20)
    assert await running.stops() == 0


async def test_the_line_ends_in_time_while_telegram_is_silent(beside: Operator, sandbox: Sandbox) -> None:
    anna = sandbox.phone(ANNA)
    running = await beside.starts_the_line()
    anna.starts()
    await anna.hears("Чем помочь", 20)
    for method in ("sendMessage", "getUpdates", "editMessageText"):
        sandbox.faults.next(method, Fault.hang_before(), times=1000)
    anna.says("меню")
    anna.says("телефоны")
    assert await running.stops() == 0
    assert "did not end in time" not in running.log
    sandbox.faults.clear()
    await beside.starts_the_line()
    await anna.hears("Чем помочь", 20)


async def test_a_telegram_that_cannot_be_reached_is_waited_out(beside: Operator) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as closed:
        port = closed.getsockname()[1]
    running = await beside.starts_the_line(BOT_TELEGRAM__API_URL=f"http://127.0.0.1:{port}")
    await running.logs("telegram: no updates could be fetched", times=2)
    assert "Traceback" not in running.log
    assert await running.stops() == 0


async def test_telegram_comes_back_and_the_line_goes_on(beside: Operator, sandbox: Sandbox) -> None:
    sandbox.faults.next("*", Fault.html(), times=3)
    running = await beside.starts_the_line()
    anna = sandbox.phone(ANNA)
    anna.starts()
    await anna.hears("Здравствуйте", 30)
    await running.logs("telegram: reachable again")
    assert await running.stops() == 0


async def test_a_second_instance_is_refused_and_the_first_goes_on(beside: Operator, sandbox: Sandbox) -> None:
    running = await beside.starts_the_line()
    for command in (("run",), ("rotate-keys",), ("dead", "replay", "all")):
        second = await beside.types(*command)
        assert second.code == 2
        assert "уже работает другой процесс" in second.err
        assert "Traceback" not in second.err
    anna = sandbox.phone(ANNA)
    anna.starts()
    await anna.hears("Здравствуйте", 20)
    assert await running.stops() == 0


async def test_the_second_ctrl_c_ends_the_line_at_once(beside: Operator, sandbox: Sandbox) -> None:
    running = await beside.starts_the_line()
    anna = sandbox.phone(ANNA)
    sandbox.faults.next("sendMessage", Fault.hang_before(), times=1000)
    anna.starts()
    async with asyncio.timeout(20):
        while not sandbox.faults.happened:
            await asyncio.sleep(0.01)
    running.gets(signal.SIGINT)
    await running.logs("the line closes")
    running.gets(signal.SIGINT)
    assert await running.ends() == 130
    assert "Traceback" not in running.log


async def test_a_line_that_is_still_opening_ends_when_told(beside: Operator) -> None:
    running = await beside.starts_the_line(until="")
    await asyncio.sleep(0.2)
    assert await running.stops() in (0, -signal.SIGTERM)
    assert "Traceback" not in running.log
    again = await beside.starts_the_line()
    assert await again.stops() == 0


async def test_a_hangup_has_the_content_read_anew_and_a_wrong_file_changes_nothing(
    beside: Operator, tmp_path: Path
) -> None:
    content = tmp_path / "edited"
    shutil.copytree("content", content)
    running = await beside.starts_the_line(BOT_CONTENT=str(content))
    file = content / "line.yaml"
    right = file.read_text("utf-8")
    file.write_text(right.replace("block_hours:", "block_hour:"), "utf-8")
    running.gets(signal.SIGHUP)
    await running.logs("the content is wrong in 2 places and stays as it was")
    assert f"{file}:" in running.log
    file.write_text(right, "utf-8")
    running.gets(signal.SIGHUP)
    await running.logs("the content was read anew")
    assert await running.stops() == 0
    assert "Traceback" not in running.log


@pytest.mark.parametrize(
    ("before", "after", "does"),
    [(True, False, "ends"), (True, True, "reads"), (False, False, "reads")],
)
def test_only_a_terminal_that_was_closed_ends_the_line(before: bool, after: bool, does: str) -> None:
    done: list[str] = []
    terminal = iter([before, after])
    hear = hung_up(lambda: done.append("reads"), lambda _number: done.append("ends"), lambda: next(terminal))
    hear()
    assert done == [does]


async def test_keys_that_do_not_fit_are_refused(beside: Operator) -> None:
    await (await beside.starts_the_line()).stops()
    other = (await beside.types("key")).out.strip()
    ended = await beside.types("run", BOT_KEYS=other)
    assert (ended.code, "Верните ключи" in ended.err, "Traceback" in ended.err) == (2, True, False)


@pytest.mark.parametrize("what", ["a folder", "no database", "of a newer program"])
async def test_a_database_that_cannot_be_used_is_refused(operator: Operator, what: str) -> None:
    operator.database.parent.mkdir()
    match what:
        case "a folder":
            operator.database.mkdir()
        case "no database":
            operator.database.write_text("Это не база, а письмо. " * 100)
        case _:
            await operator.has_a_database()
            operator.asks("UPDATE alembic_version SET version_num = '9999'")
    ended = await operator.types("run")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert str(operator.database) in ended.err
