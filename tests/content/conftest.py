"""A folder of content like an editor's, small, right, and ready to be broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CASE = """\
title: Дом
about: Помощь по дому.
order: 1
services:
  - key: groceries
    title: Продукты
    about: Купим и принесём.
    guide:
      - Напишите список.
    at_hand: [список]
    cost: Бесплатно.
    doors: [read, request]
    urgency: soon
    promise:
      text: Позвоним сегодня.
      hours: 4
    announce_again: 30
    form:
      - key: pay
        kind: choice
        title: Оплата
        ask: Как заплатите?
        options:
          cash: Наличными
          card: Картой
      - key: home
        kind: yes_no
        title: Дома
        ask: Вы дома?
      - key: details
        kind: text
        title: Подробности
        ask: Что ещё?
        longest: 500
        optional: yes
        when:
          pay: cash
          home: [yes]
  - key: advice
    title: Совет
    about: Спросите нас.
    doors: [person]
    urgency: usual
    promise: {text: Ответим завтра., hours: 24.5}
    announce_again: 60
"""

LINE = """\
consent_version: "1"
person:
  key: person
  title: Позвать человека
  about: Напишите, что случилось.
  doors: [request]
  urgency: soon
  promise: {text: Ответим за час., hours: 1}
  announce_again: 10
  for_whom: no
  form:
    - key: what
      kind: text
      title: Что случилось
      ask: Что случилось?
districts: {north: Северный, unknown: Не знаю}
cancel_reasons: {solved: Справились}
outcomes: {done: Сделано}
block_hours: [1, 24]
"""

PHONES = """\
phones:
  - key: emergency
    title: Экстренные службы
    number: 112
    note: Бесплатно.
    checked: 2026-01-31
    national: yes
  - key: centre
    title: Центр
    number: 8 (000) 000-00-01
    note: Пример.
    checked: 2026-01-31
    national: no
"""

CRISIS = """\
version: 7
kinds:
  fire:
    hotlines: [emergency]
    words:
      - пожар*
      - горит ... дом
    not:
      - не горит
"""

FILES = {"cases/home.yaml": CASE, "line.yaml": LINE, "phones.yaml": PHONES, "crisis.yaml": CRISIS}

Broken = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ru.ftl").write_text("hello = Здравствуйте\n", "utf-8")
    return tmp_path
