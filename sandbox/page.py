"""The page of phones and its control API."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from sandbox import acts, membership
from sandbox.acts import Impossible
from sandbox.faults import ANY, Faults
from sandbox.models import Change, Chat, Json, Message, User
from sandbox.views import PhoneView, change_view, message_view, world_view
from sandbox.world import World

STATIC = Path(__file__).parent / "static"
MOST_UPLOAD_BYTES = 64 * 1024 * 1024
BEAT_SECONDS = 15.0
MOST_IN_ALBUM = 10
MOST_UNREAD_EVENTS = 10_000
HOST = web.AppKey("host", str)
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
KINDS = frozenset({"photo", "voice", "document", "video", "sticker"})
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
    """The control API over one world, for any number of browser windows."""

    def __init__(self, world: World, faults: Faults, phones: list[PhoneView] | None = None) -> None:
        self.world = world
        self.faults = faults
        self.phones = phones if phones is not None else []
        self.port = 0
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._runner: web.AppRunner | None = None

    async def open(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Serve; port 0 takes a free one."""
        app = web.Application(middlewares=[local_only, sentences], client_max_size=MOST_UPLOAD_BYTES)
        app[HOST] = host
        app.router.add_get("/", self.index)
        app.router.add_get("/api/world", self.read_world)
        app.router.add_get("/api/events", self.events)
        app.router.add_get("/api/file/{file_id}", self.file)
        for name in (
            "say",
            "press",
            "contact",
            "location",
            "upload",
            "edit",
            "block",
            "start",
            "member",
            "forward",
            "fault",
        ):
            app.router.add_post(f"/api/{name}", getattr(self, name))
        if STATIC.is_dir():
            app.router.add_static("/static", STATIC)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._unwatch = self.world.watch(self._tell)

    async def close(self) -> None:
        """End every window's events and close the port."""
        if self._runner is None:
            return
        self._unwatch()
        for listener in self._listeners:
            listener.put_nowait(None)
        await self._runner.cleanup()
        self._runner = None

    def _tell(self, change: Change) -> None:
        if not self._listeners:
            return
        view = change_view(self.world, change)
        if view is None:
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
        return answer(world_view(self.world, self.phones or phones_of(self.world)))

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
        file = self.world.files.get(request.match_info["file_id"])
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

    def _who(self, body: dict[str, Any]) -> tuple[User, Chat]:
        user = self.world.users.get(int(body["user"]))
        chat = self.world.chats.get(int(body.get("chat", body["user"])))
        if user is None or user.is_bot:
            raise Impossible("Такого человека здесь нет.")
        if chat is None and int(body.get("chat", body["user"])) != user.id:
            raise Impossible("Такого чата здесь нет.")
        chat = chat or self.world.private(user.id)
        if chat.private and chat.id != user.id:
            raise Impossible("Это чужой чат.")
        return user, chat

    def _sent(self, message: Message) -> web.Response:
        return answer({"message": message_view(self.world, message)})

    async def say(self, request: web.Request) -> web.Response:
        """Type a text."""
        body = await read(request)
        user, chat = self._who(body)
        return self._sent(acts.say(self.world, user, chat, body["text"], body.get("reply_to")))

    async def press(self, request: web.Request) -> web.Response:
        """Press an inline button that is there."""
        body = await read(request)
        user, chat = self._who(body)
        message = chat.messages.get(int(body["message"]))
        if message is None or not any(
            button.get("callback_data") == body["data"] for button in message.buttons()
        ):
            raise Impossible("Этой кнопки больше нет: сообщение изменилось.")
        return answer({"query": acts.press(self.world, user, chat, message.id, body["data"])})

    async def contact(self, request: web.Request) -> web.Response:
        """Share one's own telephone."""
        user, chat = self._who(await read(request))
        return self._sent(acts.share_contact(self.world, user, chat))

    async def location(self, request: web.Request) -> web.Response:
        """Share a place."""
        body = await read(request)
        user, chat = self._who(body)
        place = float(body["latitude"]), float(body["longitude"])
        return self._sent(acts.share_location(self.world, user, chat, *place))

    async def upload(self, request: web.Request) -> web.Response:
        """Send a file, or several as one album with the caption under the first."""
        form = await request.post()
        body: dict[str, Any] = dict(form)
        user, chat = self._who(body)
        files = [file for file in form.getall("file", ()) if isinstance(file, web.FileField)]
        kind = body.get("kind")
        if not files:
            raise Impossible("Выберите файл.")
        if kind not in KINDS:
            raise Impossible(f"there is no kind of file called {kind}")
        if len(files) > MOST_IN_ALBUM:
            raise Impossible(f"В одном альбоме помещается не больше {MOST_IN_ALBUM} файлов.")
        album = acts.new_album(self.world) if len(files) > 1 else None
        sent = [
            acts.send_file(
                self.world,
                user,
                chat,
                kind,
                file.file.read(),
                name=file.filename,
                mime=file.content_type,
                caption="" if index else body.get("caption", ""),
                album=album,
            )
            for index, file in enumerate(files)
        ]
        return self._sent(sent[0])

    async def edit(self, request: web.Request) -> web.Response:
        """Edit one's own message."""
        body = await read(request)
        user, chat = self._who(body)
        return self._sent(acts.edit(self.world, user, chat, int(body["message"]), body["text"]))

    async def block(self, request: web.Request) -> web.Response:
        """Block the bot or let it write again."""
        body = await read(request)
        user, _ = self._who({"user": body["user"]})
        membership.set_blocked(self.world, user, bool(body["blocked"]))
        return answer({"blocked": bool(body["blocked"])})

    async def start(self, request: web.Request) -> web.Response:
        """Press Start."""
        body = await read(request)
        user, _ = self._who({"user": body["user"]})
        return self._sent(acts.start(self.world, user, body.get("payload") or ""))

    async def forward(self, request: web.Request) -> web.Response:
        """Forward a message into another chat of the person: {"user", "chat", "from_chat", "message"}."""
        body = await read(request)
        user, chat = self._who(body)
        _, source = self._who({"user": user.id, "chat": body["from_chat"]})
        message = source.messages.get(int(body["message"]))
        if message is None:
            raise Impossible("Такого сообщения нет.")
        return self._sent(acts.forward(self.world, user, chat, message))

    async def fault(self, request: web.Request) -> web.Response:
        """Let the bot's next calls fail: {"method", "kind", "times"?, "seconds"?}; {} ends all faults."""
        body = await read(request)
        if body:
            kind, times, seconds = body["kind"], int(body.get("times", 1)), float(body.get("seconds", 1))
            self.faults.named(body.get("method", ANY), kind, times, seconds)
        else:
            self.faults.clear()
        return answer({"happened": self.faults.happened})

    async def member(self, request: web.Request) -> web.Response:
        """Change a membership: {"user", "chat", "status", "by"?}; member, administrator, left or kicked."""
        body = await read(request)
        user, chat = self._who(body)
        by = self.world.users[int(body.get("by", user.id))]
        status = body["status"]
        if status == "left":
            membership.leave(self.world, chat, user)
        elif status == "kicked":
            membership.kick(self.world, chat, user, by)
        elif status == "administrator":
            membership.promote(self.world, chat, user, by)
        elif status == "member" and chat.member(user.id).present:
            membership.demote(self.world, chat, user, by)
        elif status == "member":
            membership.join(self.world, chat, user, by)
        else:
            raise Impossible(f"nobody can become {status}")
        return answer({"status": status})


async def read(request: web.Request) -> Json:
    """The body of a request."""
    body = await request.json(loads=json.loads)
    if not isinstance(body, dict):
        raise Impossible("the request is not an object")
    return body


def phones_of(world: World) -> list[PhoneView]:
    """A phone for every person, and one for every group, where nobody chose."""
    people = [user for user in world.users.values() if not user.is_bot]
    phones = [PhoneView(f"user-{user.id}", user.name, user.id, user.id, (user.id,)) for user in people]
    for chat in world.chats.values():
        actors = tuple(id for id, one in chat.members.items() if one.present and not world.users[id].is_bot)
        if not chat.private and actors and chat.migrated_to is None:
            phones.append(PhoneView(f"chat{chat.id}", chat.title, actors[0], chat.id, actors))
    return phones
