"""Packs of the broadcast lane, in virtual time: what goes together, and who is in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.pipeline.delivery import Delivery
from bot.vocabulary import Act, Answer, Lane, Letter, Limits, Verdict
from tests.pipeline.test_delivery import FREE, IN_DOUBT, Office, Post, letter, office, wait
from tests.pipeline.virtual import in_no_time


class PackedPost(Post):
    """A messenger that takes four letters in one call."""

    pack = 4

    def __init__(self) -> None:
        super().__init__()
        self.packs: list[list[str]] = []
        self.whole: list[Answer | Exception] = []
        """What becomes of the next packs as a whole."""

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        self.packs.append([one.message.text for one in letters if one.message])
        if self.whole:
            answer = self.whole.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return [answer] * len(letters)
        return await asyncio.gather(*map(self.send, letters))


class PackedOffice(Office):
    """A delivery over it."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.post = self.packing = PackedPost()
        self.delivery = Delivery(self.post, limits, self._settle, clock=asyncio.get_running_loop().time)


@asynccontextmanager
async def packing(limits: Limits = FREE) -> AsyncIterator[PackedOffice]:
    opened = PackedOffice(limits)
    running = asyncio.create_task(opened.delivery.run())
    yield opened
    await opened.delivery.stop(0.0)
    await running


def news(*chats: int, text: str = "news", lane: Lane = Lane.BROADCAST) -> list[Letter]:
    return [letter(f"{text} {chat}", chat, lane) for chat in chats]


@in_no_time
async def test_a_broadcast_leaves_packed_and_everybody_else_alone() -> None:
    async with packing() as at:
        await at.sends(*news(*range(1, 11)), letter("reply"), letter("alarm", 5, Lane.CRISIS))
        assert at.post.texts[:2] == ["alarm", "reply"]
        assert [len(pack) for pack in at.packing.packs] == [4, 4, 2]
        assert len(at.settled) == 12


@in_no_time
async def test_replies_go_alone_until_it_is_crowded_and_words_of_crisis_always() -> None:
    async with packing(replace(FREE, in_flight=4)) as at:
        await at.sends(*news(*range(1, 5), lane=Lane.REPLY))
        assert at.packing.packs == []
        at.post.takes = 1.0
        began = len(at.post.calls)
        alarms = news(*range(20, 22), text="alarm", lane=Lane.CRISIS)
        await at.sends(*news(*range(1, 10), lane=Lane.REPLY), *alarms)
        assert at.post.texts[began : began + 2] == ["alarm 20", "alarm 21"]
        # Nine for the two places that are left: no more in one call than needed for all of them to leave.
        assert [len(pack) for pack in at.packing.packs] == [4, 4]
        assert len(at.settled) == 4 + 9 + 2


@in_no_time
async def test_a_messenger_that_takes_no_packs_gets_letter_after_letter() -> None:
    async with office() as at:
        await at.sends(*news(*range(1, 6)))
        assert sorted(at.post.texts) == [f"news {chat}" for chat in range(1, 6)]


@in_no_time
async def test_a_chat_has_one_letter_in_a_pack_and_its_order() -> None:
    async with packing() as at:
        await at.sends(*news(1, 2, text="first"), *news(1, 2, text="second"))
        assert at.packing.packs == [["first 1", "first 2"], ["second 1", "second 2"]]


@in_no_time
async def test_who_cannot_be_reached_blocks_nobody_in_the_pack() -> None:
    async with packing() as at:
        at.post.answers["news 2"] = [Answer(Verdict.UNREACHABLE, why="901")]
        at.post.answers["news 3"] = [wait(5.0)]
        at.post.answers["news 4"] = [IN_DOUBT]
        await at.sends(*news(*range(1, 5)), *news(2, text="later"))
        assert at.verdicts["news 2"] is Verdict.UNREACHABLE
        assert {at.verdicts[f"news {chat}"] for chat in (1, 3, 4)} == {Verdict.SENT}
        assert at.verdicts["later 2"] is Verdict.SENT
        assert at.post.at("news 1") == [0.0]
        assert at.post.at("news 3") == [0.0, 5.0]


@in_no_time
async def test_a_pack_refused_as_a_whole_holds_up_the_broadcast_and_no_reply() -> None:
    async with packing() as at:
        at.packing.whole = [wait(30.0)]
        await at.sends(*news(*range(1, 9)))
        first, second = ([f"news {chat}" for chat in chats] for chats in (range(1, 5), range(5, 9)))
        assert at.packing.packs == [first, second, first]
        assert min(at.post.at("news 1")) == 30.0
        at.packing.whole = [wait(30.0)]
        began = at.post.calls[-1][0]
        at.delivery.put(news(*range(1, 5), text="more"))
        await asyncio.sleep(1.0)
        at.delivery.put([letter("reply"), letter("card", -1, Lane.STAFF)])
        await asyncio.sleep(1.0)
        assert at.post.at("reply") == at.post.at("card") == [round(began + 1.0, 3)]
        await at.sends()
        assert at.post.at("more 1") == [round(began + 30.0, 3)]


@in_no_time
async def test_what_left_together_and_may_have_arrived_goes_together_again() -> None:
    async with packing() as at:
        at.packing.whole = [IN_DOUBT, IN_DOUBT]
        await at.sends(*news(*range(1, 5)))
        assert at.packing.packs == [[f"news {chat}" for chat in range(1, 5)]] * 3


@in_no_time
async def test_one_bad_letter_takes_its_pack_apart_and_is_buried_alone() -> None:
    async with packing() as at:
        at.packing.whole = [ValueError("cannot be built")]
        at.post.answers["news 3"] = [ValueError("cannot be built")]
        await at.sends(*news(*range(1, 5)))
        assert at.verdicts["news 3"] is Verdict.BUG
        assert {at.verdicts[f"news {chat}"] for chat in (1, 2, 4)} == {Verdict.SENT}


@in_no_time
async def test_a_pack_that_hangs_leaves_room_for_replies() -> None:
    async with packing(replace(FREE, in_flight=4)) as at:
        at.post.stuck = {f"news {chat}" for chat in range(1, 30)}
        at.delivery.put(news(*range(1, 30)))
        await asyncio.sleep(1.0)
        assert len(at.packing.packs) == 3
        at.delivery.put([letter("reply", 100)])
        await asyncio.sleep(0.0)
        await asyncio.sleep(0.0)
        assert "reply" in at.post.texts


@in_no_time
async def test_a_look_up_goes_between_packs_by_itself() -> None:
    async with packing() as at:
        looks_up = replace(letter("who is there", -1, Lane.BROADCAST), act=Act.MEMBER)
        await at.sends(*news(1, 2), looks_up, *news(3, 4))
        assert at.packing.packs == [["news 1", "news 2"], ["news 3", "news 4"]]
        assert "who is there" in at.post.texts
