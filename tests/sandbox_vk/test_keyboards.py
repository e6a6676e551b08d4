"""What VK takes as a keyboard, and what is error 911."""

import pytest

from tests.sandbox_vk.conftest import ANNA

TEXT = {"action": {"type": "text", "label": "Да", "payload": "{}"}}
CALLBACK = {"action": {"type": "callback", "label": "Да", "payload": "{}"}}
LINK = {"action": {"type": "open_link", "label": "Сайт", "link": "https://example.org"}}
PLACE = {"action": {"type": "location", "payload": "{}"}}


def text(**action):
    return {"action": {"type": "text", "label": "Да"} | action}


def under(*rows, **more):
    return {"one_time": False, "buttons": list(rows), **more}


def inline(*rows, **more):
    return {"inline": True, "buttons": list(rows), **more}


GOOD = [
    under(),
    under(*[[TEXT] * 4] * 10),
    under([TEXT] * 5),
    under([PLACE], [LINK, LINK], [CALLBACK | {"color": "negative"}]),
    under([TEXT], one_time=True),
    under([{"action": {"type": "vkpay", "hash": "action=transfer-to-group"}}]),
    under([{"action": {"type": "open_app", "label": "Игра", "app_id": 1, "owner_id": -1, "hash": ""}}]),
    inline(*[[CALLBACK]] * 6),
    inline([CALLBACK] * 5, [TEXT] * 5, one_time=False),
    inline([text(label="я" * 40)]),
    inline([text(payload='"' + "x" * 253 + '"')]),
    inline([text(payload={"a": 1})]),
    inline([text(payload=None)]),
]
BAD = [
    {"one_time": True},
    {"buttons": TEXT},
    {"buttons": [TEXT]},
    under([]),
    under([TEXT] * 6),
    under(*[[TEXT]] * 11),
    under(*[[TEXT] * 5] * 9),
    under([PLACE, PLACE, PLACE]),
    under([TEXT], one_time="yes"),
    under([TEXT], size=3),
    inline(*[[CALLBACK]] * 7),
    inline([CALLBACK] * 5, [CALLBACK] * 5, [CALLBACK]),
    inline([CALLBACK], one_time=True),
    inline([text(label="я" * 41)]),
    inline([text(label=" ")]),
    inline([text(label=5)]),
    inline([text(payload='"' + "x" * 254 + '"')]),
    inline([text(payload="{")]),
    inline([text(link="https://example.org")]),
    inline([text() | {"color": "purple"}]),
    inline([LINK | {"color": "primary"}]),
    inline([{"action": {"type": "open_link", "label": "Сайт", "link": "javascript:"}}]),
    inline([{"action": {"type": "open_link", "label": "Сайт"}}]),
    inline([{"action": {"type": "hug", "label": "Да"}}]),
    inline([{"action": {"type": "callback"}}]),
    inline([{"color": "primary"}]),
    inline([TEXT | {"size": 3}]),
    inline(["Да"]),
    inline([{"action": {"type": []}}]),
    inline([TEXT | {"color": ["primary"]}]),
]


@pytest.mark.parametrize("keyboard", GOOD)
async def test_good_keyboards_are_shown(api, anna, keyboard):
    await api.send(ANNA, "раз", keyboard=keyboard)
    shown = anna.last.inline if keyboard.get("inline") else anna.chat.keyboard
    assert len((shown or {"buttons": []})["buttons"]) == len(keyboard["buttons"])


@pytest.mark.parametrize("keyboard", BAD)
async def test_bad_keyboards_are_refused(api, anna, keyboard):
    assert await api.code(ANNA, keyboard=keyboard) == 911
    assert anna.texts == ["Начать"]


@pytest.mark.parametrize("keyboard", ["{", "[]", "5"])
async def test_what_is_no_object_is_no_keyboard(api, anna, keyboard):
    assert await api.code(ANNA, keyboard=keyboard) == 911
    sent = await api.send(ANNA, "раз")
    edit = {"peer_id": ANNA, "cmid": sent["conversation_message_id"], "message": "два", "keyboard": keyboard}
    assert await api.refused("messages.edit", **edit) == 911


async def test_buttons_come_back_as_vk_shows_them(api, vk, anna):
    await api.send(ANNA, "раз", keyboard=inline([text(payload={"a": 1}), LINK]))
    first, second = anna.last.inline["buttons"][0]
    assert first == {"action": {"type": "text", "label": "Да", "payload": '{"a":1}'}, "color": "default"}
    assert "color" not in second
    assert anna.last.inline["author_id"] == -vk.group_id
