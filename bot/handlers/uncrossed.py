"""Letters to many whose file could not cross into a messenger: the words go, and the sender hears of it."""

from __future__ import annotations

from bot.flows.services import Line, Services
from bot.handlers.broadcasting import KIND
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Address, Lane, Letter, Message, Outcome, Verdict

TO_MANY = frozenset({"notice", KIND})


async def without_file(update: Outcome, work: UnitOfWork, line: Line) -> bool:
    """Send the words of such a letter once more, saying that the file is missing; false for any other end."""
    letter, wants = update.letter, update.wants
    about = wants.get("for")
    if update.verdict is not Verdict.FILE or letter is None or letter.act is not Act.SAY:
        return False
    if update.address.group or (wants and about not in TO_MANY) or not _has_file(letter):
        return False
    person = await work.people.by_account(update.address.messenger, update.address.chat)
    if person is None or letter.message is None:
        return False
    reader = Services(line, work, person, update.address, line.now())
    message = letter.message
    text = "\n\n".join(part for part in (message.text, reader.say("file-not-here")) if part)
    work.put(
        update.address,
        letter.lane,
        Act.SAY,
        message=Message(text, buttons=message.buttons, quiet=message.quiet),
        wants=dict(wants) or None,
        until=letter.until,
    )
    await _tell_sender(update, work, line)
    return True


def _has_file(letter: Letter) -> bool:
    return letter.message is not None and letter.message.attachment is not None


async def _tell_sender(update: Outcome, work: UnitOfWork, line: Line) -> None:
    """Whoever sent it to many hears it once for each messenger, not once for each person."""
    wants, where = update.wants, update.address.messenger
    sender: Address | None = None
    title = ""
    if wants.get("for") == KIND:
        broadcast = await work.broadcasts.get(int(wants["of"]))
        if broadcast is not None:
            sender, title = broadcast.address, line.texts.say("file-of-broadcast", number=broadcast.id)
    elif wants.get("activity"):
        activity = await work.activities.get(int(wants["activity"]))
        host = await work.people.get(activity.series.host) if activity is not None else None
        if activity is not None and host is not None:
            sender, title = host.address, activity.series.title
    if sender is None or not line.may_warn(f"file of {title} in {where}"):
        return
    text = line.texts.say("file-not-everywhere", title=title, messenger=line.texts.say(f"messenger-{where}"))
    work.send(sender, Message(text), Lane.STAFF)
