"""Words and commands that are heard from any state: Меню, Назад, Отмена, Позвать человека, and so on."""

from __future__ import annotations

from bot.domain.wording import folded
from bot.flows.services import Line, Wish

COMMANDS = {
    "/menu": Wish.MENU,
    "/help": Wish.MENU,
    "/back": Wish.BACK,
    "/cancel": Wish.CANCEL,
    "/person": Wish.PERSON,
    "/requests": Wish.MINE,
    "/activities": Wish.ACTIVITIES,
    "/clubs": Wish.CLUBS,
    "/moderate": Wish.MODERATING,
    "/phones": Wish.PHONES,
    "/resume": Wish.RESUME,
    "/language": Wish.LANGUAGE,
    "/reload": Wish.RELOAD,
    "/hide": Wish.HIDE,
}


def command(text: str) -> tuple[str, str]:
    """A command and its argument, without the bot's name: `/start`, `inv_x`; empty when the text is none."""
    if not text.startswith("/"):
        return "", ""
    name, _, argument = text.partition(" ")
    return name.partition("@")[0].casefold(), argument.strip()


def wish(line: Line, text: str) -> Wish | None:
    """What a text wishes, if it is one of the words for it and nothing else."""
    name, _ = command(text)
    if name:
        return COMMANDS.get(name)
    return line.wishes.get(folded(text)) if 0 < len(text) <= 40 else None
