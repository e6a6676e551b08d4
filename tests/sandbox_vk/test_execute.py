"""execute: scripts of packers, up to 25 calls, errors beside the answer."""

import json

import pytest

from sandbox.vk import script
from sandbox.vk.errors import VkError
from tests.sandbox_vk.conftest import ANNA, IVAN, Refused


def nothing(*_):
    """A call of a script that makes none."""


def send(peer, text, random_id=0):
    return "API.messages.send(" + json.dumps({"peer_id": peer, "message": text, "random_id": random_id}) + ")"


async def test_calls_in_a_list_are_made_in_order(api, anna):
    answer = await api("execute", code=f"return [{send(ANNA, 'раз')}, {send(ANNA, 'два')}];")
    assert answer[1] == answer[0] + 1
    assert anna.texts[1:] == ["раз", "два"]
    assert api.vk.calls["messages.send"] == 2


async def test_a_refused_call_is_false_and_the_rest_go_on(api, anna):
    answer = await api.raw("execute", code=f"return [{send(IVAN, 'раз')}, {send(ANNA, 'два')}];")
    assert answer["response"][0] is False
    (error,) = answer["execute_errors"]
    assert (error["method"], error["error_code"]) == ("messages.send", 901)
    assert anna.texts[1:] == ["два"]


async def test_a_repeat_of_a_pack_sends_nothing_twice(api, anna):
    code = f"return [{send(ANNA, 'раз', 11)}, {send(ANNA, 'два', 12)}];"
    assert await api("execute", code=code) == await api("execute", code=code)
    assert anna.texts[1:] == ["раз", "два"]


async def test_25_calls_and_no_more(api, anna):
    assert len(await api("execute", code=f"return [{','.join([send(ANNA, 'раз')] * 25)}];")) == 25
    assert await api.refused("execute", code=f"return [{','.join([send(ANNA, 'раз')] * 26)}];") == 13


async def test_values_inside_are_written_as_they_are_meant(api, anna):
    keyboard = {"inline": True, "buttons": [[{"action": {"type": "text", "label": "Да"}}]]}
    given = {
        "peer_ids": [ANNA, IVAN],
        "message": 'кавычки " и \n строки',
        "random_id": 5,
        "disable_mentions": True,
        "keyboard": json.dumps(keyboard),
    }
    first, second = await api("execute", code=f"return API.messages.send({json.dumps(given)});")
    assert (first["peer_id"], second["error"]["code"]) == (ANNA, 901)
    assert (anna.last.text, anna.buttons) == (given["message"], [["Да"]])
    given["keyboard"] = keyboard
    given["random_id"] = 6
    await api("execute", code=f"return API.messages.send({json.dumps(given)});")
    assert anna.buttons == [["Да"]]


async def test_arguments_reach_the_script(api, anna):
    code = 'return API.messages.send({"peer_id": Args.to, "message": Args.text, "random_id": 0});'
    await api("execute", code=code, to=ANNA, text="раз")
    assert anna.last.text == "раз"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", 100),
        ("return [", 12),
        ("return #;", 12),
        ("var 5 = 3;", 12),
        ("1 = 2;", 12),
        ("[].pop() = 2;", 12),
        ("var a = 5; a.b = 1;", 13),
        ("while(true) { }", 13),
        ("return API.messages.send(5);", 13),
        ("return 1 / 0;", 13),
        ("var a = 5; a.push(1);", 13),
        ("var a = []; a.sing();", 13),
        ("return -'x';", 13),
    ],
)
async def test_odd_scripts_are_refused(api, code, error):
    assert await api.refused("execute", code=code) == error


async def test_unknown_methods_inside_are_errors_of_their_own(api):
    answer = await api.raw("execute", code="return API.messages.sing({});")
    assert (answer["response"], answer["execute_errors"][0]["error_code"]) == (False, 3)


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("return 1 + 2 * 3;", 7),
        ("return (1 + 2) * 3 - -1;", 10),
        ("return 'a' + 1;", "a1"),
        ("return 7 % 4 == 3 && !false;", True),
        ("return 1 > 2 || 2 >= 2;", True),
        ("var i = 0, a = []; while (i < 3) { a.push(i * i); i = i + 1; } return a;", [0, 1, 4]),
        ("if (1 != 2) return 'yes'; else return 'no';", "yes"),
        ("if (1 <= 0) { return 1; } return null;", None),
        (
            "var o = {a: [{b: 1}, {b: 2}], \"c\": 'd'}; return [o.a@.b, o.c, o.x, o.a.length, o['c']];",
            [[1, 2], "d", None, 2, "d"],
        ),
        ("var a = [1, 2, 3,]; a.pop(); a.shift(); return a.slice(0, 1);", [2]),
        ("return [][5];", None),
        ('return "\\u0434\\n";', "д\n"),
        ("var x; x = 5; ; return x", 5),
        ("var x = 5;", None),
        ("var o = {}, a = [1]; o.b = 1; o['c'] = a[0] = 2; return [o.b, o.c, a];", [1, 2, [2]]),
    ],
)
def test_scripts_compute(code, result):
    assert script.run(code, nothing, {}) == result


def test_a_script_that_breaks_off_says_where():
    with pytest.raises(VkError, match="expected"):
        script.run("return {a: 1", nothing, {})


async def test_execute_is_one_call_for_the_limit(api, anna):
    with pytest.raises(Refused):
        await api("execute")
    assert api.vk.calls["execute"] == 1
