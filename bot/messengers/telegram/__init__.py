"""Telegram, through aiogram: the only place that imports it."""

from bot.messengers.telegram.messenger import Telegram

__all__ = ["Telegram"]
