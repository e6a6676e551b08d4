"""Who is in a chat and what they may do there: changes, and the updates that tell the bot of them."""

from sandbox.models import Change, Chat, Json, Member, Message, User
from sandbox.telegram.spec import specification
from sandbox.world import World


def rights_of(kind: str, *others: str) -> tuple[str, ...]:
    """The rights that a type of member always shows, as the specification has them."""
    fields = specification()["types"][kind]["fields"]
    return tuple(
        name
        for name, field in fields.items()
        if field["types"] == ["Boolean"] and field.get("required") and name not in others
    )


ADMIN_RIGHTS = rights_of("ChatMemberAdministrator", "can_be_edited", "is_anonymous")
MEMBER_RIGHTS = rights_of("ChatMemberRestricted", "is_member")


def shown(member: Member, user: User, *, own: bool = False) -> Json:
    """A ChatMember as the Bot API shows it; `own` is the bot looking at itself or at whom it appointed."""
    wire: Json = {"status": member.status, "user": user.wire}
    if member.status in ("creator", "administrator"):
        if member.status == "administrator":
            wire["can_be_edited"] = own
            wire |= {right: member.rights.get(right, True) for right in (*ADMIN_RIGHTS, "can_pin_messages")}
        wire["is_anonymous"] = member.rights.get("is_anonymous", False)
        if member.title:
            wire["custom_title"] = member.title
    elif member.status == "restricted":
        wire["is_member"] = member.rights.get("is_member", True)
        wire |= {right: member.rights.get(right, False) for right in MEMBER_RIGHTS}
        wire["until_date"] = member.until
    elif member.status == "kicked" or member.until:
        wire["until_date"] = member.until
    return wire


def become(world: World, chat: Chat, user: User, new: Member, by: User, link: Json | None = None) -> None:
    """Make the user another member; the bot is told of itself, and of others where it is an administrator."""
    old = chat.member(user.id)
    chat.members[user.id] = new
    update: Json = {
        "chat": chat.wire,
        "from": by.wire,
        "date": int(world.clock()),
        "old_chat_member": shown(old, user),
        "new_chat_member": shown(new, user),
    }
    if link is not None:
        update["invite_link"] = link
    if user.id == world.bot.id:
        world.updates.push("my_chat_member", update)
    elif chat.member(world.bot.id).admin:
        world.updates.push("chat_member", update)
    world.change(Change("world", chat))


def service(world: World, chat: Chat, by: User, content: Json) -> Message:
    """A service message; every bot in the chat gets it."""
    message = world.put(chat, by, content, outgoing=by.id == world.bot.id)
    if chat.member(world.bot.id).present and not message.outgoing:
        world.updates.push("message", message.wire)
    return message


def standing(world: World, chat: Chat, user: User) -> Member:
    """What somebody is now: a restriction or a ban whose term is over is none, and no update tells of it."""
    member = chat.member(user.id)
    if member.until and member.until <= world.clock():
        back = member.status == "restricted" and member.present
        member = chat.members[user.id] = Member("member" if back else "left")
    return member


def join(world: World, chat: Chat, user: User, by: User | None = None, link: Json | None = None) -> None:
    """Come in, be brought in by somebody, or come by an invite link."""
    become(world, chat, user, Member("member"), by or user, link)
    service(world, chat, by or user, {"new_chat_members": [user.wire]})


def leave(world: World, chat: Chat, user: User) -> None:
    """Go away."""
    become(world, chat, user, Member("left"), user)
    service(world, chat, user, {"left_chat_member": user.wire})


def kick(world: World, chat: Chat, user: User, by: User, until: int = 0) -> None:
    """Be thrown out and kept out."""
    was_present = chat.member(user.id).present
    become(world, chat, user, Member("kicked", until=until), by)
    if was_present:
        service(world, chat, by, {"left_chat_member": user.wire})


def unban(world: World, chat: Chat, user: User, by: User) -> None:
    """Be let in again; one has to come by oneself."""
    if chat.member(user.id).status == "kicked":
        become(world, chat, user, Member("left"), by)


def promote(world: World, chat: Chat, user: User, by: User, **rights: bool) -> None:
    """Be made an administrator; rights not named are given."""
    become(world, chat, user, Member("administrator", dict(rights)), by)


def demote(world: World, chat: Chat, user: User, by: User) -> None:
    """Be made an ordinary member."""
    become(world, chat, user, Member("member"), by)


def restrict(world: World, chat: Chat, user: User, by: User, until: int = 0, **rights: bool) -> None:
    """Be limited in what one may send; rights not named are taken."""
    rights.setdefault("is_member", chat.member(user.id).present)
    become(world, chat, user, Member("restricted", rights, until), by)


def release(world: World, chat: Chat, user: User, by: User) -> None:
    """Be freed of a restriction: a member again, or one who has left and may come."""
    back = chat.member(user.id).present
    become(world, chat, user, Member("member" if back else "left"), by)


def rename(world: World, chat: Chat, title: str, by: User) -> None:
    """Give the group another title."""
    chat.title = chat.wire["title"] = title
    service(world, chat, by, {"new_chat_title": title})


def migrate(world: World, chat: Chat, by: User, new_id: int | None = None) -> Chat:
    """Make a basic group a supergroup: another id, the same people; the old id answers with the new one."""
    new = Chat(
        new_id or -1_002_000_000_000 - abs(chat.id), "supergroup", chat.title, members=dict(chat.members)
    )
    new.keyboard = chat.keyboard
    world.chats[new.id] = new
    service(world, chat, by, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    world.change(Change("world", chat))
    service(world, new, by, {"migrate_from_chat_id": chat.id})
    return new


def set_blocked(world: World, user: User, blocked: bool) -> None:
    """Block the bot or let it write again; the bot is told."""
    chat = world.private(user.id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    statuses: tuple[Member, Member] = (Member("member"), Member("kicked"))
    old, new = statuses if blocked else statuses[::-1]
    world.updates.push(
        "my_chat_member",
        {
            "chat": chat.wire,
            "from": user.wire,
            "date": int(world.clock()),
            "old_chat_member": shown(old, world.bot),
            "new_chat_member": shown(new, world.bot),
        },
    )
    world.change(Change("world", chat))
