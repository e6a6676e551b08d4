"""The Long Poll: places, keys, what is lost, what is repeated."""

import asyncio

import pytest

from sandbox.vk.events import MOST_AT_ONCE
from tests.sandbox_vk.conftest import Refused


async def texts(reader, wait=0):
    return [event["object"]["message"]["text"] for event in await reader.news(wait)]


async def test_events_are_read_from_a_place_by_anybody_who_keeps_it(api, anna, reader):
    anna.says("раз")
    other = await api.server()
    anna.says("два")
    assert await texts(reader) == ["раз", "два"]
    assert await texts(reader) == []
    assert await texts(other) == ["два"]
    other.ts = str(int(other.ts) - 2)
    assert await texts(other) == ["раз", "два"]
    assert isinstance(other.ts, str)


async def test_a_waiting_reader_is_answered_at_once(api, vk, anna, reader):
    other = await api.server()
    waiting = [asyncio.create_task(texts(one, 25)) for one in (reader, other)]
    await anna_waits(vk, 2)
    anna.says("раз")
    assert await asyncio.wait_for(asyncio.gather(*waiting), 5) == [["раз"], ["раз"]]


async def anna_waits(vk, readers):
    while len(vk.api._readers) < readers:
        await asyncio.sleep(0)


async def test_an_idle_reader_gets_nothing_and_keeps_its_place(reader):
    before = reader.ts
    answer = await reader.raw(wait=1)
    assert answer == {"ts": before, "updates": []}


async def test_a_reader_who_goes_away_is_forgotten(vk, reader):
    waiting = asyncio.create_task(reader.raw(25))
    await anna_waits(vk, 1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    while vk.api._readers:
        await asyncio.sleep(0.001)


async def test_a_batch_is_bounded(anna, reader):
    for number in range(MOST_AT_ONCE + 5):
        anna.says(f"{number}")
    assert len(await reader.news()) == MOST_AT_ONCE
    assert len(await reader.news()) == 5


async def test_a_place_too_far_back_or_ahead_fails_with_a_new_one(vk, anna, reader):
    vk.world.events.kept = 3
    for number in range(5):
        anna.says(f"{number}")
    newest = str(vk.world.events.ts)
    assert await reader.raw() == {"failed": 1, "ts": newest}
    for odd in ("0", "", "x", "99999999999999999999", str(int(newest) + 1)):
        assert await reader.raw(ts=odd) == {"failed": 1, "ts": newest}
    reader.ts = str(int(newest) - 3)
    assert await texts(reader) == ["2", "3", "4"]


async def test_a_forgotten_history_fails_for_those_behind(vk, anna, reader):
    anna.says("раз")
    vk.world.events.forget()
    assert (await reader.raw())["failed"] == 1
    reader.ts = (await reader.raw())["ts"]
    anna.says("два")
    assert await texts(reader) == ["два"]


async def test_an_expired_key_fails_and_the_place_stays_good(api, vk, anna, reader):
    anna.says("раз")
    vk.world.events.expire_keys()
    assert await reader.raw() == {"failed": 2}
    reader.key = (await api.server()).key
    assert await texts(reader) == ["раз"]
    assert await reader.raw(key="") == {"failed": 2}
    assert await reader.raw(act="a_look") == {"failed": 2}


async def test_a_key_lasts_as_often_as_it_may_be_used(vk, reader):
    vk.world.events.key_calls = 2
    assert [await reader.raw(), await reader.raw()] == [{"ts": reader.ts, "updates": []}] * 2
    assert await reader.raw() == {"failed": 2}


async def test_a_lost_server_fails_with_neither_key_nor_place(api, vk, reader):
    vk.world.events.lose()
    assert await reader.raw() == {"failed": 3}
    assert (await (await api.server()).raw())["updates"] == []


async def test_a_new_server_begins_with_the_newest_place(api, anna):
    anna.says("пока бота не было")
    assert await texts(await api.server()) == []


async def test_events_may_come_twice_late_and_in_disorder(vk, anna, reader):
    events = vk.world.events
    anna.says("раз")
    events.repeat()
    first, again = await reader.news()
    assert first == again
    events.hold()
    anna.says("два")
    anna.says("три")
    assert await texts(reader) == ["три"]
    events.release()
    assert await texts(reader) == ["два"]
    events.shuffle(1)
    for number in range(10):
        anna.says(f"{number}")
    came = await texts(reader)
    assert came != sorted(came)
    assert sorted(came) == [f"{number}" for number in range(10)]


async def test_event_ids_are_all_different(anna, reader):
    for _ in range(50):
        anna.says("раз")
    assert len({event["event_id"] for event in await reader.news()}) == 50


async def test_only_wanted_events_come(api, vk, anna, reader):
    await api("groups.setLongPollSettings", group_id=vk.group_id, message_edit=0, message_deny=0)
    anna.edits(anna.says("раз"), "два")
    anna.denies()
    assert [event["type"] for event in await reader.news()] == ["message_new"]
    settings = await api("groups.getLongPollSettings", group_id=vk.group_id)
    assert (settings["is_enabled"], settings["api_version"]) == (True, "5.199")
    assert (settings["events"]["message_new"], settings["events"]["message_edit"]) == (1, 0)
    assert settings["events"]["message_event"] == 1


async def test_an_old_version_gives_the_message_itself(api, vk, anna, reader):
    await api("groups.setLongPollSettings", group_id=vk.group_id, api_version="5.80")
    anna.says("раз")
    answer = await reader.raw()
    assert answer["updates"][0]["object"]["text"] == "раз"


async def test_a_long_poll_that_is_off_is_refused(api, vk, anna):
    await api("groups.setLongPollSettings", group_id=vk.group_id, enabled=0)
    with pytest.raises(Refused, match="longpoll for this group is not enabled"):
        await api.server()
    assert await api.refused("groups.getLongPollServer", group_id=1) == 15


# Failures on purpose


async def test_failures_can_be_planned_and_are_true(api, vk, anna, reader):
    anna.says("раз")
    vk.faults.fails(1)
    vk.faults.fails(2)
    vk.faults.fails(3)
    vk.faults.fails(9)
    assert await reader.raw() == {"failed": 1, "ts": str(vk.world.events.ts)}
    assert await reader.raw() == {"failed": 2}
    reader.key = (await api.server()).key
    assert await reader.raw() == {"failed": 3}
    assert await reader.raw() == {"failed": 9}
    assert await reader.raw() == {"failed": 3}
    reader.key = (await api.server()).key
    assert await texts(reader) == ["раз"]


async def test_failures_can_come_by_chance(api, vk, reader):
    vk.faults.fails_at_random(0.5, 1, seed=3)
    answers = [await reader.raw() for _ in range(40)]
    share = sum("failed" in answer for answer in answers)
    assert 10 < share < 30
    assert vk.faults.happened == share
    vk.faults.clear()
    assert "failed" not in await reader.raw()
