"""What editors should know of content that is right: what is not translated, overdue, thin or hard to read.

None of it keeps the line from working, so none of it fails a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.compared import compared, read_aloud
from bot.content.ease import LONG, Sentence, ease, sentences, worst
from bot.content.folder import Folder
from bot.content.marked import Node, Place, show
from bot.content.phrases import Saying, sayings
from bot.content.texts import Texts
from bot.domain.cases import Content, Examples, Hotline, Provider, ProviderList

FEWEST, MOST = 30, 80
"""How many phrases a service that answers intents should have in the default language."""

ELSEWHERE = 10
"""How many it should have in another language at least."""

STEP = 300
"""Signs of a guide's step above which it no longer fits a small screen with the next one."""

RECHECK = timedelta(days=183)
"""After how long a telephone should be checked again."""

SOON = timedelta(days=14)
"""How long before its last day an entry is worth a remark."""

AHEAD = timedelta(days=60)
"""How far ahead the holidays should be known: classes stand in the timetable four weeks before."""

WORST = 10
"""How many hard sentences are shown."""

LINES = 40
"""How many lines of any other remark are shown: enough for every file in four languages."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Remarks of one sort: what it is, each in a line of its own, and how many there are in all."""

    title: str
    lines: tuple[str, ...]
    total: int

    def __str__(self) -> str:
        rest = self.total - len(self.lines)
        more = (f"  … и ещё {rest}",) if rest > 0 else ()
        return "\n".join((self.title, *(f"  {line}" for line in self.lines), *more))


def remarks(
    folder: Folder, content: Content, texts: Texts, others: list[Texts], today: date
) -> Iterator[Remark]:
    """Everything worth a remark about a folder that was read without problems."""
    found = (
        ("Срок вышел, из меню они ушли. Сверьте и продлите until:", _overdue(content, today)),
        ("Срок скоро выйдет. Сверьте и продлите until:", _soon(content, today)),
        ("Телефоны не сверяли больше полугода:", _stale(content, today)),
        ("Праздники скоро кончатся, допишите holidays на следующий год:", _holidays(content, today)),
        ("Выдуманные примеры, замените своими перед запуском:", _examples(content)),
        (
            f"Фраз в услуге нужно {FEWEST}–{MOST}, в остальном и на других языках — от {ELSEWHERE}:",
            _phrases(folder, content),
        ),
        ("Фразы, написанные дважды:", _twice(folder)),
        ("Не переведено, люди увидят основной язык:", _untranslated(folder)),
        ("В переводе другое число советов или вещей, чем в основном файле:", _uneven(folder, content)),
        ("Тексты интерфейса:", _texts(folder, texts, others)),
        (f"Советы длиннее {STEP} знаков, лучше разделить:", _long_steps(folder)),
    )
    for title, told in found:
        lines = list(told)
        if lines:
            yield Remark(title, tuple(lines[:LINES]), len(lines))
    if folder.source == "ru":
        yield from _reading(folder)


def _overdue(content: Content, today: date) -> Iterator[str]:
    for one, entry in content.providers.overdue(today):
        yield _entry(one, entry)
    for hotline in content.hotlines:
        if hotline.overdue(today):
            stays = "; он из спасательных и остаётся в меню" if hotline.crisis else ""
            yield _phone(hotline, f"до {hotline.until}, сверяет {hotline.owner or '?'}{stays}")


def _soon(content: Content, today: date) -> Iterator[str]:
    for one in content.providers.lists:
        for entry in one.entries:
            if today <= entry.until < today + SOON:
                yield _entry(one, entry)
    for hotline in content.hotlines:
        if hotline.until and today <= hotline.until < today + SOON:
            yield _phone(hotline, f"до {hotline.until}, сверяет {hotline.owner or '?'}")


def _phone(hotline: Hotline, what: str) -> str:
    return f"phones.yaml: {hotline.key} «{hotline.title}», {hotline.number} — {what}"


def _entry(one: ProviderList, entry: Provider) -> str:
    return f"providers.yaml: {one.key}, {entry.key} «{entry.title}» — до {entry.until}, сверяет {one.owner}"


def _stale(content: Content, today: date) -> Iterator[str]:
    for hotline in content.hotlines:
        if hotline.checked < today - RECHECK:
            yield _phone(hotline, f"сверен {hotline.checked}")


def _holidays(content: Content, today: date) -> Iterator[str]:
    last = max(content.calendar.holidays, default=None)
    if last is not None and last < today + AHEAD:
        yield f"activities.yaml: последний — {last}"


def _examples(content: Content) -> Iterator[str]:
    for one in content.providers.lists:
        keys = [entry.key for entry in one.entries if entry.example]
        if keys:
            yield f"providers.yaml: {one.key} — {', '.join(keys)}"


def _phrases(folder: Folder, content: Content) -> Iterator[str]:
    for language in folder.languages:
        written = language == folder.source
        thin = []
        for case in content.cases:
            for service in case.services:
                total = _said(service.intents, language)
                if total < (FEWEST if written else ELSEWHERE) or (written and total > MOST):
                    thin.append(f"{service.path} {total}")
        spoken = [(f"desk/{one.examples.intent}", one.examples) for one in content.desk]
        spoken += [(f"crisis/{one.kind}", one.examples) for one in content.crisis.kinds if one.examples]
        for name, examples in spoken:
            total = _said((examples,), language)
            if total < ELSEWHERE:
                thin.append(f"{name} {total}")
        if thin:
            yield f"{language} — {len(thin)}: {_few(thin, 10)}"


def _said(intents: Iterable[Examples], language: str) -> int:
    return sum(len(one.phrases.get(language, ())) for one in intents)


def _twice(folder: Folder) -> Iterator[str]:
    seen: dict[str, Saying] = {}
    for one in sayings(folder):
        first = seen.setdefault(one.folded, one)
        if first is not one:
            yield f"«{one.text}»: {first.file}:{first.line} и {one.file}:{one.line}"


def _untranslated(folder: Folder) -> Iterator[str]:
    for language in folder.languages[1:]:
        files = {file: places for (file, code), places in folder.untranslated.items() if code == language}
        if files:
            yield f"{language} — {sum(len(places) for places in files.values())}:"
        for file, places in sorted(files.items()):
            yield f"  {file} — {len(places)}: {_few(places)}"


def _uneven(folder: Folder, content: Content) -> Iterator[str]:
    for language in folder.languages[1:]:
        for case in content.cases:
            for service in case.services:
                other = content.localised(language).service(service.path)
                for word in ("guide", "at_hand"):
                    here, there = len(getattr(other, word)), len(getattr(service, word))
                    if here != there:
                        yield f"{language}: {service.path}, {word} — {here}, а в основном {there}"


def _few(names: list[str] | tuple[str, ...], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _texts(folder: Folder, texts: Texts, others: list[Texts]) -> Iterator[str]:
    for one in (texts, *others):
        found = compared(folder.path, one, texts)
        name = f"texts/{one.locale}.ftl"
        for title, ids in (
            ("нет", found.missing),
            ("лишние, их никто не спросит", found.extra),
            ("расходятся значения", found.values),
            ("не хватает форм числа", found.forms),
        ):
            if ids:
                yield f"{name}: {title} — {len(ids)}: {_few(ids)}"


def _guides(folder: Folder) -> Iterator[tuple[str, Node, Place]]:
    """Every service as written in the default language."""
    for file, tree in folder.trees.items():
        if "." in file.stem:
            continue
        for index, service in enumerate(tree.get("services").items):
            yield str(file), service, ("services", index)
        if tree.get("person").fields:
            yield str(file), tree.get("person"), ("person",)


def _long_steps(folder: Folder) -> Iterator[str]:
    for file, service, place in _guides(folder):
        for index, step in enumerate(service.get("guide").items):
            if len(step.text) > STEP:
                yield f"{file}:{step.line}: {show((*place, 'guide', index))} — {len(step.text)} знаков"


def _told(folder: Folder) -> Iterator[tuple[str, str]]:
    """What people read, with its place: descriptions, steps, promises, questions, texts of the interface."""
    for file, service, _ in _guides(folder):
        nodes = [service.get(word) for word in ("about", "cost")]
        nodes += [service.get("promise").get("text"), *service.get("guide").items]
        nodes += [field.get("ask") for field in service.get("form").items]
        for node in nodes:
            yield f"{file}:{node.line}", node.text
    for id, said in read_aloud(folder.path, folder.source):
        # Lists of words that the line hears are read by nobody.
        if not id.startswith("words-"):
            yield f"texts/{folder.source}.ftl {id}", said


def _reading(folder: Folder) -> Iterator[Remark]:
    places: dict[Sentence, str] = {}
    measured: list[Sentence] = []
    for place, text in _told(folder):
        for one in sentences(text):
            measured.append(one)
            places.setdefault(one, place)
    if not measured:
        return
    words = sum(one.words for one in measured) / len(measured)
    hard = [one for one in places if one.hard]
    title = (
        f"Как читается: предложений {len(measured)}, в среднем {words:.1f} слова, "
        f"лёгкость {ease(measured):.0f} (0 — трудно, 100 — легко; просто — от 60). "
        f"Трудных (больше {LONG} слов или лёгкость ниже 40): {len(hard)}."
    )
    lines = [f"{places[one]}: «{one.text}» — {one.words} сл., {one.ease:.0f}" for one in worst(hard, WORST)]
    yield Remark(title, tuple(lines), len(lines))
