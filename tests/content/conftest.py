"""A folder of content like an editor's, small, right, and ready to be broken."""

from __future__ import annotations

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
    providers: [shops]
    intents:
      groceries:
        - молоко кончилось, а на улице лёд
        - хлеба ни крошки
      medicine:
        - таблетки на завтра последние
    activities: exercise
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
    intent: urgent_danger
    phrases:
      - из-под двери тянет гарью
harmless:
  cleaning:
    - дома пожар, так всё раскидано
"""

PROVIDERS = """\
lists:
  shops:
    title: Магазины
    owner: Мария
    entries:
      - key: corner
        title: Угловой
        about: Хлеб и молоко.
        number: 8 (000) 000-00-02
        hours: С 9 до 20.
        checked: 2026-01-20
        until: 2026-12-31
        example: yes
      - key: site
        title: Сайт
        about: Всё подряд.
        site: https://example.org/shop
        checked: 2026-01-20
        until: 2026-06-30
"""

DESK = """\
intents:
  status:
    opens: mine
    phrases:
      - что там с моей заявкой
  other:
    opens: menu
    phrases: [здрасьте]
"""

FRAUD = """\
now:
  - Положите трубку.
signs:
  - key: code
    title: Просят код
    why: Код открывает ваш счёт.
    advice: Не называйте.
    words:
      - назов* ... код
    not:
      - код домофон*
  - key: link
    title: Есть ссылка
    why: За ней чужой сайт.
    advice: Не открывайте.
    weak: yes
    words: [ссылк*]
"""

FRAUD_EN = """\
now:
  - Hang up.
signs:
  code:
    title: They ask for a code
    words: [tell ... code]
  link:
    words: [link*]
    not: [linked]
"""

ACTIVITIES = """\
kinds:
  - key: exercise
    title: Зарядка
    about: Делаем вместе.
  - key: lawyer
    title: Юрист
    about: Посмотрит ваш вопрос.
    hours: yes
quiet: {from: 22:00, to: 8:00}
cap: 3
holidays:
  - 2027-01-01
  - 2027-05-09
"""

ACTIVITIES_EN = """\
kinds:
  exercise:
    title: Exercise
"""

CASE_EN = """\
title: Home
services:
  groceries:
    title: Groceries
    guide:
      - Write a list.
    promise: We will call today.
    form:
      pay:
        ask: How will you pay?
        options:
          cash: Cash
    intents:
      groceries:
        - out of milk
"""

PHONES_EN = """\
phones:
  emergency:
    title: Emergency
"""

CRISIS_EN = """\
kinds:
  fire:
    words:
      - house on fire
    not:
      - fire sale
    phrases:
      - smoke in the hall
harmless:
  cleaning:
    - such a mess, a bomb went off
"""

DESK_EN = """\
intents:
  status:
    phrases: [where is my request]
"""

PROVIDERS_EN = """\
lists:
  shops:
    title: Shops
    entries:
      corner:
        title: Corner shop
"""

FILES = {
    "activities.yaml": ACTIVITIES,
    "activities.en.yaml": ACTIVITIES_EN,
    "cases/home.yaml": CASE,
    "cases/home.en.yaml": CASE_EN,
    "line.yaml": LINE,
    "phones.yaml": PHONES,
    "phones.en.yaml": PHONES_EN,
    "crisis.yaml": CRISIS,
    "crisis.en.yaml": CRISIS_EN,
    "desk.yaml": DESK,
    "desk.en.yaml": DESK_EN,
    "fraud.yaml": FRAUD,
    "fraud.en.yaml": FRAUD_EN,
    "providers.yaml": PROVIDERS,
    "providers.en.yaml": PROVIDERS_EN,
    "texts/ru.ftl": "hello = Здравствуйте\nbye = До свидания, { $name }\n",
    "texts/en.ftl": "hello = Hello\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path
