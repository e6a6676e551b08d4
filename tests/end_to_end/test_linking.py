"""One person in two messengers: the code, what is the same on both from then on, and taking it apart."""

from __future__ import annotations

import itertools
import re

import pytest
import pytest_asyncio

from sandbox.demo import ANNA, IVAN, MARIA
from tests.end_to_end.everywhere import TELEGRAM, VK, Cast, Everywhere, contents
from tests.end_to_end.stage import Hand


@pytest_asyncio.fixture
async def line(everywhere: Everywhere) -> Everywhere:
    """The line on both messengers, with Maria working in Telegram."""
    await everywhere.opens(staff=(TELEGRAM,))
    await everywhere.on(TELEGRAM, MARIA).starts()
    await everywhere.passes(601)
    return everywhere


async def shows(hand: Hand) -> str:
    """Let the line show a code here."""
    await hand.says("Меню")
    await hand.presses("Другой мессенджер")
    texts = await hand.presses("Показать код")
    found = re.search(r"\d{4} \d{4}", texts[0])
    assert found is not None, texts
    return found[0]


async def types(hand: Hand, code: str) -> list[str]:
    """Type a code here."""
    await hand.says("Меню")
    await hand.presses("Другой мессенджер")
    await hand.presses("Ввести код")
    return await hand.says(code)


async def parts(hand: Hand) -> list[str]:
    await hand.says("Меню")
    await hand.presses("Другой мессенджер")
    await hand.presses("Разделить")
    return await hand.presses("Да, разделить")


async def links(shown: Hand, typed: Hand) -> None:
    texts = await types(typed, await shows(shown))
    assert texts[0] == typed.stage.say("linked"), texts
    (told,) = await shown.hears()
    assert "Теперь вы связаны" in told


def cast_of(line: Everywhere, resident_in: str) -> Cast:
    return Cast(line, resident_in, TELEGRAM)


@pytest.mark.parametrize("first", [TELEGRAM, VK])
async def test_requests_and_consent_are_the_same_on_both(line: Everywhere, first: str) -> None:
    second = VK if first == TELEGRAM else TELEGRAM
    here, there = line.on(first, ANNA), line.on(second, ANNA)
    number = await cast_of(line, first).anna_asks()
    await there.starts()
    await links(here, there)
    (mine,) = await there.says("Мои заявки")
    assert f"№ {number}" in mine
    # Consent was given on the other one: it is not asked for again.
    texts = await there.says("Позвать человека")
    assert texts[0] == line.say("person-intro")
    assert not any("согласны" in text for text in texts)
    assert line.rows("SELECT count(DISTINCT person) FROM accounts WHERE account IN (1001, 501)") == [(1,)]


async def test_a_form_begun_on_one_goes_on_on_the_other(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    await here.starts()
    await there.starts()
    await links(here, there)
    await here.says("Позвать человека")
    await here.presses("Да, разрешаю")
    await here.says("Протекает кран")
    assert len(await there.says("Анна Петровна")) == 1
    await there.says("8 912 345-67-89")
    assert "Протекает кран" in there.heard[-1].text
    texts = await there.presses("Отправить")
    assert "принята" in texts[0]
    assert (await here.says("Мои заявки"))[0].count("№") == 1


async def test_a_form_left_on_one_before_the_linking_is_offered_on_the_other(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    await there.starts()
    await there.says("Позвать человека")
    await there.presses("Да, разрешаю")
    await there.says("Протекает кран")
    await links(here, there)
    texts = await here.says("Продолжить")
    assert texts[0] == line.say("resumed")
    assert "Протекает кран" not in texts[1]
    await here.says("Анна")
    await here.presses("Пропустить")
    assert "Протекает кран" in here.heard[-1].text


async def test_answers_go_to_where_the_person_wrote_last(line: Everywhere) -> None:
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    number = await cast_of(line, TELEGRAM).maria_has_it()
    await there.starts()
    await links(here, there)
    card = maria.finds("Ответьте на это")
    for last, other in ((there, here), (here, there)):
        await last.says("Меню")
        await maria.says("Вы дома?", card)
        assert await last.hears() == [line.say("from-worker", name="Мария", number=number, text="Вы дома?")]
        assert await other.hears() == []
        assert await last.says("Да", last.finds("Вы дома?")) == [line.say("added-to-worker", number=number)]
        await maria.hears()


async def test_parted_accounts_are_two_persons_again(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    number = await cast_of(line, TELEGRAM).anna_asks()
    await there.starts()
    await links(here, there)
    await here.says("Позвать человека")
    await here.says("Капает")
    # The one whose place the conversation had goes: requests and the form stay with the other.
    texts = await parts(here)
    assert line.say("link-parted") in texts
    assert line.rows("SELECT count(DISTINCT person) FROM accounts WHERE account IN (1001, 501)") == [(2,)]
    assert f"№ {number}" in (await there.says("Мои заявки"))[0]
    assert (await there.says("Продолжить"))[0] == line.say("resumed")
    assert f"№ {number}" not in (await here.says("Мои заявки"))[0]
    assert (await here.says("Продолжить"))[0] == line.say("resume-nothing")
    # And they can be linked again, the other way round.
    await links(there, here)


async def test_a_code_works_once_for_ten_minutes_and_not_where_it_was_shown(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    ivan = line.on(VK, IVAN)
    code = await shows(here)
    assert await types(here, code) == [line.say("link-self")]
    assert await types(there, code) == [line.say("link-wrong")]
    code = await shows(here)
    await line.passes(601)
    assert await types(there, code) == [line.say("link-wrong")]
    stale, code = await shows(here), await shows(here)
    assert await types(there, stale) == [line.say("link-wrong")]
    assert (await types(there, code))[0] == line.say("linked")
    await ivan.starts()
    assert await types(ivan, code) == [line.say("link-wrong")]


async def test_codes_cannot_be_guessed(line: Everywhere) -> None:
    here, ivan = line.on(TELEGRAM, ANNA), line.on(VK, IVAN)
    code = await shows(here)
    await ivan.starts()
    for guess in range(5):
        assert await types(ivan, f"0000 000{guess}") == [line.say("link-wrong")]
    assert await types(ivan, code) == [line.say("link-too-many")]
    await line.passes(601)
    assert await types(ivan, code) == [line.say("link-wrong")]
    assert (await types(ivan, await shows(here)))[0] == line.say("linked")


async def test_two_who_link_each_way_become_one_person(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    await here.starts()
    await there.starts()
    mine, theirs = await shows(here), await shows(there)
    for hand in (here, there):
        await hand.says("Меню")
        await hand.presses("Другой мессенджер")
        await hand.presses("Ввести код")
    here.phone.says(theirs)
    there.phone.says(mine)
    await line.quiet()
    assert line.rows("SELECT count(DISTINCT person) FROM accounts WHERE account IN (1001, 501)") == [(1,)]
    for hand in (here, there):
        await hand.hears()
        assert line.say("menu") in await hand.says("Меню")


async def test_a_worker_works_from_both(line: Everywhere) -> None:
    on_telegram, on_vk = line.on(TELEGRAM, MARIA), line.on(VK, MARIA)
    number = await cast_of(line, TELEGRAM).maria_has_it()
    anna = line.on(TELEGRAM, ANNA)
    await on_vk.starts()
    await links(on_telegram, on_vk)
    # She is in the staff room with her other account: that is her power here as well.
    await on_vk.says("/desk")
    assert any(line.say("desk", own=1, waiting=0) in message.text for message in on_vk.heard)
    await on_vk.starts("desk")
    await on_vk.hears()
    assert await on_vk.says("Пишу из ВК", on_vk.finds("Ответьте на это")) == [
        line.say("delivered", number=number)
    ]
    assert await anna.hears() == [line.say("from-worker", name="Мария", number=number, text="Пишу из ВК")]
    await on_telegram.hears()
    await anna.says("Хорошо")
    assert any("Хорошо" in text for text in await on_vk.hears())
    # When it goes to somebody else, both of her cards lose what is personal.
    await on_vk.presses("Вернуть", on_vk.finds("Ответьте на это"))
    await on_vk.says("Заболела")
    for hand in (on_telegram, on_vk):
        assert not any("Протекает кран" in text for text in hand.phone.texts), hand.phone.texts


async def test_nobody_becomes_a_worker_by_a_code_of_theirs(line: Everywhere) -> None:
    ivan, maria = line.on(VK, IVAN), line.on(TELEGRAM, MARIA)
    await ivan.starts()
    assert await types(maria, await shows(ivan)) == [line.say("link-staff")]
    await ivan.says("/desk")
    assert not any("заявок" in message.text and "Ждут" in message.text for message in ivan.heard)
    assert line.rows("SELECT count(DISTINCT person) FROM roles") == [(1,)]


async def test_a_block_is_not_shaken_off_by_linking_or_parting(line: Everywhere) -> None:
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    await cast_of(line, TELEGRAM).maria_has_it()
    await there.starts()
    await links(here, there)
    await maria.presses("Остановить жителя", maria.finds("Ответьте на это"))
    await maria.presses("1 час")
    await maria.says("Ругается")
    for hand in (here, there):
        await line.passes(61)
        (told,) = await hand.says("Алло!")
        assert told.startswith("Мы сможем ответить вам после")


async def linked(line: Everywhere) -> int:
    """Anna's request is Maria's, and Anna has linked both of her accounts; she wrote last on VK."""
    number = await cast_of(line, TELEGRAM).maria_has_it()
    there = line.on(VK, ANNA)
    await there.starts()
    await links(line.on(TELEGRAM, ANNA), there)
    return number


def closes(hand: Hand) -> None:
    """The person lets the line write here no more; no event tells of it."""
    hand.phone.blocks()


async def test_who_is_not_reached_where_they_wrote_last_is_reached_on_the_other(line: Everywhere) -> None:
    number = await linked(line)
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    closes(there)
    card = maria.finds("Ответьте на это")
    assert await maria.says("Вы дома?", card) == [line.say("delivered", number=number)]
    assert await here.hears() == [line.say("from-worker", name="Мария", number=number, text="Вы дома?")]
    # What she answers there goes to that request, and news of it come there as well.
    assert await here.says("Да", here.finds("Вы дома?")) == [line.say("added-to-worker", number=number)]
    await there.hears()
    closes(here)
    there.phone.unblocks()
    heard, told = await maria.says("Иду", card)
    assert heard.endswith("Да")
    assert told == line.say("delivered", number=number)
    assert await there.hears() == [line.say("from-worker", name="Мария", number=number, text="Иду")]


async def test_a_file_is_brought_to_the_other_messenger_too(line: Everywhere) -> None:
    number = await linked(line)
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    closes(there)
    maria.phone.sends_photo(b"\xff\xd8a plan", reply_to=maria.finds("Ответьте на это").id)
    assert await maria.hears() == [line.say("delivered", number=number)] * 2
    await here.hears()
    assert contents(here, "photo") == [b"\xff\xd8a plan"]


async def test_only_when_no_messenger_reaches_them_the_worker_is_told_so_once(line: Everywhere) -> None:
    number = await linked(line)
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    closes(there)
    closes(here)
    why = line.say("undelivered-unreachable")
    assert await maria.says("Вы дома?", maria.finds("Ответьте на это")) == [
        line.say("undelivered", number=number, why=why)
    ]
    await maria.presses("Готово", maria.finds("Ответьте на это"))
    await maria.presses("Сделано")
    assert [message.text for message in maria.heard].count(
        line.say("news-undelivered", number=number, why=why)
    ) == 1


async def test_words_for_somebody_in_danger_find_their_other_messenger(line: Everywhere) -> None:
    await linked(line)
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    there.phone.says("Я не хочу жить")
    closes(there)
    texts = await here.hears()
    assert any("8-800" in text or "112" in text for text in texts), texts
    assert await there.hears() == []


async def test_who_has_one_messenger_gets_nothing_on_anothers(line: Everywhere) -> None:
    """The negative control: accounts that are not linked are nobody's other messenger."""
    number = await cast_of(line, TELEGRAM).maria_has_it()
    here, there, maria = line.on(TELEGRAM, ANNA), line.on(VK, ANNA), line.on(TELEGRAM, MARIA)
    await there.starts()
    closes(here)
    assert await maria.says("Вы дома?", maria.finds("Ответьте на это")) == [
        line.say("undelivered", number=number, why=line.say("undelivered-unreachable"))
    ]
    assert await there.hears() == []


@pytest.mark.parametrize("stays", [TELEGRAM, VK])
async def test_a_form_that_stays_after_parting_is_offered_again(line: Everywhere, stays: str) -> None:
    goes = VK if stays == TELEGRAM else TELEGRAM
    here, there = line.on(goes, ANNA), line.on(stays, ANNA)
    await here.starts()
    await there.starts()
    await links(here, there)
    await here.says("Позвать человека")
    await here.presses("Да, разрешаю")
    await here.says("Капает")
    await parts(here)
    await there.hears()
    await line.passes(31 * 60)
    (offer,) = await there.hears()
    assert line.say("button-resume") in itertools.chain.from_iterable(there.phone.buttons), offer
    assert await here.hears() == []
    assert (await there.presses(line.say("button-resume")))[0] == line.say("resumed")


async def test_a_form_brought_along_is_offered_when_nobody_goes_on_with_it(line: Everywhere) -> None:
    here, there = line.on(TELEGRAM, ANNA), line.on(VK, ANNA)
    await there.starts()
    await there.says("Позвать человека")
    await there.presses("Да, разрешаю")
    await there.says("Протекает кран")
    await links(here, there)
    await line.passes(60)
    assert await there.hears() == await here.hears() == []
    await line.passes(31 * 60)
    await there.hears()
    assert line.say("button-resume") in itertools.chain.from_iterable(there.phone.buttons)
