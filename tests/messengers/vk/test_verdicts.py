"""What VK's refusals mean for a letter: each row of the table, held against VK's own."""

import pytest

from bot.messengers.vk.verdicts import PAUSES, TABLE, classify
from bot.vocabulary import Verdict
from sandbox.vk.errors import VkError, schema

CLASSED = (
    (Verdict.WAIT, {6, 9, 29, 32}),
    (Verdict.RETRY, {1, 10, 43}),
    (Verdict.IN_DOUBT, {36}),
    (Verdict.STOP, {5, 14, 17, 27, 42, 912, 1117}),
    (Verdict.BUG, {100, 910, 911, 914}),
    (Verdict.GONE, {909, 920, 949}),
)
"""All others of the table: the person or the chat is out of reach."""

SENDING = (
    104, 900, 901, 902, 911, 912, 913, 914, 917, 921, 922, 925, 936, 940, 943, 944, 945, 946, 950, 962, 969,
    985, 987, 988, 1012,
)  # fmt: skip
"""What the description of messages.send names."""
EDITING = (901, 909, 910, 911, 912, 914, 917, 920, 940, 946, 949)
"""What the description of messages.edit names."""
OUR_DOING = {913, 921, 940, 943, 944, 969}
"""Too many forwards, intents: what the line never asks for would be its own fault."""


def test_every_row_of_the_table_is_an_error_of_vk() -> None:
    assert {str(code) for code in TABLE} <= schema()["errors"].keys()


@pytest.mark.parametrize("code", sorted(TABLE))
def test_a_refusal_is_classed(code: int) -> None:
    named = [verdict for verdict, codes in CLASSED if code in codes]
    assert [classify(code, VkError(code).description).verdict] == (named or [Verdict.UNREACHABLE])


@pytest.mark.parametrize("code", sorted({*SENDING, *EDITING}))
def test_whatever_vk_says_to_a_letter_is_decided(code: int) -> None:
    assert (code in TABLE) is (code not in OUR_DOING)


def test_what_waits_says_how_long_and_a_day_s_limit_longest() -> None:
    assert PAUSES.keys() == CLASSED[0][1]
    assert classify(6, "").after == 1.0
    assert classify(29, "").after > classify(9, "").after > classify(6, "").after


def test_what_nobody_knows_is_our_bug_and_keeps_vk_s_words() -> None:
    answer = classify(31_337, "Something new")
    assert (answer.verdict, answer.why) == (Verdict.BUG, "31337 Something new")


def test_a_token_that_may_too_little_stops_the_line_and_makes_nobody_unreachable() -> None:
    words = "Access denied: no access to call this method. It cannot be called with current scopes."
    assert classify(15, words).verdict is Verdict.STOP
    assert classify(15, "Access denied").verdict is Verdict.UNREACHABLE
