"""Translations laid over the files of the default language: `name.<language>.yaml` over `name.yaml`.

A plan says which words of a file may be translated. The overlay goes by keys where the file has lists, so
that the order may change; what it leaves out stays in the default language. What comes out is a tree like
the file's own, and passes the same checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from bot.content.marked import Node, Place

Plan: TypeAlias = "Mapping[str, Plan] | None"
"""What may be translated: words with plans of their own, `*` for every entry, None for a text or texts."""

OWN: Plan = {"*": None}
"""The plan of what belongs to one language alone: it is taken from the overlay or is not there."""

MORE: Plan = {"*": None}
"""The plan of what an overlay may have where the file has none; nobody misses it."""

_TEXTS: Plan = {"*": None}
_FIELD: Plan = {"title": None, "ask": None, "options": _TEXTS}
_SERVICE: Plan = {
    "title": None,
    "about": None,
    "cost": None,
    "at_hand": None,
    "guide": None,
    "promise": {"text": None},
    "form": {"*": _FIELD},
    "outcomes": _TEXTS,
    "intents": OWN,
}
CASE: Plan = {"title": None, "about": None, "services": {"*": _SERVICE}}
LINE: Plan = {"person": _SERVICE, "districts": _TEXTS, "cancel_reasons": _TEXTS, "outcomes": _TEXTS}
PHONES: Plan = {"phones": {"*": {"title": None, "note": None}}}
_PROVIDER: Plan = {"title": None, "about": None, "address": None, "hours": None}
PROVIDERS: Plan = {"lists": {"*": {"title": None, "entries": {"*": _PROVIDER}}}}
_SIGN: Plan = {"title": None, "why": None, "advice": None, "words": None, "not": MORE}
FRAUD: Plan = {"now": None, "signs": {"*": _SIGN}}
ACTIVITIES: Plan = {"kinds": {"*": {"title": None, "about": None}}}

_PAIRS = "Здесь нужны строки вида «ключ: текст», с отступом."
_LIST = "В переводе вместо «- key: имя» пишут «имя:», с отступом. Замените список на такие строки."


def keyed(node: Node) -> dict[str, Node]:
    """The entries of a mapping, or of a list whose items have a `key`."""
    return node.fields or {item.get("key").text: item for item in node.items if item.get("key").text}


def laid_over(base: Node, over: Node, plan: Plan) -> Node:
    """The file's tree with the overlay's words in it; what the file has no place for is left out."""
    if plan is None:
        return over
    wanted = over.fields
    if isinstance(base.value, list):
        return Node(base.line, [_entry(item, item.get("key").text, wanted, plan) for item in base.items])
    fields = {
        key: _entry(item, key, wanted, plan)
        for key, item in base.fields.items()
        if plan.get(key) is not OWN or key in wanted
    }
    more = {key: item for key, item in wanted.items() if plan.get(key) is MORE}
    return Node(base.line, fields | more)


def _entry(item: Node, key: str, wanted: Mapping[str, Node], plan: Mapping[str, Plan]) -> Node:
    if key not in plan and "*" not in plan:
        return item
    inner = _inner(plan, key)
    if inner is OWN:
        return wanted[key]
    if key in wanted:
        return laid_over(item, _unfolded(wanted[key], inner), inner)
    # What is not translated may still hold what belongs to one language alone.
    return item if inner is None else laid_over(item, Node(item.line, {}), inner)


def _inner(plan: Mapping[str, Plan], key: str) -> Plan:
    return plan[key] if key in plan else plan["*"]


def _unfolded(over: Node, plan: Plan) -> Node:
    # `promise: text` is what an editor would write where only the text can be translated.
    if plan is not None and len(plan) == 1 and "*" not in plan and isinstance(over.value, str):
        return Node(over.line, dict.fromkeys(plan, over))
    return over


def strays(base: Node, over: Node, plan: Plan, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """The words of an overlay that have no place in the file, with what to do about each."""
    if plan is None:
        return
    over = _unfolded(over, plan)
    if not isinstance(over.value, dict):
        yield place, _LIST if isinstance(over.value, list) else _PAIRS
        return
    entries = keyed(base)
    for word, item in over.fields.items():
        if word not in plan and "*" not in plan:
            yield (*place, word), _unknown(f"Слово «{word}» здесь не переводят", word, list(plan))
        elif _inner(plan, word) is MORE:
            continue
        elif word not in entries:
            yield (*place, word), _unknown(f"В основном файле нет «{word}»", word, list(entries))
        else:
            yield from strays(entries[word], item, _inner(plan, word), (*place, word))


def _unknown(what: str, word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, 1)
    if near:
        return f"{what}. Может быть, «{near[0]}»? Исправьте или уберите."
    return f"{what}. Уберите его; можно: {', '.join(known) or 'ничего'}."


def missing(base: Node, over: Node, plan: Plan, place: Place = ()) -> Iterator[Place]:
    """The places of texts that the file has and the overlay does not."""
    if plan is None:
        return
    given = _unfolded(over, plan).fields
    for word, item in keyed(base).items():
        if item.value is None or (word not in plan and "*" not in plan):
            continue
        inner = _inner(plan, word)
        if inner is not None and inner is not OWN:
            yield from missing(item, given.get(word, Node(item.line, None)), inner, (*place, word))
        elif word not in given:
            yield (*place, word)


def as_written(base: Node, place: Place) -> Place:
    """A place of the laid-over tree as the overlay's editor wrote it: keys instead of positions."""
    named: list[str | int] = []
    node = base
    for step in place:
        inside = node.items[step] if isinstance(step, int) and step < len(node.items) else node.get(str(step))
        key = inside.get("key").text if isinstance(step, int) else ""
        named.append(key or step)
        node = inside
    return tuple(named)
