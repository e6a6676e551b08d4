"""Who is in a chat and who runs it; each change is a message with an `action`."""

from collections.abc import Iterable

from sandbox.acts import Impossible
from sandbox.vk.acts import heard
from sandbox.vk.models import CHAT_START, Json, Peer, VkChange, VkMember, VkMessage, VkUser
from sandbox.vk.world import VkWorld


def announce(world: VkWorld, peer: Peer, by: int, action: Json) -> VkMessage:
    """Write the service message, and tell the bot of it where it hears."""
    message = world.put(peer, by, {"action": action}, outgoing=by == world.community.peer)
    world.change(VkChange("world"))
    if by != world.community.peer and heard(world, message):
        world.tell_message("message_new", message, world.users.get(by))
    return message


def invite(world: VkWorld, peer: Peer, member: int, by: int) -> VkMessage:
    """Bring somebody (a negative id: the community) into a chat."""
    if by not in peer.members:
        raise Impossible("only a member can invite")
    if member == world.community.peer and not world.community.bots:
        raise Impossible("the community may not be added to chats")
    if member in peer.members:
        raise Impossible("already in the chat")
    enter(world, peer, member, by)
    return announce(world, peer, by, {"type": "chat_invite_user", "member_id": member})


def link_of(peer: Peer) -> str:
    """The link by which people come into a chat."""
    return f"https://vk.me/join/sandbox{peer.id - CHAT_START}" + (f"-{peer.links}" if peer.links else "")


def follow(world: VkWorld, user: VkUser, address: str) -> Peer:
    """Come in by a link; a person who was put out has to be brought in by somebody."""
    chat = next(
        (peer for peer in world.peers.values() if not peer.private and link_of(peer) == address), None
    )
    if chat is None or chat.disabled:
        raise Impossible("Эта ссылка больше не действует.")
    if user.id in chat.members:
        raise Impossible(f"{user.name} уже в беседе «{chat.title}».")
    if user.id in chat.kicked:
        raise Impossible(f"{user.name} не может войти в беседу «{chat.title}».")
    join(world, chat, user)
    return chat


def pin(world: VkWorld, peer: Peer, number: int, by: int) -> None:
    """Keep a message on top, or (0) none."""
    before, peer.pinned = peer.pinned, number
    if not number and not before:
        return
    action: Json = {"type": "chat_pin_message" if number else "chat_unpin_message", "member_id": by}
    announce(world, peer, by, action | {"conversation_message_id": number or before})
    world.change(VkChange("pinned", peer, number=number))


def join(world: VkWorld, peer: Peer, user: VkUser) -> VkMessage:
    """Come in by a link."""
    if user.id in peer.members or user.id in peer.kicked:
        raise Impossible(f"{user.name} cannot come in by a link")
    enter(world, peer, user.id, user.id)
    return announce(world, peer, user.id, {"type": "chat_invite_user_by_link", "member_id": user.id})


def enter(world: VkWorld, peer: Peer, member: int, by: int) -> None:
    """Be in a chat from now on."""
    peer.members[member] = VkMember(invited_by=by, joined=int(world.clock()))
    peer.left.discard(member)
    peer.kicked.discard(member)


def leave(world: VkWorld, peer: Peer, member: int) -> VkMessage:
    """Go by oneself."""
    return remove(world, peer, member, member)


def kick(world: VkWorld, peer: Peer, member: int, by: int) -> VkMessage:
    """Put somebody out; a person who runs the chat does it, or the one who invited them."""
    found = peer.members.get(member)
    if found is not None and not peer.admin(by) and found.invited_by != by:
        raise Impossible("only an administrator puts people out")
    return remove(world, peer, member, by)


def remove(world: VkWorld, peer: Peer, member: int, by: int) -> VkMessage:
    """Take somebody out of a chat; the bot hears even of its own end."""
    if member not in peer.members:
        raise Impossible("not in the chat")
    message_for_bot = member == world.community.peer and by != member
    if not message_for_bot:
        del peer.members[member]
    (peer.left if member == by else peer.kicked).add(member)
    message = announce(world, peer, by, {"type": "chat_kick_user", "member_id": member})
    peer.members.pop(member, None)
    return message


def promote(world: VkWorld, peer: Peer, member: int, admin: bool = True) -> None:
    """Make somebody (a negative id: the community) an administrator, or one no more; no event tells of it."""
    peer.members[member].admin = admin
    world.change(VkChange("world"))


def create(
    world: VkWorld, number: int, title: str, owner: int, members: Iterable[int] = (), *, with_bot: bool = True
) -> Peer:
    """A person makes a chat, perhaps with the community in it."""
    peer = Peer(CHAT_START + number, title)
    world.peers[peer.id] = peer
    now = int(world.clock())
    peer.members[owner] = VkMember(admin=True, owner=True, joined=now)
    for member in (*members, *((world.community.peer,) if with_bot else ())):
        peer.members[member] = VkMember(invited_by=owner, joined=now)
    announce(world, peer, owner, {"type": "chat_create", "text": title})
    if with_bot:
        announce(world, peer, owner, {"type": "chat_invite_user", "member_id": world.community.peer})
    return peer


def rename(world: VkWorld, peer: Peer, title: str, by: int) -> VkMessage:
    """Give a chat another title."""
    peer.title = title
    return announce(world, peer, by, {"type": "chat_title_update", "text": title})
