"""Telegram, through aiogram: the only place that imports it."""

from bot.messengers.telegram import lazily  # noqa: F401 - first: it decides how aiogram is imported
from bot.messengers.telegram.messenger import Telegram

__all__ = ["Telegram"]
