"""People in need, over the real adapters: an alarm goes to both messengers, and a talk leaves the screen."""

from __future__ import annotations

import pytest

from sandbox.demo import ANNA, MARIA, OLEG
from tests.end_to_end.everywhere import TELEGRAM, VK, Cast, Everywhere
from tests.end_to_end.stage import Hand
from tests.end_to_end.test_linking import shows, types

WORDS = "Я больше не хочу жить"
SECRET = "Он меня запирает и не даёт ключи"


def calls(hand: Hand) -> int:
    """How often a worker was called to an alarm in private."""
    return len([text for text in hand.phone.texts if "и никто ещё не взял" in text])


async def test_an_alarm_goes_to_the_rooms_and_desks_of_both_messengers(everywhere: Everywhere) -> None:
    await everywhere.opens(staff=(TELEGRAM, VK))
    maria, maria_on_vk = everywhere.on(TELEGRAM, MARIA), everywhere.on(VK, MARIA)
    await maria.starts()
    await maria_on_vk.starts()
    await types(maria_on_vk, await shows(maria))
    await everywhere.passes(601)
    anna = everywhere.on(VK, ANNA)
    answers = await anna.says(WORDS)
    assert "112" in answers[0]
    assert "Я программа" in answers[0]
    rooms = [everywhere.on(TELEGRAM, MARIA, group=True), everywhere.on(VK, OLEG, group=True)]
    for room in rooms:
        await room.hears()
        assert "ТРЕВОГА" in room.finds("Заявка № 1").text
    await everywhere.passes(61)
    for room in rooms:
        assert "Кто возьмёт?" in room.finds("ждёт уже").text
    assert (calls(maria), calls(maria_on_vk)) == (0, 0)
    await everywhere.passes(125)
    assert (calls(maria), calls(maria_on_vk)) == (1, 1)
    # Taken on one messenger, it is taken on the other; nobody is called any more.
    await maria_on_vk.presses("Взять", maria_on_vk.finds("и никто ещё не взял"))
    assert "взял сотрудник: Мария" in maria.finds("Тревогу № 1").text
    for room in rooms:
        assert "взял сотрудник: Мария" in room.finds("Тревогу № 1").text
    await anna.hears()
    assert "читает ваши слова" in anna.finds("Тревога № 1").text
    before = [len(hand.phone.texts) for hand in (maria, maria_on_vk, *rooms)]
    await everywhere.passes(1200)
    assert [len(hand.phone.texts) for hand in (maria, maria_on_vk, *rooms)] == before


@pytest.mark.parametrize("cast", [(TELEGRAM, TELEGRAM), (VK, VK)], indirect=True, ids=[TELEGRAM, VK])
async def test_a_talk_about_violence_leaves_the_screen(cast: Cast) -> None:
    anna = cast.anna
    await anna.starts()
    await anna.presses("Поддержка и психолог")
    await anna.presses("Страшно дома")
    assert any("«Быстро скрыть»" in text for text in anna.phone.texts)
    await anna.presses("Спросить человека")
    await anna.presses("Да, разрешаю")
    await anna.says(SECRET)
    texts = await anna.presses("Быстро скрыть")
    assert texts == [cast.stage.say("menu")]
    left = "\n".join(anna.phone.texts)
    assert "Быстро скрыть" not in left
    assert "Страшно дома" not in left
    if cast.resident_in == TELEGRAM:
        # VK lets nobody take another's words away; that is said beforehand.
        assert SECRET not in left
