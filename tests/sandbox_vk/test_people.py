"""What people do, as the bot hears it, and what a phone shows."""

import json

import pytest

from sandbox import Impossible
from sandbox.vk import Client, acts
from tests.sandbox_vk.conftest import ANNA, IVAN

YES_NO = {
    "one_time": True,
    "buttons": [
        [{"action": {"type": "text", "label": "Да", "payload": '{"a":"yes"}'}, "color": "positive"}],
        [
            {"action": {"type": "location"}},
            {"action": {"type": "callback", "label": "Позже", "payload": "{}"}},
        ],
    ],
}
INLINE = {
    "inline": True,
    "buttons": [
        [{"action": {"type": "callback", "label": "Беру", "payload": '{"r":7}'}}],
        [
            {"action": {"type": "text", "label": "Помощь", "payload": '"help"'}},
            {"action": {"type": "open_link", "label": "Сайт", "link": "https://example.org"}},
        ],
    ],
}


async def test_start_comes_with_its_payload_and_where_from(vk, reader):
    vk.phone(ANNA).starts("station-7")
    (event,) = await reader.news()
    message = event["object"]["message"]
    assert (message["text"], json.loads(message["payload"])) == ("Начать", {"command": "start"})
    assert (message["ref"], message["ref_source"]) == ("station-7", "vk.me")
    assert (event["type"], event["group_id"], event["v"]) == ("message_new", vk.group_id, "5.199")


async def test_a_message_says_what_the_client_can_show(vk, reader):
    vk.phone(ANNA).says("Здравствуйте")
    vk.phone(IVAN).says("Добрый день")
    new, old = [event["object"]["client_info"] for event in await reader.news()]
    assert new["inline_keyboard"] is True
    assert "callback" in new["button_actions"]
    assert (old["inline_keyboard"], old["button_actions"]) == (False, ["text"])
    assert Client.bare().wire["keyboard"] is False


async def test_who_writes_lets_the_community_answer(api, vk, reader):
    anna = vk.phone(ANNA)
    anna.says("Здравствуйте")
    await api.send(ANNA)
    anna.denies()
    anna.says("ещё вопрос")
    assert [event["type"] for event in await reader.news()] == [
        "message_new",
        "message_deny",
        "message_allow",
        "message_new",
    ]


async def test_ids_count_in_each_dialogue_and_over_all(vk, reader):
    anna, ivan = vk.phone(ANNA), vk.phone(IVAN)
    anna.says("раз")
    ivan.says("раз")
    anna.says("два")
    messages = [event["object"]["message"] for event in await reader.news()]
    assert [(one["id"], one["conversation_message_id"]) for one in messages] == [(1, 1), (2, 1), (3, 2)]


async def test_a_photo_can_be_downloaded(api, anna, reader):
    anna.sends_photo(b"\xff\xd8cat", "моя справка")
    (event,) = await reader.news()
    message = event["object"]["message"]
    assert message["text"] == "моя справка"
    largest = max(message["attachments"][0]["photo"]["sizes"], key=lambda size: size["width"])
    async with api.http.get(largest["url"]) as answer:
        assert await answer.read() == b"\xff\xd8cat"


async def test_voices_documents_videos_stickers_and_places(api, anna, reader):
    anna.sends_voice(b"OggS hello")
    anna.sends_document(b"%PDF", name="Справка.pdf")
    anna.sends_document(None, name="кино.mkv", size=3_000_000_000)
    anna.sends_video()
    anna.sends_sticker()
    anna.sends_location(55.75, 37.61)
    voice, document, huge, video, sticker, place = [
        event["object"]["message"] for event in await reader.news()
    ]
    async with api.http.get(voice["attachments"][0]["audio_message"]["link_ogg"]) as answer:
        assert await answer.read() == b"OggS hello"
    doc = document["attachments"][0]["doc"]
    assert (doc["title"], doc["ext"], doc["size"]) == ("Справка.pdf", "pdf", 4)
    assert huge["attachments"][0]["doc"]["size"] == 3_000_000_000
    async with api.http.get(huge["attachments"][0]["doc"]["url"]) as answer:
        assert answer.status == 404
    assert video["attachments"][0]["type"] == "video"
    assert sticker["attachments"][0]["sticker"]["sticker_id"] == 9008
    assert place["geo"]["coordinates"] == {"latitude": 55.75, "longitude": 37.61}


async def test_an_album_is_one_message(anna, reader):
    anna.sends_album(("photo", b"\xff\xd8 1"), ("photo", b"\xff\xd8 2"), ("document", b"3"), caption="три")
    (event,) = await reader.news()
    message = event["object"]["message"]
    assert (message["text"], [one["type"] for one in message["attachments"]]) == (
        "три",
        ["photo", "photo", "doc"],
    )
    with pytest.raises(Impossible):
        anna.sends_album(*[("photo", b"\xff\xd8")] * 11)


async def test_forwards_replies_and_edits(anna, vk, reader):
    ivan = vk.phone(IVAN)
    said = ivan.says("позвоните мне")
    asked = anna.says("помгите")
    anna.forwards(said, text="вот")
    anna.says("это я", reply_to=asked)
    anna.edits(asked, "помогите")
    _, _, forwarded, replied, edited = [event["object"] for event in await reader.news()]
    (shown,) = forwarded["message"]["fwd_messages"]
    assert (shown["from_id"], shown["text"]) == (IVAN, "позвоните мне")
    assert replied["message"]["reply_message"]["text"] == "помгите"
    assert (edited["text"], edited["conversation_message_id"]) == ("помогите", asked.id)
    assert edited["update_time"] > 0


async def test_a_key_under_the_input_sends_its_text_and_payload(api, anna, reader):
    await api.send(ANNA, "Придёте?", keyboard=YES_NO)
    assert anna.keyboard == [["Да"], ["Отправить местоположение", "Позже"]]
    anna.taps("Отправить местоположение")
    assert anna.keyboard == []
    await api.send(ANNA, "Придёте?", keyboard=YES_NO)
    assert anna.taps("Позже") != ""
    anna.taps("Да")
    place, later, yes = await reader.news()
    assert "geo" in place["object"]["message"]
    assert (later["type"], later["object"]["payload"]) == ("message_event", {})
    assert "conversation_message_id" not in later["object"]
    message = yes["object"]["message"]
    assert (message["text"], message["payload"]) == ("Да", '{"a":"yes"}')


async def test_an_empty_keyboard_takes_the_keys_away(api, anna):
    await api.send(ANNA, "Придёте?", keyboard=YES_NO)
    await api.send(ANNA, "Ясно", keyboard={"buttons": []})
    assert anna.keyboard == []


async def test_buttons_in_a_message_are_pressed(api, anna, reader):
    sent = await api.send(ANNA, "Заявка 7", keyboard=INLINE)
    assert anna.buttons == [["Беру"], ["Помощь", "Сайт"]]
    event = anna.presses("Беру")
    anna.presses("Помощь")
    pressed, said = await reader.news()
    assert pressed["object"] == {
        "user_id": ANNA,
        "peer_id": ANNA,
        "event_id": event,
        "payload": {"r": 7},
        "conversation_message_id": sent["conversation_message_id"],
    }
    assert said["object"]["message"]["payload"] == '"help"'
    with pytest.raises(Impossible):
        anna.presses("Сайт")


async def test_a_forged_press_comes_as_it_was_forged(anna, reader):
    anna.forges('{"r":8}', 1)
    anna.forges("no json", 1)
    first, second = await reader.news()
    assert (first["object"]["payload"], second["object"]["payload"]) == ({"r": 8}, "no json")


async def test_an_old_client_sees_no_buttons_in_messages(api, vk):
    ivan = vk.phone(IVAN)
    ivan.starts()
    await api.send(IVAN, "Придёте?", keyboard=INLINE)
    assert ivan.buttons == []
    with pytest.raises(Impossible):
        ivan.presses("Беру")
    await api.send(IVAN, "Придёте?", keyboard=YES_NO)
    assert ivan.keyboard == [["Да"]]
    ivan.taps("Да")
    with pytest.raises(Impossible):
        ivan.taps("Позже")


async def test_typing_and_reading_are_told_only_when_wanted(api, vk, anna, reader):
    await api.send(ANNA)
    anna.types()
    anna.reads()
    assert await reader.news() == []
    await api(
        "groups.setLongPollSettings",
        group_id=vk.group_id,
        message_typing_state=1,
        message_read=1,
        message_reply=1,
    )
    sent = await api.send(ANNA)
    anna.types()
    anna.reads()
    reply, typing, read = await reader.news()
    assert (reply["type"], reply["object"]["out"], reply["object"]["from_id"]) == (
        "message_reply",
        1,
        -vk.group_id,
    )
    assert typing["object"] == {"state": "typing", "from_id": ANNA, "to_id": -vk.group_id}
    assert read["object"]["conversation_message_id"] == sent["conversation_message_id"]


async def test_deletions_are_not_told(anna, reader):
    anna.deletes(anna.says("ой"))
    assert [event["type"] for event in await reader.news()] == ["message_new"]
    assert anna.texts == ["Начать"]


async def test_the_black_list_of_the_community_is_told_when_wanted(vk, api, reader):
    await api("groups.setLongPollSettings", group_id=vk.group_id, user_block=1, user_unblock=1)
    acts.ban(vk.world, vk.world.users[ANNA], admin=2001, comment="спам")
    with pytest.raises(Impossible):
        vk.phone(ANNA).says("пустите")
    acts.unban(vk.world, vk.world.users[ANNA], admin=2001)
    blocked, unblocked = await reader.news()
    assert (blocked["type"], blocked["object"]["comment"]) == ("user_block", "спам")
    assert unblocked["object"]["user_id"] == ANNA


async def test_people_cannot_do_what_vk_would_not_let_them(api, anna, vk):
    sent = await api.send(ANNA, "раз")
    number = sent["conversation_message_id"]
    impossible = [
        lambda: anna.says("   "),
        lambda: anna.says("я" * 4097),
        lambda: anna.says("эй", reply_to=999),
        lambda: anna.edits(number, "два"),
        lambda: anna.deletes(number),
        lambda: anna.presses("Да"),
        lambda: anna.taps("Меню"),
        lambda: acts.attachment(vk.world, anna.user, "hologram", b""),
    ]
    for act in impossible:
        with pytest.raises(Impossible):
            act()
    anna.blocks()
    with pytest.raises(Impossible):
        anna.says("не дойдёт")
    anna.starts()
    await api.send(ANNA, "дошло")
    vk.world.community.messages = False
    with pytest.raises(Impossible):
        anna.says("не дойдёт")


async def test_waiting_ends_with_what_was_seen(api, anna):
    with pytest.raises(TimeoutError, match="Начать"):
        await anna.hears(timeout=0.01)
    await api.send(ANNA, "раз")
    await api.send(ANNA, "два")
    assert [message.text for message in await anna.hears("два")] == ["раз", "два"]
    assert anna.silent()
    anna.close()
    await api.send(ANNA, "три")
    assert anna.silent()
