"""The world of `make demo`, and the bot started beside it."""

import asyncio
import base64
import errno
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from sandbox.acts import Impossible
from sandbox.clock import Clock, reminders_in
from sandbox.models import Message
from sandbox.people import Phone
from sandbox.server import Sandbox
from sandbox.views import VK, PhoneView
from sandbox.vk import CHAT_START, Vk, VkMessage, VkPhone, VkWorld
from sandbox.world import World

ROOT = Path(__file__).resolve().parent.parent
STAFF_CHAT = -1_001_000_000_001
ANNA, IVAN, NINA, MARIA, OLEG = 1001, 1002, 1003, 2001, 2002
RAISA, ZOYA, GALINA = 3001, 3002, 4001
VK_STAFF_CHAT = CHAT_START + 1
CLUB_CHAT, VK_CLUB_CHAT = -1_001_000_000_002, CHAT_START + 2
"""The chats of the crossword clubs, which a moderator connects by a code."""
PAGE_PORT = 8090
GRACE_SECONDS = 10.0
AGAIN_SECONDS = 3.0
QUICK_SECONDS = 10.0
MOST_QUICK_ENDS = 3
BOT_STARTS_SECONDS = 60.0
INVITED_SECONDS = 15.0
PHONES = [
    PhoneView("anna", "Анна Петровна", ANNA, ANNA, (ANNA,)),
    PhoneView("ivan", "Иван Сергеевич", IVAN, IVAN, (IVAN,), more=True),
    PhoneView("raisa", "Раиса Павловна", RAISA, RAISA, (RAISA,), VK),
    PhoneView("staff", "Дежурная смена", MARIA, STAFF_CHAT, (MARIA, OLEG)),
    PhoneView("maria", "Мария", MARIA, MARIA, (MARIA,)),
    PhoneView("oleg", "Олег", OLEG, OLEG, (OLEG,), more=True),
    PhoneView("vk-staff", "Смена ВКонтакте", GALINA, VK_STAFF_CHAT, (GALINA,), VK, more=True),
    PhoneView("galina", "Галина", GALINA, GALINA, (GALINA,), VK, more=True),
    PhoneView("club-anna", "Кроссворды: Анна", ANNA, CLUB_CHAT, (ANNA,), more=True),
    PhoneView("club-ivan", "Кроссворды: Иван", IVAN, CLUB_CHAT, (IVAN, MARIA), more=True),
    PhoneView("vk-club-raisa", "Кроссворды: Раиса", RAISA, VK_CLUB_CHAT, (RAISA,), VK, more=True),
    PhoneView("vk-club-zoya", "Кроссворды: Зоя", ZOYA, VK_CLUB_CHAT, (ZOYA, GALINA), VK, more=True),
]


def demo_world() -> World:
    """Telegram: residents, two workers, the staff group, and a club's chat in which Anna is not yet."""
    world = World()
    world.add_user(ANNA, "Анна", "Петровна", username="anna_petrovna", phone="+7 900 000-10-01")
    world.add_user(IVAN, "Иван", "Сергеевич", phone="+7 900 000-10-02")
    world.add_user(NINA, "Нина", "Андреевна", phone="+7 900 000-10-03")
    world.add_user(MARIA, "Мария", username="maria_duty", phone="+7 900 000-20-01")
    world.add_user(OLEG, "Олег", username="oleg_duty", phone="+7 900 000-20-02")
    world.add_chat(STAFF_CHAT, "Дежурная смена", members=[OLEG], admins=[MARIA])
    world.add_chat(CLUB_CHAT, "Кроссворды", members=[IVAN, NINA], creator=MARIA)
    return world


def demo_vk_world() -> VkWorld:
    """VK: residents, a worker, a staff chat, and a club's chat in which Raisa is not yet."""
    world = VkWorld()
    world.add_user(RAISA, "Раиса", "Павловна")
    world.add_user(ZOYA, "Зоя", "Ивановна")
    world.add_user(GALINA, "Галина", screen_name="galina_duty")
    world.add_chat(VK_STAFF_CHAT - CHAT_START, "Смена ВКонтакте", owner=GALINA)
    world.add_chat(VK_CLUB_CHAT - CHAT_START, "Кроссворды", members=[ZOYA], owner=GALINA)
    return world


def new_keys(folder: Path) -> str:
    """The key of the demo's data: made once, readable by its owner only."""
    path = folder / "keys"
    if not path.exists():
        key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
    return path.read_text("ascii").strip()


def new_database(folder: Path) -> Path:
    """Where the demo's line keeps its data; the world begins anew, so the data of an earlier one goes."""
    database = folder / "line.db"
    for path in (database, *folder.glob("line.db-*")):
        path.unlink(missing_ok=True)
    return database


def environment(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """Settings of the bot in the demo; those of a real line on this machine stay out."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("BOT_")}
    try:
        vk = vk_environment(sandbox.vk)
    except LookupError:
        vk = {}
    clock = sandbox.clock.file if sandbox.clock is not None else None
    return (
        inherited
        | vk
        | ({"BOT_CLOCK": str(clock)} if clock is not None else {})
        | {
            "BOT_TELEGRAM__TOKEN": sandbox.token,
            "BOT_TELEGRAM__API_URL": sandbox.api_url,
            "BOT_TELEGRAM__STAFF_CHAT": str(STAFF_CHAT),
            "BOT_ADMINS": f"telegram:{MARIA}" + (f",vk:{GALINA}" if vk else ""),
            "BOT_DATABASE": str(new_database(folder)),
            "BOT_CONTENT": str(ROOT / "content"),
            "BOT_KEYS": new_keys(folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
    )


def vk_environment(vk: Vk) -> dict[str, str]:
    """Settings of VK in the demo."""
    return {
        "BOT_VK__TOKEN": vk.token,
        "BOT_VK__GROUP_ID": str(vk.group_id),
        "BOT_VK__API_URL": vk.api_url,
        "BOT_VK__STAFF_CHAT": str(VK_STAFF_CHAT),
    }


class BotProcess:
    """The bot beside the sandbox: started again when it ends, never silently, and ended by its process id."""

    def __init__(
        self, environment: dict[str, str], folder: Path, tell: Callable[[str], None] = print
    ) -> None:
        self._environment = environment
        self._folder = folder
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None

    async def keep_running(self) -> None:
        """Run the bot; give up when it ends at once several times in a row."""
        quick = 0
        while quick < MOST_QUICK_ENDS:
            started = time.monotonic()
            # The folder has no .env, so that the settings of a real line are not read.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run"),
                env=self._environment,
                cwd=self._folder,
                start_new_session=True,
            )
            self._tell(f"Бот запущен (процесс {self._process.pid}).")
            code = await self._process.wait()
            quick = quick + 1 if time.monotonic() - started < QUICK_SECONDS else 0
            self._tell(f"Бот остановился, код {code}.")
            if quick < MOST_QUICK_ENDS:
                self._tell(f"Запускаю его снова через {AGAIN_SECONDS:g} с.")
                await asyncio.sleep(AGAIN_SECONDS)
        self._tell("Бот останавливается сразу после запуска. Страница работает, бот больше не запускается.")

    async def end(self) -> None:
        """Ask the bot to end, and insist after a while."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            self._tell("Бот не завершился сам, останавливаю его принудительно.")
            process.kill()
            await process.wait()


def stop_signal() -> asyncio.Event:
    """Set when Ctrl-C is pressed or the process is told to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def hire_workers(sandbox: Sandbox) -> None:
    """Maria, the administrator, opens the bot and invites Oleg, and Galina of VK: all can take requests then.

    Their presses are those of any people; where the texts have changed so much that they do not find
    their way, the world stays as it is, and the page can do the rest.
    """
    maria = sandbox.phone(MARIA)
    newcomers: list[Phone | VkPhone] = [sandbox.phone(OLEG)]
    with suppress(LookupError):
        newcomers.append(sandbox.vk.phone(GALINA))
    try:
        maria.starts()
        await maria.hears(lambda message: bool(message.labels), BOT_STARTS_SECONDS)
        for newcomer in newcomers:
            await invite(maria, newcomer)
    except (Impossible, TimeoutError) as error:
        print(f"Приглашение сотрудников не удалось разыграть: {error}")
    finally:
        for phone in (maria, *newcomers):
            phone.close()


async def invite(maria: Phone, newcomer: Phone | VkPhone) -> None:
    """One of them gets a link from Maria and opens it."""
    maria.says("/invite")
    (*_, question) = await maria.hears(lambda message: bool(message.labels))
    maria.presses(question.labels[0][0], question)
    (*_, invitation) = await maria.hears("start=")
    newcomer.starts(invitation.text.rpartition("start=")[2].split()[0])
    await newcomer.hears(1, INVITED_SECONDS)


async def open_clubs(sandbox: Sandbox) -> None:
    """Maria and Galina each open a club in the bot and connect its chat by the code."""
    maria, maria_there = sandbox.phone(MARIA), sandbox.phone(MARIA, CLUB_CHAT)
    clubs: list[tuple[Phone | VkPhone, Phone | VkPhone, str]] = [(maria, maria_there, "Кроссворды")]
    with suppress(LookupError):
        galina, galina_there = sandbox.vk.phone(GALINA), sandbox.vk.phone(GALINA, VK_CLUB_CHAT)
        clubs.append((galina, galina_there, "Кроссворды ВКонтакте"))
    try:
        for leader, chat, name in clubs:
            await open_club(leader, chat, name)
    except (Impossible, TimeoutError) as error:
        print(f"Открытие клубов не удалось разыграть: {error}")
    finally:
        for phones in clubs:
            for phone in phones[:2]:
                phone.close()


async def open_club(leader: Phone | VkPhone, chat: Phone | VkPhone, name: str) -> None:
    """One of them answers what the bot asks about a new club, taking what is offered first."""

    async def press(words: str = "") -> None:
        def offers(message: Message | VkMessage) -> bool:
            return any(words in label for row in message.labels for label in row)

        (*_, question) = await leader.hears(offers, INVITED_SECONDS)
        offered = (label for row in question.labels for label in row if words in label)
        leader.presses(next(offered), question.id)

    leader.says("/moderate")
    await press("новый клуб")
    for answer in (name, "Разгадываем кроссворды вместе", "по вторникам в 18:00"):
        await leader.hears(1, INVITED_SECONDS)
        leader.says(answer)
    for _ in ("rules", "entry", "sure"):
        await press()
    (*_, told) = await leader.hears("/connect ", INVITED_SECONDS)
    chat.says(f"/connect {told.text.rpartition('/connect ')[2].split()[0]}")
    await chat.hears(1, INVITED_SECONDS)


async def play_the_beginning(sandbox: Sandbox) -> None:
    """What happens by itself before anybody touches the page."""
    await hire_workers(sandbox)
    await open_clubs(sandbox)


async def run_demo(page_port: int = PAGE_PORT) -> None:
    """Open the sandbox and its page, run the bot beside it, and end both on Ctrl-C or SIGTERM."""
    folder = ROOT / "build" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        clock = Clock(folder / "clock", upcoming=reminders_in(folder / "line.db"))
        sandbox = await open_sandbox(stack, page_port, clock)
        bot = BotProcess(environment(sandbox, folder), folder)
        tasks = [asyncio.create_task(bot.keep_running()), asyncio.create_task(play_the_beginning(sandbox))]
        print(f"\n  Телефоны: {sandbox.page_url}\n  Остановить: Ctrl-C\n", flush=True)
        try:
            await stop.wait()
        finally:
            print("Завершаю.")
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await bot.end()


async def open_sandbox(stack: AsyncExitStack, page_port: int, clock: Clock | None = None) -> Sandbox:
    """The demo's sandbox; where the page's usual port is taken, any free one serves."""

    def anew(port: int) -> Sandbox:
        return Sandbox(demo_world(), page_port=port, phones=PHONES, vk=Vk(demo_vk_world()), clock=clock)

    try:
        return await stack.enter_async_context(anew(page_port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE or not page_port:
            raise
        return await stack.enter_async_context(anew(0))
