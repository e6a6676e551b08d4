"""A remark goes to the editors without what would tell whose it is."""

from __future__ import annotations

import pytest

from bot.domain.masking import masked


@pytest.mark.parametrize(
    "secret",
    [
        "8 912 345-67-89",
        "+7(912)3456789",
        "89123456789",
        "345-67-89",
        "8.912.345.67.89",
        "2200 1234 5678 9010",
        "anna.petrovna@mail.ru",
        "@anna_petrovna",
        "t.me/anna",
        "https://vk.com/id12345",
        "123-456-789 01",
    ],
)
def test_what_tells_whose_it_is_is_masked(secret):
    text = masked(f"Позвоните мне {secret}, аптека закрыта", "[скрыто]")
    assert text == "Позвоните мне [скрыто], аптека закрыта"


@pytest.mark.parametrize(
    "text",
    [
        "Аптека закрыта с 25.11.2026",
        "Теперь с 10:30 до 19:00",
        "Звонят на 112",
        "Дом 5, квартира 33",
        "500-700 рублей",
    ],
)
def test_what_the_remark_is_about_stays(text):
    assert masked(text, "[скрыто]") == text


@pytest.mark.parametrize(
    ("link", "left"),
    [
        ("https://mfc.ru/zayavka?id=77&fio=Petrova", "https://mfc.ru/[скрыто]"),
        ("disk.yandex.ru/i/AbC12", "disk.yandex.ru/[скрыто]"),
        ("www.gosuslugi.ru/600102/1/form", "www.gosuslugi.ru/[скрыто]"),
        ("https://ok.ru/profile/5612", "[скрыто]"),
        ("https://m.vk.com/id5512", "[скрыто]"),
        ("vk.ru/anna.petrova", "[скрыто]"),
        ("https://wa.me/79123456789", "[скрыто]"),
        ("https://max.ru/u/f9LHodD0", "[скрыто]"),
    ],
)
def test_of_a_link_only_the_site_is_left_and_of_a_persons_page_nothing(link, left):
    assert masked(f"Не открывается {link}, исправьте", "[скрыто]") == f"Не открывается {left}, исправьте"


@pytest.mark.parametrize("site", ["mfc.ru", "https://mfc.ru", "cbr.ru и gosuslugi.ru", "дом 5/3", "и/или"])
def test_a_bare_site_stays(site):
    assert masked(f"Там {site} указан", "[скрыто]") == f"Там {site} указан"
