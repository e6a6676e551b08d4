"""A club hall: clubs with their chats, who runs them and who is in them, on either messenger."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.clubs import Club, ClubState, Entry, MemberState
from bot.domain.people import Person
from bot.vocabulary import Address, Asked, Joined
from tests.line import TheLine
from tests.network import TELEGRAM, VK, Chat, Network, raw
from tests.phone import Phone

ANNA, IVAN, MARIA, VERA = 101, 102, 201, 301
"""Two residents, who runs the line (on Telegram), and a moderator."""

CHATS = {TELEGRAM: -1_000_555, VK: 2_000_000_055}
MODERATORS_CHATS = {TELEGRAM: -1_000_777, VK: 2_000_000_077}
"""Where the first club of each messenger meets, and the moderators; further clubs are numbered on."""


@asynccontextmanager
async def a_line(folder: Path, *, forgetful: bool = False, pace: float = 3.0) -> AsyncIterator[TheLine]:
    """A line on both messengers, on virtual time; nothing may fail on it."""
    line = TheLine(folder, forgetful=forgetful, pace=pace, admins=f"telegram:{MARIA}", vk=Network(VK))
    await line.open()
    yield line
    failed = await line.failures()
    await line.close()
    assert len(failed) == line.dead_letters, "\n".join(f"… {told[-700:]}" for told in failed)


@dataclass
class ClubChat:
    """A club that is connected with its chat. `moderator` is the private phone of who runs the chat."""

    hall: ClubHall
    number: int
    address: Address
    moderator: Phone

    @property
    def network(self) -> Network:
        """The messenger in which the club meets."""
        return self.hall.line.networks[self.address.messenger]

    @property
    def chat(self) -> Chat:
        """The chat as everybody in it sees it."""
        return self.network.chat(self.address.chat)

    @property
    def texts(self) -> list[str]:
        """What the line said in the chat, the oldest first."""
        return [shown.text for shown in self.chat.messages if not shown.by]

    def of(self, phone: Phone) -> Phone:
        """The same person's phone, open in the club's chat; nothing of their coming is told to the line."""
        return phone.joins(self.address.chat)

    async def club(self) -> Club:
        """The club as it is now."""
        async with self.hall.line.reading() as work:
            return await work.clubs.known(self.number)

    async def change(self, **values: Any) -> None:
        """Change the club behind the screens, as `Clubs.change` does: settings, entry, rules_version…"""
        async with self.hall.line.acting(self.moderator.messenger, self.moderator.account) as services:
            club = await services.work.clubs.known(self.number)
            assert await services.work.clubs.change(club, **values)

    async def comes(self, *phones: Phone) -> list[str]:
        """People come into the chat in one breath, which the messenger tells; what the line says then."""
        return await self._stand(phones, present=True)

    async def leaves(self, *phones: Phone) -> list[str]:
        """People leave the chat."""
        return await self._stand(phones, present=False)

    async def runs(self, phone: Phone, *, admin: bool = True) -> None:
        """Somebody is made an administrator of the chat, or is none any more."""
        admins = self.network.admins.setdefault(self.address.chat, set())
        (admins.add if admin else admins.discard)(phone.account)
        await self._stand((phone,), present=True, admin=admin)

    async def asks_in(self, phone: Phone) -> list[str]:
        """Somebody asks the messenger to be let in; what the line says to them in private."""
        before = len(phone.heard)
        asked = Asked(
            key=self.hall.line.key(),
            at=self.hall.line.now,
            address=self.address,
            sender=phone.sender,
            private=False,
            account=phone.account,
            name=phone.name,
        )
        await self.hall.line.hear(raw(asked), messenger=self.address.messenger)
        return [shown.text for shown in phone.heard[before:]]

    async def _stand(self, phones: Sequence[Phone], *, present: bool, admin: bool = False) -> list[str]:
        before, inside = len(self.texts), self.network.members.setdefault(self.address.chat, set())
        for phone in phones:
            (inside.add if present else inside.discard)(phone.account)
        updates = [
            Joined(
                key=self.hall.line.key(),
                at=self.hall.line.now,
                address=self.address,
                sender=phone.sender,
                private=False,
                account=phone.account,
                name=phone.name,
                present=present,
                status=("administrator" if admin else "member") if present else "left",
                admin=admin,
            )
            for phone in phones
        ]
        await self.hall.line.hear(*map(raw, updates), messenger=self.address.messenger)
        return self.texts[before:]


class ClubHall:
    """Where clubs are opened behind the screens."""

    def __init__(self, line: TheLine, messenger: str = TELEGRAM) -> None:
        self.line, self.messenger = line, messenger
        self._opened = 0

    async def person(self, account: int, name: str, *, messenger: str = "", opened: bool = True) -> Phone:
        """Somebody's private phone; who never `opened` the line cannot be written to in private."""
        phone = Phone(self.line, account, name, messenger=messenger or self.messenger)
        async with self.line.reading() as work:
            await work.people.meet(phone.messenger, phone.sender, self.line.now)
            await work.end_turn()
            await work.flush()
        work.committed()
        if opened:
            phone.network.opened.add(account)
        return phone

    async def opens(
        self,
        moderator: Phone,
        *people: Phone,
        name: str = "Слово за слово",
        messenger: str = "",
        **values: Any,
    ) -> ClubChat:
        """A club is open and connected: the moderator runs its chat, the people are its old members.

        `values` are stored as `Clubs.change` does: settings, entry, link…
        """
        messenger = messenger or self.messenger
        chat = CHATS[messenger] - self._opened if messenger == TELEGRAM else CHATS[messenger] + self._opened
        self._opened += 1
        place, network = Address(messenger, chat), self.line.networks[messenger]
        async with self.line.acting(moderator.messenger, moderator.account) as services:
            work, now = services.work, self.line.now
            club = await work.clubs.create(
                name,
                "Разгадываем кроссворды вместе.",
                "Будьте добры друг к другу.",
                "по вторникам в 18:00",
                "ru",
                Entry.LINK,
                services.person.id,
                now,
            )
            # Without the weekly reminder: dialogues that last for days are about something else.
            quiet = {"state": ClubState.OPEN, "address": place, "settings": {"reminder": 0}}
            assert await work.clubs.change(club, **{**quiet, **values})
            await work.rooms.connect_club(place, club.id, now)
            await work.rooms.administrators(place, [moderator.account], now)
            for phone in (moderator, *people):
                found = await work.people.by_account(phone.messenger, phone.account)
                assert found is not None
                await work.rooms.confirm(place, phone.account, True, now)
                values_of = {"rules_version": 1, "welcomed_at": now}
                await work.clubs.place(club.id, found.id, MemberState.MEMBER, phone.account, now, **values_of)
        network.admins[chat] = {moderator.account}
        network.members[chat] = {phone.account for phone in (moderator, *people)}
        return ClubChat(self, club.id, place, moderator)

    async def opens_moderators_room(self, *moderators: Phone, messenger: str = "") -> Phone:
        """The moderators' room is connected; the first moderator's phone, open in it."""
        first, chat = moderators[0], MODERATORS_CHATS[messenger or self.messenger]
        place = Address(messenger or self.messenger, chat)
        async with self.line.acting(first.messenger, first.account) as services:
            await services.work.rooms.connect_moderators(place, self.line.now)
            for phone in moderators:
                await services.work.rooms.confirm(place, phone.account, True, self.line.now)
        phones = [phone.joins(chat) for phone in moderators]
        return phones[0]

    async def known(self, phone: Phone) -> Person:
        """The person behind a phone, as the line knows them."""
        async with self.line.reading() as work:
            found = await work.people.by_account(phone.messenger, phone.account)
            assert found is not None, f"{phone.name} is unknown"
            return found
