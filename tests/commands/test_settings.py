"""Settings that are missing or wrong end with a sentence that says which, and what to do."""

from __future__ import annotations

import shutil

import pytest
from cryptography.fernet import Fernet

from tests.commands.conftest import ROOT, Operator


async def test_without_settings_the_start_says_what_is_missing(newcomer: Operator) -> None:
    ended = await newcomer.types("run")
    assert ended.code == 2
    token, keys = ended.err.splitlines()
    assert token.startswith("BOT_TELEGRAM__TOKEN: настройки нет, а без мессенджера нет линии. Возьмите токен")
    assert keys.startswith("BOT_KEYS: настройки нет. Сделайте ключ командой «python -m bot key»")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BOT_TELEGRAM__TOKEN", "secret-words", "BOT_TELEGRAM__TOKEN: это не токен"),
        ("BOT_TELEGRAM__STAFF_CHAT", "the group", "BOT_TELEGRAM__STAFF_CHAT: нужно целое число"),
        ("BOT_TELEGRAM__API_URL", "telegram.org", "BOT_TELEGRAM__API_URL: нужен адрес"),
        ("BOT_KEYS", "not-a-key", "BOT_KEYS: ключ 1 не подходит"),
        ("BOT_ADMINS", "maria", "BOT_ADMINS: «maria» не подходит"),
        ("BOT_TIMEZONE", "Moscow", "BOT_TIMEZONE: часового пояса «Moscow» нет"),
        ("BOT_TELEGRAM", "123", "BOT_TELEGRAM: "),
        ("BOT_UNDERSTANDING", "gpt", "BOT_UNDERSTANDING: здесь может стоять: 'vectors', 'letters'"),
        ("BOT_MESSAGES_A_MINUTE", "-1", "BOT_MESSAGES_A_MINUTE: число не может быть меньше 0"),
    ],
)
async def test_a_wrong_setting_is_named(operator: Operator, name: str, value: str, sentence: str) -> None:
    ended = await operator.types("backup", "copy.db", **{name: value})
    assert ended.code == 2
    assert ended.err.startswith(sentence)
    assert "Traceback" not in ended.err
    assert "secret-words" not in ended.err


async def test_time_is_not_moved_among_people(operator: Operator) -> None:
    real = {"BOT_TELEGRAM__API_URL": "https://api.telegram.org", "BOT_CLOCK": "clock"}
    ended = await operator.types("backup", "copy.db", **real)
    assert ended.code == 2
    assert ended.err.startswith("BOT_CLOCK: с настоящими мессенджерами время не передвигают")


async def test_a_mistyped_setting_is_found_in_its_line(newcomer: Operator) -> None:
    newcomer.writes_env(
        "# the line",
        "BOT_TELEGRAM_TOKEN=123456:abc",
        f"BOT_KEYS={Fernet.generate_key().decode()}",
        "BOT_XYZZY=1",
    )
    ended = await newcomer.types("check")
    assert ended.code == 1
    assert ".env: BOT_TELEGRAM__TOKEN: настройки нет" in ended.out
    assert ".env:2: BOT_TELEGRAM_TOKEN: такой настройки нет" in ended.out
    assert "Может быть, BOT_TELEGRAM__TOKEN?" in ended.out
    assert ".env:4: BOT_XYZZY: такой настройки нет, её никто не читает. Сверьтесь" in ended.out


async def test_a_wrong_value_is_found_in_its_line(operator: Operator) -> None:
    operator.writes_env("", "BOT_MESSAGES_A_MINUTE=many")
    ended = await operator.types("check")
    assert ended.code == 1
    assert ".env:2: BOT_MESSAGES_A_MINUTE: нужно целое число." in ended.out


async def test_a_clean_checkout_has_its_content_checked(newcomer: Operator) -> None:
    ended = await newcomer.types("check")
    assert ended.code == 0
    assert "Содержание в порядке." in ended.out
    assert "Настроек ещё нет." in ended.out


async def test_settings_that_are_right_pass(operator: Operator) -> None:
    ended = await operator.types("check")
    assert (ended.code, "Настройки в порядке." in ended.out) == (0, True)


@pytest.mark.parametrize("command", ["check", "run"])
async def test_a_mistake_of_an_editor_is_named_by_file_and_line(operator: Operator, command: str) -> None:
    content = operator.folder / "content"
    shutil.copytree(ROOT / "content", content)
    household = content / "cases" / "household.yaml"
    household.write_text(household.read_text("utf-8") + "\nsurprise: yes\n", "utf-8")
    line = len(household.read_text("utf-8").splitlines())
    ended = await operator.types(command, BOT_CONTENT=str(content))
    assert ended.code == (1 if command == "check" else 2)
    assert f"household.yaml:{line}: surprise:" in ended.out + ended.err
    assert "Traceback" not in ended.err


async def test_a_language_without_texts_is_named(operator: Operator) -> None:
    ended = await operator.types("check", BOT_LOCALE="de")
    assert ended.code == 1
    assert "de.ftl" in ended.out


async def test_an_env_file_of_another_encoding_is_named(newcomer: Operator) -> None:
    (newcomer.folder / ".env").write_bytes("BOT_ADMINS=Мария".encode("cp1251"))
    assert (await newcomer.types("run")).err.startswith(".env: файл не в кодировке UTF-8.")
    ended = await newcomer.types("check")
    assert (ended.code, ".env: файл не в кодировке UTF-8." in ended.out) == (1, True)


async def test_a_new_key_is_one(newcomer: Operator) -> None:
    ended = await newcomer.types("key")
    assert ended.code == 0
    Fernet(ended.out.strip())
