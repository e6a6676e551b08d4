"""Where calls of the bot are carried out: the world with the rules that stand between it and the bot."""

from collections.abc import Callable
from typing import Any

from sandbox.models import Chat, Json, Message
from sandbox.telegram.errors import bad_request, forbidden
from sandbox.telegram.limits import Pacer
from sandbox.telegram.spec import specification
from sandbox.telegram.uploads import Upload
from sandbox.world import World

Method = Callable[["Desk", Json], Any]
KINDS = frozenset(specification()["types"]["Update"]["fields"]) - {"update_id"}
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a function as what a method of the Bot API does."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


class Desk:
    """The world, the pacing, and the questions every method asks."""

    __slots__ = ("pacer", "uploads", "webhook", "world")

    def __init__(self, world: World, pacer: Pacer) -> None:
        self.world = world
        self.pacer = pacer
        self.uploads: dict[str, Upload] = {}
        """Files of the call in hand, by the name under which attach:// finds them."""
        self.webhook: Json = {"url": ""}

    def chat(self, given: int | str) -> Chat:
        """The chat a request names."""
        world = self.world
        chat = world.chats.get(given) if isinstance(given, int) else None
        if chat is None:
            chat = self._unopened(given)
        if chat.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
            )
        return chat

    def _unopened(self, given: int | str) -> Chat:
        world = self.world
        if isinstance(given, str):
            for chat in world.chats.values():
                if chat.username and not chat.private and "@" + chat.username.lower() == given.lower():
                    return chat
        elif given in world.users:
            return world.private(given)
        raise bad_request("chat not found")

    def writable(self, given: int | str, what: str = "text messages") -> Chat:
        """The chat, if the bot may write there."""
        chat = self.chat(given)
        if chat.private:
            if self.world.users[chat.id].deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                if self.world.users[chat.id].is_bot:
                    raise forbidden("bots can't send messages to bots")
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        member = self.present(chat)
        if member.status == "restricted" and not allowed(member.rights, what):
            raise bad_request(f"not enough rights to send {what} to the chat")
        return chat

    def present(self, chat: Chat) -> Any:
        """The bot's own membership; 403 when it is not there."""
        member = chat.member(self.world.bot.id)
        if not member.present:
            kind = f"{chat.type} chat"
            if member.status == "kicked":
                raise forbidden(f"bot was kicked from the {kind}")
            raise forbidden(f"bot is not a member of the {kind}")
        return member

    def readable(self, given: int | str) -> Chat:
        """The chat, if the bot may look at it."""
        chat = self.chat(given)
        if not chat.private:
            self.present(chat)
        return chat

    def message(self, chat: Chat, number: int, to: str) -> Message:
        """A message of the chat, or 400 `message to … not found`."""
        message = chat.messages.get(number)
        if message is None:
            raise bad_request(f"message to {to} not found")
        return message

    def allow(self, given: Json) -> None:
        """Remember which kinds of updates the bot wants."""
        wanted: list[Any] | None = given.get("allowed_updates")
        if wanted is None:
            return
        if unknown := [kind for kind in wanted if kind not in KINDS]:
            raise bad_request(f'there is no update of type "{unknown[0]}"')
        self.world.updates.allowed = frozenset(wanted) or None


def allowed(rights: dict[str, bool], what: str) -> bool:
    """Whether a restricted member may send this."""
    return rights.get(f"can_send_{what.replace('text messages', 'messages').replace(' ', '_')}", False)
