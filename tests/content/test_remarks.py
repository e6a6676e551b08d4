"""Content that is right may still be overdue, thin or hard to read: editors hear of it, the line goes on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content.ease import ease, sentences, worst
from bot.domain.cases import INTENTS, URGENT
from tests.content.conftest import CASE
from tests.content.slips import TODAY

REAL = Path(__file__).parents[2] / "content"
CONTENT = load(REAL)

PLAIN = "Мы купим хлеб. Вы пьёте чай."
HARD = (
    "Осуществление предоставления территориальными учреждениями социального обслуживания населения "
    "соответствующих информационно-консультационных услуг производится исключительно заблаговременно."
)


def remarks(folder: Path, today: date = TODAY) -> list[str]:
    said: list[str] = []
    assert check(folder, said.append, today=today), said
    return [line.strip() for remark in said for line in remark.splitlines()]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


# Holidays


def test_holidays_that_will_be_over_soon_are_told(folder: Path) -> None:
    told = "activities.yaml: последний — 2027-05-09"
    assert told in remarks(folder, date(2027, 3, 11))
    assert told not in remarks(folder, date(2027, 3, 9))
    edit(folder, "activities.yaml", "holidays:\n  - 2027-01-01\n  - 2027-05-09\n", "")
    assert not any(
        line.startswith("activities.yaml: последний") for line in remarks(folder, date(2027, 3, 11))
    )


# Providers


def test_an_overdue_entry_leaves_the_menu_after_its_last_day(folder: Path) -> None:
    providers = load(folder).providers
    last = date(2026, 6, 30)
    assert [entry.key for entry in providers.shown("shops", last)] == ["corner", "site"]
    assert providers.overdue(last) == ()
    after = last + timedelta(days=1)
    assert [entry.key for entry in providers.shown("shops", after)] == ["corner"]
    assert [(one.owner, entry.key) for one, entry in providers.overdue(after)] == [("Мария", "site")]
    assert providers.shown("nothing", last) == ()


def test_overdue_entries_are_told_with_the_editor_who_checks_them(folder: Path) -> None:
    told = "providers.yaml: shops, site «Сайт» — до 2026-06-30, сверяет Мария"
    assert told in remarks(folder, date(2026, 7, 1))
    soon = remarks(folder, date(2026, 6, 30))
    assert soon[soon.index(told) - 1] == "Срок скоро выйдет. Сверьте и продлите until:"
    assert told not in remarks(folder, date(2026, 6, 1))


def test_telephones_not_checked_for_half_a_year_are_told(folder: Path) -> None:
    assert [line for line in remarks(folder) if line.startswith("phones.yaml: emergency")]
    assert not [line for line in remarks(folder, date(2026, 3, 1)) if line.startswith("phones.yaml")]


def test_an_overdue_telephone_leaves_the_menu_but_one_that_saves_lives_stays(folder: Path) -> None:
    for name in ("emergency", "centre"):
        text = f"- key: {name}\n    until: 2026-06-30"
        edit(folder, "phones.yaml", f"- key: {name}", text)
    edit(folder, "phones.yaml", "phones:", "owner: Олег\nphones:")
    content = load(folder)
    assert [one.key for one in content.telephones(date(2026, 6, 30))] == ["emergency", "centre"]
    assert [one.key for one in content.telephones(date(2026, 7, 1))] == ["emergency"]
    told = "phones.yaml: centre «Центр», 8 (000) 000-00-01 — до 2026-06-30, сверяет Олег"
    assert told in remarks(folder, date(2026, 7, 1))
    soon = remarks(folder, date(2026, 6, 30))
    assert any(line.startswith(told) for line in soon)
    saves = told.replace("centre «Центр», 8 (000) 000-00-01", "emergency «Экстренные службы», 112")
    assert f"{saves}; он из спасательных и остаётся в меню" in remarks(folder, date(2026, 7, 1))


def test_entries_of_invented_places_are_told_until_they_are_replaced(folder: Path) -> None:
    assert "providers.yaml: shops — corner" in remarks(folder)
    edit(folder, "providers.yaml", "example: yes", "example: no")
    assert not [line for line in remarks(folder) if "Выдуманные" in line]


def test_real_entries_of_invented_places_say_so_and_real_ones_have_no_invented_numbers() -> None:
    entries = [entry for one in CONTENT.providers.lists for entry in one.entries]
    assert len([entry for entry in entries if entry.example]) == 10
    for entry in entries:
        assert entry.example == entry.about.startswith("Пример.")
        assert not entry.number or entry.example == ("(000)" in entry.number)
        assert timedelta(0) < entry.until - entry.checked <= timedelta(days=200)


# Phrases


def test_services_with_few_phrases_are_told(folder: Path) -> None:
    said = remarks(folder)
    assert "ru — 5: home/groceries 3, home/advice 0, desk/status 1, desk/other 1, crisis/fire 1" in said
    assert "en — 5: home/groceries 1, home/advice 0, desk/status 1, desk/other 0, crisis/fire 1" in said


@pytest.mark.parametrize(("total", "told"), [(30, False), (80, False), (29, True), (81, True)])
def test_thirty_to_eighty_phrases_are_right(folder: Path, total: int, told: bool) -> None:
    more = "".join(f"        - фраза номер {n}\n" for n in range(total - 3))
    edit(folder, "cases/home.yaml", "      groceries:\n", f"      groceries:\n{more}")
    (thin,) = [line for line in remarks(folder) if line.startswith("ru — ")]
    assert told == ("home/groceries" in thin)


def test_a_phrase_written_twice_is_told_with_both_places(folder: Path) -> None:
    edit(folder, "cases/home.yaml", "- хлеба ни крошки", "- МОЛОКО кончилось, а на улице лед!")
    file = folder / "cases" / "home.yaml"
    assert f"«МОЛОКО кончилось, а на улице лед!»: {file}:42 и {file}:43" in remarks(folder)


def test_every_intent_but_danger_is_answered_by_a_service_or_the_desk() -> None:
    served = {one.intent for case in CONTENT.cases for service in case.services for one in service.intents}
    served |= {one.examples.intent for one in CONTENT.desk}
    assert served == INTENTS - URGENT
    assert {words.intent for words in CONTENT.crisis.kinds} == URGENT


def test_the_texts_of_this_repository_have_all_forms_of_numbers_and_no_strangers() -> None:
    told = [line for line in remarks(REAL) if line.startswith("texts/") and ".ftl: " in line]
    assert not [line for line in told if ": нет — " not in line], told


# Reading ease


def test_plain_words_are_easy_and_the_words_of_offices_are_not() -> None:
    assert ease(sentences(PLAIN)) > 80
    assert ease(sentences(HARD)) < 0
    assert ease(()) == 100


def test_the_formula_is_the_one_that_is_named() -> None:
    (one,) = sentences("Мама мыла раму")
    assert (one.words, one.syllables) == (3, 6)
    assert one.ease == pytest.approx(206.835 - 1.3 * 3 - 60.1 * 2)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ждите. Мы позвоним!", ["Ждите.", "Мы позвоним!"]),
        ("Где вы?\nМы здесь…", ["Где вы?", "Мы здесь…"]),
        ("Он сказал: «Иду.» И пришёл.", ["Он сказал: «Иду.", "И пришёл."]),
        ("112", []),
        ("— …", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, parts: list[str]) -> None:
    assert [one.text for one in sentences(text)] == parts


def test_the_hardest_sentences_come_first_and_short_ones_are_never_hard() -> None:
    long = "Мы " + "идём и " * 12 + "поём."
    found = worst(sentences(f"{long} {HARD} Круглосуточно. {PLAIN}"), 10)
    assert [one.text for one in found] == [HARD, long]
    assert len(worst(sentences(f"{HARD} {long}"), 1)) == 1


def test_hard_sentences_of_what_people_read_are_named_by_place(folder: Path) -> None:
    edit(folder, "cases/home.yaml", "Купим и принесём.", HARD)
    (folder / "texts" / "ru.ftl").write_text(f"hello = {HARD}\nbye = До свидания, {{ $name }}\n", "utf-8")
    said = remarks(folder)
    assert [line for line in said if line.startswith(f"{folder / 'cases' / 'home.yaml'}:7: «Осуществление")]
    assert any(line.startswith("Как читается: предложений ") for line in said)


def test_the_words_that_the_line_hears_are_not_measured(folder: Path) -> None:
    with (folder / "texts" / "ru.ftl").open("a", encoding="utf-8") as file:
        file.write(f"words-menu = {HARD}\n")
    assert not [line for line in remarks(folder) if "Осуществление" in line]


def test_long_steps_are_told_by_line(folder: Path) -> None:
    edit(folder, "cases/home.yaml", "- Напишите список.", f"- {'Мы идём. ' * 40}")
    line = CASE.splitlines().index("      - Напишите список.") + 1
    file = folder / "cases" / "home.yaml"
    assert f"{file}:{line}: services[0].guide[0] — 359 знаков" in remarks(folder)


def test_long_lists_of_remarks_say_how_many_more_there_are(folder: Path) -> None:
    services = "".join(
        f"  - {{key: s{n}, title: Т{n}, about: А., guide: [{'Да. ' * 90}], doors: [read], urgency: soon,"
        " promise: {text: П., hours: 1}, announce_again: 5}\n"
        for n in range(50)
    )
    edit(folder, "cases/home.yaml", CASE, CASE + services)
    assert "… и ещё 10" in [line for line in remarks(folder) if line.startswith("… и ещё")]
