"""A letter to many, over HTTP: an organiser on either messenger, residents on both, a picture, a way out."""

from __future__ import annotations

import pytest

from bot.domain.broadcasts import Post
from bot.storage.work import UnitOfWork
from sandbox.demo import ANNA, IVAN, MARIA, OLEG
from tests.end_to_end.everywhere import ON_VK, TELEGRAM, VK, Everywhere, contents, labels

NEWS = "Мошенники звонят от имени банка. Положите трубку и позвоните нам."
PHOTO = b"\xff\xd8 a memo"


async def agrees(stage: Everywhere, *people: tuple[str, int]) -> None:
    """They come to the line, and agree that it keeps their data."""
    for messenger, person in people:
        await stage.on(messenger, person).starts()
    app = stage.app
    work = UnitOfWork(app.database, app.turns.memory, app.turns._ids, app.now)
    async with app.database.transaction():
        for messenger, person in people:
            known = await work.people.by_account(messenger, ON_VK[person] if messenger == VK else person)
            assert known is not None
            await work.people.consent(known, "1", True, app.now())
        await work.end_turn()
    work.committed()


@pytest.mark.parametrize("organiser", [TELEGRAM, VK])
async def test_everybody_gets_it_with_its_picture_and_may_say_no(
    everywhere: Everywhere, organiser: str
) -> None:
    stage = everywhere
    stage.admin_in = organiser
    await stage.opens(staff=(organiser,))
    await stage.on(organiser, MARIA, group=True).hears()
    await agrees(stage, (TELEGRAM, ANNA), (VK, IVAN), (TELEGRAM, IVAN), (VK, ANNA))
    maria = stage.on(organiser, MARIA)
    await maria.starts()
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    maria.phone.sends_photo(PHOTO, NEWS)
    await maria.hears()
    await maria.presses("Всем")
    await maria.presses("Срочно: всем сейчас")
    assert any("Получат: 4\n" in message.text for message in maria.heard)
    preview = contents(maria, "photo")
    assert preview == [PHOTO]
    await maria.presses("Всё верно, дальше")
    await maria.says("4")
    for _ in range(3):
        await stage.passes(4.0)
    for messenger, person in ((TELEGRAM, ANNA), (VK, IVAN), (TELEGRAM, IVAN), (VK, ANNA)):
        hand = stage.on(messenger, person)
        texts = await hand.hears()
        assert texts.count(NEWS) == 1, (messenger, person, texts)
        assert contents(hand, "photo") == [PHOTO]
        assert labels(hand) == ["Больше не присылать"]
    report = (await maria.hears())[-1]
    assert "Рассылка №1 отправлена. Получателей: 4\nДошло: 4" in report
    assert "▓▓▓▓▓▓▓▓▓▓▓▓" not in report

    anna = stage.on(VK, ANNA)
    assert any("больше рассылок не будет" in text for text in await anna.presses("Больше не присылать"))
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.says("Вторая новость")
    await maria.presses("Всем")
    await maria.presses("Срочно: всем сейчас")
    assert any("Получат: 3\n" in message.text for message in maria.heard)


async def test_a_video_that_cannot_leave_vk_is_refused_at_once(everywhere: Everywhere) -> None:
    stage = everywhere
    stage.admin_in = VK
    await stage.opens(staff=(VK,))
    maria = stage.on(VK, MARIA)
    await maria.starts()
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    maria.phone.sends_video(b"film")
    assert any("Вставьте ссылку" in text for text in await maria.hears())


async def test_it_is_paused_by_a_press_and_goes_on_after_a_restart(everywhere: Everywhere) -> None:
    stage = everywhere
    await stage.opens()
    people = [(TELEGRAM, ANNA), (TELEGRAM, IVAN), (VK, ANNA), (VK, OLEG)]
    await agrees(stage, *people)
    for messenger in (TELEGRAM, VK):
        stage.app.line.ahead[messenger] = 1
    maria = stage.on(TELEGRAM, MARIA)
    await maria.starts()
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.says(NEWS)
    await maria.presses("Всем")
    await maria.presses("Срочно: всем сейчас")
    await maria.presses("Всё верно, дальше")
    await maria.says("4")
    await maria.presses("Пауза")
    await stage.passes(4.0)
    await stage.restarts()
    assert not [one for place in people for one in await stage.on(*place).hears() if one == NEWS]
    await maria.presses("Продолжить")
    for _ in range(4):
        await stage.passes(4.0)
    assert [(await stage.on(*place).hears()).count(NEWS) for place in people] == [1] * 4
    rows = await stage.app.database.fetch("SELECT DISTINCT state FROM broadcast_recipients")
    assert rows == [(Post.DELIVERED,)]
