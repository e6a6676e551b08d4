"""Turns: many in one commit, each failing for itself, and nothing lost when the database fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.pipeline.turns import CROWDED, MOST
from bot.storage.dead import replay
from bot.storage.inbox import InboxRow
from bot.storage.work import LetterIds, UnitOfWork
from bot.vocabulary import Message, Verdict
from tests.pipeline.little_line import ANNA, NAME, LittleLine

Lines = Callable[[], LittleLine]


async def answers(line: LittleLine) -> set[str]:
    """What the stored conversation knows."""
    line.turns.memory.clear()

    work = UnitOfWork(line.database, line.turns.memory, LetterIds(0, 0.0), lambda: line.now)
    return set((await work.conversation(ANNA)).answers)


async def test_what_comes_together_is_handled_in_order_and_answered_after_one_commit(
    line: LittleLine,
) -> None:
    await line.hears("one", "two", "three")
    await line.turns.step()
    assert line.heard == line.said == ["one", "two", "three"]
    assert await line.count("inbox", "state = 'done' AND payload_sealed IS NULL") == 3
    assert await line.count("outbox") == 3
    assert await answers(line) == {"one", "two", "three"}


async def test_a_turn_that_fails_takes_back_only_its_own(line: LittleLine) -> None:
    await line.hears("before", "fail", "after")
    await line.turns.step()
    assert line.said == ["before", "sorry", "after"]
    assert [toast.query for toast in line.toasts] == ["query of before", "query of after"]
    assert await answers(line) == {"before", "after"}
    assert await line.domain_rows() == 2
    assert await line.count("due") == 2
    assert await line.count("due", "key = 'due of fail'") == 0
    assert line.apologies == ["2"]
    assert await line.count("dead_letters") == 1
    assert await line.count("inbox", "state <> 'done'") == 0


async def test_a_turn_that_failed_can_be_taken_again_after_a_repair(line: LittleLine, lines: Lines) -> None:
    await line.hears("fail")
    await line.works()
    assert await replay(line.database, None, line.now)
    await line.close()

    repaired = lines()
    repaired.broken_words = set()
    await repaired.open()
    await repaired.works()
    assert repaired.heard == ["fail"]
    assert repaired.said == ["fail"]
    assert await repaired.domain_rows() == 1


async def test_what_cannot_be_decoded_is_kept_and_stops_nobody(line: LittleLine) -> None:
    async with line.database.transaction():
        rows = await line.inbox.store(
            NAME, [("1", {"text": "one"}), ("2", {"strange": True}), ("3", {"text": "three"})], line.now
        )
    line.turns.push(rows)
    await line.works()
    assert line.said == ["one", "sorry", "three"]
    assert await line.count("dead_letters", "key = '2' AND error_kind = 'KeyError'") == 1


async def test_a_fault_of_the_database_is_no_fault_of_a_turn(line: LittleLine) -> None:
    line.database.breaks["INSERT INTO outbox"] = 1
    await line.hears("one", "two")
    await line.works()
    assert line.said == ["one", "two"], "after the rollback nothing was delivered, then everything once"
    assert line.heard == ["one", "two", "one", "two"]
    assert await line.domain_rows() == 2
    assert await line.count("outbox") == 2
    assert await line.count("dead_letters") == 0
    assert not line.apologies


async def test_a_database_that_fails_again_and_again_is_waited_for(line: LittleLine) -> None:
    line.database.breaks["UPDATE inbox SET state = 'done'"] = 3
    await line.hears("one", "two")
    await line.works()
    assert line.said == ["one", "two"]
    assert await line.domain_rows() == 2
    assert await line.count("dead_letters") == 0


async def test_a_full_disk_loses_nothing_once_there_is_room_again(line: LittleLine) -> None:
    """The real fault, deep in SQLite: it comes up when the batch is written, or not before the commit."""
    (pages,) = (await line.database.fetch("PRAGMA page_count"))[0]
    await line.database.fetch(f"PRAGMA max_page_count = {pages}")
    words = [f"word {number} {'x' * 3000}" for number in range(20)]
    async with line.database.transaction():
        await line.database.fetch("PRAGMA max_page_count = 100000")
        rows = await line.inbox.store(NAME, [(w, {"text": w}) for w in words], line.now)
    (pages,) = (await line.database.fetch("PRAGMA page_count"))[0]
    await line.database.fetch(f"PRAGMA max_page_count = {pages}")
    line.turns.push(rows)
    working = asyncio.create_task(line.works())
    while line.heard[:20] != words or len(line.heard) == 20:
        await asyncio.sleep(0)
    assert not line.said, "nothing is said before it is on disk"
    await line.database.fetch("PRAGMA max_page_count = 100000")
    await working
    assert line.said == words
    assert await line.domain_rows() == 20
    assert await line.count("dead_letters") == 0


async def test_a_mark_of_what_was_sent_survives_a_fault_of_the_database(line: LittleLine) -> None:
    await line.hears("tell")
    await line.works()
    line.database.breaks["DELETE FROM outbox"] = 1
    line.answered(line.delivered[0])
    await line.works()
    assert await line.count("outbox") == 0
    assert [outcome.wants for outcome in line.outcomes] == [{"for": "tell"}]


async def test_one_row_that_breaks_the_batch_itself_does_not_stop_the_others(line: LittleLine) -> None:
    """What cannot be written, whoever asked for it, is a failed turn, not a fault of the database."""
    line.unwritable = {"unwritable"}
    await line.hears("one", "unwritable", "three")
    await line.works()
    assert {"one", "three"} <= set(line.said)
    assert "unwritable" not in line.said
    assert await line.count("dead_letters") == 1
    assert await line.count("inbox", "state <> 'done'") == 0


async def test_what_goes_wrong_after_the_commit_never_takes_a_turn_twice(line: LittleLine) -> None:
    """It ends the turns instead, and the line with them: the next start finds the letter in the outbox."""
    line.stumbles = 1
    await line.hears("one")
    with pytest.raises(RuntimeError):
        await line.works()
    assert line.heard == ["one"]
    assert await line.domain_rows() == 1
    assert await line.count("outbox") == 1


async def test_an_outcome_is_told_to_who_wants_it_and_a_refusal_always(line: LittleLine) -> None:
    await line.hears("tell", "plain", "refused")
    await line.works()
    tell, plain, refused = line.delivered
    line.answered(tell, message=41)
    line.answered(plain)
    line.answered(refused, Verdict.UNREACHABLE)
    await line.works()
    assert [(outcome.verdict, outcome.result["message"]) for outcome in line.outcomes] == [
        (Verdict.SENT, 41),
        (Verdict.UNREACHABLE, 7),
    ]
    assert await line.count("outbox") == 0


async def test_after_a_restart_waiting_rows_are_handled_and_letters_go_out(lines: Lines) -> None:
    line = lines()
    await line.open()
    await line.hears("one")
    await line.works()
    await line.hears("two", first=2)
    # The line dies: one answer was not delivered, one word was not heard.
    await line.close()

    again = lines()
    left = await again.open()
    assert [letter.message.text for letter in left if letter.message] == ["one"]
    await again.works()
    assert again.heard == again.said == ["two"]
    assert again.delivered[0].id > left[0].id, "order holds over a restart"


async def test_a_result_that_was_not_marked_before_the_restart_is_sent_again(lines: Lines) -> None:
    line = lines()
    await line.open()
    await line.hears("tell")
    await line.works()
    line.answered(line.delivered[0])
    await line.close()

    again = lines()
    (letter,) = await again.open()
    assert letter.random_id == line.delivered[0].random_id
    again.answered(letter)
    await again.works()
    assert len(again.outcomes) == 1


async def test_when_too_much_waits_the_intake_pauses_until_half_is_done(line: LittleLine) -> None:
    assert line.turns.room() is None
    line.turns.push([InboxRow(n, NAME, str(n), {"text": "word"}, 0.0) for n in range(1, CROWDED + 1)])
    room = line.turns.room()
    assert room is not None
    while not room.done():
        await line.turns.step()
    assert CROWDED // 2 - MOST <= CROWDED - len(line.heard) < CROWDED // 2
    assert line.turns.room() is None


async def test_an_intake_that_ends_while_it_pauses_does_not_end_the_turns(line: LittleLine) -> None:
    line.turns.push([InboxRow(n, NAME, str(n), {"text": "word"}, 0.0) for n in range(1, CROWDED + 1)])
    room = line.turns.room()
    assert room is not None
    room.cancel()
    for _ in range(CROWDED // 2 // MOST + 2):
        await line.turns.step()
    assert len(line.heard) > CROWDED // 2


async def test_stop_ends_after_the_batch_and_writes_what_arrived_since(line: LittleLine) -> None:
    await line.hears("tell")
    turning = asyncio.create_task(line.turns.run())
    await line.turns.idle.wait()
    line.turns.stop()
    line.answered(line.delivered[0])
    await turning
    assert await line.count("outbox") == 0
    assert await line.count("inbox", "source = 'outcome' AND state = 'waiting'") == 1


async def test_letters_whose_numbers_come_again_are_not_taken_for_repeats(line: LittleLine) -> None:
    """After a restored backup numbers come again: a messenger that drops repeats must not drop new words."""
    works = (
        UnitOfWork(line.database, line.turns.memory, LetterIds(0, 0.0), lambda: line.now) for _ in range(300)
    )
    letters = [work.send(ANNA, Message("word")) for work in works]
    assert {letter.id for letter in letters} == {1}
    random_ids = {letter.random_id for letter in letters}
    assert len(random_ids) == 300
    assert all(0 < random_id < 2**31 for random_id in random_ids)
    assert max(random_ids) > 2**20
