"""What must agree between the words of a file: keys, doors and forms, conditions, lengths of messages.

The rules look at the tree as written, not at validated models, so that one visit shows all problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.content.marked import Node, Place
from bot.content.models import MESSAGE
from bot.domain.cases import URGENT, Door
from bot.domain.crisis import PhraseError, put_groups, read_phrase, read_word

Found = Iterator[tuple[Place, str]]

_YES_NO = ("yes", "no")


def case_rules(root: Node) -> Found:
    """Problems between the services of a case."""
    yield from unique(root.get("services"), ("services",))
    yield from _titles(root.get("services"), "services")
    for index, service in enumerate(root.get("services").items):
        yield from service_rules(service, ("services", index))


def _titles(listed: Node, word: str) -> Found:
    seen: dict[str, int] = {}
    for index, item in enumerate(listed.items):
        title = item.get("title")
        said = title.text.casefold().strip()
        if said and said in seen:
            yield (
                (word, index, "title"),
                f"Кнопка с такой надписью уже есть в строке {seen[said]}. Сделайте их разными.",
            )
        seen.setdefault(said, title.line)


def line_rules(root: Node) -> Found:
    """Problems of the line's own service."""
    yield from service_rules(root.get("person"), ("person",))


def no_rules(_root: Node) -> Found:
    """Nothing has to agree."""
    yield from ()


def service_rules(service: Node, place: Place) -> Found:
    """Problems inside one service."""
    yield from _doors(service, place)
    yield from _intents(service.get("intents"), (*place, "intents"))
    yield from _twice(service.get("providers"), (*place, "providers"))
    yield from _lengths(service, place)
    form = service.get("form")
    yield from unique(form, (*place, "form"))
    before: dict[str, Node] = {}
    anywhere = {field.get("key").text for field in form.items}
    for index, field in enumerate(form.items):
        here = (*place, "form", index)
        yield from _options(field, here)
        yield from _conditions(field, before, anywhere, here)
        before[field.get("key").text] = field


def unique(listed: Node, place: Place) -> Found:
    """Problems of a list in which two things have the same key."""
    seen: dict[str, int] = {}
    for index, item in enumerate(listed.items):
        key = item.get("key")
        if key.text in seen:
            yield (
                (*place, index, "key"),
                f"Ключ «{key.text}» уже занят в строке {seen[key.text]}. Придумайте другой.",
            )
        elif key.text:
            seen[key.text] = key.line


def phones_rules(root: Node) -> Found:
    """Problems between the telephone numbers."""
    yield from unique(root.get("phones"), ("phones",))
    total = sum(
        len(phone.get(word).text) + 2
        for phone in root.get("phones").items
        for word in ("title", "number", "note")
    )
    if total > MESSAGE:
        yield ("phones",), _too_long("Телефоны вместе", total)


def crisis_rules(root: Node) -> Found:
    """Problems of the phrases of each danger."""
    groups = {name: [word.text for word in group.items] for name, group in root.get("groups").fields.items()}
    for name, group in root.get("groups").fields.items():
        for index, word in enumerate(group.items):
            try:
                read_word(word.text)
            except PhraseError as error:
                yield ("groups", name, index), f"«{word.text}»: {error}"
    for kind, words in root.get("kinds").fields.items():
        yield from _phrases(words, ("kinds", kind), groups)
        intent = words.get("intent").text
        if intent and intent not in URGENT:
            yield (
                ("kinds", kind, "intent"),
                f"«{intent}» — не об опасности. Можно: {', '.join(sorted(URGENT))}.",
            )
        if words.get("phrases").items and not intent and "hotlines" in words.fields:
            yield (
                ("kinds", kind, "phrases"),
                f"Непонятно, чему учат эти фразы. Добавьте intent: с одним из: {', '.join(sorted(URGENT))}.",
            )
    for intent in root.get("harmless").fields:
        if intent in URGENT:
            yield (
                ("harmless", intent),
                f"«{intent}» — об опасности, а здесь безобидное. Уберите или исправьте намерение.",
            )


def fraud_rules(root: Node) -> Found:
    """Problems between the signs of fraud, and of their phrases."""
    yield from unique(root.get("signs"), ("signs",))
    for index, sign in enumerate(root.get("signs").items):
        yield from _phrases(sign, ("signs", index))


def kinds_rules(root: Node) -> Found:
    """Problems between the kinds of activities, which are all that a translation may change."""
    yield from unique(root.get("kinds"), ("kinds",))
    yield from _titles(root.get("kinds"), "kinds")


def activities_rules(root: Node) -> Found:
    """Problems between the kinds of activities, of the quiet hours and of the holidays."""
    yield from kinds_rules(root)
    quiet = root.get("quiet")
    yield from _twice(root.get("holidays"), ("holidays",))
    begin, end = (quiet.get(word).text.rjust(5, "0") for word in ("from", "to"))
    if begin == end and quiet.fields:
        yield ("quiet", "to"), f"Тихие часы с {begin} до {end} — это ни часа. Исправьте или уберите quiet."


def providers_rules(root: Node) -> Found:
    """Problems between the entries of each list of providers."""
    for key, one in root.get("lists").fields.items():
        yield from unique(one.get("entries"), ("lists", key, "entries"))
        for index, entry in enumerate(one.get("entries").items):
            if not any(entry.get(word).text for word in ("number", "address", "site")):
                yield (
                    ("lists", key, "entries", index),
                    "Как с ними связаться? Добавьте number, address или site.",
                )
        total = sum(
            len(text.text) + 4 for entry in one.get("entries").items for text in entry.fields.values()
        )
        if total > MESSAGE:
            yield ("lists", key, "entries"), _too_long("Записи списка вместе", total)


def _intents(intents: Node, place: Place) -> Found:
    for intent in intents.fields:
        if intent in URGENT:
            yield (*place, intent), "Об опасности пишут в crisis.yaml. Уберите это намерение отсюда."


def _twice(listed: Node, place: Place) -> Found:
    seen: set[str] = set()
    for index, item in enumerate(listed.items):
        if item.text in seen:
            yield (*place, index), f"«{item.text}» здесь дважды. Уберите лишнее."
        seen.add(item.text)


def _phrases(words: Node, place: Place, groups: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Found:
    seen: dict[str, int] = {}
    for word in ("words", "not", "maybe", "aside"):
        for index, phrase in enumerate(words.get(word).items):
            if phrase.text:
                yield from _phrase(phrase, seen, (*place, word, index), groups)


def _phrase(phrase: Node, seen: dict[str, int], place: Place, groups: Mapping[str, Sequence[str]]) -> Found:
    said = phrase.text
    if said in seen:
        yield place, f"«{said}» уже есть в строке {seen[said]}. Оставьте одно из двух."
    seen.setdefault(said, phrase.line)
    try:
        read_phrase(put_groups(said, groups))
    except PhraseError as error:
        yield place, f"«{said}»: {error}"


def _doors(service: Node, place: Place) -> Found:
    yield from _twice(service.get("doors"), (*place, "doors"))
    doors = {door.text for door in service.get("doors").items}
    form, guide = service.get("form"), service.get("guide")
    if "request" in doors and not form.items:
        yield (
            (*place, "doors"),
            "Дверь «request» открывает анкету, а её нет. Напишите form или уберите дверь.",
        )
    if doors and "request" not in doors and form.items and doors <= set(Door):
        yield (
            (*place, "form"),
            "Анкету никто не увидит: нет двери «request». Добавьте её в doors или уберите form.",
        )
    if "read" in doors and not guide.items:
        yield (*place, "doors"), "Дверь «read» открывает советы, а их нет. Напишите guide или уберите дверь."


def _options(field: Node, place: Place) -> Found:
    kind, options = field.get("kind").text, field.get("options")
    if kind == "choice" and options.value is None:
        yield place, "Для выбора нужны варианты. Добавьте options: с отступом «ключ: надпись»."
    if kind == "choice" and options.fields and len(options.fields) < 2:
        yield (*place, "options"), "Один вариант — не выбор. Добавьте второй или уберите вопрос."
    if kind and kind != "choice" and options.value is not None:
        yield (
            (*place, "options"),
            f"Варианты бывают только у kind: choice, а здесь «{kind}». Исправьте kind или уберите.",
        )
    if kind and kind != "text" and field.get("longest").value is not None:
        yield (
            (*place, "longest"),
            f"Длину ограничивают только у kind: text, а здесь «{kind}». Уберите longest.",
        )
    labels: dict[str, str] = {}
    for key, label in options.fields.items():
        said = label.text.casefold().strip()
        if said and said in labels:
            yield (
                (*place, "options", key),
                f"Надпись уже есть у варианта «{labels[said]}». Сделайте их разными.",
            )
        labels.setdefault(said, key)


def _conditions(field: Node, before: dict[str, Node], anywhere: set[str], place: Place) -> Found:
    for key, wanted in field.get("when").fields.items():
        here = (*place, "when", key)
        if key not in before:
            known = ", ".join(word for word, one in before.items() if _answers(one)) or "таких пока нет"
            if key in anywhere:
                yield (
                    here,
                    f"Вопрос «{key}» задаётся не раньше этого. Поставьте его выше или уберите условие.",
                )
            else:
                yield here, f"Вопроса «{key}» в этой анкете нет. Можно опираться на вопросы выше: {known}."
            continue
        answers = _answers(before[key])
        if not answers:
            yield here, f"Условие бывает только от choice и yes_no, а «{key}» — не они. Уберите условие."
            continue
        for one in wanted.items or [wanted]:
            if one.text and one.text not in answers:
                yield here, f"У вопроса «{key}» нет ответа «{one.text}». Есть: {', '.join(answers)}."


def _answers(field: Node) -> tuple[str, ...]:
    if field.get("kind").text == "yes_no":
        return _YES_NO
    return tuple(field.get("options").fields)


def _lengths(service: Node, place: Place) -> Found:
    guide = sum(len(step.text) + 4 for step in service.get("guide").items)
    if guide > MESSAGE:
        yield (*place, "guide"), _too_long("Советы вместе", guide)
    page = sum(len(service.get(word).text) for word in ("title", "about", "cost"))
    page += sum(len(thing.text) + 2 for thing in service.get("at_hand").items)
    if page > MESSAGE:
        yield (*place, "about"), _too_long("Описание, цена и список «что приготовить» вместе", page)


def _too_long(what: str, length: int) -> str:
    return f"{what} — {length} знаков, а в одно сообщение помещается {MESSAGE}. Сократите."
