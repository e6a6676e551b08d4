"""Every screen of every flow fits VK's keyboards; words that would call somebody call nobody."""

from __future__ import annotations

import orjson
import pytest

from bot.flows.book import FLOWS
from bot.flows.buttons import button_rows
from bot.flows.engine import Choosable, take_turn
from bot.flows.explore import Walk
from bot.messengers.vk.plain import listed
from bot.messengers.vk.render import (
    INLINE_BUTTONS,
    INLINE_ROWS,
    LABEL,
    PAYLOAD,
    TEXT,
    inline_keyboard,
    keyboard,
    neutral,
    values_of,
)
from bot.vocabulary import Button, Key, Message
from tests.flows.test_explore import all_but_one_of_each_case, world
from tests.line import TheLine


def troubles(message: Message) -> list[str]:
    """What VK would refuse."""
    values = values_of(message, inline=True)
    found = [] if len(values["message"]) <= TEXT else ["text"]
    shown = orjson.loads(values.get("keyboard") or b'{"inline":true,"buttons":[]}')
    rows, buttons = shown["buttons"], [button for row in shown["buttons"] for button in row]
    if shown.get("inline"):
        found += ["rows"] if len(rows) > INLINE_ROWS else []
        found += ["buttons"] if len(buttons) > INLINE_BUTTONS else []
        wanted = sum(map(len, message.buttons))
        found += ["lost"] if len(buttons) != wanted else []
    found += [button["action"]["label"] for button in buttons if len(button["action"]["label"]) > LABEL]
    found += ["payload" for button in buttons if len(button["action"].get("payload") or "") > PAYLOAD]
    return found


@pytest.mark.parametrize("worker", [False, True], ids=["resident", "worker"])
async def test_every_screen_fits_vk(tmp_path, worker):
    line = TheLine(tmp_path, admins="telegram:201")
    await line.open()
    screens = 0
    async with world(line, worker=worker, consent=True) as (services, numbers):
        # Whoever asks for help sees the same forms.
        within = set(FLOWS) - {"help"} if worker else ()
        walk = Walk(services, within=within, briefly=all_but_one_of_each_case(services))
        roots: list[tuple[str, str, dict[str, str]]] = (
            [("menu", "", {})] if not worker else [("desk", "", {})]
        )
        roots += [(flow, str(number), {}) for number in numbers.values() for flow in ("request", "rate")]
        findings = await walk.over(roots)
        for conversation in findings.said:
            result = await take_turn(FLOWS, conversation, None, services)
            for message in result.messages:
                assert troubles(message) == [], message
                screens += 1
    await line.close()
    assert screens > 30


def test_more_rows_than_vk_shows_become_pairs():
    rows = tuple((Button(f"Кнопка {number}", data=f"a:1:x:{number}"),) for number in range(10))
    assert troubles(Message("?", buttons=rows)) == []
    shown = orjson.loads(inline_keyboard(rows))["buttons"]
    assert [len(row) for row in shown] == [1, 1, 2, 2, 2, 2]
    assert [button["action"]["label"] for row in shown for button in row] == [
        f"Кнопка {number}" for number in range(10)
    ]


def test_only_the_shortest_buttons_stand_side_by_side_where_there_is_one_row_too_many():
    labels = ["Дом и быт", "Здоровье", "Учёба и досуг", "Право", "Работа", "Душевная поддержка", "Ещё…"]
    shown = orjson.loads(inline_keyboard(tuple((Button(label, data=label),) for label in labels)))["buttons"]
    rows = [[button["action"]["label"] for button in row] for row in shown]
    assert rows == [*([label] for label in labels[:3]), ["Право", "Работа"], *([one] for one in labels[5:])]


def test_a_long_label_is_shortened_with_a_sign_of_it():
    (row,) = orjson.loads(inline_keyboard(((Button("я" * 41, data="a"),),)))["buttons"]
    assert row[0]["action"]["label"] == "я" * 39 + "…"


def test_a_key_for_the_telephone_is_left_out():
    shown = orjson.loads(keyboard(((Key("Мой номер", contact=True),), (Key("Меню"),))))
    assert [[button["action"]["label"] for button in row] for row in shown["buttons"]] == [["Меню"]]


@pytest.mark.parametrize(
    "text",
    [
        "[id1|Павел]",
        "[club1|клуб]",
        "[public1|x]",
        "@id1",
        "*id1 (Павел)",
        "@all",
        "@everyone",
        "@durov",
        "@все",
    ],
)
def test_words_that_call_somebody_call_nobody(text):
    calm = neutral(f"слова {text} ещё")
    assert text not in calm
    assert calm.startswith("слова ")


@pytest.mark.parametrize("text", ["anna@mail.ru", "2*2=4", "[не ссылка]", "5 * 6", "собака@"])
def test_other_words_stay_as_they_are(text):
    assert neutral(text) == text


def test_a_full_message_of_mentions_still_fits():
    text = ("@all " * 900)[:TEXT]
    assert len(neutral(text)) <= TEXT
    assert "@all" not in neutral(text)


def test_numbers_go_on_over_the_pages_and_mean_the_same():
    options = tuple(Choosable(f"key{number}", f"Выбор {number}") for number in range(1, 12))
    first = Message("?", buttons=button_rows(options, 1, "x", 0, "Ещё…"))
    second = Message("?", buttons=button_rows(options, 1, "x", 1, "Ещё…"))
    assert listed(first).splitlines()[2:] == [*(f"{n}. Выбор {n}" for n in range(1, 7)), "— Ещё…"]
    assert listed(second).splitlines()[2:] == [*(f"{n}. Выбор {n}" for n in range(7, 12)), "— Ещё…"]


def test_numbers_of_requests_are_their_own():
    options = (Choosable("7", "№7 Продукты"), Choosable("2", "№2 Лекарства"), Choosable("other", "О другом"))
    shown = listed(Message("?", buttons=button_rows(options, 1, "x", 0, "Ещё…")))
    assert shown.splitlines()[2:] == ["7. №7 Продукты", "2. №2 Лекарства", "3. О другом"]
    clash = (Choosable("2", "№2 Лекарства"), Choosable("other", "О другом"))
    shown = listed(Message("?", buttons=button_rows(clash, 1, "x", 0, "Ещё…")))
    assert shown.splitlines()[2:] == ["2. №2 Лекарства", "— О другом"]
