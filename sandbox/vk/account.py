"""Methods about the community, its token and its Long Poll, and about people."""

from typing import Any

from sandbox.vk.desk import Desk, method, profile
from sandbox.vk.errors import VkError, bad_parameter, schema
from sandbox.vk.models import Json, VkUser

RIGHTS = {"stories": 1, "photos": 4, "app_widget": 64, "messages": 4096, "docs": 131072, "manage": 262144}
NOT_EVENTS = frozenset({"group_id", "enabled", "api_version"})


def event_types() -> list[str]:
    """All types of events that the settings of the Long Poll know."""
    settings = schema()["methods"]["groups.setLongPollSettings"]["parameters"].keys() - NOT_EVENTS
    return sorted(settings | schema()["definitions"]["groups_long_poll_events"]["properties"].keys())


def own(desk: Desk, given: Json) -> None:
    """Refuse another community than the one whose token this is."""
    if given["group_id"] != desk.world.community.id:
        raise VkError(15, "no access to this group")


@method("groups.getLongPollServer")
def get_long_poll_server(desk: Desk, given: Json) -> Json:
    """Where and with which key the events are read, and the newest place among them."""
    own(desk, given)
    events = desk.world.events
    if not events.enabled:
        raise bad_parameter("longpoll for this group is not enabled")
    server = f"{desk.world.address}/lp/wh{desk.world.community.id}"
    return {"key": events.new_key(), "server": server, "ts": str(events.ts)}


@method("groups.getLongPollSettings")
def get_long_poll_settings(desk: Desk, given: Json) -> Json:
    """Whether the Long Poll is on, its version, and which events it gives."""
    own(desk, given)
    events = desk.world.events
    return {
        "api_version": events.version,
        "events": {kind: int(kind in events.wanted) for kind in event_types()},
        "is_enabled": events.enabled,
    }


@method("groups.setLongPollSettings")
def set_long_poll_settings(desk: Desk, given: Json) -> int:
    """Change those settings that are named."""
    own(desk, given)
    events = desk.world.events
    events.enabled = given.get("enabled", events.enabled)
    events.version = given.get("api_version", events.version)
    for kind, switched_on in given.items():
        if kind not in NOT_EVENTS:
            (events.wanted.add if switched_on else events.wanted.discard)(kind)
    return 1


@method("groups.getTokenPermissions")
def get_token_permissions(desk: Desk, given: Json) -> Json:
    """What the token may do."""
    rights = [{"name": name, "setting": RIGHTS[name]} for name in sorted(desk.world.community.rights)]
    return {"mask": sum(RIGHTS[name] for name in desk.world.community.rights), "permissions": rights}


@method("groups.getById")
def get_by_id(desk: Desk, given: Json) -> Json:
    """Communities; only the bot's own exists here."""
    community = desk.world.community
    wanted = given.get("group_ids") or [str(given.get("group_id", community.id))]
    names = {str(community.id), f"club{community.id}", community.screen_name}
    shown = desk.group()
    extra = {
        "can_message": int(community.messages),
        "members_count": sum(user.member for user in desk.world.users.values()),
        "is_messages_blocked": int(not community.messages),
        "description": "",
        "status": "",
    }
    shown |= {field: extra[field] for field in given.get("fields", ()) if field in extra}
    return {"groups": [shown for name in wanted if name in names], "profiles": []}


@method("groups.isMember")
def is_member(desk: Desk, given: Json) -> Any:
    """Whether one person or several follow the community."""
    users = desk.world.users
    if "user_ids" in given:
        return [{"user_id": id, "member": int(id in users and users[id].member)} for id in given["user_ids"]]
    if "user_id" not in given:
        raise bad_parameter("user_id is undefined")
    member = int(given["user_id"] in users and users[given["user_id"]].member)
    return {"member": member} if given.get("extended") else member


@method("users.get")
def get_users(desk: Desk, given: Json) -> list[Json]:
    """People by id or short name; who does not exist is left out."""
    people = [somebody(desk, name) for name in given.get("user_ids", ())]
    fields = given.get("fields", [])
    return [profile(user) | extra(user, fields) for user in people if user is not None]


def somebody(desk: Desk, name: str) -> VkUser | None:
    """A person by id or short name."""
    digits = name.removeprefix("id")
    if digits.isdecimal():
        return desk.world.users.get(int(digits))
    return next((user for user in desk.world.users.values() if user.screen_name == name), None)


def extra(user: VkUser, fields: list[str]) -> Json:
    """Further fields of a person, as far as they are known."""
    known = {
        "screen_name": user.screen_name or f"id{user.id}",
        "domain": user.screen_name or f"id{user.id}",
        "photo_50": "https://vk.com/images/camera_50.png",
        "photo_100": "https://vk.com/images/camera_100.png",
        "photo_200": "https://vk.com/images/camera_200.png",
        **user.about,
    }
    return {} if user.deactivated else {field: known[field] for field in fields if field in known}


@method("utils.resolveScreenName")
def resolve_screen_name(desk: Desk, given: Json) -> Any:
    """Who has a short name; nobody is an empty list."""
    community = desk.world.community
    if given["screen_name"] in (community.screen_name, f"club{community.id}"):
        return {"type": "group", "object_id": community.id, "group_id": community.id}
    user = somebody(desk, given["screen_name"])
    return {"type": "user", "object_id": user.id} if user is not None else []
