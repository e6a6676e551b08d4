"""Lines that have a letter to many under way; on VK where the order names a community, else on Telegram."""

from __future__ import annotations

from pathlib import Path

from bot.app import App
from bot.content import Book
from tests.kill import lines
from tests.kill_vk import lines as vk_lines
from tests.kill_vk.lines import Order

__all__ = ["Order", "build"]

AHEAD = 20
"""Letters that may wait in the outbox: few, so that the feed is met as often as the letters."""

BOOK = Book.read(Path("content"), "ru")
"""Read once, in the nursery: the lines begin at once."""


def build(order: Order, number: int) -> App:
    """The line of that number."""
    build_it = vk_lines.build if order.group_id else lines.build
    app = build_it(order, number, BOOK)
    for messenger in app.line.accounts:
        app.line.ahead[messenger] = AHEAD
    return app
