"""Checks of a request's fields against the specification, compiled once into closures."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import orjson

from sandbox.telegram.errors import ApiError, bad_request
from sandbox.telegram.uploads import Upload

Check = Callable[[Any], Any]
Fields = dict[str, Any]

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "photo": "there is no photo in the request",
    "video": "there is no video in the request",
    "voice": "there is no voice in the request",
    "document": "there is no document in the request",
    "media": "there is no media in the request",
}
TOO_LONG = {
    "InlineKeyboardButton.callback_data": "BUTTON_DATA_INVALID",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
    "setMyCommands.commands": "BOT_COMMANDS_TOO_MUCH",
    "BotCommand.command": "BOT_COMMAND_INVALID",
    "BotCommand.description": "BOT_COMMAND_DESCRIPTION_INVALID",
}


class Misfit(Exception):
    """A value that does not fit; `description` is set where Telegram has words of its own for it."""

    def __init__(self, why: str, description: str | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.description = description
        self.path = ""

    def below(self, step: str) -> "Misfit":
        """The same, seen from one level up."""
        self.path = step + (self.path if self.path.startswith("[") or not self.path else "." + self.path)
        return self


@cache
def specification() -> dict[str, Any]:
    """The trimmed specification: methods and types."""
    text = resources.files("sandbox.spec").joinpath("telegram-bot-api.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class Spec:
    """Checks for every method; `strict` refuses deprecated and unknown fields, which Telegram overlooks."""

    def __init__(self, strict: bool = True) -> None:
        self.strict = strict
        self._types: dict[str, Check] = {}
        self._methods = {name.lower(): name for name in specification()["methods"]}
        self._compiled: dict[str, Callable[[Fields], Fields]] = {}

    def name(self, method: str) -> str | None:
        """The method as the specification writes it, or None; case does not matter."""
        return self._methods.get(method.lower())

    def method(self, name: str) -> Callable[[Fields], Fields]:
        """The check of one method: fields as they came in, JSON values out, or ApiError."""
        check = self._compiled.get(name)
        if check is None:
            check = self._compiled[name] = self._compile_method(
                name, specification()["methods"][name]["fields"]
            )
        return check

    def type(self, name: str) -> Check:
        """The check of one type, which raises Misfit."""
        check = self._types.get(name)
        if check is None:
            self._types[name] = lambda value: self._types[name](value)  # for types that hold themselves
            check = self._types[name] = self._compile_type(name)
        return check

    def _compile_method(self, method: str, fields: Fields) -> Callable[[Fields], Fields]:
        checks = {name: self._field(method, name, field, wire=True) for name, field in fields.items()}
        required = tuple(name for name, field in fields.items() if field.get("required"))
        strict = self.strict

        def check(given: Fields) -> Fields:
            arguments = {}
            for name, value in given.items():
                one = checks.get(name)
                if one is None:
                    if strict:
                        raise bad_request(f'field "{name}" is not in the specification of {method}')
                    continue
                try:
                    arguments[name] = one(value)
                except Misfit as misfit:
                    raise refusal(misfit.below(name)) from None
            for name in required:
                if name not in arguments:
                    raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
            return arguments

        return check

    def _compile_type(self, name: str) -> Check:
        entry = specification()["types"][name]
        if entry.get("subtypes"):
            return self._union(entry["subtypes"])
        if name == "InputFile":
            return check_file
        fields = entry["fields"]
        checks = {key: self._field(name, key, field, wire=False) for key, field in fields.items()}
        required = tuple(key for key, field in fields.items() if field.get("required"))
        strict = self.strict

        def check(value: Any) -> Any:
            if type(value) is not dict:
                raise Misfit(f"object of type {name} expected")
            for key, item in value.items():
                one = checks.get(key)
                if one is not None:
                    try:
                        one(item)
                    except Misfit as misfit:
                        raise misfit.below(key) from None
                elif strict:
                    raise Misfit(f'{name} has no field "{key}"')
            for key in required:
                if key not in value:
                    raise Misfit(f'{name} needs the field "{key}"')
            return value

        return check

    def _field(self, owner: str, name: str, field: Fields, *, wire: bool) -> Check:
        if field.get("deprecated") and self.strict:
            return deprecated(owner, name)
        types: list[str] = field["types"]
        check = self._one(types[0]) if len(types) == 1 else self._union(types)
        if wire:
            check = from_wire(types, check)
        if field.get("limits") and not field["limits"].get("after_entities_parsing"):
            check = limited(check, field["limits"], TOO_LONG.get(f"{owner}.{name}"))
        if "constant" in field:
            check = constant(field["constant"])
        return check

    def _one(self, kind: str) -> Check:
        if kind in SIMPLE:
            return SIMPLE[kind]
        if kind.startswith("Array of "):
            return array(self._one(kind.removeprefix("Array of ")))
        return self.type(kind)

    def _union(self, kinds: list[str]) -> Check:
        if all(kind.startswith("Array of ") for kind in kinds):
            return array(self._union([kind.removeprefix("Array of ") for kind in kinds]))
        checks = [self._one(kind) for kind in kinds]
        shapes = [Shape.of(kind) for kind in kinds]
        likely = tuple(zip(shapes, checks, strict=True))

        def check(value: Any) -> Any:
            if type(value) is dict:
                for shape, one in likely:
                    if shape.fits(value):
                        return one(value)
                complaints = [shape.complaints(value) for shape in shapes]
                return checks[complaints.index(min(complaints))](value)
            first: Misfit | None = None
            for one in checks:
                try:
                    return one(value)
                except Misfit as misfit:
                    first = first or misfit
            raise first or Misfit("no type fits")

        return check


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a type, by which one of several is told."""

    known: frozenset[str]
    required: frozenset[str]
    constants: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, kind: str) -> "Shape":
        """The shape of a type; a simple one has no keys."""
        fields: Fields = specification()["types"].get(kind, {}).get("fields", {})
        return cls(
            frozenset(fields),
            frozenset(name for name, field in fields.items() if field.get("required")),
            tuple((name, field["constant"]) for name, field in fields.items() if "constant" in field),
        )

    def fits(self, value: Fields) -> bool:
        """Whether the keys are those of this type."""
        keys = value.keys()
        if not (self.required <= keys and keys <= self.known):
            return False
        return all(value.get(name) == constant for name, constant in self.constants)

    def complaints(self, value: Fields) -> int:
        """How far a value is from this type; another constant is worst."""
        keys = value.keys()
        wrong: int = 100 * sum(value.get(name) != constant for name, constant in self.constants)
        return wrong + len(keys - self.known) + len(self.required - keys) + 50 * (not self.known)


def refusal(misfit: Misfit) -> ApiError:
    """The answer to a request with a value that does not fit."""
    if misfit.description:
        return bad_request(misfit.description)
    where = "reply markup" if misfit.path.startswith("reply_markup") else misfit.path.split(".")[0]
    return bad_request(f"can't parse {where} JSON object: {misfit.path}: {misfit.why}")


def check_string(value: Any) -> Any:
    """A text."""
    if type(value) is str:
        return value
    raise Misfit("String expected")


def check_integer(value: Any) -> Any:
    """A whole number."""
    if type(value) is int:
        return value
    raise Misfit("Integer expected")


def check_float(value: Any) -> Any:
    """A number."""
    if type(value) in (int, float):
        return value
    raise Misfit("Float expected")


def check_boolean(value: Any) -> Any:
    """True or false."""
    if type(value) is bool:
        return value
    raise Misfit("Boolean expected")


def check_true(value: Any) -> Any:
    """True, where the field is left out otherwise."""
    if value is True:
        return value
    raise Misfit("True expected")


def check_file(value: Any) -> Any:
    """A file that came with the request, or its name."""
    if type(value) is Upload or type(value) is str:
        return value
    raise Misfit("InputFile expected")


SIMPLE: dict[str, Check] = {
    "String": check_string,
    "Integer": check_integer,
    "Float": check_float,
    "Boolean": check_boolean,
    "True": check_true,
    "InputFile": check_file,
}


def array(item: Check) -> Check:
    """A list whose items all fit."""

    def check(value: Any) -> Any:
        if type(value) is not list:
            raise Misfit("Array expected")
        for index, one in enumerate(value):
            try:
                item(one)
            except Misfit as misfit:
                raise misfit.below(f"[{index}]") from None
        return value

    return check


def constant(expected: str) -> Check:
    """The one value that tells a type."""

    def check(value: Any) -> Any:
        if value != expected:
            raise Misfit(f'must be "{expected}"')
        return value

    return check


def deprecated(owner: str, name: str) -> Check:
    """A field that a new bot should not send any more."""

    def check(value: Any) -> Any:
        raise Misfit("deprecated", f'field "{name}" of {owner} is deprecated')

    return check


def limited(check: Check, limits: Fields, description: str | None) -> Check:
    """A value within its documented limits."""
    unit = limits.get("unit", "")
    low = limits.get("min_len", limits.get("min_items", limits.get("min")))
    high = limits.get("max_len", limits.get("max_items", limits.get("max")))
    by_value = "min" in limits or "max" in limits
    as_bytes = unit == "bytes"

    def within(value: Any) -> Any:
        value = check(value)
        if by_value:
            size = value
        else:
            size = len(value.encode()) if as_bytes and not value.isascii() else len(value)
        if (low is not None and size < low) or (high is not None and size > high):
            raise Misfit(f"{size} is not within {low}-{high} {unit}".rstrip(), description)
        return value

    return within


def from_wire(types: list[str], check: Check) -> Check:
    """A top-level field may come as text: numbers in digits, objects as JSON."""
    if types == ["String"]:
        return check
    if types == ["Integer", "String"]:
        return chat_id
    if types == ["Integer"]:
        return lambda value: check(whole(value) if type(value) is str else value)
    if types == ["Float"]:
        return lambda value: check(number(value) if type(value) is str else value)
    if types == ["Boolean"]:
        return lambda value: value in TRUE_WORDS if type(value) is str else check(value)
    if "InputFile" in types:
        return check_file
    return lambda value: check(parsed(value) if type(value) is str else value)


TRUE_WORDS = frozenset({"true", "True", "1", "yes", "t", "y"})


def chat_id(value: Any) -> Any:
    """A number, also in digits, or @username."""
    if type(value) is int:
        return value
    if type(value) is str:
        return whole(value) if value.lstrip("-").isdecimal() else value
    raise Misfit("Integer or String expected")


def whole(value: str) -> int:
    """A whole number in digits."""
    try:
        given = int(value)
    except ValueError:
        raise Misfit("Integer expected") from None
    if abs(given) >= 2**63:
        raise Misfit("Integer of at most 64 bits expected")
    return given


def number(value: str) -> float:
    """A number in digits."""
    try:
        return float(value)
    except ValueError:
        raise Misfit("Float expected") from None


def parsed(value: str) -> Any:
    """An object or a list as JSON text."""
    try:
        return orjson.loads(value)
    except ValueError:
        raise Misfit("JSON expected") from None
