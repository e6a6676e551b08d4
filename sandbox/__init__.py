"""Messengers on this machine: for the demo, the tests, drills and benchmarks."""

from sandbox.acts import Impossible
from sandbox.clock import Clock
from sandbox.faults import Fault, Faults
from sandbox.models import Change, Chat, Member, Message, User
from sandbox.people import Phone
from sandbox.server import TOKEN, Sandbox
from sandbox.telegram.limits import Limits
from sandbox.world import World

__all__ = [
    "TOKEN", "Change", "Chat", "Clock", "Fault", "Faults", "Impossible", "Limits", "Member", "Message",
    "Phone", "Sandbox", "User", "World",
]  # fmt: skip
