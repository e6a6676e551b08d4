"""Invite links: made by the bot, followed by people."""

from sandbox import membership
from sandbox.acts import Impossible
from sandbox.models import Chat, Json, User
from sandbox.world import World


def make(world: World, chat: Chat, **about: object) -> Json:
    """A new link into a chat."""
    address = f"https://t.me/+sandbox{world.unique():08d}"
    link: Json = {
        "invite_link": address,
        "creator": world.bot.wire,
        "creates_join_request": False,
        "is_primary": False,
        "is_revoked": False,
    } | about
    world.links[address] = (chat.id, link)
    return link


def follow(world: World, user: User, address: str) -> Chat:
    """Come in by a link, or ask to be let in where the link says so."""
    chat_id, link = world.links.get(address, (0, {"is_revoked": True}))
    expired = "expire_date" in link and link["expire_date"] < world.clock()
    if link["is_revoked"] or expired or link.get("member_limit") == 0:
        raise Impossible("Эта ссылка больше не действует.")
    chat = world.chat(chat_id)
    standing = membership.standing(world, chat, user)
    if standing.present:
        raise Impossible(f"{user.name} уже состоит в группе «{chat.title}».")
    if standing.status == "kicked":
        raise Impossible(f"{user.name} не может войти в группу «{chat.title}».")
    if link["creates_join_request"]:
        chat.requests[user.id] = link
        request: Json = {
            "chat": chat.wire,
            "from": user.wire,
            "user_chat_id": user.id,
            "date": int(world.clock()),
            "invite_link": link,
        }
        world.updates.push("chat_join_request", request)
        return chat
    membership.join(world, chat, user, link=link)
    if "member_limit" in link:
        link["member_limit"] -= 1
    return chat
