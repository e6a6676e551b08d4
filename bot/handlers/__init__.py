"""Who hears what, by room."""

from bot.handlers.dispatch import Handlers

__all__ = ["Handlers"]
