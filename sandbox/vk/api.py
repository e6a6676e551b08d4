"""VK's API as a function: a call comes in, an answer in JSON goes out, now or when events arrive."""

import asyncio
import logging
from dataclasses import dataclass

import orjson

from sandbox.telegram.api import Answer
from sandbox.telegram.errors import ApiError
from sandbox.telegram.uploads import fields_of, from_query
from sandbox.vk import account, chatting, reading, script, sending, spec, uploads
from sandbox.vk.desk import METHODS, Desk
from sandbox.vk.errors import AUTH, SERVER, Json, VkError, bad_parameter, schema
from sandbox.vk.events import VERSION, Lost
from sandbox.vk.faults import VkFaults, failed
from sandbox.vk.limits import VkLimits
from sandbox.vk.world import VkWorld

MODULES = (account, chatting, reading, sending, uploads)
"""They register their methods."""
LONGEST_WAIT = 90
DEFAULT_WAIT = 25
RIGHT_OF = {"messages": "messages", "photos": "photos", "docs": "docs"}
MANAGING = frozenset({"groups.getLongPollServer", "groups.getLongPollSettings", "groups.setLongPollSettings"})
NO_TOKEN = "no access_token passed."
BAD_TOKEN = "invalid access_token (4)."
log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Reader:
    """Somebody who waits at the Long Poll."""

    ts: int
    answer: asyncio.Future[Answer]
    timer: asyncio.TimerHandle | None = None


class VkApi:
    """All played methods of VK's API over one world."""

    def __init__(
        self,
        world: VkWorld,
        faults: VkFaults,
        token: str,
        limits: VkLimits | None = None,
        *,
        strict: bool = True,
    ) -> None:
        self.world = world
        self.faults = faults
        self.token = token
        self.desk = Desk(world, limits or VkLimits(), strict=strict)
        self.calls: dict[str, int] = {}
        """How often the bot called each method, those inside execute included."""
        self._readers: set[Reader] = set()
        self._waking = False
        world.events.on_push = self._wake

    # Methods

    def call(self, method: str, content_type: bytes, body: bytes, query: bytes, bearer: str = "") -> Answer:
        """Carry out a call; a JSON body is not looked at, as VK does not."""
        given: Json = {}
        try:
            given = fields(content_type, body, query)
            self._admit(method, given, bearer)
            if method == "execute":
                return self._execute(given)
            return Answer(200, orjson.dumps({"response": self._carry_out(method, given)}))
        except VkError as error:
            return Answer(200, error.body(method, given))
        except Exception:
            log.exception("the sandbox failed at %s", method)
            return Answer(200, VkError(SERVER, "the sandbox failed").body(method))

    def _admit(self, method: str, given: Json, bearer: str) -> None:
        token = given.get("access_token") or bearer
        if not token:
            raise VkError(AUTH, NO_TOKEN)
        if token != self.token or self.faults.token_revoked:
            raise VkError(AUTH, BAD_TOKEN)
        version = given.get("v")
        if not version:
            raise VkError(8, "v (version) is required")
        if version != VERSION:
            raise VkError(8, f"v {version} is not played here, only {VERSION}")
        self.desk.pacer.admit()
        if method != "execute" and not spec.known(method):
            raise VkError(3)

    def _carry_out(self, method: str, given: Json) -> object:
        """One method, called by itself or inside execute."""
        self.calls[method] = self.calls.get(method, 0) + 1
        if not spec.known(method):
            raise VkError(3)
        if schema()["methods"][method].get("not_for_groups"):
            raise VkError(27, "method is unavailable with group auth.")
        right = "manage" if method in MANAGING else RIGHT_OF.get(method.split(".")[0])
        if right is not None and right not in self.world.community.rights:
            why = "no access to call this method. It cannot be called with current scopes."
            raise VkError(15, why, error_subcode=1133)
        carry_out = METHODS.get(method)
        if carry_out is None:
            raise VkError(33, f"{method} is not played")
        return carry_out(self.desk, spec.checked(method, given, strict=self.desk.strict))

    def _execute(self, given: Json) -> Answer:
        """A script that makes up to 25 calls; one that is refused gives false and an error beside."""
        self.calls["execute"] = self.calls.get("execute", 0) + 1
        errors: list[Json] = []
        code = given.get("code")
        if not isinstance(code, str) or not code:
            raise bad_parameter("code is undefined")

        def call(method: str, parameters: Json) -> object:
            if not isinstance(parameters, dict):
                raise VkError(script.CANNOT_RUN, f"{method} takes an object")
            try:
                return self._carry_out(method, parameters)
            except VkError as error:
                errors.append({"method": method, **error.wire()})
                return False

        arguments = {name: value for name, value in given.items() if name not in spec.COMMON}
        answer: Json = {"response": script.run(code, call, arguments)}
        if errors:
            answer["execute_errors"] = errors
        return Answer(200, orjson.dumps(answer))

    def upload(self, key: str, content_type: bytes, body: bytes) -> Answer:
        """A file for an upload address."""
        try:
            given = fields_of(content_type, body, b"")
        except ApiError:
            given = {}
        return Answer(200, orjson.dumps(uploads.receive(self.desk, key, given)))

    # Long Poll

    def poll(self, content_type: bytes, body: bytes, query: bytes) -> Answer | asyncio.Future[Answer]:
        """Events since a ts, at once or as soon as there are any."""
        self.calls["longpoll"] = self.calls.get("longpoll", 0) + 1
        try:
            given = fields(content_type, body, query)
        except VkError:
            given = {}
        failure = self.faults.failure()
        if failure is not None:
            return Answer(200, orjson.dumps(failure))
        try:
            if given.get("act") != "a_check":
                raise Lost(2)
            self.world.events.check_key(given.get("key", ""))
            ts = whole(given.get("ts", ""), -1)
            answer = self._since(ts)
        except Lost as lost:
            newest = self.world.events.ts if lost.failed == 1 else None
            return Answer(200, orjson.dumps(failed(lost.failed, newest)))
        wait = min(whole(given.get("wait", ""), DEFAULT_WAIT), LONGEST_WAIT)
        if answer is not None or wait <= 0:
            return answer or batch(ts, [])
        loop = asyncio.get_running_loop()
        reader = Reader(ts, loop.create_future())
        reader.timer = loop.call_later(wait, self._finish, reader, batch(ts, []))
        reader.answer.add_done_callback(lambda _: self._forget(reader))
        self._readers.add(reader)
        return reader.answer

    def _since(self, ts: int) -> Answer | None:
        next_ts, bodies = self.world.events.since(ts)
        return batch(next_ts, bodies) if bodies else None

    def _wake(self) -> None:
        if self._readers and not self._waking:
            self._waking = True
            next(iter(self._readers)).answer.get_loop().call_soon(self._give)

    def _give(self) -> None:
        self._waking = False
        for reader in tuple(self._readers):
            try:
                answer = self._since(reader.ts)
            except Lost:
                answer = Answer(200, orjson.dumps(failed(1, self.world.events.ts)))
            if answer is not None:
                self._finish(reader, answer)

    def _finish(self, reader: Reader, answer: Answer) -> None:
        if not reader.answer.done():
            reader.answer.set_result(answer)

    def _forget(self, reader: Reader) -> None:
        self._readers.discard(reader)
        if reader.timer is not None:
            reader.timer.cancel()


def fields(content_type: bytes, body: bytes, query: bytes) -> Json:
    """The parameters of a call, from the query, a form or multipart; never from JSON."""
    try:
        if content_type.lower().startswith(b"application/json"):
            return from_query(query)
        return fields_of(content_type, body, query)
    except ApiError as error:
        raise VkError(100, error.description) from None


def whole(text: str, otherwise: int) -> int:
    """A number in digits, or another."""
    return int(text) if text.isdecimal() and len(text) < 19 else otherwise


def batch(ts: int, bodies: list[bytes]) -> Answer:
    """The answer of the Long Poll."""
    return Answer(200, b'{"ts":"%d","updates":[%b]}' % (ts, b",".join(bodies)))
