"""Those who come: their names, words to all of them, who was there, the recording afterwards."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.domain.timetable import Standing
from bot.flows.engine import Refusal, Reply
from bot.flows.organising.fields import OneFile, Recording, video_address
from bot.vocabulary import Attachment, AttachmentKind
from tests.flows.organisers import becomes, publishes_a_class
from tests.phone import Phone, paper

WEDNESDAY = "ср 25.11 12:00"


@pytest.fixture
async def irina(line):
    """An organiser with a class of one place; she is in the staff room."""
    irina = Phone(line, 203, "Ирина")
    await becomes(irina, Role.ORGANISER)
    return irina


@pytest.fixture
async def everybody(anna, ivan, irina):
    """Anna has the only place of Wednesday, Ivan waits; the organiser looks at that date."""
    await publishes_a_class(irina, places=1)
    for person in (anna, ivan):
        await person.presses(data="g:act-go:1")
    await irina.presses(f"{WEDNESDAY} · 0 из 1")
    return irina


async def standings(line):
    async with line.reading() as work:
        return {one.person: one.standing for one in await work.signups.people(1)}


async def test_an_organiser_sees_who_comes_and_that_they_looked_is_kept(everybody, line):
    await everybody.presses("Кто придёт")
    assert "1. Анна Петровна: записан(а)\n2. Иван: ждёт места" in everybody.last.text
    await everybody.presses("К этой дате")
    assert "Записались: 1 из 1\nЖдут места: 1" in everybody.last.text
    async with line.reading() as work:
        person = await work.people.by_account("telegram", everybody.account)
        assert [one for one, _ in await work.signups.readers(1)] == [person.id]


async def test_who_runs_the_line_may_look_too_and_nobody_else(everybody, anna, oleg, maria, line):
    await everybody.presses("Кто придёт")
    (shown,) = await maria.presses(data="g:class-who:1")
    assert "1. Анна Петровна" in shown
    assert "Список имён открывали:\nИрина, сегодня в" in shown
    for person in (anna, oleg):
        for flow in ("class-who", "class-mark"):
            assert not any("Иван" in text for text in await person.presses(data=f"g:{flow}:1"))
    async with line.reading() as work:
        assert len(await work.signups.readers(1)) == 2


async def test_more_places_are_given_to_those_who_wait_after_a_look_at_how_many_they_are(
    everybody, ivan, line
):
    for answer in ("Не менять", "Да, изменить"):
        before = len(ivan.heard)
        await everybody.presses(data="g:class-edit:1")
        await everybody.presses("сколько мест")
        assert "те, кто ждёт: 1." in (await everybody.says("5"))[0]
        assert len(ivan.heard) == before
        await everybody.presses(answer)
        await line.later(minutes=1)
    assert "Для вас есть место" in ivan.last.text
    async with line.reading() as work:
        assert (await work.activities.series(1)).places == 5


async def test_words_to_all_go_out_after_a_look_at_them_and_at_their_number(everybody, anna, ivan, line):
    await everybody.presses("Написать всем")
    assert "один файл" in (await everybody.sends_album(paper(), paper("file-2"), text="Вот"))[0]
    before = len(anna.heard)
    (preview,) = await everybody.sends(paper(), text="Возьмите коврик")
    assert "Пишет ведущий:\n\nВозьмите коврик" in preview
    assert "Получат: 2. С файлом." in preview
    assert len(anna.heard) == before
    await everybody.presses("Отправить")
    await line.later(minutes=1)
    for person in (anna, ivan):
        assert "Возьмите коврик" in person.last.text
        assert person.last.message.attachment.ref == paper().ref


async def test_words_that_were_thought_better_of_go_nowhere(everybody, anna, line):
    await everybody.presses("Написать всем")
    await everybody.says("Ошибка")
    before = len(anna.heard)
    await everybody.presses("Не отправлять")
    await line.later(minutes=1)
    assert len(anna.heard) == before


async def test_words_of_crisis_to_those_who_come_are_not_the_organisers_own(everybody):
    await everybody.presses("Написать всем")
    (preview,) = await everybody.says("Меня бьёт муж, занятия не будет")
    assert "Получат: 2." in preview


async def test_who_came_is_marked_by_tapping_on_names(everybody, line):
    assert "Отметить, кто пришёл" not in everybody.buttons
    assert "когда занятие началось" in (await everybody.presses(data="g:class-mark:1"))[0]
    await line.later(days=2, hours=2)
    await everybody.presses(data="g:class-day:1")
    await everybody.presses("Отметить, кто пришёл")
    await everybody.presses("1. Анна Петровна")
    assert "Пришли: 1 из 1" in everybody.last.text
    assert Standing.CAME in (await standings(line)).values()
    await everybody.presses("✓ 1. Анна Петровна")
    assert Standing.MISSED in (await standings(line)).values()
    await everybody.presses("✗ 1. Анна Петровна")
    await everybody.presses("Готово")
    assert "пришли 1 из 1" in everybody.texts[-2]
    assert Standing.CAME in (await standings(line)).values()


async def test_everybody_is_marked_at_once(everybody, line):
    await line.later(days=2, hours=2)
    await everybody.presses(data="g:class-mark:1")
    await everybody.presses("Все пришли")
    assert "Пришли: 1 из 1" in everybody.last.text
    assert "Все пришли" not in everybody.buttons


async def test_a_link_to_the_recording_goes_to_all_who_signed_up(everybody, anna, ivan, line):
    assert "когда занятие началось" in (await everybody.presses(data="g:class-record:1"))[0]
    await line.later(days=2, hours=2)
    await everybody.presses(data="g:class-day:1")
    await everybody.presses("Отправить запись")
    assert "Пришлите видео, файл или ссылку" in (await everybody.says("скоро будет"))[0]
    (preview,) = await everybody.says("Запись тут: vkvideo.ru/video-1_2")
    assert "https://vkvideo.ru/video-1_2" in preview
    assert "Получат: 2." in preview
    await everybody.presses("Отправить запись")
    await line.later(minutes=1)
    for person in (anna, ivan):
        shown = person.shown("Запись занятия")
        assert shown.buttons[0].url == "https://vkvideo.ru/video-1_2"
    assert "Запись отправлена" in everybody.last.text


async def test_a_video_is_sent_as_it_is(everybody, anna, line):
    await line.later(days=2, hours=2)
    await everybody.presses(data="g:class-record:1")
    video = Attachment(AttachmentKind.VIDEO, "video-1", size=5_000_000)
    assert "С файлом" in (await everybody.sends(video))[0]
    await everybody.presses("Отправить запись")
    await line.later(minutes=1)
    assert anna.shown("Запись занятия").message.attachment.ref == "video-1"


async def test_a_class_without_people_has_nobody_to_write_to(irina):
    await publishes_a_class(irina)
    await irina.presses(f"{WEDNESDAY} · записано 0")
    assert "Писать некому" in (await irina.presses("Написать всем"))[0]
    await irina.presses("Кто придёт")
    assert "Пока никто не записан" in irina.last.text


async def test_names_are_turned_page_by_page_and_a_tap_stays_on_its_page(irina, line):
    await publishes_a_class(irina)
    people = [Phone(line, 300 + nth, f"Гость {nth}") for nth in range(1, 10)]
    for person in people:
        await person.presses(data="g:act-go:1")
    await line.later(days=2, hours=2)
    await irina.presses(data="g:class-mark:1")
    await irina.presses("9. Гость 9")
    assert "✓ 9. Гость 9" in irina.buttons
    assert "1. Гость 1" not in irina.buttons


def test_a_video_of_vk_becomes_its_address():
    video = Attachment(AttachmentKind.VIDEO, "video-12_34_ab5", messenger="vk")
    assert Recording().read(Reply(attachments=(video,))) == {
        "file": None,
        "link": "https://vk.com/video-12_34?list=ab5",
    }
    assert video_address(Attachment(AttachmentKind.VIDEO, "video-12_34", messenger="vk")).endswith("12_34")
    assert video_address(Attachment(AttachmentKind.VIDEO, "BAAC", messenger="telegram")) == ""


def test_a_file_that_cannot_leave_its_messenger_goes_to_nobody_elsewhere():
    large = paper(size=30_000_000)
    refused = OneFile(alone=False).read(Reply(text="Вот", attachments=(large,)))
    assert isinstance(refused, Refusal)
    assert refused.id == "class-file-stays"
    assert not isinstance(OneFile(alone=False).read(Reply(text="Вот", attachments=(paper(),))), Refusal)
