"""A messenger that takes nothing from us any more: its administrator hears it on the other one."""

from __future__ import annotations

import pytest

from tests.end_to_end.everywhere import TELEGRAM, VK, Cast
from tests.end_to_end.stage import PATIENCE

apart = pytest.mark.parametrize(
    "cast", [(VK, TELEGRAM), (TELEGRAM, VK)], indirect=True, ids=["VK's key", "Telegram's token"]
)


@apart
async def test_an_administrator_hears_of_it_once_and_nothing_is_lost(cast: Cast) -> None:
    number = await cast.maria_has_it()
    stage, anna, maria = cast.stage, cast.anna, cast.maria
    faults = (stage.vk if cast.resident_in == VK else stage.sandbox).faults
    faults.token_revoked = True
    maria.phone.says("Буду в три", maria.finds("Ответьте на это"))
    maria.phone.says("Или в четыре", maria.finds("Ответьте на это"))
    await maria.phone.hears("больше не принимает ничего от линии", PATIENCE)
    told = [text for text in maria.phone.texts if "больше не принимает ничего" in text]
    assert len(told) == 1
    assert stage.app.deliveries[cast.resident_in].waiting > 0
    assert anna.phone.silent()
    assert number == 1
