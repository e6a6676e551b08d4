"""VK in the hands of the page of phones."""

from collections.abc import Callable, Sequence

import orjson

from sandbox.acts import Impossible
from sandbox.control import Upload, plan
from sandbox.files import File
from sandbox.views import PhoneView
from sandbox.vk import acts, membership
from sandbox.vk.faults import VkFaults
from sandbox.vk.models import Json, Peer, VkChange, VkMessage, VkUser
from sandbox.vk.views import PREFIX, change_view, keyed, message_view, phones_of, unkeyed, world_view
from sandbox.vk.world import VkWorld


class VkControl:
    """What the page asks VK to do; ids come as they go: vk:501."""

    def __init__(self, world: VkWorld, faults: VkFaults) -> None:
        self.world = world
        self.faults = faults

    def watch(self, tell: Callable[[Json], None]) -> Callable[[], None]:
        """Tell every change as an event of the page."""

        def notice(change: VkChange) -> None:
            view = change_view(self.world, change)
            if view is not None:
                tell(view)

        return self.world.watch(notice)

    def view(self, phones: Sequence[PhoneView] | None) -> Json:
        """Everything of VK."""
        return world_view(self.world, phones_of(self.world) if phones is None else phones)

    def file(self, id: str) -> File | None:
        """A file by the id that messages give."""
        return self.world.files.get(id.removeprefix(PREFIX))

    def _who(self, body: Json) -> tuple[VkUser, Peer]:
        user = self.world.users.get(unkeyed(body["user"]))
        chat = unkeyed(body.get("chat", body["user"]))
        if user is None:
            raise Impossible("Такого человека здесь нет.")
        if chat != user.id and chat not in self.world.peers:
            raise Impossible("Такого чата здесь нет.")
        peer = self.world.peer(chat)
        if peer.private and peer.id != user.id:
            raise Impossible("Это чужой чат.")
        if not peer.private and user.id not in peer.members:
            raise Impossible(f"{user.first_name} не в этой беседе.")
        return user, peer

    def _sent(self, message: VkMessage) -> Json:
        return {"message": message_view(self.world, message)}

    def _message(self, peer: Peer, number: object) -> VkMessage:
        message = peer.messages.get(int(str(number)))
        if message is None:
            raise Impossible("Такого сообщения нет.")
        return message

    def say(self, body: Json) -> Json:
        """Type a text."""
        user, peer = self._who(body)
        return self._sent(acts.say(self.world, user, peer, body["text"], body.get("reply_to")))

    def press(self, body: Json) -> Json:
        """Press a button that is there, inside a message or (without one) under the input.

        `query` is empty where no answer is to come: the button has written a message.
        """
        user, peer = self._who(body)
        inside = body.get("message")
        action = orjson.loads(body["data"])
        keyboard = peer.keyboard if inside is None else self._message(peer, inside).inline
        for row in (keyboard or {}).get("buttons", ()):
            for button in row:
                if button["action"] == action:
                    number = None if inside is None else int(inside)
                    return {"query": acts.press(self.world, user, peer, button, number)}
        raise Impossible("Этой кнопки больше нет: сообщение изменилось.")

    def contact(self, body: Json) -> Json:
        """VK has no such message."""
        raise Impossible("ВКонтакте нельзя отправить номер телефона кнопкой: напишите его словами.")

    def location(self, body: Json) -> Json:
        """Share a place."""
        user, peer = self._who(body)
        place = float(body["latitude"]), float(body["longitude"])
        return self._sent(acts.share_location(self.world, user, peer, *place))

    def upload(self, body: Json, files: Sequence[Upload]) -> Json:
        """Send files, all in one message."""
        user, peer = self._who(body)
        kind = body["kind"]
        if kind == "sticker":
            return self._sent(acts.send_sticker(self.world, user, peer))
        if len(files) > acts.MOST_ATTACHMENTS:
            raise Impossible(f"В одном сообщении помещается не больше {acts.MOST_ATTACHMENTS} файлов.")
        hung = [acts.attachment(self.world, user, kind, file.content, file.name, file.mime) for file in files]
        return self._sent(acts.send_files(self.world, user, peer, hung, body.get("caption", "")))

    def edit(self, body: Json) -> Json:
        """Edit one's own message."""
        user, peer = self._who(body)
        return self._sent(acts.edit(self.world, user, peer, int(body["message"]), body["text"]))

    def forward(self, body: Json) -> Json:
        """Forward a message into another chat of the person: {"user", "chat", "from_chat", "message"}."""
        user, peer = self._who(body)
        _, source = self._who({"user": user.id, "chat": body["from_chat"]})
        message = self._message(source, body["message"])
        return self._sent(acts.forward(self.world, user, peer, [message], body.get("text", "")))

    def react(self, body: Json) -> Json:
        """Put a reaction under a message, or (empty) take it away: {"user", "chat", "message", "emoji"}."""
        user, peer = self._who(body)
        acts.react(self.world, user, peer, int(body["message"]), str(body["emoji"]))
        return {"emoji": body["emoji"]}

    def follow(self, body: Json) -> Json:
        """Open an invite link: {"user", "link"}."""
        user, _ = self._who({"user": body["user"]})
        chat = membership.follow(self.world, user, str(body["link"]))
        return {"chat": keyed(chat.id), "asked": False}

    def start(self, body: Json) -> Json:
        """Press «Начать», perhaps come to by a link."""
        user, _ = self._who({"user": body["user"]})
        return self._sent(acts.start(self.world, user, body.get("payload") or ""))

    def block(self, body: Json) -> Json:
        """Put the community on one's black list, or take it off."""
        user, _ = self._who({"user": body["user"]})
        acts.block(self.world, user, bool(body["blocked"]))
        self.world.change(VkChange("world"))  # no event of VK's tells the other windows
        return {"blocked": bool(body["blocked"])}

    def allow(self, body: Json) -> Json:
        """Let the community write, or let it write no more: {"user", "allowed"}."""
        user, _ = self._who({"user": body["user"]})
        allowed = bool(body["allowed"])
        if allowed:
            acts.allow(self.world, user)
        else:
            acts.deny(self.world, user)
        self.world.change(VkChange("world"))
        return {"allowed": allowed}

    def member(self, body: Json) -> Json:
        """Change a membership: {"user", "chat", "status", "by"?}; member, administrator, left or kicked."""
        user = self.world.users[unkeyed(body["user"])]
        peer = self.world.peers[unkeyed(body["chat"])]
        by = unkeyed(body.get("by", body["user"]))
        status = body["status"]
        if status == "left":
            membership.leave(self.world, peer, user.id)
        elif status == "kicked":
            membership.kick(self.world, peer, user.id, by)
        elif status == "administrator":
            membership.promote(self.world, peer, user.id)
        elif status == "member" and user.id in peer.members:
            membership.promote(self.world, peer, user.id, admin=False)
        elif status == "member" and by == user.id:
            membership.join(self.world, peer, user)
        elif status == "member":
            membership.invite(self.world, peer, user.id, by)
        else:
            raise Impossible(f"nobody can become {status}")
        return {"status": status}

    def fault(self, body: Json) -> Json:
        """Let the community's next calls fail: {"messenger": "vk", "method", "kind", "times"?, …}."""
        return plan(self.faults, body)
