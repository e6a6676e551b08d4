"""Consent to personal data: asked once, before the first personal answer, and never taken for granted."""

from __future__ import annotations

from tests.phone import photo
from tests.talks import begins_groceries, orders_groceries


async def test_consent_is_asked_once_and_stored_with_version_and_time(anna, line):
    await orders_groceries(anna)
    async with line.reading() as work:
        person = await work.people.by_account("telegram", anna.account)
        (consent,) = await work.people.consents_of(person.id)
    assert consent[0] == "2026-11"
    assert consent[1]
    assert line.now - 60 < consent[2] <= line.now
    await anna.says("Меню")
    await anna.presses("Здоровье")
    await anna.presses("Совет врача")
    answers = await anna.presses("Попросить помощь")
    assert answers[-1] == "Для кого нужна помощь?"


async def test_consent_comes_before_the_first_personal_answer(anna):
    await anna.says("/start")
    await anna.says("Позвать человека")
    assert "Вы согласны?" in anna.last.text
    answers = await anna.says("у меня сломался кран")
    assert "Не получилось понять" in answers[0]
    assert "Вы согласны?" in answers[-1]


async def test_a_refusal_of_consent_leaves_the_numbers_and_keeps_nothing_personal(anna, line):
    await anna.says("/start")
    await anna.says("Позвать человека")
    answers = await anna.presses("Нет")
    assert "ничего не записываем" in answers[0]
    assert "112 —" in answers[1]
    async with line.reading() as work:
        person = await work.people.by_account("telegram", anna.account)
        assert [(version, given) for version, given, _ in await work.people.consents_of(person.id)] == [
            ("2026-11", False)
        ]
        assert await work.requests.of_person(person.id, open_only=False) == []
        assert (await work.conversation(anna.address)).drafts == ()
    await anna.says("Меню")
    assert "Продолжить заявку" not in anna.buttons
    await anna.says("Позвать человека")
    assert "Вы согласны?" in anna.last.text


async def test_consent_can_be_typed(anna):
    await anna.says("/start")
    await anna.says("Позвать человека")
    assert await anna.says("да") == ["Что случилось? Напишите, как рассказали бы знакомому."]


async def test_a_new_text_of_consent_is_asked_again(anna, line):
    await orders_groceries(anna)

    def newer(content):
        file = content / "line.yaml"
        file.write_text(file.read_text().replace('consent_version: "2026-11"', 'consent_version: "2027-01"'))

    await line.upgrade(newer)
    await anna.says("Позвать человека")
    assert "Вы согласны?" in anna.last.text


async def test_nothing_is_kept_before_consent(anna, line):
    await anna.says("/start")
    await anna.says("Позвать человека")
    answers = await anna.sends(photo(), text="мой паспорт")
    assert "Вы согласны?" in answers[-1]
    async with line.reading() as work:
        assert not [key for key in (await work.conversation(anna.address)).answers if not key.startswith("?")]


async def test_back_does_not_take_consent_back(anna):
    await begins_groceries(anna)
    await anna.says("Назад")
    assert anna.last.text == "Для кого нужна помощь?"
    answers = await anna.says("Назад")
    assert "назад отсюда нельзя" in answers[0]
    assert answers[-1] == "Для кого нужна помощь?"
