"""The stage with both messengers: the same people, each on the one they chose, and the same verbs for all."""

from __future__ import annotations

import asyncio
import itertools
import re
from dataclasses import dataclass
from typing import Any

from bot import app as line
from bot.settings import Settings, TelegramSettings, VkSettings
from sandbox import Phone
from sandbox.demo import ANNA, IVAN, MARIA, OLEG, STAFF_CHAT
from sandbox.vk import CHAT_START, Vk, VkLimits, VkPhone, VkWorld
from tests.end_to_end.stage import KEY, PATIENCE, UNPACED, Hand, Stage

TELEGRAM, VK = "telegram", "vk"
PAIRS = [(TELEGRAM, TELEGRAM), (VK, VK), (TELEGRAM, VK), (VK, TELEGRAM)]
VK_STAFF_CHAT = CHAT_START + 1
ON_VK = {ANNA: 501, IVAN: 502, MARIA: 601, OLEG: 602}
"""The same people in VK; their numbers differ, so that a mix-up of messengers shows."""


def vk_world() -> VkWorld:
    """Two residents, two workers and their chat, in which the community is an administrator."""
    world = VkWorld()
    world.add_user(ON_VK[ANNA], "Анна", "Петровна", screen_name="anna")
    world.add_user(ON_VK[IVAN], "Иван", "Сергеевич")
    world.add_user(ON_VK[MARIA], "Мария")
    world.add_user(ON_VK[OLEG], "Олег")
    world.add_chat(1, "Дежурная смена", members=[ON_VK[OLEG]], owner=ON_VK[MARIA])
    return world


def vk_server() -> Vk:
    """VK without its pace, for tests of other things."""
    return Vk(vk_world(), limits=VkLimits.lifted())


@dataclass
class Everywhere(Stage):
    """The line in one messenger or in both; who lives where is the test's to say."""

    messengers: tuple[str, ...] = (TELEGRAM, VK)
    admin_in: str = TELEGRAM

    def __post_init__(self) -> None:
        self.vk = self.sandbox.vk
        self.vk.world.clock = self.now
        self.vk_hands: dict[tuple[int, int | None], Hand] = {}
        super().__post_init__()

    async def opens_at_once(self, **settings: Any) -> None:
        self.settings = settings or self.settings
        chosen = {"staff": self.messengers, **self.settings}
        staffed = chosen.pop("staff")
        telegram, vk = TelegramSettings(), VkSettings()
        if TELEGRAM in self.messengers:
            telegram = TelegramSettings.model_validate(
                {
                    "token": self.sandbox.token,
                    "api_url": self.sandbox.api_url,
                    "staff_chat": STAFF_CHAT if TELEGRAM in staffed else None,
                    **UNPACED,
                }
            )
        if VK in self.messengers:
            vk = VkSettings.model_validate(
                {
                    "token": self.vk.token,
                    "api_url": self.vk.api_url,
                    "group_id": self.vk.group_id,
                    "staff_chat": VK_STAFF_CHAT if VK in staffed else None,
                    "per_second": 0,
                }
            )
        maria = f"vk:{ON_VK[MARIA]}" if self.admin_in == VK else f"telegram:{MARIA}"
        built = Settings(
            _env_file=None,
            telegram=telegram,
            vk=vk,
            database=self.database,
            keys=KEY,
            messages_a_minute=0,
            **{"admins": maria, **chosen},
        )
        self.app = line.build(built, self.now, self.steady)
        self.running = True
        if self.changes is not None:
            self.changes(self.app)
        await self.app.open()
        self.app.start()

    async def quiet(self, *, files: bool = True) -> None:
        """Wait until all is handled in both; `files` are waited for as well."""
        async with asyncio.timeout(PATIENCE):
            still = 0
            while still < 2:
                busy = self._busy() or await self._unheard() or (files and bool(self.app.ferry._tasks))
                still = 0 if busy else still + 1
                await asyncio.sleep(0.002)

    async def _unheard(self) -> bool:
        """Whether VK has events that are not stored yet."""
        if VK not in self.messengers:
            return False
        known = await self.app.inbox.positions([VK])
        return known.get(VK, "") != str(self.vk.world.events.ts) and bool(self.vk.world.events._history)

    def _busy(self) -> bool:
        world, app = self.sandbox.world, self.app
        return bool(
            (TELEGRAM in self.messengers and len(world.updates))
            or app.turns.busy
            or not app.turns.idle.is_set()
            or any(delivery.waiting or delivery._toasts for delivery in app.deliveries.values())
            or set(self.messengers) - set(app.line.usernames)
        )

    def on(self, messenger: str, user: int, *, group: bool = False) -> Hand:
        """A person's hand in a messenger: on their talk with the line, or on the staff room."""
        if messenger == TELEGRAM:
            return self.hand(user, STAFF_CHAT if group else None)
        peer = VK_STAFF_CHAT if group else None
        if (user, peer) not in self.vk_hands:
            phone = VkPhone(self.vk.world, ON_VK[user], peer)
            self.vk_hands[user, peer] = Hand(self, phone)  # type: ignore[arg-type]
        return self.vk_hands[user, peer]


def payload_in(text: str) -> str:
    """What a link into the line brings along, in either messenger."""
    found = re.search(r"\?(?:start|ref)=(\S+)", text)
    assert found is not None, text
    return found[1]


_VK_KINDS = {"photo": "photo", "voice": "audio_message", "document": "doc", "video": "video"}


def contents(hand: Hand, kind: str) -> list[bytes]:
    """The bytes of what the line brought of this kind since the last act, as the person can open them."""
    return [content for message in hand.heard for content in _contents(hand, message, kind)]


def _contents(hand: Hand, message: Any, kind: str) -> list[bytes]:
    stage = hand.stage
    assert isinstance(stage, Everywhere)
    phone: Any = hand.phone
    if isinstance(phone, Phone):
        shown = message.wire.get(kind)
        if shown is None:
            return []
        files = [stage.sandbox.world.files.get((shown[-1] if isinstance(shown, list) else shown)["file_id"])]
    else:
        addresses = [_address(one) for one in message.attachments if one["type"] == _VK_KINDS[kind]]
        files = [stage.vk.world.files.at(address.partition("/files/")[2]) for address in addresses]
    return [file.content or b"" for file in files if file is not None]


def _address(attachment: dict[str, Any]) -> str:
    thing = attachment[attachment["type"]]
    if "sizes" in thing:
        return str(thing["sizes"][-1]["url"])
    return str(thing.get("link_ogg") or thing["url"])


def places(hand: Hand) -> list[tuple[float, float]]:
    """The places that the line brought since the last act."""
    found = []
    for message in hand.heard:
        place = message.wire.get("location") or message.wire.get("geo", {}).get("coordinates")
        if place is not None:
            found.append((round(place["latitude"], 3), round(place["longitude"], 3)))
    return found


def replied_to(message: Any) -> str:
    """The text that a message answers."""
    return str((message.wire.get("reply_to_message") or message.wire["reply_message"])["text"])


def labels(hand: Hand) -> list[str]:
    """The buttons under the newest message that has any."""
    return list(itertools.chain.from_iterable(hand.phone.buttons))


@dataclass
class Cast:
    """Who plays, each in their messenger; workers are at their desks and in the staff room."""

    stage: Everywhere
    resident_in: str
    worker_in: str

    @property
    def anna(self) -> Hand:
        return self.stage.on(self.resident_in, ANNA)

    @property
    def maria(self) -> Hand:
        return self.stage.on(self.worker_in, MARIA)

    @property
    def oleg(self) -> Hand:
        return self.stage.on(self.worker_in, OLEG)

    @property
    def group(self) -> Hand:
        return self.stage.on(self.worker_in, MARIA, group=True)

    @property
    def group_of_oleg(self) -> Hand:
        return self.stage.on(self.worker_in, OLEG, group=True)

    async def all_hear(self) -> None:
        for hand in (self.anna, self.maria, self.oleg, self.group, self.group_of_oleg):
            await hand.hears()

    async def workers_come(self) -> None:
        """Maria invites Oleg, and the line has read who is in the staff room."""
        await self.maria.starts()
        await self.maria.says("/invite")
        texts = await self.maria.presses("Сотрудника")
        texts = await self.oleg.starts(payload_in(texts[-1]))
        assert "Теперь вы сотрудник" in texts[0], texts
        await self.stage.passes(601)
        await self.all_hear()

    async def anna_asks(self) -> int:
        """A short request to a person; its number."""
        await self.anna.starts()
        texts = await self.anna.says("Позвать человека")
        if any("согласны" in text for text in texts):
            await self.anna.presses("Да, разрешаю")
        await self.anna.says("Протекает кран")
        await self.anna.says("Анна Петровна")
        await self.anna.says("8 912 345-67-89")
        texts = await self.anna.presses("Отправить")
        assert "принята" in texts[0], texts
        return int(texts[0].split("№")[1].split()[0])

    async def maria_has_it(self) -> int:
        number = await self.anna_asks()
        await self.group.hears()
        await self.group.presses("Взять", self.group.finds(f"№ {number}"))
        await self.all_hear()
        return number
