"""Every way in which an editor may slip is told by file, line and place, and what to do about it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.files import Unreadable
from bot.content.marked import parse
from tests.content.slips import CASE, CRISIS, LINE, PHONES, Slip, slipped, told_in_place

SLIPS = {
    "a word misspelt": Slip(CASE, "urgency: soon", "urgenci: soon", "services[0].urgenci", "«urgency»"),
    "a word nobody knows": Slip(
        CASE, "order: 1", "order: 1\ncolour: red", "colour", "можно: title", "colour"
    ),
    "a word misspelt inside a form": Slip(
        CASE, "ask: Вы дома?", "aks: Вы дома?", "services[0].form[1].aks", "«ask»"
    ),
    "a title forgotten": Slip(CASE, "title: Дом\n", "", "title", "Не хватает строки «title»", "about"),
    "a question without its text": Slip(
        CASE, "        ask: Вы дома?\n", "", "services[0].form[1].ask", "«ask»", "key: home"
    ),
    "an empty text": Slip(
        CASE, "about: Купим и принесём.", "about:", "services[0].about", "нужен один текст"
    ),
    "a text of spaces": Slip(CASE, "about: Купим и принесём.", 'about: "  "', "services[0].about", "пусто"),
    "a text with a colon": Slip(
        CASE, "- Напишите список.", "- Список: молоко", "services[0].guide[0]", "кавычки"
    ),
    "a title too long for a button": Slip(
        CASE, "title: Продукты", f"title: {'я' * 41}", "services[0].title", "41 знаков, а помещается 40"
    ),
    "a label too long for a button": Slip(
        CASE, "cash: Наличными", f"cash: {'я' * 41}", "services[0].form[0].options.cash", "помещается 40"
    ),
    "a text too long for a message": Slip(
        CASE, "- Напишите список.", f"- {'я' * 3501}", "services[0].guide[0]", "помещается 3500"
    ),
    "steps too long for one message together": Slip(
        CASE,
        "- Напишите список.",
        f"- {'я' * 2000}\n      - {'я' * 2000}",
        "services[0].guide",
        "Советы вместе",
        "guide:",
    ),
    "a description too long with the rest": Slip(
        CASE, "about: Купим и принесём.", f"about: {'я' * 3490}", "services[0].about", "Описание"
    ),
    "two services with one key": Slip(
        CASE, "- key: advice", "- key: groceries", "services[1].key", "уже занят в строке 5"
    ),
    "two services with one title": Slip(
        CASE, "title: Совет", "title: продукты", "services[1].title", "уже есть в строке 6"
    ),
    "two questions with one key": Slip(
        CASE, "- key: home", "- key: pay", "services[0].form[1].key", "уже занят"
    ),
    "the same word twice": Slip(CASE, "order: 1", "order: 1\norder: 2", "order", "строке 3", "order: 2"),
    "two options with one key": Slip(
        CASE, "card: Картой", "cash: Картой", "services[0].form[0].options.cash", "уже есть в строке"
    ),
    "two options with one label": Slip(
        CASE, "card: Картой", "card: наличными", "services[0].form[0].options.card", "«cash»"
    ),
    "a key in Russian letters": Slip(
        CASE, "- key: groceries", "- key: продукты", "services[0].key", "латинских"
    ),
    "a key with capital letters": Slip(
        CASE, "cash: Нал", "Cash: Нал", "services[0].form[0].options.Cash", "Ключ"
    ),
    "a key too long": Slip(CASE, "- key: advice", f"- key: {'a' * 25}", "services[1].key", "от 1 до 24"),
    "a key that ends with a line break": Slip(
        CASE, "- key: advice", '- key: "advice\\n"', "services[1].key", "Ключ"
    ),
    "an unknown door": Slip(
        CASE, "[read, request]", "[read, window]", "services[0].doors[1]", "read, request, person"
    ),
    "the same door twice": Slip(
        CASE, "[read, request]", "[read, request, read]", "services[0].doors[2]", "дважды"
    ),
    "no door at all": Slip(CASE, "doors: [person]", "doors: []", "services[1].doors", "Список пустой"),
    "a door to a request without a form": Slip(
        CASE, "doors: [person]", "doors: [request]", "services[1].doors", "анкету, а её нет"
    ),
    "a form that nobody can open": Slip(
        CASE, "doors: [read, request]", "doors: [read]", "services[0].form", "не увидит", "form:"
    ),
    "a door to steps that are not written": Slip(
        CASE, "doors: [person]", "doors: [read]", "services[1].doors", "советы, а их нет"
    ),
    "an unknown kind of question": Slip(
        CASE, "kind: yes_no", "kind: card_number", "services[0].form[1].kind", "phone"
    ),
    "an unknown urgency": Slip(
        CASE, "urgency: usual", "urgency: never", "services[1].urgency", "urgent, soon, usual"
    ),
    "a choice without options": Slip(
        CASE, "kind: yes_no", "kind: choice", "services[0].form[1]", "нужны варианты", "key: home"
    ),
    "a choice of one": Slip(
        CASE, "          card: Картой\n", "", "services[0].form[0].options", "не выбор", "options:"
    ),
    "options where nobody chooses": Slip(
        CASE, "kind: choice", "kind: text", "services[0].form[0].options", "kind: choice", "options:"
    ),
    "a length where there is no text": Slip(
        CASE, "kind: text", "kind: name", "services[0].form[2].longest", "Длину", "longest"
    ),
    "a condition on a question that is not there": Slip(
        CASE, "pay: cash", "price: cash", "services[0].form[2].when.price", "выше: pay, home"
    ),
    "a condition on an answer that is not there": Slip(
        CASE, "pay: cash", "pay: cheque", "services[0].form[2].when.pay", "Есть: cash, card"
    ),
    "a condition on a yes that is said otherwise": Slip(
        CASE, "home: [yes]", "home: [true]", "services[0].form[2].when.home", "Есть: yes, no"
    ),
    "a condition on a later question": Slip(
        CASE,
        "options:\n          cash",
        "when: {home: yes}\n        options:\n          cash",
        "services[0].form[0].when.home",
        "не раньше этого",
        "when: {home",
    ),
    "a condition on a question that is answered freely": Slip(
        CASE,
        "    providers: [shops]\n",
        "      - {key: more, kind: text, title: Ещё, ask: Ещё?, when: {details: yes}}\n    providers: []\n",
        "services[0].form[3].when.details",
        "только от choice и yes_no",
        "- {key: more",
    ),
    "a condition on nothing": Slip(
        CASE, "home: [yes]", "home: []", "services[0].form[2].when.home", "пустой"
    ),
    "a number in words": Slip(CASE, "order: 1", "order: первый", "order", "не целое число"),
    "hours in words": Slip(CASE, "hours: 4\n", "hours: скоро\n", "services[0].promise.hours", "не число"),
    "hours that are over": Slip(CASE, "hours: 4\n", "hours: 0\n", "services[0].promise.hours", "больше 0"),
    "hours without an end": Slip(
        CASE, "hours: 4\n", "hours: .inf\n", "services[0].promise.hours", "не число"
    ),
    "a promise of a year": Slip(
        CASE, "hours: 4\n", "hours: 9000\n", "services[0].promise.hours", "не больше 2160"
    ),
    "minutes below one": Slip(
        CASE, "announce_again: 30", "announce_again: 0", "services[0].announce_again", "не меньше 1"
    ),
    "neither yes nor no": Slip(
        CASE, "optional: yes", "optional: может быть", "services[0].form[2].optional", "yes или no"
    ),
    "one text where a list is wanted": Slip(
        CASE, "at_hand: [список]", "at_hand: список", "services[0].at_hand", "нужен список"
    ),
    "a list where pairs are wanted": Slip(
        CASE, "options:\n          cash: Наличными\n", "options:\n          - Наличными\n", "", "YAML", "card"
    ),
    "a promise in one line": Slip(
        CASE,
        "promise: {text: Ответим завтра., hours: 24.5}",
        "promise: завтра",
        "services[1].promise",
        "слово: значение",
    ),
    "no services": Slip(LINE, "block_hours: [1, 24]", "block_hours: []", "block_hours", "Список пустой"),
    "a block for ever": Slip(LINE, "[1, 24]", "[1, 99999]", "block_hours[1]", "не больше 8760"),
    "no districts": Slip(LINE, "{north: Северный, unknown: Не знаю}", "{}", "districts", "пустой"),
    "a reason without a label": Slip(
        LINE, "{solved: Справились}", "{solved: }", "cancel_reasons.solved", "текст"
    ),
    "a consent without a version": Slip(
        LINE, 'consent_version: "1"', "consent_version:", "consent_version", "текст"
    ),
    "the line's own form forgotten": Slip(
        LINE, "doors: [request]", "doors: [request, read]", "person.doors", "советы"
    ),
    "a date in the future": Slip(
        PHONES,
        "checked: 2026-01-31\n    national: yes",
        "checked: 2031-01-31\n    national: yes",
        "phones[0].checked",
        "ещё не наступило",
        "2031",
    ),
    "a day that no calendar has": Slip(
        PHONES,
        "checked: 2026-01-31\n    national: yes",
        "checked: 2026-02-31\n    national: yes",
        "phones[0].checked",
        "не дата",
        "2026-02-31",
    ),
    "a date in words": Slip(
        PHONES,
        "checked: 2026-01-31\n    national: yes",
        "checked: вчера\n    national: yes",
        "phones[0].checked",
        "2026-11-22",
        "вчера",
    ),
    "a telephone overdue before it was checked": Slip(
        PHONES,
        "checked: 2026-01-31\n    national: no",
        "checked: 2026-01-31\n    until: 2026-01-01\n    national: no",
        "phones[1].until",
        "раньше проверки",
        "until",
    ),
    "a number that cannot be dialled": Slip(
        PHONES, "number: 112", "number: сто двенадцать", "phones[0].number", "номер"
    ),
    "two telephones with one key": Slip(
        PHONES, "- key: centre", "- key: emergency", "phones[1].key", "уже занят"
    ),
    "a crisis number that is not there": Slip(
        CRISIS, "hotlines: [emergency]", "hotlines: [nobody]", "kinds.fire.hotlines[0]", "«nobody»"
    ),
    "an unknown danger": Slip(CRISIS, "  fire:", "  flood:", "kinds.flood", "suicide"),
    "a stem too short": Slip(CRISIS, "- пожар*", "- пож*", "kinds.fire.words[0]", "слишком короткое"),
    "an unknown group of words": Slip(
        CRISIS, "- пожар*", "- <вещь> горит", "kinds.fire.words[0]", "Добавьте её"
    ),
    "a group with signs": Slip(
        CRISIS,
        "version: 7",
        "groups: {вещь: [дом, са-рай]}\nversion: 7",
        "groups.вещь[1]",
        "Исправьте",
    ),
    "an edge without its part": Slip(CRISIS, "- пожар*", "- пожар* &", "kinds.fire.words[0]", "Допишите"),
    "a crisis word with signs": Slip(CRISIS, "- пожар*", "- по(жар)", "kinds.fire.words[0]", "Исправьте"),
    "dots at the edge": Slip(CRISIS, "- не горит", "- не горит ...", "kinds.fire.not[0]", "Многоточие"),
    "a crisis word twice": Slip(CRISIS, "- не горит", "- пожар*", "kinds.fire.not[0]", "уже есть в строке 6"),
    "a tab": Slip(CASE, "    title: Продукты", "\ttitle: Продукты", "", "табуляцией"),
    "a bracket left open": Slip(
        CASE, "doors: [read, request]", "doors: [read, request", "", "YAML", "urgency: soon"
    ),
    "quotes left open": Slip(CASE, "cost: Бесплатно.", 'cost: "Бесплатно.', "", "кавычки"),
    "an alias": Slip(CASE, "cost: Бесплатно.", "cost: *free", "", "не принимаются"),
    "an anchor": Slip(CASE, "cost: Бесплатно.", "cost: &free Бесплатно.", "", "не принимаются"),
    "a tag that builds objects": Slip(
        CASE, "cost: Бесплатно.", "cost: !!python/object/apply:os.system [ls]", "", "не принимаются"
    ),
    "a second document": Slip(CASE, "order: 1", "order: 1\n---", "", "два документа", "---"),
    "a key that is a list": Slip(CASE, "order: 1", "[order]: 1", "", "одно слово"),
    "brackets without an end in sight": Slip(
        CASE, "order: 1", f"order: {'[' * 50}{']' * 50}", "", "вложенность"
    ),
    "a sign that is no letter": Slip(CASE, "cost: Бесплатно.", "cost: Бес\x00платно.", "", "невидимый"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_by_file_line_and_place_with_what_to_do(folder: Path, name: str) -> None:
    told_in_place(folder, SLIPS[name])


def test_all_slips_of_a_visit_are_told_at_once_and_in_order(folder: Path) -> None:
    for name in (
        "a word misspelt",
        "two services with one key",
        "a condition on an answer that is not there",
    ):
        file = folder / CASE
        file.write_text(file.read_text("utf-8").replace(SLIPS[name].old, SLIPS[name].new, 1), "utf-8")
    problems = slipped(folder, SLIPS["a number that cannot be dialled"])
    said = [problem.path for problem in problems if not problem.path.endswith("urgency")]
    assert said == [
        "services[0].urgenci",
        "services[0].form[2].when.pay",
        "services[1].key",
        "phones[0].number",
    ]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(Unreadable):
        parse(text).root.plain()
