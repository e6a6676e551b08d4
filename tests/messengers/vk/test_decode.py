"""From what people do on VK to our vocabulary: each kind of event as VK tells it."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from bot.messengers.vk.decode import NoEvent, decode
from bot.messengers.vk.events import event_key, mark, marks_of
from bot.vocabulary import AttachmentKind, Edited, Ignored, Joined, Pressed, Reachable, Said, Update
from sandbox.vk import CHAT_START, VkPhone
from sandbox.vk import Vk as VkServer
from sandbox.vk.acts import write
from tests.messengers.vk.ear import server

ANNA, MARIA = 1, 2
ROOM = CHAT_START + 1


@pytest.fixture
def vk() -> VkServer:
    vk = server([ANNA, MARIA])
    vk.world.add_chat(1, "Дежурная смена", members=[ANNA], owner=MARIA)
    return vk


@pytest.fixture
def anna(vk: VkServer) -> VkPhone:
    return vk.phone(ANNA)


@pytest.fixture
def maria(vk: VkServer) -> VkPhone:
    """Maria in the staff room."""
    return vk.phone(MARIA, ROOM)


def events(vk: VkServer) -> list[dict[str, Any]]:
    return [orjson.loads(kept.body) for kept in vk.world.events._history]


def heard(vk: VkServer) -> Update:
    """What the newest event means."""
    newest = events(vk)[-1]
    return decode(event_key(newest), newest)


def words(vk: VkServer) -> Said:
    """What the newest event says."""
    said = heard(vk)
    assert isinstance(said, Said)
    return said


@pytest.mark.parametrize(
    ("client", "language"),
    [
        ({"lang_id": 15}, "pl"),
        ({"lang_id": 18}, "zh"),
        ({"lang_id": 999}, ""),
        ({"lang_id": "x"}, ""),
        ({}, ""),
    ],
)
def test_the_language_of_the_persons_vk(
    vk: VkServer, anna: VkPhone, client: dict[str, Any], language: str
) -> None:
    anna.says("Dzień dobry")
    event = events(vk)[-1]
    event["object"]["client_info"] = client
    assert decode("k", event).sender.language == language
    del event["object"]["client_info"]
    assert decode("k", event).sender.language == ""


def test_words(vk: VkServer, anna: VkPhone) -> None:
    anna.says("Здравствуйте")
    said = words(vk)
    assert (said.key, said.text, said.message, said.private) == (f"{ANNA}:1", "Здравствуйте", 1, True)
    assert (said.address.messenger, said.address.chat, said.sender.account) == ("vk", ANNA, ANNA)
    assert said.at > 0


def test_the_first_button_is_start_and_brings_what_its_link_says(vk: VkServer, anna: VkPhone) -> None:
    anna.starts()
    said = words(vk)
    assert said.text == "/start"
    anna.starts("inv_abc")
    said = words(vk)
    assert said.text == "/start inv_abc"


def test_a_reply_says_to_which_message(vk: VkServer, anna: VkPhone) -> None:
    first = anna.says("раз")
    anna.says("два", first)
    said = words(vk)
    assert said.reply_to == first.id


def test_what_is_forwarded_counts_as_said(vk: VkServer, anna: VkPhone) -> None:
    anna.forwards(anna.says("раз"), anna.says("два"), text="вот")
    said = words(vk)
    assert (said.text, said.forwarded) == ("вот\nраз\nдва", True)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("photo", AttachmentKind.PHOTO),
        ("voice", AttachmentKind.VOICE),
        ("document", AttachmentKind.FILE),
        ("video", AttachmentKind.VIDEO),
        ("sticker", AttachmentKind.STICKER),
    ],
)
def test_a_file(vk: VkServer, anna: VkPhone, kind: str, expected: AttachmentKind) -> None:
    getattr(anna, f"sends_{kind}")()
    said = words(vk)
    (file,) = said.attachments
    assert (file.kind, file.messenger) == (expected, "vk")
    assert file.ref
    assert bool(file.url) is (kind not in ("video", "sticker"))


def test_a_place_on_the_map(vk: VkServer, anna: VkPhone) -> None:
    anna.sends_location(55.75, 37.62)
    said = words(vk)
    (place,) = said.attachments
    assert (place.kind, place.latitude, place.longitude) == (AttachmentKind.LOCATION, 55.75, 37.62)


@pytest.mark.parametrize("coordinates", ["", "где-то", "55.75", None, {}, {"latitude": "?"}, 7])
def test_a_place_that_cannot_be_read_is_still_something_that_was_said(
    vk: VkServer, anna: VkPhone, coordinates: object
) -> None:
    write(vk.world, anna.user, anna.chat, {"geo": {"coordinates": coordinates}})
    said = words(vk)
    assert [one.kind for one in said.attachments] == [AttachmentKind.OTHER]


def test_a_press_in_a_message(vk: VkServer, anna: VkPhone) -> None:
    anna.says("меню")
    event = anna.forges('{"d":"take:1"}', 1)
    pressed = heard(vk)
    assert isinstance(pressed, Pressed)
    assert (pressed.data, pressed.query, pressed.message) == ("take:1", f"{event}:{ANNA}", 1)
    assert pressed.key.startswith("message_event:")


@pytest.mark.parametrize("payload", ["{}", "[]", "7", '"d"', '{"d":7}', '{"command":"stop"}'])
def test_a_forged_press_presses_nothing(vk: VkServer, anna: VkPhone, payload: str) -> None:
    anna.says("меню")
    anna.forges(payload, 1)
    pressed = heard(vk)
    assert isinstance(pressed, Pressed)
    assert pressed.data == ""


def test_a_text_button_with_a_payload_is_a_press_without_a_spinner(vk: VkServer, anna: VkPhone) -> None:
    write(vk.world, anna.user, anna.chat, {"text": "Меню", "payload": '{"d":"m:menu"}'})
    pressed = heard(vk)
    assert isinstance(pressed, Pressed)
    assert (pressed.data, pressed.query) == ("m:menu", "")


def test_what_the_line_may_do_is_told(vk: VkServer, anna: VkPhone) -> None:
    anna.says("раз")
    anna.denies()
    denied = heard(vk)
    anna.allows()
    allowed = heard(vk)
    assert isinstance(denied, Reachable)
    assert isinstance(allowed, Reachable)
    assert (denied.reachable, allowed.reachable) == (False, True)


def test_an_edit(vk: VkServer, anna: VkPhone) -> None:
    anna.edits(anna.says("рас"), "раз")
    edited = heard(vk)
    assert isinstance(edited, Edited)
    assert (edited.message, edited.text) == (1, "раз")


def test_who_comes_and_goes(vk: VkServer, maria: VkPhone) -> None:
    for act, account, present in (
        (lambda: maria.kicks(ANNA), ANNA, False),
        (lambda: maria.invites(ANNA), ANNA, True),
        (lambda: vk.phone(ANNA, ROOM).leaves(), ANNA, False),
        (lambda: vk.phone(ANNA, ROOM).joins(), ANNA, True),
    ):
        act()
        joined = heard(vk)
        assert isinstance(joined, Joined)
        assert (joined.account, joined.present, joined.address.group) == (account, present, True)


def test_another_title_is_of_no_use(vk: VkServer, maria: VkPhone) -> None:
    maria.renames("Ночная смена")
    assert isinstance(heard(vk), Ignored)


def test_a_message_is_known_again_in_the_history_and_other_events_by_their_own_id(
    vk: VkServer, anna: VkPhone
) -> None:
    message = anna.says("раз")
    (event,) = events(vk)
    from_history = {"type": "message_new", "object": {"message": message.wire}, "group_id": vk.group_id}
    assert event_key(event) == event_key(from_history) == f"{ANNA}:1"
    old_format = {"type": "message_new", "object": message.wire}
    assert event_key(old_format) == f"{ANNA}:1"
    anna.denies()
    denied = events(vk)[-1]
    assert event_key(denied) == f"message_deny:{denied['event_id']}"
    assert event_key({"type": "x"}) == event_key({"type": "x"}) != event_key({"type": "x", "object": 1})


def test_marks_are_the_last_message_of_each_conversation(vk: VkServer, anna: VkPhone) -> None:
    anna.says("раз")
    anna.says("два")
    vk.phone(MARIA).says("и я")
    assert marks_of([*reversed(events(vk)), 7, {}, {"type": "message_new"}]) == {
        mark(ANNA): "2",
        mark(MARIA): "1",
    }


@pytest.mark.parametrize("raw", [None, 7, [], {}, {"type": "message_new"}, {"object": {}}, {"object": 1}])
def test_what_is_no_event_is_refused(raw: object) -> None:
    with pytest.raises((NoEvent, KeyError)):
        decode("k", raw)
