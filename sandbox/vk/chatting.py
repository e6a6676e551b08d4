"""Methods about chats: who is put out, what stays on top, reactions under messages."""

from sandbox.vk import membership
from sandbox.vk.desk import Desk, method
from sandbox.vk.errors import VkError, bad_parameter
from sandbox.vk.models import CHAT_START, REACTIONS, Json, Peer, VkMessage

NOT_RUN, NOT_THERE, DENIED, NO_LINK, ODD_REACTION = 925, 935, 15, 919, 1009
MOST_SHOWN = 3


def run(desk: Desk, id: int) -> Peer:
    """A chat of which the community is an administrator."""
    chat = desk.readable(id)
    if chat.private or not chat.admin(desk.world.community.peer):
        raise VkError(NOT_RUN)
    return chat


def message_of(desk: Desk, peer: Peer, given: Json) -> VkMessage:
    """The message that a call names."""
    message = desk.find(peer, given)
    if message is None or message.service:
        raise bad_parameter("message not found")
    return message


@method("messages.removeChatUser")
def remove_chat_user(desk: Desk, given: Json) -> int:
    """Put a member out of a chat, or leave it oneself; nobody puts out those who run it."""
    community = desk.world.community.peer
    chat = desk.readable(CHAT_START + given["chat_id"])
    member = given.get("member_id") or given.get("user_id") or 0
    if member != community and not chat.admin(community):
        raise VkError(NOT_RUN)
    if member not in chat.members:
        raise VkError(NOT_THERE)
    if member != community and chat.admin(member):
        raise VkError(DENIED, "can't remove this user")
    membership.remove(desk.world, chat, member, community)
    return 1


@method("messages.getInviteLink")
def get_invite_link(desk: Desk, given: Json) -> Json:
    """The link by which people come into a chat; `reset` makes another, and the old one leads nowhere."""
    chat = desk.readable(given["peer_id"])
    if chat.private or not chat.admin(desk.world.community.peer):
        raise VkError(NO_LINK)
    if given.get("reset"):
        chat.links += 1
    return {"link": membership.link_of(chat)}


@method("messages.pin")
def pin(desk: Desk, given: Json) -> Json:
    """Keep a message on top; another one that was there is not any more."""
    chat = run(desk, given["peer_id"])
    message = message_of(desk, chat, given)
    membership.pin(desk.world, chat, message.id, desk.world.community.peer)
    return pinned(message)


def pinned(message: VkMessage) -> Json:
    """A message as the top of a chat shows it."""
    return {**message.wire, "out": message.outgoing}


@method("messages.unpin")
def unpin(desk: Desk, given: Json) -> int:
    """Take the message from the top."""
    membership.pin(desk.world, run(desk, given["peer_id"]), 0, desk.world.community.peer)
    return 1


@method("messages.sendReaction")
def send_reaction(desk: Desk, given: Json) -> int:
    """One reaction under a message, in the place of the one before."""
    message = message_of(desk, desk.readable(given["peer_id"]), given)
    if not 1 <= given["reaction_id"] <= len(REACTIONS):
        raise VkError(ODD_REACTION)
    desk.world.react(message, desk.world.community.peer, given["reaction_id"])
    return 1


@method("messages.deleteReaction")
def delete_reaction(desk: Desk, given: Json) -> int:
    """No reaction of the community's any more."""
    message = message_of(desk, desk.readable(given["peer_id"]), given)
    desk.world.react(message, desk.world.community.peer, 0)
    return 1


@method("messages.getMessagesReactions")
def get_messages_reactions(desk: Desk, given: Json) -> Json:
    """How many put which reaction under messages."""
    peer = desk.readable(given["peer_id"])
    found = [peer.messages[number] for number in given["cmids"] if number in peer.messages]
    return {"items": [{"cmid": message.id, "counters": counters(message)} for message in found]}


def counters(message: VkMessage) -> list[Json]:
    """The reactions under one message."""
    by_number: dict[int, list[int]] = {}
    for user, number in message.reactions.items():
        by_number.setdefault(number, []).append(user)
    return [
        {"reaction_id": number, "count": len(users), "user_ids": users[:MOST_SHOWN]}
        for number, users in by_number.items()
    ]
