"""The page of phones and its control API."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from sandbox.acts import Impossible
from sandbox.clock import Clock
from sandbox.control import Control, TelegramControl, Upload
from sandbox.faults import Faults
from sandbox.models import Json
from sandbox.views import TELEGRAM, VK, PhoneView
from sandbox.vk.control import VkControl
from sandbox.vk.server import Vk
from sandbox.vk.views import PREFIX as VK_PREFIX
from sandbox.world import World

STATIC = Path(__file__).parent / "static"
MOST_UPLOAD_BYTES = 64 * 1024 * 1024
BEAT_SECONDS = 15.0
MOST_UNREAD_EVENTS = 10_000
HOST = web.AppKey("host", str)
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
ACTS = (
    "say", "press", "contact", "location", "edit", "forward", "react", "follow", "start", "block", "allow",
    "member", "fault",
)  # fmt: skip
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(content: Any) -> web.Response:
    """JSON."""
    return web.Response(
        body=orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS), content_type="application/json"
    )


@web.middleware
async def sentences(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A refusal is a sentence with status 400."""
    try:
        return await handler(request)
    except Impossible as error:
        return web.json_response({"error": str(error)}, status=400)
    except (KeyError, TypeError, ValueError) as error:
        return web.json_response({"error": f"the request is not understood: {error!r}"}, status=400)


@web.middleware
async def local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Another site open in the browser may not act here, nor look by a name that leads here."""
    if request.url.host not in LOCAL_NAMES and request.url.host != request.app[HOST]:
        return web.json_response(
            {"error": f"open the page as http://127.0.0.1:{request.url.port}"}, status=403
        )
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and origin.partition("://")[2] != request.host:
        return web.json_response({"error": "the page acts only from its own address"}, status=403)
    return await handler(request)


class Page:
    """The control API over Telegram and VK, for any number of browser windows."""

    def __init__(
        self,
        world: World,
        faults: Faults,
        phones: list[PhoneView] | None = None,
        vk: Vk | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.controls: dict[str, Control] = {TELEGRAM: TelegramControl(world, faults)}
        if vk is not None:
            self.controls[VK] = VkControl(vk.world, vk.faults)
        self.phones = phones if phones is not None else []
        self.clock = clock
        self.port = 0
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._runner: web.AppRunner | None = None
        self._unwatch: list[Callable[[], None]] = []

    async def open(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Serve; port 0 takes a free one."""
        app = web.Application(middlewares=[local_only, sentences], client_max_size=MOST_UPLOAD_BYTES)
        app[HOST] = host
        app.router.add_get("/", self.index)
        app.router.add_get("/api/world", self.read_world)
        app.router.add_get("/api/events", self.events)
        app.router.add_get("/api/file/{file_id}", self.file)
        app.router.add_post("/api/upload", self.upload)
        app.router.add_post("/api/time", self.move_time)
        for name in ACTS:
            app.router.add_post(f"/api/{name}", self.act)
        if STATIC.is_dir():
            app.router.add_static("/static", STATIC)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._unwatch = [control.watch(self._tell) for control in self.controls.values()]
        if self.clock is not None:
            self._unwatch.append(self.clock.watch(self._tell))

    async def close(self) -> None:
        """End every window's events and close the port."""
        if self._runner is None:
            return
        for unwatch in self._unwatch:
            unwatch()
        for listener in self._listeners:
            listener.put_nowait(None)
        await self._runner.cleanup()
        self._runner = None

    def _tell(self, view: Json) -> None:
        if not self._listeners:
            return
        event = b"data: " + orjson.dumps(view) + b"\n\n"
        for listener in self._listeners:
            listener.put_nowait(event if listener.qsize() < MOST_UNREAD_EVENTS else None)

    # Reading

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    async def read_world(self, request: web.Request) -> web.Response:
        """Everything."""
        whole: Json = {"bots": {}, "phones": [], "users": {}, "chats": {}}
        for messenger, control in self.controls.items():
            chosen = [phone for phone in self.phones if phone.messenger == messenger]
            view = control.view(chosen if self.phones else None)
            whole["bots"][messenger] = view["bot"]
            whole["phones"] += view["phones"]
            whole["users"] |= view["users"]
            whole["chats"] |= view["chats"]
        order = {phone.key: place for place, phone in enumerate(self.phones)}
        whole["phones"].sort(key=lambda phone: order.get(phone["key"], 0))
        whole["time"] = self.clock.view() if self.clock is not None else None
        return answer({"bot": whole["bots"][TELEGRAM], **whole})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Changes as they happen; a window that falls far behind is cut off and reads the world again."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        listener: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            await response.write(b": hello\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(listener.get(), BEAT_SECONDS)
                except TimeoutError:
                    event = b": beat\n\n"
                if event is None:
                    break
                await response.write(event)
        except ConnectionError:
            pass
        finally:
            self._listeners.discard(listener)
        return response

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file; shown in the page only if it is a picture or a sound."""
        id = request.match_info["file_id"]
        file = self._control({"user": id}).file(id)
        if file is None or file.content is None:
            return web.json_response({"error": "there is no such file"}, status=404)
        inline = file.mime.startswith(("image/", "audio/")) and "svg" not in file.mime
        headers = {
            "Content-Type": file.mime if inline else "application/octet-stream",
            "Content-Disposition": "inline" if inline else "attachment",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.content, headers=headers)

    # Acting

    def _control(self, body: Json) -> Control:
        """The messenger that a call is about: that of its user, or the one it names."""
        messenger = str(body.get("messenger", TELEGRAM))
        if str(body.get("user", "")).startswith(VK_PREFIX):
            messenger = VK
        if messenger not in self.controls:
            raise Impossible("Такого мессенджера здесь нет.")
        return self.controls[messenger]

    async def act(self, request: web.Request) -> web.Response:
        """Let somebody do what the path names."""
        body = await read(request)
        act: Callable[[Json], Json] = getattr(self._control(body), request.path.rpartition("/")[2])
        return answer(act(body))

    async def move_time(self, request: web.Request) -> web.Response:
        """Let time go faster or jump ahead: {"rate"}, {"jump": seconds} or {"to": "next"}."""
        if self.clock is None:
            raise Impossible("Время в этой песочнице не передвигают.")
        return answer(self.clock.act(await read(request)))

    async def upload(self, request: web.Request) -> web.Response:
        """Send a file, or several together with the caption under the first."""
        form = await request.post()
        body: dict[str, Any] = dict(form)
        files = [
            Upload(file.filename, file.content_type, file.file.read())
            for file in form.getall("file", ())
            if isinstance(file, web.FileField)
        ]
        if not files:
            raise Impossible("Выберите файл.")
        return answer(self._control(body).upload(body, files))


async def read(request: web.Request) -> Json:
    """The body of a request."""
    body = await request.json(loads=json.loads)
    if not isinstance(body, dict):
        raise Impossible("the request is not an object")
    return body
