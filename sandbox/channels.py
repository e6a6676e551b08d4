"""Channels: their posts, and the group into which each of them comes by itself."""

from sandbox import acts
from sandbox.models import Chat, Message, User
from sandbox.world import CHANNEL_BOT, World

TELEGRAM_ITSELF = 777_000
"""The account in whose name a channel's post comes into its group."""


def link(group: Chat, channel: Chat) -> None:
    """Let everything that the channel posts come into the group, which is where it is talked about."""
    group.channel = channel.id


def post(world: World, channel: Chat, text: str) -> Message | None:
    """A post of a channel, and its copy in the group that belongs to it."""
    content = acts.text_of(text)
    published = world.put(channel, world.users[CHANNEL_BOT], {**content, "sender_chat": channel.wire})
    group = next((chat for chat in world.chats.values() if chat.channel == channel.id), None)
    if group is None:
        return None
    sender = world.users.get(TELEGRAM_ITSELF)
    if sender is None:
        sender = world.users[TELEGRAM_ITSELF] = User(TELEGRAM_ITSELF, "Telegram")
    origin = {
        "type": "channel",
        "date": published.wire["date"],
        "chat": channel.wire,
        "message_id": published.id,
    }
    copied = {**content, "sender_chat": channel.wire, "is_automatic_forward": True, "forward_origin": origin}
    message = world.put(group, sender, copied)
    if acts.heard(world, message):
        world.updates.push("message", message.wire)
    return message
