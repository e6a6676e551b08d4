"""Whatever a bot sends, the sandbox answers as Telegram would: it never fails itself."""

import orjson
from hypothesis import given, settings
from hypothesis import strategies as some

from sandbox import Limits, Sandbox
from sandbox.telegram.api import Answer
from sandbox.telegram.desk import METHODS
from sandbox.telegram.errors import ApiError
from sandbox.telegram.markup import html, units
from sandbox.telegram.spec import specification
from tests.sandbox.conftest import ANNA, MARIA, STAFF, populate

PIECES = (
    "<b>",
    "</b>",
    "<i>",
    "</",
    "<",
    ">",
    "&lt;",
    "&",
    "&#x41;",
    "🙂",
    "я",
    " ",
    "<a href='x'>",
    "</a>",
    "<pre>",
    "</pre>",
)
TEXTS = (
    "",
    "раз",
    "<b>раз</b>",
    "<b>",
    "HTML",
    "data",
    "@nobody",
    "emoji",
    "👍",
    "attach://x",
    "AgAC",
    "typing",
    "ru",
)
NUMBERS = (ANNA, MARIA, STAFF, 0, 1, 2, 3, -1, 50, 2**40)


def fitting(draw, kind, depth=0):
    """A value of a type, right in its form at least."""
    if kind.startswith("Array of "):
        return [
            fitting(draw, kind.removeprefix("Array of "), depth + 1) for _ in range(draw(some.integers(0, 2)))
        ]
    if kind == "Integer":
        return draw(some.sampled_from(NUMBERS))
    if kind in ("Boolean", "True"):
        return draw(some.booleans())
    if kind == "Float":
        return draw(some.floats(-200, 200))
    entry = specification()["types"].get(kind)
    if kind in ("String", "InputFile") or entry is None or depth > 4:
        return draw(some.sampled_from(TEXTS))
    if entry.get("subtypes"):
        return fitting(draw, draw(some.sampled_from(entry["subtypes"])), depth)
    fields = {
        name: field
        for name, field in entry["fields"].items()
        if field.get("required") or (not field.get("deprecated") and draw(some.integers(0, 7)) == 0)
    }
    return {
        name: field.get("constant") or fitting(draw, draw(some.sampled_from(field["types"])), depth + 1)
        for name, field in fields.items()
    }


@some.composite
def calls(draw):
    """A method with some of its fields, mostly of the right form, some of any."""
    method = draw(some.sampled_from(sorted(set(METHODS) - {"leaveChat", "setWebhook"})))
    given_fields = {}
    for name, field in specification()["methods"][method]["fields"].items():
        if not field.get("required") and (field.get("deprecated") or draw(some.integers(0, 4))):
            continue
        if draw(some.integers(0, 30)) == 0:
            given_fields[name] = draw(some.none() | some.text(max_size=3) | some.lists(some.integers(-9, 9)))
        else:
            given_fields[name] = fitting(draw, draw(some.sampled_from(field["types"])))
    if "chat_id" in given_fields and draw(some.booleans()):
        given_fields["chat_id"] = draw(some.sampled_from([ANNA, STAFF]))
    return method, given_fields


@settings(max_examples=150, deadline=None)
@given(some.lists(calls(), min_size=1, max_size=6))
def test_no_call_makes_the_sandbox_fail(several):
    sandbox = populate(Sandbox(limits=Limits.lifted()))
    sandbox.phone(ANNA).starts()
    for method, fields in several:
        answer = sandbox.api.call(method, b"application/json", orjson.dumps(fields), b"")
        assert isinstance(answer, Answer)
        assert answer.code != 500, (method, fields)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.sampled_from(PIECES), max_size=12))
def test_markup_is_parsed_or_refused(pieces):
    try:
        text, entities = html("".join(pieces))
    except ApiError as refusal:
        why = refusal.description
        text, entities = "", []
        if not why.startswith("Bad Request: can't parse entities: "):
            raise
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(text)
