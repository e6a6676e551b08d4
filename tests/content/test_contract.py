"""Texts may be worded as editors like; none may be missing or name a value that the line does not have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import orjson

from bot.content.contract import FILE, breaches, contract_of
from bot.content.texts import Texts

CONTENT = Path(__file__).parents[2] / "content"


def test_the_contract_is_what_the_program_was_written_with():
    """After a change of texts: UPDATE_CONTRACT=1 python -m pytest tests/content/test_contract.py"""
    now = contract_of(Texts.load(CONTENT, "ru"))
    if os.environ.get("UPDATE_CONTRACT"):
        FILE.write_bytes(orjson.dumps(now, option=orjson.OPT_INDENT_2) + b"\n")
    assert orjson.loads(FILE.read_bytes()) == now
    assert not list(breaches(CONTENT, "ru", Texts.load(CONTENT, "ru")))


def test_a_text_that_an_editor_deleted_and_a_value_that_was_misspelt_are_named(tmp_path):
    shutil.copytree(CONTENT / "texts", tmp_path / "texts")
    file = tmp_path / "texts" / "ru.ftl"
    lines = file.read_text("utf-8").splitlines()
    kept = [line.replace("$number", "$nomer") if line.startswith("crisis-alarm") else line for line in lines]
    kept = [line for line in kept if not line.startswith("urgent-yes =")]
    file.write_text("\n".join(kept) + "\n", "utf-8")
    found = list(breaches(tmp_path, "ru", Texts.load(tmp_path, "ru")))
    assert [(one.path, one.sentence[:14]) for one in found] == [
        ("crisis-alarm", "Значения $nome"),
        ("urgent-yes", "Этого текста н"),
    ]
    place = next(number for number, line in enumerate(kept, 1) if line.startswith("crisis-alarm"))
    assert found[0].line == place
    assert "есть: $number" in found[0].sentence
