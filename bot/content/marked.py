"""YAML read into a tree that remembers its lines, and refuses whatever is not plain data.

Scalars stay the text the editor wrote: `yes`, `0112` and `2026-11-22` become truth values, numbers and dates only
where the models ask for them, so that YAML never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import events

LARGEST = 1_000_000
DEEPEST = 12

Place = tuple[str | int, ...]

_TABBED = re.compile(r"^ *\t", re.MULTILINE)
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """A file that is not the plain YAML we take."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(slots=True)
class Node:
    """A piece of YAML with its line: text, nothing, a list, or a mapping."""

    line: int
    value: str | None | list[Node] | dict[str, Node]

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


def read(file: Path) -> Node:
    """Read one file whole, or raise Unreadable."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Unreadable(
            1, f"Файл не читается ({error.strerror}). Проверьте, что он есть и доступен."
        ) from error
    if len(raw) > LARGEST:
        raise Unreadable(1, "Файл больше одного мегабайта. Разделите его или уберите лишнее.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "Файл не в кодировке UTF-8. Сохраните его в UTF-8.") from error
    if tabbed := _TABBED.search(text):
        line = text.count("\n", 0, tabbed.start()) + 1
        raise Unreadable(line, "Отступ сделан табуляцией. Замените её пробелами, по два на уровень.")
    return parse(text)


def parse(text: str) -> Node:
    """The tree of a text of YAML, or Unreadable."""
    try:
        stream = iter(yaml.parse(text, Loader=_Parser))
        root = _document(stream)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = (
            f"YAML здесь не читается ({error.problem}). Проверьте отступы, двоеточия и кавычки; "
            "текст с двоеточием возьмите в кавычки."
        )
        raise Unreadable(mark.line + 1 if mark else 1, sentence) from error
    except yaml.YAMLError as error:
        raise Unreadable(
            1, "В файле есть недопустимые знаки. Удалите их или наберите строку заново."
        ) from error
    return root


def _document(stream: Iterator[yaml.Event]) -> Node:
    root: Node | None = None
    for event in stream:
        if isinstance(event, events.DocumentStartEvent):
            if root is not None:
                line = event.start_mark.line + 1
                raise Unreadable(line, "В файле два документа. Оставьте один: уберите строку «---».")
            root = _node(next(stream), stream, 0)
    if root is None or root.value is None:
        raise Unreadable(1, "Файл пустой. Заполните его или удалите.")
    return root


def _node(event: Any, stream: Iterator[Any], depth: int) -> Node:
    line = event.start_mark.line + 1
    if isinstance(event, events.AliasEvent) or event.anchor is not None:
        raise Unreadable(
            line, "Ссылки YAML (& и *) не принимаются. Напишите нужное целиком или возьмите в кавычки."
        )
    if event.tag is not None and event.tag != "!":
        raise Unreadable(
            line, "Метки типов YAML (!) не принимаются. Уберите метку или возьмите текст в кавычки."
        )
    if depth > DEEPEST:
        raise Unreadable(line, "Слишком глубокая вложенность. Проверьте отступы и скобки.")
    if isinstance(event, events.ScalarEvent):
        empty = event.style is None and event.value in ("", "~", "null")
        return Node(line, None if empty else event.value)
    if isinstance(event, events.SequenceStartEvent):
        listed: list[Node] = []
        while not isinstance(event := next(stream), events.SequenceEndEvent):
            listed.append(_node(event, stream, depth + 1))
        return Node(line, listed)
    mapped: dict[str, Node] = {}
    while not isinstance(event := next(stream), events.MappingEndEvent):
        key = _node(event, stream, depth + 1)
        if not isinstance(key.value, str):
            raise Unreadable(
                key.line, "Слева от двоеточия должно быть одно слово. Текст со скобками возьмите в кавычки."
            )
        if key.value in mapped:
            first = mapped[key.value].line
            raise Unreadable(key.line, f"«{key.value}» уже есть в строке {first}. Оставьте одно из двух.")
        item = _node(next(stream), stream, depth + 1)
        mapped[key.value] = Node(key.line, item.value)
    return Node(line, mapped)
