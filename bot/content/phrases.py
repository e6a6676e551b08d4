"""The example phrases of a whole folder: where each stands, and where two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.folder import Folder
from bot.content.marked import Node, show
from bot.content.overlays import keyed
from bot.content.problems import Problem

_NO_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase where an editor wrote it; `subject` is the service, `crisis`, `harmless` or `desk`."""

    text: str
    intent: str
    language: str
    subject: str
    file: Path
    line: int
    path: str

    @property
    def folded(self) -> str:
        """The phrase as it is compared: no case, no ё, no signs."""
        words = _NO_LETTERS.sub(" ", self.text.casefold().replace("ё", "е")).split()
        return " ".join(words) or self.text

    def problem(self, sentence: str) -> Problem:
        """A remark at this phrase."""
        return Problem(str(self.file), self.line, self.path, sentence)


def sayings(folder: Folder) -> Iterator[Saying]:
    """Every example phrase of the files that could be read."""
    kinds = folder.trees.get(folder.path / "crisis.yaml", Node(1, None)).get("kinds").fields
    urgent = {kind: words.get("intent").text for kind, words in kinds.items()}
    for file, tree in folder.trees.items():
        name, _, language = file.stem.partition(".")
        language = language or folder.source
        for subject, intent, listed, path in _lists(file, name, tree, urgent):
            for index, phrase in enumerate(listed.items):
                if phrase.text:
                    place = f"{path}[{index}]"
                    yield Saying(phrase.text, intent, language, subject, file, phrase.line, place)


def _lists(file: Path, name: str, tree: Node, urgent: dict[str, str]) -> Iterator[tuple[str, str, Node, str]]:
    if file.parent.name == "cases":
        positions = isinstance(tree.get("services").value, list)
        for index, (key, service) in enumerate(keyed(tree.get("services")).items()):
            for intent, listed in service.get("intents").fields.items():
                place = show(("services", index if positions else key, "intents", intent))
                yield f"{name}/{key}", intent, listed, place
    elif name == "crisis":
        for kind, words in tree.get("kinds").fields.items():
            yield "crisis", urgent.get(kind, ""), words.get("phrases"), f"kinds.{kind}.phrases"
        for intent, listed in tree.get("harmless").fields.items():
            yield "harmless", intent, listed, f"harmless.{intent}"
    elif name == "desk":
        for intent, one in tree.get("intents").fields.items():
            yield "desk", intent, one.get("phrases"), f"intents.{intent}.phrases"


def contradictions(folder: Folder) -> Iterator[Problem]:
    """Phrases that are given to two intents: nobody could learn from them."""
    seen: dict[str, Saying] = {}
    for one in sayings(folder):
        first = seen.setdefault(one.folded, one)
        if first.intent != one.intent:
            yield one.problem(
                f"«{one.text}» уже отдана намерению «{first.intent}»: {first.file}:{first.line}. "
                f"Здесь «{one.intent}». Оставьте в одном месте."
            )
