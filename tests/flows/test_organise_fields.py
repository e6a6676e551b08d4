"""What organisers answer about a class, as it is understood: how long, and where to join."""

from __future__ import annotations

import pytest

from bot.flows.engine import Refusal, Reply
from bot.flows.organising.fields import Number, address_in


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("час", 60),
        ("1 час 15 минут", 75),
        ("полтора часа", 90),
        ("1,5 часа", 90),
        ("50", 50),
        ("40 мин.", 40),
    ],
)
def test_how_long_is_understood_as_people_say_it(said, minutes):
    answer = Number(((45, "45 мин."),), 480, least=5)
    assert answer.read(Reply(text=said)) == minutes
    assert isinstance(answer.read(Reply(text="1000")), Refusal)
    assert isinstance(answer.read(Reply(text="не знаю")), Refusal)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://telemost.yandex.ru/j/123", "https://telemost.yandex.ru/j/123"),
        ("Ссылка: telemost.yandex.ru/j/123.", "https://telemost.yandex.ru/j/123"),
        ("vk.com/video-1_2 и vk.com/video-1_3", ""),
        ("javascript://alert.me", ""),
        ("https://user:secret@example.org", ""),
        ("https://[", ""),
        ("https://example.org:99999/j", ""),
        ("в зуме", ""),
        ("", ""),
    ],
)
def test_a_link_is_one_address_that_a_browser_opens(said, address):
    assert address_in(said) == address
