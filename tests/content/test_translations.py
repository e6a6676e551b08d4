"""What editors translated reaches people in their language; what they did not stays in the default one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content import Book, ContentError, check, load
from bot.content.compared import plural_forms
from bot.domain.cases import CrisisKind, Opens
from tests.content.conftest import CASE_EN
from tests.content.slips import TODAY


@pytest.fixture
def book(folder: Path) -> Book:
    return Book.read(folder, "ru")


def test_a_service_is_told_in_the_language_of_the_person(book: Book) -> None:
    content = book.localised("en").content
    service = content.service("home/groceries")
    assert service is not None
    assert content.language == "en"
    assert content.cases[0].title == "Home"
    assert (service.title, service.guide) == ("Groceries", ("Write a list.",))
    assert (service.promise.text, service.promise.hours) == ("We will call today.", 4)
    assert service.form[0].ask == "How will you pay?"


def test_what_nobody_translated_stays_in_the_default_language(book: Book) -> None:
    content = book.localised("en").content
    service = content.service("home/groceries")
    assert service is not None
    assert (content.cases[0].about, service.about) == ("Помощь по дому.", "Купим и принесём.")
    assert [option.label for option in service.form[0].options] == ["Cash", "Картой"]
    assert service.form[1].ask == "Вы дома?"
    assert service.form[2].when == {"pay": ("cash",), "home": ("yes",)}
    assert content.person_service.title == "Позвать человека"
    assert content.service("home/advice") == book.content.service("home/advice")


def test_numbers_and_lists_keep_what_no_language_changes(book: Book) -> None:
    content = book.localised("en").content
    (emergency,) = content.crisis.hotlines(CrisisKind.FIRE)
    assert (emergency.title, emergency.number, emergency.crisis) == ("Emergency", "112", True)
    corner, site = content.providers.shown("shops", date(2026, 6, 1))
    assert (corner.title, corner.number, corner.until) == (
        "Corner shop",
        "8 (000) 000-00-02",
        date(2026, 12, 31),
    )
    assert site.title == "Сайт"


def test_signs_of_fraud_are_told_in_the_language_and_found_in_any(book: Book) -> None:
    fraud = book.localised("en").content.fraud
    assert fraud.now == ("Hang up.",)
    assert [sign.title for sign in fraud.signs] == ["They ask for a code", "Есть ссылка"]
    assert [sign.weak for sign in fraud.signs] == [False, True]
    for language in book.languages:
        assert book.localised(language).fraud.find("Назовите код из смс") == ("code",)
        assert book.localised(language).fraud.find("Tell me the code") == ("code",)
        assert book.localised(language).fraud.find("Вот ссылка, a link") == ("link",)
        assert book.localised(language).fraud.find("We are linked") == ()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_phrases_of_all_languages_are_known_in_every_language(book: Book, language: str) -> None:
    content = book.localised(language).content
    service = content.service("home/groceries")
    assert service is not None
    groceries, medicine = service.intents
    assert groceries.phrases == {
        "ru": ("молоко кончилось, а на улице лёд", "хлеба ни крошки"),
        "en": ("out of milk",),
    }
    assert medicine.phrases == {"ru": ("таблетки на завтра последние",)}
    (fire,) = content.crisis.kinds
    assert fire.intent == "urgent_danger"
    assert fire.examples is not None
    assert fire.examples.phrases == {"ru": ("из-под двери тянет гарью",), "en": ("smoke in the hall",)}
    assert [(one.opens, one.examples.intent) for one in content.desk] == [
        (Opens.MINE, "status"),
        (Opens.MENU, "other"),
    ]
    assert content.desk[0].examples.phrases["en"] == ("where is my request",)
    assert content.harmless[0].phrases["en"] == ("such a mess, a bomb went off",)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_danger_is_understood_in_any_language_whichever_was_chosen(book: Book, language: str) -> None:
    crisis = book.localised(language).crisis
    assert crisis.find("Our house is on fire, the house on fire!") is CrisisKind.FIRE
    assert crisis.find("У нас пожар") is CrisisKind.FIRE
    assert crisis.find("Is there a fire sale?") is None


def test_texts_fall_back_to_the_default_language_one_by_one(book: Book) -> None:
    texts = book.localised("en").texts
    assert texts.say("hello") == "Hello"
    assert texts.say("bye", name="Anna") == "До свидания, Anna"
    assert texts.has("bye")
    assert texts.variables("bye") == {"name"}


def test_people_may_choose_the_languages_that_have_texts(folder: Path) -> None:
    (folder / "cases" / "home.pl.yaml").write_text("title: Dom\n", "utf-8")
    assert Book.read(folder, "ru").languages == ("ru", "en")
    (folder / "texts" / "pl.ftl").write_text("hello = Dzień dobry\n", "utf-8")
    book = Book.read(folder, "ru")
    assert book.languages == ("ru", "en", "pl")
    assert book.localised("pl").content.cases[0].title == "Dom"


def test_a_language_nobody_knows_gets_the_default_one(book: Book) -> None:
    assert book.localised("xx") is book
    assert book.localised("ru") is book
    assert book.content.localised("xx") is book.content
    assert book.content.localised("en").cases[0].title == "Home"


def test_a_line_may_open_in_another_language_than_its_files_are_written_in(folder: Path) -> None:
    book = Book.read(folder, "en")
    assert book.languages == book.content.languages == ("en", "ru")
    assert (book.content.language, book.content.cases[0].title) == ("en", "Home")
    assert (book.texts.say("hello"), book.texts.say("bye", name="Anna")) == ("Hello", "До свидания, Anna")
    russian = book.localised("ru")
    assert (russian.content.cases[0].title, russian.texts.say("hello")) == ("Дом", "Здравствуйте")
    assert book.content.localised("ru") == russian.content
    with pytest.raises(ContentError, match="BOT_LOCALE"):
        Book.read(folder, "pl")


def test_files_may_be_written_in_another_language_than_russian(folder: Path) -> None:
    line = folder / "line.yaml"
    line.write_text("language: pl\n" + line.read_text("utf-8"), "utf-8")
    (folder / "texts" / "ru.ftl").rename(folder / "texts" / "pl.ftl")
    book = Book.read(folder, "pl")
    assert (book.content.language, book.languages) == ("pl", ("pl", "en"))
    assert book.content.harmless[0].phrases.keys() == {"pl", "en"}
    (folder / "cases" / "home.pl.yaml").write_text("title: Dom\n", "utf-8")
    with pytest.raises(ContentError, match="«pl» — язык основных файлов"):
        Book.read(folder, "pl")


def test_phrases_of_a_language_without_texts_still_help_to_understand(folder: Path) -> None:
    text = "services: {groceries: {intents: {groceries: [nie mam chleba]}}}\n"
    (folder / "cases" / "home.pl.yaml").write_text(text, "utf-8")
    service = load(folder).service("home/groceries")
    assert service is not None
    assert service.intents[0].phrases["pl"] == ("nie mam chleba",)


def test_the_order_of_a_translation_does_not_matter(folder: Path) -> None:
    file = folder / "cases" / "home.en.yaml"
    file.write_text(
        "services: {advice: {title: Advice}, groceries: {form: {details: {ask: What else?}}}}\n", "utf-8"
    )
    content = Book.read(folder, "ru").localised("en").content
    assert [service.title for service in content.cases[0].services] == ["Продукты", "Advice"]
    service = content.service("home/groceries")
    assert service is not None
    assert [field.key for field in service.form] == ["pay", "home", "details"]
    assert service.form[2].ask == "What else?"


def test_a_change_of_any_translation_changes_the_version(folder: Path) -> None:
    versions = {load(folder).version}
    for name in ("cases/home.en.yaml", "texts/en.ftl", "desk.en.yaml"):
        file = folder / name
        file.write_text(file.read_text("utf-8") + "# another\n", "utf-8")
        versions.add(load(folder).version)
    assert len(versions) == 4


def remarks(folder: Path) -> list[str]:
    said: list[str] = []
    assert check(folder, said.append, today=TODAY), said
    return [line.strip() for remark in said for line in remark.splitlines()]


def test_what_is_not_translated_is_counted_by_file_and_named(folder: Path) -> None:
    said = remarks(folder)
    (home,) = [line for line in said if line.startswith(f"{folder / 'cases' / 'home.yaml'} — ")]
    assert "about, services.groceries.about, services.groceries.at_hand …" in home
    assert [line for line in said if line.startswith(f"{folder / 'line.yaml'} — ")]
    file = folder / "phones.en.yaml"
    file.write_text(
        "phones: {emergency: {title: A, note: B}, centre: {title: C, note: D}}\n",
        "utf-8",
    )
    assert not [line for line in remarks(folder) if "phones.yaml — " in line]


def test_a_translation_with_fewer_steps_is_told(folder: Path) -> None:
    assert not [line for line in remarks(folder) if line.startswith("en: home/")]
    file = folder / "cases" / "home.en.yaml"
    file.write_text(CASE_EN.replace("- Write a list.", "- Write a list.\n      - Wait."), "utf-8")
    assert "en: home/groceries, guide — 2, а в основном 1" in remarks(folder)


def test_a_full_translation_has_nothing_missing(folder: Path) -> None:
    (folder / "cases" / "home.en.yaml").write_text(
        CASE_EN.replace("title: Home\n", "title: Home\nabout: Help at home.\n")
        .replace(
            "    title: Groceries\n",
            "    title: Groceries\n    about: A.\n    cost: Free.\n    at_hand: [list]\n",
        )
        .replace(
            "          cash: Cash\n", "          cash: Cash\n          card: Card\n        title: Paying\n"
        )
        .replace(
            "    intents:\n",
            "      home: {title: Home, ask: Are you at home?}\n"
            "      details: {title: More, ask: What else?}\n    intents:\n      medicine: [last pill]\n",
        )
        + "  advice: {title: Advice, about: Ask., promise: Tomorrow.}\n",
        "utf-8",
    )
    assert not [line for line in remarks(folder) if "home.yaml — " in line]


@pytest.mark.parametrize(
    ("ru", "en", "told"),
    [
        ("", "", "texts/en.ftl: нет — 1: bye"),
        ("", "more = More\n", "texts/en.ftl: лишние, их никто не спросит — 1: more"),
        ("", "bye = Bye\n", "texts/en.ftl: расходятся значения — 1: bye (без $name)"),
        (
            "n = { $n ->\n [one] заявка\n [few] заявки\n *[many] заявок\n }\n",
            "n = { $n ->\n [many] requests\n *[other] requests\n }\n",
            "texts/en.ftl: не хватает форм числа — 1: n (нет one)",
        ),
        (
            "n = { $n ->\n [one] заявка\n [few] заявки\n *[many] заявок\n }\n",
            "n = { $n } requests\n",
            "texts/en.ftl: не хватает форм числа — 1: n (число стоит без форм)",
        ),
        (
            "n = { $n ->\n [one] заявка\n *[other] заявок\n }\n",
            "",
            "texts/ru.ftl: не хватает форм числа — 1: n (нет few, many)",
        ),
    ],
)
def test_texts_that_differ_between_languages_are_named(folder: Path, ru: str, en: str, told: str) -> None:
    for name, more in (("ru", ru), ("en", en)):
        file = folder / "texts" / f"{name}.ftl"
        file.write_text(file.read_text("utf-8") + more, "utf-8")
    assert told in remarks(folder)


def test_languages_count_in_their_own_way() -> None:
    assert plural_forms("ru") == plural_forms("pl") == {"one", "few", "many"}
    assert plural_forms("en") == {"one"}
    assert plural_forms("zh") == set()


def test_a_choice_that_is_not_about_numbers_needs_no_forms(folder: Path) -> None:
    for name in ("ru", "en"):
        file = folder / "texts" / f"{name}.ftl"
        file.write_text(file.read_text("utf-8") + "n = { $n ->\n [0] —\n *[other] { $n }\n }\n", "utf-8")
    assert not [line for line in remarks(folder) if "форм числа" in line]
