"""What the line asks of the interface's texts: which there must be, and which values it has for each.

Editors may word every text as they like; one that is missing or names a value that does not exist would be
noticed by a person in need first. `contract.json` is kept equal to the texts that the program came with.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from bot.content.problems import Problem
from bot.content.texts import Texts

FILE = Path(__file__).with_name("contract.json")


def contract_of(texts: Texts) -> dict[str, list[str]]:
    """Ids with the names of their values, sorted."""
    return {id: sorted(texts.variables(id)) for id in sorted(texts.ids())}


def breaches(folder: Path, locale: str, texts: Texts) -> Iterator[Problem]:
    """Texts that are missing, and values that the line does not have, in the file of a language."""
    file = folder / "texts" / f"{locale}.ftl"
    lines = file.read_text("utf-8-sig", "replace").splitlines()
    places = {line.partition("=")[0].strip(): number for number, line in enumerate(lines, 1) if "=" in line}
    for id, values in orjson.loads(FILE.read_bytes()).items():
        if not texts.has(id):
            yield Problem(
                str(file), max(1, len(lines)), id, "Этого текста нет. Допишите его: линия его говорит."
            )
            continue
        for name in sorted(texts.variables(id) - set(values)):
            known = ", ".join(f"${one}" for one in values) or "никаких"
            sentence = f"Значения ${name} у этого текста нет. Исправьте имя; есть: {known}."
            yield Problem(str(file), places.get(id, 1), id, sentence)
