"""How long an alarm may wait, and whom it is put to while nobody takes it."""

from __future__ import annotations

from enum import IntEnum

AGAIN = 300.0
"""Seconds between two calls once everybody was called: often enough to be heard, with time left to answer."""


class Rung(IntEnum):
    """Who is called; each rung calls those below it as well."""

    ROOM = 0
    ROOM_AGAIN = 1
    WORKERS = 2
    ADMINISTRATORS = 3


LADDER = ((60.0, Rung.ROOM_AGAIN), (180.0, Rung.WORKERS), (300.0, Rung.ADMINISTRATORS))
"""Seconds after the alarm at which it goes to more people.

A minute is what somebody with the telephone in their pocket needs to look; after three the room is not being
read, and after five nobody on duty is there: whoever runs the line must know.
"""


def rung_after(waited: float) -> Rung:
    """Who has to be called by now; a line that stood still goes on where it would be."""
    return max((rung for after, rung in LADDER if after <= waited), default=Rung.ROOM)


def next_call(waited: float) -> float:
    """In how many seconds an alarm that has waited so long goes on."""
    return next((after - waited for after, _ in LADDER if after > waited), AGAIN)
