"""Chats: what stays on top, reactions, links, what people bring from elsewhere; answers fit the schema."""

import pytest

from sandbox import Impossible
from tests.sandbox_vk.conftest import ANNA, IVAN, MARIA, OLEG, ROOM
from tests.sandbox_vk.schema import complaints


async def test_a_message_stays_on_top_until_another_or_none_does(api, maria):
    first, second = await api.send(ROOM, "Правила"), await api.send(ROOM, "Расписание")
    await api("messages.pin", peer_id=ROOM, cmid=first["conversation_message_id"])
    top = await api("messages.pin", peer_id=ROOM, cmid=second["conversation_message_id"])
    assert (top["text"], maria.chat.pinned) == ("Расписание", second["conversation_message_id"])
    (shown,) = (await api("messages.getConversationsById", peer_ids=ROOM))["items"]
    assert shown["chat_settings"]["pinned_message"]["text"] == "Расписание"
    assert await api("messages.unpin", peer_id=ROOM) == 1
    assert maria.chat.pinned == 0
    assert await api.refused("messages.pin", peer_id=ROOM, cmid=99) == 100


async def test_a_deleted_message_stays_nowhere(api, maria):
    sent = await api.send(ROOM, "Правила")
    await api("messages.pin", peer_id=ROOM, cmid=sent["conversation_message_id"])
    await api("messages.delete", peer_id=ROOM, cmids=sent["conversation_message_id"], delete_for_all=1)
    assert maria.chat.pinned == 0


async def test_each_has_one_reaction_under_a_message(api, maria, vk, reader):
    vk.world.events.wanted.add("message_reaction_event")
    said = maria.says("космонавт")
    for reaction in (2, 4):
        assert await api("messages.sendReaction", peer_id=ROOM, cmid=said.id, reaction_id=reaction) == 1
    maria.reacts(said, "👍")
    read = await api("messages.getMessagesReactions", peer_id=ROOM, cmids=said.id)
    counted = {"reaction_id": 4, "count": 2, "user_ids": [-vk.group_id, MARIA]}
    assert read["items"] == [{"cmid": said.id, "counters": [counted]}]
    await api("messages.deleteReaction", peer_id=ROOM, cmid=said.id)
    assert said.reactions == {MARIA: 4}
    assert await api.refused("messages.sendReaction", peer_id=ROOM, cmid=said.id, reaction_id=99) == 1009
    *_, event = await reader.news()
    assert (event["type"], event["object"]["reaction_id"]) == ("message_reaction_event", 4)
    assert not complaints("callback_message_reaction_event", event["object"])
    with pytest.raises(Impossible):
        maria.reacts(said, "🥦")


async def test_a_link_leads_in_until_it_is_made_anew(api, vk):
    old = (await api("messages.getInviteLink", peer_id=ROOM))["link"]
    vk.phone(ANNA).follows(old)
    new = (await api("messages.getInviteLink", peer_id=ROOM, reset=1))["link"]
    with pytest.raises(Impossible, match="больше не действует"):
        vk.phone(IVAN).follows(old)
    vk.phone(IVAN).follows(new)
    assert {ANNA, IVAN} <= vk.phone(MARIA, ROOM).chat.members.keys()
    with pytest.raises(Impossible, match="уже в беседе"):
        vk.phone(IVAN).follows(new)


async def test_nobody_who_runs_a_chat_is_put_out_by_the_community(api, maria):
    assert await api.refused("messages.removeChatUser", chat_id=1, member_id=MARIA) == 15
    assert await api("messages.removeChatUser", chat_id=1, member_id=OLEG) == 1


async def test_reposts_and_cards_of_links_are_told(maria, reader):
    maria.reposts("Розыгрыш")
    maria.sends_link("https://example.org/", text="Смотрите")
    post, card = (event["object"]["message"]["attachments"][0] for event in await reader.news())
    assert (post["type"], post["wall"]["text"]) == ("wall", "Розыгрыш")
    assert (card["type"], card["link"]["url"]) == ("link", "https://example.org/")


async def test_a_persons_text_becomes_a_picture(maria, reader):
    maria.edits(maria.says("Добрый день"), "Приз", b"\x89PNG")
    *_, event = await reader.news()
    assert (event["type"], event["object"]["text"]) == ("message_edit", "Приз")
    assert event["object"]["attachments"][0]["type"] == "photo"
