"""A town that letters to many reach, and organisers who write them."""

from __future__ import annotations

from bot.domain.broadcasts import Post
from tests.conftest import MARIA
from tests.line import TheLine
from tests.network import TELEGRAM
from tests.phone import Phone

NEWS = "В пятницу меняются правила оплаты проезда. Паспорт менять не нужно."
STOP, AGAIN = "Больше не присылать", "Снова присылать"


class Town:
    """Residents by the dozen: they wrote to the line once, and said yes or no."""

    def __init__(self, line: TheLine) -> None:
        self.line = line
        self.people: list[Phone] = []

    async def grows(self, many: int, *, consent: bool | None = True, **preferences: str) -> list[Phone]:
        """So many more people."""
        first = 1000 + len(self.people)
        came = [Phone(self.line, first + place, f"Житель {first + place}") for place in range(many)]
        self.people += came
        async with self.line.acting(TELEGRAM, MARIA) as services:
            work = services.work
            for phone in came:
                person = await work.people.meet(TELEGRAM, phone.sender, self.line.now)
                if consent is not None:
                    await work.people.consent(person, "1", consent, self.line.now)
                for name, value in preferences.items():
                    await work.signups.prefer(person.id, name, value)
        self.line.network.opened |= {phone.account for phone in came}
        return came

    def got(self, text: str = NEWS) -> list[int]:
        """How often each of them got the letter."""
        return [phone.texts.count(text) for phone in self.people]


async def writes(maria: Phone, *, to: str = "Всем", when: str = "Да, не будить", text: str = NEWS) -> str:
    """The organiser writes, and looks at it; what she is told of the count."""
    await maria.says("/broadcasts")
    await maria.presses("Новая рассылка")
    await maria.says(text)
    await maria.presses(to)
    await maria.presses(when)
    return maria.last.text


async def sends(maria: Phone, many: int, **how: str) -> None:
    """The organiser sends it to so many."""
    told = await writes(maria, **how)
    assert f"Получат: {many}\n" in told
    await maria.presses("Всё верно, дальше")
    await maria.says(str(many))


async def posts(line: TheLine, number: int = 1) -> dict[Post, int]:
    async with line.reading() as work:
        return await work.broadcasts.posts(number)


async def sends_slowly(line: TheLine, maria: Phone, many: int) -> None:
    """The first letters are on their way, and stay there; her own chat knows the progress."""
    await sends(maria, many)
    line.slow()
    await line.later(seconds=1)
