"""One reading of the editors' folder: the files seen, and the problems found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.files import Unreadable, text_of
from bot.content.languages import is_language, offered, source_of_translations
from bot.content.marked import Node, Place, parse, show
from bot.content.overlays import Plan, as_written, laid_over, missing, strays
from bot.content.problems import Problem
from bot.content.rules import Found
from bot.content.sentences import sentence

MOST = 200
"""How many problems of one file are told: whoever has more begins with these."""

Shape = TypeVar("Shape", bound=BaseModel)
Rules = Callable[[Node], Found]


@dataclass(frozen=True, slots=True)
class Written(Generic[Shape]):
    """A file in its shape, with its tree, by which a place is found again."""

    file: Path
    tree: Node
    said: Shape


class Folder:
    """The folder as it is read, file after file; whatever is wrong is noted and the reading goes on."""

    def __init__(self, path: Path, today: date) -> None:
        self.path = path
        self.today = today
        self.source = source_of_translations(path)
        """The language of the files themselves; all others are translations."""
        self.languages = offered(path, self.source)
        self.problems: list[Problem] = []
        self.untranslated: dict[tuple[str, str], list[str]] = {}
        """Places without a translation, by file and language."""
        self.digest = hashlib.sha256()
        self.trees: dict[Path, Node] = {}
        """Every file that could be read, as written."""

    def blame(self, file: Path, place: Place, text: str) -> None:
        """Note a problem at a place of a file."""
        tree = self.trees.get(file)
        self._note(file, tree.line_of(place) if tree else 1, place, text)

    def _note(self, file: Path, line: int, place: Place, text: str) -> None:
        self.problems.append(Problem(str(file), line, _clipped(show(place), 200), _clipped(text, 500)))

    def open(
        self, file: Path, shape: type[Shape], rules: Rules, wanted: bool = True
    ) -> Written[Shape] | None:
        """Read one file into its shape; where something is wrong, it is noted and there is nothing."""
        if not file.exists():
            if wanted:
                self.blame(file, (), "Такого файла нет. Создайте его: без него линия не работает.")
            return None
        tree = self._tree(file)
        if tree is None:
            return None
        said = self._shaped(file, tree, shape, rules, lambda place: place)
        return Written(file, tree, said) if said else None

    def translations(self, base: Written[Shape], rules: Rules, plan: Plan) -> dict[str, Shape]:
        """The file in every language it is written in, with its own words where a translation lacks them."""
        found = {self.source: base.said}
        for language, over in self._overlays(base.file).items():
            tree = self._tree(over)
            if tree is None:
                continue
            before = len(self.problems)
            for place, text in islice(strays(base.tree, tree, plan), MOST):
                self.blame(over, place, text)
            if len(self.problems) > before:
                continue
            whole = laid_over(base.tree, tree, plan)
            said = self._shaped(over, whole, type(base.said), rules, partial(as_written, whole))
            if said:
                found[language] = said
            self._miss(base, language, tree, plan)
        for language in self.languages[1:]:
            if not self._overlay(base.file, language).exists():
                self._miss(base, language, Node(1, {}), plan)
        return found

    def additions(
        self, base: Written[Any], listed: str, shape: type[Shape], rules: Rules
    ) -> dict[str, Shape]:
        """What the file's overlays add in other languages, to the entries it has under the word `listed`."""
        found = {}
        known = base.tree.get(listed).fields
        for language, over in self._overlays(base.file).items():
            tree = self._tree(over)
            if tree is None:
                continue
            for key in tree.get(listed).fields:
                if key not in known:
                    text = f"В основном файле нет «{key}». Уберите его; можно: {', '.join(known)}."
                    self.blame(over, (listed, key), text)
            said = self._shaped(over, tree, shape, rules, lambda place: place)
            if said:
                found[language] = said
        return found

    def note_texts(self) -> None:
        """Let texts of the interface count for the version; they are read and checked elsewhere."""
        for file in sorted((self.path / "texts").glob("*.ftl")):
            with suppress(Unreadable):
                self.digest.update(f"{file.name}\0{text_of(file)}\0".encode())

    def _overlay(self, file: Path, language: str) -> Path:
        return file.with_name(f"{file.stem}.{language}{file.suffix}")

    def _overlays(self, file: Path) -> dict[str, Path]:
        found = {}
        for over in sorted(file.parent.glob(f"{file.stem}.*.yaml")):
            language = over.stem.removeprefix(f"{file.stem}.")
            if not is_language(language):
                text = f"Языка «{language}» нет. Исправьте имя файла, например {file.stem}.en.yaml."
                self.blame(over, (), text)
            elif language == self.source:
                text = f"«{language}» — язык основных файлов, он уже в {file.name}. Уберите этот файл."
                self.blame(over, (), text)
            else:
                found[language] = over
        return found

    def _miss(self, base: Written[Shape], language: str, tree: Node, plan: Plan) -> None:
        if language in self.languages:
            places = [show(place) for place in missing(base.tree, tree, plan)]
            if places:
                self.untranslated[(str(base.file), language)] = places

    def _tree(self, file: Path) -> Node | None:
        try:
            text = text_of(file)
            reading = parse(text)
        except Unreadable as error:
            self._note(file, error.line, (), error.sentence)
            return None
        self.digest.update(f"{file.name}\0{text}\0".encode())
        self.trees[file] = reading.root
        for place, line, text in reading.flaws[:MOST]:
            self._note(file, line, place, text)
        return reading.root

    def _shaped(
        self, file: Path, tree: Node, shape: type[Shape], rules: Rules, written: Callable[[Place], Place]
    ) -> Shape | None:
        for place, text in islice(rules(tree), MOST):
            self.blame(file, written(place), text)
        try:
            return shape.model_validate(tree.plain())
        except ValidationError as error:
            for one in error.errors(include_url=False)[:MOST]:
                # pydantic marks a wrong key of a mapping with a step of its own that no editor wrote.
                place = tuple(step for step in one["loc"] if step != "[key]")
                self.blame(file, written(place), sentence(one, shape))
            return None


def _clipped(text: str, most: int) -> str:
    # Whatever an editor pasted by mistake, a problem stays a line that can be read.
    return text if len(text) <= most else text[:most] + "…"
