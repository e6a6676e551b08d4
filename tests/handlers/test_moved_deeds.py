"""What a group that moved meanwhile did not take: deeds on people go after it, deeds on messages do not."""

from __future__ import annotations

import pytest

from bot.pipeline.outcomes import Settled
from bot.vocabulary import Act, Address, Answer, Lane, Letter, Message, Verdict
from tests.line import TheLine
from tests.network import STAFF_CHAT

NEW = -1_002


@pytest.mark.parametrize(
    ("act", "follows"),
    [
        (Act.SILENCE, True),
        (Act.REMOVE, True),
        (Act.INVITE, True),
        (Act.EDIT, False),
        (Act.REACT, False),
        (Act.PIN, False),
        (Act.DELETE, False),
    ],
)
async def test_numbers_of_messages_mean_others_in_the_new_group(
    line: TheLine, act: Act, follows: bool
) -> None:
    wants = {"messages": [7]} if act is Act.DELETE else None
    letter = Letter(5, Address("telegram", STAFF_CHAT), Lane.STAFF, act, Message("👍"), 7, wants)
    before = len(line.network.letters)
    line.app.turns.settle(Settled(letter, Answer(Verdict.MOVED, result={"to": NEW})))
    await line.settle()
    assert await line.failures() == []
    sent = [one for one in line.network.letters[before:] if one.act is act and one.address.chat == NEW]
    assert bool(sent) is follows
