"""Where calls of the bot are carried out: the world with the rules that stand between it and the bot."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.vk.errors import VkError, undefined
from sandbox.vk.limits import VkLimits, VkPacer
from sandbox.vk.models import CHAT_START, Json, Peer, VkMessage, VkUser
from sandbox.vk.world import VkWorld

NO_CHAT, NO_ACCESS, GONE, CLOSED, NOBODY = 927, 917, 922, 945, 936
Method = Callable[["Desk", Json], Any]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a function as what a method of VK's API does."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


class Desk:
    """The world, the limits, and the questions every method asks."""

    __slots__ = ("limits", "pacer", "strict", "tickets", "world")

    def __init__(self, world: VkWorld, limits: VkLimits, *, strict: bool = True) -> None:
        self.world = world
        self.limits = limits
        self.pacer = VkPacer(limits)
        self.strict = strict
        self.tickets: dict[str, Any] = {}
        """Upload addresses given out, and files that wait to be saved."""

    def target(self, given: Json) -> int:
        """The peer that a call names in one of several ways."""
        if "peer_id" in given:
            return int(given["peer_id"])
        if "user_id" in given:
            return int(given["user_id"])
        if "chat_id" in given:
            return CHAT_START + int(given["chat_id"])
        if "domain" in given:
            for user in self.world.users.values():
                if given["domain"] in (user.screen_name, f"id{user.id}"):
                    return user.id
            raise VkError(NOBODY)
        raise undefined("peer_id")

    def readable(self, id: int) -> Peer:
        """The dialogue or chat, if the community may look at it."""
        if id < CHAT_START:
            self.person(id)
            return self.world.dialogue(id)
        chat = self.chat(id)
        if self.world.community.peer not in chat.members:
            raise VkError(NO_ACCESS)
        return chat

    def run(self, id: int) -> Peer:
        """The chat, if the community is its administrator: others see neither members nor history."""
        peer = self.readable(id)
        if not peer.private and not peer.admin(self.world.community.peer):
            raise VkError(NO_ACCESS)
        return peer

    def chat(self, id: int) -> Peer:
        """A chat that exists, with the abilities of bots switched on."""
        if not self.world.community.bots:
            raise VkError(912)
        chat = self.world.peers.get(id)
        if chat is None:
            raise VkError(NO_CHAT)
        return chat

    def person(self, id: int) -> VkUser:
        """A user that exists."""
        if id < 0:
            raise VkError(932)
        user = self.world.users.get(id)
        if user is None:
            raise VkError(NOBODY)
        return user

    def writable(self, id: int) -> Peer:
        """The dialogue or chat, if the community may write there."""
        peer = self.world.peers.get(id)
        refusal = self.refusal(id, peer)
        if refusal is not None:
            raise VkError(refusal)
        return peer or self.world.dialogue(id)

    def refusal(self, id: int, peer: Peer | None) -> int | None:
        """The code with which a message there is refused."""
        community = self.world.community
        if id >= CHAT_START:
            return self.chat_refusal(peer)
        if not community.messages:
            return 15
        if self.person(id).deactivated:
            return 18
        if peer is None:
            return 901
        if peer.banned:
            return 900
        if peer.blocked:
            return 902
        return None if peer.permission == "allowed" else 901

    def chat_refusal(self, chat: Peer | None) -> int | None:
        """The code with which a message into a chat is refused."""
        community = self.world.community
        if not community.bots:
            return 912
        if chat is None:
            return NO_ACCESS
        if chat.disabled:
            return CLOSED
        if community.peer in chat.members:
            return None
        return GONE if community.peer in chat.left else NO_ACCESS

    def find(self, peer: Peer, given: Json) -> VkMessage | None:
        """The message that a call names by either kind of id."""
        number = given.get("cmid") or given.get("conversation_message_id")
        if number:
            return peer.messages.get(number)
        if not given.get("message_id"):
            raise undefined("message_id")
        message = self.world.numbered.get(given["message_id"])
        return message if message is not None and message.peer is peer else None

    # Who is in an answer

    def people(self, ids: Iterable[int]) -> Json:
        """Profiles and groups beside an answer."""
        ids = set(ids)
        users = [self.world.users[id] for id in sorted(ids) if id in self.world.users]
        groups = [self.group()] if self.world.community.peer in ids else []
        return {"profiles": [profile(user) for user in users], "groups": groups}

    def group(self) -> Json:
        """The community as others see it."""
        community = self.world.community
        return {
            "id": community.id,
            "name": community.name,
            "screen_name": community.screen_name,
            "is_closed": 0,
            "type": "group",
            "photo_50": "https://vk.com/images/community_50.png",
            "photo_100": "https://vk.com/images/community_100.png",
            "photo_200": "https://vk.com/images/community_200.png",
        }


def profile(user: VkUser) -> Json:
    """A person as others see them."""
    if user.deactivated:
        return {"id": user.id, "first_name": "DELETED", "last_name": "", "deactivated": "deleted"}
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "can_access_closed": True,
        "is_closed": False,
    }
