"""Methods about the bot itself, its files, and how it receives updates."""

from typing import Any

from sandbox.files import DOWNLOAD_LIMIT
from sandbox.models import Json
from sandbox.telegram.desk import Desk, method
from sandbox.telegram.errors import bad_request

COMMAND_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@method("getMe")
def get_me(desk: Desk, given: Json) -> Json:
    """The bot."""
    world = desk.world
    return world.bot.wire | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut")
@method("close")
def farewell(desk: Desk, given: Json) -> bool:
    """Nothing has to be moved here."""
    return True


@method("setWebhook")
def set_webhook(desk: Desk, given: Json) -> bool:
    """Note the address; the sandbox never calls it, and polling is refused while it is set."""
    url = given["url"]
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    desk.allow(given)
    if given.get("drop_pending_updates"):
        desk.world.updates.drop()
    desk.webhook = {"url": url}
    return True


@method("deleteWebhook")
def delete_webhook(desk: Desk, given: Json) -> bool:
    """Poll again."""
    if given.get("drop_pending_updates"):
        desk.world.updates.drop()
    desk.webhook = {"url": ""}
    return True


@method("getWebhookInfo")
def get_webhook_info(desk: Desk, given: Json) -> Json:
    """The address and how much waits."""
    updates = desk.world.updates
    info: Json = desk.webhook | {"has_custom_certificate": False, "pending_update_count": len(updates)}
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    return info


@method("getFile")
def get_file(desk: Desk, given: Json) -> Json:
    """Where a file can be downloaded."""
    file = desk.world.files.get(given["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def scope_of(given: Json) -> str:
    """The key under which commands of a scope and a language are kept."""
    scope = given.get("scope", {"type": "default"})
    place = ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return f"{place}/{given.get('language_code', '')}"


@method("setMyCommands")
def set_my_commands(desk: Desk, given: Json) -> bool:
    """The commands shown in the menu."""
    for command in given["commands"]:
        if not command["command"] or not set(command["command"]) <= COMMAND_SIGNS:
            raise bad_request("BOT_COMMAND_INVALID")
    desk.world.profile.setdefault("commands", {})[scope_of(given)] = given["commands"]
    return True


@method("getMyCommands")
def get_my_commands(desk: Desk, given: Json) -> list[Json]:
    """The commands of exactly this scope and language."""
    commands: list[Json] = desk.world.profile.get("commands", {}).get(scope_of(given), [])
    return commands


@method("deleteMyCommands")
def delete_my_commands(desk: Desk, given: Json) -> bool:
    """No commands in this scope and language."""
    desk.world.profile.get("commands", {}).pop(scope_of(given), None)
    return True


def profile_text(field: str) -> None:
    """Register setter and getter of a text the bot says of itself, by language."""
    title = "".join(word.capitalize() for word in field.split("_"))

    def set_text(desk: Desk, given: Json) -> bool:
        desk.world.profile.setdefault(field, {})[given.get("language_code", "")] = given.get(field, "")
        return True

    def get_text(desk: Desk, given: Json) -> Json:
        texts: dict[str, Any] = desk.world.profile.get(field, {})
        default = desk.world.bot.first_name if field == "name" else ""
        return {field: texts.get(given.get("language_code", "")) or texts.get("") or default}

    method(f"setMy{title}")(set_text)
    method(f"getMy{title}")(get_text)


for _field in ("name", "description", "short_description"):
    profile_text(_field)


@method("setChatMenuButton")
def set_chat_menu_button(desk: Desk, given: Json) -> bool:
    """The button beside the input."""
    desk.world.profile.setdefault("menu_button", {})[given.get("chat_id", 0)] = given.get("menu_button")
    return True


@method("getChatMenuButton")
def get_chat_menu_button(desk: Desk, given: Json) -> Json:
    """The button beside the input."""
    buttons: dict[int, Json] = desk.world.profile.get("menu_button", {})
    return buttons.get(given.get("chat_id", 0)) or {"type": "commands"}
