"""Whoever runs the chats: opens clubs in private, connects chats by their codes, challenges another club."""

from __future__ import annotations

from typing import Any

from sandbox.demo import open_club
from tests.kill_battle.chats import CLUBS, MODERATOR, Chat

PATIENCE = 20.0
"""Seconds: a private chat gets a letter a second where many are said."""


async def open_clubs(chats: list[Chat]) -> None:
    """Every chat becomes a club's, as moderators do it."""
    for chat in chats:
        desk, there = chat.desk(MODERATOR), chat.window(MODERATOR)
        desk.starts()
        await _offered(desk)
        await open_club(desk, there, CLUBS[chat.messenger])
        for phone in (desk, there):
            phone.close()


async def challenges(first: Chat, second: Chat, title: str) -> None:
    """The club of the first chat asks that of the second for a battle over this crossword, and gets it."""
    ours, theirs = first.desk(MODERATOR), second.desk(MODERATOR)
    theirs.starts()
    await _offered(theirs)
    ours.says("/moderate")
    for answer in (CLUBS[first.messenger], "Битва с другим клубом", CLUBS[second.messenger], title):
        await _offered(ours)
        ours.says(answer)
    await _presses(theirs, "Согласиться")
    for phone in (ours, theirs):
        phone.close()


async def _offered(phone: Any, words: str = "") -> Any:
    def offers(message: Any) -> bool:
        return any(words in label for row in message.labels for label in row)

    (*_, question) = await phone.hears(offers, PATIENCE)
    return question


async def _presses(phone: Any, words: str) -> None:
    question = await _offered(phone, words)
    phone.presses(next(label for row in question.labels for label in row if words in label), question.id)
