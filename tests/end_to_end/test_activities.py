"""A weekly class from its first word to its recording: an organiser, and residents on both messengers."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from sandbox.demo import ANNA, IVAN, MARIA, OLEG
from tests.end_to_end.everywhere import TELEGRAM, VK, Everywhere, contents, payload_in
from tests.end_to_end.stage import Hand

MONDAY_MORNING = 1_795_420_800.0
"""23 November 2026, 11:00 in Moscow."""

HOUR = 3600.0
WEDNESDAY_NOON = MONDAY_MORNING + 49 * HOUR
TITLE = "Зарядка на стуле"
LINK = "https://telemost.yandex.ru/j/123"
POSTER = b"\xff\xd8 a poster of the class"
FILM = b"a film of the class"

ANSWERS = (
    ("presses", "Новое занятие"),
    ("presses", "Зарядка и гимнастика"),
    ("says", TITLE),
    ("says", "Спокойная зарядка для всех, кому трудно стоять."),
    ("says", "Олег, инструктор"),
    ("says", "по средам в 12:00"),
    ("presses", "Да, верно"),
    ("presses", "45 мин."),
    ("presses", "Без ограничения"),
    ("says", "Стул и вода"),
    ("says", LINK),
)
"""What an organiser answers when asked about a new class, up to its picture."""


@dataclass
class Week:
    """The line on a Monday morning: Oleg runs classes, Anna is on Telegram, Ivan on VK."""

    stage: Everywhere
    oleg: Hand

    @property
    def anna(self) -> Hand:
        return self.stage.on(TELEGRAM, ANNA)

    @property
    def ivan(self) -> Hand:
        return self.stage.on(VK, IVAN)

    @property
    def residents(self) -> tuple[Hand, Hand]:
        return self.anna, self.ivan

    async def until(self, moment: float) -> list[tuple[str, str]]:
        """Time goes on, stopping for all that is due to people; what each resident was told, and when."""
        told = []
        while True:
            due = self._due(moment)
            await self.stage.passes(max(0.0, (due or moment) - self.stage.now()) + 0.01)
            hour = time.strftime("%a %H:%M", time.gmtime(self.stage.now() + 3 * HOUR))
            for name, hand in (("Анна", self.anna), ("Иван", self.ivan)):
                told += [(f"{hour} {name}", text) for text in await hand.hears()]
            if due is None and self._due(moment) is None:
                return told

    def _due(self, moment: float) -> float | None:
        """When something comes next to people, before a moment and what follows at once from it."""
        ((at,),) = self.stage.rows(
            "SELECT min(at) FROM due WHERE kind NOT IN ('reread', 'timetable', 'weekly')"
            f" AND at < {moment + 60}"
        )
        return float(at) if at is not None else None

    async def oleg_opens(self, date: str) -> None:
        """One date of the class, as Oleg finds it."""
        await self.oleg.says("/classes")
        await self.oleg.presses(TITLE)
        await self.oleg.presses("Все даты")
        (label,) = (label for label in self.oleg.buttons if date in label)
        await self.oleg.presses(label)


@pytest.fixture(params=[TELEGRAM, VK])
async def week(request: pytest.FixtureRequest, everywhere: Everywhere) -> Week:
    everywhere.admin_in = request.param
    everywhere.shift = MONDAY_MORNING - time.time()
    await everywhere.opens()
    maria, oleg = everywhere.on(request.param, MARIA), everywhere.on(request.param, OLEG)
    await maria.starts()
    await maria.says("/invite")
    invitation = await maria.presses("Ведущего занятий")
    await oleg.starts(payload_in(invitation[-1]))
    await everywhere.passes(601)
    await oleg.hears()
    return Week(everywhere, oleg)


async def creates_the_class(week: Week) -> None:
    oleg = week.oleg
    await oleg.says("/classes")
    for way, words in ANSWERS:
        await getattr(oleg, way)(words)
    oleg.phone.sends_photo(POSTER)
    texts = await oleg.hears()
    assert "Когда: среда, 25 ноября, в 12:00" in "\n".join(texts)
    texts = await oleg.presses("Опубликовать")
    assert texts[0] == f"Готово: «{TITLE}» в расписании, жители могут записываться."


async def signs_up_for_all(hand: Hand) -> None:
    await hand.starts()
    await hand.presses("Занятия")
    await hand.presses("На неделю вперёд")
    await hand.presses(f"ср 25.11, 12:00 · {TITLE}")
    assert contents(hand, "photo") == [POSTER]
    texts = await hand.presses("Записаться на все дни")
    assert texts[0] == f"Записали вас на все дни: «{TITLE}». Новые дни добавим сами."


def way_in(hand: Hand) -> str | None:
    """Where the button «Войти» of the newest reminder leads."""
    shown = str(hand.finds("Начинается").wire)
    return LINK if "Войти" in shown and LINK in shown else None


async def test_a_class_from_its_first_word_to_its_recording(week: Week) -> None:
    await creates_the_class(week)
    for hand in week.residents:
        await signs_up_for_all(hand)

    told = await week.until(WEDNESDAY_NOON) + await week.until(WEDNESDAY_NOON + 0.75 * HOUR)
    prepare = "\nЧто приготовить: Стул и вода"
    assert told == [
        (f"{at} {name}", text)
        for at, text in (
            ("Tue 12:00", f"Напоминаем: завтра, среда, в 12:00 — «{TITLE}».{prepare}"),
            ("Wed 11:00", f"Скоро занятие: сегодня, среда, в 12:00 — «{TITLE}».{prepare}"),
            ("Wed 12:00", f"Начинается «{TITLE}»."),
            ("Wed 12:45", f"«{TITLE}» закончилось. Вам понравилось?"),
        )
        for name in ("Анна", "Иван")
    ]
    assert [way_in(hand) for hand in week.residents] == [LINK, LINK]
    for hand in week.residents:
        await hand.presses("Понравилось")

    await sends_the_recording(week)
    await cancels_the_next(week)
    assert await week.until(WEDNESDAY_NOON + 7 * 24 * HOUR) == []


async def sends_the_recording(week: Week) -> None:
    """Oleg's film reaches everybody: as a file, or as a link where VK gives it to nobody else."""
    oleg, stage = week.oleg, week.stage
    await week.oleg_opens("25.11")
    await oleg.presses("Отправить запись")
    on_vk = oleg is stage.on(VK, OLEG)
    oleg.phone.sends_video(FILM)
    texts = await oleg.hears()
    assert ("Придёт ссылка на видео" in texts[-1]) == on_vk
    texts = await oleg.presses("Отправить запись")
    assert texts[0] == "Отправляем запись. Получат: 2, и те, кто пропустил."
    await stage.passes(2)
    for hand in week.residents:
        assert await hand.hears() == [f"Запись занятия «{TITLE}», сегодня, среда, в 12:00."]
    if on_vk:
        assert "https://vk.com/video" in str(week.anna.heard[-1].wire)
        assert "Смотреть запись" in week.anna.buttons
    else:
        assert contents(week.anna, "video") == [FILM]
        assert contents(week.ivan, "document") == [FILM]


async def cancels_the_next(week: Week) -> None:
    """Everybody who signed up for all of it hears at once that the next one falls away, and why."""
    await week.oleg_opens("02.12")
    await week.oleg.presses("Отменить эту дату")
    texts = await week.oleg.says("Олег уехал на соревнования")
    assert "получат: 2" in texts[-1].lower()
    await week.oleg.presses("Да, отменить")
    await week.stage.passes(2)
    for hand in week.residents:
        assert await hand.hears() == [
            f"Занятия не будет: «{TITLE}», среда, 2 декабря, в 12:00.\nПочему: Олег уехал на соревнования"
        ]
