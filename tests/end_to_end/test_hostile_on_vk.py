"""Who means harm on VK: payloads that no button had, texts that no client types, two workers at one card."""

from __future__ import annotations

import pytest
import pytest_asyncio

from sandbox.demo import ANNA, IVAN, MARIA, OLEG
from sandbox.vk.acts import write
from tests.end_to_end.everywhere import ON_VK, VK, Everywhere
from tests.end_to_end.stage import asks_for_help


@pytest_asyncio.fixture
async def line(everywhere: Everywhere) -> Everywhere:
    """The line on VK alone, with Maria at work."""
    everywhere.messengers, everywhere.admin_in = (VK,), VK
    await everywhere.opens(staff=(VK,))
    await everywhere.on(VK, MARIA).starts()
    await everywhere.passes(601)
    return everywhere


def tells(line: Everywhere, content: dict[str, str]) -> None:
    """Anna sends what no client lets her send."""
    user = line.vk.world.users[ON_VK[ANNA]]
    write(line.vk.world, user, line.vk.world.peer(user.id), content)


PAYLOADS = (
    *("{}", "[]", "7", "null", '"x"', "{", '{"d":7}', '{"d":null}', '{"d":""}', '{"d":"x"}', '{"d":"a:"}'),
    *(
        '{"d":"g:desk:"}',
        '{"d":"g:invite:"}',
        '{"d":"r:take:1:1"}',
        '{"d":"r:done:1:1"}',
        '{"d":"g:request:1"}',
    ),
    *('{"d":"g:withdraw:1"}', '{"d":"l:open"}', '{"command":"start","d":"g:desk:"}', '{"command":["start"]}'),
    *(
        '{"d":"' + "g:menu:" + "я" * 200 + '"}',
        '{"d":"a:0:summary:send"}',
        "[" * 200,
        '{"d":{"d":"g:desk:"}}',
    ),
)


async def test_payloads_that_no_button_had_open_nothing(line: Everywhere) -> None:
    anna, ivan = line.on(VK, ANNA), line.on(VK, IVAN)
    number = await asks_for_help(ivan)
    await anna.starts()
    for payload in PAYLOADS:
        # With one's own key, VK takes any payload beside a text.
        tells(line, {"text": "Меню", "payload": payload})
        told = "\n".join(await anna.hears())
        assert told, payload
        assert not any(word in told for word in ("Ваших заявок", "Пригласить", "Открытые заявки")), payload
    assert line.rows("SELECT id, state, owner FROM requests") == [(number, "new", None)]
    texts = await anna.says("Меню")
    assert texts[-1] == line.say("menu")


@pytest.mark.parametrize(
    "text",
    [
        "\u202e[id601|Мария] @all *all @online\u2066",
        "[club1|[id1|x]] <b>&amp;</b>",
        "ы" * 4096,
        "👨‍👩‍👧‍👦" * 300,
        "\u0301" * 4000,
        "/" + "x" * 4000,
        "\n" * 3000 + "хлеб",
    ],
    ids=lambda text: ascii(text)[:20],
)
async def test_texts_that_no_client_types_are_answered_and_call_nobody(line: Everywhere, text: str) -> None:
    anna = line.on(VK, ANNA)
    await anna.starts()
    tells(line, {"text": text})
    assert await anna.hears()
    texts = await anna.says("Меню")
    assert texts[-1] == line.say("menu")


async def test_of_two_workers_on_vk_one_gets_it_and_a_third_press_changes_nothing(line: Everywhere) -> None:
    number = await asks_for_help(line.on(VK, ANNA))
    first, second = line.on(VK, MARIA, group=True), line.on(VK, OLEG, group=True)
    await first.hears()
    card = first.finds(f"№ {number}")
    for hand in (second, first, second, first):
        hand.phone.forges(f'{{"d":"r:take:{number}:1"}}', card)
    await first.hears()
    owners = line.rows("SELECT owner FROM requests")
    assert owners == line.rows("SELECT person FROM accounts WHERE account = 601")
    taken = line.rows("SELECT count(*) FROM request_events WHERE kind = 'taken'")
    assert taken == [(1,)]
