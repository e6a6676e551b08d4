"""Errors of pydantic in the words of editors: what is wrong and what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.content.marked import Place
from bot.domain.cases import INTENTS

LONGEST = 80
"""How much of what an editor wrote is quoted back: a line must stay a line."""

_SIMPLE = {
    "string_type": "Здесь нужен один текст. Если внутри него двоеточие, возьмите весь текст в кавычки.",
    "string_too_short": "Здесь пусто. Напишите текст или уберите строку.",
    "int_parsing": "«{input}» не целое число. Напишите цифрами, без слов и дробей.",
    "int_parsing_size": "«{input}» — слишком большое число. Исправьте его.",
    "int_type": "Здесь нужно целое число. Напишите его цифрами.",
    "float_parsing": "«{input}» не число. Напишите цифрами; дробь отделите точкой.",
    "float_type": "Здесь нужно число. Напишите его цифрами.",
    "bool_parsing": "«{input}» не подходит. Напишите yes или no.",
    "bool_type": "Здесь нужно yes или no.",
    "date_parsing": "«{input}» не дата. Напишите год-месяц-день, например 2026-11-22.",
    "date_from_datetime_parsing": "«{input}» не дата. Напишите год-месяц-день, например 2026-11-22.",
    "date_from_datetime_inexact": "«{input}» не дата. Напишите только год-месяц-день, например 2026-11-22.",
    "date_type": "Здесь нужна дата. Напишите год-месяц-день, например 2026-11-22.",
    "list_type": "Здесь нужен список. Начните каждую строку с «- ».",
    "dict_type": "Здесь нужны строки вида «ключ: текст», с отступом.",
    "model_type": "Здесь нужны строки вида «слово: значение», с отступом.",
    "too_short": "Список пустой. Добавьте хотя бы одну строку.",
}

_OTHERWISE = "Это значение не подходит: «{input}». Исправьте его по руководству редактора."

_PATTERNS = {
    "number": "«{input}» не похоже на номер. Допустимы цифры, пробелы, дефисы, скобки и плюс.",
    "from": "«{input}» не похоже на время. Напишите часы и минуты через двоеточие, например 22:00.",
    "to": "«{input}» не похоже на время. Напишите часы и минуты через двоеточие, например 8:00.",
    "site": "«{input}» не похоже на адрес сайта. Напишите его целиком, начиная с https://",
    "": (
        "Ключ «{input}» не подходит. Возьмите от 1 до 24 латинских маленьких букв, цифр и дефисов; "
        "первой должна быть буква или цифра."
    ),
}


def sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    """What an editor should read about an error of pydantic."""
    kind, place, whole = error["type"], error["loc"], str(error["input"])
    given = whole if len(whole) <= LONGEST else whole[:LONGEST] + "…"
    context: dict[str, Any] = error.get("ctx", {})
    if kind == "missing":
        return f"Не хватает строки «{place[-1]}». Добавьте её."
    if kind == "extra_forbidden":
        return _unknown(str(place[-1]), _known(model, place[:-1]))
    if kind == "string_too_long":
        return (
            f"Слишком длинно: {len(whole.strip())} знаков, а помещается {context['max_length']}. Сократите."
        )
    if kind == "enum":
        known = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        return f"«{given}» не подходит. Можно так: {known}."
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(place[-1]), _PATTERNS[""]).format(input=given)
    if kind == "too_long":
        most = context["max_length"]
        return f"Слишком много строк: {context['actual_length']}, а можно {most}. Уберите лишние."
    if kind == "string_too_short" and whole.strip():
        return f"Слишком коротко: нужно хотя бы {context['min_length']} знака. Исправьте или уберите строку."
    if kind == "unknown_language":
        return f"Языка «{given}» нет. Исправьте: ru, en, pl, zh…"
    if kind == "unknown_intent":
        return _intent(given)
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return f"{given} не подходит: {_bound(context)}. Исправьте число."
    return _SIMPLE.get(kind, _OTHERWISE).format(input=given)


def _bound(context: dict[str, Any]) -> str:
    if "gt" in context:
        return f"должно быть больше {context['gt']:g}"
    if "ge" in context:
        return f"должно быть не меньше {context['ge']:g}"
    return f"должно быть не больше {context['le']:g}"


def _intent(given: str) -> str:
    near = get_close_matches(given, INTENTS, 1)
    known = f"Может быть, «{near[0]}»? Исправьте." if near else f"Можно так: {', '.join(sorted(INTENTS))}."
    return f"Намерения «{given}» нет. {known}"


def _unknown(word: str, known: list[str]) -> str:
    word = word if len(word) <= LONGEST else word[:LONGEST] + "…"
    near = get_close_matches(word, known, 1)
    if near:
        return f"Слово «{word}» здесь неизвестно. Может быть, «{near[0]}»? Исправьте или уберите."
    return f"Слово «{word}» здесь неизвестно. Уберите его; можно: {', '.join(known)}."


def _known(model: type[BaseModel], place: Place) -> list[str]:
    """The words that the model at the place knows; found through the annotations, whatever wraps them."""
    found: type[BaseModel] = model
    for step in place:
        fields = {(field.alias or name): field for name, field in found.model_fields.items()}
        if isinstance(step, str) and step in fields:
            found = _inner(fields[step].annotation) or found
    return [field.alias or name for name, field in found.model_fields.items()]


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
