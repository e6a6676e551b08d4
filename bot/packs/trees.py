"""Word lists and quizzes in YAML and JSON, as the line's own packs are written."""

from __future__ import annotations

import json
from typing import Any

from bot.content.files import Unreadable
from bot.content.marked import parse
from bot.domain.games.quiz import Question, QuizPack
from bot.domain.games.words import LONGEST_CLUE, language_of
from bot.packs.ipuz import is_ipuz, read_ipuz
from bot.packs.lists import word_list
from bot.packs.media import MEDIA_NAME
from bot.packs.pack import Pack, PackRefused, cleaned

FEWEST_QUESTIONS = 3
MOST_QUESTIONS = 300
CHOICES = 4
LONGEST_CHOICE = 60
"""Characters of a choice: it is a button on both messengers."""

_NEITHER = "Здесь нет ни слов, ни вопросов. Напишите «words:» со строками «слово: подсказка»."


class _Pairs(list[tuple[str, Any]]):
    """The entries of an object of JSON, doubles among them."""


def read_yaml(text: str, title: str) -> Pack:
    """The word list or quiz of a text of YAML."""
    try:
        reading = parse(text)
    except Unreadable as error:
        raise PackRefused(f"Строка {error.line}: {error.sentence}") from error
    remarks = [f"Строка {line}: {sentence}" for _place, line, sentence in reading.flaws]
    return _pack(reading.root.plain(), title, remarks)


def read_json(text: str, title: str) -> Pack:
    """The word list, quiz or .ipuz crossword of a text of JSON."""
    body = text.strip()
    if body.startswith("ipuz"):
        begin, end = body.find("("), body.rfind(")")
        body = body[begin + 1 : end]
    try:
        tree = json.loads(body, object_pairs_hook=_Pairs)
        data = _plain(tree)
    except (ValueError, RecursionError) as error:
        line = f"Строка {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise PackRefused(f"{line}JSON не читается. Проверьте скобки, кавычки и запятые.") from error
    if is_ipuz(data):
        return read_ipuz(data)
    words = next((pairs for name, pairs in tree if name == "words"), tree) if _pairs(tree) else tree
    if _pairs(words) and all(isinstance(clue, str) for _word, clue in words):
        names = data if words is not tree and isinstance(data, dict) else {}
        return _list(words, names, title, [])
    return _pack(data, title, [])


def _pairs(tree: object) -> bool:
    return isinstance(tree, _Pairs)


def _plain(tree: object) -> Any:
    if isinstance(tree, _Pairs):
        return {name: _plain(value) for name, value in tree}
    return [_plain(value) for value in tree] if isinstance(tree, list) else tree


def _pack(data: object, title: str, remarks: list[str]) -> Pack:
    if isinstance(data, dict) and "questions" in data:
        return _quiz(data, title, remarks)
    words = data.get("words", data) if isinstance(data, dict) else data
    names = data if isinstance(data, dict) and words is not data else {}
    if isinstance(words, dict):
        return _list([(str(word), clue) for word, clue in words.items()], names, title, remarks)
    if isinstance(words, list):
        return _list([_pair(item) for item in words], names, title, remarks)
    raise PackRefused(_NEITHER)


def _pair(item: object) -> tuple[str, object]:
    if isinstance(item, dict):
        values = [value for name in ("word", "clue") if (value := item.get(name)) is not None]
        return (values[0], values[1]) if len(values) == 2 else next(iter(item.items()), ("", ""))
    if isinstance(item, list) and item:
        return str(item[0]), item[1] if len(item) > 1 else ""
    return str(item), ""


def _list(pairs: list[tuple[str, Any]], names: dict[str, Any], title: str, remarks: list[str]) -> Pack:
    plain = [(word, clue if isinstance(clue, str) else "") for word, clue in pairs]
    if not any(clue for _word, clue in plain):
        raise PackRefused(_NEITHER)
    given, language, about = (str(names.get(name) or "") for name in ("title", "language", "about"))
    return word_list(plain, given or title, language, about, remarks)


def _quiz(data: dict[str, Any], title: str, remarks: list[str]) -> Pack:
    listed = data["questions"]
    if not isinstance(listed, list) or not FEWEST_QUESTIONS <= len(listed) <= MOST_QUESTIONS:
        raise PackRefused(f"Вопросов в викторине должно быть от {FEWEST_QUESTIONS} до {MOST_QUESTIONS}.")
    questions = tuple(_question(number, item) for number, item in enumerate(listed, 1))
    language = str(data.get("language") or "") or language_of(" ".join(one.text for one in questions))
    about = cleaned(data.get("about"))
    name = cleaned(data.get("title"), 80) or title
    return Pack(QuizPack(name, language, questions, about), tuple(remarks))


def _question(number: int, item: object) -> Question:
    if not isinstance(item, dict):
        raise PackRefused(f"Вопрос {number} не читается. Нужны строки «text» и «answer».")
    text, source = cleaned(item.get("text")), cleaned(item.get("source"))
    given = item.get("answer")
    answers = tuple(cleaned(one, LONGEST_CHOICE) for one in (given if isinstance(given, list) else [given]))
    wrong = item.get("wrong") or []
    if not text or not answers or not all(answers):
        raise PackRefused(f"Вопрос {number}: нужны «text» и «answer».")
    if not isinstance(wrong, list) or (wrong and len(wrong) != CHOICES - 1):
        raise PackRefused(
            f"Вопрос {number}: неверных ответов («wrong») должно быть {CHOICES - 1} или ни одного."
        )
    others = tuple(cleaned(one, LONGEST_CHOICE) for one in wrong)
    if len({answers[0], *others}) != len(others) + 1 or (others and not all(others)):
        raise PackRefused(f"Вопрос {number}: ответы повторяются или пустые.")
    # The right one stands where the question's number puts it: never always first.
    place = (number * 7 + len(text)) % CHOICES
    choices = (*others[:place], answers[0], *others[place:]) if others else ()
    hint, about = cleaned(item.get("hint"), LONGEST_CLUE), cleaned(item.get("about"))
    media = item.get("media")
    if media and not MEDIA_NAME.fullmatch(str(media)):
        # Anything else could name a file of somebody else, as messengers and the line know it.
        raise PackRefused(f"Вопрос {number}: «media» — имя файла .ogg или .png, латинскими буквами.")
    return Question(text, answers, choices, hint, source, str(media or ""), about)
