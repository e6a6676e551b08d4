"""VK on this machine: its world, its API, and people with telephones."""

from sandbox.vk.faults import VkFaults, captcha, refusal
from sandbox.vk.limits import VkLimits
from sandbox.vk.models import CHAT_START, Client, Community, Peer, VkChange, VkMember, VkMessage, VkUser
from sandbox.vk.people import VkPhone
from sandbox.vk.server import VK_TOKEN, Vk
from sandbox.vk.world import VkWorld

__all__ = [
    "CHAT_START", "VK_TOKEN", "Client", "Community", "Peer", "Vk", "VkChange", "VkFaults", "VkLimits",
    "VkMember", "VkMessage", "VkPhone", "VkUser", "VkWorld", "captcha", "refusal",
]  # fmt: skip
