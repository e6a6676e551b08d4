"""Files that cannot cross between messengers: people get the words, and the sender hears of it once."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.broadcasts import Post
from bot.domain.media import for_many
from bot.domain.timetable import Activity
from bot.flows.activities.timetable import Timetable
from bot.vocabulary import Attachment, AttachmentKind
from tests.flows.mailing import NEWS, STOP, Town, posts
from tests.hall import CLASS, Hall
from tests.line import TheLine
from tests.phone import Phone

PAPER = Attachment(AttachmentKind.FILE, "doc1_2", "памятка.pdf", messenger="vk", url="https://vk.com/doc1_2")
"""A file of VK, in a line that has only Telegram: nobody can fetch it."""

MISSING = "К этому сообщению был файл, но сюда он не дошёл."


@pytest.fixture
async def hall(line: TheLine, maria: Phone, anna: Phone, ivan: Phone) -> Hall:
    for phone in (maria, anna, ivan):
        await phone.says("/start")
    return Hall(line, maria)


async def over(hall: Hall, *people: Phone) -> Activity:
    """A class that is over, to which people came."""
    activity = await hall.first(await hall.opens(CLASS, title="Зарядка"))
    for phone in people:
        await hall.joins(phone, activity)
    await hall.line.later(hours=25)
    return await hall.first(activity.series)


async def arrives(hall: Hall) -> None:
    """Time for what is told, for files, and for what follows from them."""
    await hall.line.later(minutes=1)
    await hall.line.app.ferry.noted()
    await asyncio.gather(*hall.line.app.ferry._tasks)
    await hall.line.settle()


async def test_the_words_come_without_the_file_and_the_organiser_hears_it_once(
    hall: Hall, anna: Phone, ivan: Phone, maria: Phone
) -> None:
    activity = await over(hall, anna, ivan)
    async with hall.by(hall.host) as timetable:
        await timetable.write_to_all(activity, "Спасибо, что пришли!", PAPER)
    await arrives(hall)
    for phone in (anna, ivan):
        assert "Спасибо, что пришли!" in phone.last.text
        assert MISSING in phone.last.text
        assert phone.last.message.attachment is None
    told = [text for text in maria.texts if "Файл не дошёл до тех, у кого Телеграм: «Зарядка»" in text]
    assert len(told) == 1


async def test_a_video_of_vk_comes_as_a_link_to_those_who_are_elsewhere(hall: Hall, anna: Phone) -> None:
    activity = await over(hall, anna)
    video = Attachment(AttachmentKind.VIDEO, "video-5_6", messenger="vk")
    async with hall.by(hall.host) as timetable:
        await timetable.attach_recording(activity, video, "https://vk.com/video-5_6")
    await arrives(hall)
    assert [button.url for button in anna.last.buttons] == ["https://vk.com/video-5_6"]
    assert anna.last.message.attachment is None
    await anna.presses(data=f"g:act:{activity.id}")
    assert "https://vk.com/video-5_6" in [button.url for one in anna.heard[-2:] for button in one.buttons]


async def test_a_recording_that_cannot_leave_its_messenger_is_not_tried_in_vain(
    hall: Hall, anna: Phone
) -> None:
    activity = await over(hall, anna)
    async with hall.by(hall.host) as timetable:
        film = Attachment(AttachmentKind.VIDEO, "video-5_6", messenger="vk")
        await timetable.attach_recording(activity, film)
    await hall.line.later(minutes=1)
    assert MISSING in anna.last.text


async def test_words_too_long_for_a_caption_go_before_the_file(hall: Hall, anna: Phone) -> None:
    activity = await over(hall, anna)
    words, picture = "Приготовьте коврик. " * 100, Attachment(AttachmentKind.PHOTO, "p", messenger="telegram")
    async with hall.by(hall.host) as timetable:
        await timetable.write_to_all(activity, words, picture)
    await arrives(hall)
    said, shown = anna.heard[-2:]
    assert words.strip() in said.text
    assert (shown.text, shown.message.attachment) == ("", for_many(picture))


async def test_a_file_that_crosses_is_told_to_nobody(hall: Hall, anna: Phone, maria: Phone) -> None:
    activity = await over(hall, anna)
    photo = Attachment(AttachmentKind.PHOTO, "p", messenger="telegram")
    async with hall.by(hall.host) as timetable:
        assert isinstance(timetable, Timetable)
        await timetable.write_to_all(activity, "Спасибо!", photo)
    await arrives(hall)
    assert anna.last.message.attachment == for_many(photo)
    assert not any("Файл не дошёл" in text for text in maria.texts)


async def test_a_broadcast_goes_without_its_file_and_counts_as_delivered(line: TheLine, maria: Phone) -> None:
    town = Town(line)
    await town.grows(3)
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.sends(PAPER, text=NEWS)
    await maria.presses("Всем")
    await maria.presses("Да, не будить")
    await maria.presses("Всё верно, дальше")
    await maria.says("3")
    for _ in range(3):
        await line.later(seconds=10)
        await line.app.ferry.noted()
        await asyncio.gather(*line.app.ferry._tasks)
        await line.settle()
    for one in town.people:
        assert one.last.text.startswith(NEWS)
        assert MISSING in one.last.text
        assert one.last.labels == [STOP]
    assert (await posts(line))[Post.DELIVERED] == 3
    told = [text for text in maria.texts if "Файл не дошёл" in text]
    assert len(told) == 1
    assert "рассылка № 1" in told[0]
