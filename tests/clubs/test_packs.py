"""A moderator brings a file in private: it is looked into, shown, kept or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.domain.games.words import WordList
from bot.drawing.sheet import DRAWN, sheet_from
from bot.flows.clubs.packs.shelf import on_shelf, taken
from bot.packs.__main__ import done
from bot.pipeline.worker import WorkerLost
from bot.storage.packs import FORGOTTEN
from bot.vocabulary import Attachment, AttachmentKind
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.line import TheLine
from tests.phone import Phone

SAMPLES = Path(__file__).parents[1] / "samples" / "crosswords"
TABLE = """сковорода;На ней пекут блины
самовар;Хозяин чаепития
ложка;Дорога к обеду
чайник;Закипает и свистит
кастрюля;В ней варят суп
скалка;Ею раскатывают тесто
да;Согласие
"""
QUIZ = """title: Разное
questions:
- {text: Столица Польши?, answer: Варшава}
- {text: Кто мурлычет?, answer: кот}
- {text: Сколько дней в неделе?, answer: семь}
- {text: Первый месяц?, answer: январь}
"""


@dataclass
class Hands:
    """Whoever brings files to the line, and a reader that needs no process; it dies of `deadly` ones."""

    line: TheLine
    deadly: str = "never"

    async def ask(self, what: Mapping[str, Any]) -> dict[str, Any]:
        """What a file holds."""
        if what["file"]["name"] == self.deadly:
            raise WorkerLost
        return done({"id": 1, **what})

    async def stop(self) -> None:
        """Nothing to stop."""

    async def gives(self, phone: Phone, name: str, content: bytes | str, text: str = "") -> list[str]:
        """Somebody sends a file; what they hear, once it was looked into."""
        raw = content.encode() if isinstance(content, str) else content
        phone.network.files[name] = raw
        before = len(phone.heard)
        await phone.sends(file_of(phone, name, len(raw)), text=text)
        await self.line.app.checking.done()
        await self.line.settle()
        return [shown.text for shown in phone.heard[before:]]


def file_of(phone: Phone, name: str, size: int = 0) -> Attachment:
    return Attachment(AttachmentKind.FILE, name, name, size, messenger=phone.messenger)


@pytest.fixture
async def hands(line: TheLine) -> Hands:
    line.reader = hands = Hands(line)
    line.app.checking.reader = hands
    return hands


async def test_a_crossword_is_shown_as_a_picture_and_kept_at_one_press(
    hands: Hands, club: ClubChat, vera: Phone
) -> None:
    looking, *_ = await hands.gives(vera, "3x.puz", (SAMPLES / "3x.puz").read_bytes())
    assert looking.startswith("Смотрю, что в файле")
    assert "по нескольку букв: BA, NA" in vera.shown("Что заметили в файле").text
    found = vera.shown("Кроссворд «")
    drawn = found.message.attachment
    assert drawn is not None
    assert (drawn.kind, drawn.messenger) == (AttachmentKind.PHOTO, DRAWN)
    assert set(sheet_from(drawn.ref).open) == set(sheet_from(drawn.ref).puzzle.letters)
    assert found.labels == ["Сохранить", "Показать целиком", "Не нужно"]
    said = await vera.presses("Сохранить")
    assert said[0].startswith("Сохранили «")
    async with hands.line.acting(vera.messenger, vera.account) as services:
        assert (await on_shelf(services))[0].name.startswith("up:")


async def test_a_word_list_shows_what_was_left_out_and_a_sample(
    hands: Hands, club: ClubChat, vera: Phone
) -> None:
    await vera.presses(data="g:pack-new:")
    await hands.gives(vera, "слова.csv", TABLE.encode("cp1251"), "Наша кухня")
    remarks, found = vera.shown("Что заметили в файле").text, vera.shown("Список слов").text
    assert "старой кодировке Windows" in remarks
    assert "«да» не берём: слово слишком короткое." in remarks
    assert found.startswith("Список слов «Наша кухня». Слов: 6, язык: русский")
    assert "пример: кроссворд из 6 слов" in found
    await vera.presses("Сохранить")
    async with hands.line.acting(vera.messenger, vera.account) as services:
        kept = await taken(services, (await on_shelf(services))[0].name)
    assert isinstance(kept, WordList)
    assert (kept.title, len(kept.words)) == ("Наша кухня", 6)


async def test_a_quiz_shows_its_first_questions_and_is_thrown_away_at_one_press(
    hands: Hands, club: ClubChat, vera: Phone
) -> None:
    *_, found = await hands.gives(vera, "quiz.yaml", QUIZ)
    assert "3. Сколько дней в неделе? — семь" in found
    assert "январь" not in found
    assert "4. Первый месяц? — январь" in "\n".join(await vera.presses("Показать целиком"))
    assert (await vera.presses("Не нужно", on=vera.shown("Сохранить, чтобы")))[0] == "Убрали «Разное»."
    assert (await vera.presses("Сохранить", on=vera.shown("Сохранить, чтобы")))[0] == "Этого здесь уже нет."


async def test_what_nobody_kept_for_a_week_is_thrown_away(hands: Hands, club: ClubChat, vera: Phone) -> None:
    await hands.gives(vera, "quiz.yaml", QUIZ)
    hands.line.now += FORGOTTEN + 1.0
    await hands.line.tick()
    async with hands.line.acting(vera.messenger, vera.account) as services:
        assert await services.work.packs.about(1) is None


async def test_a_game_is_begun_with_what_was_kept_in_the_club_that_was_chosen(
    hands: Hands, hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    await hands.gives(vera, "quiz.yaml", QUIZ)
    await vera.presses("Сохранить")
    assert (await vera.presses("Начать сейчас"))[0].startswith("Сколько вопросов")
    await vera.says("Меню")
    await hall.opens(vera, name="Книголюбы")
    await hands.gives(vera, "3x.puz", (SAMPLES / "3x.puz").read_bytes())
    await vera.presses("Сохранить")
    assert await vera.presses("Начать сейчас") == ["В каком клубе играем?"]
    assert (await vera.presses("Книголюбы"))[0] == "Как играем?"


async def test_what_was_brought_is_listed_looked_at_and_thrown_away(
    hands: Hands, club: ClubChat, vera: Phone, anna: Phone
) -> None:
    await hands.gives(vera, "слова.csv", TABLE)
    await vera.presses("Сохранить")
    assert (await vera.presses(data="g:packs:"))[0].startswith("Вот что вы принесли")
    await vera.presses("Слова · слова")
    assert "Дорога к обеду — ложка" in (await vera.presses("Показать целиком"))[0]
    assert (await vera.presses("Удалить"))[0].startswith("Удалить «слова»?")
    assert (await vera.presses("Оставить"))[0].startswith("Список слов «слова»")
    await vera.presses("Удалить")
    assert (await vera.presses("Да, удалить"))[0] == "Убрали «слова»."
    await vera.presses("Всё, во что можно играть")
    seen = [*vera.buttons]
    while "Викторина · Книги и сказки" not in seen and len(seen) < 100:
        await vera.presses("Ещё…")
        seen += vera.buttons
    assert "Викторина · Книги и сказки" in seen


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("кроссворд.puz", b"nothing of the kind", "обрывается"),
        ("слова.xlsx", b"PK\x03\x04", "испорчен"),
        ("слова.json", b"[" * 50_000, "JSON не читается"),
        ("слова.csv", "кот;мяу".encode(), "нужно хотя бы 5"),
        ("слова.csv", "кит;в море\nдуб;в лесу\nпёс;лает\nгну;рогатый\nэхо;в горах".encode(), "мало общих"),
    ],
)
async def test_what_cannot_be_played_is_refused_with_reasons(
    hands: Hands, club: ClubChat, vera: Phone, name: str, content: bytes, why: str
) -> None:
    _, refused = await hands.gives(vera, name, content)
    assert why in refused
    async with hands.line.acting(vera.messenger, vera.account) as services:
        assert await services.work.packs.listed() == []


async def test_a_file_that_nobody_survives_or_that_is_gone_is_told_kindly(
    hands: Hands, club: ClubChat, vera: Phone
) -> None:
    hands.deadly = "слова.csv"
    assert "устроен слишком сложно" in (await hands.gives(vera, "слова.csv", TABLE))[-1]
    before = len(vera.texts)
    await vera.sends(file_of(vera, "пропал.csv"))
    await hands.line.app.checking.done()
    await hands.line.settle()
    assert vera.texts[before + 1 :] == ["Не получилось забрать файл. Пришлите его, пожалуйста, ещё раз."]


async def test_what_is_no_file_for_a_game_is_said_at_once(hands: Hands, club: ClubChat, vera: Phone) -> None:
    await vera.presses(data="g:pack-new:")
    assert (await vera.says("какой файл?"))[0].startswith("Пришлите один файл")
    photo = Attachment(AttachmentKind.PHOTO, "p", messenger=vera.messenger)
    assert "фотография не подойдёт" in (await vera.sends(photo))[0]
    assert (await vera.sends(file_of(vera, "l.csv", 3_000_000)))[0].startswith("Файл больше одного мегабайта")
    _, refused = await hands.gives(vera, "письмо.docx", b"PK\x05\x06")
    assert "Такой файл мы не знаем" in refused or "испорчен" in refused


async def test_who_moderates_no_club_is_told_kindly_or_asked_as_always(
    hands: Hands, club: ClubChat, anna: Phone
) -> None:
    assert "приносят ведущие клубов" in (await hands.gives(anna, "3x.puz", b"x"))[-1]
    asked = await hands.gives(anna, "справка.xlsx", b"PK\x03\x04")
    assert not any("Смотрю" in text or "ведущие" in text for text in asked)
    await anna.presses(data="g:pack-new:")
    await anna.presses(data="g:pack-keep:up:1")
    assert not any("Пришлите файл" in text for text in anna.texts)


async def test_nobody_keeps_or_throws_away_what_another_brought(
    hands: Hands, hall: ClubHall, club: ClubChat, vera: Phone
) -> None:
    await hands.gives(vera, "слова.csv", TABLE)
    other = await hall.person(501, "Пётр")
    await hall.opens(other, name="Книголюбы")
    await other.presses(data="g:pack-keep:up:1")
    await other.presses(data="g:pack-drop:up:1")
    async with hands.line.acting(vera.messenger, vera.account) as services:
        brought = await services.work.packs.about(1)
        assert brought is not None
        assert brought.state == "checked"
