"""How fast one may write."""

from __future__ import annotations

from bot.domain.flood import HELD_MOST, Flood


def test_an_ordinary_pace_is_never_slowed():
    flood = Flood(40)
    assert all(flood.weigh(1, second * 2.0).wait == 0 for second in range(500))


def test_one_in_a_hurry_is_slowed_in_order_and_told_once():
    flood = Flood(40)
    verdicts = [flood.weigh(1, 0.1 * number) for number in range(70)]
    held = [0.1 * number + verdict.wait for number, verdict in enumerate(verdicts) if verdict.wait]
    assert len(held) > 20
    assert held == sorted(held)
    assert len(set(held)) == len(held)
    assert sum(verdict.tell for verdict in verdicts) == 1


def test_who_is_held_stays_behind_what_is_held_already():
    flood = Flood(40)
    for _ in range(45):
        flood.weigh(1, 0.0)
    # A token is free again, but five messages wait before this one.
    assert flood.weigh(1, 2.0).wait > 0


def test_what_can_no_longer_wait_is_refused_and_told_even_to_one_who_was_just_told_to_wait():
    flood = Flood(40)
    verdicts = [flood.weigh(1, 1000.0) for _ in range(40 + HELD_MOST + 5)]
    refused = [verdict for verdict in verdicts if verdict.refused]
    assert len(refused) == 5
    assert [verdict.tell for verdict in refused] == [True, False, False, False, False]


def test_patience_is_forgiven():
    flood = Flood(40)
    for _ in range(200):
        flood.weigh(1, 0.0)
    assert flood.weigh(1, 600.0).wait == 0


def test_everybody_has_a_pace_of_their_own_and_zero_lifts_the_limit():
    flood = Flood(40)
    for _ in range(100):
        flood.weigh(1, 0.0)
    assert flood.weigh(2, 0.0).wait == 0
    assert all(Flood(0).weigh(1, 0.0).wait == 0 for _ in range(100))
