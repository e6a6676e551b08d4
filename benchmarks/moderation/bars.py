"""What each bar would hold, to choose one: the middle of those that keep both promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.moderation.messages import Message
from bot.domain.safety import Rules, judge
from bot.domain.safety.judging import SPOKEN

LEAST, MOST = 0.98, 0.01
"""Shares that were promised: of scams at least, of ordinary messages at most."""

BARS = [tenths / 10 for tenths in range(-20, 41)]
NEVER = float("-inf")


def weight(one: Message, likeness: float, rules: Rules) -> float:
    """The sum that a bar is put to; endless where what a message carries holds it whatever it says."""
    if judge(one.like(NEVER), rules).held:
        return float("inf")
    return likeness + (SPOKEN if judge(one.like(None), rules).held else 0.0)


def curve(weighed: Sequence[tuple[Message, float]]) -> Iterator[str]:
    """Lines of what every other bar holds, then the bars that keep both promises and their middle."""
    scams = [sum_ for one, sum_ in weighed if one.scam]
    others = [sum_ for one, sum_ in weighed if not one.scam]
    keep = []
    for place, bar in enumerate(BARS):
        caught, in_vain = (sum(sum_ > bar for sum_ in some) for some in (scams, others))
        if caught >= LEAST * len(scams) and in_vain <= MOST * len(others):
            keep.append(bar)
        if place % 2 == 0:
            yield (
                f"  {bar:5.1f}  scams {caught} of {len(scams)} = {100 * caught / len(scams):6.2f}%"
                f"  ordinary {in_vain} of {len(others)} = {100 * in_vain / len(others):5.2f}%"
            )
    if keep:
        yield f"  both promises: {keep[0]:.1f} to {keep[-1]:.1f}, the middle {(keep[0] + keep[-1]) / 2:.2f}"
