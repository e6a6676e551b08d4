"""A group: what it is for decides who hears what is written there."""

from __future__ import annotations

from bot.flows.services import Line, Services
from bot.handlers import room
from bot.handlers.clubs import chat, moderators
from bot.handlers.words import command
from bot.storage.rooms import CLUB, MODERATORS, STAFF, Room
from bot.storage.work import UnitOfWork
from bot.vocabulary import Announced, Edited, Joined, Lane, Message, Pressed, Said


async def heard(update: Pressed | Said | Edited, services: Services) -> None:
    """Something of a person in a group."""
    known = await services.work.rooms.room(update.address)
    if isinstance(update, Said) and command(update.text)[0] == "/connect":
        # In a club's chat words behind a command are judged as any others.
        if known is None or known.kind != CLUB or await chat.passes(update, services, known.club):
            await room.connect(update, services)
    elif known is None:
        if isinstance(update, Pressed):
            await room.heard(update, services)
    elif known.kind == STAFF:
        await room.heard(update, services)
    elif known.kind == MODERATORS:
        await moderators.heard(update, services)
    elif known.kind == CLUB:
        await chat.heard(update, services, known.club)


async def faceless(update: Said, work: UnitOfWork, line: Line) -> None:
    """An anonymous administrator, a channel or a bot in a group: nobody who could have rights."""
    known = await work.rooms.room(update.address)
    if known is not None and known.kind == CLUB:
        await chat.faceless(update, work, line, known.club)
    elif known is not None:
        await room.faceless(update, work, line)
    elif command(update.text)[0] == "/connect" and line.may_warn(f"connect {update.address}"):
        # Whoever runs the chat in secret would wait for an answer in vain.
        text = line.texts.say("club-connect-faceless")
        work.send(update.address, Message(text, reply_to=update.message), Lane.STAFF)


async def standing(update: Joined, work: UnitOfWork, line: Line) -> None:
    """Somebody came into a group, left it, or runs it now."""
    known: Room | None = await work.rooms.room(update.address)
    if known is None:
        return
    if known.kind == STAFF:
        await room.standing(update, work, line)
        return
    await work.rooms.confirm(update.address, update.account, update.present, line.now(), update.admin)
    if known.kind == CLUB:
        await chat.standing(update, work, line, known.club)


async def announced(update: Announced, work: UnitOfWork, line: Line) -> None:
    """The messenger tells a group by itself who came or left."""
    known = await work.rooms.room(update.address)
    if known is not None and known.kind == CLUB:
        await chat.announced(update, work, line, known.club)
