"""Texts with entities: HTML parsed as Telegram does, and commands, links and mentions found in plain text."""

import re
from typing import Any

from sandbox.telegram.errors import ApiError, bad_request

Entity = dict[str, Any]

FOUND = re.compile(
    r"(?<![\w/@<])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,!?)]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|info)\b"
    r"(?:/[^\s<>\"]*[^\s<>\".,!?)])?)"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)
MAY_HOLD_ENTITIES = re.compile(r"[/@#]|\w\.\w")
SPACES = " \t\r\n\f\v\0"
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?")
ATTRIBUTE = re.compile(r"\s*([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
USER_LINK = re.compile(r"tg://user/?\?id=(\d+)$")


def units(text: str) -> int:
    """The length in UTF-16 units, in which Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def found(text: str) -> list[Entity]:
    """Commands, links, addresses, mentions and hashtags of a plain text."""
    if not MAY_HOLD_ENTITIES.search(text):
        return []
    return [
        {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match[0])}
        for match in FOUND.finditer(text)
    ]


def broken(why: str) -> ApiError:
    """The refusal of a markup."""
    return bad_request(f"can't parse entities: {why}")


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> tuple[str, list[Entity]]:
    """The text without markup, and its entities."""
    if parse_mode:
        mode = parse_mode.lower()
        if mode == "html":
            return trimmed(*html(text)) if "<" in text or "&" in text else trimmed(text, [])
        if mode in ("markdown", "markdownv2"):
            raise bad_request(f"the sandbox does not play parse_mode {parse_mode}: use HTML or entities")
        raise bad_request("unsupported parse_mode")
    for entity in entities or ():
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > units(text):
            raise bad_request("ENTITY_BOUNDS_INVALID")
    return trimmed(text, list(entities) if entities else [])


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Spaces at both ends go away; what is found in the text joins the entities given."""
    if text and (text[0] in SPACES or text[-1] in SPACES):
        left = units(text) - units(text.lstrip(SPACES))
        text = text.strip(SPACES)
        entities = [moved for entity in entities if (moved := shifted(entity, left, units(text)))]
    if not entities:
        return text, found(text)
    taken = [range(entity["offset"], entity["offset"] + entity["length"]) for entity in entities]
    for entity in found(text):
        if not any(entity["offset"] in span for span in taken):
            entities.append(entity)
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def shifted(entity: Entity, left: int, length: int) -> Entity | None:
    """The entity after spaces were cut off, or None when nothing is left of it."""
    start = max(0, entity["offset"] - left)
    end = min(length, entity["offset"] + entity["length"] - left)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def html(text: str) -> tuple[str, list[Entity]]:
    """Parse Telegram's HTML; raises 400 in its words."""
    out: list[str] = []
    offset = 0
    entities: list[Entity] = []
    open_tags: list[tuple[str, dict[str, str], int]] = []
    position = 0
    while position < len(text):
        sign = text[position]
        if sign == "<":
            at = len(text[:position].encode())
            end = text.find(">", position)
            closing = text[position + 1 : position + 2] == "/"
            if end < 0:
                raise broken(f"Unclosed {'end' if closing else 'start'} tag at byte offset {at}")
            inside = text[position + 1 : end]
            position = end + 1
            if closing:
                close(inside[1:].strip().lower(), open_tags, entities, offset, at)
            else:
                open_tags.append((*start_tag(inside, at), offset))
            continue
        if sign == "&" and (match := CHARACTER.match(text, position)):
            piece = character(match)
            position = match.end()
        else:
            end = position + 1
            while end < len(text) and text[end] not in "<&":
                end += 1
            piece = text[position:end]
            position = end
        out.append(piece)
        offset += units(piece)
    if open_tags:
        raise broken(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return "".join(out), entities


def character(match: re.Match[str]) -> str:
    """One character written as &name; or &#number;."""
    if match[1]:
        return NAMED[match[1]]
    code = int(match[2]) if match[2] else int(match[3], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def start_tag(inside: str, at: int) -> tuple[str, dict[str, str]]:
    """Name and attributes of a start tag."""
    name = re.split(r"\s", inside, maxsplit=1)[0].lower()
    if name not in TAGS:
        raise broken(f'Unsupported start tag "{name}" at byte offset {at}')
    attributes = {
        found[1].lower(): found[2] or found[3] or found[4] or ""
        for found in ATTRIBUTE.finditer(inside, len(name))
    }
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    return name, attributes


def close(
    name: str, open_tags: list[tuple[str, dict[str, str], int]], entities: list[Entity], offset: int, at: int
) -> None:
    """Close the innermost tag and note its entity."""
    if not open_tags:
        raise broken(f"Unexpected end tag at byte offset {at}")
    tag, attributes, start = open_tags.pop()
    if name and name != tag:
        raise broken(f'Unmatched end tag at byte offset {at}, expected "</{tag}>", found "</{name}>"')
    if offset == start:
        return
    entity: Entity = {"type": TAGS[tag], "offset": start, "length": offset - start}
    if tag == "a":
        link = attributes.get("href", "")
        user = USER_LINK.match(link)
        if user:
            entity |= {"type": "text_mention", "user_id": int(user[1])}
        elif not link:
            return
        else:
            entity["url"] = link
    elif tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif tag == "code" and open_tags and open_tags[-1][0] == "pre":
        language = attributes.get("class", "")
        if language.startswith("language-"):
            open_tags[-1][1]["language"] = language.removeprefix("language-")
        return
    elif tag == "pre" and attributes.get("language"):
        entity["language"] = attributes["language"]
    entities.append(entity)
