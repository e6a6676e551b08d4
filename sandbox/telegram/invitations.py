"""Methods about invite links and requests to be let in."""

from sandbox import links, membership
from sandbox.models import Chat, Json
from sandbox.telegram.desk import Desk, method
from sandbox.telegram.errors import bad_request

ABOUT = ("name", "expire_date", "member_limit", "creates_join_request")
TOO_FEW_RIGHTS = "not enough rights to manage chat invite link"


def inviting(desk: Desk, given: Json) -> Chat:
    """A group into which the bot may invite."""
    chat = desk.readable(given["chat_id"])
    if chat.private:
        raise bad_request("can't create invite link for a private chat")
    if not desk.present(chat).can("can_invite_users"):
        raise bad_request(TOO_FEW_RIGHTS)
    return chat


@method("createChatInviteLink")
def create_chat_invite_link(desk: Desk, given: Json) -> Json:
    """One more link."""
    chat = inviting(desk, given)
    if given.get("creates_join_request") and "member_limit" in given:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    return links.make(desk.world, chat, **{key: given[key] for key in ABOUT if key in given})


@method("exportChatInviteLink")
def export_chat_invite_link(desk: Desk, given: Json) -> str:
    """The primary link, anew."""
    return str(links.make(desk.world, inviting(desk, given), is_primary=True)["invite_link"])


@method("revokeChatInviteLink")
def revoke_chat_invite_link(desk: Desk, given: Json) -> Json:
    """Nobody comes in by this link any more."""
    chat = inviting(desk, given)
    place, link = desk.world.links.get(given["invite_link"], (0, {}))
    if place != chat.id:
        raise bad_request("INVITE_HASH_EXPIRED")
    link["is_revoked"] = True
    return link


@method("approveChatJoinRequest")
def approve_chat_join_request(desk: Desk, given: Json) -> bool:
    """Let in who asked."""
    chat = inviting(desk, given)
    link = chat.requests.pop(given["user_id"], None)
    if link is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    membership.join(desk.world, chat, desk.world.users[given["user_id"]], desk.world.bot, link)
    return True


@method("declineChatJoinRequest")
def decline_chat_join_request(desk: Desk, given: Json) -> bool:
    """Do not let in who asked."""
    if inviting(desk, given).requests.pop(given["user_id"], None) is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return True
