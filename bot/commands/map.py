"""`map`: where a case leads, as a person would find it by pressing everything; for editors."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from bot.commands.check import chosen_content
from bot.commands.words import complain, say
from bot.content import Book
from bot.domain.flood import Flood
from bot.flows.maps import OWN, CaseMap, drawn, map_of, picture
from bot.flows.services import Line, Services
from bot.storage.cipher import Cipher
from bot.storage.database import Database
from bot.storage.memory import Memory
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Address, Sender


def run(given: argparse.Namespace) -> int:
    """Print the map of one case or of all, or draw the one into a file."""
    chosen = chosen_content()
    book = Book.read(chosen.content, chosen.locale)
    keys = [given.case] if given.case else [case.key for case in book.content.cases]
    if book.content.case(keys[0]) is None:
        complain(say("map-no-case", case=keys[0], cases=", ".join(case.key for case in book.content.cases)))
        return 1
    maps = asyncio.run(_maps(book, keys))
    if given.svg:
        Path(given.svg).write_text("".join(picture(one) for one in maps[:1]), "utf-8")
    else:
        print("\n\n".join(drawn(one) for one in maps))
    troubles = [trouble for one in maps for trouble in one.troubles]
    for trouble in troubles:
        complain(trouble)
    return 1 if troubles else 0


async def _maps(book: Book, keys: list[str]) -> list[CaseMap]:
    """Walk on a line of its own, whose database is gone afterwards."""
    own = {key: say(f"map-{key}") for key in OWN}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "map.db", Cipher((Fernet.generate_key().decode(),)))
        await database.open()
        try:
            work = UnitOfWork(database, Memory(), LetterIds(0, 0.0), time.time)
            line = Line(book, ZoneInfo("UTC"), time.time, Flood(0))
            async with database.transaction():
                person = await work.people.meet("telegram", Sender(1), time.time())
                await work.end_turn()
                services = Services(line, work, person, Address("telegram", 1), time.time())
                cases = [case for case in book.content.cases if case.key in keys]
                return [await map_of(services, case, own) for case in cases]
        finally:
            await database.close()
