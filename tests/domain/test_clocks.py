"""A clock that is set is not believed until it goes on evenly; small corrections are nobody's business."""

from __future__ import annotations

from bot.domain.clocks import SECOND_READING, Step, Watch

HOUR = 3600.0
NOON = 1_800_000_000.0


def looks(*readings: tuple[float, float]) -> tuple[Watch, list[Step | None], list[bool]]:
    """What a watch finds at each reading of both clocks, in seconds since noon and since the start."""
    watch, steps, calm = Watch(), [], []
    for wall, steady in readings:
        steps.append(watch.look(NOON + wall, steady))
        calm.append(watch.calm)
    return watch, steps, calm


def test_an_even_clock_is_believed_and_a_small_correction_too() -> None:
    _, steps, calm = looks((0, 0), (1, 1), (50, 2), (3, 3), (100_000, 100_000))
    assert steps == [None] * 5
    assert calm == [True] * 5


def test_many_small_corrections_never_add_up_to_a_jump() -> None:
    _, steps, calm = looks(*((50.0 * n, float(n)) for n in range(100)))
    assert not any(steps)
    assert all(calm)


def test_a_clock_that_was_set_is_believed_after_half_a_minute_of_going_on_evenly() -> None:
    for jump in (HOUR, -HOUR, 61.0, -61.0):
        _, steps, calm = looks((0, 0), (1 + jump, 1), (2 + jump, 2), (31 + jump, 31), (32 + jump, 32))
        assert steps == [None, Step(NOON + 1, NOON + 1 + jump), None, None, None]
        assert calm == [True, False, False, True, True]


def test_a_clock_that_goes_back_where_it_was_is_believed_at_once() -> None:
    _, steps, calm = looks((0, 0), (1 + HOUR, 1), (2, 2))
    assert steps == [None, Step(NOON + 1, NOON + 1 + HOUR), None]
    assert calm == [True, False, True]


def test_a_second_reading_of_yet_another_time_proves_nothing() -> None:
    late = 1 + SECOND_READING
    _, steps, calm = looks((0, 0), (1 + HOUR, 1), (late + 2 * HOUR, late), (late + 1 + 2 * HOUR, late + 1))
    assert steps[2:] == [Step(NOON + late + HOUR, NOON + late + 2 * HOUR), None]
    assert calm == [True, False, False, False]


def test_a_clock_that_creeps_is_not_going_on_evenly_and_staff_are_not_told_of_every_second() -> None:
    _, steps, calm = looks((0, 0), *((HOUR + 3.0 * n, float(n)) for n in range(1, 60)))
    assert [step for step in steps if step] == [
        Step(NOON + 1, NOON + HOUR + 3),
        Step(NOON + 3634, NOON + 3696),
    ]
    assert not any(calm[1:])


def test_of_a_clock_that_goes_to_and_fro_staff_are_told_no_more_than_twice_a_minute() -> None:
    _, steps, calm = looks((0, 0), *((HOUR * (1 + n % 2) + n, float(n)) for n in range(1, 61)))
    assert len([step for step in steps if step]) == 2
    assert not any(calm[1:])


def test_the_same_jump_a_second_time_is_told_a_second_time() -> None:
    _, steps, _ = looks((0, 0), (1 + HOUR, 1), (2, 2), (3 + HOUR, 3))
    assert [step is not None for step in steps] == [False, True, False, True]
