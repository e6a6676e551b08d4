"""Delivery, in virtual time: order, lanes, waiting, trying again, giving up."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.pipeline.delivery import TOAST_LIFE, Delivery
from bot.pipeline.outcomes import Settled
from bot.vocabulary import Act, Address, Answer, Lane, Letter, Limits, Message, Toast, Verdict
from tests.pipeline.virtual import in_no_time

ANNA, IVAN, ROOM = 1, 2, -1
FREE = Limits(per_second=0, chat_per_second=0.0, group_per_minute=0)
SENT = Answer(Verdict.SENT, message=7)
RETRY, IN_DOUBT = Answer(Verdict.RETRY, why="HTTP 502"), Answer(Verdict.IN_DOUBT, why="no answer in time")
_ids = itertools.count(1)


def wait(seconds: float) -> Answer:
    return Answer(Verdict.WAIT, after=seconds, why="Too Many Requests")


def letter(text: str, chat: int = ANNA, lane: Lane = Lane.REPLY) -> Letter:
    return Letter(next(_ids), Address("telegram", chat), lane, Act.SAY, Message(text))


class Post:
    """A messenger that answers as it is told: a text may have a list of answers, then it is taken."""

    name = "telegram"

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer | Exception]] = {}
        self.takes: float = 0.0
        self.stuck: set[str] = set()
        self.calls: list[tuple[float, str]] = []
        self.flying: set[tuple[int, int]] = set()
        self.most = 0
        self.toasts: list[str] = []
        self.toasts_take = 0.0

    async def send(self, letter: Letter) -> Answer:
        assert letter.message is not None
        text = letter.message.text
        queue = (letter.lane, letter.address.chat)
        assert queue not in self.flying, "two letters of one chat and lane are on their way at once"
        self.calls.append((asyncio.get_running_loop().time() - 1000.0, text))
        self.flying.add(queue)
        self.most = max(self.most, len(self.flying))
        try:
            if text in self.stuck:
                await asyncio.Event().wait()
            await asyncio.sleep(self.takes)
            answers = self.answers.get(text)
            answer = answers.pop(0) if answers else SENT
            if isinstance(answer, Exception):
                raise answer
            return answer
        finally:
            self.flying.discard(queue)

    async def answer_press(self, toast: Toast) -> None:
        if toast.text == "strange":
            raise ValueError("a toast that cannot be built")
        await asyncio.sleep(self.toasts_take)
        self.toasts.append(toast.text)

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.calls]

    def at(self, text: str) -> list[float]:
        """When the calls with this text were made."""
        return [round(at, 3) for at, said in self.calls if said == text]


class Office:
    """A delivery over such a messenger, and what it settled."""

    def __init__(self, limits: Limits = FREE) -> None:
        self.post = Post()
        self.settled: list[Settled] = []
        clock = asyncio.get_running_loop().time
        self.delivery = Delivery(self.post, limits, self._settle, clock=clock, now=clock)
        self._news = asyncio.Event()

    def _settle(self, settled: Settled) -> None:
        self.settled.append(settled)
        self._news.set()

    async def sends(self, *letters: Letter) -> None:
        """Put letters, and wait until all are settled."""
        self.delivery.put(letters)
        while self.delivery.waiting:
            self._news.clear()
            await self._news.wait()

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What became of each letter."""
        return {one.letter.message.text: one.answer.verdict for one in self.settled if one.letter.message}


@asynccontextmanager
async def office(limits: Limits = FREE) -> AsyncIterator[Office]:
    opened = Office(limits)
    running = asyncio.create_task(opened.delivery.run())
    yield opened
    await opened.delivery.stop(0.0)
    await running


@in_no_time
async def test_letters_to_a_chat_keep_their_order_and_chats_go_side_by_side() -> None:
    async with office() as at:
        at.post.takes = 0.2
        await at.sends(
            *(letter(f"{name} {n}", chat) for n in range(3) for name, chat in (("a", 1), ("i", 2)))
        )
        assert [text for text in at.post.texts if text[0] == "a"] == ["a 0", "a 1", "a 2"]
        assert [text for text in at.post.texts if text[0] == "i"] == ["i 0", "i 1", "i 2"]
        assert at.post.most == 2


@in_no_time
async def test_a_higher_lane_overtakes_in_the_same_chat() -> None:
    async with office(replace(FREE, per_second=5, chat_burst=1)) as at:
        letters = [letter(f"news {n}", n + 10, Lane.BROADCAST) for n in range(5)]
        await at.sends(*letters, letter("words of crisis", ANNA, Lane.CRISIS), letter("reply", IVAN))
        assert at.post.texts[0] == "words of crisis"
        assert at.post.texts[1] == "reply"


@in_no_time
async def test_a_letter_that_must_wait_is_passed_by_a_higher_lane_of_its_chat() -> None:
    async with office() as at:
        at.post.answers["card"] = [RETRY]
        await at.sends(letter("card", ROOM, Lane.STAFF), letter("alarm", ROOM, Lane.CRISIS))
        assert at.post.texts == ["alarm", "card", "card"]


@in_no_time
async def test_too_many_requests_wait_as_long_as_told_and_hold_no_other_chat() -> None:
    async with office() as at:
        at.post.answers["to Anna"] = [wait(17.0)]
        await at.sends(letter("to Anna"), letter("after it"), letter("to Ivan", IVAN))
        assert at.post.at("to Anna") == [0.0, 17.0]
        assert at.post.at("to Ivan") == [0.0]
        assert at.post.at("after it")[0] >= 17.0
        assert set(at.verdicts.values()) == {Verdict.SENT}


@in_no_time
async def test_a_chat_that_is_refused_again_and_again_still_holds_no_other_chat() -> None:
    async with office() as at:
        at.post.answers["card"] = [wait(30.0), wait(30.0), wait(30.0)]
        at.delivery.put([letter("card", ROOM, Lane.STAFF)])
        for second in range(80):
            at.delivery.put([letter(f"to Anna {second}")])
            await asyncio.sleep(1.0)
            assert at.post.at(f"to Anna {second}") == [float(second)]


@in_no_time
async def test_where_several_chats_are_refused_at_once_the_whole_messenger_rests() -> None:
    async with office() as at:
        for chat in (11, 12, 13):
            at.post.answers[f"to {chat}"] = [wait(20.0)]
        at.delivery.put([letter(f"to {chat}", chat) for chat in (11, 12, 13)])
        await asyncio.sleep(1.0)
        await at.sends(letter("to Anna"))
        assert at.post.at("to Anna")[0] >= 20.0


@in_no_time
async def test_what_failed_before_or_after_acceptance_is_repeated_with_growing_pauses() -> None:
    async with office() as at:
        at.post.answers["hello"] = [RETRY, IN_DOUBT, RETRY, IN_DOUBT]
        hello = letter("hello")
        await at.sends(hello)
        moments = at.post.at("hello")
        pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
        assert len(moments) == 5
        assert pauses == sorted(pauses)
        assert pauses[-1] < 10.0
        assert at.settled[0].letter.random_id == hello.random_id


@in_no_time
async def test_a_long_outage_is_tried_at_least_every_minute_or_so() -> None:
    async with office() as at:
        at.post.answers["hello"] = [RETRY] * 20
        await at.sends(letter("hello"))
        pauses = [later - earlier for earlier, later in itertools.pairwise(at.post.at("hello"))]
        assert max(pauses) < 75.0


@in_no_time
async def test_a_letter_that_is_refused_for_good_is_buried_and_blocks_nobody() -> None:
    async with office() as at:
        final = (Verdict.UNREACHABLE, Verdict.BUG, Verdict.GONE, Verdict.MOVED)
        for verdict in final:
            at.post.answers[str(verdict)] = [Answer(verdict)]
        await at.sends(*(letter(str(verdict)) for verdict in final), letter("next"))
        assert at.post.texts == [*map(str, final), "next"]
        assert at.verdicts == {**{str(verdict): verdict for verdict in final}, "next": Verdict.SENT}


async def everyday(at: Office, minutes: int, answers: list[Answer]) -> None:
    """Others write twice a minute, each letter with these answers before it is taken."""
    for number in range(2 * minutes):
        at.post.answers[f"{number}"] = list(answers)
        at.delivery.put([letter(f"{number}", 100 + number)])
        await asyncio.sleep(30.0)


@in_no_time
async def test_a_letter_that_fails_for_half_an_hour_while_others_get_through_gives_way_to_the_next() -> None:
    async with office() as at:
        at.post.answers["poison"] = [RETRY, IN_DOUBT] * 500
        at.delivery.put([letter("poison"), letter("next")])
        await everyday(at, 20, [])
        assert "poison" not in at.verdicts
        assert "next" not in at.verdicts
        await everyday(at, 40, [])
    assert at.verdicts["poison"] is Verdict.BUG
    assert at.verdicts["next"] is Verdict.SENT
    assert 25 * 60 < at.post.at("next")[0] < 45 * 60


@in_no_time
async def test_while_most_letters_fail_none_is_given_up() -> None:
    async with office() as at:
        at.post.answers["unlucky"] = [RETRY] * 170
        at.delivery.put([letter("unlucky")])
        await everyday(at, 120, [RETRY] * 3)
        await everyday(at, 10, [])
        await at.sends(letter("next"))
    assert at.verdicts["unlucky"] is Verdict.SENT
    assert set(at.verdicts.values()) == {Verdict.SENT}


@in_no_time
async def test_a_letter_that_cannot_even_be_built_is_buried() -> None:
    async with office() as at:
        at.post.answers["strange"] = [ValueError("a letter that says nothing")]
        await at.sends(letter("strange"), letter("next"))
        assert at.verdicts == {"strange": Verdict.BUG, "next": Verdict.SENT}


@in_no_time
async def test_a_revoked_token_stops_everything_for_a_minute_and_buries_nothing() -> None:
    async with office() as at:
        at.post.answers["hello"] = [Answer(Verdict.STOP, why="Unauthorized")]
        await at.sends(letter("hello"), letter("to Ivan", IVAN))
        assert at.post.at("hello") == [0.0, 60.0]
        assert set(at.verdicts.values()) == {Verdict.SENT}


@in_no_time
async def test_letters_that_hang_leave_room_for_replies() -> None:
    async with office(replace(FREE, in_flight=8)) as at:
        news = [letter(f"news {n}", n + 10, Lane.BROADCAST) for n in range(20)]
        at.post.stuck = {one.message.text for one in news if one.message}
        at.delivery.put(news)
        await asyncio.sleep(1.0)
        assert at.post.most == 6
        at.delivery.put([letter("reply")])
        await asyncio.sleep(1.0)
        assert at.verdicts == {"reply": Verdict.SENT}


@in_no_time
async def test_what_hangs_holds_up_no_second_try_of_a_reply() -> None:
    async with office(replace(FREE, in_flight=4)) as at:
        at.post.stuck = {f"news {n}" for n in range(9)}
        at.post.answers["reply"] = [RETRY]
        at.delivery.put([*(letter(f"news {n}", n + 10, Lane.BROADCAST) for n in range(9)), letter("reply")])
        await asyncio.sleep(5.0)
        assert len(at.post.at("reply")) == 2


@in_no_time
async def test_a_chat_gets_a_burst_and_then_one_letter_a_second_counted_from_the_answer() -> None:
    async with office(Limits(per_second=0, chat_burst=2)) as at:
        at.post.takes = 0.5
        await at.sends(*(letter(f"{n}") for n in range(4)))
        starts = [at.post.at(f"{n}")[0] for n in range(4)]
        assert starts[0] == 0.0
        assert starts[1] == 0.5
        assert all(later - earlier >= 1.0 for earlier, later in itertools.pairwise(starts[2:]))


@in_no_time
async def test_looking_up_members_takes_no_room_from_the_cards_of_the_group() -> None:
    async with office(Limits(per_second=0, group_per_minute=20)) as at:
        room = Address("telegram", ROOM)
        lookups = [
            Letter(next(_ids), room, Lane.BROADCAST, Act.MEMBER, Message(f"member {n}"), target=n)
            for n in range(40)
        ]
        await at.sends(*lookups)
        await at.sends(letter("card", ROOM, Lane.STAFF))
        assert at.post.at("card")[0] < 1.0


@in_no_time
async def test_the_answer_to_a_press_goes_at_once_and_is_dropped_after_ten_seconds() -> None:
    async with office(Limits(per_second=1, chat_burst=1)) as at:
        at.delivery.put([letter(f"{n}") for n in range(30)])
        at.delivery.flash(Toast(Address("telegram", ANNA), "q", "taken"))
        await asyncio.sleep(0.01)
        assert at.post.toasts == ["taken"]
        at.delivery.flash(Toast(Address("telegram", ANNA), "q", "strange"))
        at.post.toasts_take = TOAST_LIFE + 1.0
        at.delivery.flash(Toast(Address("telegram", ANNA), "q", "late"))
        await asyncio.sleep(30.0)
        assert at.post.toasts == ["taken"]


@in_no_time
async def test_stop_lets_what_is_on_its_way_arrive_and_starts_nothing_new() -> None:
    at = Office()
    at.post.takes = 2.0
    running = asyncio.create_task(at.delivery.run())
    at.delivery.put([letter("on its way"), letter("waits on disk")])
    await asyncio.sleep(0.1)
    await at.delivery.stop(3.0)
    await running
    assert at.verdicts == {"on its way": Verdict.SENT}
    assert at.post.texts == ["on its way"]


@in_no_time
async def test_stop_does_not_wait_for_ever_for_what_hangs() -> None:
    at = Office()
    at.post.stuck = {"hangs"}
    running = asyncio.create_task(at.delivery.run())
    at.delivery.put([letter("hangs")])
    await asyncio.sleep(0.1)
    before = asyncio.get_running_loop().time()
    await at.delivery.stop(3.0)
    await running
    assert asyncio.get_running_loop().time() - before == 3.0
    assert not at.settled, "it is in the outbox still, and goes again after the start"


@in_no_time
async def test_what_is_not_true_any_more_never_leaves_and_its_sender_hears_that() -> None:
    async with office(replace(FREE, chat_burst=1, chat_per_second=0.1)) as at:
        soon = asyncio.get_running_loop().time() + 5.0
        stale = replace(letter("in an hour"), until=soon)
        await at.sends(letter("good morning"), stale, letter("it has begun"))
        assert at.post.texts == ["good morning", "it has begun"]
        assert at.verdicts["in an hour"] is Verdict.EXPIRED


@in_no_time
async def test_what_is_still_true_leaves_however_long_it_waited() -> None:
    async with office(replace(FREE, chat_burst=1, chat_per_second=0.1)) as at:
        later = asyncio.get_running_loop().time() + 15.0
        await at.sends(letter("good morning"), replace(letter("in an hour"), until=later))
        assert at.post.texts == ["good morning", "in an hour"]
