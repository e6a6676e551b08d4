"""Finding one's way: start, menu, cases, services, guides, telephones."""

from __future__ import annotations


async def test_start_greets_and_shows_the_menu(anna):
    greeting, menu = await anna.says("/start")
    assert "Я программа" in greeting
    assert "позвать человека" in greeting
    assert menu.startswith("Чем помочь?")
    assert anna.buttons == ["Дом и быт", "Здоровье", "Мои заявки", "Позвать человека", "Телефоны"]
    assert anna.keyboard == ["Назад", "Отмена", "Меню", "Позвать человека"]
