"""Request bodies of every kind the Bot API takes: JSON, urlencoded, multipart, and the query."""

import re
from dataclasses import dataclass
from typing import Any

import orjson

from sandbox.telegram.errors import bad_request

BOUNDARY = re.compile(rb'boundary="?([^";,]+)"?', re.IGNORECASE)
PART_NAME = re.compile(rb'[; ]name="([^"]*)"')
PART_FILE = re.compile(rb'[; ]filename="([^"]*)"')
PART_TYPE = re.compile(rb"^content-type:\s*([^\r\n;]+)", re.IGNORECASE | re.MULTILINE)

ENCODED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")


def decoded(run: re.Match[bytes]) -> bytes:
    """The bytes of a run of %XX."""
    return bytes.fromhex(run[0].replace(b"%", b"").decode("ascii"))


@dataclass(slots=True, frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


def unquote(text: bytes) -> str:
    """A urlencoded piece as text; whole runs of %XX at once, since a Russian text is little else."""
    if b"+" in text:
        text = text.replace(b"+", b" ")
    if b"%" in text:
        text = ENCODED.sub(decoded, text)
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def from_query(query: bytes) -> dict[str, Any]:
    """Fields of an urlencoded body or a query."""
    fields: dict[str, Any] = {}
    for pair in query.split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            fields[unquote(name)] = unquote(value)
    return fields


def from_json(body: bytes) -> dict[str, Any]:
    """Fields of a JSON body."""
    try:
        fields = orjson.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if type(fields) is not dict:
        raise bad_request("can't parse JSON object: object expected")
    return fields


def from_multipart(body: bytes, content_type: bytes) -> dict[str, Any]:
    """Fields and files of a multipart body; a file is an Upload under its part's name."""
    found = BOUNDARY.search(content_type)
    if found is None:
        raise bad_request("can't find boundary in multipart/form-data")
    fields: dict[str, Any] = {}
    pieces = (b"\r\n" + body).split(b"\r\n--" + found[1])
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise bad_request("can't parse multipart/form-data: it ends too early")
    for piece in pieces[1:-1]:
        head, separator, content = piece.partition(b"\r\n\r\n")
        name = PART_NAME.search(head)
        if not separator or name is None:
            raise bad_request("can't parse multipart/form-data: a part has no name")
        file = PART_FILE.search(head)
        key = name[1].decode("utf-8", "replace")
        if file is None:
            try:
                fields[key] = content.decode()
            except UnicodeDecodeError:
                raise bad_request("strings must be encoded in UTF-8") from None
        else:
            kind = PART_TYPE.search(head.lstrip())
            mime = kind[1].decode("latin-1").strip() if kind else "application/octet-stream"
            fields[key] = Upload(file[1].decode("utf-8", "replace"), mime, content)
    return fields


def fields_of(content_type: bytes, body: bytes, query: bytes) -> dict[str, Any]:
    """All fields of a request."""
    fields = from_query(query) if query else {}
    if not body:
        return fields
    kind = content_type.lower()
    if kind.startswith(b"application/json"):
        given = from_json(body)
    elif kind.startswith(b"multipart/form-data"):
        given = from_multipart(body, content_type)
    else:
        given = from_query(body)
    return {**fields, **given} if fields else given
