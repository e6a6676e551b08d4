"""YAML read into a tree that remembers its lines, and refuses whatever is not plain data.

Scalars stay the text the editor wrote: `yes`, `0112` and `2026-11-22` become truth values, numbers and dates
only where the models ask for them, so that YAML never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events

from bot.content.files import Unreadable

DEEPEST = 12

Place = tuple[str | int, ...]

_ALIAS = "Ссылки YAML (& и *) не принимаются. Напишите нужное целиком или возьмите в кавычки."
_TAG = "Метки типов YAML (!) не принимаются. Уберите метку или возьмите текст в кавычки."
_KEY = "Слева от двоеточия должно быть одно слово. Текст со скобками возьмите в кавычки."

_TABBED = re.compile(r"^ *\t", re.MULTILINE)
# What the standard of YAML does not print.
_UNSEEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A piece of YAML with its line: text, nothing, a list, or a mapping."""

    line: int
    value: str | list[Node] | dict[str, Node] | None

    @property
    def text(self) -> str:
        """The text of a scalar; empty for everything else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[Node]:
        """The items of a list; none for everything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> dict[str, Node]:
        """The entries of a mapping; none for everything else."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> Node:
        """The entry of that key, or an empty node where the mapping has none."""
        return self.fields.get(key) or Node(self.line, None)

    def plain(self) -> object:
        """The same as ordinary lists, dicts and texts."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def line_of(self, place: Place) -> int:
        """The line of the nearest thing that exists on the way to the place."""
        node = self
        for step in place:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return node.line


def show(place: Place) -> str:
    """A place as editors read it: `services[2].form[1].kind`."""
    shown = ""
    for step in place:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown


@dataclass(slots=True)
class Reading:
    """What a file says, and the flaws that did not keep us from reading on: place, line, sentence."""

    root: Node
    flaws: list[tuple[Place, int, str]]


def parse(text: str) -> Reading:
    """The tree of a text of YAML, or Unreadable."""
    if tabbed := _TABBED.search(text):
        line = text.count("\n", 0, tabbed.start()) + 1
        raise Unreadable(line, "Отступ сделан табуляцией. Замените её пробелами, по два на уровень.")
    if unseen := _UNSEEN.search(text):
        line = text.count("\n", 0, unseen.start()) + 1
        raise Unreadable(
            line, "В строке невидимый недопустимый знак. Удалите его или наберите строку заново."
        )
    try:
        return _Builder(text).document()
    except yaml.MarkedYAMLError as error:
        # A quote left open ends with the file; what helps is where it began.
        ended = error.context_mark and error.problem and "end of stream" in error.problem
        mark: Any = error.context_mark if ended else error.problem_mark or error.context_mark
        sentence = (
            f"YAML здесь не читается ({error.problem}). Проверьте отступы, двоеточия и кавычки; "
            "текст с двоеточием возьмите в кавычки."
        )
        raise Unreadable(mark.line + 1 if mark else 1, sentence) from error


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Builder:
    """Builds the tree straight from the parser's events: no constructors, no types, nothing to exploit."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Parser))
        self._flaws: list[tuple[Place, int, str]] = []

    def document(self) -> Reading:
        """The only document of the stream."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, events.DocumentStartEvent):
                if root is not None:
                    line = _line(event)
                    raise Unreadable(line, "В файле два документа. Оставьте один: уберите строку «---».")
                root = self._node(next(self._events), ())
        if root is None or root.value is None:
            raise Unreadable(1, "Файл пустой. Заполните его или удалите.")
        return Reading(root, self._flaws)

    def _node(self, event: Any, place: Place) -> Node:
        line = _line(event)
        if isinstance(event, events.AliasEvent) or event.anchor is not None:
            raise Unreadable(line, _ALIAS)
        if event.tag is not None and event.tag != "!":
            raise Unreadable(line, _TAG)
        if len(place) > DEEPEST:
            raise Unreadable(line, "Слишком глубокая вложенность. Проверьте отступы и скобки.")
        if isinstance(event, events.ScalarEvent):
            plain = event.implicit[0]
            return Node(line, None if plain and event.value in ("", "~", "null") else event.value)
        if isinstance(event, events.SequenceStartEvent):
            listed: list[Node] = []
            while not isinstance(event := next(self._events), events.SequenceEndEvent):
                listed.append(self._node(event, (*place, len(listed))))
            return Node(line, listed)
        return Node(line, self._mapping(place))

    def _mapping(self, place: Place) -> dict[str, Node]:
        mapped: dict[str, Node] = {}
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            key = self._node(event, (*place, "?"))
            if not isinstance(key.value, str):
                raise Unreadable(key.line, _KEY)
            here = (*place, key.value)
            item = self._node(next(self._events), here)
            if key.value in mapped:
                first = mapped[key.value].line
                flaw = f"«{key.value}» уже есть в строке {first}. Оставьте одно из двух."
                self._flaws.append((here, key.line, flaw))
            else:
                mapped[key.value] = Node(key.line, item.value)
        return mapped
