"""Checks of a call's parameters against VK's schema, where every value arrives as text."""

import re
from typing import Any

import orjson

from sandbox.telegram.uploads import Upload
from sandbox.vk.errors import Json, VkError, bad_parameter, schema, undefined

WHOLE = re.compile(r"-?\d+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
BITS_32 = frozenset({"random_id"})
COMMON = frozenset(
    {"access_token", "v", "lang", "https", "test_mode", "captcha_sid", "captcha_key", "success_token"}
)
"""Parameters that every call may have."""
OWN_CODES = {"message": 914, "keyboard": 911}
"""Parameters whose misfits have a code of their own."""


def known(method: str) -> bool:
    """Whether the schema has this method."""
    return method in schema()["methods"]


def checked(method: str, given: Json, *, strict: bool = True) -> Json:
    """A call's parameters as JSON values, or VkError; `strict` refuses unknown ones, which VK overlooks."""
    parameters: Json = schema()["methods"][method]["parameters"]
    arguments: Json = {}
    for name, value in given.items():
        if name in COMMON or value is None or value == "":
            continue
        shape = parameters.get(name)
        if shape is None:
            if strict:
                raise bad_parameter(f"{name} is no parameter of {method}")
            continue
        arguments[name] = fitting(name, value, shape)
    for name, shape in parameters.items():
        if shape.get("required") and name not in arguments:
            raise undefined(name)
    return arguments


def fitting(name: str, value: Any, shape: Json) -> Any:
    """One value in its type and within its limits."""
    if isinstance(value, Upload):
        raise bad_parameter(f"{name} is not a file")
    kind = shape.get("type", "string")
    if isinstance(kind, list):
        kind = "string"
    if kind == "object":
        return opened(name, value)
    text = as_text(value)
    if kind == "array":
        items = [item.strip() for item in text.split(",") if item.strip()]
        if len(items) > shape.get("maxItems", len(items)):
            raise bad_parameter(f"{name} should contain at most {shape['maxItems']} items")
        return [fitting(name, item, shape.get("items", {})) for item in items]
    fitted = {"integer": whole, "number": number, "boolean": flag}.get(kind, plain)(name, text)
    return within(name, fitted, shape)


def within(name: str, value: Any, shape: Json) -> Any:
    """A value within the limits of the schema."""
    if "enum" in shape and value not in shape["enum"]:
        raise bad_parameter(f"{name} should be one of {', '.join(map(str, shape['enum'][:20]))}")
    if "minimum" in shape and value < shape["minimum"]:
        raise bad_parameter(f"{name} should be greater or equal to {shape['minimum']}")
    if "maximum" in shape and value > shape["maximum"]:
        raise bad_parameter(f"{name} should be less or equal to {shape['maximum']}")
    if "maxLength" in shape and len(value) > shape["maxLength"]:
        if name in OWN_CODES:
            raise VkError(OWN_CODES[name])
        raise bad_parameter(f"{name} should be at most {shape['maxLength']} characters")
    return value


def as_text(value: Any) -> str:
    """A value of a call inside execute as it would have come by itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        return ",".join(as_text(item) for item in value)
    return orjson.dumps(value).decode()


def opened(name: str, value: Any) -> Any:
    """An object, which arrives as JSON text."""
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except ValueError:
            raise VkError(OWN_CODES.get(name, 100), f"{name} is not JSON") from None
    if not isinstance(value, dict):
        raise VkError(OWN_CODES.get(name, 100), f"{name} should be an object")
    return value


def whole(name: str, text: str) -> int:
    """A whole number in digits."""
    if not WHOLE.fullmatch(text) or len(text) > 20:
        raise bad_parameter(f"{name} not integer")
    value = int(text)
    if abs(value) >= 2 ** (31 if name in BITS_32 else 63):
        raise bad_parameter(f"{name} is out of range")
    return value


def number(name: str, text: str) -> float:
    """A number in digits."""
    if not NUMBER.fullmatch(text):
        raise bad_parameter(f"{name} not number")
    return float(text)


def flag(name: str, text: str) -> bool:
    """Yes or no, as 1 or 0."""
    if text not in ("0", "1"):
        raise bad_parameter(f"{name} should be 0 or 1")
    return text == "1"


def plain(name: str, text: str) -> str:
    """A text."""
    return text
