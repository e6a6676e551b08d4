"""Methods that look: conversations, histories, members."""

from collections.abc import Iterable
from typing import Any

from sandbox.vk.desk import Desk, method
from sandbox.vk.errors import undefined
from sandbox.vk.models import CHAT_START, Json, Peer, VkMessage

DEFAULT_COUNT = 20
MEMBERS_COUNT = 200
RIGHTS = (
    "can_change_info", "can_change_invite_link", "can_change_pin", "can_invite", "can_promote_users",
    "can_see_invite_link", "can_moderate", "can_copy_chat", "can_call", "can_use_mass_mentions",
)  # fmt: skip


def visible(peer: Peer) -> list[VkMessage]:
    """The messages that the community still has, oldest first."""
    return [message for message in peer.messages.values() if not message.hidden]


def page(items: list[Any], given: Json, count: int = DEFAULT_COUNT) -> list[Any]:
    """The part of a list that a call asks for."""
    offset = given.get("offset", 0)
    return items[offset : offset + given.get("count", count)]


def authors(messages: Iterable[VkMessage]) -> set[int]:
    """Who wrote these messages."""
    return {message.sender for message in messages}


@method("messages.getConversations")
def get_conversations(desk: Desk, given: Json) -> Json:
    """The conversations, the one talked in last first."""
    wanted = given.get("filter", "all")
    chosen: list[Peer] = []
    unread = 0
    for peer in reversed(desk.world.peers.values()):
        if not peer.messages:
            continue
        unread += peer.has_unread
        if (
            wanted in ("all", "sorted_chats")
            or (wanted == "unread" and peer.has_unread)
            or (wanted == "unanswered" and peer.unanswered)
        ):
            chosen.append(peer)
    if start := given.get("start_message_id"):
        chosen = [peer for peer in chosen if last_id(peer) <= start]
    shown = page(chosen, given)
    items = []
    for peer in shown:
        item: Json = {"conversation": conversation(desk, peer)}
        if peer.last is not None:
            item["last_message"] = peer.last.wire
        items.append(item)
    answer: Json = {"count": len(chosen), "items": items}
    if unread:
        answer["unread_count"] = unread
    if given.get("extended"):
        lasts = [peer.last for peer in shown if peer.last is not None]
        answer |= desk.people(authors(lasts) | {peer.id for peer in shown})
    return answer


@method("messages.getConversationsById")
def get_conversations_by_id(desk: Desk, given: Json) -> Json:
    """The conversations with these peers."""
    peers = [desk.readable(id) for id in given["peer_ids"]]
    answer: Json = {"count": len(peers), "items": [conversation(desk, peer) for peer in peers]}
    return answer | desk.people(peer.id for peer in peers) if given.get("extended") else answer


def last_id(peer: Peer) -> int:
    """The id of the newest message among all of the community's."""
    return peer.last.message_id if peer.last is not None else 0


def conversation(desk: Desk, peer: Peer) -> Json:
    """A dialogue or chat as lists show it."""
    kind = "user" if peer.private else "chat"
    read, out = (peer.messages.get(number) for number in (peer.in_read, peer.out_read))
    refusal = desk.refusal(peer.id, peer)
    shown: Json = {
        "peer": {"id": peer.id, "type": kind, "local_id": peer.id if peer.private else peer.id - CHAT_START},
        "last_message_id": last_id(peer),
        "in_read": read.message_id if read else 0,
        "out_read": out.message_id if out else 0,
        "in_read_cmid": peer.in_read,
        "out_read_cmid": peer.out_read,
        "last_conversation_message_id": peer.counter,
        "version": peer.last.wire["version"] if peer.last else 0,
        "sort_id": {"major_id": 0, "minor_id": last_id(peer)},
        "is_marked_unread": False,
        "important": False,
        "can_write": {"allowed": True} if refusal is None else {"allowed": False, "reason": refusal},
    }
    if peer.has_unread:
        shown["unread_count"] = peer.unread
    if peer.unanswered:
        shown["unanswered"] = True
    if peer.keyboard is not None:
        shown["current_keyboard"] = peer.keyboard
    if not peer.private:
        shown["chat_settings"] = chat_settings(desk, peer)
    return shown


def chat_settings(desk: Desk, chat: Peer) -> Json:
    """What a chat is, as one of its members sees it."""
    community = desk.world.community.peer
    state = "in" if community in chat.members else "left" if community in chat.left else "kicked"
    owner = next((id for id, member in chat.members.items() if member.owner), 0)
    top = chat.messages.get(chat.pinned)
    return {
        "title": chat.title,
        "owner_id": owner,
        **({"pinned_message": {**top.wire, "out": top.outgoing}} if top is not None else {}),
        "state": state,
        "members_count": len(chat.members),
        "admin_ids": [id for id, member in chat.members.items() if member.admin and not member.owner],
        "active_ids": [id for id in chat.members if id > 0][:4],
        "is_group_channel": False,
        "acl": dict.fromkeys(RIGHTS, chat.admin(community)),
    }


@method("messages.getHistory")
def get_history(desk: Desk, given: Json) -> Json:
    """The messages of a dialogue or chat: newest first, or (`rev`) oldest first."""
    peer = desk.run(desk.target(given))
    messages = visible(peer)
    start = given.get("start_cmid")
    if given.get("start_message_id", 0) > 0:
        later = (one.id for one in messages if one.message_id >= given["start_message_id"])
        start = next(later, peer.counter)
    elif given.get("start_message_id") == -1:
        start = peer.in_read + 1
    forwards = bool(given.get("rev"))
    if not forwards:
        messages.reverse()
    begin = 0
    if start is not None:
        begin = sum(1 for one in messages if (one.id < start if forwards else one.id > start))
    begin = max(0, begin + given.get("offset", 0))
    shown = messages[begin : begin + given.get("count", DEFAULT_COUNT)]
    answer: Json = {"count": len(messages), "items": [message.wire for message in shown]}
    if given.get("extended"):
        answer |= desk.people(authors(shown)) | {"conversations": [conversation(desk, peer)]}
    return answer


def found(desk: Desk, messages: list[VkMessage | None], given: Json) -> Json:
    """Those of the messages asked for that there are."""
    shown = [message for message in messages if message is not None and not message.hidden]
    answer: Json = {"count": len(shown), "items": [message.wire for message in shown]}
    return answer | desk.people(authors(shown)) if given.get("extended") else answer


@method("messages.getByConversationMessageId")
def get_by_conversation_message_id(desk: Desk, given: Json) -> Json:
    """Messages of one peer by their conversation message ids."""
    peer = desk.run(given["peer_id"])
    return found(desk, [peer.messages.get(number) for number in given["conversation_message_ids"]], given)


@method("messages.getById")
def get_by_id(desk: Desk, given: Json) -> Json:
    """Messages by their ids among all of the community's, or by peer and conversation message ids."""
    if "cmids" in given:
        peer = desk.run(desk.target(given))
        return found(desk, [peer.messages.get(number) for number in given["cmids"]], given)
    if "message_ids" not in given:
        raise undefined("message_ids")
    wanted = set(given["message_ids"])
    return found(desk, [desk.world.numbered.get(id) for id in sorted(wanted)], given)


@method("messages.getConversationMembers")
def get_conversation_members(desk: Desk, given: Json) -> Json:
    """Who is in a chat, if the community runs it."""
    peer = desk.run(given["peer_id"])
    community = desk.world.community.peer
    if peer.private:
        members: list[Json] = [{"member_id": peer.id}, {"member_id": community}]
    else:
        members = [
            {
                "member_id": id,
                "invited_by": member.invited_by or id,
                "join_date": member.joined,
                "is_admin": member.admin or member.owner,
                "is_owner": member.owner,
                "can_kick": not member.owner and id != community,
            }
            for id, member in peer.members.items()
        ]
    shown = page(members, given, MEMBERS_COUNT)
    return {
        "count": len(members),
        "items": shown,
        **desk.people(member["member_id"] for member in shown),
    }


@method("messages.isMessagesFromGroupAllowed")
def is_allowed(desk: Desk, given: Json) -> Json:
    """Whether a person lets the community write."""
    desk.person(given["user_id"])
    peer = desk.world.peers.get(given["user_id"])
    return {"is_allowed": int(desk.refusal(given["user_id"], peer) is None)}
