"""An album comes in parts; together they are one answer."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.answers import file_value
from bot.flows.services import Services
from bot.handlers.talk import Talk
from bot.storage.codec import attachment_from
from bot.vocabulary import Said, Sender

CLOSE_AFTER = 1.5
"""Seconds after the last part at which an album is taken for complete."""


def gather(said: Said, services: Services, talk: Talk) -> None:
    """Put a part to the others; a due row closes the album."""
    album = talk.conversation.album
    parts = list(album["files"]) if album else []
    text = "\n".join(filter(None, (album["text"] if album else "", said.text)))
    parts += [file_value(file) for file in said.attachments]
    early = services.work.unseen(talk.conversation.asked_letter, said.at)
    kept = {
        "id": said.album,
        "files": parts,
        "text": text,
        "message": said.message if said.text or album is None else album["message"],
        "reply_to": said.reply_to,
        # What began before the question could be read is no answer to it, however late the last part comes.
        "at": album["at"] if album else (0.0 if early else said.at),
    }
    talk.keep(replace(talk.conversation, album=kept))
    services.work.later(
        f"album:{services.home}",
        "album",
        services.now + CLOSE_AFTER,
        services.home,
        {"account": said.sender.account},
    )


def closed(services: Services, talk: Talk) -> Said | None:
    """The album as one message, taken out of the conversation; None when there is none."""
    album = talk.conversation.album
    if album is None:
        return None
    talk.keep(replace(talk.conversation, album=None))
    services.work.never(f"album:{services.home}")
    return Said(
        key=f"album:{album['id']}",
        at=album["at"],
        address=services.address,
        sender=Sender(services.person.account, services.person.name),
        message=album["message"],
        text=album["text"],
        attachments=tuple(attachment_from({"phone": "", "own": False, **value}) for value in album["files"]),
        reply_to=album["reply_to"],
    )
