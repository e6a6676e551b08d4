"""Chats: who is in them, what the community hears there, what it may ask."""

import pytest

from sandbox import Impossible
from sandbox.vk import CHAT_START, membership
from tests.sandbox_vk.conftest import ANNA, IVAN, MARIA, OLEG, ROOM, callback


async def actions(reader):
    return [
        (event["object"]["message"]["action"]["type"], event["object"]["message"]["action"].get("member_id"))
        for event in await reader.news()
    ]


async def test_comings_and_goings_are_told(vk, maria, reader):
    maria.invites(IVAN)
    vk.phone(IVAN, ROOM).leaves()
    vk.phone(ANNA, ROOM).joins()
    maria.kicks(ANNA)
    maria.renames("Смена")
    assert await actions(reader) == [
        ("chat_invite_user", IVAN),
        ("chat_kick_user", IVAN),
        ("chat_invite_user_by_link", ANNA),
        ("chat_kick_user", ANNA),
        ("chat_title_update", None),
    ]
    with pytest.raises(Impossible):
        vk.phone(ANNA, ROOM).joins()
    with pytest.raises(Impossible):
        vk.phone(ANNA, ROOM).says("пустите")


async def test_a_new_chat_is_heard_of_when_the_community_is_invited(vk, reader, api):
    chat = membership.create(vk.world, 7, "Клуб", MARIA, [ANNA])
    assert await actions(reader) == [("chat_invite_user", -vk.group_id)]
    phone = vk.phone(MARIA, chat.id)
    phone.says("привет")
    assert await reader.news() == []
    phone.says(f"{vk.world.mention} привет")
    phone.says("@support_line и вам")
    assert len(await reader.news()) == 2
    assert await api.refused("messages.getConversationMembers", peer_id=chat.id) == 917
    assert await api.refused("messages.getHistory", peer_id=chat.id) == 917
    membership.promote(vk.world, chat, -vk.group_id)
    phone.says("а теперь?")
    assert len(await reader.news()) == 1
    members = await api("messages.getConversationMembers", peer_id=chat.id)
    assert members["count"] == 3
    assert [one["id"] for one in members["profiles"]] == [ANNA, MARIA]


async def test_the_end_of_the_community_in_a_chat_is_told(vk, maria, reader):
    maria.kicks(-vk.group_id)
    maria.says("без бота")
    assert await actions(reader) == [("chat_kick_user", -vk.group_id)]


async def test_a_text_button_in_a_chat_mentions_the_community(api, vk, maria, reader):
    vk.world.peers[ROOM].members[-vk.group_id].admin = False
    keyboard = {"inline": True, "buttons": [[{"action": {"type": "text", "label": "Беру", "payload": "1"}}]]}
    await api.send(ROOM, "Заявка", keyboard=keyboard)
    maria.presses("Беру")
    (event,) = await reader.news()
    assert event["object"]["message"]["text"] == f"{vk.world.mention} Беру"
    answered = maria.last
    maria.says("и так слышно", reply_to=answered)
    assert len(await reader.news()) == 1


async def test_a_community_with_access_to_all_messages_hears_them(vk, maria, reader):
    chat = vk.world.peers[ROOM]
    chat.members[-vk.group_id].admin = False
    chat.hears_all = True
    maria.says("слышно?")
    assert len(await reader.news()) == 1


async def test_members_are_told_with_what_they_are(api, vk):
    answer = await api("messages.getConversationMembers", peer_id=ROOM)
    assert {one["member_id"]: (one["is_admin"], one["is_owner"]) for one in answer["items"]} == {
        OLEG: (False, False),
        MARIA: (True, True),
        -vk.group_id: (True, False),
    }
    assert answer["groups"][0]["id"] == vk.group_id
    assert await api.refused("messages.getConversationMembers", peer_id=CHAT_START + 5) == 927
    assert await api.refused("messages.getConversationMembers", peer_id=5) == 936


async def test_only_an_administrator_puts_people_out_and_sees_the_link(api, vk, maria, reader):
    assert (await api("messages.getInviteLink", peer_id=ROOM))["link"].startswith("https://vk.me/join/")
    assert await api("messages.removeChatUser", chat_id=1, member_id=OLEG) == 1
    assert OLEG not in maria.chat.members
    assert await api.refused("messages.removeChatUser", chat_id=1, member_id=OLEG) == 935
    vk.world.peers[ROOM].members[-vk.group_id].admin = False
    assert await api.refused("messages.removeChatUser", chat_id=1, member_id=MARIA) == 925
    assert await api.refused("messages.getInviteLink", peer_id=ROOM) == 919
    assert await reader.news() == []


async def test_presses_in_a_chat_come_with_who_and_where(api, vk, maria, reader):
    await api.send(ROOM, "Заявка", keyboard=callback("Беру"))
    oleg = vk.phone(OLEG, ROOM)
    event = oleg.presses("Беру")
    (pressed,) = await reader.news()
    assert (pressed["object"]["user_id"], pressed["object"]["peer_id"]) == (OLEG, ROOM)
    await api("messages.sendMessageEventAnswer", event_id=event, user_id=OLEG, peer_id=ROOM)
    assert await oleg.toasted() == ""
    assert maria.snackbars == []
    with pytest.raises(Impossible):
        vk.phone(ANNA, ROOM).presses("Беру")


async def test_the_community_may_be_kept_out_of_chats(vk, maria):
    maria.kicks(-vk.group_id)
    vk.world.community.bots = False
    with pytest.raises(Impossible):
        maria.invites(-vk.group_id)
