"""Persons, accounts, consents, roles, invitations and blocks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from bot.domain.people import CODE_LIFETIME, LINK_LIFETIME, Block, CodePurpose, Person, Role
from bot.storage.database import upsert
from bot.storage.tables import accounts, codes, consents, persons, roles
from bot.vocabulary import Address, Sender

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_PERSON = (
    "SELECT a.messenger, a.account, a.person, a.name_sealed, p.blocked_until,"
    " (SELECT group_concat(role) FROM roles r WHERE r.person = p.id),"
    " (SELECT CASE WHEN c.given THEN c.version END FROM consents c WHERE c.person = p.id"
    " ORDER BY c.id DESC LIMIT 1), p.home_messenger, p.home_account, p.seen_messenger, p.seen_account,"
    " p.language FROM accounts a JOIN persons p ON p.id = a.person WHERE "
)


class People:
    """The repository of persons."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def load(self, wanted: Iterable[tuple[str, int]]) -> None:
        """Read the accounts of a batch at once."""
        memory = self._work.memory.persons
        missing = {key for key in wanted if memory.get(key) is None}
        for messenger in {messenger for messenger, _ in missing}:
            ids = [account for name, account in missing if name == messenger]
            rows = await self._work.database.fetch(
                f"{_PERSON} a.messenger = ? AND a.account IN ({','.join('?' * len(ids))})", (messenger, *ids)
            )
            for row in rows:
                person = self._person(row)
                memory.put((person.messenger, person.account), person)

    async def meet(self, messenger: str, sender: Sender, now: float) -> Person:
        """The person behind an account; a new one at the first meeting, a new name when it changed."""
        known = self._work.known_person(messenger, sender.account)
        if known is None:
            found = await self._find("a.messenger = ? AND a.account = ?", (messenger, sender.account))
            known = found[0] if found else None
        if known is None:
            return await self._create(messenger, sender, now)
        if sender.name and sender.name != known.name:
            known = await self._rename(known, sender.name)
        return known if known.seen == known.address else await self._seen(known)

    async def _seen(self, person: Person) -> Person:
        """One with several accounts writes from another one than last time: answers go there from now on."""
        await self._work.write(
            update(persons)
            .where(persons.c.id == person.id)
            .values(seen_messenger=person.messenger, seen_account=person.account)
        )
        for other in await self.accounts_of(person.id):
            self._work.keep_person(replace(other, seen=person.address))
        return replace(person, seen=person.address)

    async def _create(self, messenger: str, sender: Sender, now: float) -> Person:
        here = Address(messenger, sender.account)
        person = Person(
            id=await self.new_person(here, now),
            messenger=messenger,
            account=sender.account,
            name=sender.name,
            home=here,
            seen=here,
        )
        await self._work.write(
            insert(accounts).values(
                messenger=messenger,
                account=sender.account,
                person=person.id,
                name_sealed=self._work.cipher.seal_text(sender.name),
                reachable=True,
            )
        )
        self._work.keep_person(person)
        signposts = self._work.memory.signposts
        if signposts is not None and (messenger, sender.account) in signposts.accounts:
            # Who runs a club's chat is met for the first time: now the person behind the account is known.
            self._work.clubs_change()
        return person

    async def new_person(self, home: Address, now: float) -> int:
        """A row for somebody whose only account so far is this one."""
        row = await self._work.write(
            insert(persons)
            .values(
                created_at=now,
                home_messenger=home.messenger,
                home_account=home.chat,
                seen_messenger=home.messenger,
                seen_account=home.chat,
            )
            .returning(persons.c.id)
        )
        number: int = row.scalar_one()
        return number

    async def get(self, person: int) -> Person | None:
        """A person by id, through the account that they wrote from last; the one they were joined to."""
        found = await self._find(
            "a.person = ?"
            " ORDER BY (a.messenger = p.seen_messenger AND a.account = p.seen_account) DESC LIMIT 1",
            (person,),
        )
        # Who was joined to another is found through the account that they wrote from.
        found = found or await self._find(
            "(a.messenger, a.account) = (SELECT seen_messenger, seen_account FROM persons WHERE id = ?)",
            (person,),
        )
        return found[0] if found else None

    async def some(self, persons_wanted: Sequence[int]) -> dict[int, Person]:
        """Many persons at once, each through the account that they wrote from last."""
        found: dict[int, Person] = {}
        for start in range(0, len(persons_wanted), 500):
            numbers = tuple(persons_wanted[start : start + 500])
            for one in await self._find(f"a.person IN ({','.join('?' * len(numbers))})", numbers):
                if one.id not in found or one.seen == one.address:
                    found[one.id] = one
        return found

    async def accounts_of(self, person: int, *, anew: bool = False) -> list[Person]:
        """All accounts of a person; `anew` from the tables alone, after they were joined or parted."""
        where = "a.person = ? ORDER BY a.messenger, a.account"
        if not anew:
            return await self._find(where, (person,))
        rows = await self._work.database.fetch(_PERSON + where, (person,))
        return [self._person(row) for row in rows]

    async def rename(self, address: Address, name: str) -> None:
        """What the messenger calls an account, where its updates do not say."""
        person = await self.by_account(address.messenger, address.chat)
        if person is not None and name and person.name != name:
            await self._rename(person, name)

    async def _rename(self, person: Person, name: str) -> Person:
        await self._work.write(
            update(accounts)
            .where(accounts.c.messenger == person.messenger, accounts.c.account == person.account)
            .values(name_sealed=self._work.cipher.seal_text(name))
        )
        renamed = replace(person, name=name)
        self._work.keep_person(renamed)
        return renamed

    async def by_account(self, messenger: str, account: int) -> Person | None:
        """The person behind an account, if we have met."""
        known = self._work.known_person(messenger, account)
        if known is not None:
            return known
        found = await self._find("a.messenger = ? AND a.account = ?", (messenger, account))
        return found[0] if found else None

    async def with_roles(self) -> list[Person]:
        """Everybody who has a role."""
        return await self._find("p.id IN (SELECT person FROM roles)", ())

    async def _find(self, where: str, values: Sequence[object]) -> list[Person]:
        rows = await self._work.database.fetch(_PERSON + where, values)
        found = [self._person(row) for row in rows]
        return [self._work.known_person(person.messenger, person.account) or person for person in found]

    def _person(self, row: Sequence[Any]) -> Person:
        messenger, account, person, name, blocked, role_names, consent, *places = row
        return Person(
            id=person,
            messenger=messenger,
            account=account,
            name=self._work.cipher.open_text(name),
            roles=frozenset(Role(role) for role in role_names.split(",")) if role_names else frozenset(),
            blocked_until=float(blocked) if blocked is not None else 0.0,
            consent=consent,
            home=Address(places[0], places[1]),
            seen=Address(places[2], places[3]),
            language=places[4],
        )

    async def consent(self, person: Person, version: str, given: bool, now: float) -> None:
        """Store what the person decided about their data: the version of the text and the time."""
        await self._work.write(
            insert(consents).values(person=person.id, version=version, given=given, at=now)
        )
        await self._keep_all(replace(person, consent=version if given else None))

    async def speak(self, person: Person, language: str) -> Person:
        """Keep the language that a person chose; an empty one: it was offered, and nothing chosen yet."""
        await self._work.write(update(persons).where(persons.c.id == person.id).values(language=language))
        changed = replace(person, language=language)
        await self._keep_all(changed)
        return changed

    async def grant(self, person: Person, role: Role, by: int | None, now: float) -> Person:
        """Give a role; giving it twice changes nothing."""
        if role in person.roles:
            return person
        await self._work.write(
            upsert(roles).values(person=person.id, role=role, granted_by=by, at=now).on_conflict_do_nothing()
        )
        changed = replace(person, roles=person.roles | {role})
        await self._keep_all(changed)
        return changed

    async def revoke(self, person: Person, role: Role) -> None:
        """Take a role away."""
        await self._work.write(delete(roles).where(roles.c.person == person.id, roles.c.role == role))
        await self._keep_all(replace(person, roles=person.roles - {role}))

    async def block(self, person: Person, block: Block) -> None:
        """Close the line to a person for a time, with the reason."""
        await self._work.write(
            update(persons)
            .where(persons.c.id == person.id)
            .values(blocked_until=block.until, block_reason_sealed=self._work.cipher.seal_text(block.reason))
        )
        await self._keep_all(replace(person, blocked_until=block.until))

    async def _keep_all(self, changed: Person) -> None:
        """What holds for a person holds in each of their accounts at once."""
        self._work.keep_person(changed)
        for other in await self.accounts_of(changed.id):
            if other.address != changed.address:
                same = replace(
                    other,
                    roles=changed.roles,
                    consent=changed.consent,
                    blocked_until=changed.blocked_until,
                    language=changed.language,
                )
                self._work.keep_person(same)

    async def reachable(self, address: Address, reachable: bool) -> None:
        """Remember whether messages reach an account."""
        await self._work.write(
            update(accounts)
            .where(accounts.c.messenger == address.messenger, accounts.c.account == address.chat)
            .values(reachable=reachable)
        )

    async def within_reach(self, addresses: Iterable[Address]) -> list[Address]:
        """Those of these accounts of whom nothing speaks against that messages reach them."""
        found = []
        for one in addresses:
            rows = await self._work.database.fetch(
                "SELECT 1 FROM accounts WHERE messenger = ? AND account = ? AND NOT reachable",
                (one.messenger, one.chat),
            )
            found += [] if rows else [one]
        return found

    async def make_code(self, purpose: CodePurpose, by: int, now: float, about: int | None = None) -> str:
        """A one-time code; only its keyed hash is kept. One for linking is short: it is typed by hand.

        `about` is the number of what it opens, where there are several.
        """
        linking = purpose is CodePurpose.LINK
        code = f"{secrets.randbelow(10**8):08d}" if linking else secrets.token_urlsafe(12)
        lifetime = LINK_LIFETIME if linking else CODE_LIFETIME
        if linking:
            # One at a time: each further code would be one more to guess.
            await self._work.write(
                delete(codes).where(
                    codes.c.purpose == purpose, codes.c.created_by == by, codes.c.used_by.is_(None)
                )
            )
        await self._work.write(
            insert(codes).values(
                hash=self._work.cipher.hash(code),
                purpose=purpose if about is None else f"{purpose}:{about}",
                created_by=by,
                expires_at=now + lifetime,
            )
        )
        return code

    async def use_code(
        self, code: str, purposes: Iterable[CodePurpose], by: int, now: float
    ) -> tuple[CodePurpose, int] | None:
        """Use a code up: what it opens and who made it, or None when it is unknown, used or too old."""
        result = await self._work.write(
            update(codes)
            .where(
                codes.c.hash == self._work.cipher.hash(code),
                codes.c.purpose.in_([str(purpose) for purpose in purposes]),
                codes.c.used_by.is_(None),
                codes.c.expires_at > now,
            )
            .values(used_by=by, used_at=now)
            .returning(codes.c.purpose, codes.c.created_by)
        )
        row = result.first()
        return (CodePurpose(row[0]), int(row[1])) if row else None

    async def consents_of(self, person: int) -> list[tuple[str, bool, float]]:
        """The decisions a person made about their data: version, given, when."""
        rows = await self._work.read(
            select(consents.c.version, consents.c.given, consents.c.at)
            .where(consents.c.person == person)
            .order_by(consents.c.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]
