"""Letters to many: who writes them, whom they reach, and how they are seen, paused, stopped and refused."""

from __future__ import annotations

import pytest

from bot.domain.broadcasts import Post
from bot.vocabulary import Lane
from tests.flows.mailing import AGAIN, NEWS, STOP, Town, posts, sends, sends_slowly, writes
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone, photo, place


@pytest.fixture
def town(line: TheLine) -> Town:
    return Town(line)


# Sending


async def test_a_letter_reaches_everybody_once_and_its_author_sees_how_it_goes(line, town, maria):
    await town.grows(60)
    await sends(maria, 60)
    assert maria.shown("полоской")
    await line.later(seconds=10)
    assert town.got() == [1] * 60
    letters = [one for one in line.network.letters if one.message and one.message.text == NEWS]
    assert {one.lane for one in letters if one.address.chat != maria.account} == {Lane.BROADCAST}
    assert "▓▓▓▓▓▓▓▓▓▓▓▓" in maria.shown("Рассылка №1").text or "Дошло: 60" in maria.shown("№1").text
    assert "Рассылка №1 отправлена. Получателей: 60\nДошло: 60" in maria.last.text


async def test_the_letter_is_seen_before_exactly_as_residents_get_it(line, town, maria):
    (anna,) = await town.grows(1)
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.sends(photo("flyer"), text=NEWS)
    await maria.presses("Всем")
    await maria.presses("Да, не будить")
    preview = maria.shown(NEWS)
    await maria.presses("Всё верно, дальше")
    await maria.says("1")
    await line.later(seconds=10)
    assert anna.last.message == preview.message
    assert anna.last.labels == [STOP]


async def test_nothing_leaves_before_the_number_is_typed(line, town, maria):
    await town.grows(3)
    await writes(maria)
    await maria.presses("Всё верно, дальше")
    assert "Число не то" in "".join(await maria.says("да"))
    assert "Число не то" in "".join(await maria.says("4"))
    await line.later(seconds=10)
    assert town.got() == [0, 0, 0]
    await maria.says(" 3 ")
    await line.later(seconds=10)
    assert town.got() == [1, 1, 1]


async def test_what_cannot_go_to_everybody_is_refused_with_a_word_of_why(line, maria):
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    assert "нужны слова" in "".join(await maria.sends(photo()))
    assert "одна картинка или один файл" in "".join(await maria.sends(place(), text=NEWS))
    assert "знаков" in "".join(await maria.sends(photo(), text="и " * 600))
    assert "Кому отправить?" in "".join(await maria.sends(photo(), text=NEWS))


async def test_words_and_recipients_can_be_changed_after_the_preview(line, town, maria):
    await town.grows(2)
    await writes(maria)
    await maria.presses("Другой текст")
    await maria.says("Короче: правила меняются в пятницу.")
    assert maria.shown("Короче: правила")
    await maria.presses("Другие получатели")
    await maria.presses("Кто ещё не просил о помощи")
    await maria.presses("Да, не будить")
    assert "Кто ещё не просил о помощи" in maria.last.text
    await maria.presses("Всё верно, дальше")
    await maria.says("2")
    await line.later(seconds=10)
    assert town.got("Короче: правила меняются в пятницу.") == [1, 1]


async def test_the_way_out_is_in_the_language_of_whoever_reads_it(line, town, maria):
    (peter,) = await town.grows(1)
    async with line.acting(TELEGRAM, peter.account) as services:
        await services.work.people.speak(services.person, "en")
    await sends(maria, 1)
    await line.later(seconds=10)
    assert peter.last.labels == ["Don’t send these"]
    assert "no more of these letters" in "".join(await peter.presses("Don’t send these"))


# Whom it reaches


async def test_who_said_no_in_whatever_way_gets_nothing_and_is_counted(line, town, maria):
    await town.grows(2)
    await town.grows(3, news="off")
    await town.grows(4, consent=False)
    await town.grows(5, consent=None)
    (closed,) = await town.grows(1)
    await closed.closes_the_line()
    told = await writes(maria)
    assert "Получат: 2\n" in told
    assert "просили не присылать: 3" in told
    # Мария herself was never asked.
    assert "не дали согласия на обработку данных: 10" in told
    assert "бот у них закрыт: 1" in told


async def test_a_district_is_that_of_the_latest_request(line, town, maria, anna):
    await town.grows(2)
    async with line.acting(TELEGRAM, town.people[0].account) as services:
        service = next(iter(services.content.cases[0].services))
        for district in ("north", services.content.districts[0].key):
            await services.work.requests.open(
                services.person.id, services.address, service, {}, line.now, district=district
            )
        title = services.content.districts[0].title
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.says(NEWS)
    await maria.presses("Одному району")
    await maria.presses(title)
    await maria.presses("Да, не будить")
    assert "Получат: 1\n" in maria.last.text
    assert title in maria.last.text


async def test_followers_of_a_kind_and_those_who_do_not_come(line, town, maria):
    await town.grows(3)
    async with line.acting(TELEGRAM, town.people[0].account) as services:
        kind = services.content.calendar.kinds[0]
        await services.work.signups.follow(services.person.id, f"kind:{kind.key}", line.now)
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.says(NEWS)
    await maria.presses("Кто следит за занятиями")
    await maria.presses(kind.title)
    await maria.presses("Да, не будить")
    assert "Получат: 1\n" in maria.last.text
    await maria.presses("Другие получатели")
    await maria.presses("Кто 4 нед. никуда не записывался")
    await maria.presses("Да, не будить")
    assert "Получат: 3\n" in maria.last.text


async def test_nobody_to_write_to_is_said_and_offers_no_way_on(line, maria):
    assert "Получат: 0\n" in await writes(maria)
    assert "Всё верно, дальше" not in maria.buttons


# No, thank you


async def test_no_more_letters_holds_at_once_also_for_those_still_waiting(line, town, maria):
    (anna,) = await town.grows(1)
    await sends(maria, 1)
    await line.later(seconds=10)
    await anna.presses(STOP)
    assert "больше рассылок не будет" in anna.last.text
    assert "Получат: 0\n" in await writes(maria)
    await anna.presses(AGAIN)
    await sends(maria, 1, text="Вторая новость для всех жителей")
    line.slow()
    await anna.presses(STOP, on=anna.shown(NEWS))
    await line.fast()
    await line.later(seconds=10)
    assert town.got("Вторая новость для всех жителей") == [0]
    assert (await posts(line, 2))[Post.WITHHELD] == 1


async def test_who_closed_the_line_is_counted_as_blocked(line, town, maria):
    await town.grows(3)
    line.network.closed.add(town.people[1].account)
    await sends(maria, 3)
    await line.later(seconds=10)
    assert town.got() == [1, 0, 1]
    assert "Дошло: 2\nБот закрыт: 1" in maria.last.text


# Night


async def test_who_sleeps_gets_it_in_the_morning_by_their_own_clock(line, town, maria):
    await town.grows(2)
    (east,) = await town.grows(1, zone="Asia/Vladivostok")
    await line.stands_still(hours=6)
    # 17:00 in Moscow, midnight in Vladivostok.
    await sends(maria, 3)
    await line.later(minutes=5)
    assert town.got() == [1, 1, 0]
    assert "Готово 2 из 3" in maria.shown("Рассылка №1 идёт").text
    await line.stands_still(hours=7)
    assert town.got() == [1, 1, 0]
    await line.stands_still(hours=2)
    await line.later(seconds=10)
    assert east.texts.count(NEWS) == 1
    assert "Дошло: 3" in maria.last.text


async def test_what_is_urgent_wakes_people_up(line, town, maria):
    await town.grows(2)
    await line.stands_still(hours=13)
    await sends(maria, 2, when="Срочно: всем сейчас")
    await line.later(minutes=1)
    assert town.got() == [1, 1]


async def test_who_was_written_to_often_enough_today_gets_it_tomorrow(line, town, maria):
    often, seldom = await town.grows(2)
    cap = line.app.line.content.calendar.cap
    async with line.acting(TELEGRAM, often.account) as services:
        for _ in range(cap - 1):
            await services.work.signups.disturb(services.person.id, "2026-11-23")
    await sends(maria, 2)
    await line.later(seconds=10)
    assert town.got() == [1, 1]
    await sends(maria, 2, text="Вторая новость для всех жителей")
    await line.later(seconds=10)
    assert town.got("Вторая новость для всех жителей") == [0, 1]
    await line.stands_still(hours=21)
    await line.later(seconds=10)
    assert town.got("Вторая новость для всех жителей") == [1, 1]
    assert seldom.last.text == "Вторая новость для всех жителей"


# Pause and stop


async def test_a_pause_lets_only_what_is_on_its_way_arrive(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    await maria.presses("Пауза")
    await line.fast()
    await line.later(minutes=2)
    arrived = sum(town.got())
    assert 0 < arrived <= 45
    assert f"Готово {arrived} из 60" in maria.shown("Рассылка №1 на паузе").text
    await maria.presses("Продолжить")
    await line.later(minutes=2)
    assert town.got() == [1] * 60


async def test_what_was_stopped_stays_stopped_and_the_report_says_how_many_got_nothing(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    await maria.presses("Остановить совсем")
    await line.fast()
    await line.later(minutes=2)
    arrived = sum(town.got())
    assert 0 < arrived <= 45
    assert "остановлена" in maria.last.text
    assert f"Не отправлено: {60 - arrived}" in maria.last.text
    await line.stands_still(days=1)
    assert sum(town.got()) == arrived


async def test_a_button_of_yesterday_changes_nothing(line, town, maria):
    await town.grows(60)
    await sends_slowly(line, maria, 60)
    old = maria.shown("Рассылка №1 идёт").buttons[0].data
    await maria.presses(data=old)
    await line.fast()
    await maria.presses(data=old)
    assert "Уже изменилось" in maria.toasts[-1]


# Who may


async def test_only_organisers_and_only_while_they_are_in_the_staff_room(line, town, maria, oleg, anna):
    await town.grows(60)
    for stranger in (anna, oleg):
        await stranger.says("/broadcasts")
        assert not any("Новая рассылка" in shown.labels for shown in stranger.heard)
        await stranger.presses(data="g:broadcast:")
        assert not any("Напишите текст рассылки" in text for text in stranger.texts)
        await stranger.presses(data="b:stop:1:1")
    await sends_slowly(line, maria, 60)
    stop = maria.shown("Рассылка №1 идёт").buttons[1].data
    await anna.presses(data=stop)
    await oleg.presses(data=stop)
    await maria.leaves()
    await maria.presses(data=stop)
    await line.fast()
    await line.later(minutes=2)
    assert town.got() == [1] * 60


async def test_an_organiser_may_who_is_no_administrator(line, town, maria):
    await town.grows(1)
    lena = Phone(line, 203, "Лена")
    await lena.comes()
    await maria.says("/invite")
    await maria.presses("Ведущего занятий")
    await lena.says(f"/start inv_{maria.last.text.rpartition('inv_')[2]}")
    await sends(lena, 1)
    await line.later(seconds=10)
    assert town.got() == [1]
