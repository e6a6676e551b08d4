"""`check`: content and settings, before anybody starts the line."""

from __future__ import annotations

import argparse
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.commands import environment
from bot.commands.words import say, tell
from bot.content import check
from bot.packs.shelf import complaints
from bot.settings import SettingsRefused, load_settings


class Chosen(BaseSettings):
    """Where the content is, even when other settings are missing or wrong."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    content: Path = Path("content")
    locale: str = "ru"


def chosen_content() -> Chosen:
    """Where the content is, as the settings say."""
    try:
        return Chosen()
    except (OSError, UnicodeDecodeError):
        return Chosen(_env_file=None)


def run(_given: argparse.Namespace) -> int:
    """Report everything to repair; 1 where there is something."""
    chosen = chosen_content()
    fine = check(chosen.content, print, chosen.locale, whole=True)
    for file, sentence, whole in complaints(chosen.content):
        tell("check-pack" if whole else "check-pack-remark", file=str(file), sentence=sentence)
        fine = fine and not whole
    if not environment.given():
        tell("check-no-settings")
        return 0 if fine else 1
    problems = settings_problems()
    for problem in problems:
        print(problem)
    tell("check-settings-wrong" if problems else "check-settings-fine", count=len(problems))
    return 0 if fine and not problems else 1


def settings_problems() -> list[str]:
    """A sentence for each problem of the settings, with its place."""
    problems = []
    try:
        load_settings()
    except SettingsRefused as refused:
        problems += [f"{environment.place(name)}: {sentence}" for name, sentence in refused.problems]
    for stranger in environment.strangers():
        text = "check-stranger" if stranger.meant else "check-stranger-unlike"
        where = (
            stranger.place if stranger.place.endswith(stranger.name) else f"{stranger.place}: {stranger.name}"
        )
        problems.append(f"{where}: {say(text, meant=stranger.meant or '')}")
    return problems
