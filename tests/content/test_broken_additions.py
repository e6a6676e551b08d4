"""Slips in phrases, translations, lists of providers and the desk's intents are told like all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import ContentError, load
from tests.content.slips import (
    CASE,
    CASE_EN,
    CRISIS,
    CRISIS_EN,
    DESK,
    DESK_EN,
    FRAUD,
    FRAUD_EN,
    LINE,
    PHONES_EN,
    PROVIDERS,
    PROVIDERS_EN,
    TODAY,
    Slip,
    told_in_place,
)

SLIPS = {
    "an intent misspelt": Slip(
        CASE, "      medicine:", "      medicin:", "services[0].intents.medicin", "«medicine»"
    ),
    "an intent nobody knows": Slip(
        CASE, "      medicine:", "      astrology:", "services[0].intents.astrology", "Можно так: benefits"
    ),
    "an intent without phrases": Slip(
        CASE,
        "      medicine:\n        - таблетки на завтра последние\n",
        "      medicine: []\n",
        "services[0].intents.medicine",
        "Список пустой",
    ),
    "an intent with one text": Slip(
        CASE,
        "      medicine:\n        - таблетки на завтра последние\n",
        "      medicine: таблетки на завтра последние\n",
        "services[0].intents.medicine",
        "нужен список",
    ),
    "danger in a service": Slip(
        CASE, "      medicine:", "      urgent_medical:", "services[0].intents.urgent_medical", "crisis.yaml"
    ),
    "a phrase given to two intents": Slip(
        CASE,
        "        - таблетки на завтра последние",
        "        - Хлеба ни крошки!",
        "services[0].intents.medicine[0]",
        "уже отдана намерению «groceries»",
    ),
    "a phrase that the desk has already": Slip(
        DESK, "[здрасьте]", "[хлеба  ни крошки]", "intents.other.phrases[0]", "home.yaml:43"
    ),
    "a phrase that another language gives away": Slip(
        DESK_EN, "[where is my request]", "[out of milk]", "intents.status.phrases[0]", "«groceries»"
    ),
    "a phrase longer than anybody writes": Slip(
        CASE,
        "        - хлеба ни крошки",
        f"        - {'я' * 601}",
        "services[0].intents.groceries[1]",
        "помещается 600",
    ),
    "a phrase of one letter": Slip(
        CASE, "- хлеба ни крошки", "- х", "services[0].intents.groceries[1]", "хотя бы 2 знака"
    ),
    "a phrase with a colon": Slip(
        CASE,
        "        - хлеба ни крошки",
        "        - внук говорит: нет хлеба",
        "services[0].intents.groceries[1]",
        "кавычки",
    ),
    "a list of providers that is not there": Slip(
        CASE, "[shops]", "[markets]", "services[0].providers[0]", "«markets» нет в providers.yaml"
    ),
    "a list of providers named twice": Slip(
        CASE, "[shops]", "[shops, shops]", "services[0].providers[1]", "дважды"
    ),
    "a quick exit that is neither yes nor no": Slip(
        CASE, "    providers: [shops]", "    quick_exit: быстро", "services[0].quick_exit", "yes или no"
    ),
    "a danger with an intent that is none": Slip(
        CRISIS, "intent: urgent_danger", "intent: psych", "kinds.fire.intent", "urgent_danger"
    ),
    "phrases of danger without an intent": Slip(
        CRISIS, "    intent: urgent_danger\n", "", "kinds.fire.phrases", "Добавьте intent", "phrases:"
    ),
    "danger among what is harmless": Slip(
        CRISIS, "  cleaning:", "  urgent_danger:", "harmless.urgent_danger", "безобидное"
    ),
    "a desk that opens nothing known": Slip(
        DESK, "opens: menu", "opens: door", "intents.other.opens", "mine, person, menu"
    ),
    "a desk without phrases": Slip(
        DESK, "    phrases: [здрасьте]\n", "", "intents.other.phrases", "«phrases»", "other:"
    ),
    "a provider without a way to reach it": Slip(
        PROVIDERS,
        "        site: https://example.org/shop\n",
        "",
        "lists.shops.entries[1]",
        "Добавьте number",
        "key: site",
    ),
    "a site without https": Slip(
        PROVIDERS,
        "site: https://example.org/shop",
        "site: example.org",
        "lists.shops.entries[1].site",
        "https",
    ),
    "a provider checked tomorrow": Slip(
        PROVIDERS,
        "checked: 2026-01-20\n        until: 2026-12-31",
        "checked: 2027-01-20\n        until: 2027-12-31",
        "lists.shops.entries[0].checked",
        "ещё не наступило",
    ),
    "a provider overdue before it was checked": Slip(
        PROVIDERS, "until: 2026-12-31", "until: 2025-12-31", "lists.shops.entries[0].until", "раньше проверки"
    ),
    "a last day in words": Slip(
        PROVIDERS, "until: 2026-12-31", "until: до весны", "lists.shops.entries[0].until", "не дата"
    ),
    "a provider without a last day": Slip(
        PROVIDERS,
        "        until: 2026-12-31\n",
        "",
        "lists.shops.entries[0].until",
        "Не хватает строки «until»",
        "key: corner",
    ),
    "two providers with one key": Slip(
        PROVIDERS, "- key: site", "- key: corner", "lists.shops.entries[1].key", "уже занят"
    ),
    "a list without an owner": Slip(
        PROVIDERS, "    owner: Мария\n", "", "lists.shops.owner", "«owner»", "shops:"
    ),
    "a translation of a service that is not there": Slip(
        CASE_EN, "  groceries:", "  grocery:", "services.grocery", "Может быть, «groceries»"
    ),
    "a translation of a question that is not there": Slip(
        CASE_EN, "      pay:", "      price:", "services.groceries.form.price", "можно: pay, home, details"
    ),
    "a translation of an option that is not there": Slip(
        CASE_EN,
        "          cash: Cash",
        "          cheque: Cheque",
        "services.groceries.form.pay.options.cheque",
        "можно: cash, card",
    ),
    "a translation of what is no text": Slip(
        CASE_EN,
        "    title: Groceries",
        "    urgency: soon",
        "services.groceries.urgency",
        "не переводят",
    ),
    "a translation that is too long for a button": Slip(
        CASE_EN, "title: Groceries", f"title: {'g' * 41}", "services.groceries.title", "помещается 40"
    ),
    "a translated label too long for a button": Slip(
        CASE_EN,
        "cash: Cash",
        f"cash: {'c' * 41}",
        "services.groceries.form.pay.options.cash",
        "помещается 40",
    ),
    "a translation of two options with one label": Slip(
        CASE_EN,
        "          cash: Cash",
        "          cash: Money\n          card: money",
        "services.groceries.form.pay.options.card",
        "Сделайте их разными",
        "card: money",
    ),
    "a translation that says nothing": Slip(
        CASE_EN, "title: Groceries", 'title: ""', "services.groceries.title", "пусто"
    ),
    "a translation written as a list": Slip(
        CASE_EN,
        "services:\n  groceries:",
        "services:\n  - key: groceries",
        "services",
        "Замените",
        "services:",
    ),
    "a translation with one text for a question": Slip(
        CASE_EN,
        "      pay:\n        ask: How will you pay?\n        options:\n          cash: Cash\n",
        "      pay: How will you pay?\n",
        "services.groceries.form.pay",
        "Здесь нужны строки",
    ),
    "phrases of an intent that the service does not have": Slip(
        CASE_EN,
        "      groceries:\n        - out of milk",
        "      pets:\n        - out of milk",
        "services.groceries.intents.pets",
        "В основном файле нет",
    ),
    "a language of the files that nobody speaks": Slip(
        LINE, 'consent_version: "1"', 'language: qqq\nconsent_version: "1"', "language", "«qqq» нет"
    ),
    "a sign of fraud by which nothing is found": Slip(
        FRAUD, "    words: [ссылк*]\n", "", "signs[1].words", "«words»", "key: link"
    ),
    "two signs of fraud with one key": Slip(FRAUD, "- key: link", "- key: code", "signs[1].key", "уже занят"),
    "a phrase of fraud with signs": Slip(
        FRAUD, "- назов* ... код", "- назов(ите) код", "signs[0].words[0]", "Исправьте"
    ),
    "a sign of fraud without advice": Slip(
        FRAUD, "    advice: Не открывайте.\n", "", "signs[1].advice", "«advice»", "key: link"
    ),
    "a sign of fraud translated that is not there": Slip(
        FRAUD_EN, "  code:", "  cod:", "signs.cod", "«code»"
    ),
    "a telephone translated that is not there": Slip(
        PHONES_EN, "  emergency:", "  police:", "phones.police", "emergency, centre"
    ),
    "a number in a translation": Slip(
        PHONES_EN, "    title: Emergency", "    number: 911", "phones.emergency.number", "не переводят"
    ),
    "a provider translated that is not there": Slip(
        PROVIDERS_EN, "      corner:", "      korner:", "lists.shops.entries.korner", "«corner»"
    ),
    "words of a danger that has no list": Slip(
        CRISIS_EN, "  fire:", "  gas:", "kinds.gas", "В основном файле нет"
    ),
    "words of danger in signs": Slip(
        CRISIS_EN, "- house on fire", "- house (on fire)", "kinds.fire.words[0]", "Исправьте"
    ),
    "numbers in a translation of danger": Slip(
        CRISIS_EN, "    words:", "    hotlines: [emergency]\n    words:", "kinds.fire.hotlines", "Уберите"
    ),
    "phrases of the desk that it does not have": Slip(
        DESK_EN, "  status:", "  volunteer:", "intents.volunteer", "В основном файле нет"
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_by_file_line_and_place_with_what_to_do(folder: Path, name: str) -> None:
    told_in_place(folder, SLIPS[name])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("cases/home.en.yaml", "cases/house.en.yaml", r"house\.en\.yaml:1: .*home|house\.yaml нет"),
        ("cases/home.en.yaml", "cases/home.qqq.yaml", r"home\.qqq\.yaml:1: Языка «qqq» нет"),
        ("cases/home.en.yaml", "cases/home.ru.yaml", r"home\.ru\.yaml:1: «ru» — язык основных файлов"),
        ("phones.en.yaml", "numbers.en.yaml", r"numbers\.en\.yaml:1: Файл с таким именем не читается"),
        ("desk.yaml", "desks.yaml", r"desks\.yaml:1: Файл с таким именем не читается"),
        ("desk.yaml", "desk.yml", r"desk\.yml:1: Имя файла кончается на \.yml"),
    ],
)
def test_a_file_that_nobody_would_read_is_told(folder: Path, old: str, new: str, sentence: str) -> None:
    (folder / old).rename(folder / new)
    with pytest.raises(ContentError, match=sentence):
        load(folder, today=TODAY)
