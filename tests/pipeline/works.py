"""Work for a worker of the tests, good and bad."""

import os
import time
from collections.abc import Mapping
from typing import Any


def work(asked: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """Do what is asked."""
    match asked.get("do"):
        case "die":
            os._exit(3)
        case "hang":
            time.sleep(60)
        case "eat":
            return {"eaten": len(bytearray(2**31))}, b""
        case "write":
            with open(os.devnull + "-not", "wb") as file:  # noqa: PTH123
                file.write(b"x")
        case "print":
            print("hello")
    return {"pid": os.getpid(), "nice": os.nice(0), "keys": "BOT_KEYS" in os.environ}, content[::-1]
