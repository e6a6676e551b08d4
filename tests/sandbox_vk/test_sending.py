"""What the community writes: messages, edits, deletions, answers to presses."""

import json

import pytest

from sandbox.vk import CHAT_START, VkUser
from tests.sandbox_vk.conftest import ANNA, IVAN, MARIA, OLEG, ROOM, Refused

BUTTONS = {
    "inline": True,
    "buttons": [[{"action": {"type": "callback", "label": "Да", "payload": '{"a":1}'}, "color": "positive"}]],
}


async def test_a_message_arrives_and_its_ids_are_told(api, anna):
    sent = await api.send(ANNA, "Чем помочь?", 77)
    (heard,) = await anna.hears()
    assert (heard.text, heard.sender, heard.id) == (
        "Чем помочь?",
        -api.vk.group_id,
        sent["conversation_message_id"],
    )
    assert heard.message_id == sent["message_id"] > 0
    assert await api("messages.send", peer_id=ANNA, message="ещё", random_id=0) == sent["message_id"] + 1


async def test_in_a_chat_there_is_only_the_conversation_id(api, maria):
    sent = await api.send(ROOM, "Новая заявка")
    assert (sent["message_id"], sent["conversation_message_id"]) == (0, maria.last.id)
    assert await api("messages.send", chat_id=1, message="ещё", random_id=0) == 0


async def test_many_peers_get_an_answer_each(api, anna, vk):
    answers = await api(
        "messages.send", peer_ids=[ANNA, IVAN, 999, ROOM], message="Лекция завтра", random_id=5
    )
    assert [(one["peer_id"], one.get("error", {}).get("code")) for one in answers] == [
        (ANNA, None),
        (IVAN, 901),
        (999, 936),
        (ROOM, None),
    ]
    assert await api.refused("messages.send", peer_ids=list(range(1, 102)), message="раз", random_id=1) == 100


async def test_references_are_letters_and_edges_are_trimmed(api, anna):
    await api.send(ANNA, "  a&#33;&lt;b&gt;&amp; &nbsp;\n")
    assert anna.last.text == "a!<b>& &nbsp;"


@pytest.mark.parametrize(
    ("why", "code", "parameters"),
    [
        ("nobody named", 100, {"random_id": 1, "message": "раз"}),
        ("named twice", 100, {"peer_id": ANNA, "user_id": ANNA, "random_id": 1, "message": "раз"}),
        ("no random_id", 100, {"peer_id": ANNA, "message": "раз"}),
        ("random_id too large", 100, {"peer_id": ANNA, "message": "раз", "random_id": 2**31}),
        ("nothing to say", 100, {"peer_id": ANNA, "random_id": 1}),
        ("only spaces", 100, {"peer_id": ANNA, "random_id": 1, "message": "  \n"}),
        ("too long", 914, {"peer_id": ANNA, "random_id": 1, "message": "я" * 4097}),
        ("much too long", 914, {"peer_id": ANNA, "random_id": 1, "message": "я" * 9001}),
        ("unknown field", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "parse_mode": "HTML"}),
        ("odd number", 100, {"peer_id": "anna", "random_id": 1, "message": "раз"}),
        ("odd flag", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "disable_mentions": "True"}),
        ("odd payload", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "payload": "{"}),
        (
            "long payload",
            100,
            {"peer_id": ANNA, "random_id": 1, "message": "раз", "payload": f'"{"x" * 1000}"'},
        ),
        ("odd intent", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "intent": "spam"}),
        ("no such file", 100, {"peer_id": ANNA, "random_id": 1, "attachment": "photo1_2"}),
        ("no name of a file", 100, {"peer_id": ANNA, "random_id": 1, "attachment": "cat.jpg"}),
        ("many files", 100, {"peer_id": ANNA, "random_id": 1, "attachment": ["photo1_2"] * 11}),
        ("no such reply", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "reply_to": 999}),
        ("odd forward", 100, {"peer_id": ANNA, "random_id": 1, "message": "раз", "forward": "[1]"}),
        ("odd forward", 100, {"peer_id": ANNA, "random_id": 1, "forward": '{"cmids": ["x", {}]}'}),
        ("odd forward", 100, {"peer_id": ANNA, "random_id": 1, "forward": '{"cmids": 5}'}),
        ("odd forward", 100, {"peer_id": ANNA, "random_id": 1, "forward": '{"peer_id": []}'}),
        ("nothing forwarded", 100, {"peer_id": ANNA, "random_id": 1, "forward": "{}"}),
        ("a community", 932, {"peer_id": -5, "random_id": 1, "message": "раз"}),
        ("a stranger", 936, {"peer_id": 5, "random_id": 1, "message": "раз"}),
        ("no such chat", 917, {"peer_id": CHAT_START + 9, "random_id": 1, "message": "раз"}),
    ],
)
async def test_what_cannot_be_sent_is_refused_and_not_shown(api, anna, why, code, parameters):
    before = anna.texts
    assert await api.refused("messages.send", **parameters) == code, why
    assert anna.texts == before


async def test_4096_letters_go_through(api, anna):
    await api.send(ANNA, "я" * 4096)
    assert len(anna.last.text) == 4096


async def test_a_person_must_allow_messages(api, vk, anna):
    ivan = vk.phone(IVAN)
    assert await api.code(IVAN) == 901
    ivan.allows()
    await api.send(IVAN)
    ivan.denies()
    assert await api.code(IVAN) == 901
    ivan.says("я передумал")
    await api.send(IVAN)


async def test_people_who_cannot_be_reached_have_codes_of_their_own(api, vk, anna):
    from sandbox.vk import acts

    user: VkUser = vk.world.users[ANNA]
    anna.blocks()
    assert await api.code(ANNA) == 902
    anna.unblocks()
    acts.ban(vk.world, user)
    assert await api.code(ANNA) == 900
    acts.unban(vk.world, user)
    await api.send(ANNA)
    acts.delete_account(vk.world, user)
    assert await api.code(ANNA) == 18
    (gone,) = await api("users.get", user_ids=ANNA)
    assert gone["deactivated"] == "deleted"


async def test_chats_that_are_gone_have_codes_of_their_own(api, vk, maria):
    async def code(method="messages.send", **more):
        given = {"peer_id": ROOM, **more} if more else {"peer_id": ROOM, "message": "раз", "random_id": 0}
        return await api.refused(method, **given)

    maria.kicks(-vk.group_id)
    assert await code() == 917
    maria.invites(-vk.group_id)
    assert await api("messages.removeChatUser", chat_id=1, member_id=-vk.group_id) == 1
    assert await code() == 922
    maria.chat.disabled = True
    assert await code() == 945
    vk.world.community.bots = False
    assert await code() == 912


async def test_the_community_may_have_switched_things_off(api, vk, anna):
    vk.world.community.bots = False
    await api.send(ANNA)
    assert await api.code(ANNA, keyboard=BUTTONS) == 912
    vk.world.community.messages = False
    assert await api.code(ANNA) == 15


# random_id


async def test_the_same_random_id_is_sent_once(api, anna, vk):
    first = await api.send(ANNA, "раз", 42)
    again = await api.send(ANNA, "два", 42)
    assert again == first
    assert anna.texts[1:] == ["раз"]
    vk.phone(IVAN).allows()
    other = await api.send(IVAN, "раз", 42)
    assert other["message_id"] != first["message_id"]


async def test_zero_is_no_random_id(api, anna):
    first, second = await api.send(ANNA, "раз", 0), await api.send(ANNA, "раз", 0)
    assert first != second


async def test_a_random_id_is_forgotten_after_an_hour(api, anna, clock):
    first = await api.send(ANNA, "раз", 42)
    clock.now += 3599
    assert await api.send(ANNA, "раз", 42) == first
    clock.now += 2
    assert await api.send(ANNA, "раз", 42) != first


async def test_a_random_id_is_forgotten_after_a_hundred_messages(api, anna):
    first = await api.send(ANNA, "раз", 42)
    for number in range(99):
        anna.says(f"{number}")
    assert await api.send(ANNA, "раз", 42) == first
    anna.says("ещё")
    assert await api.send(ANNA, "раз", 42) != first


# Replies and forwards


async def test_a_reply_quotes(api, anna, maria):
    asked = anna.says("Когда придёт врач?")
    await api.send(ANNA, "Завтра", reply_to=asked.message_id)
    assert anna.last.wire["reply_message"]["text"] == "Когда придёт врач?"
    said = maria.says("беру")
    await api.send(
        ROOM, "хорошо", forward={"peer_id": ROOM, "conversation_message_ids": [said.id], "is_reply": True}
    )
    assert maria.last.wire["reply_message"]["conversation_message_id"] == said.id


async def test_a_forward_carries_messages_across(api, anna, maria):
    asked = anna.says("Когда придёт врач?")
    await api.send(ROOM, "", forward={"peer_id": ANNA, "conversation_message_ids": [asked.id]})
    (shown,) = maria.last.wire["fwd_messages"]
    assert (shown["text"], shown["from_id"]) == ("Когда придёт врач?", ANNA)
    await api.send(ROOM, "", forward_messages=[asked.message_id])
    assert maria.last.wire["fwd_messages"] == [shown]


async def test_a_place_and_a_sticker(api, anna):
    await api.send(ANNA, "", lat=55.75, long=37.61)
    assert anna.last.wire["geo"]["coordinates"] == {"latitude": 55.75, "longitude": 37.61}
    await api.send(ANNA, "", sticker_id=9008)
    assert anna.last.attachments[0]["type"] == "sticker"


# Edits


async def test_an_edit_replaces_text_and_buttons(api, anna, clock):
    sent = await api.send(ANNA, "Ждём", keyboard=BUTTONS)
    assert anna.buttons == [["Да"]]
    clock.now += 3600
    edited = {"peer_id": ANNA, "cmid": sent["conversation_message_id"], "message": "Готово"}
    assert await api("messages.edit", **edited) == 1
    assert (anna.last.text, anna.buttons) == ("Готово", [])
    by_other_id = {"peer_id": ANNA, "message_id": sent["message_id"], "message": "Да", "keyboard": BUTTONS}
    assert await api("messages.edit", **by_other_id) == 1
    assert (anna.last.text, anna.buttons) == ("Да", [["Да"]])
    named_as_in_the_documentation = {"conversation_message_id": sent["conversation_message_id"]}
    assert await api("messages.edit", peer_id=ANNA, message="Всё", **named_as_in_the_documentation) == 1


async def test_edits_that_cannot_be(api, vk, anna, clock):
    said = anna.says("моё")
    sent = await api.send(ANNA, "наше")

    async def code(number, **more):
        return await api.refused("messages.edit", peer_id=ANNA, cmid=number, **({"message": "другое"} | more))

    assert await code(said.id) == 15
    assert await code(999) == 100
    assert await api.refused("messages.edit", peer_id=ANNA, message="что?") == 100
    assert await code(sent["conversation_message_id"], message="") == 100
    assert await code(sent["conversation_message_id"], message="я" * 4097) == 914
    assert await code(sent["conversation_message_id"], keyboard={"buttons": []}) == 911
    clock.now += 24 * 3600 + 1
    assert await code(sent["conversation_message_id"]) == 909
    stuck = await api.send(ANNA, "", sticker_id=1)
    assert await code(stuck["conversation_message_id"]) == 920
    anna.denies()
    assert await code(stuck["conversation_message_id"]) == 901


# Deletions


async def test_own_messages_are_deleted_for_all(api, anna, clock):
    first, second = await api.send(ANNA, "раз"), await api.send(ANNA, "два")
    answer = await api(
        "messages.delete", peer_id=ANNA, cmids=[first["conversation_message_id"], 999], delete_for_all=1
    )
    assert [one["response"] for one in answer] == [1, 0]
    answer = await api("messages.delete", message_ids=[second["message_id"], 999], delete_for_all=1)
    assert [one["response"] for one in answer] == [1, 0]
    assert anna.texts == ["Начать"]


async def test_only_what_is_ones_own_and_young_goes_for_all(api, anna, maria, vk, clock):
    said = anna.says("моё")
    (refused,) = await api("messages.delete", peer_id=ANNA, cmids=said.id, delete_for_all=1)
    assert refused["error"]["code"] == 924
    (hidden,) = await api("messages.delete", peer_id=ANNA, cmids=said.id)
    assert (hidden["response"], anna.texts[-1]) == (1, "моё")
    history = await api("messages.getHistory", peer_id=ANNA)
    assert [one["text"] for one in history["items"]] == ["Начать"]
    spam = vk.phone(OLEG, ROOM).says("купите")
    (removed,) = await api("messages.delete", peer_id=ROOM, cmids=spam.id, delete_for_all=1)
    assert (removed["response"], maria.texts) == (1, [])
    sent = await api.send(ANNA, "старое")
    clock.now += 24 * 3600 + 1
    (old,) = await api(
        "messages.delete", peer_id=ANNA, cmids=sent["conversation_message_id"], delete_for_all=1
    )
    assert old["error"]["code"] == 924


# Presses


async def test_a_press_is_answered_once_with_a_snackbar(api, anna):
    await api.send(ANNA, "Придёте?", keyboard=BUTTONS)
    event = anna.presses("Да")
    given = {
        "event_id": event,
        "user_id": ANNA,
        "peer_id": ANNA,
        "event_data": {"type": "show_snackbar", "text": "Записали"},
    }
    assert await api("messages.sendMessageEventAnswer", **given) == 1
    assert await anna.toasted() == "Записали"
    assert await api.refused("messages.sendMessageEventAnswer", **given) == 100


async def test_a_press_can_be_answered_for_a_minute_by_its_person(api, anna, clock):
    await api.send(ANNA, "Придёте?", keyboard=BUTTONS)

    async def code(event, **more):
        given = {"event_id": event, "user_id": ANNA, "peer_id": ANNA} | more
        return await api.refused("messages.sendMessageEventAnswer", **given)

    event = anna.presses("Да")
    assert await code("nothing") == 100
    assert await code(event, user_id=IVAN) == 100
    assert await code(event, event_data="{") == 100
    assert await code(event, event_data={"type": "show_snackbar"}) == 100
    assert await code(event, event_data={"type": "show_snackbar", "text": "я" * 91}) == 100
    assert await code(event, event_data={"type": "open_link", "link": "x" * 1000}) == 100
    clock.now += 61
    assert await code(event) == 100
    event = anna.presses("Да")
    clock.now += 60
    assert await api("messages.sendMessageEventAnswer", event_id=event, user_id=ANNA, peer_id=ANNA) == 1
    assert await anna.toasted() == ""


async def test_an_answer_can_open_a_link(api, anna):
    await api.send(ANNA, "Придёте?", keyboard=BUTTONS)
    data = {"type": "open_link", "link": "https://example.org"}
    event = anna.presses("Да")
    await api("messages.sendMessageEventAnswer", event_id=event, user_id=ANNA, peer_id=ANNA, event_data=data)
    assert anna.opened == [data]


async def test_typing_and_reading_are_seen(api, anna, clock):
    assert await api("messages.setActivity", peer_id=ANNA, type="typing") == 1
    assert anna.typed_to
    clock.now += 11
    assert not anna.typed_to
    assert await api("messages.markAsRead", peer_id=ANNA) == 1
    assert anna.chat.in_read == 1
    assert await api.refused("messages.setActivity", peer_id=MARIA, type="typing") == 901
    assert await api.refused("messages.setActivity", peer_id=ANNA, type="singing") == 100


async def test_a_refusal_repeats_what_was_asked_without_the_token(api, anna):
    with pytest.raises(Refused) as refusal:
        await api("messages.send", peer_id=ANNA, message="я" * 5000, random_id=1)
    asked = {one["key"]: one["value"] for one in refusal.value.error["request_params"]}
    assert (asked["method"], asked["peer_id"]) == ("messages.send", str(ANNA))
    assert api.vk.token not in json.dumps(refusal.value.error)
