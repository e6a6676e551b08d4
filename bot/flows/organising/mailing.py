"""A broadcast on its way: fed to the outbox little by little, shown to its author, paused, stopped, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.broadcasts import Broadcast, Going, Hours, LeftOut, Post, Recipient, bar
from bot.domain.media import for_many
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import Attachment, Button, Lane, Message, Outcome, Verdict

AHEAD = 45
"""Letters that may wait in the outbox for a messenger whose pace is not known."""

TICK = 3.0
"""Seconds between two looks: how far it is, and whether the outbox ran dry."""

TRUE_FOR = 600.0
"""Seconds for which a letter may wait in the outbox: after an outage nothing stopped in it leaves."""

LOST_AFTER = 3600.0
"""Seconds after which nothing will be heard of a letter any more: its turn has failed."""

LONGEST_PAUSE = 60.0
"""Seconds between two looks at most, where nothing moves."""

KIND = "broadcast"
"""The kind of the due rows, and what letters and cards of broadcasts are for."""

STOPPABLE = (Post.WAITING, Post.QUEUED)

_BECAME = {Verdict.SENT: Post.DELIVERED, Verdict.UNREACHABLE: Post.BLOCKED}


def letter(line: Line, text: str, file: Attachment | None, language: str | None) -> Message:
    """What a resident gets: the words, and the way out below them."""
    book = line.book.localised(language) if language else line.book
    label = book.texts.say("news-stop")
    return Message(text, buttons=((Button(label, data="g:news:off"),),), attachment=for_many(file))


class Mailing:
    """Broadcasts in one turn, whoever's it is."""

    def __init__(self, line: Line, work: UnitOfWork) -> None:
        self._line = line
        self._work = work
        self._now = line.now()

    # The feed

    async def feed(self, number: int) -> None:
        """Fill up what waits in the outbox, for each messenger apart."""
        one = await self._work.broadcasts.get(number)
        if one is not None and one.state is Going.SENDING:
            for messenger in self._line.accounts:
                await self._feed(one, messenger)

    async def _feed(self, one: Broadcast, messenger: str) -> None:
        ahead = self._line.ahead.get(messenger, AHEAD)
        queued = await self._work.broadcasts.queued(one.id, messenger)
        if queued > ahead // 2:
            return
        ready = await self._awake(one, messenger, ahead - queued)
        going = [recipient for recipient in ready if not recipient.left_out]
        held = [recipient.id for recipient in ready if recipient.left_out]
        if held:
            # They said no since the counting: it holds for this one, too.
            await self._work.broadcasts.put(held, Post.WITHHELD)
        if not going:
            if not queued and not held:
                # The last one has gone, here at least: the author need not wait for the next look.
                self.wake(one, self._now)
            return
        await self._work.broadcasts.queue([recipient.id for recipient in going], self._now)
        days = {zone: hours.day for zone, hours in self._hours(going).items()}
        await self._work.broadcasts.disturb((each.person, days[each.zone]) for each in going)
        written: dict[str | None, Message] = {}
        # The next ones are put when half of these are left, and at the latest when the last has gone.
        calls = {going[max(0, len(going) - ahead // 2)].id, going[-1].id}
        for recipient in going:
            said = written.get(recipient.language)
            if said is None:
                said = written[recipient.language] = letter(
                    self._line, one.text, one.file, recipient.language
                )
            wants = {"for": KIND, "row": recipient.id, "of": one.id}
            if recipient.id in calls:
                wants["feed"] = 1
            self._work.send(
                recipient.address,
                said,
                Lane.BROADCAST,
                wants,
                until=self._now + TRUE_FOR,
                random_id=_random_id(recipient.id),
            )

    async def _awake(self, one: Broadcast, messenger: str, most: int) -> list[Recipient]:
        """Whose letters may go now, unless they sleep, or were written to unasked often enough today."""
        for _ in range(64):
            ready = await self._work.broadcasts.ready(one.id, messenger, self._line.accounts, self._now, most)
            if one.urgent or not await self._put_off(one, ready):
                return ready
        return []

    async def _put_off(self, one: Broadcast, ready: Sequence[Recipient]) -> bool:
        """Where some are asleep, all who live by that clock wait for morning; whether anybody waits now."""
        hours = self._hours(ready)
        asleep = {zone: its.asleep_until for zone, its in hours.items() if its.asleep_until}
        for zone, until in asleep.items():
            await self._work.broadcasts.rest(one.id, zone, self._now, until)
        if asleep:
            return True
        late = []
        for zone, its in hours.items():
            rows = {recipient.person: recipient.id for recipient in ready if recipient.zone == zone}
            cap = self._line.content.calendar.cap
            tired = await self._work.broadcasts.tired(rows.keys(), its.day, cap)
            late += [(rows[person], its.tomorrow) for person in tired]
        await self._work.broadcasts.postpone(late)
        return bool(late)

    def _hours(self, recipients: Iterable[Recipient]) -> dict[str, Hours]:
        quiet, here = self._line.content.calendar.quiet, self._line.zone
        zones = {recipient.zone for recipient in recipients}
        return {zone: Hours.of(self._now, ZoneInfo(zone) if zone else here, quiet) for zone in zones}

    # What becomes of it

    async def heard(self, outcome: Outcome) -> None:
        """A letter came to its end."""
        row, number = int(outcome.wants["row"]), int(outcome.wants["of"])
        post = _BECAME.get(outcome.verdict, Post.FAILED)
        if outcome.verdict is Verdict.EXPIRED:
            one = await self._work.broadcasts.get(number)
            over = one is None or one.state.over
            post = Post.WITHHELD if over else Post.WAITING
        await self._work.broadcasts.mark(row, post)
        if outcome.wants.get("feed"):
            await self.feed(number)

    async def tick(self, number: int, seen: Mapping[str, Any], late: float = 0.0) -> None:
        """Feed it, show how far it is, and come again; or end it. `seen` is what the last look left."""
        await self.feed(number)
        one = await self._work.broadcasts.get(number)
        if one is None:
            return
        if late < TICK:
            # After a standstill letters wait that will still be heard of.
            await self._work.broadcasts.give_up(number, self._now - LOST_AFTER)
        posts = await self._work.broadcasts.posts(number)
        flying, waiting = posts.get(Post.QUEUED, 0), posts.get(Post.WAITING, 0)
        if one.state is Going.SENDING and not flying and not waiting:
            await self._work.broadcasts.turn(one, Going.DONE, self._now)
            one = await self._work.broadcasts.get(number) or one
        await self.show(one, posts)
        if one.state.over and not flying:
            await self._end(one, posts)
        elif flying:
            # Where nothing moves, it is looked at less and less often.
            moved = seen.get("waiting") != waiting or seen.get("flying") != flying
            pause = TICK if moved else min(2.0 * float(seen.get("pause", TICK)), LONGEST_PAUSE)
            self.wake(one, self._now + pause, waiting=waiting, flying=flying, pause=pause)
        elif one.state is Going.SENDING:
            # Nobody is awake: it goes on in the morning.
            at = await self._work.broadcasts.next_at(number) or 0.0
            self.wake(one, max(at, self._now + TICK))

    def wake(self, one: Broadcast, at: float, **seen: float) -> None:
        """Look at it at a time."""
        self._work.later(f"{KIND}:{one.id}", KIND, at, one.address, {"broadcast": one.id, **seen})

    async def _end(self, one: Broadcast, posts: Mapping[Post, int]) -> None:
        if str(Post.DELIVERED) in one.counts:
            return
        closed = {post: posts.get(post, 0) for post in Post}
        await self._work.broadcasts.close(one, closed, self._now)
        # An edited message makes no sound: that it is over is said anew.
        self._work.send(one.address, Message(self.report(one, closed)))

    async def turn(self, one: Broadcast, state: Going) -> bool:
        """Pause it, let it go on, or stop it; false where somebody was faster."""
        if one.state.over or not await self._work.broadcasts.turn(one, state, self._now):
            return False
        self.wake(one, self._now)
        changed = await self._work.broadcasts.get(one.id)
        if changed is not None:
            await self.show(changed, await self._work.broadcasts.posts(one.id))
        return True

    # How it is shown

    async def show(self, one: Broadcast, posts: Mapping[Post, int]) -> None:
        """The progress, in the message in which it was shown before."""
        message = Message(self.progress(one, posts), buttons=self._buttons(one))
        await self._work.cards.wish(one.address, card_key(one.id), message)

    def progress(self, one: Broadcast, posts: Mapping[Post, int]) -> str:
        """How far it is."""
        say = self._line.texts.say
        if one.state.over and not posts.get(Post.QUEUED):
            return self.report(one, posts)
        left = sum(posts.get(post, 0) for post in STOPPABLE)
        done = max(0, one.total - left)
        return say(
            "broadcast-progress",
            number=one.id,
            state=say(f"broadcast-is-{one.state}"),
            bar=bar(done, one.total),
            percent=done * 100 // one.total if one.total else 100,
            done=done,
            total=one.total,
            **self._counted(posts),
        )

    def report(self, one: Broadcast, posts: Mapping[Post, int]) -> str:
        """What became of it."""
        return self._line.texts.say(
            "broadcast-report",
            number=one.id,
            state=self._line.texts.say(f"broadcast-is-{one.state}"),
            total=one.total,
            unsent=posts.get(Post.WITHHELD, 0) + posts.get(Post.WAITING, 0),
            excluded=sum(one.counts.get(f"not-{reason}", 0) for reason in LeftOut),
            **self._counted(posts),
        )

    def report_kept(self, one: Broadcast) -> str:
        """What became of one that is over, also when nobody remembers of whom."""
        return self.report(one, {post: one.counts.get(str(post), 0) for post in Post})

    def _counted(self, posts: Mapping[Post, int]) -> dict[str, object]:
        named = (Post.DELIVERED, Post.BLOCKED, Post.FAILED)
        return {str(post): posts.get(post, 0) for post in named}

    def _buttons(self, one: Broadcast) -> tuple[tuple[Button, ...], ...]:
        if one.state.over:
            return ()
        say = self._line.texts.say
        ways = ("pause" if one.state is Going.SENDING else "resume", "stop")
        return tuple(
            (Button(say(f"broadcast-{way}"), data=f"b:{way}:{one.id}:{one.version}"),) for way in ways
        )


def card_key(number: int) -> str:
    """The key of the card that shows how far a broadcast is."""
    return f"{KIND}:{number}"


def _random_id(row: int) -> int:
    """The same for each try of a person's letter, so that VK drops the repeat; spread like all others."""
    return row * 48_271 % (2**31 - 1) or 1
