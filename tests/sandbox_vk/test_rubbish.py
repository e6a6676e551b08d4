"""No call makes the sandbox itself fail, whatever is in it."""

import json
import random
from urllib.parse import quote

from sandbox.vk import CHAT_START, Vk, VkLimits
from sandbox.vk.desk import METHODS
from sandbox.vk.errors import schema
from tests.sandbox_vk.conftest import ANNA, IVAN, MARIA, OLEG, ROOM, populate

SAID = [
    "", "0", "1", "-1", "2", "5", "999999999999", "9" * 30, "x", "я" * 300, "null", "true", "{}", "[]",
    "[[]]", '{"a":1}', "1,2,3", ",,,", "1.5", "\x00", "photo1_2", "doc1001_457239001_x", "all", "typing",
    str(ANNA), str(IVAN), str(MARIA), str(OLEG), str(ROOM), str(CHAT_START + 9), "-5", "id1001", "anna",
    '{"inline":true,"buttons":[[{"action":{"type":"text","label":"x"}}]]}', '{"buttons":[[5]]}', "doc",
    '{"buttons":[[{"action":{"type":[]}}]]}', '{"peer_id":1001,"cmids":[1]}', '{"peer_id":"x","cmids":5}',
    '{"cmids":["x",{}]}', '{"message_ids":[[]]}', '{"type":"show_snackbar","text":5}', '{"type":[]}',
    "return API.messages.send({});", "return 1", "while", "{{{{", "return [[[[", "return 'x'@.y;",
    "return {}.a.b;",
]  # fmt: skip
OBJECTS = [text for text in SAID if text.startswith("{")]


def odd_call(chance, method, event):
    """Parameters of a method, half sensible."""
    if method == "execute":
        return {"code": chance.choice(SAID)}
    known = schema()["methods"][method]["parameters"]
    named = chance.sample(sorted(known), min(len(known), chance.randint(0, 5)))
    named += [name for name, shape in known.items() if shape.get("required")]
    given = {name: chance.choice(SAID) for name in named}
    given |= {name: chance.choice(OBJECTS) for name in ("forward", "event_data", "keyboard") if name in given}
    if chance.random() < 0.7:
        sensible = {"peer_id": str(ANNA), "random_id": "0", "event_id": event, "user_id": str(ANNA)}
        given |= {name: value for name, value in sensible.items() if name in known}
    return given


def test_thousands_of_odd_calls_are_answered(caplog):
    vk = populate(Vk(limits=VkLimits.lifted()))
    chance = random.Random(7)
    anna = vk.phone(ANNA)
    anna.starts()
    vk.phone(MARIA, ROOM).says("на смене")
    for _ in range(5000):
        method = chance.choice([*METHODS, "execute"])
        given = odd_call(chance, method, anna.forges("{}", 1))
        form = "&".join(f"{name}={quote(value)}" for name, value in given.items())
        body = f"access_token={vk.token}&v=5.199&{form}".encode()
        answer = json.loads(vk.api.call(method, b"", body, b"").body)
        assert "response" in answer or answer["error"]["error_code"] != 10, (method, given)
    assert caplog.records == []
