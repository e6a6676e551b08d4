"""A person is talked to in their language: offered once, changed at any time; staff read Russian."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.vocabulary import Attachment, AttachmentKind
from tests.conftest import ANNA, MARIA
from tests.line import TheLine
from tests.phone import Phone
from tests.talks import agrees, fills_groceries, number_in, takes

TEXTS = """\
key-menu = Menu główne
words-menu = menu, początek
words-language = język, po polsku
language-name = Polski
language-ask = W jakim języku rozmawiamy?
language-offer = Mówimy też po polsku. Przełączyć?
language-set = Dobrze, rozmawiamy po polsku.
menu = W czym pomóc?
mine = { $count ->
        [one] { $count } zgłoszenie
        [few] { $count } zgłoszenia
       *[many] { $count } zgłoszeń
    }
    { $lines }
request-taken = Zgłoszenie nr { $number } ma { $name }.
request-done = Zgłoszenie nr { $number }: { $outcome }. Pomogliśmy?
request-opened = Zgłoszenie nr { $number } przyjęte. { $promise } { $by }
consent-yes = Tak
whom-self = Dla mnie
door-request = Poproszę o pomoc
button-send = Wyślij
crisis-suicide = Proszę zadzwonić: { $numbers }
"""

CASE = """\
title: Dom
services:
  groceries:
    title: Zakupy
    form:
      payment:
        title: Zapłata
        ask: Jak Pani zapłaci?
        options: {cash: Gotówką, transfer: Przelewem}
"""

LINE = "outcomes: {done: Zrobione}\ndistricts: {north: Północny}\n"
CRISIS = "kinds: {suicide: {words: [nie chce zyc]}}\n"
OFFER = "Mówimy też po polsku. Przełączyć?"


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One case, in Russian and, here and there, in Polish."""
    folder = tmp_path_factory.mktemp("languages") / "content"
    shutil.copytree("content", folder, ignore=_only_one_case)
    (folder / "texts" / "pl.ftl").write_text(TEXTS, "utf-8")
    (folder / "cases" / "household.pl.yaml").write_text(CASE, "utf-8")
    (folder / "line.pl.yaml").write_text(LINE, "utf-8")
    (folder / "crisis.pl.yaml").write_text(CRISIS, "utf-8")
    return folder


def _only_one_case(folder: str, names: list[str]) -> list[str]:
    kept = {"cases": ["household.yaml"], "texts": ["ru.ftl"]}.get(Path(folder).name)
    return [name for name in names if (kept and name not in kept) or name.count(".") > 1]


@pytest.fixture(params=[False, True], ids=["running", "restarted"])
async def line(request: pytest.FixtureRequest, tmp_path: Path, content: Path) -> AsyncIterator[TheLine]:
    """The line; every dialogue is held twice, the second time with a restart before every message."""
    line = TheLine(tmp_path, forgetful=request.param, admins=f"telegram:{MARIA}", content=content)
    await line.open()
    yield line
    failed = await line.failures()
    await line.close()
    assert failed == []


@pytest.fixture
def ewa(line: TheLine) -> Phone:
    """A resident whose telephone speaks Polish."""
    return Phone(line, ANNA, "Ewa", language="pl")


@pytest.fixture
async def maria(line: TheLine) -> Phone:
    """A worker in the staff room, whose telephone speaks Polish as well."""
    maria = Phone(line, MARIA, "Мария", language="pl")
    await maria.comes()
    await maria.says("/start")
    return maria


async def speaks_polish(ewa: Phone) -> None:
    await ewa.says("/start")
    await ewa.presses("Polski")


async def asks_for_groceries(ewa: Phone) -> int:
    await ewa.says("menu")
    await ewa.presses("Dom")
    await ewa.presses("Zakupy")
    await ewa.presses("Poproszę o pomoc")
    await ewa.presses("Tak")
    await ewa.presses("Dla mnie")
    await ewa.says("Mleko")
    await ewa.presses("Как можно скорее")
    await ewa.presses("Gotówką")
    await ewa.says("Ewa")
    await ewa.shares_contact()
    await ewa.says("Ulica Pokoju 5")
    await ewa.presses("Północny")
    texts = await ewa.presses("Wyślij")
    assert "przyjęte" in texts[0]
    return 1


# Offered once


async def test_whose_messenger_speaks_polish_is_asked_once_and_talked_to_in_russian_until_then(ewa):
    texts = await ewa.says("/start")
    assert "Здравствуйте" in texts[0]
    assert texts[-1] == OFFER
    assert ewa.last.labels == ["Polski", "Русский"]
    for words in ("Меню", "Телефоны", "хочу узнать про погоду"):
        assert OFFER not in await ewa.says(words)
    assert ewa.texts.count(OFFER) == 1


async def test_one_tap_and_the_open_question_is_asked_in_the_other_language(ewa):
    await ewa.says("/start")
    texts = await ewa.presses("Polski")
    assert texts == ["Dobrze, rozmawiamy po polsku.", "W czym pomóc?"]
    assert "Menu główne" in ewa.keyboard
    assert ewa.buttons[0] == "Dom"


async def test_who_stays_with_russian_is_answered_in_russian(ewa):
    await ewa.says("/start")
    texts = await ewa.presses("Русский")
    assert "говорим по-русски" in texts[0]
    assert "Чем помочь" in texts[1]
    assert OFFER not in await ewa.says("menu")


async def test_nobody_is_asked_whose_messenger_speaks_russian_another_language_or_nothing(line):
    for account, code in ((111, "ru"), (112, "de"), (113, "")):
        texts = await Phone(line, account, "Кто-то", language=code).says("/start")
        assert not any("polsku" in text for text in texts)


async def test_a_code_with_a_country_names_the_language_too(line):
    assert OFFER in await Phone(line, 114, "Jan", language="pl-PL").says("/start")


async def test_the_offer_comes_under_the_first_answer_and_not_between_the_parts_of_an_album(line, ewa):
    photo = Attachment(AttachmentKind.PHOTO, "photo-1")
    assert await ewa.says("", attachments=(photo,), album="7") == []
    await line.later(seconds=3)
    assert OFFER not in ewa.texts
    assert (await ewa.says("Меню"))[-1] == OFFER


async def test_words_that_wait_for_an_answer_are_not_lost_by_choosing_a_language(line, ewa):
    await ewa.says("Boli mnie głowa, co robić")
    await ewa.presses("Polski")
    async with line.reading() as work:
        answers = (await work.conversation(ewa.address)).answers
    assert answers["given"]["text"] == "Boli mnie głowa, co robić"


# Changed at any time


@pytest.mark.parametrize("word", ["язык", "język", "/language", "Po polsku"])
async def test_the_language_is_asked_for_by_a_word_of_any_language(line, word):
    anna = Phone(line, 115, "Анна")
    await anna.says("/start")
    texts = await anna.says(word)
    assert texts == ["На каком языке будем говорить?\nW jakim języku rozmawiamy?"]
    assert ewa_choices(anna) == ["Русский", "Polski"]
    assert (await anna.says("polski"))[0] == "Dobrze, rozmawiamy po polsku."
    await anna.says("язык")
    assert "говорим по-русски" in (await anna.says("1"))[0]


def ewa_choices(phone: Phone) -> list[str]:
    return phone.buttons[:2]


async def test_the_menu_offers_other_languages(line, ewa):
    await ewa.says("/start")
    assert "Язык / Language" in ewa.heard[-2].labels
    await ewa.presses("Язык / Language")
    texts = await ewa.presses("Polski", on=ewa.last)
    assert texts == ["Dobrze, rozmawiamy po polsku.", "W czym pomóc?"]


async def test_a_form_goes_on_in_the_other_language_with_all_its_answers(line):
    anna = Phone(line, 116, "Анна")
    await anna.says("Меню")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await agrees(anna)
    await anna.presses("Для меня")
    await anna.says("Молоко")
    await anna.presses("Как можно скорее")
    await anna.says("język")
    texts = await anna.presses("Polski")
    assert texts[0] == "Dobrze, rozmawiamy po polsku."
    assert texts[-1] == "Jak Pani zapłaci?"
    await anna.says("меню")
    await anna.presses("Продолжить заявку")
    assert anna.last.text == "Jak Pani zapłaci?"


async def test_back_from_the_question_of_the_language_leads_to_the_menu(ewa):
    await ewa.says("/start")
    await ewa.says("язык")
    assert (await ewa.says("Назад"))[-1].startswith("Чем помочь")


async def test_an_unknown_language_changes_nothing(line, ewa):
    await ewa.says("/start")
    texts = await ewa.presses(data="g:language:xx")
    assert texts == [ewa.texts[1]]


# What is not translated, and words


async def test_what_nobody_translated_is_said_in_russian(ewa):
    await speaks_polish(ewa)
    await ewa.presses("Dom")
    texts = await ewa.presses("Zakupy")
    assert "Zakupy" in texts[0]
    assert "Купим продукты и принесём к двери" in texts[0]


@pytest.mark.parametrize("word", ["меню", "menu", "Początek!"])
async def test_words_of_every_language_are_heard_whichever_was_chosen(ewa, word):
    await speaks_polish(ewa)
    assert await ewa.says(word) == ["W czym pomóc?"]


# Danger


async def test_words_of_crisis_are_answered_in_the_language_of_the_person_before_it_was_chosen(ewa):
    texts = await ewa.says("nie chcę żyć")
    assert texts[0].startswith("Proszę zadzwonić")
    assert OFFER not in texts
    assert OFFER in await ewa.says("/start")


async def test_who_writes_of_danger_in_russian_is_answered_in_russian_whatever_the_telephone_speaks(ewa):
    texts = await ewa.says("не хочу жить")
    assert "Вы не одни" in texts[0]


# What staff read, and what comes back


async def test_a_worker_reads_russian_whatever_the_resident_chose(line, ewa, maria):
    await speaks_polish(ewa)
    number = await asks_for_groceries(ewa)
    room = maria.joins()
    assert "Продукты на дом" in room.last.text
    assert "Район: Северный" in room.last.text
    await takes(maria, number)
    card = maria.shown("Обещано до").text
    assert "Как заплатите: Наличными" in card
    assert "Для кого: Для меня" in card
    assert "Житель: Ewa (язык разговора: Polski)" in card
    assert "Zakupy" not in card


async def test_a_resident_hears_of_the_request_in_their_language(line, ewa, maria):
    await speaks_polish(ewa)
    number = await asks_for_groceries(ewa)
    await takes(maria, number)
    assert ewa.last.text == "Zgłoszenie nr 1 ma Мария."
    await maria.presses("Готово")
    await maria.presses("Сделано")
    assert ewa.last.text == "Zgłoszenie nr 1: Zrobione. Pomogliśmy?"
    assert (await ewa.says("мои заявки"))[0].startswith("1 zgłoszenie")


async def test_a_worker_is_offered_no_other_language_and_keeps_russian(maria):
    assert not any("polsku" in text for text in maria.texts)
    texts = await maria.says("/language")
    assert "Сотрудники читают по-русски" in texts[0]
    await maria.presses(data="g:language:pl")
    assert "Чем помочь" in maria.last.text


async def test_who_becomes_a_worker_reads_russian_from_then_on(line, ewa, maria):
    await speaks_polish(ewa)
    await maria.says("/invite")
    await maria.presses("Сотрудника")
    code = maria.last.text.rpartition("inv_")[2]
    texts = await ewa.says(f"/start inv_{code}")
    assert "Добро пожаловать" in texts[0]
    assert "Меню" in ewa.keyboard


# With whom it stays


async def test_a_russian_form_is_stored_as_it_was_shown(line, maria):
    anna = Phone(line, 117, "Анна")
    await anna.says("Меню")
    await anna.presses("Дом и быт")
    await anna.presses("Продукты на дом")
    await anna.presses("Попросить помощь")
    await agrees(anna)
    await anna.presses("Для меня")
    await fills_groceries(anna)
    number = number_in(await anna.presses("Отправить"))
    await takes(maria, number)
    card = maria.shown("Обещано до").text
    assert "Житель: Анна\n" in card
    assert "Как заплатите: Наличными" in card


async def test_the_language_stays_with_a_person_whose_accounts_are_joined_and_parted(line, ewa):
    await speaks_polish(ewa)
    other = Phone(line, 118, "Ewa")
    await other.says("/start")
    async with line.reading() as work:
        keeper = await work.people.by_account("telegram", 118)
        joining = await work.people.by_account("telegram", ANNA)
        joined = (await work.linking.join(keeper, joining)).person
        assert joined.language == "pl"
        parted = await work.linking.part(joined, line.now)
        assert parted.language == "pl"
