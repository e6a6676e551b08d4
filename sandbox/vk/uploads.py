"""Files from the bot: an address to upload to, the upload, and what makes an attachment of it."""

import secrets
from dataclasses import dataclass

import orjson

from sandbox.telegram.uploads import Upload
from sandbox.vk.contents import audio_message, doc, key_of, photo
from sandbox.vk.desk import Desk, method
from sandbox.vk.errors import VkError, bad_parameter
from sandbox.vk.models import Json

MOST_TICKETS = 10_000
SERVER = 858_032
PICTURES = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF")
VOICES = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3")
NOTHING = "[]"


@dataclass(frozen=True, slots=True)
class Ticket:
    """An upload address: for what, and for whom."""

    kind: str
    peer: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was uploaded and waits to be saved."""

    ticket: Ticket
    upload: Upload


def keep(desk: Desk, key: str, value: Ticket | Waiting) -> None:
    """Remember a ticket or a file; the oldest are forgotten."""
    desk.tickets[key] = value
    if len(desk.tickets) > MOST_TICKETS:
        del desk.tickets[next(iter(desk.tickets))]


def address(desk: Desk, kind: str, given: Json) -> str:
    """A new upload address; a file for a peer needs a peer that can be written to."""
    peer = given.get("peer_id", 0)
    if peer:
        desk.writable(peer)
    key = secrets.token_urlsafe(12)
    keep(desk, key, Ticket(kind, peer))
    return f"{desk.world.address}/upload/{key}"


@method("photos.getMessagesUploadServer")
def get_photo_server(desk: Desk, given: Json) -> Json:
    """Where photos of messages are uploaded."""
    group = desk.world.community.id
    return {"upload_url": address(desk, "photo", given), "album_id": -64, "user_id": 0, "group_id": group}


@method("docs.getMessagesUploadServer")
def get_doc_server(desk: Desk, given: Json) -> Json:
    """Where documents and voice messages are uploaded."""
    kind = given.get("type", "doc")
    if kind == "graffiti":
        raise bad_parameter("type graffiti is not played")
    if "peer_id" not in given:
        raise bad_parameter("peer_id is undefined")
    return {"upload_url": address(desk, kind, given)}


@method("docs.getWallUploadServer")
def get_wall_doc_server(desk: Desk, given: Json) -> Json:
    """Where documents are uploaded that belong to the community and go to anybody."""
    if given.get("group_id") != desk.world.community.id:
        raise VkError(15)
    return {"upload_url": address(desk, "doc", {})}


def receive(desk: Desk, key: str, fields: Json) -> Json:
    """An upload itself: what the method that saves wants to be given."""
    ticket = desk.tickets.get(key)
    if not isinstance(ticket, Ticket):
        return {"error": "ERR_UPLOAD_BAD_REQUEST: the address is not known"}
    upload = next((value for value in fields.values() if isinstance(value, Upload)), None)
    if upload is None or not upload.content:
        return {"error": "no_file"}
    if ticket.kind == "photo":
        return receive_photo(desk, ticket, upload)
    if len(upload.content) > desk.limits.doc_bytes:
        return {"error": "file_too_big"}
    if ticket.kind == "audio_message" and not upload.content.startswith(VOICES):
        return {"error": "unknown_format"}
    name = f"{SERVER}|{ticket.peer}|{secrets.token_urlsafe(24)}"
    keep(desk, name, Waiting(ticket, upload))
    return {"file": name}


def receive_photo(desk: Desk, ticket: Ticket, upload: Upload) -> Json:
    """A photo; what is none, or too big, comes back as an empty list."""
    hashed = secrets.token_hex(16)
    if not upload.content.startswith(PICTURES) or len(upload.content) > desk.limits.photo_bytes:
        return {"server": SERVER, "photo": NOTHING, "hash": hashed}
    keep(desk, hashed, Waiting(ticket, upload))
    return {"server": SERVER, "photo": orjson.dumps([{"photo": hashed[:10]}]).decode(), "hash": hashed}


@method("photos.saveMessagesPhoto")
def save_photo(desk: Desk, given: Json) -> list[Json]:
    """Make an attachment of an uploaded photo."""
    if given["photo"] == NOTHING:
        raise bad_parameter("photos_list is invalid")
    if given.get("server") != SERVER:
        raise VkError(118)
    waiting = desk.tickets.pop(given.get("hash", ""), None)
    if not isinstance(waiting, Waiting):
        raise VkError(121)
    upload = waiting.upload
    file = desk.world.files.add("photo", upload.name, upload.mime, upload.content)
    return [kept(desk, photo(desk.world, file, desk.world.community.peer))["photo"]]


@method("docs.save")
def save_doc(desk: Desk, given: Json) -> Json:
    """Make an attachment of an uploaded document or voice message."""
    waiting = desk.tickets.pop(given["file"], None)
    if not isinstance(waiting, Waiting):
        raise VkError(105)
    upload, kind, world = waiting.upload, waiting.ticket.kind, desk.world
    file = world.files.add(
        "voice" if kind == "audio_message" else "document", upload.name, upload.mime, upload.content
    )
    owner = waiting.ticket.peer if waiting.ticket.peer in world.users else world.community.peer
    if kind == "audio_message":
        return kept(desk, audio_message(world, file, owner))
    return kept(desk, doc(world, file, owner, given.get("title", "")))


def kept(desk: Desk, shown: Json) -> Json:
    """An attachment that messages.send can name from now on."""
    desk.world.uploaded[key_of(shown)] = shown
    return shown
