"""Recordings and other files that go to many, as each person gets them: here, by a link, or not at all."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.media import for_many, stays
from bot.domain.timetable import Activity
from bot.flows.services import Services
from bot.vocabulary import Button, Message

CAPTION = 1000
"""Letters that a messenger takes beside a file, with a margin."""


def recording(services: Services, activity: Activity, text: str) -> Message:
    """The recording of an activity: the file, or the link to it; where there is neither, words say so."""
    file, link = activity.recording, activity.recording_link
    if file is not None and not (stays(file) and file.messenger != services.address.messenger):
        return Message(text, attachment=for_many(file))
    if link:
        return Message(text, buttons=((Button(services.say("button-watch"), url=link),),))
    return Message("\n\n".join((text, services.say("file-not-here"))))


def parted(message: Message) -> tuple[Message, ...]:
    """Words that are too long for a caption go first, and the file follows."""
    file = for_many(message.attachment)
    if file is None or len(message.text) <= CAPTION:
        return (replace(message, attachment=file),)
    return replace(message, attachment=None), Message("", attachment=file, quiet=True)
