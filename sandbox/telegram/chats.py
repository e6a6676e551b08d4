"""Methods about chats, their members, pins, links and reactions."""

from sandbox import membership
from sandbox.models import Change, Chat, Json, User
from sandbox.telegram.desk import Desk, method
from sandbox.telegram.errors import bad_request
from sandbox.telegram.reactions import REACTIONS

SOONEST, LATEST = 30, 366 * 24 * 3600
"""Seconds: a term that is shorter or longer is one without end."""
MEMBER_RIGHTS_ERROR = "not enough rights to restrict/unrestrict chat member"


def user_of(desk: Desk, number: int) -> User:
    """A user the bot can know."""
    user = desk.world.users.get(number)
    if user is None:
        raise bad_request("user not found")
    return user


def needs(desk: Desk, chat: Chat, right: str, error: str) -> None:
    """400 unless the bot has an administrator's right."""
    if not desk.present(chat).can(right):
        raise bad_request(error)


def permissions(chat: Chat) -> Json:
    """What members may do where nothing is restricted."""
    return dict.fromkeys(membership.MEMBER_RIGHTS, True)


@method("getChat")
def get_chat(desk: Desk, given: Json) -> Json:
    """Everything about a chat."""
    chat = desk.readable(given["chat_id"])
    full: Json = chat.wire | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.private:
        full["permissions"] = permissions(chat)
    if chat.channel:
        full["linked_chat_id"] = chat.channel
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].wire
    return full


@method("getChatMember")
def get_chat_member(desk: Desk, given: Json) -> Json:
    """What one user is in a chat."""
    chat = desk.readable(given["chat_id"])
    user = user_of(desk, given["user_id"])
    member = membership.standing(desk.world, chat, user)
    if chat.private:
        if user.id not in (chat.id, desk.world.bot.id):
            raise bad_request("user not found")
        return {"status": "member", "user": user.wire}
    return membership.shown(member, user, own=user.id == desk.world.bot.id)


@method("getChatAdministrators")
def get_chat_administrators(desk: Desk, given: Json) -> list[Json]:
    """Those who run a chat; other bots are left out."""
    chat = desk.readable(given["chat_id"])
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    world = desk.world
    return [
        membership.shown(member, world.users[user], own=user == world.bot.id)
        for user, member in chat.members.items()
        if member.admin and (not world.users[user].is_bot or user == world.bot.id)
    ]


@method("getChatMemberCount")
def get_chat_member_count(desk: Desk, given: Json) -> int:
    """How many are in a chat."""
    chat = desk.readable(given["chat_id"])
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def restrictable(desk: Desk, given: Json) -> tuple[Chat, User]:
    """Chat and user of a request that takes rights from somebody."""
    chat = desk.readable(given["chat_id"])
    if chat.private:
        raise bad_request("can't restrict members of a private chat")
    user = user_of(desk, given["user_id"])
    needs(desk, chat, "can_restrict_members", MEMBER_RIGHTS_ERROR)
    if user.id == desk.world.bot.id:
        raise bad_request("can't restrict self")
    if chat.member(user.id).status == "creator":
        raise bad_request("can't remove chat owner")
    if chat.member(user.id).status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return chat, user


def term(desk: Desk, given: Json) -> int:
    """Until when somebody is kept from something; 0 is for good."""
    until = int(given.get("until_date", 0))
    left = until - desk.world.clock()
    return until if SOONEST <= left <= LATEST else 0


@method("banChatMember")
def ban_chat_member(desk: Desk, given: Json) -> bool:
    """Throw out and keep out."""
    chat, user = restrictable(desk, given)
    membership.kick(desk.world, chat, user, desk.world.bot, term(desk, given))
    return True


def channel_of(desk: Desk, given: Json) -> tuple[Chat, int]:
    """The group of a request and the channel that it is about."""
    chat = desk.readable(given["chat_id"])
    if chat.type not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    needs(desk, chat, "can_restrict_members", MEMBER_RIGHTS_ERROR)
    channel = desk.world.chats.get(given["sender_chat_id"])
    if channel is None or channel.type == "private":
        raise bad_request("sender chat not found")
    return chat, channel.id


@method("banChatSenderChat")
def ban_chat_sender_chat(desk: Desk, given: Json) -> bool:
    """A channel may not write into the group any more."""
    chat, channel = channel_of(desk, given)
    if channel in (chat.id, chat.channel):
        raise bad_request("can't ban the chat itself or its linked channel")
    chat.barred.add(channel)
    return True


@method("unbanChatSenderChat")
def unban_chat_sender_chat(desk: Desk, given: Json) -> bool:
    """A channel may write into the group again."""
    chat, channel = channel_of(desk, given)
    chat.barred.discard(channel)
    return True


@method("unbanChatMember")
def unban_chat_member(desk: Desk, given: Json) -> bool:
    """Let in again; without only_if_banned a member is thrown out but may come back."""
    chat, user = restrictable(desk, given)
    if chat.member(user.id).present:
        if given.get("only_if_banned"):
            return True
        membership.kick(desk.world, chat, user, desk.world.bot)
    membership.unban(desk.world, chat, user, desk.world.bot)
    return True


@method("restrictChatMember")
def restrict_chat_member(desk: Desk, given: Json) -> bool:
    """Limit what a member may send."""
    chat, user = restrictable(desk, given)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    rights = {right: given["permissions"].get(right, False) for right in membership.MEMBER_RIGHTS}
    if all(given["permissions"].get(right) for right in ("can_send_messages", "can_send_other_messages")):
        if chat.member(user.id).status == "restricted":
            membership.release(desk.world, chat, user, desk.world.bot)
    else:
        membership.restrict(desk.world, chat, user, desk.world.bot, term(desk, given), **rights)
    return True


@method("leaveChat")
def leave_chat(desk: Desk, given: Json) -> bool:
    """Go away oneself."""
    chat = desk.readable(given["chat_id"])
    if chat.private:
        raise bad_request("can't leave a private chat")
    membership.leave(desk.world, chat, desk.world.bot)
    return True


@method("pinChatMessage")
def pin_chat_message(desk: Desk, given: Json) -> bool:
    """Keep a message on top."""
    chat = desk.readable(given["chat_id"])
    if not chat.private:
        needs(desk, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    message = desk.message(chat, given["message_id"], "pin")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    desk.world.change(Change("pinned", chat, message, message.id))
    membership.service(desk.world, chat, desk.world.bot, {"pinned_message": message.wire})
    return True


@method("unpinChatMessage")
def unpin_chat_message(desk: Desk, given: Json) -> bool:
    """Take a message, or the newest, from the top."""
    chat = desk.readable(given["chat_id"])
    if not chat.private:
        needs(desk, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    number = given.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    desk.world.change(Change("pinned", chat, number=chat.pinned[-1] if chat.pinned else 0))
    return True


@method("setMessageReaction")
def set_message_reaction(desk: Desk, given: Json) -> bool:
    """One emoji under a message, or none."""
    chat = desk.readable(given["chat_id"])
    message = desk.message(chat, given["message_id"], "react")
    reactions = given.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction["type"] != "emoji" or reaction["emoji"] not in REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    emoji = "".join(reaction["emoji"] for reaction in reactions)
    desk.world.react(message, desk.world.bot.id, emoji)
    return True
