"""Pacing: what leaves when, counted from the answers."""

from __future__ import annotations

import pytest

from bot.pipeline.pacing import SOON, SPARE_ALL, SPARE_GROUP, Pace
from bot.vocabulary import Lane, Limits

ANNA, ROOM = 1, -1
REPLY, CRISIS = Lane.REPLY, Lane.CRISIS


def send(pace: Pace, chat: int, now: float, *, takes: float = 0.0) -> None:
    """One letter that is answered after so many seconds."""
    pace.took_off(chat, group=chat < 0)
    pace.landed(chat, now + takes)


def test_a_private_chat_takes_a_burst_and_then_one_a_second() -> None:
    pace = Pace(Limits(per_second=0, chat_burst=5, chat_per_second=1.0))
    for _ in range(5):
        assert pace.chat_free_at(ANNA, REPLY, 10.0) <= 10.0
        send(pace, ANNA, 10.0)
    assert pace.chat_free_at(ANNA, REPLY, 10.0) == 11.0
    assert pace.chat_free_at(ANNA, REPLY, 11.0) <= 11.0


def test_another_chat_does_not_wait_for_a_full_one() -> None:
    pace = Pace(Limits(per_second=0, chat_burst=1))
    send(pace, ANNA, 10.0)
    assert pace.chat_free_at(ANNA, REPLY, 10.0) > 10.0
    assert pace.chat_free_at(2, REPLY, 10.0) <= 10.0


def test_a_second_counts_from_the_answer_because_the_messenger_may_have_counted_as_late() -> None:
    pace = Pace(Limits(per_second=1 + SPARE_ALL))
    pace.took_off(ANNA, group=False)
    assert pace.free_at(REPLY, 10.0) > 10.0, "a letter on its way takes its place"
    pace.landed(ANNA, 14.0)
    assert pace.free_at(REPLY, 14.0) == 15.0 - SOON
    for number in range(SPARE_ALL):
        send(pace, number, 14.0)
    assert pace.free_at(CRISIS, 14.5) == pace.free_at(REPLY, 14.5) == 15.0
    assert pace.free_at(REPLY, 15.0) <= 15.0


def test_words_of_crisis_find_a_place_at_once_behind_a_burst_of_replies() -> None:
    pace = Pace(Limits(per_second=30))
    sent = 0
    while pace.free_at(REPLY, 10.0) <= 10.0:
        send(pace, sent, 10.0)
        sent += 1
    assert sent == 30 - SPARE_ALL
    for number in range(SPARE_ALL):
        assert pace.free_at(CRISIS, 10.0) <= 10.0
        send(pace, number, 10.0)
    assert pace.free_at(CRISIS, 10.0) == 11.0


def test_a_broadcast_takes_every_slot_and_still_one_comes_free_for_whoever_is_next() -> None:
    pace = Pace(Limits(per_second=30, chat_per_second=0.0))
    now, left, waits = 10.0, 0, []
    while now < 40.0:
        waits.append(max(0.0, pace.free_at(REPLY, now) - now))
        if pace.free_at(Lane.BROADCAST, now) <= now:
            pace.took_off(left, group=False, lane=Lane.BROADCAST, now=now)
            pace.landed(left, now)
            left += 1
        now += 0.001
    assert left >= 0.99 * 30 * 30
    assert max(waits) < SOON + 0.05


@pytest.mark.parametrize("lane", [Lane.STAFF, Lane.NOTICE, Lane.BROADCAST])
def test_what_nobody_waits_for_does_not_fill_the_second_in_one_go(lane: Lane) -> None:
    pace = Pace(Limits(per_second=30, chat_per_second=0.0))
    sent = 0
    while pace.free_at(lane, 10.0) <= 10.0:
        pace.took_off(sent, group=False, lane=lane, now=10.0)
        pace.landed(sent, 10.0)
        sent += 1
    assert sent == 2, "one, and one to catch up with"
    assert pace.free_at(REPLY, 10.0) <= 10.0


def test_a_group_takes_so_many_a_minute_and_keeps_room_for_words_of_crisis() -> None:
    pace = Pace(Limits(per_second=0, group_per_minute=20))
    for _ in range(20 - SPARE_GROUP):
        assert pace.chat_free_at(ROOM, REPLY, 10.0) <= 10.0
        send(pace, ROOM, 10.0)
    assert pace.chat_free_at(ROOM, REPLY, 10.0) == 70.0
    for _ in range(SPARE_GROUP):
        assert pace.chat_free_at(ROOM, CRISIS, 10.0) <= 10.0
        send(pace, ROOM, 10.0)
    assert pace.chat_free_at(ROOM, CRISIS, 10.0) == 70.0
    assert pace.chat_free_at(ROOM, REPLY, 70.0) <= 70.0


def test_a_line_that_follows_another_says_to_a_group_what_that_one_likely_left() -> None:
    """Nobody knows what the line before it said: half of what a minute takes is what is reckoned with."""
    pace = Pace(Limits(per_second=0, group_per_minute=20))
    pace.follow(100.0)
    sent = [100.0 - 60.0 * place / 10 for place in range(10)]
    now = 100.0
    while now < 220.0:
        if (free := pace.chat_free_at(ROOM, REPLY, now)) <= now:
            send(pace, ROOM, now)
            sent.append(now)
            assert sum(now - 59.9 < one for one in sent) <= 20 - SPARE_GROUP
        now = max(free, now + 0.5)
    assert len([one for one in sent if 100.0 <= one < 104.0]) >= 7, "somebody waits for the first words"


def test_a_line_that_begins_after_a_quiet_minute_says_to_a_group_what_it_has_to_say() -> None:
    pace = Pace(Limits(per_second=0, group_per_minute=20))
    pace.follow(39.0)
    for _ in range(10):
        assert pace.chat_free_at(ROOM, REPLY, 100.0) <= 100.0
        send(pace, ROOM, 100.0)


def test_no_window_of_a_second_ever_takes_more_than_the_limit() -> None:
    most = 30
    pace = Pace(Limits(per_second=most, chat_per_second=0.0))
    now, left = 0.0, []
    for number in range(400):
        now = max(now, pace.free_at(CRISIS, now))
        pace.took_off(number, group=False)
        # The messenger counts at some moment between the request and the answer.
        counted, answered = now + 0.01 * (number % 3), now + 0.02 * (number % 4)
        left.append(min(counted, answered))
        pace.landed(number, answered)
        now = max(now, answered)
    for start in left:
        assert sum(start <= moment < start + 1.0 for moment in left) <= most


def test_a_chat_that_must_wait_holds_nobody_else_and_the_whole_holds_everybody() -> None:
    pace = Pace(Limits())
    send(pace, ANNA, 10.0)
    pace.hold(40.0, ANNA)
    assert pace.chat_free_at(ANNA, REPLY, 10.0) == 40.0
    assert pace.chat_free_at(2, REPLY, 10.0) <= 10.0
    assert pace.free_at(REPLY, 10.0) <= 10.0
    pace.hold(30.0)
    assert pace.free_at(CRISIS, 10.0) == 30.0


def test_limits_of_zero_are_no_limits() -> None:
    pace = Pace(Limits(per_second=0, chat_per_second=0.0, group_per_minute=0))
    for chat in (ANNA, ROOM):
        for _ in range(100):
            send(pace, chat, 10.0)
        assert pace.chat_free_at(chat, REPLY, 10.0) <= 10.0
    assert pace.free_at(REPLY, 10.0) <= 10.0


def test_thousands_of_chats_are_not_remembered_for_ever() -> None:
    for limits in (Limits(per_second=0), Limits(per_second=0, chat_per_second=0, group_per_minute=0)):
        pace = Pace(limits)
        for chat in range(1, 5000):
            send(pace, chat, float(chat))
        assert len(pace._chats) < 3000
