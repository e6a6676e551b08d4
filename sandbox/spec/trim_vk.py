"""Make vk-api.json from the full schema: `python -m sandbox.spec.trim_vk FULL.json`."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
SECTIONS = ("docs", "groups", "messages", "photos", "users", "utils")
KEPT = ("type", "required", "enum", "minimum", "maximum", "maxLength", "maxItems")
WORDS = frozenset({"description", "title", "format", "default"})
EVENTS = (
    "callback_base", "callback_message_allow", "callback_message_deny", "callback_message_event",
    "callback_message_new", "callback_message_reaction_event", "callback_message_read",
    "callback_message_typing_state",
)  # fmt: skip
PLAYED = (
    "docs.getMessagesUploadServer", "docs.getWallUploadServer", "docs.save", "groups.getById",
    "groups.getLongPollServer",
    "groups.getLongPollSettings", "groups.getTokenPermissions", "groups.isMember",
    "groups.setLongPollSettings", "messages.delete", "messages.deleteReaction", "messages.edit",
    "messages.getByConversationMessageId",
    "messages.getById", "messages.getConversationMembers", "messages.getConversations",
    "messages.getConversationsById", "messages.getHistory", "messages.getInviteLink",
    "messages.getMessagesReactions",
    "messages.isMessagesFromGroupAllowed", "messages.markAsRead", "messages.pin", "messages.removeChatUser",
    "messages.send",
    "messages.sendMessageEventAnswer", "messages.sendReaction", "messages.setActivity", "messages.unpin",
    "photos.getMessagesUploadServer",
    "photos.saveMessagesPhoto", "users.get", "utils.resolveScreenName",
)  # fmt: skip
NOT_NEEDED = frozenset(
    {
        "audio_audio", "base_link", "calls_call", "gifts_layout", "groups_photo_size", "market_market_album",
        "market_market_item", "polls_poll", "stories_story", "video_video", "video_video_full",
        "wall_wall_comment", "wall_wallpost", "wall_wallpost_full",
    }
)  # fmt: skip
"""Objects that nobody sends here, with hundreds of others below them."""
UNLISTED: dict[str, Json] = {
    "messages.edit": {"conversation_message_id": {"type": "integer", "minimum": 0}},
    "messages.getHistory": {"start_cmid": {"type": "integer"}},
}
"""Parameters that VK's documentation has and its schema lacks."""


def names(node: Any) -> Iterator[str]:
    """The definitions that a piece of the schema points to."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rsplit("/", 1)[-1]
            else:
                yield from names(value)
    elif isinstance(node, list):
        for item in node:
            yield from names(item)


def bare(node: Any, *, properties: bool = False) -> Any:
    """The same without words for readers, and open where it points to what is left out."""
    if isinstance(node, list):
        return [bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    if not properties and node.get("$ref", "").rsplit("/", 1)[-1] in NOT_NEEDED:
        return {}
    return {
        key: bare(value, properties=key == "properties")
        for key, value in node.items()
        if properties or (key not in WORDS and not key.startswith("x-"))
    }


def parameter(full: Json, definitions: Json) -> Json:
    """What a check needs of one parameter."""
    kept = {key: full[key] for key in KEPT if full.get(key) is not None and full[key] is not False}
    for target in names(full.get("allOf", [])):
        kept |= {key: definitions[target][key] for key in ("type", "enum") if key in definitions[target]}
    items = full.get("items")
    if items:
        shape = next((definitions[target] for target in names(items)), items)
        kept["items"] = {key: shape[key] for key in ("type", "enum", "minimum") if key in shape}
    return kept


def method(full: Json, definitions: Json) -> Json:
    """What a check needs of one method."""
    parameters = {one["name"]: parameter(one, definitions) for one in full["parameters"]}
    kept: Json = {"parameters": parameters | UNLISTED.get(full["name"], {})}
    if "group" not in full["access_token_type"]:
        kept["not_for_groups"] = True
    if full["name"] in PLAYED:
        kept["responses"] = [bare(response) for response in full["responses"].values()]
    return kept


def needed(full: Json) -> Json:
    """The definitions below the answers and events that are played."""
    definitions = full["definitions"]
    waiting = [*EVENTS]
    for name in PLAYED:
        waiting += names(full["methods"][name]["responses"])
    found: Json = {}
    while waiting:
        name = waiting.pop()
        if name not in found and name not in NOT_NEEDED:
            found[name] = bare(definitions[name])
            waiting += names(definitions[name])
    return dict(sorted(found.items()))


def main(source: Path) -> None:
    """Write the trimmed schema beside this file."""
    full = json.loads(source.read_text("utf-8"))
    trimmed = {
        "version": full["version"],
        "methods": {
            name: method(one, full["definitions"])
            for name, one in sorted(full["methods"].items())
            if name.split(".")[0] in SECTIONS
        },
        "errors": {
            str(one["code"]): one["description"]
            for one in sorted(full["errors"].values(), key=lambda one: one["code"])
        },
        "definitions": needed(full),
    }
    lines = json.dumps(trimmed, indent=1, ensure_ascii=False, separators=(",", ":"))
    lines = re.sub(r"\n {3,}", "", re.sub(r"\n {3,}\}", "}", lines))
    Path(__file__).with_name("vk-api.json").write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
