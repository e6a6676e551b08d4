"""The editors' content: read from YAML and Fluent, checked, and handed on as frozen data."""

from __future__ import annotations

from bot.content.book import Book
from bot.content.checking import check
from bot.content.loading import load
from bot.content.problems import ContentError, Problem
from bot.content.texts import Texts

__all__ = ["Book", "ContentError", "Problem", "Texts", "check", "load"]
