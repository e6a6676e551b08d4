"""A moderator brings a file: it is looked into beside the line, and what was found is kept, or is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from bot.domain.games.grid import Puzzle
from bot.domain.games.playable import Playable
from bot.domain.games.words import WordList
from bot.domain.wording import tidy
from bot.flows.answers import file_from, file_value
from bot.flows.cards import clipped, cut
from bot.flows.clubs.packs.shelf import UPLOADED
from bot.flows.clubs.packs.words import SHOWN, picture, told, whole
from bot.flows.engine import Choosable, Refusal, Reply, Turn
from bot.flows.services import Services
from bot.storage.packs import FORGOTTEN, PackState
from bot.vocabulary import Act, Attachment, AttachmentKind, Button, Key, Lane, Message

WANTS = "club-pack"
"""What the letter wants that has a file looked into."""

FORGOTTEN_PACKS = "club-packs-forgotten"
"""What time brings: packs that nobody kept are thrown away, a week after the last one was looked at."""

LARGEST = 1_000_000
"""Bytes of a file that may be a pack, as `bot.packs` takes them."""

OURS = frozenset({".puz", ".ipuz", ".jpz", ".xd"})
"""Names of files that are nothing but crosswords."""

TAKEN = OURS | {".csv", ".tsv", ".xlsx", ".yaml", ".yml", ".json"}
"""Names of files that a moderator brings to be played."""

LONGEST_TITLE = 80
CAPTION = 900
"""Characters of what is said under a picture."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file; what is written with it is its title."""

    def read(self, reply: Reply) -> Any | Refusal:
        """The file, and the title that goes with it."""
        files = [one for one in reply.attachments if one.kind is AttachmentKind.FILE]
        if len(files) != 1:
            return Refusal("pack-one-file" if reply.attachments else "pack-file-please")
        if files[0].size > LARGEST:
            return Refusal("pack-file-large")
        return brought(files[0], reply.text)

    def recall(self, stored: Any) -> tuple[Attachment, str]:
        """The file and the title."""
        return file_from(stored["file"]), str(stored["title"])

    def options(self) -> tuple[Choosable, ...]:
        """None."""
        return ()

    def keys(self, say: Callable[..., str]) -> tuple[Key, ...]:
        """None."""
        return ()


def brought(file: Attachment, text: str) -> dict[str, Any]:
    """A file with what was written with it, as an answer is stored."""
    return {"file": file_value(file), "title": clipped(tidy(text), LONGEST_TITLE)}


def named_as(file: Attachment) -> str:
    """How the name of a file ends: by that it is known for what a moderator may bring."""
    return PurePath(file.name).suffix.casefold()


async def pack_new(turn: Turn, services: Services) -> None:
    """Take a file, and have it looked into: what was found comes as a message of its own."""
    file, title = await turn.ask("file", "pack-ask-file", PackFile())

    async def look() -> bool:
        wants = {"for": WANTS, "person": services.person.id, "title": title}
        message = Message(title, attachment=file)
        services.work.put(services.address, Lane.REPLY, Act.CHECK, message=message, wants=wants)
        return True

    await turn.once("looked", look)
    turn.say("pack-looking")


async def found(
    services: Services, playable: Playable, sample: Puzzle | None, remarks: list[str], title: str
) -> None:
    """Show what is in a file, and ask whether to keep it."""
    say, send = services.say, services.work.send
    if title:
        playable = replace(playable, title=title)
    if isinstance(playable, Puzzle):
        sample = playable
    if sample is None and isinstance(playable, WordList):
        send(services.address, Message(say("pack-no-crossing")))
        return
    number = await services.work.packs.keep(services.person.id, playable, services.now, PackState.CHECKED)
    services.work.later(FORGOTTEN_PACKS, FORGOTTEN_PACKS, services.now + FORGOTTEN, services.address)
    if remarks:
        told_of = say("pack-remarks", lines="\n".join(f"— {one}" for one in remarks))
        for part in cut(told_of):
            send(services.address, Message(part))
    name = f"{UPLOADED}{number}"
    buttons = (
        (Button(say("pack-keep"), data=f"g:pack-keep:{name}"),),
        (Button(say("pack-words"), data=f"g:pack-words:{name}"),),
        (Button(say("pack-throw"), data=f"g:pack-drop:{name}"),),
    )
    text = told(services, playable)
    if sample is None:
        text = f"{text}\n\n{whole(services, playable, SHOWN)}"
    elif sample is not playable:
        text = f"{text}\n\n{say('pack-sample', count=len(sample.entries))}"
    elif sample.author or sample.credit:
        text = f"{text}\n{say('pack-author', author='. '.join(filter(None, (sample.author, sample.credit))))}"
    text = f"{clipped(text, CAPTION)}\n\n{say('pack-keep-ask')}"
    shown = picture(sample) if sample is not None else None
    send(services.address, Message(text, buttons, attachment=shown))
