"""What VK is given to show: keyboards within its limits, and texts that call nobody."""

import json

import pytest

from bot.messengers.vk.render import TEXT, inline_keyboard, keyboard, neutral, values_of
from bot.vocabulary import Button, Key, Message
from sandbox.vk.keyboards import checked
from sandbox.vk.sending import text_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[id1|Иван], помогите", "(id1|Иван), помогите"),
        ("[club1|x] [public2|y] [event3|z]", "(club1|x) (public2|y) (event3|z)"),
        ("[durov|Павел]", "(durov|Павел)"),
        ("[https://vk.com/id1|сюда]", "(https://vk.com/id1|сюда)"),
        ("[id1|[id2|x]]", "(id1|(id2|x))"),
        ("[ID1|x]", "(ID1|x)"),
        ("@all, все сюда", "@\u2060all, все сюда"),
        ("@online", "@\u2060online"),
        ("@id1 (Иван)", "@\u2060id1 (Иван)"),
        ("*id1 (Иван)", "*\u2060id1 (Иван)"),
        ("(@durov)", "(@\u2060durov)"),
        ("мама@all", "мама@\u2060all"),
        ("@все", "@\u2060все"),
        ("@ALL", "@\u2060ALL"),
        ("@@all", "@@\u2060all"),
        ("&#64;all", "&amp;#64;all"),
        ("&#91;id1|x&#93;", "&amp;#91;id1|x&amp;#93;"),
    ],
)
def test_a_resident_s_words_call_nobody(text: str, shown: str) -> None:
    assert neutral(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Пишите на anna.p@mail.ru",
        "2 * 2 = 4, цена 5*",
        "[важно] приходите | жду",
        "Ромашка & Ко, AT&T",
        "＠all",
        "звонить @ 10:00",
    ],
)
def test_words_that_call_nobody_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("text", ["&#64;all", "&lt;b&gt; &amp; &quot;", "&#x40;all"])
def test_what_looks_like_a_reference_is_read_as_it_was_typed(text: str) -> None:
    assert text_of({"message": neutral(text)}) == text


@pytest.mark.parametrize("text", ["@all " * 800, "&#64;" * 800, "[id1|[id2|" * 400])
def test_a_full_message_stays_one_that_vk_takes(text: str) -> None:
    assert len(text) <= TEXT
    shown = neutral(text)
    assert len(shown) <= TEXT
    assert "@a" not in text_of({"message": shown})


def buttons(count: int, width: int = 1) -> tuple[tuple[Button, ...], ...]:
    row = [Button(f"Кнопка {number}", f"x:{number}") for number in range(count)]
    return tuple(tuple(row[start : start + width]) for start in range(0, count, width))


@pytest.mark.parametrize(("count", "width"), [(1, 1), (6, 1), (7, 1), (10, 1), (10, 2), (10, 5), (3, 3)])
def test_buttons_in_a_message_are_ten_in_six_rows_at_most(count: int, width: int) -> None:
    shown = json.loads(inline_keyboard(buttons(count, width)))
    checked(shown, -1)
    assert sum(map(len, shown["buttons"])) == count


def test_the_longest_label_and_payload_are_taken() -> None:
    long = Button("Очень длинное название услуги, которое не помещается", "x:" + "ы" * 31)
    shown = json.loads(inline_keyboard(((long,), (Button("Карта", url="https://example.org/"),))))
    checked(shown, -1)
    assert shown["buttons"][0][0]["action"]["label"].endswith("…")
    assert shown["buttons"][1][0]["action"]["type"] == "open_link"


def test_keys_under_the_input_leave_out_the_one_that_shares_a_telephone() -> None:
    shown = json.loads(keyboard(((Key("Поделиться номером", contact=True),), (Key("Меню"), Key("Назад")))))
    checked(shown, -1)
    assert [[key["action"]["label"] for key in row] for row in shown["buttons"]] == [["Меню", "Назад"]]


def test_where_no_buttons_are_shown_the_choices_stand_in_the_text() -> None:
    message = Message(
        "Для кого?", ((Button("Для меня", "x:1"),), (Button("Карта", url="https://a.example"),))
    )
    shown = values_of(message, inline=False)
    assert shown.keys() == {"message"}
    assert shown["message"] == "Для кого?\n\n1. Для меня\n— Карта: https://a.example"
