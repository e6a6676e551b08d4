"""The Bot API as a function: a call comes in, an answer in JSON goes out, now or when updates arrive."""

import asyncio
import logging
from typing import NamedTuple

import orjson

from sandbox.models import Json
from sandbox.telegram import account, chats, editing, invitations, sending  # noqa: F401  (they register their methods)
from sandbox.telegram.desk import METHODS, Desk
from sandbox.telegram.errors import ApiError, conflict
from sandbox.telegram.limits import Limits, Pacer
from sandbox.telegram.spec import Spec, specification
from sandbox.telegram.uploads import Upload, fields_of
from sandbox.world import World

LONGEST_POLL = 50
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """HTTP code and JSON."""

    code: int
    body: bytes


class BotApi:
    """All methods of the Bot API over one world."""

    def __init__(self, world: World, limits: Limits | None = None, *, strict: bool = True) -> None:
        self.world = world
        self.spec = Spec(strict)
        self.pacer = Pacer(limits or Limits())
        self.desk = Desk(world, self.pacer)
        self.calls: dict[str, int] = {}
        """How often each method was called."""
        self._poll: asyncio.Future[Answer] | None = None
        self._poll_wish = (0, 100)
        self._timer: asyncio.TimerHandle | None = None
        self._waking = False
        world.updates.on_push = self._wake

    def call(
        self, name: str, content_type: bytes, body: bytes, query: bytes
    ) -> Answer | asyncio.Future[Answer]:
        """Carry out a call of a method that exists."""
        self.calls[name] = self.calls.get(name, 0) + 1
        try:
            fields = fields_of(content_type, body, query)
            if content_type.startswith(b"multipart"):
                fields = self._attachments(name, fields)
            given = self.spec.method(name)(fields)
            if name == "getUpdates":
                return self._get_updates(given)
            method = METHODS.get(name)
            if method is None:
                raise ApiError(501, f"Not Implemented: the sandbox does not play {name}")
            return Answer(200, b'{"ok":true,"result":' + orjson.dumps(method(self.desk, given)) + b"}")
        except ApiError as error:
            return Answer(error.code, orjson.dumps(error.body()))
        except Exception:
            log.exception("the sandbox failed in %s", name)
            return Answer(
                500, orjson.dumps(ApiError(500, "Internal Server Error: a fault of the sandbox").body())
            )

    def _attachments(self, name: str, fields: Json) -> Json:
        known = specification()["methods"][name]["fields"]
        self.desk.uploads = {
            key: value for key, value in fields.items() if type(value) is Upload and key not in known
        }
        return {key: value for key, value in fields.items() if key not in self.desk.uploads}

    # Updates

    def _get_updates(self, given: Json) -> Answer | asyncio.Future[Answer]:
        if self.desk.webhook["url"]:
            raise conflict(WEBHOOK_ACTIVE)
        if self._poll is not None:
            self._finish(Answer(409, orjson.dumps(conflict(OTHER_POLLER).body())))
        self.desk.allow(given)
        offset, limit = given.get("offset", 0), given.get("limit", 100)
        timeout = min(given.get("timeout", 0), LONGEST_POLL)
        updates = self.world.updates.take(offset, limit)
        if updates or timeout <= 0:
            return batch(updates)
        loop = asyncio.get_running_loop()
        self._poll = poll = loop.create_future()
        self._poll_wish = (offset, limit)
        self._timer = loop.call_later(timeout, self._finish, batch([]))
        poll.add_done_callback(self._forget)
        return poll

    def _forget(self, poll: asyncio.Future[Answer]) -> None:
        if self._poll is poll:
            self._poll = None
            if self._timer is not None:
                self._timer.cancel()

    def _wake(self) -> None:
        if self._poll is not None and not self._waking:
            self._waking = True
            self._poll.get_loop().call_soon(self._give)

    def _give(self) -> None:
        self._waking = False
        if self._poll is not None and not self._poll.done():
            updates = self.world.updates.take(*self._poll_wish)
            if updates:
                self._finish(batch(updates))

    def _finish(self, answer: Answer) -> None:
        poll, self._poll = self._poll, None
        if self._timer is not None:
            self._timer.cancel()
        if poll is not None and not poll.done():
            poll.set_result(answer)


def batch(updates: list[bytes]) -> Answer:
    """The answer to getUpdates."""
    return Answer(200, b'{"ok":true,"result":[' + b",".join(updates) + b"]}")
