"""VK, through vk_api: the only place that imports it."""

from bot.messengers.vk.messenger import Vk

__all__ = ["Vk"]
