"""The editors' words, made ready for the way of every message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """What `content/safety.yaml` says of the words of swindlers; empty where nobody wrote it."""
