"""What VK answers when it refuses: codes and words of its own table."""

import json
from functools import cache
from importlib import resources
from typing import Any

import orjson

Json = dict[str, Any]
FLOOD, TOO_MANY, SERVER, CAPTCHA, AUTH = 9, 6, 10, 14, 5


@cache
def schema() -> Json:
    """The trimmed schema: methods, errors and objects of API 5.199."""
    text = resources.files("sandbox.spec").joinpath("vk-api.json").read_text("utf-8")
    loaded: Json = json.loads(text)
    return loaded


class VkError(Exception):
    """A refusal: code, VK's words for it with what is peculiar to this case, and fields beside them."""

    def __init__(self, code: int, why: str = "", **more: Any) -> None:
        words = schema()["errors"][str(code)]
        self.code = code
        self.description = f"{words}: {why}" if why else str(words)
        self.more = more
        super().__init__(f"[{code}] {self.description}")

    def wire(self) -> Json:
        """The error object."""
        return {"error_code": self.code, "error_msg": self.description, **self.more}

    def body(self, method: str = "", given: Json | None = None) -> bytes:
        """The whole answer; VK repeats what was asked, without the token."""
        asked = {"method": method, "oauth": "1", **(given or {})}
        asked.pop("access_token", None)
        error = {
            **self.wire(),
            "request_params": [{"key": key, "value": shown(value)} for key, value in asked.items()],
        }
        return orjson.dumps({"error": error})


def shown(value: Any) -> str:
    """A parameter as the answer repeats it."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def bad_parameter(why: str) -> VkError:
    """100: a parameter is missing or odd."""
    return VkError(100, why)


def undefined(name: str) -> VkError:
    """100: a required parameter is missing."""
    return VkError(100, f"{name} is undefined")
