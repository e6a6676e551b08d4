"""What the community can look up: conversations, histories, people, itself."""

from sandbox.vk import CHAT_START, VkPhone
from tests.sandbox_vk.conftest import ANNA, IVAN, MARIA, OLEG, ROOM, callback


async def test_conversations_begin_with_the_one_talked_in_last(api, vk, anna, maria):
    maria.says("на смене")
    vk.phone(IVAN).says("добрый день")
    await api.send(ANNA)
    answer = await api("messages.getConversations", extended=1)
    assert [one["conversation"]["peer"]["id"] for one in answer["items"]] == [ANNA, IVAN, ROOM]
    assert answer["count"] == 3
    first = answer["items"][0]
    assert first["conversation"]["last_conversation_message_id"] == 2
    assert first["last_message"]["text"] == "Здравствуйте"
    assert {one["id"] for one in answer["profiles"]} == {ANNA, IVAN, MARIA}
    room = answer["items"][2]["conversation"]
    assert (room["chat_settings"]["title"], room["peer"]["local_id"]) == ("Дежурная смена", 1)
    page = await api("messages.getConversations", offset=1, count=1)
    assert [one["conversation"]["peer"]["id"] for one in page["items"]] == [IVAN]


async def test_conversations_can_be_those_unread_or_unanswered(api, vk, anna, maria):
    maria.says("на смене")
    vk.phone(IVAN).says("добрый день")
    await api.send(ANNA)

    async def ids(wanted):
        answer = await api("messages.getConversations", filter=wanted)
        return [one["conversation"]["peer"]["id"] for one in answer["items"]]

    assert await ids("unanswered") == [IVAN]
    assert await ids("unread") == [ANNA, IVAN, ROOM]
    await api("messages.markAsRead", peer_id=ANNA, up_to_cmid=1)
    assert await ids("unread") == [IVAN, ROOM]
    assert await ids("archive") == []
    (ivan,) = (await api("messages.getConversationsById", peer_ids=IVAN))["items"]
    assert (ivan["unread_count"], ivan["unanswered"]) == (1, True)
    assert await api.refused("messages.getConversations", filter="lost") == 100
    assert await api.refused("messages.getConversations", count=201) == 100


async def test_a_conversation_says_whether_one_can_write(api, vk, anna):
    anna.denies()
    (shown,) = (await api("messages.getConversationsById", peer_ids=ANNA, extended=1))["items"]
    assert shown["can_write"] == {"allowed": False, "reason": 901}
    assert await api.refused("messages.getConversationsById", peer_ids=999) == 936
    assert await api.refused("messages.getConversationsById", peer_ids=CHAT_START + 9) == 927
    assert (await api("messages.isMessagesFromGroupAllowed", group_id=vk.group_id, user_id=ANNA)) == {
        "is_allowed": 0
    }


async def history(api, peer=ANNA, **more):
    answer = await api("messages.getHistory", peer_id=peer, **more)
    return [message["conversation_message_id"] for message in answer["items"]]


async def test_a_history_is_read_from_either_end(api, anna: VkPhone):
    for number in range(2, 31):
        anna.says(f"{number}")
    assert await history(api) == list(range(30, 10, -1))
    assert await history(api, count=3, offset=1) == [29, 28, 27]
    assert await history(api, count=3, rev=1) == [1, 2, 3]
    assert await history(api, count=3, start_cmid=10) == [10, 9, 8]
    assert await history(api, count=3, start_cmid=10, rev=1) == [10, 11, 12]
    assert await history(api, count=4, start_cmid=10, offset=-2) == [12, 11, 10, 9]
    number_ten = anna.screen[9].message_id
    assert await history(api, count=2, start_message_id=number_ten) == [10, 9]
    await api("messages.markAsRead", peer_id=ANNA, up_to_cmid=20)
    assert await history(api, count=2, start_message_id=-1) == [21, 20]
    assert await history(api, count=0) == []
    assert await api.refused("messages.getHistory", peer_id=ANNA, count=201) == 100


async def test_a_history_shows_what_was_sent_with_which_random_id(api, anna, clock):
    await api.send(ANNA, "Придёте?", 4242, keyboard=callback("Да"), payload='{"letter":7}')
    anna.says("да")
    answer = await api("messages.getHistory", peer_id=ANNA, extended=1)
    said, sent, _ = answer["items"]
    assert (sent["random_id"], sent["out"], sent["from_id"]) == (4242, 1, -api.vk.group_id)
    assert sent["keyboard"]["buttons"][0][0]["action"]["label"] == "Да"
    assert sent["payload"] == '{"letter":7}'
    assert (said["out"], said["date"]) == (0, int(clock.now))
    assert answer["groups"][0]["name"] == "Линия поддержки"


async def test_a_history_needs_somebody(api, vk, maria):
    maria.says("раз")
    assert await history(api, ROOM) == [1]
    assert await api.refused("messages.getHistory", peer_id=999) == 936
    assert await api.refused("messages.getHistory", peer_id=CHAT_START + 9) == 927
    assert await api.refused("messages.getHistory") == 100
    vk.world.peers[ROOM].members[-vk.group_id].admin = False
    assert await api.refused("messages.getHistory", peer_id=ROOM) == 917


async def test_a_kept_history_is_bounded(api, vk, anna):
    vk.world.history = 3
    for number in range(5):
        anna.says(f"{number}")
    assert anna.texts == ["2", "3", "4"]
    assert len(vk.world.numbered) == 3


async def test_messages_are_found_by_either_id(api, anna, maria):
    said = anna.says("раз")
    by_cmid = await api(
        "messages.getByConversationMessageId", peer_id=ANNA, conversation_message_ids=[said.id, 999]
    )
    by_id = await api("messages.getById", message_ids=[said.message_id, 999], extended=1)
    both = await api("messages.getById", peer_id=ANNA, cmids=said.id)
    assert by_cmid["items"] == by_id["items"] == both["items"] == [said.wire]
    assert by_id["profiles"][0]["id"] == ANNA
    assert await api.refused("messages.getById") == 100


async def test_people_are_found_by_id_or_name(api):
    people = await api(
        "users.get", user_ids=[ANNA, "id1002", "anna", 999], fields=["screen_name", "photo_100"]
    )
    assert [(one["first_name"], one["screen_name"]) for one in people] == [
        ("Анна", "anna"),
        ("Иван", "id1002"),
        ("Анна", "anna"),
    ]
    assert await api.refused("users.get", user_ids=ANNA, fields="shoe_size") == 100
    assert await api("utils.resolveScreenName", screen_name="anna") == {"type": "user", "object_id": ANNA}
    assert (await api("utils.resolveScreenName", screen_name="support_line"))["type"] == "group"
    assert await api("utils.resolveScreenName", screen_name="nobody") == []


async def test_the_community_knows_itself_and_its_followers(api, vk):
    (itself,) = (await api("groups.getById"))["groups"]
    assert (itself["id"], itself["screen_name"]) == (vk.group_id, "support_line")
    named = await api(
        "groups.getById", group_ids=["support_line", "other"], fields=["can_message", "members_count"]
    )
    assert [(one["can_message"], one["members_count"]) for one in named["groups"]] == [(1, 1)]
    assert await api("groups.isMember", group_id=vk.group_id, user_id=ANNA) == 1
    assert await api("groups.isMember", group_id=vk.group_id, user_ids=[ANNA, OLEG]) == [
        {"user_id": ANNA, "member": 1},
        {"user_id": OLEG, "member": 0},
    ]
    assert await api.refused("groups.isMember", group_id=vk.group_id) == 100


async def test_a_token_has_rights_and_no_others(api, vk, anna):
    rights = await api("groups.getTokenPermissions")
    assert {one["name"] for one in rights["permissions"]} == {"messages", "photos", "docs", "manage"}
    assert rights["mask"] == 4 + 4096 + 131072 + 262144
    vk.world.community.rights = frozenset({"messages"})
    assert await api.refused("groups.getLongPollServer", group_id=vk.group_id) == 15
    assert await api.refused("docs.getMessagesUploadServer", peer_id=ANNA) == 15
    assert await api.refused("photos.getMessagesUploadServer", peer_id=ANNA) == 15
    await api.send(ANNA)
